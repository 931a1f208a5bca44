"""Where the desk's one notice becomes the window's one signal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from coordinator.desk.desk import Desk


class Link(QObject):
    """Holds the desk for all pages and tells them what changed, as `desk.answers.Change`."""

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        desk.subscribe(self.changed.emit)
