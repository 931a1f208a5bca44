"""A big number with its word, which filters when it is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.widgets.painted import PaintedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


class KpiChip(PaintedButton):
    """Icon, number and word; checkable, and then filled with its tone."""

    def __init__(self, word: str, icon: str, tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word, self._icon, self._tone, self._number = word, icon, tone, 0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_number(0)

    def set_number(self, number: int, word: str | None = None) -> None:
        """Show another number."""
        self._number = number
        self._word = self._word if word is None else word
        self.setAccessibleName(f"{number} {self._word}")
        self.restyle()

    def number(self) -> int:
        """Return the number shown."""
        return self._number

    def sizeHint(self) -> QSize:
        """Return icon, number and word beside each other."""
        number = look.width_of(str(self._number), look.font("kpi"))
        word = look.width_of(self._word, look.font("body_strong", 500))
        return QSize(round(number + word) + look.px(12 + 19 + 8 + 10 + 20), look.px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon, number and word."""
        painter = look.smooth(QPainter(self))
        tone = look.tokens().tone(self._tone)
        area = QRectF(self.rect())
        over = self.underMouse()
        if self.isChecked():
            look.rounded(painter, area, 8, QColor(tone.soft), QColor(tone.bar))
        else:
            fill = look.colour("surface2" if over else "surface")
            look.rounded(painter, area, 8, fill, look.colour("border_strong" if over else "border"))
        ink = QColor(tone.text)
        left = float(look.px(12))
        size = look.px(19)
        look.paint_icon(painter, self._icon, QRectF(left, (self.height() - size) / 2, size, size), ink)
        left += size + look.px(8)
        number = look.width_of(str(self._number), look.font("kpi"))
        area = QRectF(left, 0, number + 2, self.height())
        look.text(painter, area, str(self._number), look.font("kpi"), look.colour("text"))
        left += number + look.px(9)
        words = QRectF(left, 0, self.width() - left, self.height())
        word_ink = ink if self.isChecked() else look.colour("text2")
        look.text(painter, words, self._word, look.font("body_strong", 500), word_ink)
        if self.hasFocus():
            look.focus_ring(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3), 6)
        painter.end()
