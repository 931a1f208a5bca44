"""One search for every kind of repair; what they find is told in words and ranked by one key."""

from __future__ import annotations

from itertools import chain, count, islice, product
from typing import TYPE_CHECKING

from coordinator.domain.entries import RepairKind
from coordinator.planning import words
from coordinator.planning.find import ENOUGH, Find, Tier, away, change, given_up, seated
from coordinator.planning.masks import bits
from coordinator.planning.rules import Placement, tables_for
from coordinator.planning.shifts import pulls, swaps
from coordinator.planning.waiting import waits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from coordinator.planning.broken import Case
    from coordinator.planning.problem import Problem
    from coordinator.planning.wishes import Wish

# -- substitute


def substitutes(problem: Problem, case: Case) -> Iterator[Find]:
    """Find present colleagues who are free and can take the missing side's place."""
    meeting, slot = case.meeting, case.slot
    if slot is None or not case.missing:
        return
    choices = [list(islice(_colleagues(problem, case, person, slot), 4)) for person in case.missing]
    for stand_ins in product(*choices):
        if len(set(stand_ins)) < len(stand_ins):
            continue
        instead = dict(zip(case.missing, stand_ins, strict=True))
        host, *guests = (instead.get(person, person) for person in meeting.people)
        placement = seated(problem, case, RepairKind.SUBSTITUTE, (host, *guests), slot)
        if placement is None:
            continue
        away, names = words.names(problem, case.missing), words.names(problem, stand_ins)
        verb = "stands in" if len(stand_ins) == 1 else "stand in"
        yield Find(
            RepairKind.SUBSTITUTE,
            Tier.PROMISE,
            title=f"{words.sides(problem, stand_ins)}: {names} {verb}",
            reason=f"{names} {words.is_or_are(stand_ins)} here and free, and can take the place of {away}.",
            tells=placement.people,
            before=words.label(problem, meeting.table, away),
            after=words.label(problem, placement.table, names),
            slot=slot,
            changes=(change(problem, placement, expects=meeting.version),),
            table_moves=int(placement.table != meeting.table),
        )


def _colleagues(problem: Problem, case: Case, person: str, slot: int) -> Iterator[str]:
    known = problem.people.get(person)
    delegation = problem.delegations.get(known.organisation, ()) if known and known.organisation else ()
    for colleague in sorted(delegation, key=lambda someone: len(problem.load.get(someone, ()))):
        if colleague in case.meeting.people or not problem.is_here(colleague):
            continue
        if problem.free((colleague,), case.meeting.id) >> slot & 1:
            yield colleague


# -- move


def moves(problem: Problem, case: Case) -> Iterator[Find]:
    """Find later rounds in which everybody and a table are free."""
    meeting = case.meeting
    unsure, awaited = away(problem, meeting)
    found = 0
    for slot in bits(problem.free(meeting.people, meeting.id) & problem.later):
        if slot == case.slot or found >= ENOUGH:
            continue
        placement = seated(problem, case, RepairKind.MOVE, meeting.people, slot)
        if placement is None:
            continue
        found += 1
        another = placement.table != meeting.table
        both = "both" if len(meeting.people) == 2 else "all"
        at_table = f", {words.table(problem, placement.table)}" if another else ""
        start = words.at(problem, case.slot) if case.slot is not None else "no round"
        yield Find(
            RepairKind.MOVE,
            Tier.HOPE if unsure else Tier.PROMISE,
            title=f"Move {both} to {words.at(problem, slot)}{at_table}",
            reason=why_move(problem, case, slot, unsure, awaited),
            tells=meeting.people,
            before=words.label(problem, meeting.table, start),
            after=words.label(problem, placement.table, words.at(problem, slot)),
            slot=slot,
            changes=(change(problem, placement, expects=meeting.version),),
            table_moves=int(another),
        )


def why_move(problem: Problem, case: Case, slot: int, unsure: Sequence[str], awaited: Sequence[str]) -> str:
    """Say that everybody of a meeting is free in a later round, and whom it depends on."""
    sides, at = words.meeting_of(problem, case.meeting), words.at(problem, slot)
    if unsure:
        soon = ", and this is the very next round" if slot == problem.coming else ""
        return f"{sides} are free at {at}, but {words.not_seen_yet(problem, unsure)}{soon}."
    if awaited:
        return f"{sides} are free at {at}; {words.expected(problem, awaited)}."
    return f"{sides} are here and free at {at}."


# -- fill


def fills(problem: Problem, case: Case) -> Iterator[Find]:
    """Find wishes of the standby pool for whoever is idle, or for the table if nobody is."""
    slot = case.slot
    if slot is None or problem.is_over(slot):
        return
    found: list[Find] = []
    good = 0
    for wish in candidates(problem, case, free_in=slot):
        if good >= ENOUGH:
            return
        placement = fill_of(problem, case, wish, slot)
        if placement is not None:
            find = _fill(problem, case, wish, placement)
            if len(found) >= ENOUGH and (find.value < found[-1].value or find.tier > found[-1].tier):
                return
            # Wishes come the best first, so nothing that comes later beats one that keeps the table.
            good += not find.table_moves
            found.append(find)
            yield find


def candidates(problem: Problem, case: Case, *, free_in: int | None = None) -> Iterator[Wish]:
    """Return the wishes that could use the broken meeting's place: first of people who are here, by value.

    With `free_in`, those of people who are not free in that round may be left out.
    """
    wishes = _in_question(problem, case, free_in)
    later = case.slot is not None and not problem.in_lead(case.slot)
    for here in (True, False) if later else (True,):
        for wish in wishes():
            if all(problem.is_here(person) for person in wish.people) is here and _may_sit(problem, case, wish):
                yield wish


