"""The card at the left: the points as a picture and as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from coordinator.ui.pages.replan.plot import PointPlot
from coordinator.ui.pages.replan.points import PointRows
from coordinator.ui.widgets import Card, Scroll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coordinator.views.replan import PointLine


class ChoicesCard(Card):
    """`chosen` tells the index of the point that was chosen in plot or list."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Choices", margins=(14, 12, 14, 10), gap=8, parent=parent)
        self.plot = PointPlot()
        self.rows = PointRows()
        self.body.addWidget(self.plot)
        self.body.addWidget(Scroll(self.rows), 1)
        self.plot.pressed.connect(self.chosen)
        self.rows.chosen.connect(self.chosen)

    def show_points(self, lines: Sequence[PointLine], chosen: int, bound: int | None, note: str) -> None:
        """Show these points; -1 chooses none."""
        self.plot.show_points(lines, chosen, bound)
        self.rows.show_rows(lines, chosen)
        self.set_title("Choices", note)
