"""Form fields with their labels, hints and errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSizePolicy, QWidget

from coordinator.ui import look
from coordinator.ui.widgets.boxes import Column
from coordinator.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent


def _frame(kind: str) -> str:
    tokens = look.tokens()
    return (
        f"{kind} {{ background: {tokens.surface}; color: {tokens.text}; border: 1px solid {tokens.border_strong}; "
        f"border-radius: {look.px(8)}px; padding: 0 {look.px(11)}px; min-height: {look.px(38)}px; }}"
        f"{kind}:focus {{ border: 2px solid {tokens.accent}; padding: 0 {look.px(10)}px; }}"
        f"{kind}:disabled {{ background: {tokens.surface2}; color: {tokens.text3}; }}"
    )


class LineEdit(QLineEdit):
    """One line to type into."""

    def __init__(self, text: str = "", placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(placeholder)
        look.follow(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the look."""
        self.setFont(look.font("row", 400))
        self.setStyleSheet(_frame("QLineEdit"))


class Choice(QComboBox):
    """One of several, in a list that drops down."""

    def __init__(self, choices: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItems(list(choices))
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        look.follow(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the look."""
        self.setFont(look.font("row", 400))
        self.view().setFont(look.font("row", 400))
        self.setFixedHeight(look.px(40))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame of a text field with a chevron."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect())
        enabled = self.isEnabled()
        line = look.colour("accent" if self.hasFocus() else "border_strong")
        fill = look.colour("surface" if enabled else "surface2")
        look.rounded(painter, area, 8, fill, line, 2 if self.hasFocus() else 1)
        size = look.px(16)
        icon = QRectF(area.right() - size - look.px(10), (area.height() - size) / 2, size, size)
        ink = look.colour("text" if enabled else "text3")
        look.paint_icon(painter, "chevron-down", icon, look.colour("text2"))
        words = area.adjusted(look.px(12), 0, -size - look.px(16), 0)
        look.text(painter, words, self.currentText(), self.font(), ink)
        painter.end()


class Check(QCheckBox):
    """Yes or no."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        look.follow(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the look."""
        self.setFont(look.font("row", 400))
        self.setMinimumHeight(look.px(28))
        self.update()

    def sizeHint(self) -> QSize:
        """Return box and words beside each other."""
        return QSize(round(look.width_of(self.text(), self.font())) + look.px(34), look.px(28))

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on box and words."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box and words."""
        painter = look.smooth(QPainter(self))
        side = look.px(18)
        box = QRectF(3, (self.height() - side) / 2, side, side)
        on, enabled = self.isChecked(), self.isEnabled()
        line = look.colour("accent" if on and enabled else "border_strong")
        fill = look.colour("accent" if on and enabled else "surface" if enabled else "surface2")
        look.rounded(painter, box, 5, fill, line)
        if on:
            look.paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), look.colour("on_accent"), 3)
        if self.hasFocus():
            look.focus_ring(painter, box, 5)
        words = QRectF(self.rect()).adjusted(side + look.px(11), 0, 0, 0)
        text = self.text().replace("&&", "&")
        look.text(painter, words, text, self.font(), look.colour("text" if enabled else "text3"))
        painter.end()


class Field(QWidget):
    """A label above its editor, and below it a hint or, in red, what is wrong."""

    def __init__(self, label: str, editor: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        self._label = Text(label, "small_strong", "text2")
        self._label.setBuddy(editor)
        self._below = Text(hint, "small", "text3", wrap=True)
        editor.setAccessibleName(label)
        editor.setAccessibleDescription(hint)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column = Column(self, gap=4)
        column.addWidget(self._label)
        column.addWidget(editor)
        column.addWidget(self._below)
        # Only now that it has a place: shown without one, it would be a window of its own for a moment.
        self._below.setVisible(bool(hint))

    def set_error(self, words: str) -> None:
        """Say what is wrong with what was entered; nothing takes it back."""
        self._below.setText(words or self._hint)
        self._below.set_ink("bad.text" if words else "text3")
        self._below.setVisible(bool(words or self._hint))
        self.editor.setAccessibleDescription(words or self._hint)

    def error(self) -> str:
        """Return what is said to be wrong."""
        return self._below.text() if self._below.text() != self._hint else ""
