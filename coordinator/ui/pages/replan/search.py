"""The search for plans as the page sees it: it runs elsewhere, tells what it has found, and stops at once."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from coordinator.desk.choices import heard_line
from coordinator.desk.replanning import RestOfDay, Standby
from coordinator.domain.trouble import WorldTrouble
from coordinator.views.replan import kept, noted

if TYPE_CHECKING:
    from coordinator.planning.replan.asking import Improvement, Outcome
    from coordinator.planning.replan.event import EventModel
    from coordinator.ui.tasks import Task, Tasks
    from coordinator.views.replan import PointLine

GLANCE_MS = 100


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
        ready, self._standby = self._standby, None
        planned = RestOfDay(event.model, seconds, self._waiting.append, ready)
        self._since.start()
        self._glance.start()
        self._task = self._tasks.run(planned.run, self._ended, self._broke, planned.cancel)

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
        self._listen()
        self.went_on.emit()

    def _listen(self) -> None:
        while self._waiting and self.rest is not None:
            better = self._waiting.popleft()
            self.bound = better.bound if better.bound is not None else self.bound
            self.heard.append(heard_line(self.rest, better))

    def _ended(self, outcome: Outcome | None) -> None:
        self._listen()
        self.cancel()
        if outcome is not None:
            self.found.emit(outcome)

    def _broke(self, error: Exception) -> None:
        self.cancel()
        if not isinstance(error, WorldTrouble):
            self.failed.emit("The search failed.")
            raise error
        self.failed.emit(str(error))
