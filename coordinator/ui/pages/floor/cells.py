"""How a place of the floor is painted: icon, word and bar, so that colour never says it alone."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.views.floor import Lens
from coordinator.views.floor_cells import Cell, Kind

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

MOST_PIXMAPS = 4000


@dataclass(frozen=True, slots=True)
class Clothes:
    """The icon and the tone of a state; `plain` leaves the soft fill away, `solid` fills the cell with the bar."""

    icon: str
    tone: Tone
    plain: bool = False
    solid: bool = False


CLOTHES = {
    Kind.RUNNING: Clothes("circle-play", Tone.OK),
    Kind.READY: Clothes("handshake", Tone.ACCENT),
    Kind.WAITING: Clothes("hourglass", Tone.WAIT),
    Kind.OVERDUE: Clothes("circle-alert", Tone.WAIT),
    Kind.NO_SHOW: Clothes("user-x", Tone.BAD, solid=True),
    Kind.MISSED: Clothes("user-x", Tone.BAD),
    Kind.HELD: Clothes("check", Tone.NEUTRAL, plain=True),
    Kind.ENDED_EARLY: Clothes("flag", Tone.NEUTRAL, plain=True),
    Kind.UNCONFIRMED: Clothes("circle-question-mark", Tone.WAIT),
    Kind.AT_RISK: Clothes("presence-away", Tone.WAIT),
    Kind.PLANNED: Clothes("clock", Tone.NEUTRAL, plain=True),
    Kind.MOVED: Clothes("shuffle", Tone.MOVED),
    Kind.FILLED: Clothes("sparkles", Tone.MOVED),
    Kind.EMPTY: Clothes("minus", Tone.NEUTRAL, plain=True),
    Kind.FREE: Clothes("", Tone.NEUTRAL, plain=True),
}
_EMPTY = (Kind.FREE, Kind.EMPTY)


class CellPainter:
    """Keeps a picture of every cell that was painted, so that scrolling copies instead of painting."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, QPixmap] = OrderedDict()

    def forget(self) -> None:
        """Drop all pictures, because the look changed."""
        self._kept.clear()

    def picture(self, cell: Cell, lens: Lens, size: QSize, ratio: float) -> QPixmap:
        """Return a cell of this size for a screen with this device pixel ratio."""
        key = (cell, lens, size.width(), size.height(), ratio)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = look.smooth(QPainter(picture))
        paint_cell(painter, QRectF(0, 0, size.width(), size.height()), cell, lens)
        painter.end()
        self._kept[key] = picture
        if len(self._kept) > MOST_PIXMAPS:
            self._kept.popitem(last=False)
        return picture


def paint_cell(painter: QPainter, area: QRectF, cell: Cell, lens: Lens) -> None:
    """Paint a cell as its lens shows it."""
    if lens is Lens.PAST:
        _paint_past(painter, area, cell)
        return
    gap = look.px(3)
    above = gap if area.height() >= look.px(40) else look.px(2)
    plate = area.adjusted(gap, above, -gap, -above)
    if lens is Lens.NOW:
        plate.adjust(look.px(2), 0, -look.px(1), 0)
    if cell.kind in _EMPTY:
        _paint_empty(painter, plate, cell)
        return
    _paint_plate(painter, plate, cell, lens)
    match lens:
        case Lens.NOW:
            _paint_now(painter, plate, cell)
        case Lens.NEXT:
            _paint_name(painter, plate, cell, _next_icon(cell), 12)
        case _:
            clothes = CLOTHES[cell.kind]
            icon = (clothes.icon, ink_of(clothes)) if cell.kind is not Kind.PLANNED else None
            _paint_name(painter, plate, cell, icon, 11)


def ink_of(clothes: Clothes) -> QColor:
    """Return the colour of a state's icon and words."""
    return QColor("#FFFFFF") if clothes.solid else QColor(look.tokens().tone(clothes.tone).text)


def _paint_past(painter: QPainter, area: QRectF, cell: Cell) -> None:
    clothes = CLOTHES[cell.kind]
    size = look.px(17)
    if cell.kind in _EMPTY:
        look.text(painter, area, "–", look.font("body"), look.colour("text3"), look.CENTER)
        return
    ink = QColor(look.tokens().tone(clothes.tone).text)
    spot = QRectF(area.center().x() - size / 2, area.center().y() - size / 2, size, size)
    look.paint_icon(painter, clothes.icon, spot, ink)


