"""A page that files can be dropped on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coordinator.ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
    from PySide6.QtWidgets import QWidget


class FilePage(Page):
    """Takes files from other programs; a page of this kind says when, and what becomes of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def may_take(self) -> bool:
        """Return whether files may be dropped now."""
        return True

    def light(self, *, hot: bool) -> None:
        """Show whether files are over the page."""

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take the files that were dropped."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files come."""
        if self.may_take() and any(url.isLocalFile() for url in event.mimeData().urls()):
            self.light(hot=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget files that went away again."""
        self.light(hot=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files."""
        self.light(hot=False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if files := [path for path in paths if path.is_file()]:
            self.take_files(files)
