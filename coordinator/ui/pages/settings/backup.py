"""The backups of the event: where they are, the last one, and another one now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from coordinator.domain.trouble import WorldTrouble
from coordinator.ui.pages.settings.rows import Fact
from coordinator.ui.widgets import Button, Card, Row, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from coordinator.ui.link import Link

_HINT = (
    "To go back to one, close the event, choose “Restore a backup” on the first page, and take a file from this folder."
)


class BackupCard(Card):
    """`said` gives a sentence for a notice; what went wrong stays on the card."""

    said = Signal(str)

    def __init__(self, link: Link, parent: QWidget | None = None) -> None:
        super().__init__("Backup", gap=6, parent=parent)
        self._link = link
        self.event_file, self.last = Fact("Event file"), Fact("Last backup")
        self.now = Button("Back up now", "save", height=32)
        self.elsewhere = Button("Copy to…", "copy", height=32, hint="Copy the event to a stick or another folder")
        self.open_folder = Button("Open folder", "folder-open", height=32)
        self.trouble = Text("", "small_strong", "bad.text", wrap=True)
        row = Row(margins=(0, 4, 0, 4), gap=8)
        for button in (self.now, self.elsewhere, self.open_folder):
            row.addWidget(button)
        row.addStretch(1)
        for widget in (self.event_file, self.last):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.body.addWidget(self.trouble)
        self.body.addWidget(Text(_HINT, "small", "text3", wrap=True))
        self.now.clicked.connect(self.back_up)
        self.elsewhere.clicked.connect(self._ask)
        self.open_folder.clicked.connect(self._open)
        self.trouble.hide()

    def refresh(self) -> None:
        """Look again where the event is and when it was backed up."""
        desk = self._link.desk
        backups = desk.backups()
        self.event_file.say(str(desk.path))
        self.last.say(
            f"{backups[0].at.astimezone():%H:%M on %d %b %Y} · {backups[0].reason}" if backups else "none yet"
        )
        self.open_folder.setEnabled(bool(backups))

    def back_up(self) -> None:
        """Make a backup beside the event file."""
        self._do(lambda: self._link.desk.backup("by hand"), "Backup made: {}")

    def copy_to(self, path: Path) -> None:
        """Copy the event to a place of one's own choice."""

        def work() -> Path:
            self._link.desk.backup_to(path)
            return path

        self._do(work, "Copied to {}")

    def _do(self, work: Callable[[], Path], sentence: str) -> None:
        try:
            path = work()
        except WorldTrouble as trouble:
            self.trouble.setText(str(trouble))
            self.trouble.show()
            return
        self.trouble.hide()
        self.refresh()
        self.said.emit(sentence.format(path.name))

    def _ask(self) -> None:
        desk = self._link.desk
        name = f"{desk.path.stem} {desk.now:%Y-%m-%d %H%M}{desk.path.suffix}"
        chosen, _ = QFileDialog.getSaveFileName(self, "Copy the event to", str(Path.home() / name))
        if chosen:
            self.copy_to(Path(chosen))

    def _open(self) -> None:
        backups = self._link.desk.backups()
        if backups:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(backups[0].path.parent)))
