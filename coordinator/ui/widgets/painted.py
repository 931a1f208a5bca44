"""What every painted widget shares: it follows the look and says what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from coordinator.ui import look

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent


class Painted(QWidget):
    """A widget that paints itself with the look's colours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look.follow(self)

    def restyle(self) -> None:
        """Measure and paint again with the look in force."""
        self.updateGeometry()
        self.update()


class PaintedButton(QAbstractButton):
    """A button that paints itself; it repaints when the mouse or the focus comes and goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look.follow(self)

    def restyle(self) -> None:
        """Measure and paint again with the look in force."""
        self.updateGeometry()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the mouse is over it."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the mouse has gone."""
        self.update()
        super().leaveEvent(event)