def _in_question(problem: Problem, case: Case, free_in: int | None) -> Callable[[], Iterable[Wish]]:
    """Return the wishes of whoever is idle, else of the table's owners, by value; of all if it is nobody's table."""
    people: Iterable[str] = case.idle
    if not people:
        table = problem.table_bit(case.meeting.table)
        owners = [organisation for organisation, homes in problem.homes.items() if homes & table]
        if not owners:
            return lambda: problem.wishes if free_in is None else _of_free_people(problem, case, free_in)
        people = (person for owner in owners for person in problem.delegations.get(owner, ()))
    named = {wish.request: wish for person in people for wish in problem.wishes_of.get(person, ())}
    found = sorted(named.values(), key=lambda wish: -wish.value)
    return lambda: found


def _of_free_people(problem: Problem, case: Case, slot: int) -> Iterator[Wish]:
    """Return the wishes of people who are free in a round; no more are looked at than are asked for."""
    bit, busy, people, freed = 1 << slot, problem.busy, problem.people, case.meeting.people
    for wish in problem.wishes:
        host, guest = wish.host, wish.guest
        if (busy.get(host, 0) & bit and host not in freed) or (busy.get(guest, 0) & bit and guest not in freed):
            continue
        if people[host].available & people[guest].available & bit:
            yield wish


def _may_sit(problem: Problem, case: Case, wish: Wish) -> bool:
    """Return whether a wish may use the place: the missing side may not, and an empty table must suit both."""
    if any(person in case.missing for person in wish.people):
        return False
    return bool(case.idle) or bool(tables_for(problem, wish.people) & problem.table_bit(case.meeting.table))


def fill_of(problem: Problem, case: Case, wish: Wish, slot: int) -> Placement | None:
    """Return where this wish would be met in the broken meeting's round, the best table first."""
    if not problem.free(wish.people, case.meeting.id) >> slot & 1:
        return None
    placement = seated(problem, case, RepairKind.FILL, wish.people, slot, meeting=new_meeting_id(problem, wish))
    # Nobody waits at the empty table: who sits elsewhere would not use it.
    elsewhere = placement is not None and placement.table != case.meeting.table
    return None if elsewhere and not case.idle else placement


def new_meeting_id(problem: Problem, wish: Wish) -> str:
    """Return the id of the meeting that a wish would become; nobody has it yet."""
    plain = f"F-{wish.request}"
    ids = chain((plain,), (f"{plain}-{number}" for number in count(2)))
    return next(free for free in ids if free not in problem.meetings)


def _fill(problem: Problem, case: Case, wish: Wish, placement: Placement) -> Find:
    meeting, slot = case.meeting, case.slot or 0
    when = "now" if slot < problem.coming else f"at {words.at(problem, slot)}"
    here = all(problem.is_here(person) for person in wish.people)
    return Find(
        RepairKind.FILL,
        Tier.NEW if here else Tier.HOPE,
        title=_title_of_fill(problem, case, wish, placement, when),
        reason=_why_fill(problem, case, wish, slot),
        tells=wish.people,
        before=words.label(problem, meeting.table, "empty"),
        after=words.label(problem, placement.table, "now" if when == "now" else words.at(problem, slot)),
        slot=slot,
        changes=(change(problem, placement, request=wish.request),),
        value=wish.value,
        table_moves=int(placement.table != meeting.table),
        losses=given_up(problem, case),
    )


def _title_of_fill(problem: Problem, case: Case, wish: Wish, placement: Placement, when: str) -> str:
    table = words.table(problem, placement.table)
    new = [person for person in wish.people if person not in case.idle]
    if placement.table == case.meeting.table:
        return f"Fill {table} with {words.sides(problem, new or wish.people)} {when}"
    return f"{words.sides(problem, wish.people)} meet at {table} {when}"


def _why_fill(problem: Problem, case: Case, wish: Wish, slot: int) -> str:
    new = [person for person in wish.people if person not in case.idle] or list(wish.people)
    names = words.joined(words.who(problem, person) for person in new)
    here = "here and free" if all(problem.is_here(person) for person in new) else "free but not here yet"
    asked = "both sides asked for it" if wish.mutual else f"{words.organisation(problem, wish.host)} asked for it"
    left = f"; {words.minutes_left(problem, slot)}" if slot < problem.coming else ""
    return f"{names} {words.is_or_are(new)} {here}; {asked} ({wish.status}, rank {wish.rank}){left}."


# -- leave empty


def leave_empty(problem: Problem, case: Case) -> Find:
    """Return the last resort: nobody takes the place."""
    meeting, here = case.meeting, [person for person in case.idle if problem.is_here(person)]
    when = words.at(problem, case.slot) if case.slot is not None else ""
    over = case.slot is not None and problem.is_over(case.slot)
    reason = f"{words.sides(problem, here)} {words.is_or_are(here)} free in this round." if here and not over else ""
    return Find(
        RepairKind.LEAVE_EMPTY,
        Tier.NOTHING,
        title=f"Leave {words.table(problem, meeting.table)} empty" if meeting.table else "Leave it out",
        reason=reason or ("The round is over." if over else "Nobody waits there."),
        tells=tuple(here),
        before=words.label(problem, meeting.table, when),
        after=words.label(problem, meeting.table, "empty"),
        slot=case.slot or 0,
        losses=given_up(problem, case),
    )


FINDERS: tuple[Callable[[Problem, Case], Iterator[Find]], ...] = (substitutes, waits, moves, swaps, fills, pulls)
