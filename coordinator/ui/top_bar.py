"""The bar at the top: page and event, the round clock, the time, and whether all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets.boxes import Column, Row, clear
from coordinator.ui.widgets.painted import Painted
from coordinator.ui.widgets.pill import Pill
from coordinator.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.ui.frame_state import Chip, FrameState
    from coordinator.views.round_clock import RoundClock


class RoundPill(Painted):
    """The round in a filled chip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Show another round."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.restyle()

    def sizeHint(self) -> QSize:
        """Return the chip around its words."""
        return QSize(round(look.width_of(self._words, look.font("small_strong", 700))) + look.px(13), look.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = look.smooth(QPainter(self))
        look.rounded(painter, self.rect(), 6, look.colour("accent"))
        lettering = look.font("small_strong", 700)
        look.text(painter, self.rect(), self._words, lettering, look.colour("on_accent"), look.CENTER)
        painter.end()


class RoundClockView(Painted):
    """Round, span and countdown on a plate whose lower edge shows how much is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._chip = RoundPill()
        self._span = Text("", "row_strong", "text")
        self._word = Text("", "body", "text2")
        self._left = Text("", "clock", "text")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = Row(self, margins=(10, 0, 10, 3), gap=12)
        row.addWidget(self._chip)
        row.addWidget(self._span)
        row.addStretch(1)
        row.addWidget(self._word)
        row.addWidget(self._left)

    def show_clock(self, clock: RoundClock) -> None:
        """Show the clock; only what changed is painted anew."""
        for label, words in ((self._span, clock.span), (self._word, clock.word), (self._left, clock.left)):
            if label.text() != words:
                label.setText(words)
                label.setVisible(bool(words))
        self._chip.say(clock.chip)
        before, self._share = self._edge(), clock.share
        if self._edge() != before:
            self.update(0, self.height() - look.px(5), self.width(), look.px(5))
        self.setAccessibleName(f"{clock.chip} {clock.span} {clock.word} {clock.left}".strip())

    def _edge(self) -> int:
        return round(self.width() * self._share)

    def sizeHint(self) -> QSize:
        """Return the plate."""
        return QSize(look.px(396), look.px(46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint plate and edge."""
        painter = look.smooth(QPainter(self))
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), look.px(8), look.px(8))
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), look.colour("surface2"))
        high = look.px(4)
        painter.fillRect(QRectF(0, self.height() - high, self.width(), high), look.colour("border"))
        painter.fillRect(QRectF(0, self.height() - high, self._edge(), high), look.colour("accent"))
        painter.end()


class SavedMark(Painted):
    """Saved, or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bad = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Saved")

    def show_saved(self, *, saved: bool) -> None:
        """Show whether all is on disk."""
        if saved is self._bad:
            self._bad = not saved
            self.setAccessibleName(self._words())
            self.restyle()

    def _words(self) -> str:
        return "Not saved" if self._bad else "Saved"

    def sizeHint(self) -> QSize:
        """Return icon and word."""
        return QSize(round(look.width_of(self._words(), look.font("small_strong"))) + look.px(20), look.px(17))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon and word."""
        painter = look.smooth(QPainter(self))
        size = look.px(14)
        icon = QRectF(0, (self.height() - size) / 2, size, size)
        ink = look.colour("bad.text" if self._bad else "ok.text")
        look.paint_icon(painter, "triangle-alert" if self._bad else "check", icon, ink, 2.4)
        rest = QRectF(self.rect()).adjusted(look.px(18), 0, 0, 0)
        lettering = look.font("small_strong" if self._bad else "small")
        look.text(painter, rest, self._words(), lettering, ink if self._bad else look.colour("text2"))
        painter.end()


class TopBar(Painted):
    """Title and event at the left, the round clock in the middle, time and saving at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text("", "page", "text")
        self._event = Text("", "small", "text3", wrap=True)
        self.round = RoundClockView()
        self.clock = Text("", "clock_side", "text")
        self.clock.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._saved = SavedMark()
        self._chips_shown: tuple[Chip, ...] = ()
        self._chips = Row(gap=8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        left = Column(gap=1)
        left.addStretch(1)
        left.addWidget(self.title)
        left.addWidget(self._event)
        left.addStretch(1)
        for label in (self.title, self._event):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        right = Column(gap=0)
        right.addStretch(1)
        right.addWidget(self.clock)
        right.addWidget(self._saved, 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        side = Row(gap=24)
        side.addStretch(1)
        side.addLayout(self._chips)
        side.addLayout(right)
        self.restyle()
        row = Row(self, margins=(24, 0, 24, 0), gap=16)
        row.addLayout(left, 1)
        row.addWidget(self.round)
        row.addLayout(side, 1)

    def restyle(self) -> None:
        """Keep the height of the look, whatever stands in the bar."""
        self.setFixedHeight(look.px(64))
        super().restyle()

    def show_state(self, state: FrameState) -> None:
        """Show what changed."""
        if self._event.text() != state.event_line:
            self._event.setText(state.event_line)
            self._event.setToolTip("")
        self.round.setVisible(state.round is not None)
        if state.round is not None:
            self.round.show_clock(state.round)
        if self.clock.text() != state.clock:
            self.clock.setText(state.clock)
        self._saved.show_saved(saved=not state.not_saved)
        if self._chips_shown != state.chips:
            self._chips_shown = state.chips
            clear(self._chips)
            for chip in state.chips:
                self._chips.addWidget(Pill(chip.words, chip.tone, chip.icon, height=30))

    def sizeHint(self) -> QSize:
        """Return the bar's height."""
        return QSize(look.px(900), look.px(64))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the bar."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.colour("border"))
        painter.end()
