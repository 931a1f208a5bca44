"""One line on how the search or the chosen point stands, and the band that says that something is only imagined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.widgets import Button, Kind, Painted, Pill, Row, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_ICONS = {
    Tone.OK: "circle-check",
    Tone.WAIT: "circle-alert",
    Tone.BAD: "circle-alert",
    Tone.ACCENT: "info",
    Tone.NEUTRAL: "info",
}


class StatusStrip(Painted):
    """A pill, a sentence, and one button; while a search runs a bar shows how much of its time is over."""

    cancelled = Signal()
    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = -1.0
        self.pill = Pill("", Tone.NEUTRAL, "info", height=28)
        self.sentence = Text("", "body", "text2", wrap=True)
        self.cancel = Button("Cancel", "x", key="Esc", height=32)
        self.anew = Button("Plan again", "refresh-cw", key="F5", height=32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = Row(self, margins=(2, 2, 2, 4), gap=10)
        row.addWidget(self.pill)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.anew)
        row.addWidget(self.cancel)
        self.cancel.clicked.connect(self.cancelled)
        self.anew.clicked.connect(self.again)
        self.say("", "", Tone.NEUTRAL)

    def sizeHint(self) -> QSize:
        """Return room for two lines, so that nothing below moves when the words change."""
        return QSize(look.px(600), look.px(44))

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(look.px(300), look.px(44))

    def say(self, words: str, sentence: str, tone: Tone, *, anew: bool = False) -> None:
        """Say how the chosen point, or the rest of the day, stands."""
        self._share = -1.0
        self._tell(words, sentence, tone)
        self.cancel.hide()
        self.anew.setVisible(anew)

    def show_progress(self, share: float, sentence: str) -> None:
        """Say how far the search is, from 0 to 1, and what it has found."""
        self._share = max(0.0, min(1.0, share))
        self._tell("Looking…", sentence, Tone.ACCENT, "hourglass")
        self.anew.hide()
        self.cancel.show()

    def _tell(self, words: str, sentence: str, tone: Tone, icon: str = "") -> None:
        self.pill.say(words, tone, icon or _ICONS[tone])
        self.pill.setVisible(bool(words))
        self.sentence.setText(sentence)
        self.setAccessibleName(f"{words} {sentence}".strip())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar of a search that runs."""
        if self._share < 0:
            return
        painter = look.smooth(QPainter(self))
        area = QRectF(0, self.height() - look.px(4), self.width(), look.px(4))
        look.rounded(painter, area, 2, look.colour("border"))
        area.setWidth(max(float(look.px(4)), area.width() * self._share))
        look.rounded(painter, area, 2, look.colour("accent"))
        painter.end()


class ImaginedBand(Painted):
    """Says what is imagined; `wanted` tells that it shall be changed, `left` that the real day is wanted."""

    wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text("Only imagined: nothing can be accepted", "row_strong", "wait.text")
        self.words = Text("", "body", "text", wrap=True)
        change = Button("Change", "pencil", key="F2", height=32)
        leave = Button("Back to the real day", "arrow-left", kind=Kind.PRIMARY, key="Esc", height=32)
        row = Row(self, margins=(44, 8, 10, 8), gap=14)
        row.addWidget(self.title)
        row.addWidget(self.words, 1)
        row.addWidget(change)
        row.addWidget(leave)
        change.clicked.connect(self.wanted)
        leave.clicked.connect(self.left)

    def show_words(self, words: str) -> None:
        """Say what is imagined, and what it would do."""
        self.words.setText(words)
        self.setAccessibleName(f"{self.title.text()}. {words}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the amber band with its icon."""
        painter = look.smooth(QPainter(self))
        look.rounded(painter, QRectF(self.rect()), 8, look.colour("wait.soft"), look.colour("wait.bar"))
        size = look.px(20)
        spot = QRectF(look.px(14), (self.height() - size) / 2, size, size)
        look.paint_icon(painter, "lightbulb", spot, look.colour("wait.text"))
        painter.end()
