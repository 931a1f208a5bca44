"""The box inside a result panel: where to go, or what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from coordinator.ui import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from coordinator.ui.look import PanelColours


@dataclass(frozen=True, slots=True)
class GoTo:
    """Where the person goes: a heading, a place to read from afar, whom they meet, and a remark."""

    heading: str
    place: str
    whom: str
    remark: str
    arrow: bool = True


@dataclass(frozen=True, slots=True)
class Steps:
    """What the person at the desk does now, in order."""

    heading: str
    steps: tuple[str, ...]


def paint_box(painter: QPainter, area: QRectF, box: GoTo | Steps, colours: PanelColours) -> None:
    """Paint the box and what it says."""
    look.rounded(painter, area, 10, QColor(colours.box), None)
    inner = area.adjusted(look.px(20), look.px(12), -look.px(14), -look.px(12))
    match box:
        case GoTo():
            _paint_go_to(painter, inner, box, QColor(colours.ink))
        case Steps():
            _paint_steps(painter, inner, box, colours)


def _paint_go_to(painter: QPainter, area: QRectF, box: GoTo, ink: QColor) -> None:
    size = look.px(26)
    top = area.top() + look.px(22)
    if box.arrow:
        look.paint_icon(painter, "arrow-right", QRectF(area.right() - size - 6, top, size, size), ink)
    heading = QRectF(area.left(), top + look.px(1), area.width() - size, look.px(22))
    look.text(painter, heading, box.heading, look.font("kicker", size=12), ink)
    place = look.font("table")
    points = next(
        (p for p in (52, 44, 36, 30) if look.width_of(box.place, look.font("table", size=p)) <= area.width()), 26
    )
    place = look.font("table", size=points)
    lines = look.wrapped(box.place, place, area.width(), 2)
    y = top + look.px(25)
    leading = look.px(60 if points == 52 else points * 1.14)
    look.text_lines(painter, QPointF(area.left() - 2, y), lines, place, ink, leading=leading)
    y += leading * len(lines) + look.px(8)
    whom = look.font("lead_strong", size=17)
    names = look.wrapped(box.whom, whom, area.width(), 2)
    if len(names) > 1:
        whom = look.font("lead_strong", size=15)
        names = look.wrapped(box.whom, whom, area.width(), 2)
    look.text_lines(painter, QPointF(area.left(), y), names, whom, ink, leading=look.px(20))
    y += look.px(20) * len(names) + look.px(3)
    remark = look.font("body_strong", 500)
    room = max(1, int((area.bottom() + look.px(6) - y) // look.px(17)))
    rest = look.wrapped(box.remark, remark, area.width(), min(2, room))
    look.text_lines(painter, QPointF(area.left(), y), rest, remark, ink, leading=look.px(17))


def _paint_steps(painter: QPainter, area: QRectF, box: Steps, colours: PanelColours) -> None:
    ink = QColor(colours.ink)
    top = area.top() + look.px(3)
    heading = QRectF(area.left(), top, area.width(), look.px(20))
    look.text(painter, heading, box.heading, look.font("kicker", size=12), ink)
    top += look.px(35)
    disc = look.px(28)
    words = look.font("body_strong")
    for number, step in enumerate(box.steps, 1):
        lines = look.wrapped(step, words, area.width() - disc - look.px(10), 3)
        high = max(float(disc), len(lines) * look.px(17))
        circle = QRectF(area.left(), top + (high - disc) / 2, disc, disc)
        look.rounded(painter, circle, 14, QColor(colours.box_line))
        look.text(painter, circle, str(number), words, ink, look.CENTER)
        start = top + (high - len(lines) * look.px(17)) / 2
        place = QPointF(area.left() + disc + look.px(10), start)
        look.text_lines(painter, place, lines, words, ink, leading=look.px(17))
        top += high + look.px(16 if len(box.steps) <= 3 else 10)
