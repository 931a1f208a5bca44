"""The rules of a plan, each once, in words: they find a place for a meeting and judge the plan as it stands.

A rule looks at one placement and says why it is not allowed; whoever searches asks the same rules as whoever checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain.day import Presence
from coordinator.domain.entries import RepairKind
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import MeetingStatus
from coordinator.planning import words
from coordinator.planning.broken import missing_people
from coordinator.planning.problem import Problem
from coordinator.planning.wishes import pair

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from coordinator.domain.day import Day, MeetingNow


class Rule(StrEnum):
    """The rules by their names."""

    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    H5 = "H5"
    H6 = "H6"
    H7 = "H7"
    H8 = "H8"
    H9 = "H9"
    H10 = "H10"
    POLICY = "policy"


MEANING = {
    Rule.H1: "A meeting that runs or was held is not touched.",
    Rule.H2: "A round that is planned lies after now.",
    Rule.H3: "A meeting takes place at most once, and the same two people meet once.",
    Rule.H4: "Both sides are available in the round.",
    Rule.H5: "Nobody has two meetings in a round.",
    Rule.H6: "The table exists, is open and holds one meeting a round.",
    Rule.H7: "An organisation with a table of its own meets there; others sit at tables that belong to nobody.",
    Rule.H8: "A pinned meeting keeps its round and its table.",
    Rule.H9: "A meeting whose sides are both there is still held.",
    Rule.H10: "A meeting whose sides are both there is not moved into or out of the next rounds.",
    Rule.POLICY: "Nobody who has not checked in is given a new meeting in the next rounds.",
}


@dataclass(frozen=True, slots=True)
class Placement:
    """A meeting in a place: who would sit where and when, and the repair that puts them there.

    `instead_of` is the broken meeting whose place is given up, `along` other meetings that leave their places in the
    same go. Without a repair the placement is the plan as it stands, and who is here does not matter.
    """

    meeting: str
    host: str
    guests: tuple[str, ...]
    slot: int | None
    table: str | None
    repair: RepairKind | None = None
    instead_of: str | None = None
    slot_id: str | None = None
    along: Collection[str] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Return everybody who would sit there, the host first."""
        return (self.host, *self.guests)

    def frees(self, meeting: str) -> bool:
        """Return whether a meeting is in nobody's way, because it leaves its place."""
        return meeting in (self.meeting, self.instead_of) or meeting in self.along


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a placement is not allowed: the rule, a sentence, and the other meeting in the way."""

    rule: Rule
    sentence: str
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that the plan breaks as it stands: the rule, the meeting and a sentence."""

    rule: Rule
    meeting: str
    sentence: str


def as_it_stands(problem: Problem, meeting: MeetingNow, *, waiting: bool = False) -> Placement:
    """Return the place in which a meeting stands, or to which waiting would bring it back."""
    return Placement(
        meeting.id,
        meeting.host,
        meeting.guests,
        problem.slot_of(meeting),
        meeting.table,
        RepairKind.WAIT if waiting else None,
        meeting.id,
        meeting.slot,
    )


def why_not(problem: Problem, placement: Placement) -> Iterator[Objection]:
    """Say which rules a placement breaks, one after the other, and how."""
    for rule in _RULES:
        yield from rule(problem, placement)


def allows(problem: Problem, placement: Placement) -> bool:
    """Return whether no rule speaks against a placement."""
    return next(why_not(problem, placement), None) is None


def judge(day: Day) -> tuple[Finding, ...]:
    """Judge the plan as it stands by every rule; a clash of two meetings is told once."""
    slots = day.schedule.meeting_slots
    problem = Problem.of(day, slots[0].start if slots else datetime.min.replace(tzinfo=UTC), Policy())
    findings: list[Finding] = []
    judged: set[str] = set()
    for meeting in day.meetings.values():
        if not meeting.takes_place:
            continue
        findings.extend(
            Finding(objection.rule, meeting.id, objection.sentence)
            for objection in why_not(problem, as_it_stands(problem, meeting))
            if objection.other is None or objection.other in judged
        )
        judged.add(meeting.id)
    return tuple(findings)


