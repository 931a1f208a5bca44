"""The people of one meeting, as the panel beside the floor lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from coordinator.ui import look
from coordinator.ui.pages.floor.frame import PRESENCE
from coordinator.ui.widgets.row_list import RowList
from coordinator.views.floor_panel import Party

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter


class PartyRows(RowList[Party]):
    """Presence, name and organisation, and since when they are here."""

    LEAST = 34
    MOST = 38

    def words(self, row: Party) -> str:
        """Say somebody in words."""
        return f"{row.name}, {row.organisation}, {row.words}, {row.phone or 'no phone'}"

    def paint_row(self, painter: QPainter, area: QRectF, row: Party, _index: int) -> None:
        """Paint one person on two lines."""
        icon, ink, _ = PRESENCE[row.presence]
        size = look.px(14)
        half = area.height() / 2
        spot = QRectF(area.left() + 1, area.top() + look.px(4), size, size)
        look.paint_icon(painter, icon, spot, look.colour(ink))
        left = spot.right() + look.px(8)
        wide = look.width_of(row.words, look.font("small", 500)) + 2
        upper = QRectF(left, area.top() + look.px(1), area.right() - left - wide - look.px(6), half)
        look.text(painter, upper, row.name, look.font("body_strong"), look.colour("text"))
        state = QRectF(area.right() - wide, upper.top(), wide, half)
        look.text(painter, state, row.words, look.font("small", 500), look.colour(ink), look.RIGHT)
        lower = QRectF(left, area.top() + half - look.px(2), area.right() - left, half)
        look.text(painter, lower, row.organisation, look.font("small"), look.colour("text3"))
