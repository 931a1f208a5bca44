"""What this computer remembers between two days: look, desk, printer, and the files used last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QStandardPaths

from coordinator.desk.opening import DEFAULT_DESK
from coordinator.ui.look import Mode

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_RECENT = 6

PDF = "pdf"
"""What is kept as the printer when paper is saved as a file although there is one."""


class Preferences:
    """The program's settings of this user; what is set is kept at once."""

    def __init__(self, settings: QSettings | None = None) -> None:
        self._settings = settings or QSettings("EventDayCoordinator", "Coordinator")

    @property
    def theme(self) -> Mode:
        """Return which theme is wanted."""
        try:
            return Mode(self._text("look/theme"))
        except ValueError:
            return Mode.AUTO

    @theme.setter
    def theme(self, mode: Mode) -> None:
        self._keep("look/theme", mode.value)

    @property
    def zoom(self) -> int:
        """Return the zoom in per cent."""
        text = self._text("look/zoom")
        return int(text) if text.isdecimal() else 100

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._keep("look/zoom", str(percent))

    @property
    def desk_name(self) -> str:
        """Return what this desk is called."""
        return self._text("desk/name") or DEFAULT_DESK

    @desk_name.setter
    def desk_name(self, name: str) -> None:
        self._keep("desk/name", name)

    @property
    def printer(self) -> str:
        """Return the name of the printer badges go to; `PDF` for a file, empty before anything was chosen."""
        return self._text("paper/printer")

    @printer.setter
    def printer(self, name: str) -> None:
        self._keep("paper/printer", name)

    @property
    def printer_name(self) -> str:
        """Return the name of the printer that was chosen, empty where none was or paper is saved as a file."""
        return "" if self.printer == PDF else self.printer

    @property
    def paper_folder(self) -> Path | None:
        """Return the folder where a PDF was saved last."""
        text = self._text("paper/folder")
        return Path(text) if text else None

    @paper_folder.setter
    def paper_folder(self, folder: Path) -> None:
        self._keep("paper/folder", str(folder))

    def paper_setting(self, document: str) -> str:
        """Return how a document was put on paper the last time, as it was kept; empty before that."""
        return self._text(f"paper/setting/{document}")

    def keep_paper_setting(self, document: str, setting: str) -> None:
        """Keep how a document was put on paper."""
        self._keep(f"paper/setting/{document}", setting)

    @property
    def printers_folder(self) -> Path | None:
        """Return where the printers' profiles are kept; nothing for the usual place of this user."""
        own = self._settings.format() == QSettings.Format.IniFormat
        return Path(self._settings.fileName()).parent / "printers" if own else None

    @property
    def last_event(self) -> Path | None:
        """Return the event file that was open last, if it is still there."""
        recent = self.recent_events
        return recent[0] if recent else None

    @property
    def recent_events(self) -> tuple[Path, ...]:
        """Return the event files used last that are still there, the newest first."""
        paths = (Path(line) for line in self._lines("files/events"))
        return tuple(path for path in paths if path.is_file())

    def remember_event(self, path: Path) -> None:
        """Put an event file first among those used last."""
        self._first("files/events", str(path.absolute()))

    @property
    def recent_files(self) -> tuple[tuple[Path, ...], ...]:
        """Return the schedule files read last that are still there, together as they were read, the newest first."""
        groups = (tuple(Path(name) for name in line.split("\t")) for line in self._lines("files/schedules"))
        return tuple(group for group in groups if all(path.is_file() for path in group))

    def remember_files(self, paths: Iterable[Path]) -> None:
        """Put schedule files that were read together first among those read last."""
        if line := "\t".join(str(path.absolute()) for path in paths):
            self._first("files/schedules", line)

    @property
    def columns_folder(self) -> Path:
        """Return where is kept how the columns of a platform are read."""
        if self._settings.format() == QSettings.Format.IniFormat:
            return Path(self._settings.fileName()).parent / "columns"
        kept = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
        return Path(kept) / "columns"

    def _text(self, key: str) -> str:
        return str(self._settings.value(key, "") or "")

    def _keep(self, key: str, text: str) -> None:
        self._settings.setValue(key, text)
        self._settings.sync()

    def _lines(self, key: str) -> list[str]:
        return [line for line in self._text(key).split("\n") if line]

    def _first(self, key: str, line: str) -> None:
        rest = [other for other in self._lines(key) if other != line]
        self._keep(key, "\n".join([line, *rest][:MOST_RECENT]))
