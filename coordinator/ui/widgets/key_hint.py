"""The little cap that shows which key does something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key and what it does, as the footer shows it."""

    keys: str
    words: str = ""


def cap_width(keys: str) -> int:
    """Return how wide the cap of these keys is."""
    return round(look.width_of(keys, look.font("micro"))) + look.px(13)


def paint_cap(  # noqa: PLR0917 - three colours that belong together
    painter: QPainter, rect: QRectF, keys: str, ink: QColor, fill: QColor, line: QColor | None = None
) -> None:
    """Paint a key cap."""
    look.rounded(painter, rect, 5, fill, line)
    look.text(painter, rect, keys, look.font("micro"), ink, look.CENTER)


class KeyHintView(Painted):
    """A key cap with the word for what the key does."""

    def __init__(self, hint: KeyHint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{hint.keys}: {hint.words}")

    def sizeHint(self) -> QSize:
        """Return cap and word beside each other."""
        words = round(look.width_of(self._hint.words, look.font("small"))) + look.px(7) if self._hint.words else 0
        return QSize(cap_width(self._hint.keys) + words, look.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint cap and word."""
        painter = look.smooth(QPainter(self))
        cap = QRectF(0, 0, cap_width(self._hint.keys), self.height() - 1)
        paint_cap(painter, cap, self._hint.keys, look.colour("text2"), look.colour("surface2"), look.colour("border"))
        if self._hint.words:
            rest = QRectF(self.rect()).adjusted(cap.width() + look.px(7), 0, 0, 0)
            look.text(painter, rest, self._hint.words, look.font("small"), look.colour("text3"))
        painter.end()
