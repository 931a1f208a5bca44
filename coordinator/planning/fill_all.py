"""Fill all: the most valuable meetings of the standby pool for everybody idle and here in one round, all at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.entries import GivenUp, RepairKind, RoundFilled
from coordinator.planning import words
from coordinator.planning.choosing import Pair, choose
from coordinator.planning.find import ID_LETTERS, change
from coordinator.planning.finders import new_meeting_id
from coordinator.planning.idle import Idle, is_hopeless
from coordinator.planning.masks import bits
from coordinator.planning.rules import Placement, allows, tables_for, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coordinator.domain.day import MeetingNow
    from coordinator.domain.entries import Change
    from coordinator.planning.problem import Problem
    from coordinator.planning.wishes import Wish


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """One of the meetings with which a round would be filled: who, where, and why just they."""

    change: Change
    title: str
    reason: str
    before: str
    after: str
    value: int


@dataclass(frozen=True, slots=True)
class FillOffer:
    """The best way to fill one round, with everything the person at the desk must know before choosing it.

    `value` is what its wishes are worth together, `bound` what no other way can exceed. `blocked` says why there is
    nothing to fill with.
    """

    id: str
    slot: str
    title: str
    effects: tuple[str, ...] = ()
    meetings: tuple[NewMeeting, ...] = ()
    instead_of: tuple[GivenUp, ...] = ()
    tells: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    value: int = 0
    bound: int = 0
    blocked: str = ""

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return the new meetings as the journal keeps them."""
        return tuple(meeting.change for meeting in self.meetings)

    @property
    def is_best(self) -> bool:
        """Return whether it is proven that no other way is worth more."""
        return self.value >= self.bound

    def fact(self) -> RoundFilled:
        """Return what the journal keeps once staff accept."""
        return RoundFilled(self.slot, self.changes, self.instead_of)


def fill_all(problem: Problem, slot: int) -> FillOffer:
    """Find the best way to fill a round."""
    idle = Idle.of(problem, slot)
    if problem.is_over(slot):
        return _nothing(problem, slot, idle, f"The round at {words.at(problem, slot)} is over.")
    wishes = [wish for wish in _wishes_of(problem, idle) if _is_allowed(problem, idle, wish, slot)]
    if not wishes:
        return _nothing(problem, slot, idle, _why_nothing(problem, idle, slot))
    numbers = {person: number for number, person in enumerate(idle.people)}
    pairs = [_pair(problem, idle, wish, numbers) for wish in wishes]
    choice = choose(pairs, problem.pool_tables & idle.tables)
    chosen = [(wishes[number], table) for number, table in sorted(choice.seats.items())]
    return _offer(problem, slot, idle, chosen, choice.bound)


def fill_still_holds(problem: Problem, offer: FillOffer) -> tuple[str, ...]:
    """Say what no longer holds of an offer that was made for an earlier state; nothing if it can be accepted."""
    return tuple(dict.fromkeys(_objections(problem, offer)))


def _objections(problem: Problem, offer: FillOffer) -> Iterator[str]:
    slot = problem.round_of.get(offer.slot)
    if slot is None or not offer.meetings:
        yield offer.blocked or f"{words.capital(offer.slot)} is no round of this event."
        return
    for given in offer.instead_of:
        meeting = problem.meetings.get(given.meeting)
        if meeting is None or meeting.version != given.expects or not is_hopeless(problem, meeting, slot):
            name = words.meeting_of(problem, meeting) if meeting else given.meeting
            yield f"The meeting of {name} was changed in the meantime, or may take place after all."
    gone, idle = tuple(given.meeting for given in offer.instead_of), Idle.of(problem, slot)
    placed: set[str] = set()
    for new in offer.changes:
        if new.meeting in problem.meetings or not any(wish.request == new.request for wish in problem.wishes):
            yield "A wish that would be filled is not open any more."
        placement = Placement(
            new.meeting, new.host, new.guests, slot, new.table, RepairKind.FILL, slot_id=new.slot, along=gone
        )
        for objection in why_not(problem, placement):
            yield objection.sentence
        for person in placement.people:
            if person not in idle.people:
                yield f"{words.who(problem, person)} is not idle any more."
        if placed & {*placement.people, f"table {new.table}"} or new.slot != offer.slot:
            yield "Somebody would have two meetings in the round."
        placed |= {*placement.people, f"table {new.table}"}


# -- who could meet whom


def _wishes_of(problem: Problem, idle: Idle) -> list[Wish]:
    people = {*idle.people}
    return [wish for wish in problem.wishes if people.issuperset(wish.people)]


def _tables(problem: Problem, idle: Idle, wish: Wish) -> int:
    return tables_for(problem, wish.people) & idle.tables


def _is_allowed(problem: Problem, idle: Idle, wish: Wish, slot: int) -> bool:
    table = next(bits(_tables(problem, idle, wish)), None)
    return table is not None and allows(problem, _at(problem, idle, wish, slot, table))


