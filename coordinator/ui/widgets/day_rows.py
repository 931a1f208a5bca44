"""A person's day: one row for each round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter


@dataclass(frozen=True, slots=True)
class DayLine:
    """A round of somebody's day; without a table it is free time. `current` marks the one that counts now."""

    time: str
    table: str
    title: str
    note: str
    icon: str = ""
    tone: Tone = Tone.NEUTRAL
    current: bool = False
    quiet: bool = False


class DayRows(RowList[DayLine]):
    """Time, table, whom, and how it stands."""

    LEAST = 27
    MOST = 37

    def words(self, row: DayLine) -> str:
        """Say a round in words."""
        table = f"table {row.table}" if row.table else ""
        return ", ".join(part for part in (row.time, table, row.title, row.note) if part)

    def paint_row(self, painter: QPainter, area: QRectF, row: DayLine, index: int) -> None:
        """Paint one round."""
        if row.current:
            look.rounded(painter, area.adjusted(0, 0, 0, -1), 6, look.colour("accent_soft"))
        elif index + 1 < len(self.rows):
            line = QRectF(area.left() + look.px(8), area.bottom() - 1, area.width() - look.px(16), 1)
            painter.fillRect(line, look.colour("border"))
        time_ink = look.colour("accent" if row.current else "text3" if row.quiet else "text2")
        time = QRectF(area.left() + look.px(14), area.top(), look.px(60), area.height())
        look.text(painter, time, row.time, look.font("row_strong"), time_ink)
        cell_high = min(look.px(26), round(area.height()) - 4)
        cell = QRectF(area.left() + look.px(78), area.center().y() - cell_high / 2 - 0.5, look.px(44), cell_high)
        if row.table:
            fill = look.colour("accent" if row.current else "surface2")
            look.rounded(painter, cell, 6, fill)
            ink = look.colour("on_accent" if row.current else "text2" if row.quiet else "text")
            look.text(painter, cell, row.table, look.font("row_strong"), ink, look.CENTER)
        note_left = area.right() - self._note_width()
        title = QRectF(cell.right() + look.px(16), area.top(), note_left - cell.right() - look.px(28), area.height())
        quiet = row.quiet or not row.table
        paint_title(painter, title, row.title, look.colour("text3" if quiet else "text"), strong=bool(row.table))
        self._paint_note(painter, QRectF(note_left, area.top(), area.right() - note_left, area.height()), row)

    def _note_width(self) -> float:
        lettering = look.font("small", 500)
        widest = max((look.width_of(row.note, lettering) for row in self.rows), default=0.0)
        return min(max(widest + look.px(34), look.px(172)), self.width() * 0.42)

    def _paint_note(self, painter: QPainter, area: QRectF, row: DayLine) -> None:
        ink = QColor(look.tokens().tone(row.tone).text)
        left = area.left()
        if row.icon:
            size = look.px(16)
            look.paint_icon(painter, row.icon, QRectF(left, area.center().y() - size / 2, size, size), ink)
            left += look.px(22)
        rest = QRectF(left, area.top(), area.right() - left, area.height())
        paint_title(painter, rest, row.note, ink, role="small", strong=False)


def paint_title(
    painter: QPainter, area: QRectF, words: str, ink: QColor, *, role: str = "row", strong: bool = True
) -> None:
    """Paint words on one line, or smaller on two where one is too narrow."""
    lettering = look.font(role, 600 if strong else 500)
    if look.width_of(words, lettering) <= area.width() or area.height() < look.px(26):
        look.text(painter, area, words, lettering, ink)
        return
    small = look.font("micro" if role == "small" else "small", 600 if strong else 500)
    leading = look.px(13 if role == "small" else 14)
    lines = look.wrapped(words, small, area.width(), 2)
    top = area.center().y() - leading * len(lines) / 2
    look.text_lines(painter, QPointF(area.left(), top), lines, small, ink, leading=leading)
