"""The list that opens under the field while a name is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter

from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.widgets.boxes import Column
from coordinator.ui.widgets.key_hint import cap_width, paint_cap
from coordinator.ui.widgets.painted import Painted
from coordinator.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

MOST = 8


@dataclass(frozen=True, slots=True)
class Found:
    """Something found by name; `key` is what `chosen` will tell."""

    key: str
    title: str
    detail: str
    note: str = ""
    tone: Tone = Tone.NEUTRAL
    icon: str = "user"


class _FoundRows(RowList[Found]):
    LEAST = 48
    MOST = 48

    def words(self, row: Found) -> str:
        """Say what was found in words."""
        return ", ".join(part for part in (row.title, row.detail, row.note) if part)

    def paint_row(self, painter: QPainter, area: QRectF, row: Found, index: int) -> None:
        """Paint one thing found."""
        chosen = index == self.selected
        if chosen or index == self.over:
            look.rounded(painter, area.adjusted(0, 1, 0, -1), 8, look.colour("accent_soft" if chosen else "surface2"))
        ink = QColor(look.tokens().tone(row.tone).text)
        size = look.px(18)
        look.paint_icon(painter, row.icon, QRectF(look.px(12), area.center().y() - size / 2, size, size), ink)
        key = "Enter" if chosen else f"Ctrl+{index + 1}"
        cap = cap_width(key)
        spot = QRectF(area.right() - cap - look.px(10), area.center().y() - look.px(10), cap, look.px(20))
        paint_cap(painter, spot, key, look.colour("text2"), look.colour("surface2"), look.colour("border"))
        note_wide = look.width_of(row.note, look.font("small_strong"))
        note = QRectF(spot.left() - note_wide - look.px(13), area.top(), note_wide + 1, area.height())
        look.text(painter, note, row.note, look.font("small_strong"), ink, look.RIGHT)
        left = look.px(42)
        wide = note.left() - left - look.px(10)
        middle = area.center().y()
        upper = QRectF(left, middle - look.px(19), wide, look.px(20))
        look.text(painter, upper, row.title, look.font("row_strong"), look.colour("text"))
        lower = QRectF(left, middle, wide, look.px(18))
        look.text(painter, lower, row.detail, look.font("small"), look.colour("text3"))


class SearchResults(Painted):
    """At most eight rows that float under a field; the field keeps the focus and steps through them."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._rows = _FoundRows("Found")
        self._rows.set_selectable(True)
        self._rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows.pressed.connect(self.pick)
        Column(self, margins=(9, 9, 9, 11)).addWidget(self._rows)
        self.hide()

    def rows(self) -> tuple[Found, ...]:
        """Return what is shown."""
        return self._rows.rows if self.isVisible() else ()

    def show_found(self, found: Sequence[Found], anchor: QWidget) -> None:
        """Show what was found below this field; nothing found closes the list."""
        rows = tuple(found)[:MOST]
        self._rows.show_rows(rows, 0 if rows else -1)
        if not rows:
            self.hide()
            return
        corner = anchor.mapTo(self._parent, anchor.rect().bottomLeft())
        high = look.px(48) * len(rows) + look.px(20)
        self.setGeometry(corner.x() + 2, corner.y() + 2, anchor.width() - 4, high)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move the choice up or down."""
        self._rows.step(by)

    def current(self) -> Found | None:
        """Return the row that Enter would take."""
        rows, index = self.rows(), self._rows.selected
        return rows[index] if 0 <= index < len(rows) else None

    def pick(self, index: int) -> None:
        """Take a row by its number."""
        rows = self.rows()
        if 0 <= index < len(rows):
            self.hide()
            self.chosen.emit(rows[index].key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate under the rows."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect()).adjusted(3, 2, -3, -5)
        look.shadow(painter, area, 10)
        look.rounded(painter, area, 10, look.colour("surface"), look.colour("border_strong"))
        painter.end()
