"""The chip in the scan line that says at which checkpoint this desk scans, and lets staff choose another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets.painted import PaintedButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.domain.schedule import Checkpoint
LISTENING_AT = "Always listening at"


class CheckpointChip(PaintedButton):
    """Dot, name and chevron; `chosen` tells the id of another checkpoint."""

    chosen = Signal(str)
    WIDEST = 200

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checkpoints: tuple[Checkpoint, ...] = ()
        self._current = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def show_checkpoints(self, checkpoints: Sequence[Checkpoint], current: Checkpoint) -> None:
        """Show where the desk scans; with a single checkpoint there is nothing to choose."""
        self._checkpoints, self._current = tuple(checkpoints), current.name
        self.setAccessibleName(f"Scanning at {current.name}")
        self.setToolTip(f"Scanning at {current.name}. Press to choose another checkpoint.")
        self.restyle()

    def several(self) -> bool:
        """Return whether there is something to choose."""
        return len(self._checkpoints) > 1

    def menu(self) -> QMenu:
        """Return the checkpoints as a menu."""
        menu = QMenu(self)
        menu.setFont(look.font("row", 400))
        for checkpoint in self._checkpoints:
            action = menu.addAction(checkpoint.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(checkpoint.name == self._current)
            action.triggered.connect(lambda _checked=False, key=checkpoint.id: self.chosen.emit(key))
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _name(self) -> list[str]:
        return look.wrapped(self._current, look.font("small_strong"), look.px(self.WIDEST), 2)

    def sizeHint(self) -> QSize:
        """Return dot, words and chevron beside each other."""
        widest = max((look.width_of(line, look.font("small_strong")) for line in self._name()), default=0.0)
        widest = max(widest, look.width_of(LISTENING_AT, look.font("micro")))
        return QSize(round(widest) + look.px(58), look.px(28 + 15 * len(self._name())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint dot, words and chevron."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect())
        ink = look.colour("ok.text")
        look.rounded(painter, area, 12, look.colour("ok.soft"), ink if self.underMouse() else None)
        middle = area.center().y()
        dot, size, left = look.px(8), look.px(16), look.px(28)
        look.rounded(painter, QRectF(look.px(12), middle - dot / 2, dot, dot), 4, look.colour("ok.bar"))
        edge = area.right() - size - look.px(9)
        look.paint_icon(painter, "chevron-down", QRectF(edge, middle - size / 2, size, size), ink)
        name = self._name()
        top = middle - look.px(14 + 15 * len(name)) / 2
        small, strong = look.font("micro", 500), look.font("small_strong")
        look.text_lines(painter, QPointF(left, top), [LISTENING_AT], small, ink, leading=look.px(14))
        below = QPointF(left, top + look.px(14))
        look.text_lines(painter, below, name, strong, ink, leading=look.px(15))
        if self.hasFocus():
            look.focus_ring(painter, area.adjusted(3, 3, -3, -3), 9)
        painter.end()