def tables_for(problem: Problem, people: Sequence[str]) -> int:
    """Return the tables where these people may sit: the homes of their organisations, else those that are nobody's."""
    homes = 0
    for person in people:
        known = problem.people.get(person)
        homes |= problem.homes.get(known.organisation, 0) if known else 0
    return homes or problem.pool_tables


# -- the rules


def _untouched(problem: Problem, placement: Placement) -> Iterator[Objection]:
    given, moved = _given_up(problem, placement), _moved(problem, placement)
    for meeting in (given,) if moved is given else (given, moved):
        if meeting and meeting.status in (MeetingStatus.RUNNING, MeetingStatus.HELD):
            word = "is running" if meeting.status is MeetingStatus.RUNNING else "was held"
            yield Objection(Rule.H1, f"The meeting of {words.meeting_of(problem, meeting)} {word}.")


def _after_now(problem: Problem, placement: Placement) -> Iterator[Objection]:
    slot = placement.slot
    if slot is None:
        yield from _no_round(placement)
    elif placement.repair in (RepairKind.MOVE, RepairKind.SWAP) and slot < problem.coming:
        yield Objection(Rule.H2, f"The round at {words.at(problem, slot)} has begun.")
    elif placement.repair is not None and problem.is_over(slot):
        yield Objection(Rule.H2, f"The round at {words.at(problem, slot)} is over.")
    elif len(problem.span(placement.meeting, slot)) < problem.lasting.get(placement.meeting, 1):
        yield Objection(
            Rule.H2, f"From {words.at(problem, slot)} on no time is left for {_how_long(problem, placement)}."
        )


def _how_long(problem: Problem, placement: Placement) -> str:
    return f"a meeting of {problem.lasting[placement.meeting]} rounds"


def _no_round(placement: Placement) -> Iterator[Objection]:
    if placement.slot_id:
        yield Objection(Rule.H2, f"{words.capital(placement.slot_id)} is no round of this event.")
    elif placement.repair is not None:
        yield Objection(Rule.H2, "The meeting has no round.")


def _once(problem: Problem, placement: Placement) -> Iterator[Objection]:
    for guest in placement.guests:
        if guest == placement.host:
            yield Objection(Rule.H3, f"{words.who(problem, guest)} cannot meet themselves.")
        for other in problem.pairs.get(pair(placement.host, guest), ()):
            if not placement.frees(other):
                both = f"{words.who(problem, placement.host)} and {words.who(problem, guest)}"
                yield Objection(Rule.H3, f"{both} already meet {_when(problem, other)}.", other)


def _available(problem: Problem, placement: Placement) -> Iterator[Objection]:
    for person in (*placement.people, *problem.interpreter_of(placement.meeting)):
        known = problem.people.get(person)
        if known is None:
            if person in placement.people:
                yield Objection(Rule.H4, f"Person {person} is in no plan of this event.")
            continue
        if not known.may_enter:
            yield Objection(Rule.H4, f"The registration of {words.who(problem, person)} does not hold.")
        counts = person in placement.people
        if counts and known.limit is not None and _load(problem, person, placement) >= known.limit:
            meetings = words.count(known.limit, "meeting", "meetings")
            yield Objection(Rule.H4, f"{words.who(problem, person)} wants no more than {meetings}.")
        for slot in _rounds(problem, placement):
            if not known.open >> slot & 1:
                someone = words.who(problem, person)
                yield Objection(Rule.H4, f"{someone} is not available at {words.at(problem, slot)}.")
            elif _presence_counts(placement) and known.may_enter and not known.available >> slot & 1:
                yield Objection(Rule.H4, _not_there(problem, person, slot))


