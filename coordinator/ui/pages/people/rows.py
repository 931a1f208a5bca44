"""The rows of a person's card: their day on two lines each, and what happened with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from coordinator.ui import look
from coordinator.ui.widgets.day_rows import DayLine, paint_title
from coordinator.ui.widgets.row_list import RowList
from coordinator.views.people import HistoryLine

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter


class NarrowDayRows(RowList[DayLine]):
    """Time and table, and beside them whom and how it stands below each other."""

    LEAST = 36
    MOST = 40

    def words(self, row: DayLine) -> str:
        """Say a round in words."""
        table = f"table {row.table}" if row.table else ""
        return ", ".join(part for part in (row.time, table, row.title, row.note) if part)

    def paint_row(self, painter: QPainter, area: QRectF, row: DayLine, index: int) -> None:
        """Paint one round."""
        if row.current:
            look.rounded(painter, area.adjusted(0, 0, 0, -1), 6, look.colour("accent_soft"))
        elif index + 1 < len(self.rows):
            line = QRectF(area.left(), area.bottom() - 1, area.width(), 1)
            painter.fillRect(line, look.colour("border"))
        ink = look.colour("accent" if row.current else "text3" if row.quiet else "text2")
        time = QRectF(area.left() + look.px(8), area.top(), look.px(44), area.height())
        look.text(painter, time, row.time, look.font("body_strong"), ink)
        if row.table:
            high = look.px(24)
            chip = QRectF(time.right(), area.center().y() - high / 2 - 0.5, look.px(38), high)
            look.rounded(painter, chip, 6, look.colour("accent" if row.current else "surface2"))
            words = look.colour("on_accent" if row.current else "text2" if row.quiet else "text")
            look.text(painter, chip, row.table, look.font("small_strong"), words, look.CENTER)
        left = time.right() + look.px(48)
        self._paint_words(painter, QRectF(left, area.top(), area.right() - left - look.px(4), area.height()), row)

    def _paint_words(self, painter: QPainter, area: QRectF, row: DayLine) -> None:
        quiet = row.quiet or not row.table
        ink = look.colour("text3" if quiet else "text")
        lettering = look.font("body_strong" if row.table else "body")
        if not row.note:
            look.text(painter, area, row.title, lettering, ink)
            return
        middle = area.center().y()
        upper = QRectF(area.left(), middle - look.px(17), area.width(), look.px(18))
        look.text(painter, upper, row.title, lettering, ink)
        size = look.px(13)
        tone = QColor(look.tokens().tone(row.tone).text)
        lower = QRectF(area.left(), middle, area.width(), look.px(16))
        if row.icon:
            spot = QRectF(lower.left(), lower.center().y() - size / 2, size, size)
            look.paint_icon(painter, row.icon, spot, tone)
            lower.setLeft(spot.right() + look.px(5))
        look.text(painter, lower, row.note, look.font("small", 500), tone)


class HistoryRows(RowList[HistoryLine]):
    """When, and what."""

    LEAST = 30
    MOST = 34

    def words(self, row: HistoryLine) -> str:
        """Say one thing that happened."""
        return f"{row.time} {row.words}" + (", taken back" if row.undone else "")

    def paint_row(self, painter: QPainter, area: QRectF, row: HistoryLine, _index: int) -> None:
        """Paint time and words; what was taken back is quiet and says so."""
        ink = look.colour("text3" if row.undone else "text2")
        wide = look.px(44)
        time = QRectF(area.left() + look.px(8), area.top(), wide, area.height())
        look.text(painter, time, row.time, look.font("small", 500), look.colour("text3"))
        words = f"{row.words} (taken back)" if row.undone else row.words
        rest = QRectF(time.right(), area.top(), area.right() - time.right(), area.height())
        paint_title(painter, rest, words, ink, role="small", strong=False)
