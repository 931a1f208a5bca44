"""The line that asks until when somebody is expected."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from coordinator.ui.widgets.boxes import Column, Row
from coordinator.ui.widgets.button import Button, Kind
from coordinator.ui.widgets.field import LineEdit
from coordinator.ui.widgets.painted import Painted
from coordinator.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

_TIME = re.compile(r"(\d{1,2})[:.h ]?(\d{2})")


class LateLine(Painted):
    """Takes a time of day; `given` tells it as a moment of the event's day."""

    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now: datetime | None = None
        self.field = LineEdit("", "hh:mm")
        self.field.setAccessibleName("Expected at")
        self.wrong = Text("", "small", "bad.text", wrap=True)
        take = Button("Expect", kind=Kind.PRIMARY, key="Enter")
        take.clicked.connect(self._take)
        self.field.returnPressed.connect(self._take)
        row = Row(gap=8)
        row.addWidget(Text("Expected at", "body", "text2"))
        row.addWidget(self.field, 1)
        row.addWidget(take)
        column = Column(self, gap=4)
        column.addLayout(row)
        column.addWidget(self.wrong)
        self.close_line()

    def ask(self, now: datetime) -> None:
        """Ask for the time, beginning with a quarter of an hour from now."""
        self._now = now
        soon = now + timedelta(minutes=15 - now.minute % 5)
        self.field.setText(f"{soon:%H:%M}")
        self._complain("")
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def close_line(self) -> None:
        """Ask no more."""
        self._complain("")
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc end the question."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        until = self._moment()
        if until is not None:
            self.close_line()
            self.given.emit(until)

    def _moment(self) -> datetime | None:
        match, now = _TIME.fullmatch(self.field.text().strip()), self._now
        hour, minute = (int(part) for part in match.groups()) if match else (99, 99)
        if now is None or hour > 23 or minute > 59:
            self._complain("Write the time as 10:05.")
            return None
        until = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        if until <= now:
            self._complain("That time has passed.")
            return None
        return until

    def _complain(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
