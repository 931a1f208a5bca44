"""Proposals for the chosen meeting, looked for beside the window; an answer to an older question is dropped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator.desk.answers import Refusal
from coordinator.planning.proposals import Offers

if TYPE_CHECKING:
    from coordinator.desk.desk import Desk
    from coordinator.planning.proposals import Proposal
    from coordinator.ui.tasks import Task, Tasks


class FloorOffers(QObject):
    """Holds what was found for one meeting; `changed` tells that there is more or less of it."""

    changed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._task: Task[Offers | Refusal] | None = None
        self._meeting = ""
        self.offers: Offers | None = None
        self.thinking = False

    def ask(self, meeting: str) -> None:
        """Look for proposals for this meeting, or for none."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if meeting != self._meeting:
            self.offers = None
        self._meeting = meeting
        self.thinking = bool(meeting)
        if not meeting:
            self.offers = None
            self.changed.emit()
            return
        self.changed.emit()
        work = partial(self._desk.propose, meeting)
        self._task = self._tasks.run(work, partial(self._found, meeting), partial(self._failed, meeting))

    def find(self, proposal: str) -> Proposal | None:
        """Return a proposal by its id."""
        found = self.offers.proposals if self.offers else ()
        return next((each for each in found if each.id == proposal), None)

    def _found(self, meeting: str, answer: Offers | Refusal) -> None:
        if meeting == self._meeting:
            self.offers = Offers(meeting, blocked=answer.sentence) if isinstance(answer, Refusal) else answer
            self.thinking = False
            self.changed.emit()

    def _failed(self, meeting: str, error: Exception) -> None:
        self._found(meeting, Offers(meeting, blocked="The search for proposals failed."))
        raise error
