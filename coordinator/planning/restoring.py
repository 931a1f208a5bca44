"""What somebody who came after all gets back: each meeting they lost today, or why it cannot take place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coordinator.domain.entries import RepairKind, Replanned
from coordinator.domain.schedule import MeetingStatus
from coordinator.planning import words
from coordinator.planning.broken import Case
from coordinator.planning.find import away, change, seated
from coordinator.planning.finders import why_move
from coordinator.planning.masks import bits
from coordinator.planning.obstacles import not_possible
from coordinator.planning.rules import Placement, allows, as_it_stands, tables_for, why_not
from coordinator.planning.waiting import WORTH_A_TALK
from coordinator.planning.wishes import pair

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from coordinator.domain.day import MeetingNow
    from coordinator.domain.entries import Change
    from coordinator.planning.problem import Problem


@dataclass(frozen=True, slots=True)
class WayBack:
    """A lost meeting that can still take place, and where; `certain` is false where somebody has not been seen."""

    meeting: str
    title: str
    reason: str
    before: str
    after: str
    tells: tuple[str, ...]
    change: Change
    certain: bool = True


@dataclass(frozen=True, slots=True)
class NoWay:
    """A lost meeting that cannot take place any more, and why."""

    meeting: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Restoration:
    """What one person lost today: the meetings that come back, and those that do not; `who` names the person."""

    person: str
    who: str
    ways: tuple[WayBack, ...] = ()
    lost: tuple[NoWay, ...] = ()

    @property
    def title(self) -> str:
        """Say what happens once staff accept."""
        return f"Restore {words.count(len(self.ways), 'meeting', 'meetings')} of {self.who}"

    @property
    def sentence(self) -> str:
        """Say how much comes back."""
        whole = len(self.ways) + len(self.lost)
        if not whole:
            return f"{self.who} lost no meeting today."
        return f"{len(self.ways)} of {words.count(whole, 'lost meeting', 'lost meetings')} can be restored."

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return the restored meetings as the journal keeps them."""
        return tuple(way.change for way in self.ways)

    @property
    def tells(self) -> tuple[str, ...]:
        """Return who must be told."""
        return tuple(dict.fromkeys(person for way in self.ways for person in way.tells))

    def only(self, meetings: Collection[str]) -> Restoration:
        """Return the same with these meetings only."""
        return replace(self, ways=tuple(way for way in self.ways if way.meeting in meetings))

    def fact(self) -> Replanned:
        """Return what the journal keeps once staff accept."""
        return Replanned(self.changes)


def offers(problem: Problem, person: str) -> Restoration:
    """Find as many ways back as there can be at once for what a person lost today, their old places first."""
    lost = [meeting for meeting in problem.meetings.values() if _is_lost(problem, meeting, person)]
    lost.sort(key=lambda meeting: (problem.slot_of(meeting) or 0, meeting.id))
    possible = {meeting.id: {place.slot or 0: place for place in _places(problem, meeting)} for meeting in lost}
    chosen, after = _matched(problem, possible), problem
    ways: list[WayBack] = []
    no_ways: list[NoWay] = []
    for meeting in lost:
        place = possible[meeting.id].get(chosen.get(meeting.id, -1))
        objection = next(why_not(after, place), None) if place else None
        if place and not objection:
            after = _with(after, place)
            ways.append(_way(problem, meeting, place, person))
            continue
        why = objection.sentence if objection else _why_none(problem, meeting, one_of_these=bool(possible[meeting.id]))
        no_ways.append(NoWay(meeting.id, _name(problem, meeting, person), why))
    return Restoration(person, words.who(problem, person), tuple(ways), tuple(no_ways))


def still_holds(problem: Problem, offer: Restoration) -> tuple[str, ...]:
    """Say what no longer holds of an offer that was made for an earlier state; nothing if it can be accepted."""
    return tuple(dict.fromkeys(_objections(problem, offer)))


