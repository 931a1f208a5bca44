"""Why nothing can be done: the rule that blocks the nearest way to repair a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

from coordinator.domain.entries import RepairKind
from coordinator.planning import words
from coordinator.planning.finders import candidates
from coordinator.planning.masks import bits
from coordinator.planning.rules import Objection, Placement, tables_for, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coordinator.planning.broken import Case
    from coordinator.planning.problem import Problem

_LOOKED_AT = 50
"""The nearest way lies among the first; a pool of thousands need not be read to the end."""

_JUDGED = 3
"""So many of the ways that look nearest are judged by the rules, which take their time to find words."""


@dataclass(frozen=True, slots=True, order=True)
class _Way:
    """A repair that is not possible: how much the calendars say against it, and its place among its kind."""

    blocked: int
    number: int
    repair: RepairKind
    people: tuple[str, ...]
    slot: int


def nearest_obstacle(problem: Problem, case: Case) -> str:
    """Say which rule blocks the way that comes nearest to being possible."""
    near = nsmallest(_JUDGED, (*_moves(problem, case), *_fills(problem, case)))
    judged = [(len(found), way, found) for way in near if (found := _objections(problem, case, way))]
    if judged:
        _, way, objections = min(judged, key=lambda one: one[:2])
        return not_possible(_words(problem, case, way), objections)
    wanted = words.sides(problem, case.idle) if case.idle else words.table(problem, case.meeting.table)
    over = case.slot is None or problem.is_over(case.slot)
    pool = "and this round is over" if over else f"and nobody in the standby pool fits {wanted}"
    return f"No later round is left today, {pool}."


def _moves(problem: Problem, case: Case) -> Iterator[_Way]:
    people = case.meeting.people
    free, allowed = [problem.free((person,), case.meeting.id) for person in people], tables_for(problem, people)
    for number, slot in enumerate(bits(problem.later)):
        if slot != case.slot:
            blocked = sum(not mask >> slot & 1 for mask in free) + (not allowed & _tables(problem, case, slot))
            yield _Way(blocked, number, RepairKind.MOVE, people, slot)


def _fills(problem: Problem, case: Case) -> Iterator[_Way]:
    slot = case.slot
    if slot is None or problem.is_over(slot):
        return
    free_tables = _tables(problem, case, slot)
    for number, wish in enumerate(islice(candidates(problem, case), _LOOKED_AT)):
        busy = sum(not problem.free((person,), case.meeting.id) >> slot & 1 for person in wish.people)
        blocked = busy + (not tables_for(problem, wish.people) & free_tables)
        yield _Way(blocked, number, RepairKind.FILL, wish.people, slot)


def _tables(problem: Problem, case: Case, slot: int) -> int:
    return problem.free_tables(slot, case.meeting.id)


def _objections(problem: Problem, case: Case, way: _Way) -> tuple[Objection, ...]:
    """Return what the rules have against a way, at the table against which least speaks."""
    allowed = tables_for(problem, way.people)
    old = problem.table_bit(case.meeting.table) & allowed
    free = allowed & _tables(problem, case, way.slot)
    tables: list[str | None] = [
        problem.table_at(number).id for number in (*bits(old), *islice(bits(free), 1), *islice(bits(allowed & ~old), 1))
    ]
    meeting = case.meeting.id if way.repair is RepairKind.MOVE else ""
    judged = (
        tuple(
            why_not(
                problem,
                Placement(meeting, way.people[0], way.people[1:], way.slot, table, way.repair, case.meeting.id),
            )
        )
        for table in dict.fromkeys(tables or [None])
    )
    return min(judged, key=len)


def _words(problem: Problem, case: Case, way: _Way) -> str:
    if way.repair is RepairKind.MOVE:
        return f"Moving to {words.at(problem, way.slot)}"
    return f"Filling the place with {words.sides(problem, [p for p in way.people if p not in case.idle])}"


def not_possible(way: str, objections: Sequence[Objection]) -> str:
    """Say why a way is not possible: the first rule in its way."""
    first = objections[0]
    reason = first.sentence.rstrip(".")
    return f"{way} is not possible: {reason} (rule {first.rule})."
