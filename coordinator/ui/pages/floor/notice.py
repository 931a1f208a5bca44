"""A notice above the panel beside the floor: somebody came after all, and some of their meetings can be restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter

from coordinator.ui import look
from coordinator.ui.lookout import Lookout
from coordinator.ui.widgets.boxes import Column, Row
from coordinator.ui.widgets.button import Button, Kind
from coordinator.ui.widgets.painted import Painted
from coordinator.ui.widgets.text import Text
from coordinator.views.floor_back import back_again, may_have_lost

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.desk.desk import Desk
    from coordinator.ui.tasks import Tasks


class BackNotice(Painted):
    """Quiet while there is nothing to restore; `wanted` tells whose meetings staff wants to see."""

    wanted = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._aside = desk, False
        self._lookout = Lookout(desk, tasks, self._show, self)
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
        self.hide()

    @property
    def person(self) -> str:
        """Return whose meetings can be restored, or nobody."""
        return self._lookout.person

    def take(self) -> None:
        """Look who has just come back; else whether what is on screen still holds."""
        day, now = self._desk.day, self._desk.now
        came = [person for person in back_again(day) if may_have_lost(day, person, now)]
        if came or self.person:
            self._lookout.look(came[-1] if came else self.person)

    def step_aside(self, *, aside: bool) -> None:
        """Make room for the offer itself while it is on screen."""
        self._aside = aside
        self._show()

    def dismiss(self) -> None:
        """Say nothing any more."""
        self._lookout.look(None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the surface with its icon."""
        painter = look.smooth(QPainter(self))
        look.rounded(painter, QRectF(self.rect()), 10, look.colour("accent_soft"))
        size = look.px(18)
        spot = QRectF(look.px(13), look.px(11), size, size)
        look.paint_icon(painter, "user-check", spot, look.colour("accent"))
        painter.end()

    def _show(self) -> None:
        offer = self._lookout.offer
        if offer is not None:
            self.words.setText(f"{offer.who}: {offer.sentence}")
            self.setAccessibleName(self.words.text())
        self.setVisible(offer is not None and not self._aside)