def _paint_empty(painter: QPainter, plate: QRectF, cell: Cell) -> None:
    path = QPainterPath()
    path.addRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), look.px(6), look.px(6))
    pen = QPen(look.colour("border_strong"), 1, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    look.text(painter, plate, cell.words, look.font("micro", 500), look.colour("text3"), look.CENTER)


def _paint_plate(painter: QPainter, plate: QRectF, cell: Cell, lens: Lens) -> None:
    clothes = CLOTHES[cell.kind]
    colours = look.tokens().tone(clothes.tone)
    if clothes.solid:
        look.rounded(painter, plate, 6, QColor(colours.bar))
        return
    if clothes.plain:
        fill = look.colour("surface" if lens is Lens.NOW else "surface2")
        look.rounded(painter, plate, 6, fill, look.colour("border") if lens is Lens.NOW else None)
        return
    # The round that counts now stands on the accent's soft fill already.
    on_lens = lens is Lens.NOW and clothes.tone is Tone.ACCENT
    look.rounded(painter, plate, 6, look.colour("surface") if on_lens else QColor(colours.soft))
    if lens is Lens.NEXT and cell.kind is Kind.AT_RISK:
        return
    shape = QPainterPath()
    shape.addRoundedRect(plate, look.px(6), look.px(6))
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(QRectF(plate.left(), plate.top(), look.px(4), plate.height()), QColor(colours.bar))
    painter.restore()


def _paint_now(painter: QPainter, plate: QRectF, cell: Cell) -> None:
    clothes = CLOTHES[cell.kind]
    words_ink = ink_of(clothes)
    title_ink = QColor("#FFFFFF") if clothes.solid else look.colour("text")
    size = look.px(17)
    icon = QRectF(plate.left() + look.px(10), plate.center().y() - size / 2, size, size)
    look.paint_icon(painter, clothes.icon, icon, words_ink)
    left = icon.right() + look.px(7)
    room = QRectF(left, plate.top(), plate.right() - left - look.px(3), plate.height())
    title = f"{cell.place} {cell.title}".strip()
    small = look.font("micro", 500)
    if plate.height() < look.px(28):
        _paint_single(painter, room, (title, cell.words), (title_ink, words_ink))
        return
    lettering, lines = _fitting(title, room.width(), 2 if plate.height() >= look.px(46) else 1, look.zoom())
    leading = look.px(15)
    high = len(lines) * leading + look.px(14)
    top = room.center().y() - high / 2 - 0.5
    look.text_lines(painter, QPointF(left, top), lines, lettering, title_ink, leading=leading)
    below = QRectF(left, top + len(lines) * leading, room.width(), look.px(14))
    look.text(painter, below, cell.words, small, words_ink)


@lru_cache(maxsize=4096)
def _fitting(title: str, room: float, most: int, _zoom: int) -> tuple[QFont, list[str]]:
    """Return the largest lettering in which a title fits, and its lines; only the smallest is cut short."""
    for size in (13, 12, 11):
        lettering = look.font("body_strong", size=size)
        if look.width_of(title, lettering) <= room:
            return lettering, [title]
    lettering = look.font("body_strong", size=13 if most > 1 else 12)
    return lettering, look.wrapped(title, lettering, room, most)


def _paint_single(painter: QPainter, room: QRectF, words: tuple[str, str], inks: tuple[QColor, QColor]) -> None:
    lettering, small = look.font("small_strong"), look.font("micro", 500)
    wide = min(look.width_of(words[0], lettering), room.width())
    look.text(painter, QRectF(room.left(), room.top(), wide, room.height()), words[0], lettering, inks[0])
    rest = QRectF(room.left() + wide + look.px(8), room.top(), room.width() - wide - look.px(8), room.height())
    if rest.width() > look.px(30):
        look.text(painter, rest, words[1], small, inks[1])


def _next_icon(cell: Cell) -> tuple[str, QColor]:
    clothes = CLOTHES[cell.kind]
    if cell.kind in (Kind.PLANNED, Kind.AT_RISK, Kind.READY):
        here = cell.here and cell.kind is not Kind.AT_RISK
        return ("presence-here", look.colour("ok.text")) if here else ("presence-away", ink_of(clothes))
    return clothes.icon, ink_of(clothes)


def _paint_name(painter: QPainter, plate: QRectF, cell: Cell, icon: tuple[str, QColor] | None, size: int) -> None:
    clothes = CLOTHES[cell.kind]
    left = plate.left() + look.px(8)
    if icon is not None:
        wide = look.px(14)
        spot = QRectF(left - look.px(1), plate.center().y() - wide / 2, wide, wide)
        look.paint_icon(painter, icon[0], spot, icon[1])
        left = spot.right() + look.px(5)
    if clothes.solid or clothes.tone is Tone.MOVED:
        ink = ink_of(clothes)
    else:
        ink = look.colour("text" if size > 11 else "text2")
    weight = 600 if clothes.tone is Tone.MOVED or size > 11 else 500
    room = plate.right() - left - look.px(4)
    title = f"{cell.place} {cell.title}".strip()
    lines, lettering = _wrapped(title, room, plate.height(), size, weight, look.zoom())
    leading = min(float(look.px(size + 3)), plate.height() / len(lines))
    top = plate.center().y() - leading * len(lines) / 2
    look.text_lines(painter, QPointF(left, top), lines, lettering, ink, leading=leading)


@lru_cache(maxsize=8192)
def _wrapped(title: str, room: float, height: float, size: int, weight: int, _zoom: int) -> tuple[list[str], QFont]:
    """Break a name into the lines that fit; a smaller lettering is tried before a word is torn apart."""
    lettering = look.font("micro", weight, size=size)
    most = max(1, min(3, int(height / look.px(size + 2))))
    for smaller in (0, 1):
        lettering = look.font("micro", weight, size=size - smaller)
        widest = max(look.width_of(word, lettering) for word in title.split() or [""])
        if widest <= room:
            break
    whole = " ".join(_hyphened(word, lettering, room) for word in title.split())
    return look.wrapped(whole, lettering, room, most), lettering


def _hyphened(word: str, lettering: QFont, room: float) -> str:
    """Return a word that is too long for a line with a hyphen where it must be torn."""
    if look.width_of(word, lettering) <= room:
        return word
    fits = next((n for n in range(len(word) - 1, 1, -1) if look.width_of(word[:n] + "-", lettering) <= room), 0)
    return f"{word[:fits]}- {_hyphened(word[fits:], lettering, room)}" if fits else word
