"""The printers this window knows: looked for beside it, with the one that was chosen the last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.trouble import WorldTrouble
from coordinator.printing import all_printers
from coordinator.printing.backend import Found, Way
from coordinator.printing.profiles import Profiles
from coordinator.ui import printers
from coordinator.ui.preferences import PDF

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.printing.backend import Backend, Printer
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.tasks import Task, Tasks


class KnownPrinters:
    """What was found when printers were looked for last; before that there are none, and `looked` is False."""

    def __init__(self, preferences: Preferences, tasks: Tasks) -> None:
        self._preferences, self._tasks = preferences, tasks
        self.backends: dict[Way, Backend] = {**all_printers.ways(), Way.QT: printers.QtRaster()}
        self.profiles = Profiles(preferences.printers_folder)
        self.found, self.looked = Found(()), False
        self._usual = ""
        self._task: Task[tuple[Found, str]] | None = None
        self._waiting: list[Callable[[], None]] = []

    def refresh(self, then: Callable[[], None]) -> None:
        """Look again which printers there are, and call back."""
        self._waiting.append(then)
        if self._task is None or not self._task.running:
            self._task = self._tasks.run(self._look, self._found, self._broke)

    def once_known(self, then: Callable[[], None]) -> None:
        """Call back as soon as it is known which printers there are."""
        if self.looked:
            then()
        else:
            self.refresh(then)

    def chosen(self) -> Printer | None:
        """Return the printer that paper goes to, nothing where it is saved as a file."""
        wanted, there = self._preferences.printer, self.found.printers
        if wanted == PDF or not there:
            return None
        named = {printer.name: printer for printer in there}
        return named.get(wanted) or named.get(self._usual) or there[0]

    def choose(self, name: str) -> None:
        """Send paper to this printer from now on; no name stands for files."""
        self._preferences.printer = name or PDF

    def of(self, name: str) -> Printer | None:
        """Return a printer by its name."""
        return next((printer for printer in self.found.printers if printer.name == name), None)

    def _look(self) -> tuple[Found, str]:
        return all_printers.find(self.backends, self.profiles.load()), printers.usual()

    def _found(self, answer: tuple[Found, str]) -> None:
        self.found, self._usual = answer
        self._tell()

    def _broke(self, error: Exception) -> None:
        self.found = Found((), (str(error),))
        self._tell()
        if not isinstance(error, WorldTrouble):
            raise error

    def _tell(self) -> None:
        self.looked, self._task = True, None
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()
