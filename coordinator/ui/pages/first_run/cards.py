"""Pieces of the first page: a way to begin, and an event that was used before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets import Button, Card, IconDisc, Kind, RowList, Text

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


class Way(Card):
    """A card with an icon, what it is, a sentence, and a button."""

    def __init__(
        self, icon: str, title: str, sentence: str, button: str, *, key: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(margins=(22, 20, 22, 20), gap=8, parent=parent)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = Button(button, kind=Kind.PRIMARY, key=key, height=42)
        self.button.setShortcut(QKeySequence(key))
        self.body.addWidget(IconDisc(icon, 52))
        self.body.addSpacing(6)
        self.body.addWidget(Text(title, "title", "text", wrap=True))
        self.body.addWidget(Text(sentence, "row", "text2", weight=400, wrap=True))
        self.body.addStretch(1)
        self.body.addSpacing(8)
        self.body.addWidget(self.button)


@dataclass(frozen=True, slots=True)
class RecentEvent:
    """An event file: its name, its folder, and when it was written last."""

    name: str
    folder: str
    when: str


def described(path: Path) -> RecentEvent:
    """Return what is shown of an event file."""
    try:
        when = f"{datetime.fromtimestamp(path.stat().st_mtime).astimezone():%d %b %Y, %H:%M}"
    except OSError:
        when = ""
    return RecentEvent(path.stem, str(path.parent), when)


class RecentRows(RowList[RecentEvent]):
    """The events used last; a click or Enter opens one."""

    LEAST = 38
    MOST = 40

    def words(self, row: RecentEvent) -> str:
        """Say an event."""
        return f"{row.name}, {row.when}"

    def paint_row(self, painter: QPainter, area: QRectF, row: RecentEvent, index: int) -> None:
        """Paint icon, name, folder and time."""
        if index == self.over:
            look.rounded(painter, area.adjusted(-look.px(8), 1, look.px(8), -1), 8, look.colour("surface2"))
        size = look.px(18)
        icon = QRectF(area.left(), area.center().y() - size / 2, size, size)
        look.paint_icon(painter, "calendar-days", icon, look.colour("accent"))
        wanted = max(area.width() * 0.3, look.width_of(row.name, look.font("row_strong")) + 2)
        name = QRectF(icon.right() + look.px(12), area.top(), min(wanted, area.width() * 0.52), area.height())
        look.text(painter, name, row.name, look.font("row_strong"), look.colour("text"))
        wide = look.width_of(row.when, look.font("small")) + 2
        when = QRectF(area.right() - wide, area.top(), wide, area.height())
        look.text(painter, when, row.when, look.font("small"), look.colour("text3"), look.RIGHT)
        left = name.right() + look.px(12)
        folder = QRectF(left, area.top(), when.left() - look.px(16) - left, area.height())
        look.text(painter, folder, row.folder, look.font("small"), look.colour("text3"))
