"""The bar at the bottom: the keys of the page, and how desk, scanner and backup stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets.key_hint import KeyHint, cap_width, paint_cap
from coordinator.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.ui.look import Tone


class Footer(Painted):
    """Key hints at the left as far as they fit, the state of the desk at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints: tuple[KeyHint, ...] = ()
        self._line = ""
        self._tone: Tone = look.Tone.OK
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_keys(self, hints: tuple[KeyHint, ...]) -> None:
        """Show the keys of another page."""
        self._hints = hints
        self.setAccessibleDescription("; ".join(f"{hint.keys} {hint.words}" for hint in hints))
        self.update()

    def show_line(self, line: str, tone: Tone) -> None:
        """Show how the desk stands."""
        if (line, tone) != (self._line, self._tone):
            self._line, self._tone = line, tone
            self.setAccessibleName(line)
            self.update()

    def keys(self) -> tuple[KeyHint, ...]:
        """Return the keys shown."""
        return self._hints

    def sizeHint(self) -> QSize:
        """Return the bar's height."""
        return QSize(look.px(600), look.px(34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint hints and state."""
        painter = look.smooth(QPainter(self))
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), look.colour("border"))
        small = look.font("small")
        wide = look.width_of(self._line, small)
        edge = self.width() - look.px(24)
        end = edge - wide
        look.text(painter, QRectF(end, 0, wide + 2, self.height()), self._line, small, look.colour("text2"))
        dot = look.px(8)
        fill = QColor(look.tokens().tone(self._tone).bar)
        look.rounded(painter, QRectF(end - dot - look.px(6), (self.height() - dot) / 2, dot, dot), 4, fill)
        self._paint_hints(painter, end - look.px(30))
        painter.end()

    def _paint_hints(self, painter: QPainter, end: float) -> None:
        small = look.font("small")
        left = float(look.px(24))
        high = look.px(20)
        for hint in self._hints:
            cap = cap_width(hint.keys)
            wide = look.width_of(hint.words, small)
            if left + cap + look.px(7) + wide > end:
                return
            spot = QRectF(left, (self.height() - high) / 2 + 0.5, cap, high)
            colours = look.colour("text2"), look.colour("surface2"), look.colour("border")
            paint_cap(painter, spot, hint.keys, *colours)
            left = spot.right() + look.px(7)
            look.text(painter, QRectF(left, 0, wide + 2, self.height()), hint.words, small, look.colour("text3"))
            left += wide + look.px(18)
