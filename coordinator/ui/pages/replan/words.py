"""What the planner found, in the rows and sentences of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from coordinator.planning.imagine import Imagined
from coordinator.planning.replan.asking import Proof
from coordinator.planning.replan.engine import WITHOUT_SOLVER, has_solver
from coordinator.planning.replan.offer import StepKind
from coordinator.views.imagining import What, absent
from coordinator.views.replan import PointLine, Proven, Standing, noted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coordinator.domain.day import Day
    from coordinator.planning.replan.asking import Improvement, Outcome, Point
    from coordinator.planning.replan.event import EventModel
    from coordinator.planning.replan.offer import PlanOffer
    from coordinator.views.imagining import Thought


def standing(event: EventModel) -> Standing:
    """Say how the rest of the day stands."""
    problem, model = event.problem, event.model
    return Standing(
        stand=sum(model.announced),
        broken=len(broken(event)),
        wishes=len(problem.wishes),
        people=sum(1 for person in problem.people.values() if person.available & problem.later),
        rounds=len(problem.slots) - problem.coming,
    )


def imagined_of(day: Day, thoughts: Iterable[Thought]) -> Imagined:
    """Return what is imagined as the planner takes it."""
    thoughts = tuple(thoughts)
    ends = [datetime.fromisoformat(each.key) for each in thoughts if each.what is What.END]
    closed = frozenset(each.key for each in thoughts if each.what is What.TABLE)
    return Imagined(absent(day, thoughts), closed, min(ends, default=None))


def broken(event: EventModel) -> frozenset[str]:
    """Return the ids of the meetings that cannot take place as they are."""
    return frozenset(item.meeting for n, item in enumerate(event.items) if event.model.broken[n])


def point_lines(event: EventModel, points: Iterable[Point]) -> tuple[PointLine, ...]:
    """Return the points of a plan as lines."""
    return noted([_line(event, point.changes, point.value, point.slots) for point in points])


def heard_line(event: EventModel, better: Improvement) -> PointLine:
    """Return a plan that was heard of while the search goes on as a line."""
    return _line(event, better.changes, better.value, better.slots)


def _line(event: EventModel, changes: int, value: int, slots: Sequence[int]) -> PointLine:
    added = [n for n, slot in enumerate(slots) if slot >= 0 and not event.model.announced[n]]
    recovered = sum(1 for n in added if event.items[n].request is None)
    return PointLine(changes, value, recovered, len(added) - recovered)


def with_points_of_all(answers: Sequence[Outcome]) -> Outcome:
    """Return the last answer with the points of all: those than which none is worth as much with fewer changes."""
    found = [point for answer in answers for point in _polished(answer)]
    points: list[Point] = []
    for point in sorted(found, key=lambda each: (each.changes, -each.value, not each.proven)):
        if not points or point.value > points[-1].value:
            points.append(point)
    return replace(answers[-1], points=tuple(points), seconds=sum(answer.seconds for answer in answers))


def _polished(answer: Outcome) -> Iterator[Point]:
    """Return the points; the best one as it was made fairer and denser in the end."""
    best = (answer.figures.value, answer.figures.changes)
    for point in answer.points:
        yield replace(point, slots=answer.slots) if (point.value, point.changes) == best else point


def with_gone(lines: Sequence[PointLine], gone: Mapping[int, Sequence[str]]) -> tuple[PointLine, ...]:
    """Return the lines with the first reason why each no longer holds."""
    return tuple(replace(line, gone=" ".join(gone.get(n, ())[:1])) for n, line in enumerate(lines))


def proven(outcome: Outcome, index: int) -> Proven:
    """Say what is known of a point, and no more than the search has proven."""
    point, figures = outcome.points[index], outcome.figures
    best = (point.value, point.changes) == (figures.value, figures.changes)
    return Proven(outcome.bound, point.proven, of_all=best and outcome.proof is Proof.FULL)


def notes(outcome: Outcome | None) -> tuple[str, ...]:
    """Return what else must be known about a search, or before one."""
    if outcome is not None:
        return outcome.notes
    return () if has_solver() else (WITHOUT_SOLVER,)


def recovered_of(plan: PlanOffer, meetings: frozenset[str]) -> int:
    """Return how many of these meetings a plan gives a new place."""
    return sum(1 for step in plan.steps if step.kind is StepKind.RECOVERED and step.change.meeting in meetings)