def _objections(problem: Problem, offer: Restoration) -> Iterator[str]:
    if not offer.ways:
        yield "There is nothing to restore."
    after = problem
    for new in offer.changes:
        meeting = problem.meetings.get(new.meeting)
        if meeting is None:
            yield f"Meeting {new.meeting} is not in the plan."
            continue
        if meeting.version != new.expects:
            yield f"The meeting of {words.meeting_of(problem, meeting)} was changed in the meantime."
            continue
        slot = problem.round_of.get(new.slot)
        begun = slot is not None and slot < problem.coming
        kind = RepairKind.WAIT if begun and new.slot == meeting.slot else RepairKind.MOVE
        place = Placement(new.meeting, new.host, new.guests, slot, new.table, kind, new.meeting, new.slot)
        if begun:
            yield from _too_late(problem, place)
        for objection in why_not(after, place):
            yield objection.sentence
        if slot is not None:
            after = _with(after, place)


# -- what was lost, and where it could be


def _is_lost(problem: Problem, meeting: MeetingNow, person: str) -> bool:
    """Return whether a meeting was missed, or given up during the day, or is over and this person came after it."""
    if person not in meeting.people:
        return False
    match meeting.status:
        case MeetingStatus.MISSED:
            return True
        case MeetingStatus.CANCELLED:
            return meeting.version is not None
        case MeetingStatus.PLANNED:
            slot, known = problem.slot_of(meeting), problem.people.get(person)
            if slot is None or known is None or known.arrived is None:
                return False
            return problem.is_over(slot) and known.arrived >= problem.slots[slot].end.timestamp() * 1000
        case MeetingStatus.RUNNING | MeetingStatus.HELD:
            return False


def _places(problem: Problem, meeting: MeetingNow) -> Iterator[Placement]:
    """Return where a lost meeting could take place: its round if it still runs, its old round, then the nearest."""
    case, own = Case.of(problem, meeting), problem.slot_of(meeting)
    if own is not None and own == problem.running:
        now = as_it_stands(problem, meeting, waiting=True)
        if not any(_too_late(problem, now)) and allows(problem, now):
            yield now
    planned = problem.round_of.get((meeting.planned.slot if meeting.planned else None) or "")
    rounds = bits(problem.free(meeting.people) & problem.later)
    for slot in sorted(rounds, key=lambda slot: (slot != planned, slot != own, slot)):
        place = seated(problem, case, RepairKind.MOVE, meeting.people, slot)
        if place is not None:
            yield place


def _too_late(problem: Problem, place: Placement) -> Iterator[str]:
    """Say why a meeting cannot begin in the round that runs."""
    for person in place.people:
        if not problem.is_here(person):
            yield f"{words.who(problem, person)} is not here."
    slot = place.slot
    if slot is not None and not problem.is_over(slot) and problem.now + WORTH_A_TALK > problem.slots[slot].end:
        yield f"Too little is left of the round at {words.at(problem, slot)}."


def _matched(problem: Problem, possible: Mapping[str, Mapping[int, Placement]]) -> dict[str, int]:
    """Give rounds to meetings of one person, so that as many as possible get one; a meeting's old place comes first."""
    holder: dict[int, str] = {}

    def give(meeting: str, tried: set[int]) -> bool:
        rounds = possible[meeting]
        free = next((slot for slot in rounds if slot not in holder), None)
        if free is not None:
            holder[free] = meeting
            return True
        for slot in rounds:
            if slot not in tried:
                tried.add(slot)
                if give(holder[slot], tried):
                    holder[slot] = meeting
                    return True
        return False

    for meeting in sorted(possible, key=lambda known: problem.slot_of(problem.meetings[known]) not in possible[known]):
        give(meeting, set())
    return {meeting: slot for slot, meeting in holder.items()}


