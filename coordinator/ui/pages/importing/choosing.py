"""What staff choose while files are read: columns, answers, rows left out; each choice means reading once more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.domain.trouble import WorldTrouble
from coordinator.intake.choices import KEEP, LEAVE_OUT, Choices
from coordinator.intake.problems import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coordinator.intake.problems import Problem
    from coordinator.ui.pages.importing.memory import Memory
    from coordinator.ui.pages.importing.sheets import SheetView


class Choosing:
    """Holds the choices of one import; `read` reads again, `refuse` says why something was not possible."""

    def __init__(self, memory: Memory, read: Callable[[], None], refuse: Callable[[str], None]) -> None:
        self.memory = memory
        self.choices = Choices()
        self._read, self._refuse = read, refuse

    def begin(self) -> None:
        """Start with other files."""
        self.choices = Choices()

    def field(self, view: SheetView, header: str, field: str) -> None:
        """Read a column as another field, now and at the next file of this platform."""
        self.choices = replace(self.choices, columns={**self.choices.columns, header: field})
        self._try(lambda: self.memory.remember(view, header, field))
        self._read()

    def forget(self, view: SheetView) -> None:
        """Read a sheet as if nobody had chosen anything for it."""
        rest = {header: field for header, field in self.choices.columns.items() if header not in view.headers}
        self.choices = replace(self.choices, columns=rest)
        self._try(lambda: self.memory.forget(view))
        self._read()

    def take(self) -> None:
        """Take columns from a file that was carried here."""
        path = self.memory.ask_for_file()
        if path is not None and self._try(lambda: self.memory.take(path)):
            self._read()

    def give(self, view: SheetView) -> None:
        """Give the columns of a sheet into a file that can be carried elsewhere."""
        path = self.memory.ask_for_place(view)
        if path is not None:
            self._try(lambda: self.memory.give(view, path))

    def leave_out(self, problems: Sequence[Problem]) -> None:
        """Import the rest without these rows."""
        for problem in problems:
            if problem.row is not None:
                self.choices = self.choices.answered(problem, LEAVE_OUT)
        self._read()

    def answer(self, problem: Problem, option: str, view: SheetView | None) -> None:
        """Answer a question; what was answered about a column is remembered."""
        self.choices = self.choices.answered(problem, option)
        if problem.question is Question.COLUMN and view is not None:
            field = "" if option == KEEP else option
            self._try(lambda: self.memory.remember(view, problem.value, field))
        self._read()

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except WorldTrouble as trouble:
            self._refuse(str(trouble))
            return False
        return True
