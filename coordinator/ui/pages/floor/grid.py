"""The floor as a grid that listens: arrows, letters and the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal

from coordinator.ui import look
from coordinator.ui.pages.floor.canvas import FloorCanvas
from coordinator.ui.pages.floor.goto import GoToTable
from coordinator.views.floor import Lens

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.ui.models.floor import FloorModel, Place

LETTERS = {
    Qt.Key.Key_H: "arrived",
    Qt.Key.Key_N: "no-show",
    Qt.Key.Key_R: "reassign",
    Qt.Key.Key_W: "wait",
    Qt.Key.Key_L: "leave",
    Qt.Key.Key_S: "start",
    Qt.Key.Key_F: "fill",
    Qt.Key.Key_B: "restore",
}
NUMBERS = {Qt.Key(Qt.Key.Key_0 + number): number for number in range(1, 10)}
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class FloorGrid(FloorCanvas):
    """Rows and rounds; `opened` tells that a cell was taken, `pressed` that the mouse chose it, `asked` what to do.

    `numbered` tells that a proposal is meant by its number.
    """

    opened = Signal()
    pressed = Signal()
    asked = Signal(str)
    numbered = Signal(int)
    letters_here = True

    def __init__(self, model: FloorModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._goto = GoToTable(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is typed at the upper right."""
        super().resizeEvent(event)
        self._goto.move(self.viewport().width() - look.px(220), look.px(6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows; Enter opens; letters act on the cell."""
        if event.modifiers() & COMMANDS or self._goto.take(event):
            if event.modifiers() & COMMANDS:
                super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(*_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key in LETTERS:
            self.asked.emit(LETTERS[key])
        elif key in NUMBERS:
            self.numbered.emit(NUMBERS[key])
        elif key is Qt.Key.Key_T:
            self._goto.start()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.density(-1 if key is Qt.Key.Key_Minus else 1)
        else:
            super().keyPressEvent(event)

    def go_to(self, label: str) -> bool:
        """Go to the row with this number or name; returns whether there is one."""
        wanted = label.casefold()
        rows = self._model.rows
        exact = (n for n, row in enumerate(rows) if row.label.casefold() == wanted)
        begins = (n for n, row in enumerate(rows) if (row.label or row.title).casefold().startswith(wanted))
        found = next(exact, None)
        found = next(begins, None) if found is None else found
        if found is not None:
            self.choose_row(found)
        return found is not None

    def _step(self, down: int, across: int) -> None:
        place = self.current()
        rows, columns = len(self._model.rows), len(self._model.columns)
        if not rows or not columns:
            return
        if place is None:
            self.choose_row(0)
            return
        row, column = max(0, min(rows - 1, place[0] + down)), place[1]
        wanted = range(column + across, columns if across > 0 else -1, across) if across else ()
        column = next((n for n in wanted if not self._model.is_gap(n)), column)
        self.choose((row, column))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse."""
        place = self._at(event.position().toPoint())
        if place is not None:
            self.choose(place)
            self.pressed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the cell under the mouse."""
        if self._at(event.position().toPoint()) is not None:
            self.opened.emit()

    def _at(self, point: QPoint) -> Place | None:
        x = point.x() - self._measures.head + self.horizontalScrollBar().value()
        y = point.y() - self._measures.top + self.verticalScrollBar().value()
        if point.y() < self._measures.top or not 0 <= y < self._measures.height:
            return None
        if point.x() < self._measures.head:
            now = [n for n, column in enumerate(self._model.columns) if column.lens is Lens.NOW]
            return (int(y / self._measures.row), now[0]) if now else None
        for number in self._measures.columns_between(x, x):
            if x < self._measures.lefts[number] + self._measures.widths[number] and not self._model.is_gap(number):
                return int(y / self._measures.row), number
        return None


_PAGE = 10
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_PageUp: (-_PAGE, 0),
    Qt.Key.Key_PageDown: (_PAGE, 0),
    Qt.Key.Key_Home: (-100_000, 0),
    Qt.Key.Key_End: (100_000, 0),
}