def _one_meeting(problem: Problem, placement: Placement) -> Iterator[Objection]:
    told: set[str] = set()
    for person in (*placement.people, *problem.interpreter_of(placement.meeting)):
        taken = problem.calendar.get(person, {})
        for slot in _rounds(problem, placement):
            for other in taken.get(slot, ()):
                if other not in told and not placement.frees(other):
                    told.add(other)
                    clash = words.meeting_of(problem, problem.meetings[other])
                    someone = words.who(problem, person) if person in problem.people else words.capital(person)
                    sentence = f"{someone} has another meeting at {words.at(problem, slot)}"
                    yield Objection(Rule.H5, f"{sentence}: {clash}.", other)


def _table_open(problem: Problem, placement: Placement) -> Iterator[Objection]:
    if placement.table is None:
        if placement.repair is not None:
            yield Objection(Rule.H6, "The meeting has no table.")
        return
    known = problem.tables.get(placement.table)
    if known is None:
        yield Objection(Rule.H6, f"{words.capital(words.table(problem, placement.table))} is not in the plan.")
        return
    if not known.active:
        yield Objection(Rule.H6, f"{words.capital(words.table(problem, placement.table))} is closed.")
    for slot in _rounds(problem, placement):
        for other in problem.seating.get(placement.table, {}).get(slot, ()):
            if not placement.frees(other):
                here = words.capital(words.table(problem, placement.table))
                clash = words.meeting_of(problem, problem.meetings[other])
                yield Objection(Rule.H6, f"{here} is taken at {words.at(problem, slot)}: {clash}.", other)


def _at_home(problem: Problem, placement: Placement) -> Iterator[Objection]:
    table = placement.table
    if table not in problem.tables or tables_for(problem, placement.people) & problem.table_bit(table):
        return
    hosts = [p for p in placement.people if p in problem.people and problem.people[p].organisation in problem.homes]
    here = words.capital(words.table(problem, table))
    if hosts:
        yield Objection(Rule.H7, f"{words.sides(problem, hosts)} must meet at their own table, not at {here.lower()}.")
    else:
        owner = next((org for org, tables in problem.homes.items() if tables & problem.table_bit(table)), None)
        if owner is None:
            return
        someone = words.organisation(problem, problem.delegations[owner][0]) if owner in problem.delegations else owner
        yield Objection(Rule.H7, f"{here} is the home of {someone}.")


def _pinned(problem: Problem, placement: Placement) -> Iterator[Objection]:
    meeting = problem.meetings.get(placement.meeting)
    if meeting is None or not meeting.pinned:
        return
    fixed = (meeting.slot, meeting.table)
    if placement.repair is None and meeting.planned:
        fixed = (meeting.planned.slot, meeting.planned.table)
    slot = problem.slots[placement.slot].id if placement.slot is not None else placement.slot_id
    if (slot, placement.table) != fixed:
        yield Objection(Rule.H8, f"The meeting of {words.meeting_of(problem, meeting)} is pinned to its place.")


def _still_held(problem: Problem, placement: Placement) -> Iterator[Objection]:
    meeting = _given_up(problem, placement)
    if placement.repair in _GIVES_UP and meeting and is_intact(problem, meeting):
        yield Objection(Rule.H9, f"{words.capital(_all_there(problem, meeting))}, so their meeting is held.")


def _lead_time(problem: Problem, placement: Placement) -> Iterator[Objection]:
    meeting = _moved(problem, placement)
    slot = problem.slot_of(meeting) if meeting else None
    if meeting is None or slot == placement.slot:
        return
    numbers = [number for number in (slot, placement.slot) if number is not None]
    if placement.repair is RepairKind.PULL_FORWARD:
        # Who is fetched in person for the running round need not read of it first.
        numbers = [number for number in numbers if number != problem.running]
    if not any(problem.in_lead(number) for number in numbers) or not is_intact(problem, meeting):
        return
    if slot is None or problem.can_all_be_there(meeting, slot):
        yield Objection(Rule.H10, f"{words.capital(_all_there(problem, meeting))}, and their round is too near.")


