"""A line or paragraph of plain text with a place in the type scale and a colour by name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coordinator.ui import look


class Text(QLabel):
    """Plain text only, whatever it says; `ink` is a token such as `text2` or `bad.text`."""

    def __init__(
        self,
        words: str = "",
        role: str = "body",
        ink: str = "text",
        *,
        weight: int | None = None,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._ink, self._weight = role, ink, weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setText(words)
        look.follow(self)
        self.restyle()

    def set_ink(self, ink: str) -> None:
        """Write in another colour from now on."""
        if ink != self._ink:
            self._ink = ink
            self.restyle()

    def restyle(self) -> None:
        """Take font and colour from the look."""
        self.setFont(look.font(self._role, self._weight))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, look.colour(self._ink))
        self.setPalette(palette)
