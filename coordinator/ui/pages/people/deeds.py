"""What staff does with one person from the list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator.desk.answers import Answer, Done, Refusal, Scanned
from coordinator.ui.badge_printing import print_agenda, print_badge
from coordinator.views.outcomes import sentence

if TYPE_CHECKING:
    from datetime import datetime

    from coordinator.desk.desk import Desk
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.tasks import Tasks


class PeopleDeeds(QObject):
    """Asks the desk; `said` tells the sentence and whether it can be taken back."""

    said = Signal(str, bool)

    def __init__(self, desk: Desk, tasks: Tasks, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._preferences = desk, tasks, preferences

    def do(self, what: str, person: str) -> None:
        """Do what a button or a key names."""
        match what:
            case "check-in":
                self._scanned(self._desk.check_in(person))
            case "check-out":
                self._scanned(self._desk.check_out(person))
            case "absent":
                self._answered(self._desk.mark_absent(person))
            case "replace":
                answer = self._desk.replace_badge(person)
                self._answered(answer)
                if isinstance(answer, Done):
                    self.do("badge", person)
            case "badge":
                print_badge(self._desk, person, self._preferences, self._tasks, done=self._tell, failed=self._tell)
            case "agenda":
                print_agenda(self._desk, person, self._preferences, self._tasks, done=self._tell, failed=self._tell)

    def expect(self, person: str, until: datetime) -> None:
        """Note when somebody comes."""
        self._answered(self._desk.expect_late(person, until))

    def _tell(self, words: str) -> None:
        self.said.emit(words, False)  # noqa: FBT003 - a Qt signal has no names

    def _scanned(self, scanned: Scanned) -> None:
        self.said.emit(sentence(self._desk.day, scanned.outcome), scanned.entry is not None)

    def _answered(self, answer: Answer) -> None:
        match answer:
            case Done(words):
                self.said.emit(words, True)  # noqa: FBT003 - a Qt signal has no names
            case Refusal(words):
                self._tell(words)
