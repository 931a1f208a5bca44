"""A notice above the panel beside the floor: somebody came after all, and some of their meetings can be restored."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter

from coordinator.desk.answers import Refusal
from coordinator.ui import look
from coordinator.ui.widgets.boxes import Column, Row
from coordinator.ui.widgets.button import Button, Kind
from coordinator.ui.widgets.painted import Painted
from coordinator.ui.widgets.text import Text
from coordinator.views.floor_back import back_again, may_have_lost

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.desk.desk import Desk
    from coordinator.planning.restoring import Restoration
    from coordinator.ui.tasks import Task, Tasks


class BackNotice(Painted):
    """Quiet while there is nothing to restore; `wanted` tells whose meetings staff wants to see."""

    wanted = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._task: Task[Restoration | Refusal] | None = None
        self.person, self._aside = "", False
        self.words = Text("", "body_strong", "text", wrap=True)
        self.button = Button("Show them", "history", kind=Kind.GHOST, key="B", height=32)
        close = Button("", "x", kind=Kind.GHOST, height=32, hint="Leave it")
        row = Row(gap=8)
        row.addWidget(self.button)
        row.addStretch(1)
        row.addWidget(close)
        column = Column(self, margins=(40, 10, 6, 4), gap=2)
        column.addWidget(self.words)
        column.addLayout(row)
        self.button.clicked.connect(lambda: self.wanted.emit(self.person))
        close.clicked.connect(self.dismiss)
        self.dismiss()

    def take(self) -> None:
        """Look who has just come back; else whether what is on screen still holds."""
        came = [p for p in back_again(self._desk.day) if may_have_lost(self._desk.day, p, self._desk.now)]
        person = came[-1] if came else self.person
        if person:
            self._look(person)

    def step_aside(self, *, aside: bool) -> None:
        """Make room for the offer itself while it is on screen."""
        self.setVisible(bool(self.person) and not aside)
        self._aside = aside

    def dismiss(self) -> None:
        """Say nothing any more."""
        if self._task is not None:
            self._task.cancel()
        self._task, self.person = None, ""
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the surface with its icon."""
        painter = look.smooth(QPainter(self))
        look.rounded(painter, QRectF(self.rect()), 10, look.colour("accent_soft"))
        size = look.px(18)
        spot = QRectF(look.px(13), look.px(11), size, size)
        look.paint_icon(painter, "user-check", spot, look.colour("accent"))
        painter.end()

    def _look(self, person: str) -> None:
        if self._task is not None:
            self._task.cancel()
        work = partial(self._desk.restoration, person)
        self._task = self._tasks.run(work, partial(self._found, person), self._failed)

    def _found(self, person: str, offer: Restoration | Refusal) -> None:
        if isinstance(offer, Refusal) or not offer.ways:
            if person == self.person:
                self.dismiss()
            return
        self.person = person
        self.words.setText(f"{offer.who}: {offer.sentence}")
        self.setAccessibleName(self.words.text())
        self.setVisible(not self._aside)

    def _failed(self, error: Exception) -> None:
        self.dismiss()
        raise error
