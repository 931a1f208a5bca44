"""The points as a list: what each costs, what it brings, and what it is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal

from coordinator.ui import look
from coordinator.ui.widgets.row_list import RowList
from coordinator.views.replan import PointLine

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QWidget


class PointRows(RowList[PointLine]):
    """One row for each point; arrows choose at once, and `chosen` tells the index."""

    chosen = Signal(int)
    LEAST = 42
    MOST = 50

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Choices", parent)
        self.set_selectable(True)
        self.pressed.connect(self.chosen)

    def words(self, row: PointLine) -> str:
        """Say a choice in words."""
        return row.words

    def step(self, by: int) -> None:
        """Choose the point above or below."""
        before = self.selected
        super().step(by)
        if self.selected != before:
            self.chosen.emit(self.selected)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the plot with the arrows to left and right as well."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}
        if event.key() in step:
            self.step(step[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paint_row(self, painter: QPainter, area: QRectF, row: PointLine, index: int) -> None:
        """Paint one choice."""
        chosen = index == self.selected
        plate = area.adjusted(1, 1, -1, -1)
        if chosen:
            look.rounded(painter, plate, 8, look.colour("surface2" if row.gone else "accent_soft"))
            look.rounded(painter, plate, 8, None, look.colour("border_strong" if row.gone else "accent"), 2)
        elif index == self.over:
            look.rounded(painter, plate, 8, look.colour("surface2"))
        left, middle = area.left() + look.px(14), area.center().y()
        size = look.px(18)
        spot = QRectF(left, middle - size / 2, size, size)
        ink = look.colour("text3" if row.gone else "ok.text" if not row.changes else "moved.text")
        look.paint_icon(painter, "ban" if row.gone else "shuffle" if row.changes else "circle-check", spot, ink)
        left = spot.right() + look.px(11)
        right = area.right() - look.px(14)
        upper = QRectF(left, middle - look.px(18), right - left, look.px(18))
        lower = QRectF(left, middle, right - left, look.px(16))
        strong, small = look.font("body_strong"), look.font("small")
        more = f"+{row.more}" if row.more and not row.gone else ""
        needed = look.width_of(f"{row.title} value {row.value}", strong) + look.px(8)
        value = f"value {row.value}" if needed <= upper.width() else str(row.value)
        look.text(painter, upper, value, look.font("small_strong"), look.colour("text3"), look.RIGHT)
        look.text(painter, lower, more, look.font("small_strong"), look.colour("ok.text"), look.RIGHT)
        upper.setWidth(upper.width() - look.width_of(value, strong) - look.px(8))
        lower.setWidth(lower.width() - look.px(40 if more else 0))
        look.text(painter, upper, row.title, strong, look.colour("text3" if row.gone else "text"))
        look.text(painter, lower, row.gone or row.gain, small, look.colour("bad.text" if row.gone else "text3"))
