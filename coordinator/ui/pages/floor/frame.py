"""What stands around the cells of the floor: the rounds above, the rows at the left, the plate of the round now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from coordinator.domain.day import Presence
from coordinator.ui import look
from coordinator.views.floor import Column, Lens, Row

if TYPE_CHECKING:
    from coordinator.ui.pages.floor.measures import Measures

PRESENCE = {
    Presence.HERE: ("presence-here", "ok.text", "here"),
    Presence.LATE: ("presence-late", "wait.text", "expected later"),
    Presence.UNKNOWN: ("presence-away", "bad.text", "not seen yet"),
    Presence.LEFT: ("presence-away", "text3", "left"),
    Presence.ABSENT: ("circle-x", "bad.text", "does not come"),
}


def paint_lens(painter: QPainter, left: float, width: float, height: float) -> None:
    """Paint the plate behind the round that counts now."""
    area = QRectF(left, 0, width, height)
    look.rounded(painter, area, 10, look.colour("accent_soft"), look.colour("accent"), 2)


def paint_column(painter: QPainter, area: QRectF, column: Column) -> None:
    """Paint the head of a column."""
    middle = area.center().y()
    match column.lens:
        case Lens.NOW:
            inner = area.adjusted(look.px(14), look.px(4), -look.px(12), 0)
            upper = QRectF(inner.left(), middle - look.px(19), inner.width(), look.px(20))
            lower = QRectF(inner.left(), middle + look.px(1), inner.width(), look.px(16))
            look.text(painter, upper, column.span, look.font("lead_strong", size=15), look.colour("accent"))
            roomy = area.width() >= look.px(230)
            note = column.note if roomy or "starts" not in column.note else f"Starts in {column.left}"
            look.text(painter, lower, note, look.font("small", 600), look.colour("accent"))
            if roomy:
                look.text(painter, inner, column.left, look.font("title"), look.colour("accent"), look.RIGHT)
        case Lens.NEXT:
            left = area.left() + look.px(8)
            upper = QRectF(left, middle - look.px(18), area.width(), look.px(19))
            lower = QRectF(left, middle + look.px(1), area.width(), look.px(16))
            look.text(painter, upper, column.start, look.font("row_strong"), look.colour("text"))
            look.text(painter, lower, column.note, look.font("small", 500), look.colour("text3"))
        case Lens.PAST:
            look.text(painter, area, column.start, look.font("micro"), look.colour("text3"), look.CENTER)
        case Lens.LATER:
            look.text(painter, area, column.start, look.font("small_strong"), look.colour("text2"), look.CENTER)
        case Lens.GAP:
            pass


def paint_gap(painter: QPainter, area: QRectF) -> None:
    """Paint a break as a thin line between rounds."""
    left = round(area.center().x())
    painter.fillRect(QRectF(left, area.top() + look.px(10), 1, area.height() - look.px(16)), look.colour("border"))


def paint_row(painter: QPainter, area: QRectF, row: Row, presence: Presence | None, *, alarm: bool) -> None:
    """Paint the head of a row: the table's number, who is at home there, and whether they are here."""
    left = area.left()
    if row.label:
        high = min(look.px(26), area.height() - look.px(4))
        wide = max(float(look.px(34)), look.width_of(row.label, look.font("row_strong")) + look.px(10))
        chip = QRectF(left, area.center().y() - high / 2, wide, high)
        look.rounded(painter, chip, 6, look.colour("bad.soft" if alarm else "surface2"))
        ink = look.colour("bad.text" if alarm else "text")
        look.text(painter, chip, row.label, look.font("row_strong"), ink, look.CENTER)
        left = chip.right() + look.px(8)
    size = look.px(14)
    right = area.right() - size - look.px(8)
    lettering = look.font("micro")
    lines = look.wrapped(row.title, lettering, right - left - look.px(4), 2 if area.height() >= look.px(30) else 1)
    leading = look.px(14)
    top = area.center().y() - leading * len(lines) / 2
    ink = look.colour("text" if row.people else "text3")
    look.text_lines(painter, QPointF(left, top), lines, lettering, ink, leading=leading)
    if presence is not None:
        icon, name, _ = PRESENCE[presence]
        spot = QRectF(right, area.center().y() - size / 2, size, size)
        look.paint_icon(painter, icon, spot, look.colour(name))


def paint_selection(painter: QPainter, area: QRectF, *, focus: bool) -> None:
    """Paint the ring around the cell that is chosen."""
    ring = area.adjusted(look.px(2), look.px(2), -look.px(2), -look.px(2))
    if focus:
        halo = QColor(look.colour("accent"))
        halo.setAlphaF(0.30)
        look.rounded(painter, ring.adjusted(-2, -2, 2, 2), 8, None, halo, 3)
    look.rounded(painter, ring, 7, None, look.colour("text"), 2)


def body_height(measures: Measures, viewport: int) -> int:
    """Return how far the plate of the round now reaches down."""
    return min(viewport, measures.top + measures.height + look.px(6))
