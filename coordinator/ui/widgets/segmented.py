"""A segmented control: one of a few choices, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget


class Segmented(Painted):
    """One of a few choices; arrow keys change it, `chosen` tells the new index."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str], current: int = 0, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._current = tuple(words), current
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name = name
        self._announce()

    def current(self) -> int:
        """Return the index of the choice."""
        return self._current

    def choose(self, index: int) -> None:
        """Make this the choice, silently."""
        self._current = index
        self._announce()
        self.update()

    def set_words(self, words: Sequence[str]) -> None:
        """Change the choices."""
        self._words = tuple(words)
        self._current = min(self._current, len(self._words) - 1)
        self._announce()
        self.restyle()

    def _announce(self) -> None:
        self.setAccessibleName(self._name or " / ".join(self._words))
        if self._words:
            self.setAccessibleDescription(self._words[self._current])

    def _widths(self) -> list[int]:
        return [round(look.width_of(w, look.font("body_strong"))) + look.px(26) for w in self._words]

    def sizeHint(self) -> QSize:
        """Return all choices beside each other."""
        return QSize(sum(self._widths()) + look.px(8), look.px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the trough and the raised choice."""
        painter = look.smooth(QPainter(self))
        dark = look.tokens().dark
        look.rounded(painter, self.rect(), 8, look.colour("surface2" if dark else "border"))
        left = float(look.px(4))
        for index, (words, width) in enumerate(zip(self._words, self._widths(), strict=True)):
            cell = QRectF(left, look.px(4), width, self.height() - look.px(8))
            if index == self._current:
                fill = look.colour("bg" if dark else "surface")
                look.rounded(painter, cell, 6, fill, look.colour("border"))
            ink = look.colour("text" if index == self._current else "text2")
            look.text(painter, cell, words, look.font("body_strong"), ink, look.CENTER)
            left += width
        if self.hasFocus():
            look.focus_ring(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3), 6)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what was pressed."""
        left = float(look.px(4))
        for index, width in enumerate(self._widths()):
            if left <= event.position().x() < left + width:
                self._pick(index)
            left += width

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step through the choices with the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._pick(max(0, min(len(self._words) - 1, self._current + step)))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        self.update()
        super().focusOutEvent(event)

    def _pick(self, index: int) -> None:
        if index != self._current:
            self.choose(index)
            self.chosen.emit(index)
