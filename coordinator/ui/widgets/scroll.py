"""A place that scrolls when what it holds is higher or wider than it, with slim bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from coordinator.ui import look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea, QWidget


class Scroll(QScrollArea):
    """Holds one widget and gives it all the room there is."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(inner)
        # Qt makes whatever it is given to scroll fill its background.
        inner.setAutoFillBackground(False)
        look.follow(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the look."""
        slim_bars(self)


def slim_bars(area: QAbstractScrollArea) -> None:
    """Give a scrolling widget the house's slim scroll bars."""
    wide = look.px(10)
    handle = look.colour("border_strong").name()
    rules = (
        f"QScrollBar {{ background: transparent; border: none; margin: 0; }}"
        f"QScrollBar:vertical {{ width: {wide}px; }} QScrollBar:horizontal {{ height: {wide}px; }}"
        f"QScrollBar::handle {{ background: {handle}; border-radius: {wide // 2 - 2}px; margin: 2px; }}"
        f"QScrollBar::handle:vertical {{ min-height: {wide * 3}px; }}"
        f"QScrollBar::handle:horizontal {{ min-width: {wide * 3}px; }}"
        "QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }"
        "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
    )
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        bar.setStyleSheet(rules)
