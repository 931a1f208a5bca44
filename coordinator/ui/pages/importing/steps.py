"""The four steps of an import, in a row: where one is, and what can be looked at again."""

from __future__ import annotations

from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from coordinator.ui import look
from coordinator.ui.widgets import Painted, PaintedButton, Row

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Step(IntEnum):
    """Where an import stands."""

    FILE = 0
    COLUMNS = 1
    CHECK = 2
    READY = 3


_WORDS = {Step.FILE: "File", Step.COLUMNS: "Columns", Step.CHECK: "Check", Step.READY: "Ready"}


class StepButton(PaintedButton):
    """Number and word of one step; a tick once it is behind."""

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step, self._done, self._trouble = step, False, False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Step {step + 1}: {_WORDS[step]}")

    def dress(self, *, done: bool, trouble: bool) -> None:
        """Show whether the step is behind, and whether something is wrong there."""
        self._done, self._trouble = done, trouble
        self.update()

    def sizeHint(self) -> QSize:
        """Return disc and word beside each other."""
        return QSize(round(look.width_of(_WORDS[self._step], look.font("row_strong"))) + look.px(52), look.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint disc and word."""
        painter = look.smooth(QPainter(self))
        on = self.isChecked()
        side = look.px(26)
        disc = QRectF(look.px(8), (self.height() - side) / 2, side, side)
        if self._trouble:
            fill, ink = look.colour("bad.soft"), look.colour("bad.text")
        elif on:
            fill, ink = look.colour("accent"), look.colour("on_accent")
        elif self._done:
            fill, ink = look.colour("ok.soft"), look.colour("ok.text")
        else:
            fill, ink = look.colour("surface2"), look.colour("text3")
        look.rounded(painter, disc, 13, fill, None if on or self._done or self._trouble else look.colour("border"))
        if (self._done or self._trouble) and not (on and not self._trouble):
            inner = disc.adjusted(look.px(6), look.px(6), -look.px(6), -look.px(6))
            look.paint_icon(painter, "x" if self._trouble else "check", inner, ink, 2.6)
        else:
            look.text(painter, disc, str(self._step + 1), look.font("body_strong"), ink, look.CENTER)
        words = QRectF(disc.right() + look.px(8), 0, self.width() - disc.right() - look.px(8), self.height())
        shade = "text" if on else "text2" if self.isEnabled() else "text3"
        look.text(painter, words, _WORDS[self._step], look.font("row_strong"), look.colour(shade))
        if self.hasFocus():
            look.focus_ring(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3), 8)
        painter.end()


class _Chevron(Painted):
    def sizeHint(self) -> QSize:
        """Return a small square."""
        return QSize(look.px(18), look.px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a chevron."""
        painter = look.smooth(QPainter(self))
        area = QRectF(0, (self.height() - look.px(18)) / 2, look.px(18), look.px(18))
        look.paint_icon(painter, "chevron-right", area, look.colour("border_strong"))
        painter.end()


class StepStack(QStackedWidget):
    """One step at a time, as large as it needs to be, whatever the others would need."""

    def show_step(self, step: Step) -> None:
        """Bring a step on screen."""
        self.setCurrentIndex(step)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return what the step on screen would like."""
        current = self.currentWidget()
        return current.sizeHint() if current is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return what the step on screen needs."""
        current = self.currentWidget()
        return current.minimumSizeHint() if current is not None else super().minimumSizeHint()


class Steps(QWidget):
    """File > Columns > Check > Ready; `asked` tells which one was pressed."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = {step: StepButton(step) for step in Step}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = Row(self, gap=6)
        for step, button in self.buttons.items():
            if step:
                chevron = _Chevron()
                chevron.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
                row.addWidget(chevron)
            row.addWidget(button)
            button.clicked.connect(partial(self.asked.emit, int(step)))

    def show_step(self, current: Step, furthest: Step, *, trouble: bool) -> None:
        """Show where one is and how far one may go."""
        for step, button in self.buttons.items():
            button.setChecked(step is current)
            button.setEnabled(step <= furthest)
            button.dress(done=step < current or step < furthest, trouble=trouble and step is Step.CHECK)
