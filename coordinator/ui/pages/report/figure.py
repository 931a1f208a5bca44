"""A large number with its word and a line of detail, on a small card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.widgets import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


class Figure(Painted):
    """Icon and word above, the number below, and beside it what it is a part of."""

    def __init__(self, word: str, tone: Tone, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._tone, self._icon = word, tone, icon
        self._number, self._detail = 0, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)

    def show_number(self, number: int, detail: str = "") -> None:
        """Show another number."""
        self._number, self._detail = number, detail
        self.setAccessibleName(f"{self._word}: {number} {detail}".strip())
        self.update()

    def number(self) -> int:
        """Return the number shown."""
        return self._number

    def sizeHint(self) -> QSize:
        """Return the card."""
        return QSize(look.px(180), look.px(96))

    def minimumSizeHint(self) -> QSize:
        """Return the least width that can be read."""
        return QSize(look.px(130), look.px(96))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint card, icon, word, number and detail."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -3)
        look.shadow(painter, area, 10)
        look.rounded(painter, area, 10, look.colour("surface"), look.colour("border"))
        ink = QColor(look.tokens().tone(self._tone if self._number else Tone.NEUTRAL).text)
        left, right = area.left() + look.px(16), area.right() - look.px(10)
        size = look.px(16)
        line = QRectF(left, area.top() + look.px(12), right - left, look.px(20))
        look.paint_icon(painter, self._icon, QRectF(left, line.center().y() - size / 2, size, size), ink)
        words = line.adjusted(size + look.px(7), 0, 0, 0)
        look.text(painter, words, self._word, look.font("body_medium"), look.colour("text2"))
        big = look.font("clock", 700, 30)
        number = QRectF(left, line.bottom() + look.px(1), right - left, look.px(34))
        look.text(painter, number, str(self._number), big, look.colour("text" if self._number else "text3"))
        below = QRectF(left, number.bottom() - look.px(1), right - left, look.px(17))
        look.text(painter, below, self._detail, look.font("small"), look.colour("text3"))
        painter.end()
