"""Schedules as workbooks that can be imported again: an empty one to fill in, and the plan as it stands."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from coordinator.desk import logs
from coordinator.domain.trouble import WorldTrouble
from coordinator.ui.widgets import Button, Card, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from coordinator.ui.link import Link
    from coordinator.ui.tasks import Tasks

FILES = "Workbooks (*.xlsx)"


class WorkbookCard(Card):
    """Two buttons; `saved` tells what was saved, `refused` why it was not."""

    saved = Signal(str)
    refused = Signal(str)

    def __init__(self, link: Link, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("A schedule as a workbook", gap=8, parent=parent)
        self._link, self._tasks = link, tasks
        self.template = Button("Save an empty one to fill in…", "download", height=32)
        self.plan = Button("Save the plan as it stands…", "save", height=32)
        self.body.addWidget(Text(_WORDS, "small", "text3", wrap=True))
        for button in (self.template, self.plan):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.template.clicked.connect(lambda: self._ask("schedule.xlsx", self.save_template))
        self.plan.clicked.connect(lambda: self._ask("plan.xlsx", self.save_plan))

    def save_template(self, path: Path) -> None:
        """Save an empty schedule."""
        self._save(partial(logs.write_template, path), path)

    def save_plan(self, path: Path) -> None:
        """Save the plan as it stands."""
        self._save(partial(logs.write_plan, self._link.desk, path), path)

    def _ask(self, name: str, save: Callable[[Path], None]) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Save a workbook", str(Path.home() / name), FILES)
        if chosen:
            save(Path(chosen))

    def _save(self, write: Callable[[], object], path: Path) -> None:
        self._tasks.run(write, lambda _: self.saved.emit(f"Saved as {path.name}"), self._failed)

    def _failed(self, error: Exception) -> None:
        self.refused.emit(str(error))
        if not isinstance(error, WorldTrouble):
            raise error


_WORDS = "Sheets for people, rounds, tables and meetings, with explanations and drop-downs. It can be imported again."
