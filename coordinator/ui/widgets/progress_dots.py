"""How many of how many, one mark each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


class ProgressDots(Painted):
    """A label, one mark for each that is expected (a bar when they are many), and the two numbers."""

    def __init__(
        self, words: str = "", done: int = 0, total: int = 0, tone: Tone = Tone.ACCENT, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(words, done, total)

    def show_count(self, words: str, done: int, total: int) -> None:
        """Show another count."""
        self._words, self._done, self._total = words, done, total
        self.setAccessibleName(f"{words}: {done} of {total}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(look.px(300), look.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint label, marks and numbers."""
        painter = look.smooth(QPainter(self))
        label = QRectF(0, 0, look.px(118), self.height())
        lines = look.wrapped(self._words, look.font("small", 500), label.width())
        look.text(painter, label, lines[0] if lines else "", look.font("small", 500), look.colour("text2"))
        numbers = f"{self._done} / {self._total}"
        wide = look.width_of(numbers, look.font("row_strong"))
        area = QRectF(self.width() - wide - 1, 0, wide + 1, self.height())
        look.text(painter, area, numbers, look.font("row_strong"), look.colour("text"), look.RIGHT)
        left = label.right() + look.px(4)
        self._paint_marks(painter, QRectF(left, 0, area.left() - look.px(10) - left, self.height()))
        painter.end()

    def _paint_marks(self, painter: QPainter, area: QRectF) -> None:
        fill = QColor(look.tokens().tone(self._tone).bar)
        empty = look.colour("border" if not look.tokens().dark else "bg")
        line = look.colour("border")
        high = look.px(10)
        top = (self.height() - high) / 2
        step = area.width() / max(1, self._total)
        if step < look.px(7):
            look.rounded(painter, QRectF(area.left(), top, area.width(), high), 4, empty, line)
            share = self._done / max(1, self._total)
            look.rounded(painter, QRectF(area.left(), top, area.width() * share, high), 4, fill)
            return
        for number in range(self._total):
            mark = QRectF(area.left() + number * step, top, step - look.px(2), high)
            done = number < self._done
            look.rounded(painter, mark, 3, fill if done else empty, None if done else line)
