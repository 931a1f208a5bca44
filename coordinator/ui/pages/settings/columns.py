"""Columns of cards beside each other, or the last one under the first where the window is narrow for the zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from coordinator.ui import look
from coordinator.ui.widgets import Column, Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDE = 1180


class CardColumns(QWidget):
    """Three columns in a wide window, two in a narrow one."""

    def __init__(self, columns: Sequence[Sequence[QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = Grid(self, margins=(24, 20, 20, 18), gaps=(18, 16))
        self._holders = [_holder(cards) for cards in columns]
        self._wide: bool | None = None
        self._watched: QObject | None = None
        look.follow(self)
        self.arrange(look.px(_WIDE))

    def watch(self, viewport: QWidget | None) -> None:
        """Follow the width of what the page is seen through."""
        if viewport is not None and viewport is not self._watched:
            self._watched = viewport
            viewport.installEventFilter(self)
            self.arrange(viewport.width())

    def arrange(self, width: int) -> None:
        """Put the columns where this width has room for them."""
        wide = width >= look.px(_WIDE)
        if wide is self._wide:
            return
        self._wide = wide
        first, second, third = self._holders
        for holder in self._holders:
            self._grid.removeWidget(holder)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(first, 0, 0, top)
        self._grid.addWidget(second, 0, 1, 1 if wide else 2, 1, top)
        self._grid.addWidget(third, *((0, 2) if wide else (1, 0)), top)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if wide or column < 2 else 0)
        self._grid.setRowStretch(2, 1)

    def restyle(self) -> None:
        """Look again whether there is room at this zoom."""
        if isinstance(self._watched, QWidget):
            self.arrange(self._watched.width())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrange anew when there is more or less room."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.arrange(watched.width())
        return super().eventFilter(watched, event)


def _holder(cards: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    column = Column(holder, gap=16)
    for card in cards:
        column.addWidget(card)
    return holder
