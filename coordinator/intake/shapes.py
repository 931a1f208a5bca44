"""Sheets that are no list of one thing a row: grids of rounds, matrices of wishes, ranked wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.intake import grids, limits, wish_tables
from coordinator.intake.frame import Frame

if TYPE_CHECKING:
    from coordinator.intake.frame import Shaped
    from coordinator.intake.rows import Sheet

_LOOKS = (grids.times_across, grids.times_down, wish_tables.matrix, wish_tables.ranked)
_FIRST_ROWS = limits.PREVIEW_ROWS // 2


def see(sheet: Sheet) -> Shaped | None:
    """Return what a sheet says that has one of the other shapes."""
    rows = [row for row in sheet.rows if not row.is_blank]
    for number, header in enumerate(rows[:_FIRST_ROWS]):
        frame = Frame(sheet, rows[:number], header, rows[number + 1 :])
        for look in _LOOKS:
            found = look(frame)
            if found is not None:
                return found
    return None
