"""Where rows and columns of the floor stand: the nearer in time, the wider."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize

from coordinator.ui import look
from coordinator.views.floor import Column, Lens

if TYPE_CHECKING:
    from collections.abc import Sequence

WEIGHTS = {Lens.PAST: 0.46, Lens.NOW: 1.97, Lens.NEXT: 1.29, Lens.LATER: 1.0, Lens.GAP: 0.0}
LEAST_UNIT = 74
MOST_UNIT = 170
GAP = 12
MOST_ROW = 66
DENSITIES = (26, 34, 44)


class Measures:
    """The places of all cells in a viewport of this size, before scrolling; lengths are pixels."""

    def __init__(self, columns: Sequence[Column], rows: int, size: QSize, least_row: int) -> None:
        self.rows = rows
        wide = size.width() >= look.px(1150)
        self.head = look.px(212 if wide else 158)
        self.top = look.px(46)
        weights = sum(WEIGHTS[column.lens] for column in columns)
        gaps = sum(look.px(GAP) for column in columns if column.lens is Lens.GAP)
        room = size.width() - self.head - gaps
        unit = room / weights if weights else 0.0
        unit = max(float(look.px(LEAST_UNIT)), unit)
        if not any(column.lens is Lens.NOW for column in columns):
            unit = min(unit, float(look.px(MOST_UNIT)))
        self.lefts: list[int] = []
        self.widths: list[int] = []
        left = 0.0
        for column in columns:
            width = look.px(GAP) if column.lens is Lens.GAP else WEIGHTS[column.lens] * unit
            self.lefts.append(round(left))
            self.widths.append(round(left + width) - round(left))
            left += width
        self.width = round(left)
        share = (size.height() - self.top - look.px(6)) / max(1, rows)
        self.row = max(float(look.px(least_row)), min(float(look.px(MOST_ROW)), share))
        self.height = round(self.row * rows)

    def cell(self, row: int, column: int) -> QRect:
        """Return the place of a cell inside the scrolled area."""
        top = round(row * self.row)
        return QRect(self.lefts[column], top, self.widths[column], round((row + 1) * self.row) - top)

    def rows_between(self, top: int, bottom: int) -> range:
        """Return the rows that show between two heights of the scrolled area."""
        return range(max(0, int(top / self.row)), min(self.rows, int(bottom / self.row) + 1))

    def columns_between(self, left: int, right: int) -> range:
        """Return the columns that show between two places of the scrolled area."""
        first = max(0, bisect_right(self.lefts, left) - 1)
        return range(first, min(len(self.lefts), bisect_right(self.lefts, right)))
