"""The left side of the check-in page: the field, the answer, and what stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator.ui.pages.checkin.below import Below
from coordinator.ui.pages.checkin.place import CheckpointChip
from coordinator.ui.widgets import Button, Card, Column, EmptyState, Kind, ResultPanel, ScanLine, SearchResults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.domain.day import Day
    from coordinator.domain.schedule import Checkpoint

PLACEHOLDER = "Scan a badge, or type a name, organisation or table"
_HOLD = "Hold a badge under the scanner, or type a name, an organisation or a table."


class Stage(QWidget):
    """Either an invitation to scan, or an answer with the person's day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scan = ScanLine(PLACEHOLDER)
        self.place = CheckpointChip()
        self.scan.add(self.place)
        self.scan.listening.connect(self._listening)
        self.panel = ResultPanel()
        self.below = Below()
        self.test_badge = Button("Print a test badge", "printer", kind=Kind.PRIMARY)
        self.add_walk_in = Button("Add a walk-in", "user-plus", key="F6")
        self.load = Button("Import a schedule", "file-up", kind=Kind.PRIMARY)
        self.invitation = EmptyState("arrow-up", "", "", (self.load, self.test_badge, self.add_walk_in))
        self._empty = Card()
        self._empty.body.addWidget(self.invitation, 1)
        column = Column(self, gap=13)
        column.addWidget(self.scan)
        inset = Column(margins=(3, 0, 3, 0))
        inset.addWidget(self.panel)
        column.addLayout(inset)
        lower = Column(margins=(2, 0, 2, 0))
        lower.addWidget(self.below, 1)
        lower.addWidget(self._empty, 1)
        column.addLayout(lower, 1)
        self.results = SearchResults(self)

    def invite(self, day: Day) -> None:
        """Invite to scan, in the words that fit the day."""
        empty = not day.schedule.people
        here = any(standing.arrived for standing in day.standings.values())
        self.load.setVisible(empty)
        self.test_badge.setVisible(not empty and not here)
        if empty:
            self.invitation.say("file-up", "No schedule yet", "Import one, and everybody in it can be checked in.")
        else:
            self.invitation.say("arrow-up", "Scan the next badge" if here else "Scan the first badge", _HOLD)

    def arrange(self, *, answer: bool) -> None:
        """Show the answer, the form for a walk-in, or the invitation."""
        walk_in = self.below.shows(self.below.walk_in)
        self.panel.setVisible(answer and not walk_in)
        self.below.setVisible(answer or walk_in)
        self._empty.setVisible(not answer and not walk_in)

    def show_place(self, checkpoints: Sequence[Checkpoint], current: Checkpoint) -> None:
        """Say at which checkpoint this desk scans; with several, their chip says that it listens, too."""
        self.place.show_checkpoints(checkpoints, current)
        self.scan.listen()

    def _listening(self, active: bool) -> None:  # noqa: FBT001 - a Qt signal has no names
        several = self.place.several()
        self.place.setVisible(several and active)
        self.scan.chip.setVisible(not several or not active)

    def ready(self) -> None:
        """Put the cursor into the field."""
        self.scan.line.setFocus(Qt.FocusReason.OtherFocusReason)
