"""An offer that is about many meetings at once, looked for beside the window and kept in step with the day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator.desk.answers import Refusal
from coordinator.planning.fill_all import FillOffer
from coordinator.planning.restoring import Restoration

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.desk.desk import Desk
    from coordinator.ui.tasks import Task, Tasks

Many = FillOffer | Restoration


@dataclass(frozen=True, slots=True)
class Search:
    """What a search came to: the offer as it is now, and why the one shown before no longer holds."""

    offer: Many | Refusal
    gone: tuple[str, ...] = ()


class ManyOffers(QObject):
    """Holds one offer; `changed` tells that it stands otherwise.

    What is on screen stays as it is: `gone` says why it cannot be accepted any more, `newer` that there is another one.
    """

    changed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._question: Callable[[], Many | Refusal] | None = None
        self._task: Task[Search] | None = None
        self.forget()

    def forget(self) -> None:
        """Hold nothing any more."""
        if self._task is not None:
            self._task.cancel()
        self._task, self._question = None, None
        self.offer: Many | None = None
        self.refusal = ""
        self.gone: tuple[str, ...] = ()
        self.newer = self.thinking = False

    def ask(self, question: Callable[[], Many | Refusal]) -> None:
        """Look for an offer."""
        self.forget()
        self._question = question
        self.look_again()

    def look_again(self) -> None:
        """Look how the offer stands now."""
        if self._question is None:
            return
        if self._task is not None:
            self._task.cancel()
        self.thinking = True
        self.changed.emit()
        work = partial(_search, self._desk, self._question, self.offer)
        self._task = self._tasks.run(work, self._found, self._failed)

    def _found(self, search: Search) -> None:
        self.thinking, fresh, shown = False, search.offer, self.offer
        if isinstance(fresh, Refusal):
            self.refusal, self.newer = fresh.sentence, False
            self.gone = search.gone or ((fresh.sentence,) if shown is not None and shown.changes else ())
        elif shown is None or not shown.changes or shown.changes == fresh.changes:
            self.offer, self.refusal, self.gone, self.newer = fresh, "", (), False
        else:
            self.gone, self.newer = search.gone, bool(fresh.changes)
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._found(Search(Refusal("The search failed.")))
        raise error


def _search(desk: Desk, question: Callable[[], Many | Refusal], shown: Many | None) -> Search:
    fresh = question()
    if shown is None or not shown.changes:
        return Search(fresh)
    (gone,) = desk.objections((shown,))
    return Search(fresh, gone)
