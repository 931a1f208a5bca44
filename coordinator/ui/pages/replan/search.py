"""The search for plans as the page sees it: it runs elsewhere, tells what it has found, and stops at once."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from coordinator.desk.replanning import Replanning, Standby
from coordinator.domain.trouble import WorldTrouble
from coordinator.planning.replan.asking import Ask
from coordinator.ui.pages.replan import words
from coordinator.views.replan import kept, noted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.planning.replan.asking import Improvement, Outcome
    from coordinator.planning.replan.event import EventModel
    from coordinator.ui.tasks import Task, Tasks
    from coordinator.views.replan import PointLine

GLANCE_MS = 100
LARGE = 2_000
"""Meetings from which on the best plan without changes is a search of its own; below, one search proves both."""

FIRST_SHARE = 0.3
"""The part of the time that it gets."""


class Questions:
    """What is asked about one rest of a day, one after the other; `cancel` may come from any thread."""

    def __init__(self, replannings: Sequence[Replanning]) -> None:
        self._replannings = tuple(replannings)

    def run(self) -> Outcome | None:
        """Return the last answer with the points of all, or None if somebody cancelled."""
        answers: list[Outcome] = []
        for replanning in self._replannings:
            answer = replanning.run()
            if answer is None:
                return None
            answers.append(answer)
        return words.with_points_of_all(answers)

    def cancel(self) -> None:
        """Stop at once."""
        for replanning in self._replannings:
            replanning.cancel()


class Search(QObject):
    """`went_on` tells that time passed or something was found, `found` hands over the outcome, `failed` says why not.

    What is heard of in the worker's thread waits in a queue until the page looks.
    """

    went_on = Signal()
    found = Signal(object)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task[Outcome | None] | None = None
        self._standby: Standby | None = None
        self._waiting: deque[Improvement] = deque()
        self._since = QElapsedTimer()
        self._glance = QTimer(self)
        self._glance.setInterval(GLANCE_MS)
        self._glance.timeout.connect(self._look)
        self.seconds = 0.0
        self.bound: int | None = None
        self.rest: EventModel | None = None
        self.heard: list[PointLine] = []

    @property
    def running(self) -> bool:
        """Return whether a search is under way."""
        return self._task is not None and self._task.running

    @property
    def elapsed(self) -> float:
        """Return the seconds since it began."""
        return self._since.elapsed() / 1000 if self._since.isValid() else 0.0

    @property
    def lines(self) -> tuple[PointLine, ...]:
        """Return the best points that were heard of so far."""
        return noted(kept(self.heard))

    def start(self, event: EventModel, seconds: float) -> None:
        """Look for plans; a search under way is given up."""
        self.cancel()
        self.rest, self.seconds = event, seconds
        self.bound, self.heard, self._waiting = None, [], deque()
        questions = Questions([self._replanning(event, ask) for ask in _asks(event, seconds)])
        self._since.start()
        self._glance.start()
        self._task = self._tasks.run(questions.run, self._ended, self._broke, questions.cancel)

    def _replanning(self, event: EventModel, ask: Ask) -> Replanning:
        """Return a question; the first one goes to the process that stands by."""
        ready, self._standby = self._standby, None
        return Replanning(event.model, ask, self._waiting.append, ready)

    def stand_by(self) -> None:
        """Have a process ready, so that a search begins at once."""
        if self._standby is None and not self.running:
            self._standby = Standby()

    def stand_down(self) -> None:
        """Let go of a process that nobody has asked anything."""
        if self._standby is not None:
            self._standby.end()
            self._standby = None

    def cancel(self) -> None:
        """Stop it; nothing of it comes back."""
        self._glance.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _look(self) -> None:
        while self._waiting and self.rest is not None:
            better = self._waiting.popleft()
            self.bound = better.bound if better.bound is not None else self.bound
            self.heard.append(words.heard_line(self.rest, better))
        self.went_on.emit()

    def _ended(self, outcome: Outcome | None) -> None:
        self.cancel()
        if outcome is not None:
            self.found.emit(outcome)

    def _broke(self, error: Exception) -> None:
        self.cancel()
        if not isinstance(error, WorldTrouble):
            self.failed.emit("The search failed.")
            raise error
        self.failed.emit(str(error))


def _asks(event: EventModel, seconds: float) -> tuple[Ask, ...]:
    if event.model.size <= LARGE:
        return (Ask(seconds, changes=None),)
    return Ask(FIRST_SHARE * seconds, changes=0), Ask((1 - FIRST_SHARE) * seconds, changes=None)
