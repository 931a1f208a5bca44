"""A re-plan that was found: what each of its points changes is worked out only when somebody looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator.desk import choices
from coordinator.planning.replan.offer import offer
from coordinator.ui.pages.replan import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.desk.desk import Desk
    from coordinator.domain.day import Day
    from coordinator.planning.replan.asking import Outcome
    from coordinator.planning.replan.event import EventModel
    from coordinator.planning.replan.offer import PlanOffer
    from coordinator.ui.tasks import Task, Tasks
    from coordinator.views.replan import PointLine, Proven


MANY = 10_000
"""Meetings from which on a point that is not chosen is looked at again only when it is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A point that was looked at: its offer, the day as it would be, and why it does not hold any more."""

    offer: PlanOffer
    after: Day
    gone: tuple[str, ...] = ()


class FoundPlan(QObject):
    """The points of a re-plan, one of them chosen; `changed` tells that more is known about one of them."""

    changed = Signal()

    def __init__(
        self, desk: Desk, tasks: Tasks, event: EventModel, outcome: Outcome, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.rest, self.outcome = event, outcome
        self.chosen = 0
        self._choices: dict[int, Choice] = {}
        self._doubtful: set[int] = set()
        self._task: Task[Choice] | None = None
        self._lines = choices.point_lines(event, outcome.points)
        self._look()

    @property
    def lines(self) -> tuple[PointLine, ...]:
        """Return the points in words."""
        return words.with_gone(self._lines, {n: choice.gone for n, choice in self._choices.items()})

    @property
    def proven(self) -> Proven:
        """Return what is known of the chosen point."""
        return choices.proven(self.outcome, self.chosen)

    @property
    def choice(self) -> Choice | None:
        """Return what the chosen point changes, as far as that is known."""
        return self._choices.get(self.chosen)

    def choose(self, index: int) -> None:
        """Choose a point."""
        if 0 <= index < len(self._lines) and index != self.chosen:
            self.chosen = index
            self.changed.emit()
            self._look()

    def doubt(self) -> None:
        """The day changed: look at the points again, at the chosen one first."""
        self._doubtful = set(range(len(self._lines)))
        self._stop()
        self._look()

    def forget(self) -> None:
        """Look at nothing any more."""
        self._stop()
        self._doubtful.clear()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _look(self) -> None:
        if self.chosen in self._doubtful or self.chosen not in self._choices:
            wanted = self.chosen
        elif self._doubtful and self.rest.model.size <= MANY:
            wanted = min(self._doubtful)
        else:
            return
        self._stop()
        known = self._choices.get(wanted)
        slots = self.outcome.points[wanted].slots
        work = partial(_look_at, self._desk, self.rest, slots, known, again=wanted in self._doubtful)
        self._task = self._tasks.run(work, partial(self._known, wanted), self._failed)

    def _known(self, index: int, choice: Choice) -> None:
        self._task = None
        self._choices[index] = choice
        self._doubtful.discard(index)
        self.changed.emit()
        self._look()

    def _failed(self, error: Exception) -> None:
        self._task = None
        raise error


def _look_at(desk: Desk, event: EventModel, slots: Sequence[int], known: Choice | None, *, again: bool) -> Choice:
    """Return what a point changes; `again` asks the desk whether it still holds."""
    plan = known.offer if known else offer(event, slots)
    (gone,) = desk.objections((plan,)) if again and plan.steps else ((),)
    return Choice(plan, desk.day_with(plan), gone)
