"""A simple list of painted rows: agenda, missing people, last scans, closest badges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

Line = TypeVar("Line")


class RowList(Painted, Generic[Line]):
    """Rows that share the height they are given, between a least and a most height each.

    A subclass paints one row and says it in words. `pressed` and `activated` (Enter, double click) tell the index.
    """

    pressed = Signal(int)
    activated = Signal(int)
    LEAST = 28
    MOST = 37

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Line, ...] = ()
        self.selected = -1
        self.over = -1
        self.selectable = False
        self._name = name
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(name)

    def show_rows(self, rows: Sequence[Line], selected: int = -1) -> None:
        """Show other rows."""
        rows = tuple(rows)
        if rows == self.rows and selected == self.selected:
            return
        self.rows, self.selected = rows, selected
        self.setAccessibleDescription("; ".join(self.words(row) for row in rows))
        self.restyle()

    def set_selectable(self, selectable: bool) -> None:  # noqa: FBT001 - a Qt property
        """Let keys and mouse choose a row."""
        self.selectable = selectable
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if selectable else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if selectable else Qt.CursorShape.ArrowCursor)

    def step(self, by: int) -> None:
        """Move the selection up or down."""
        if self.rows:
            self.selected = max(0, min(len(self.rows) - 1, self.selected + by))
            self.update()

    def words(self, row: Line) -> str:
        """Say a row for those who cannot see it."""
        return str(row)

    def paint_row(self, painter: QPainter, area: QRectF, row: Line, index: int) -> None:
        """Paint one row into its place."""
        raise NotImplementedError

    def row_height(self) -> float:
        """Return how high a row is at the present height."""
        share = self.height() / max(1, len(self.rows))
        return max(float(look.px(self.LEAST)), min(float(look.px(self.MOST)), share))

    def row_rect(self, index: int) -> QRectF:
        """Return where a row stands."""
        high = self.row_height()
        top = round(index * high)
        return QRectF(0, top, self.width(), round((index + 1) * high) - top)

    def sizeHint(self) -> QSize:
        """Return all rows at their most comfortable height."""
        return QSize(look.px(240), look.px(self.MOST) * len(self.rows))

    def minimumSizeHint(self) -> QSize:
        """Return all rows at their least height."""
        return QSize(look.px(120), look.px(self.LEAST) * len(self.rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that show."""
        painter = look.smooth(QPainter(self))
        for index, row in enumerate(self.rows):
            area = self.row_rect(index)
            if area.intersects(QRectF(event.rect())):
                self.paint_row(painter, area, row, index)
                if index == self.selected and self.hasFocus():
                    look.focus_ring(painter, area.adjusted(3, 3, -3, -3), 8)
        painter.end()

    def _at(self, y: float) -> int:
        index = int(y // self.row_height()) if self.rows else -1
        return index if 0 <= index < len(self.rows) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row is under the mouse."""
        over = self._at(event.position().y()) if self.selectable else -1
        if over != self.over:
            self.over = over
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mouse."""
        self.over = -1
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row."""
        index = self._at(event.position().y())
        if self.selectable and index >= 0:
            self.selected = index
            self.update()
            self.pressed.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take a row."""
        index = self._at(event.position().y())
        if self.selectable and index >= 0:
            self.activated.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, take with Enter."""
        match event.key():
            case Qt.Key.Key_Up:
                self.step(-1)
            case Qt.Key.Key_Down:
                self.step(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.selected >= 0:
                self.activated.emit(self.selected)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus, and choose the first row."""
        if self.selected < 0 and self.rows:
            self.selected = 0
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        self.update()
        super().focusOutEvent(event)
