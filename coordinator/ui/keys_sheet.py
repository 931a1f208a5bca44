"""The sheet of all keys, on F1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from coordinator.ui.widgets.boxes import Column, Grid
from coordinator.ui.widgets.button import Button, Kind
from coordinator.ui.widgets.key_hint import KeyHint, KeyHintView
from coordinator.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

EVERYWHERE = (
    KeyHint("Ctrl+1–7", "Screens"),
    KeyHint("Ctrl+,", "Settings"),
    KeyHint("Ctrl+K", "Find anything"),
    KeyHint("Ctrl+R", "Re-plan the rest of the day"),
    KeyHint("Ctrl+Z", "Undo"),
    KeyHint("Ctrl+Shift+Z", "Redo"),
    KeyHint("Esc", "Clear, back to scanning"),
    KeyHint("Ctrl++", "Larger"),
    KeyHint("Ctrl+-", "Smaller"),
    KeyHint("Ctrl+0", "Normal size"),
    KeyHint("F11", "Full screen"),
    KeyHint("F1", "This sheet"),
)


class KeysSheet(QDialog):
    """The keys of one page, and those that work everywhere."""

    def __init__(self, title: str, keys: tuple[KeyHint, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        column = Column(self, margins=(24, 20, 24, 20), gap=16)
        grid = Grid(gaps=(40, 10))
        known = {hint.keys for hint in EVERYWHERE}
        own = tuple(hint for hint in keys if hint.keys not in known)
        for side, (heading, hints) in enumerate(((title, own), ("Everywhere", EVERYWHERE))):
            grid.addWidget(Text(heading, "section"), 0, side)
            for row, hint in enumerate(hints, 1):
                grid.addWidget(KeyHintView(hint), row, side, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(grid)
        column.addWidget(Text("Letters and digits typed outside a text field go to the scan field.", "body", "text2"))
        close = Button("Close", key="Esc", kind=Kind.SECONDARY)
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
