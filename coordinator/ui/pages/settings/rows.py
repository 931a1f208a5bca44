"""Pieces of the settings: a fact with its label, a setting with its control, and the rounds of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from coordinator.ui import look
from coordinator.ui.widgets import Button, Column, Row, RowList, Text
from coordinator.views.words import count, span

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from coordinator.domain.schedule import Slot


class Fact(QWidget):
    """A label at the left and what it says at the right, on as many lines as it needs."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Text("", "body_medium", "text", wrap=True)
        name = Text(label, "body", "text3")
        name.setMinimumWidth(look.px(84))
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = Row(self, margins=(0, 3, 0, 3), gap=8)
        row.addWidget(name)
        row.addWidget(self._words, 1)

    def say(self, words: str) -> None:
        """Show what it says."""
        self._words.setText(words or "–")

    def words(self) -> str:
        """Return what it says."""
        return self._words.text()


class Setting(QWidget):
    """A name and a line of explanation at the left, the control at the right."""

    def __init__(self, name: str, hint: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        control.setAccessibleName(name)
        control.setAccessibleDescription(hint)
        words = Column(gap=1)
        words.addWidget(Text(name, "row_strong", "text"))
        words.addWidget(Text(hint, "small", "text3", wrap=True))
        row = Row(self, margins=(0, 4, 0, 4), gap=14)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)


class Stepper(QWidget):
    """A small whole number with a button on either side; the arrow keys do the same."""

    changed = Signal(int)

    def __init__(self, value: int, most: int, noun: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value, self._most, self._noun = value, most, noun
        self.less = Button("", "minus", height=32, hint="Less")
        self.more = Button("", "plus", height=32, hint="More")
        self._words = Text("", "row_strong", "text")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMinimumWidth(round(look.width_of(f"00 {noun}s", look.font("row_strong"))) + look.px(8))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = Row(self, gap=4)
        row.addWidget(self.less)
        row.addWidget(self._words)
        row.addWidget(self.more)
        self.less.clicked.connect(lambda: self.step(-1))
        self.more.clicked.connect(lambda: self.step(1))
        self.show_value(value)

    def value(self) -> int:
        """Return the number."""
        return self._value

    def show_value(self, value: int) -> None:
        """Show another number, silently."""
        self._value = max(0, min(self._most, value))
        self._words.setText(count(self._value, self._noun))
        self.less.setEnabled(self._value > 0)
        self.more.setEnabled(self._value < self._most)

    def step(self, by: int) -> None:
        """Go up or down."""
        before = self._value
        self.show_value(before + by)
        if self._value != before:
            self.changed.emit(self._value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go up or down with the arrows."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Left: -1}
        if by := step.get(Qt.Key(event.key()), 0):
            self.step(by)
        else:
            super().keyPressEvent(event)


class RoundRows(RowList[tuple[int, "Slot"]]):
    """The rounds and breaks of the plan; a round has a number, a break has 0."""

    LEAST = 26
    MOST = 32

    def words(self, row: tuple[int, Slot]) -> str:
        """Say one round or break."""
        number, slot = row
        return f"{f'Round {number}' if number else 'Break'} {span(slot)}"

    def paint_row(self, painter: QPainter, area: QRectF, row: tuple[int, Slot], index: int) -> None:
        """Paint number, time and block."""
        number, slot = row
        if index:
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), look.colour("border"))
        quiet = look.colour("text3")
        name = QRectF(area.left(), area.top(), look.px(84), area.height())
        if number:
            look.text(painter, name, f"Round {number}", look.font("body_strong"), look.colour("text"))
        else:
            size = look.px(15)
            look.paint_icon(painter, "coffee", QRectF(area.left(), area.center().y() - size / 2, size, size), quiet)
            look.text(painter, name.adjusted(size + look.px(7), 0, 0, 0), "Break", look.font("body"), quiet)
        time = QRectF(name.right() + look.px(8), area.top(), look.px(110), area.height())
        ink = look.colour("text" if number else "text3")
        look.text(painter, time, span(slot), look.font("body_medium"), ink)
        block = QRectF(time.right() + look.px(8), area.top(), area.right() - time.right() - look.px(8), area.height())
        look.text(painter, block, slot.block, look.font("small"), quiet, look.RIGHT)