def _checked_in(problem: Problem, placement: Placement) -> Iterator[Objection]:
    for person in _newcomers(problem, placement):
        if not problem.is_here(person):
            yield Objection(Rule.POLICY, f"{words.who(problem, person)} has not checked in.")


_RULES: tuple[Callable[[Problem, Placement], Iterator[Objection]], ...] = (
    _untouched,
    _after_now,
    _once,
    _available,
    _one_meeting,
    _table_open,
    _at_home,
    _pinned,
    _still_held,
    _lead_time,
    _checked_in,
)


# -- what the rules ask

_GIVES_UP = (RepairKind.FILL, RepairKind.SUBSTITUTE, RepairKind.PULL_FORWARD)
_MOVES = (RepairKind.MOVE, RepairKind.SWAP, RepairKind.PULL_FORWARD)


def is_intact(problem: Problem, meeting: MeetingNow) -> bool:
    """Return whether a meeting is announced and nothing stands in its way."""
    slot = problem.slot_of(meeting)
    if meeting.status is not MeetingStatus.PLANNED or slot is None or problem.is_over(slot):
        return False
    return not missing_people(problem, meeting)


def _rounds(problem: Problem, placement: Placement) -> tuple[int, ...]:
    return () if placement.slot is None else problem.span(placement.meeting, placement.slot)


def _given_up(problem: Problem, placement: Placement) -> MeetingNow | None:
    return problem.meetings.get(placement.instead_of or "") if placement.repair is not None else None


def _moved(problem: Problem, placement: Placement) -> MeetingNow | None:
    return problem.meetings.get(placement.meeting) if placement.repair in _MOVES else None


def _presence_counts(placement: Placement) -> bool:
    return placement.repair not in (None, RepairKind.WAIT, RepairKind.LEAVE_EMPTY)


def _newcomers(problem: Problem, placement: Placement) -> tuple[str, ...]:
    """Return who is given a new meeting so soon that they must be here."""
    slot = placement.slot
    if slot is None:
        return ()
    if placement.repair is RepairKind.PULL_FORWARD:
        return placement.people
    if placement.repair is RepairKind.FILL:
        return placement.people if problem.in_lead(slot) else ()
    if placement.repair is not RepairKind.SUBSTITUTE:
        return ()
    known = problem.meetings[placement.meeting].people
    return tuple(p for p in placement.people if p not in known or slot <= problem.coming)


def _load(problem: Problem, person: str, placement: Placement) -> int:
    """Count this person's meetings of the day that would come before this one."""
    load = problem.load.get(person, ())
    if placement.meeting in load:
        load = load[: load.index(placement.meeting)]
    return sum(1 for meeting in load if placement.repair is None or not placement.frees(meeting))


def _when(problem: Problem, meeting: str) -> str:
    slot = problem.slot_of(problem.meetings[meeting])
    return f"at {words.at(problem, slot)}" if slot is not None else f"in meeting {meeting}"


def _all_there(problem: Problem, meeting: MeetingNow) -> str:
    there = all(problem.is_here(person) for person in meeting.people)
    return f"{words.meeting_of(problem, meeting)} are {'here' if there else 'both expected'}"


def _not_there(problem: Problem, person: str, slot: int) -> str:
    known, someone = problem.people[person], words.who(problem, person)
    match known.presence:
        case Presence.ABSENT:
            return f"{someone} does not come today."
        case Presence.LEFT:
            return f"{someone} has left."
        case Presence.LATE if known.expected is not None and slot >= problem.coming:
            return f"{someone} is not expected before {words.hhmm(known.expected)}."
        case Presence.LATE | Presence.UNKNOWN | Presence.HERE:
            return f"{someone} is not here."