def _with(problem: Problem, place: Placement) -> Problem:
    """Return the problem as if a meeting that does not take place stood here."""
    slot, known = place.slot or 0, problem.meetings[place.meeting]
    row = {slot: (place.meeting,)}
    people, table = (*place.people, *problem.interpreter_of(place.meeting)), place.table or ""
    couples = [pair(place.host, guest) for guest in place.guests]
    moved = replace(known, slot=problem.slots[slot].id, table=place.table, status=MeetingStatus.PLANNED)
    taken = list(problem.taken)
    taken[slot] |= problem.table_bit(table)
    return replace(
        problem,
        meetings={**problem.meetings, place.meeting: moved},
        calendar={**problem.calendar, **{p: {**problem.calendar.get(p, {}), **row} for p in people}},
        seating={**problem.seating, table: {**problem.seating.get(table, {}), **row}},
        busy={**problem.busy, **{p: problem.busy.get(p, 0) | 1 << slot for p in people}},
        taken=tuple(taken),
        load={**problem.load, **{p: (*problem.load.get(p, ()), place.meeting) for p in place.people}},
        pairs={**problem.pairs, **{both: (*problem.pairs.get(both, ()), place.meeting) for both in couples}},
    )


# -- in words


def _way(problem: Problem, meeting: MeetingNow, place: Placement, person: str) -> WayBack:
    slot, own = place.slot or 0, problem.slot_of(meeting)
    unsure, awaited = away(problem, meeting)
    running, same = slot < problem.coming, slot == own
    when = "now" if running else f"at {words.at(problem, slot)}"
    instead = "" if running or own is None else " after all" if same else f" instead of {words.at(problem, own)}"
    at_table = f", {words.table(problem, place.table)}" if place.table != meeting.table else ""
    lost = "missed" if meeting.status is MeetingStatus.MISSED else "given up"
    reason = why_move(problem, Case.of(problem, meeting), slot, unsure, awaited)
    if running:
        reason = f"{words.meeting_of(problem, meeting)} are here; {words.minutes_left(problem, slot)}."
    return WayBack(
        meeting.id,
        f"Meet {_others(problem, meeting, person)} {when}{instead}{at_table}",
        reason,
        words.label(problem, meeting.table, lost if same or own is None else words.at(problem, own)),
        words.label(problem, place.table, "now" if running else words.at(problem, slot)),
        meeting.people,
        change(problem, place, expects=meeting.version),
        certain=not unsure,
    )


def _others(problem: Problem, meeting: MeetingNow, person: str) -> str:
    return words.sides(problem, [known for known in meeting.people if known != person])


def _name(problem: Problem, meeting: MeetingNow, person: str) -> str:
    slot = problem.slot_of(meeting)
    when = f" at {words.at(problem, slot)}" if slot is not None else ""
    return f"{_others(problem, meeting, person)}{when}, {words.table(problem, meeting.table)}"


def _why_none(problem: Problem, meeting: MeetingNow, *, one_of_these: bool) -> str:
    """Say what stands in the way of the round that comes nearest to being possible."""
    if one_of_these:
        return "The only rounds that fit go to other lost meetings."
    own, against = problem.slot_of(meeting), []
    for number, slot in enumerate(sorted(bits(problem.later), key=lambda slot: slot != own)):
        objections = tuple(why_not(problem, _tried(problem, meeting, slot)))
        if objections:
            way = f"{'Going back' if slot == own else 'Moving'} to {words.at(problem, slot)}"
            against.append((len(objections), number, not_possible(way, objections)))
    return min(against)[2] if against else "No later round is left today."


def _tried(problem: Problem, meeting: MeetingNow, slot: int) -> Placement:
    """Return the place in a round against which least speaks: its own table or a free one, if there is any."""
    allowed = tables_for(problem, meeting.people)
    own, free = problem.table_bit(meeting.table) & allowed, problem.free_tables(slot) & allowed
    tables: Sequence[int] = (*bits(own & free), *bits(free), *bits(own), *bits(allowed))
    number = next((n for n in tables if problem.table_at(n).active), None)
    table = meeting.table if number is None else problem.table_at(number).id
    return Placement(meeting.id, meeting.host, meeting.guests, slot, table, RepairKind.MOVE, meeting.id)
