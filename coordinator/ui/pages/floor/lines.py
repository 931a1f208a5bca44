"""Two small things of the panels beside the floor: a thin line, and a sentence with an icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator.ui import look
from coordinator.ui.widgets.boxes import Row
from coordinator.ui.widgets.painted import Painted
from coordinator.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Rule(Painted):
    """A thin line across."""

    def sizeHint(self) -> QSize:
        """Return a thin line."""
        return QSize(10, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), look.colour("border"))
        painter.end()


class IconLine(Painted):
    """A sentence with an icon before it."""

    def __init__(self, icon: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        row = Row(self, margins=(26, 0, 0, 0))
        row.addWidget(Text(words, "body", "text2", wrap=True))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = look.smooth(QPainter(self))
        size = look.px(16)
        look.paint_icon(painter, self._icon, QRectF(0, look.px(1), size, size), look.colour("text3"))
        painter.end()
