"""A card: a rounded surface with a border and, in light, a soft shadow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from coordinator.ui import look
from coordinator.ui.widgets.boxes import Column, Margins, Row
from coordinator.ui.widgets.painted import Painted
from coordinator.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


class Card(Painted):
    """A surface with an optional title and a note at its right; put what it holds into `body`."""

    def __init__(
        self,
        title: str = "",
        note: str = "",
        *,
        margins: Margins = (18, 14, 18, 16),
        gap: int = 8,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        left, top, right, bottom = margins
        self.body = Column(self, margins=(left + 1, top + 1, right + 1, bottom + 4), gap=gap)
        self.title = Text(title, "section", "text")
        self.note = Text(note, "small", "text3")
        self.head = Row(gap=8)
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.note)
        if title or note:
            self.body.addLayout(self.head)
        self.setAccessibleName(title)

    def set_title(self, title: str, note: str = "") -> None:
        """Change title and note."""
        self.title.setText(title)
        self.note.setText(note)
        self.setAccessibleName(title)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the surface under what it holds."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -3)
        look.shadow(painter, area, 10)
        look.rounded(painter, area, 10, look.colour("surface"), look.colour("border"))
        painter.end()
