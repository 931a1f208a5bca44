"""What a page says when it has nothing to show yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets.boxes import Column, Row
from coordinator.ui.widgets.painted import Painted
from coordinator.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.ui.widgets.button import Button


class IconDisc(Painted):
    """An icon on a soft disc."""

    def __init__(self, icon: str, size: int = 72, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size = icon, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square."""
        return QSize(look.px(self._size), look.px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint disc and icon."""
        painter = look.smooth(QPainter(self))
        look.rounded(painter, self.rect(), self._size / 2, look.colour("accent_soft"))
        inner = look.px(self._size * 0.44)
        side = (self.width() - inner) / 2
        look.paint_icon(painter, self._icon, QRectF(side, side, inner, inner), look.colour("accent"))
        painter.end()


class EmptyState(Painted):
    """Icon, title, sentence and buttons in the middle of the free space."""

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str = "",
        buttons: Sequence[Button] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._disc = IconDisc(icon)
        self._title = Text(title, "title", "text", wrap=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence = Text(sentence, "lead", "text3", weight=400, wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = Column(self, margins=(24, 16, 24, 16), gap=8)
        column.addStretch(1)
        column.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        if buttons:
            row = Row(gap=8, margins=(0, 8, 0, 0))
            row.addStretch(1)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)
        self.say(icon, title, sentence)

    def say(self, icon: str, title: str, sentence: str = "") -> None:
        """Change what it says."""
        self._disc.set_icon(icon)
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
