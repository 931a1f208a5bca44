"""Colours of an event: a field for each, with the dialog to choose one, and the word when letters on it turn dark."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QColorDialog, QSizePolicy, QWidget

from coordinator.domain.look import EventLook
from coordinator.paper import style
from coordinator.paper.templates.palette import Palette
from coordinator.ui import look
from coordinator.ui.widgets import Button, Column, Kind, PaintedButton, Row, Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


def has_dark_letters(colour: str) -> bool:
    """Tell whether paper writes in ink on this colour, because white could not be read there."""
    return bool(Palette(EventLook(accent=colour)).of("on_side", "", "A").hexval() != style.WHITE.hexval())


class Swatch(PaintedButton):
    """A field filled with a colour, which is written in it in the letters that paper writes on it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._colour = name, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip("Choose a colour")
        self.show_colour("")

    def show_colour(self, colour: str) -> None:
        """Show this colour, or none."""
        self._colour = colour
        self.setAccessibleName(f"{self._name}: {colour or 'no colour of its own'}")
        self.update()

    def show_name(self, name: str) -> None:
        """Call it something else."""
        self._name = name
        self.show_colour(self._colour)

    def sizeHint(self) -> QSize:
        """Return a field in which a colour can be judged."""
        return QSize(look.px(112), look.px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the colour and its name."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        if self._colour:
            ink = QColor(look.LIGHT.text if has_dark_letters(self._colour) else "#FFFFFF")
            look.rounded(painter, area, 7, QColor(self._colour), look.colour("border_strong"))
            look.text(painter, area, self._colour, look.font("small_strong"), ink, look.CENTER)
        else:
            fill = look.colour("surface2" if self.underMouse() else "surface")
            look.rounded(painter, area, 7, fill, look.colour("border_strong"))
            look.text(painter, area, "as its side", look.font("small"), look.colour("text2"), look.CENTER)
        if self.hasFocus():
            look.focus_ring(painter, area, 7)
        painter.end()


class ColourField(QWidget):
    """A name and a swatch that opens the dialog; `changed` tells another colour, `touched` which one is looked at.

    One that may be without a colour of its own can be emptied.
    """

    changed = Signal(str)
    touched = Signal()

    def __init__(self, name: str, *, optional: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._optional, self._colour = name, optional, ""
        self.swatch = Swatch(name)
        self.clear = Button("", "x", kind=Kind.GHOST, height=32, hint=f"{name}: no colour of its own")
        self._label = Text(name, "body_medium", "text")
        self._label.setBuddy(self.swatch)
        self._hint = Text("", "small", "wait.text", wrap=True)
        row, column = Row(gap=8), Column(self, gap=0)
        row.addWidget(self._label, 1)
        row.addWidget(self.clear)
        row.addWidget(self.swatch)
        column.addLayout(row)
        column.addWidget(self._hint)
        self.swatch.clicked.connect(self._open)
        self.clear.clicked.connect(partial(self.take, ""))
        self.show_colour("")

    def colour(self) -> str:
        """Return the colour, empty for none."""
        return self._colour

    def hint(self) -> str:
        """Return what is said about the colour."""
        return self._hint.text()

    def show_name(self, name: str) -> None:
        """Call the colour something else."""
        self._name = name
        self._label.setText(name)
        self.swatch.show_name(name)

    def show_colour(self, colour: str) -> None:
        """Show a colour, silently."""
        self._colour = colour
        self.swatch.show_colour(colour)
        self.clear.setVisible(self._optional and bool(colour))
        light = bool(colour) and has_dark_letters(colour)
        self._hint.setText("Too light for white letters: they are written dark on it." if light else "")
        self._hint.setVisible(light)

    def take(self, colour: str) -> None:
        """Take a colour as if it had been chosen in the dialog."""
        if colour != self._colour:
            self.show_colour(colour)
            self.touched.emit()
            self.changed.emit(colour)

    def _open(self) -> None:
        """Open the dialog beside the papers, which follow every colour that is tried in it."""
        before = self._colour
        self.touched.emit()
        dialog = QColorDialog(QColor(before or look.LIGHT.accent), self.window())
        dialog.setWindowTitle(self._name)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.currentColorChanged.connect(lambda colour: self.take(colour.name().upper()))
        dialog.rejected.connect(partial(self.take, before))
        dialog.open()
