"""What the planner found, in the rows and sentences of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from coordinator.planning.imagine import Imagined
from coordinator.planning.replan.engine import WITHOUT_SOLVER, has_solver
from coordinator.planning.replan.offer import StepKind
from coordinator.views.imagining import What, absent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coordinator.domain.day import Day
    from coordinator.planning.replan.asking import Outcome
    from coordinator.planning.replan.offer import PlanOffer
    from coordinator.views.imagining import Thought
    from coordinator.views.replan import PointLine


def imagined_of(day: Day, thoughts: Iterable[Thought]) -> Imagined:
    """Return what is imagined as the planner takes it."""
    thoughts = tuple(thoughts)
    ends = [datetime.fromisoformat(each.key) for each in thoughts if each.what is What.END]
    closed = frozenset(each.key for each in thoughts if each.what is What.TABLE)
    return Imagined(absent(day, thoughts), closed, min(ends, default=None))


def with_gone(lines: Sequence[PointLine], gone: Mapping[int, Sequence[str]]) -> tuple[PointLine, ...]:
    """Return the lines with the first reason why each no longer holds."""
    return tuple(replace(line, gone=" ".join(gone.get(n, ())[:1])) for n, line in enumerate(lines))


def notes(outcome: Outcome | None) -> tuple[str, ...]:
    """Return what else must be known about a search, or before one."""
    if outcome is not None:
        return outcome.notes
    return () if has_solver() else (WITHOUT_SOLVER,)


def recovered_of(plan: PlanOffer, meetings: frozenset[str]) -> int:
    """Return how many of these meetings a plan gives a new place."""
    return sum(1 for step in plan.steps if step.kind is StepKind.RECOVERED and step.change.meeting in meetings)
