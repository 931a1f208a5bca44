"""Whether somebody who came after all can have meetings back, looked for beside the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from coordinator.desk.answers import Refusal
from coordinator.views.floor_back import may_have_lost

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.desk.desk import Desk
    from coordinator.planning.restoring import Restoration
    from coordinator.ui.tasks import Task, Tasks

RESTORE = "restore:"
"""A page asks the floor with this word, and somebody's id, what of their day can be restored."""

_AFTER_MS = 300
"""The search waits so long for the next guest: at a large event it would make the scan after this one slower."""


class Lookout(QObject):
    """Holds what one person can have back, None while that is nothing; `changed` is called when it differs."""

    def __init__(self, desk: Desk, tasks: Tasks, changed: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._changed = desk, tasks, changed
        self._task: Task[Restoration | Refusal] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self._search)
        self._late = ""
        self.offer: Restoration | None = None

    @property
    def person(self) -> str:
        """Return who can have something back, or nobody."""
        return self.offer.person if self.offer else ""

    def look(self, person: str | None) -> None:
        """Look for this person, or for nobody; who surely lost nothing is not searched for."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self.person != (person or ""):
            self._found(None)
        if person is None or not may_have_lost(self._desk.day, person, self._desk.now):
            self._soon.stop()
            self._found(None)
            return
        self._late = person
        self._soon.start()

    def _search(self) -> None:
        self._task = self._tasks.run(partial(self._desk.restoration, self._late), self._found, self._failed)

    def _found(self, answer: Restoration | Refusal | None) -> None:
        offer = None if answer is None or isinstance(answer, Refusal) or not answer.ways else answer
        if offer != self.offer:
            self.offer = offer
            self._changed()

    def _failed(self, error: Exception) -> None:
        self._found(None)
        raise error
