"""A bar across the top for what nobody may overlook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.widgets.boxes import Row
from coordinator.ui.widgets.button import Button, Kind
from coordinator.ui.widgets.painted import Painted
from coordinator.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


class _BarIcon(Painted):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ink = QColor("#FFFFFF")
        self.setFixedSize(look.px(22), look.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the warning sign."""
        painter = look.smooth(QPainter(self))
        look.paint_icon(painter, "triangle-alert", self.rect(), self.ink)
        painter.end()


class Bar(Painted):
    """Red (BAD) or amber (WAIT), with one sentence and up to two buttons; hidden while it has nothing to say."""

    def __init__(self, tone: Tone = Tone.BAD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self._icon = _BarIcon()
        self._words = Text("", "row_strong", "#FFFFFF", wrap=True)
        self.first = Button("", kind=Kind.PANEL, height=32)
        self.second = Button("", kind=Kind.PANEL, height=32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = Row(self, margins=(24, 8, 20, 8), gap=12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        row.addWidget(self.first)
        row.addWidget(self.second)
        self.say("")

    def say(self, words: str, first: str = "", second: str = "", tone: Tone | None = None) -> None:
        """Show this sentence; nothing hides the bar."""
        self._tone = self._tone if tone is None else tone
        self._words.setText(words)
        for button, label in ((self.first, first), (self.second, second)):
            button.set_words(label)
            button.setVisible(bool(label))
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.restyle()

    def words(self) -> str:
        """Return what the bar says."""
        return self._words.text()

    def _colours(self) -> tuple[QColor, QColor]:
        tokens = look.tokens()
        panel = tokens.panel_again if self._tone is Tone.WAIT else tokens.panel_no
        return QColor(panel.start), QColor(panel.ink)

    def restyle(self) -> None:
        """Take the tone's colours."""
        ink = self._colours()[1]
        self._icon.ink = ink
        palette = QPalette(self._words.palette())
        palette.setColor(QPalette.ColorRole.WindowText, ink)
        self._words.setPalette(palette)
        self._words.set_ink(ink.name())
        self.first.set_panel_ink(ink)
        self.second.set_panel_ink(ink)
        super().restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the bar."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colours()[0])
        painter.end()
