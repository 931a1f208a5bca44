"""Numbers to type or to step through, in the look of the other fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox, QWidget

from coordinator.ui import look
from coordinator.ui.widgets import Button, Row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractSpinBox


class Number(QSpinBox):
    """A whole number."""

    def __init__(self, name: str, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setAccessibleName(name)
        look.follow(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the look."""
        _dress(self)


class Stepper(QWidget):
    """A whole number between two buttons; `changed` tells another one."""

    changed = Signal(int)

    def __init__(self, name: str, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = Number(name, least, most)
        self.number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.less = Button("", "minus", height=40, hint=f"{name}: one less")
        self.more = Button("", "plus", height=40, hint=f"{name}: one more")
        self.less.clicked.connect(self.number.stepDown)
        self.more.clicked.connect(self.number.stepUp)
        self.number.valueChanged.connect(self.changed)
        row = Row(self, gap=4)
        self.number.setMinimumWidth(look.px(48))
        row.addWidget(self.less)
        row.addWidget(self.number, 1)
        row.addWidget(self.more)

    def value(self) -> int:
        """Return the number."""
        return self.number.value()

    def show_value(self, value: int) -> None:
        """Show another number, silently."""
        self.number.blockSignals(True)  # noqa: FBT003 - a Qt property
        self.number.setValue(value)
        self.number.blockSignals(False)  # noqa: FBT003 - a Qt property


class Measure(QDoubleSpinBox):
    """A number with decimals and a unit."""

    def __init__(  # noqa: PLR0917 - a range, its steps and its unit
        self, name: str, least: float, most: float, step: float, decimals: int, unit: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setDecimals(decimals)
        self.setSuffix(unit)
        self.setAccessibleName(name)
        look.follow(self)
        self.restyle()

    def restyle(self) -> None:
        """Take the look."""
        _dress(self)


def _dress(box: QAbstractSpinBox) -> None:
    """Give a number the frame of a text field; its two little buttons go, the arrow keys and the wheel stay."""
    tokens = look.tokens()
    kind = "QAbstractSpinBox"
    # Without any buttons a styled box leaves no room for its number; these two have no width.
    box.setButtonSymbols(box.ButtonSymbols.PlusMinus)
    box.lineEdit().setTextMargins(look.px(8), 0, look.px(4), 0)
    box.setFont(look.font("row", 400))
    box.setStyleSheet(
        f"{kind} {{ background: {tokens.surface}; color: {tokens.text}; border: 1px solid {tokens.border_strong}; "
        f"border-radius: {look.px(8)}px; padding: 0 {look.px(4)}px; min-height: {look.px(36)}px; }}"
        f"{kind}:focus {{ border: 2px solid {tokens.accent}; }}"
        f"{kind}::up-button, {kind}::down-button {{ width: 0; border: none; }}"
        f"{kind}:disabled {{ background: {tokens.surface2}; color: {tokens.text3}; }}"
    )
