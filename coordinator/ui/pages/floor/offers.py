"""Proposals for the chosen meeting, looked for beside the window; an answer to an older question is dropped.

While a meeting stays chosen its cards keep their places: one that no longer holds says why instead of vanishing under
the mouse, and a new one is put below the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator.desk.answers import Refusal
from coordinator.domain.entries import RepairKind
from coordinator.planning.proposals import Offers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.desk.desk import Desk
    from coordinator.planning.proposals import Proposal
    from coordinator.ui.tasks import Task, Tasks


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal on screen; `gone` says why it cannot be accepted any more."""

    proposal: Proposal
    gone: str = ""

    @property
    def key(self) -> str:
        """Return what tells it from the others, whatever happened to its meeting in the meantime."""
        places = [(c.meeting, c.host, *c.guests, c.slot, c.table) for c in self.proposal.changes]
        return repr((self.proposal.meeting, self.proposal.kind.value, places))


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to: the offers as they are now, and why each of those shown before no longer holds."""

    offers: Offers
    gone: tuple[tuple[str, ...], ...] = ()


class FloorOffers(QObject):
    """Holds what was found for one meeting; `changed` tells that there is more or less of it."""

    changed = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._task: Task[Found] | None = None
        self.meeting = ""
        self.offers: Offers | None = None
        self.shown: tuple[Shown, ...] = ()
        self.thinking = False

    @property
    def best(self) -> str:
        """Return the key of the best proposal."""
        found = self.offers.proposals if self.offers else ()
        return next((Shown(p).key for p in found if p.kind is not RepairKind.LEAVE_EMPTY), "")

    def ask(self, meeting: str) -> None:
        """Look for proposals for this meeting, or again if it is the same; for none if there is no name."""
        if not meeting:
            self.forget()
            return
        if meeting != self.meeting:
            self._drop()
        self._look(meeting)

    def ask_anew(self) -> None:
        """Look again as if nothing had been shown: without what no longer holds, and the best first."""
        meeting = self.meeting
        self._drop()
        if meeting:
            self._look(meeting)

    def forget(self) -> None:
        """Show nothing any more."""
        self._drop()
        self.changed.emit()

    def find(self, key: str) -> Shown | None:
        """Return what is shown under this key."""
        return next((each for each in self.shown if each.key == key), None)

    def _drop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task, self.meeting, self.offers, self.shown, self.thinking = None, "", None, (), False

    def _look(self, meeting: str) -> None:
        if self._task is not None:
            self._task.cancel()
        self.meeting, self.thinking = meeting, True
        self.changed.emit()
        work = partial(_search, self._desk, meeting, self.shown)
        self._task = self._tasks.run(work, partial(self._found, meeting), partial(self._failed, meeting))

    def _found(self, meeting: str, found: Found) -> None:
        if meeting == self.meeting:
            self.shown = _kept(self.shown, found)
            self.offers = found.offers
            self.thinking = False
            self.changed.emit()

    def _failed(self, meeting: str, error: Exception) -> None:
        self._found(meeting, Found(Offers(meeting, blocked="The search for proposals failed.")))
        raise error


def _search(desk: Desk, meeting: str, shown: Sequence[Shown]) -> Found:
    answer = desk.propose(meeting)
    offers = Offers(meeting, blocked=answer.sentence) if isinstance(answer, Refusal) else answer
    there = {Shown(proposal).key for proposal in offers.proposals}
    missing = [each.proposal for each in shown if each.key not in there]
    objections = dict(zip(missing, desk.objections(missing), strict=True))
    return Found(offers, tuple(objections.get(each.proposal, ()) for each in shown))


def _kept(shown: Sequence[Shown], found: Found) -> tuple[Shown, ...]:
    """Put what was found into the places of what was shown; whatever is new comes last."""
    fresh = {Shown(p).key: Shown(p) for p in found.offers.proposals if p.kind is not RepairKind.LEAVE_EMPTY}
    reasons = found.gone or ((),) * len(shown)
    before = [fresh.pop(each.key, Shown(each.proposal, *why[:1])) for each, why in zip(shown, reasons, strict=True)]
    return (*before, *fresh.values())
