"""What was chosen about columns before, as the page keeps it, takes it from a file and gives it into one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from coordinator.intake import profiles
from coordinator.intake.profiles import Profile, Shelf

if TYPE_CHECKING:
    from coordinator.ui.pages.importing.sheets import SheetView

FILES = "Columns (*.json);;All files (*)"
_CHOSEN = 100


class Memory:
    """The profiles of this user, and the dialogs by which they travel; refusals come as `WorldTrouble`."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        self.shelf = Shelf(folder)
        self._parent = parent

    def remember(self, view: SheetView, header: str, field: str) -> None:
        """Keep what was chosen for one column."""
        self.shelf.remember(Path(view.file).stem, view.headers, header, field)

    def forget(self, view: SheetView) -> None:
        """Forget what was chosen for lists like this one."""
        self.shelf.forget(view.headers)

    def ask_for_file(self) -> Path | None:
        """Let a file of columns be chosen."""
        chosen, _ = QFileDialog.getOpenFileName(self._parent, "Take columns from a file", str(Path.home()), FILES)
        return Path(chosen) if chosen else None

    def take(self, path: Path) -> Profile:
        """Keep the columns of a file that comes from elsewhere."""
        profile = profiles.load(path)
        self.shelf.put(profile)
        return profile

    def ask_for_place(self, view: SheetView) -> Path | None:
        """Let a place for the columns of this sheet be chosen."""
        name = str(Path.home() / f"{Path(view.file).stem} columns.json")
        chosen, _ = QFileDialog.getSaveFileName(self._parent, "Give the columns into a file", name, FILES)
        return Path(chosen) if chosen else None

    def give(self, view: SheetView, path: Path) -> None:
        """Write how this sheet is read, so that another computer reads it in the same way."""
        columns = {c.header: c.field for c in view.columns if c.header and (c.field or c.sure > _CHOSEN)}
        profiles.save(Profile(Path(view.file).stem, view.headers, columns), path)
