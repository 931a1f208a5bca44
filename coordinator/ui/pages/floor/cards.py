"""How one card looks: a change from before to after with its reason, and whether it can be taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from coordinator.ui import look

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter


class Pick(StrEnum):
    """How cards are taken: one of them, all together, or those that are ticked."""

    ONE = "one"
    ALL = "all"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class CardLine:
    """One change in words; `tells` names who must be told, `gone` says why it cannot be taken any more."""

    key: str
    title: str
    before: str
    after: str
    reason: str
    effects: str
    tells: str
    gone: str = ""


@dataclass(frozen=True, slots=True)
class Pose:
    """How a card stands among the others: the chosen one tells its reason, an open one who must be told."""

    number: int
    pick: Pick = Pick.ONE
    chosen: bool = False
    opened: bool = False
    best: bool = False
    ticked: bool = False
    focused: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of text in one lettering."""

    lines: list[str]
    lettering: QFont
    leading: int
    ink: str


def height(card: CardLine, pose: Pose, width: float) -> float:
    """Return how high a card is at this width."""
    text = sum(len(block.lines) * block.leading for block in _blocks(card, pose, width))
    chips = look.px(26 + 6) if card.before or card.after else 0
    return look.px(12 + 12) + chips + text + look.px(4)


def sign_rect(area: QRectF) -> QRectF:
    """Return where the ring or the tick box of a card stands."""
    return QRectF(area.left() + look.px(13), area.top() + look.px(11), look.px(17), look.px(17))


def _blocks(card: CardLine, pose: Pose, width: float) -> tuple[_Block, ...]:
    """Return title, effects, and for the chosen card reason and people, as they wrap at this width."""
    room = width - look.px(40 + 14)
    mark = look.px(56 if pose.best else 24)
    title, small = look.font("body_strong"), look.font("small", 500)
    blocks = [
        _Block(look.wrapped(card.title, title, room - mark, 3), title, look.px(17), "text3" if card.gone else "text")
    ]
    if card.gone:
        return (*blocks, _Block(look.wrapped(card.gone, small, room, 4), small, look.px(16), "bad.text"))
    if pose.chosen and card.reason:
        blocks.append(_Block(look.wrapped(card.reason, small, room, 6), small, look.px(16), "text2"))
    if card.effects:
        blocks.append(_Block(look.wrapped(card.effects, small, room, 3), small, look.px(16), "text3"))
    if pose.chosen and pose.opened:
        words = f"Tell {card.tells}" if card.tells else "Nobody need be told"
        blocks.append(_Block(look.wrapped(words, small, room, 6), small, look.px(16), "text"))
    return tuple(blocks)


def paint(painter: QPainter, area: QRectF, card: CardLine, pose: Pose) -> None:
    """Paint a card."""
    line = look.colour("accent" if pose.chosen and not card.gone else "border_strong" if pose.chosen else "border")
    fill = look.colour("surface2" if card.gone else "accent_soft" if pose.chosen else "surface")
    look.rounded(painter, area, 10, fill, line, 2 if pose.chosen else 1)
    if pose.focused:
        halo = look.colour("accent")
        halo.setAlphaF(0.35)
        look.rounded(painter, area.adjusted(2, 2, -2, -2), 8, None, halo, 2)
    first, *rest = _blocks(card, pose, area.width() + 2)
    top, left = area.top() + look.px(11), area.left() + look.px(40)
    _paint_sign(painter, sign_rect(area), card, pose)
    _paint_mark(painter, area, pose)
    _paint_lines(painter, QPointF(left, top), first)
    top += len(first.lines) * first.leading + look.px(6)
    if card.before or card.after:
        _paint_change(painter, QRectF(left, top, area.right() - left - look.px(12), look.px(26)), card, pose)
        top += look.px(26 + 6)
    for block in rest:
        _paint_lines(painter, QPointF(left, top), block)
        top += len(block.lines) * block.leading


def _paint_lines(painter: QPainter, place: QPointF, block: _Block) -> None:
    look.text_lines(painter, place, block.lines, block.lettering, look.colour(block.ink), leading=block.leading)


def _paint_sign(painter: QPainter, area: QRectF, card: CardLine, pose: Pose) -> None:
    """Paint a ring where one card is taken, a tick box where some are, a plus where all are."""
    if card.gone:
        look.paint_icon(painter, "ban", area, look.colour("text3"))
        return
    if pose.pick is Pick.ALL:
        look.paint_icon(painter, "plus", area, look.colour("accent" if pose.chosen else "text3"))
        return
    corner = 9 if pose.pick is Pick.ONE else 4
    if pose.ticked:
        look.rounded(painter, area, corner, look.colour("accent"))
        if pose.pick is Pick.SOME:
            inner = look.px(2)
            look.paint_icon(painter, "check", area.adjusted(inner, inner, -inner, -inner), look.colour("on_accent"))
            return
        inner = look.px(5.5)
        look.rounded(painter, area.adjusted(inner, inner, -inner, -inner), 9, look.colour("on_accent"))
        return
    painter.setPen(QPen(look.colour("border_strong"), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(0.7, 0.7, -0.7, -0.7), look.px(corner), look.px(corner))


def _paint_mark(painter: QPainter, area: QRectF, pose: Pose) -> None:
    lettering = look.font("micro", 700)
    if not pose.best:
        if pose.number > 9:
            return
        spot = QRectF(area.right() - look.px(32), area.top() + look.px(11), look.px(20), look.px(17))
        look.text(painter, spot, str(pose.number), look.font("small_strong"), look.colour("text3"), look.RIGHT)
        return
    wide = look.width_of("Best", lettering) + look.px(18)
    pill = QRectF(area.right() - wide - look.px(11), area.top() + look.px(10), wide, look.px(20))
    look.rounded(painter, pill, 10, look.colour("accent"))
    look.text(painter, pill, "Best", lettering, look.colour("on_accent"), look.CENTER)


def _paint_change(painter: QPainter, area: QRectF, card: CardLine, pose: Pose) -> None:
    lettering = look.font("small_strong")
    struck = look.font("small", 500)
    struck.setStrikeOut(True)
    size, pad = look.px(16), look.px(10)
    room = area.width() - size - look.px(16)
    before = min(look.width_of(card.before, struck) + 2 * pad, room / 2)
    after = min(look.width_of(card.after, lettering) + 2 * pad, room - before)
    chip = QRectF(area.left(), area.top(), before, area.height())
    look.rounded(painter, chip, 6, look.colour("surface" if pose.chosen or card.gone else "surface2"))
    inner = chip.adjusted(pad - 2, 0, 2 - pad, 0)
    look.text(painter, inner, card.before, struck, look.colour("text3"), look.CENTER)
    arrow = QRectF(chip.right() + look.px(8), area.center().y() - size / 2, size, size)
    look.paint_icon(painter, "arrow-right", arrow, look.colour("text3"))
    target = QRectF(arrow.right() + look.px(8), area.top(), after, area.height())
    colours = look.tokens().ok
    look.rounded(painter, target, 6, look.colour("surface") if card.gone else QColor(colours.soft))
    inner = target.adjusted(pad - 2, 0, 2 - pad, 0)
    ink = look.colour("text3") if card.gone else QColor(colours.text)
    look.text(painter, inner, card.after, lettering, ink, look.CENTER)