def _at(problem: Problem, idle: Idle, wish: Wish, slot: int, table: int) -> Placement:
    return Placement(
        new_meeting_id(problem, wish),
        wish.host,
        (wish.guest,),
        slot,
        problem.table_at(table).id,
        RepairKind.FILL,
        slot_id=problem.slots[slot].id,
        along=tuple(meeting.id for meeting in idle.hopeless),
    )


def _pair(problem: Problem, idle: Idle, wish: Wish, numbers: dict[str, int]) -> Pair:
    waiting = {person: meeting.table for meeting in idle.hopeless for person in meeting.people}
    rather = 0
    for person in wish.people:
        rather |= problem.table_bit(waiting.get(person))
    one, other = (
        problem.homes.get(problem.people[person].organisation, 0) & idle.tables if _has_home(problem, person) else 0
        for person in wish.people
    )
    host, guest = (numbers[person] for person in wish.people)
    return Pair(host, guest, wish.value, _tables(problem, idle, wish), rather, (one, other))


def _has_home(problem: Problem, person: str) -> bool:
    return problem.people[person].organisation in problem.homes


# -- in words


def _offer(problem: Problem, slot: int, idle: Idle, chosen: Sequence[tuple[Wish, int]], bound: int) -> FillOffer:
    meetings = [_new_meeting(problem, idle, wish, _at(problem, idle, wish, slot, table)) for wish, table in chosen]
    changes = [meeting.change for meeting in meetings]
    used = {known for new in changes for known in (new.host, *new.guests)}
    tables = {new.table for new in changes}
    given = [m for m in idle.hopeless if used & {*m.people} or m.table in tables]
    value = sum(meeting.value for meeting in meetings)
    instead_of = tuple(GivenUp(meeting.id, meeting.version) for meeting in given)
    count = words.count(len(meetings), "new meeting", "new meetings")
    return FillOffer(
        _id(problem, slot, changes, instead_of),
        problem.slots[slot].id,
        f"Fill the round at {words.at(problem, slot)} with {count}",
        _effects(problem, idle, used, given, is_best=value >= bound),
        tuple(meetings),
        instead_of,
        tuple(person for person in idle.people if person in used),
        idle.people,
        value,
        bound,
    )


def _new_meeting(problem: Problem, idle: Idle, wish: Wish, placement: Placement) -> NewMeeting:
    slot = placement.slot or 0
    when = "now" if slot < problem.coming else words.at(problem, slot)
    kept = {meeting.table for meeting in idle.hopeless if {*meeting.people} & {*wish.people}}
    asked = "both sides asked for it" if wish.mutual else f"{words.organisation(problem, wish.host)} asked for it"
    return NewMeeting(
        change(problem, placement, request=wish.request),
        f"{words.sides(problem, wish.people)} meet at {words.table(problem, placement.table)}",
        f"{words.joined(words.who(problem, person) for person in wish.people)} are here and idle; {asked}"
        f" ({wish.status}, rank {wish.rank}).",
        words.label(problem, placement.table, "waiting" if placement.table in kept else "free"),
        words.label(problem, placement.table, when),
        wish.value,
    )


def _effects(
    problem: Problem, idle: Idle, used: set[str], given: Sequence[MeetingNow], *, is_best: bool
) -> tuple[str, ...]:
    told = words.count(len(used), "person", "people")
    left = len(idle.people) - len(used)
    still = words.count(left, "person stays idle", "people stay idle")
    lost = [f"The meeting of {words.meeting_of(problem, meeting)} is given up" for meeting in given]
    proof = "No other choice is worth more" if is_best else "A better choice may exist"
    return ("Nobody else moves", f"{told} told", *([still] if left else []), *lost, proof)


def _nothing(problem: Problem, slot: int, idle: Idle, why: str) -> FillOffer:
    when = words.at(problem, slot)
    slot_id = problem.slots[slot].id
    return FillOffer(f"{slot_id}-none", slot_id, f"Nothing to fill at {when}", idle=idle.people, blocked=why)


def _why_nothing(problem: Problem, idle: Idle, slot: int) -> str:
    when = words.at(problem, slot)
    if not idle.people:
        return f"Nobody who is here is idle at {when}."
    wishes = _wishes_of(problem, idle)
    people = words.count(len(idle.people), "person is", "people are")
    if not wishes:
        return f"{people} idle at {when}, but the standby pool holds no wish of two of them."
    for wish in wishes:
        for table in bits(_tables(problem, idle, wish)):
            why = next(why_not(problem, _at(problem, idle, wish, slot, table)))
            return f"{people} idle at {when}, but the first wish fails: {why.sentence.rstrip('.')} (rule {why.rule})."
    return f"{people} idle at {when}, but no table is free for a wish of two of them."


def _id(problem: Problem, slot: int, changes: Sequence[Change], given: Sequence[GivenUp]) -> str:
    parts = [(c.meeting, c.host, *c.guests, c.slot, c.table) for c in changes], [(g.meeting, g.expects) for g in given]
    number = int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:3])
    return f"{problem.slots[slot].id}-" + "".join(ID_LETTERS[number >> shift & 31] for shift in (15, 10, 5, 0))
