"""Going to a table by its number: T, then the number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QTimer

from coordinator.ui.look import Tone
from coordinator.ui.widgets.pill import Pill

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

PAUSE_MS = 1200


class _Rows(Protocol):
    def go_to(self, label: str) -> bool:
        """Go to the row with this label."""


class GoToTable(Pill):
    """Shows what was typed so far; a pause or Enter ends it, Esc forgets it."""

    def __init__(self, grid: _Rows) -> None:
        super().__init__("", Tone.ACCENT, "search", height=32, parent=grid)  # type: ignore[arg-type]
        self._grid = grid
        self._typed: str | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.finish)
        self.hide()

    def start(self) -> None:
        """Listen to what is typed."""
        self._typed = ""
        self._show()

    def take(self, event: QKeyEvent) -> bool:
        """Take a key if this is listening; returns whether it was taken."""
        if self._typed is None:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        elif event.key() == Qt.Key.Key_Escape:
            self._typed = None
            self.hide()
        elif event.key() == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
            self._show()
        elif event.text().isprintable() and event.text().strip():
            self._typed += event.text()
            self._show()
        else:
            self.finish()
            return False
        return True

    def finish(self) -> None:
        """Go to what was typed."""
        typed, self._typed = self._typed, None
        self._pause.stop()
        self.hide()
        if typed:
            self._grid.go_to(typed)

    def _show(self) -> None:
        self.say(f"Go to table {self._typed or '…'}")
        self.adjustSize()
        self.show()
        self.raise_()
        self._pause.start()
