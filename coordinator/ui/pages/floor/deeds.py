"""What staff does from the floor: every deed is asked of the desk, and its answer is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator.desk.answers import Done, Refusal
from coordinator.domain.schedule import MeetingStatus, Side
from coordinator.views.floor_panel import sides_to_miss
from coordinator.views.outcomes import sentence
from coordinator.views.words import count, person_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.desk.answers import Answer
    from coordinator.desk.desk import Desk
    from coordinator.desk.repairing import Repair
    from coordinator.domain.entries import RepairKind
    from coordinator.planning.proposals import Offers, Proposal
    from coordinator.views.floor_panel import Panel

SIDE_WORDS = {Side.HOST: "No-show of the host", Side.GUEST: "No-show of the guest", Side.BOTH: "No-show of both"}


class FloorDeeds(QObject):
    """Asks the desk; `done` tells the sentence of what happened, `refused` why something did not."""

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def arrived(self, people: Sequence[str]) -> None:
        """Check people in at this desk's checkpoint."""
        scanned = [self._desk.check_in(person) for person in people]
        words = [sentence(self._desk.day, each.outcome) for each in scanned]
        if all(each.entry for each in scanned) and len(people) > 1:
            self.done.emit(f"{' and '.join(person_name(self._desk.day, p) for p in people)} are checked in.")
        elif words:
            self.done.emit(" ".join(words))

    def missed(self, meeting: str, side: Side) -> bool:
        """Mark a side as a no-show; returns whether it was noted."""
        return self._say(self._desk.mark_missed(meeting, side))

    def start_or_end(self, meeting: str) -> None:
        """Note that a meeting began or, if it runs or its round is over, that it took place."""
        known = self._desk.day.meetings.get(meeting)
        if known is None:
            return
        slot = self._desk.day.schedule.time_of(known)
        over = slot is not None and slot.end <= self._desk.now
        ended = over or known.status is MeetingStatus.RUNNING
        self._say(self._desk.hold((meeting,)) if ended else self._desk.start((meeting,)))

    def start_all(self, meetings: Sequence[str]) -> None:
        """Note that several meetings began."""
        self._say(self._desk.start(meetings), f"{count(len(meetings), 'meeting')} started")

    def hold_all(self, meetings: Sequence[str]) -> None:
        """Note that several meetings took place."""
        self._say(self._desk.hold(meetings), f"{count(len(meetings), 'meeting')} confirmed")

    def accept(self, repair: Repair | None, otherwise: str) -> bool:
        """Carry out a repair; returns whether that was possible."""
        if repair is None:
            self.refused.emit(otherwise)
            return False
        return self._say(self._desk.accept(repair))

    def sides(self, panel: Panel) -> tuple[Side, ...]:
        """Return the sides that can be marked as a no-show; only one where it is plain who is missing."""
        known = self._desk.day.meetings.get(panel.meeting)
        if known is None:
            return ()
        return (panel.absent,) if panel.absent is not None else sides_to_miss(self._desk.day, known)

    def _say(self, answer: Answer, instead: str = "") -> bool:
        match answer:
            case Done(words):
                self.done.emit(instead or words)
                return True
            case Refusal(words):
                self.refused.emit(words)
                return False


def of_kind(offers: Offers | None, kind: RepairKind) -> Proposal | None:
    """Return the best proposal of a kind."""
    found = offers.proposals if offers else ()
    return next((proposal for proposal in found if proposal.kind is kind), None)
