"""Making badges without an owner, which are printed before the day and handed to walk-ins."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator.desk.desk import MOST_BLANKS
from coordinator.ui.pages.printing.number import Stepper
from coordinator.ui.widgets import Button, Column, Row, Text

_USUAL = 20


class BlankMaker(QWidget):
    """How many more blank badges are wanted; `wanted` when they are to be made."""

    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = Stepper("New blank badges", 1, MOST_BLANKS)
        self.number.show_value(_USUAL)
        self.button = Button("Make them", "plus", hint="Make badges without an owner, to be printed for walk-ins")
        self.button.clicked.connect(lambda: self.wanted.emit(self.number.value()))
        column, row = Column(self, gap=6), Row(gap=8)
        column.addWidget(Text("New blank badges", "small_strong", "text2"))
        row.addWidget(self.number, 1)
        row.addWidget(self.button)
        column.addLayout(row)
