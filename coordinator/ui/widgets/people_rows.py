"""Lists of people: who is still missing, who was scanned last, whose badge it might have been."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.widgets.day_rows import paint_title
from coordinator.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter


@dataclass(frozen=True, slots=True)
class MissingLine:
    """Somebody who is needed and not here: at which table, since or until when, and how to reach them."""

    person: str
    table: str
    name: str
    organisation: str
    due: str
    phone: str
    tone: Tone = Tone.WAIT


class MissingRows(RowList[MissingLine]):
    """Table, name and organisation, when they are due, phone."""

    LEAST = 44
    MOST = 46

    def words(self, row: MissingLine) -> str:
        """Say a person in words."""
        return f"{row.name}, {row.organisation}, table {row.table}, {row.due}, {row.phone or 'no phone'}"

    def paint_row(self, painter: QPainter, area: QRectF, row: MissingLine, index: int) -> None:
        """Paint one person."""
        if index == self.over:
            look.rounded(painter, area.adjusted(0, 1, 0, -1), 6, look.colour("surface2"))
        colours = look.tokens().tone(row.tone)
        ink = QColor(colours.text)
        high = look.px(30)
        cell = QRectF(area.left(), area.center().y() - high / 2, look.px(40), high)
        look.rounded(painter, cell, 6, QColor(colours.soft))
        look.text(painter, cell, row.table, look.font("body_strong"), ink, look.CENTER)
        left = cell.right() + look.px(10)
        middle = area.center().y()
        due_wide = look.width_of(row.due, look.font("small_strong"))
        upper = QRectF(left, middle - look.px(19), area.right() - left - due_wide - look.px(8), look.px(19))
        look.text(painter, upper, row.name, look.font("body_strong"), look.colour("text"))
        due = QRectF(area.right() - due_wide - 3, upper.top(), due_wide + 1, upper.height())
        look.text(painter, due, row.due, look.font("small_strong"), ink, look.RIGHT)
        phone_wide = self._paint_phone(painter, QRectF(left, middle - 1, area.right() - left - 2, look.px(19)), row)
        lower = QRectF(left, middle - 1, area.right() - left - phone_wide - look.px(10), look.px(19))
        look.text(painter, lower, row.organisation, look.font("small"), look.colour("text3"))
        if index + 1 < len(self.rows):
            painter.fillRect(QRectF(left, area.bottom() - 1, area.right() - left, 1), look.colour("border"))

    def _paint_phone(self, painter: QPainter, area: QRectF, row: MissingLine) -> float:
        words = row.phone or "no phone"
        wide = look.width_of(words, look.font("small"))
        look.text(painter, area, words, look.font("small"), look.colour("text2"), look.RIGHT)
        if not row.phone:
            return wide
        size = look.px(14)
        icon = QRectF(area.right() - wide - size - look.px(4), area.center().y() - size / 2, size, size)
        look.paint_icon(painter, "phone", icon, look.colour("text3"))
        return wide + size + look.px(4)


@dataclass(frozen=True, slots=True)
class ScanRow:
    """A scan that was: its mark, whose badge, a word if it was not a first arrival, and when."""

    icon: str
    tone: Tone
    name: str
    word: str
    time: str


class ScanRows(RowList[ScanRow]):
    """Mark, name and time."""

    LEAST = 26
    MOST = 34

    def words(self, row: ScanRow) -> str:
        """Say a scan in words."""
        return ", ".join(part for part in (row.time, row.name, row.word) if part)

    def paint_row(self, painter: QPainter, area: QRectF, row: ScanRow, _index: int) -> None:
        """Paint one scan."""
        size = look.px(18)
        ink = QColor(look.tokens().tone(row.tone).text)
        look.paint_icon(painter, row.icon, QRectF(area.left(), area.center().y() - size / 2, size, size), ink)
        wide = look.width_of(row.time, look.font("small"))
        words = f"{row.name}  ·  {row.word}" if row.word else row.name
        left = area.left() + look.px(28)
        rest = QRectF(left, area.top(), area.right() - left - wide - look.px(8), area.height())
        paint_title(painter, rest, words, look.colour("text"), role="body", strong=False)
        look.text(painter, area, row.time, look.font("small"), look.colour("text3"), look.RIGHT)


@dataclass(frozen=True, slots=True)
class MatchLine:
    """Somebody it might have been: a code or initials, name, organisation, and what speaks for them."""

    person: str
    code: str
    name: str
    detail: str
    note: str
    tone: Tone = Tone.WAIT


class MatchRows(RowList[MatchLine]):
    """Code, name over organisation, and the reason; arrow keys and Enter choose."""

    LEAST = 46
    MOST = 56

    def words(self, row: MatchLine) -> str:
        """Say a match in words."""
        return ", ".join(part for part in (row.name, row.detail, row.code, row.note) if part)

    def paint_row(self, painter: QPainter, area: QRectF, row: MatchLine, index: int) -> None:
        """Paint one match."""
        chosen = index == self.selected
        plate = area.adjusted(0, 2, 0, -2)
        if chosen or index == self.over:
            look.rounded(painter, plate, 8, look.colour("accent_soft" if chosen else "surface2"))
        high = look.px(27)
        code_wide = max(look.px(44), round(self._code_width()))
        cell = QRectF(area.left() + look.px(14), area.center().y() - high / 2, code_wide, high)
        look.rounded(painter, cell, 6, look.colour("surface" if chosen else "surface2"))
        look.text(painter, cell, row.code or "—", look.font("body_strong"), look.colour("text2"), look.CENTER)
        note_wide = look.width_of(row.note, look.font("small_strong"))
        left = cell.right() + look.px(16)
        wide = area.right() - left - note_wide - look.px(22)
        middle = area.center().y()
        upper = QRectF(left, middle - look.px(20), wide, look.px(21))
        look.text(painter, upper, row.name, look.font("row_strong", size=15), look.colour("text"))
        lower = QRectF(left, middle + look.px(1), wide, look.px(18))
        look.text(painter, lower, row.detail, look.font("small"), look.colour("text3"))
        note = QRectF(area.right() - note_wide - look.px(11), area.top(), note_wide + 1, area.height())
        ink = QColor(look.tokens().tone(row.tone).text)
        look.text(painter, note, row.note, look.font("small_strong"), ink, look.RIGHT)

    def _code_width(self) -> float:
        widest = max((look.width_of(row.code, look.font("body_strong")) for row in self.rows), default=0.0)
        return widest + look.px(22)
