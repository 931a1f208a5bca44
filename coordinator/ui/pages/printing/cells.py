"""A small picture of a sheet with its cells: the first one that is still free is chosen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.paper.stocks.stock import Stock


class StockCells(Painted):
    """Cells that are used up are grey; a click or the arrow keys choose the first free one, `chosen` tells it."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stock: Stock | None = None
        self._start = 1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("First free place on the sheet")
        self.setToolTip("Where the first sheet still has labels: click the first free one")

    def show_stock(self, stock: Stock) -> None:
        """Show the cells of a stock, all of them free."""
        self._stock, self._start = stock, 1
        self._announce()

    def start(self) -> int:
        """Return the first free cell, from 1."""
        return self._start

    def choose(self, start: int) -> None:
        """Begin at this cell, and tell it."""
        most = self._stock.per_page if self._stock else 1
        start = max(1, min(most, start))
        if start != self._start:
            self._start = start
            self._announce()
            self.chosen.emit(start)

    def _announce(self) -> None:
        most = self._stock.per_page if self._stock else 1
        self.setAccessibleDescription(f"{self._start} of {most}")
        self.restyle()

    def sizeHint(self) -> QSize:
        """Return the sheet at a size in which its cells can be pressed."""
        return QSize(look.px(104), look.px(142))

    def _page(self) -> tuple[QRectF, float]:
        """Return where the sheet is painted, and how many pixels a millimetre has."""
        if self._stock is None:
            return QRectF(), 1.0
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        page = self._stock.page
        scale = min(room.width() / page.width, room.height() / page.height)
        return QRectF(room.left(), room.top(), page.width * scale, page.height * scale), scale

    def cell_rects(self) -> list[QRectF]:
        """Return where the cells are painted."""
        page, scale = self._page()
        cells = self._stock.cells if self._stock else ()
        return [
            QRectF(page.left() + c.x * scale, page.top() + c.y * scale, c.width * scale, c.height * scale)
            for c in cells
        ]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint sheet and cells."""
        painter = look.smooth(QPainter(self))
        page, _ = self._page()
        dark = look.tokens().dark
        look.rounded(painter, page, 3, look.colour("surface2" if dark else "surface"), look.colour("border_strong"))
        for number, area in enumerate(self.cell_rects(), 1):
            inner = area.adjusted(1.5, 1.5, -1.5, -1.5)
            if number < self._start:
                look.rounded(painter, inner, 2, look.colour("border"))
            elif number == self._start:
                look.rounded(painter, inner, 2, look.colour("accent"))
                look.text(painter, inner, str(number), look.font("micro"), look.colour("on_accent"), look.CENTER)
            else:
                look.rounded(painter, inner, 2, look.colour("accent_soft"))
        if self.hasFocus():
            look.focus_ring(painter, page, 3)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin where it was pressed."""
        for number, area in enumerate(self.cell_rects(), 1):
            if area.contains(event.position()):
                self.choose(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from cell to cell with the arrow keys."""
        across = self._stock.across if self._stock else 1
        match Qt.Key(event.key()):
            case Qt.Key.Key_Left:
                self.choose(self._start - 1)
            case Qt.Key.Key_Right:
                self.choose(self._start + 1)
            case Qt.Key.Key_Up:
                self.choose(self._start - across if self._start > across else self._start)
            case Qt.Key.Key_Down:
                self.choose(self._start + across)
            case Qt.Key.Key_Home:
                self.choose(1)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        self.update()
        super().focusOutEvent(event)
