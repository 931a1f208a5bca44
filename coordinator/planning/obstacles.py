"""Why nothing can be done: the rule that blocks the nearest way to repair a meeting."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from coordinator.domain.entries import RepairKind
from coordinator.planning import words
from coordinator.planning.finders import candidates
from coordinator.planning.problem import bits
from coordinator.planning.rules import Objection, Placement, tables_for, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coordinator.planning.broken import Case
    from coordinator.planning.problem import Problem

_LOOKED_AT = 200
"""The nearest way lies among the first; a pool of thousands need not be read to the end."""

_Blocked = tuple[int, int, str]


def nearest_obstacle(problem: Problem, case: Case) -> str:
    """Say which rule blocks the way that comes nearest to being possible."""
    ways = [*_blocked_moves(problem, case), *_blocked_fills(problem, case)]
    if ways:
        return min(ways)[2]
    wanted = words.sides(problem, case.idle) if case.idle else words.table(problem, case.meeting.table)
    over = case.slot is None or problem.is_over(case.slot)
    pool = "and this round is over" if over else f"and nobody in the standby pool fits {wanted}"
    return f"No later round is left today, {pool}."


def _blocked_moves(problem: Problem, case: Case) -> Iterator[_Blocked]:
    meeting = case.meeting
    for number, slot in enumerate(bits(problem.later)):
        if slot == case.slot:
            continue
        objections = _fewest(problem, case, RepairKind.MOVE, meeting.people, slot)
        if objections:
            way = f"Moving to {words.at(problem, slot)}"
            yield len(objections), number, not_possible(way, objections)


def _blocked_fills(problem: Problem, case: Case) -> Iterator[_Blocked]:
    slot = case.slot
    if slot is None or problem.is_over(slot):
        return
    for number, wish in enumerate(islice(candidates(problem, case), _LOOKED_AT)):
        objections = _fewest(problem, case, RepairKind.FILL, wish.people, slot)
        if objections:
            way = f"Filling the place with {words.sides(problem, [p for p in wish.people if p not in case.idle])}"
            yield len(objections), number, not_possible(way, objections)


def _fewest(
    problem: Problem, case: Case, repair: RepairKind, people: Sequence[str], slot: int
) -> tuple[Objection, ...]:
    """Return what speaks against the table against which least speaks."""
    meeting = case.meeting.id if repair is RepairKind.MOVE else ""
    allowed = tables_for(problem, people)
    old = problem.table_bit(case.meeting.table) & allowed
    numbers = islice((*bits(old), *bits(allowed & ~old)), _LOOKED_AT)
    tables: list[str | None] = [problem.table_at(number).id for number in numbers]
    judged = (
        tuple(
            why_not(
                problem,
                Placement(meeting, people[0], tuple(people[1:]), slot, table, repair, case.meeting.id),
            )
        )
        for table in tables or [None]
    )
    return min(judged, key=len)


def not_possible(way: str, objections: Sequence[Objection]) -> str:
    """Say why a way is not possible: the first rule in its way."""
    first = objections[0]
    reason = first.sentence.rstrip(".")
    return f"{way} is not possible: {reason} (rule {first.rule})."
