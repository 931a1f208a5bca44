"""What the desk is asked for on the check-in page, and what it says back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator.desk.answers import Done, Refusal, Scanned
from coordinator.domain import badge
from coordinator.domain.checkin import BlankBadge
from coordinator.ui import layouts
from coordinator.ui.badge_printing import print_agenda, print_badge
from coordinator.views.search import Hit, Index, Near, nearest_badges

if TYPE_CHECKING:
    from coordinator.desk.answers import Answer, Newcomer
    from coordinator.desk.desk import Desk
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Shown:
    """A scan that is on screen, with the badges nearest to what was read if it let nobody in."""

    scan: Scanned
    near: tuple[Near, ...] = ()

    @property
    def blank(self) -> str:
        """Return the token of the blank badge that was scanned, or nothing."""
        return self.scan.outcome.token if isinstance(self.scan.outcome, BlankBadge) else ""


class CheckinDeeds(QObject):
    """Asks the desk; `answered` tells a `Shown`, `said` a sentence and whether it can be undone."""

    answered = Signal(object)
    said = Signal(str, bool)

    def __init__(self, desk: Desk, tasks: Tasks, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._preferences = desk, tasks, preferences
        self._index: Index | None = None

    def forget_people(self) -> None:
        """Read everybody's names again at the next search."""
        self._index = None

    def find(self, text: str) -> tuple[Hit, ...]:
        """Return whom the typed text means, or else whose names are written much like it."""
        index = self._people()
        return index.find(self._desk.day, text, self._desk.now) or index.guess(self._desk.day, text)

    def is_badge(self, text: str) -> bool:
        """Return whether this is a badge or a part of one, and no name."""
        return not isinstance(badge.read(layouts.as_badge(text, self._desk.tag), self._desk.tag), badge.Words)

    def exactly(self, text: str) -> str | None:
        """Return the one person with this id or this whole name."""
        return self._people().exactly(text)

    def scan(self, text: str) -> None:
        """Take what was scanned."""
        meant = layouts.as_badge(text, self._desk.tag)
        scanned = self._desk.scan(meant)
        lost = getattr(scanned.outcome, "person", None) is None and not isinstance(scanned.outcome, BlankBadge)
        self.answered.emit(Shown(scanned, nearest_badges(self._desk.day, meant) if lost else ()))

    def check_in(self, person: str) -> None:
        """Check in somebody found by name."""
        self.answered.emit(Shown(self._desk.check_in(person)))

    def check_out(self, person: str) -> None:
        """Check somebody out."""
        self.answered.emit(Shown(self._desk.check_out(person)))

    def walk_in(self, newcomer: Newcomer, blank: str) -> None:
        """Register somebody on the spot, with the blank badge that was scanned if there is one."""
        self.answered.emit(Shown(self._desk.walk_in(newcomer, blank)))

    def undo(self, entry: str | None) -> None:
        """Take back one scan, or the last action."""
        self._say(self._desk.undo(entry), undo=False)

    def stand_at(self, checkpoint: str) -> None:
        """Scan at another checkpoint."""
        self._say(self._desk.stand_at(checkpoint), undo=False)

    def print_badge(self, person: str) -> None:
        """Print somebody's badge."""
        print_badge(self._desk, person, self._preferences, self._tasks, done=self._tell, failed=self._tell)

    def print_agenda(self, person: str) -> None:
        """Print somebody's agenda."""
        print_agenda(self._desk, person, self._preferences, self._tasks, done=self._tell, failed=self._tell)

    def replace_badge(self, person: str) -> None:
        """Make a new badge, void the old one, and print it."""
        answer = self._desk.replace_badge(person)
        self._say(answer, undo=True)
        if isinstance(answer, Done):
            self.print_badge(person)

    def _people(self) -> Index:
        if self._index is None:
            self._index = Index(self._desk.day)
        return self._index

    def _tell(self, sentence: str) -> None:
        self.said.emit(sentence, False)  # noqa: FBT003 - a Qt signal has no names

    def _say(self, answer: Answer, *, undo: bool) -> None:
        match answer:
            case Done(sentence):
                self.said.emit(sentence, undo)
            case Refusal(sentence):
                self.said.emit(sentence, False)  # noqa: FBT003 - a Qt signal has no names
