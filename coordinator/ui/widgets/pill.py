"""A pill: icon and word on the soft fill of a tone."""

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

DOT = "dot"
"""Instead of an icon's name: a filled disc in the tone's bar colour."""


class Pill(Painted):
    """Icon and word in a tone; `solid` fills it with the tone's bar colour."""

    def __init__(
        self,
        words: str = "",
        tone: Tone = Tone.NEUTRAL,
        icon: str = "",
        *,
        solid: bool = False,
        height: int = 26,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._tone, self._icon, self._solid, self._height = words, tone, icon, solid, height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)

    def say(self, words: str, tone: Tone | None = None, icon: str | None = None, *, solid: bool | None = None) -> None:
        """Change word, tone and icon."""
        self._solid = self._solid if solid is None else solid
        self._words = words
        self._tone = self._tone if tone is None else tone
        self._icon = self._icon if icon is None else icon
        self.setAccessibleName(words)
        self.restyle()

    def words(self) -> str:
        """Return what the pill says."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return icon and word beside each other."""
        width = look.width_of(self._words, look.font("small_strong")) + look.px(20)
        if self._icon:
            width += look.px(14 if self._icon == DOT else 21)
        return QSize(round(width), look.px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint fill, icon and word."""
        painter = look.smooth(QPainter(self))
        colours = look.tokens().tone(self._tone)
        fill = QColor(colours.bar if self._solid else colours.soft)
        ink = QColor(colours.text)
        if self._solid:
            ink = look.colour("on_accent") if self._tone is Tone.ACCENT else QColor("#FFFFFF")
        look.rounded(painter, self.rect(), self._height / 2, fill)
        left = float(look.px(10))
        if self._icon == DOT:
            size = look.px(8)
            look.rounded(painter, QRectF(left, (self.height() - size) / 2, size, size), 4, QColor(colours.bar))
            left += size + look.px(6)
        elif self._icon:
            size = look.px(16)
            look.paint_icon(painter, self._icon, QRectF(left, (self.height() - size) / 2, size, size), ink)
            left += size + look.px(5)
        rest = QRectF(left, 0, self.width() - left - look.px(6), self.height())
        look.text(painter, rest, self._words, look.font("small_strong"), ink)
        painter.end()
