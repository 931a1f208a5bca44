"""What a re-plan has found, in the rows that the screen and the terminal tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.planning.replan.asking import Proof
from coordinator.views.replan import PointLine, Proven, Standing, noted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coordinator.planning.replan.asking import Improvement, Outcome, Point
    from coordinator.planning.replan.event import EventModel


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


def proven(outcome: Outcome, index: int) -> Proven:
    """Say what is known of a point, and no more than the search has proven."""
    point, figures = outcome.points[index], outcome.figures
    best = (point.value, point.changes) == (figures.value, figures.changes)
    return Proven(outcome.bound, point.proven, of_all=best and outcome.proof is Proof.FULL)
