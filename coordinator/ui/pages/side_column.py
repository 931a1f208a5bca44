"""A column of cards whose width follows the zoom and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets import Painted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout, QWidget


class SideColumn(Painted):
    """Holds a layout at a fixed width of the design."""

    def __init__(self, layout: QLayout, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wide = width
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setLayout(layout)
        self.restyle()

    def restyle(self) -> None:
        """Take the zoom."""
        self.setFixedWidth(look.px(self._wide))
        super().restyle()
