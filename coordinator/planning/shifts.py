"""Repairs that move one other meeting: a swap makes room for the broken one, pulling forward uses its place."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from coordinator.domain.entries import RepairKind
from coordinator.planning import words
from coordinator.planning.find import ENOUGH, Find, Tier, away, change, given_up, seated
from coordinator.planning.masks import bits
from coordinator.planning.rules import Placement, is_intact, tables_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coordinator.domain.day import MeetingNow
    from coordinator.planning.broken import Case
    from coordinator.planning.problem import Problem


# -- swap


def swaps(problem: Problem, case: Case) -> Iterator[Find]:
    """Find later rounds that are free but for one meeting, which can take place in yet another round."""
    meeting, found = case.meeting, 0
    if meeting.pinned:
        return
    for slot in bits(_possible(problem, meeting.people) & _movable_rounds(problem)):
        if slot == case.slot or found >= ENOUGH:
            continue
        other = _in_the_way(problem, meeting, slot)
        if other is None or other.pinned or not is_intact(problem, other):
            continue
        instead = _elsewhere(problem, case, other, slot)
        placement = seated(problem, case, RepairKind.SWAP, meeting.people, slot, along=other) if instead else None
        if placement and instead:
            found += 1
            yield _swap(problem, case, placement, other, instead)


def _possible(problem: Problem, people: Iterable[str]) -> int:
    """Return the rounds in which all of them can be in the hall, whatever else they do."""
    mask = problem.later
    for person in people:
        known = problem.people.get(person)
        mask &= known.available if known else 0
    return mask


def _movable_rounds(problem: Problem) -> int:
    """Return the rounds into and out of which an announced meeting may move: lead time is over."""
    return problem.later & ~((1 << problem.coming + problem.policy.lead) - 1)


def _in_the_way(problem: Problem, meeting: MeetingNow, slot: int) -> MeetingNow | None:
    """Return the one meeting that keeps people or their only table from this round, if it is one."""
    ids = {other for person in meeting.people for other in problem.calendar.get(person, {}).get(slot, ())}
    ids.discard(meeting.id)
    if not ids:
        active = (n for n in bits(tables_for(problem, meeting.people)) if problem.table_at(n).active)
        allowed = [*islice(active, 2)]
        if len(allowed) == 1:
            ids.update(problem.seating.get(problem.table_at(allowed[0]).id, {}).get(slot, ()))
            ids.discard(meeting.id)
    return problem.meetings[ids.pop()] if len(ids) == 1 else None


def _elsewhere(problem: Problem, case: Case, other: MeetingNow, slot: int) -> Placement | None:
    """Return where the meeting in the way would take place: at its own table if possible, and soon."""
    rounds = [*bits(_free(problem, other, case.meeting) & _movable_rounds(problem) & ~(1 << slot))]
    table = problem.table_bit(other.table)
    own = (number for number in rounds if problem.free_tables(number, case.meeting.id) & table)
    # Most often the first of them will do, and the others are never looked at.
    for round_ in chain(own, rounds):
        placement = seated(problem, case, RepairKind.SWAP, other.people, round_, meeting=other.id, along=other)
        if placement:
            return placement
    return None


def _free(problem: Problem, other: MeetingNow, broken: MeetingNow) -> int:
    """Return the rounds in which the people of a meeting are free once it and the broken one have left theirs."""
    mask = _possible(problem, other.people)
    gone = {other.id, broken.id}
    left = [slot for slot in (problem.slot_of(other), problem.slot_of(broken)) if slot is not None]
    for person in other.people:
        calendar, busy = problem.calendar.get(person, {}), problem.busy.get(person, 0)
        for slot in left:
            if gone.issuperset(calendar.get(slot, ())):
                busy &= ~(1 << slot)
        mask &= ~busy
    return mask


def _swap(problem: Problem, case: Case, placement: Placement, other: MeetingNow, instead: Placement) -> Find:
    meeting, slot, then = case.meeting, placement.slot or 0, instead.slot or 0
    unsure, awaited = away(problem, meeting)
    both = "both" if len(meeting.people) == 2 else "all"
    another = placement.table != meeting.table
    at_table = f", {words.table(problem, placement.table)}" if another else ""
    start = words.at(problem, case.slot) if case.slot is not None else "no round"
    here, there = words.at(problem, slot), words.at(problem, then)
    moved = words.move_of(problem, other, slot, then)
    if instead.table != other.table:
        moved = f"{moved}, {words.table(problem, instead.table)}"
    sides = words.meeting_of(problem, other)
    reason = f"At {here} only the meeting of {sides} is in the way; they are free at {there}"
    if unsure:
        reason = f"{reason}, but {words.not_seen_yet(problem, unsure)}"
    elif awaited:
        reason = f"{reason}; {words.expected(problem, awaited)}"
    return Find(
        RepairKind.SWAP,
        Tier.HOPE if unsure else Tier.PROMISE,
        title=f"Move {both} to {here}{at_table}, and {sides} to {there}",
        reason=f"{reason}.",
        tells=tuple(dict.fromkeys((*meeting.people, *other.people))),
        before=words.label(problem, meeting.table, start),
        after=words.label(problem, placement.table, here),
        slot=slot,
        changes=(
            change(problem, placement, expects=meeting.version),
            change(problem, instead, expects=other.version),
        ),
        table_moves=int(another) + int(instead.table != other.table),
        others_moved=1,
        moved=moved,
    )


# -- pull forward


def pulls(problem: Problem, case: Case) -> Iterator[Find]:
    """Find later meetings of whoever is idle and here, all of whose people are here and free now; the last one first.

    The last one leaves no new gap behind.
    """
    slot = case.slot
    if slot is None or problem.is_over(slot):
        return
    here = [person for person in case.idle if problem.is_here(person)]
    later = {
        (then, other): None
        for person in here
        for then, ids in problem.calendar.get(person, {}).items()
        for other in ids
        if then > slot and other != case.meeting.id
    }
    good = 0
    for then, known in sorted(later, key=lambda found: (-found[0], found[1])):
        if good >= ENOUGH:
            return
        other = problem.meetings[known]
        if other.pinned or not all(problem.is_here(person) for person in other.people):
            continue
        if not problem.free(other.people, case.meeting.id) >> slot & 1 or not is_intact(problem, other):
            continue
        placement = seated(problem, case, RepairKind.PULL_FORWARD, other.people, slot, meeting=other.id)
        if placement is not None:
            good += placement.table == other.table
            yield _pull(problem, case, placement, other, then)


def _pull(problem: Problem, case: Case, placement: Placement, other: MeetingNow, then: int) -> Find:
    slot = placement.slot or 0
    running = slot < problem.coming
    new = [person for person in other.people if person not in case.idle] or other.people
    left = f"; {words.minutes_left(problem, slot)}" if running else ""
    names = words.joined(words.who(problem, person) for person in new)
    when = "now" if running else words.at(problem, slot)
    moved = words.move_of(problem, other, then, slot)
    at_table = ""
    if placement.table != other.table:
        at_table = f", {words.table(problem, placement.table)}"
    return Find(
        RepairKind.PULL_FORWARD,
        Tier.NEW,
        title=f"Pull {words.meeting_of(problem, other)} forward from {words.at(problem, then)} to {when}{at_table}",
        reason=f"{names} {words.is_or_are(new)} here and free{left}.",
        tells=other.people,
        before=words.label(problem, other.table, words.at(problem, then)),
        after=words.label(problem, placement.table, when),
        slot=slot,
        changes=(change(problem, placement, expects=other.version),),
        table_moves=int(placement.table != other.table),
        others_moved=1,
        moved=f"{moved}{at_table}",
        losses=given_up(problem, case),
    )
