"""A line to try a scanner on: it says what was read, and nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from coordinator.domain import badge
from coordinator.ui.look import Tone
from coordinator.ui.pages.printing.jobs import Mark
from coordinator.ui.widgets import Card, LineEdit, Row, Text
from coordinator.views.words import person_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coordinator.domain.day import Day
    from coordinator.ui.link import Link

_HINT = "Scan any badge here. Nobody is checked in, and nothing is kept."


class TestLine(LineEdit):
    """Keeps what is scanned into it; Enter or Tab ends a scan."""

    keeps_scans = True
    __test__ = False

    def event(self, event: QEvent) -> bool:
        """Take Tab as the end of a scan while something stands in the line."""
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and event.type() is QEvent.Type.KeyPress and self.text():
            self.returnPressed.emit()
            return True
        return super().event(event)


class ScannerCard(Card):
    """The line and what it says about the last scan."""

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__("Try the scanner", gap=8, parent=parent)
        self._link = link
        self.line = TestLine("", "Scan or type here")
        self.line.setAccessibleName("Try the scanner")
        self.line.returnPressed.connect(self._read)
        self._mark = Mark("info", Tone.NEUTRAL)
        self._words = Text(_HINT, "body", "text2", wrap=True)
        self.body.addWidget(self.line)
        row = Row(gap=8)
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        row.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)

    def words(self) -> str:
        """Return what is said about the last scan."""
        return self._words.text()

    def _read(self) -> None:
        text = self.line.text()
        self.line.clear()
        if not text.strip():
            return
        desk = self._link.desk
        icon, tone, words = said_about(desk.day, text, desk.tag)
        self._mark.show_mark(icon, tone)
        self._words.setText(words)


def said_about(day: Day, text: str, tag: str) -> tuple[str, Tone, str]:
    """Return icon, tone and sentence for a scanned text."""
    match badge.read(text, tag):
        case badge.Token(token):
            return _token(day, token)
        case badge.OtherEvent():
            return "circle-alert", Tone.WAIT, "Read well, but this is a badge of another event."
        case badge.Damaged():
            words = "Badge letters that do not add up. Scan again; if it stays, lower the scanner's speed."
            return "circle-x", Tone.BAD, words
        case badge.Partial():
            words = "Only a part of a badge arrived. Scan again, closer and in the middle of the code."
            return "circle-x", Tone.BAD, words
        case badge.Words(words):
            shown = words if len(words) <= 40 else f"{words[:40]}…"
            return "info", Tone.NEUTRAL, f"No badge: “{shown}”. At the door it is searched as a name or an id."


def _token(day: Day, token: str) -> tuple[str, Tone, str]:
    person = day.books.badges.get(token) or next((p for p, t in day.new_badges.items() if t == token), None)
    if person is None:
        return "circle-alert", Tone.WAIT, "Read well: a badge of this event, but nobody has it."
    if day.token_of(person) != token:
        return "circle-alert", Tone.WAIT, f"Read well, but this badge of {person_name(day, person)} was replaced."
    return "circle-check", Tone.OK, f"Read well: the badge of {person_name(day, person)}."
