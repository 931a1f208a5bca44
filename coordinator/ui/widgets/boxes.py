"""Layouts whose margins and gaps grow with the zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from coordinator.ui import look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayoutItem

Margins = tuple[int, int, int, int]
NONE: Margins = (0, 0, 0, 0)


class Column(QVBoxLayout):
    """Widgets below each other; lengths are those of the design at 100 %."""

    def __init__(self, parent: QWidget | None = None, *, margins: Margins = NONE, gap: int = 0) -> None:
        super().__init__() if parent is None else super().__init__(parent)
        self._margins, self._gap = margins, gap
        look.follow(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the zoom."""
        self.setContentsMargins(*(look.px(m) for m in self._margins))
        self.setSpacing(look.px(self._gap))


class Row(QHBoxLayout):
    """Widgets beside each other; lengths are those of the design at 100 %."""

    def __init__(self, parent: QWidget | None = None, *, margins: Margins = NONE, gap: int = 0) -> None:
        super().__init__() if parent is None else super().__init__(parent)
        self._margins, self._gap = margins, gap
        look.follow(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the zoom."""
        self.setContentsMargins(*(look.px(m) for m in self._margins))
        self.setSpacing(look.px(self._gap))


class Grid(QGridLayout):
    """Widgets in rows and columns; lengths are those of the design at 100 %."""

    def __init__(
        self, parent: QWidget | None = None, *, margins: Margins = NONE, gaps: tuple[int, int] = (0, 0)
    ) -> None:
        super().__init__() if parent is None else super().__init__(parent)
        self._margins, self._gaps = margins, gaps
        look.follow(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the zoom."""
        self.setContentsMargins(*(look.px(m) for m in self._margins))
        self.setHorizontalSpacing(look.px(self._gaps[0]))
        self.setVerticalSpacing(look.px(self._gaps[1]))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets are hidden at once and deleted later."""
    item: QLayoutItem | None
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
