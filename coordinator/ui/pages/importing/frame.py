"""The frame of the import: where one is, the step on screen, and the way on and back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator.ui.look import Tone
from coordinator.ui.pages.importing.check import CheckStep
from coordinator.ui.pages.importing.columns import ColumnsStep
from coordinator.ui.pages.importing.drop import FilePage
from coordinator.ui.pages.importing.files import FileStep
from coordinator.ui.pages.importing.ready import ReadyStep
from coordinator.ui.pages.importing.steps import Steps, StepStack
from coordinator.ui.pages.importing.workbooks import WorkbookCard
from coordinator.ui.widgets import Bar, Button, Column, Kind, Row, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from coordinator.ui.link import Link
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.tasks import Tasks


class StepFrame(FilePage):
    """Holds the four steps; whoever builds on it says when each is shown."""

    def __init__(self, link: Link, tasks: Tasks, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._tasks, self._preferences = link, tasks, preferences
        self.trouble = Bar(Tone.BAD)
        self.steps = Steps()
        self.files, self.columns = FileStep(preferences, WorkbookCard(link, tasks)), ColumnsStep()
        self.checks, self.ready = CheckStep(), ReadyStep()
        self.words = Text("", "body", "text2")
        self.back = Button("Back", "arrow-left", key="Esc")
        self.next = Button("Next", "arrow-right", kind=Kind.PRIMARY, key="Enter")
        self._lay_out()
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.trouble.first.clicked.connect(partial(self.trouble.say, ""))

    def go_on(self) -> None:
        """Go to the next step."""
        raise NotImplementedError

    def go_back(self) -> None:
        """Go to the step before."""
        raise NotImplementedError

    def refuse(self, sentence: str) -> None:
        """Say why something was not possible."""
        self.trouble.say(sentence, "Close")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Esc."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.go_on()
            case Qt.Key.Key_Escape:
                self.go_back()
            case _:
                super().keyPressEvent(event)

    def light(self, *, hot: bool) -> None:
        """Show that files are over the page."""
        self.files.drop.set_hot(hot=hot)

    def _lay_out(self) -> None:
        column = Column(self)
        column.addWidget(self.trouble)
        inner = Column(margins=(24, 14, 20, 16), gap=14)
        column.addLayout(inner, 1)
        inner.addWidget(self.steps)
        self.stack = StepStack()
        for widget in (self.files, self.columns, self.checks, self.ready):
            self.stack.addWidget(widget)
        inner.addWidget(self.stack, 1)
        self.foot = QWidget()
        foot = Row(self.foot, gap=10)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        inner.addWidget(self.foot)
