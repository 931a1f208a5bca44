"""What a desk knows of its event, and how it writes into it."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coordinator.desk.answers import Answer, Done, Finding, Refusal
from coordinator.desk.ledger import Ledger
from coordinator.domain import badge
from coordinator.planning import rules
from coordinator.planning.problem import Problem
from coordinator.store.additions import NOTHING, Additions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from coordinator.desk.answers import Change
    from coordinator.desk.clock import Clock
    from coordinator.domain.day import Day
    from coordinator.domain.entries import Fact
    from coordinator.domain.look import EventLook
    from coordinator.domain.policy import Policy
    from coordinator.domain.schedule import Checkpoint
    from coordinator.store.backups import Backup
    from coordinator.store.event_file import EventFile


class AtEvent:
    """A place before one event file: its day, its clock, its checkpoint, and the one way to write."""

    def __init__(self, file: EventFile, name: str, clock: Clock) -> None:
        self._opened, self.name, self.clock = file, name, clock
        self._ledger = Ledger(file, name, clock)
        self._policy, self._look = file.policy(), file.look()
        self._checkpoint = self.checkpoints[0].id
        self._problem: Problem | None = None

    # -- what is there

    @property
    def day(self) -> Day:
        """Return the day as it stands now."""
        return self._ledger.day

    @property
    def path(self) -> Path:
        """Return where the event file lies."""
        return self._opened.path

    @property
    def tag(self) -> str:
        """Return the event's badge tag."""
        return self._opened.tag

    @property
    def event_id(self) -> str:
        """Return the event's identity."""
        return self._opened.event_id

    @property
    def now(self) -> datetime:
        """Return the time in the event's own zone."""
        zone = ZoneInfo(self.day.schedule.event.timezone)
        return datetime.fromtimestamp(self.clock.wall() / 1000, UTC).astimezone(zone)

    @property
    def policy(self) -> Policy:
        """Return what staff chose about how the day is run."""
        return self._policy

    @property
    def look(self) -> EventLook:
        """Return how the papers of this event look."""
        return self._look

    @property
    def trouble(self) -> str:
        """Return why something is not on disk yet, or nothing."""
        return self._ledger.trouble

    @property
    def waiting(self) -> int:
        """Return how many transactions wait for the disk."""
        return self._ledger.waiting

    @property
    def warning(self) -> str:
        """Return what is amiss beside the event file, such as a side journal that cannot be written, or nothing."""
        return self._opened.warning

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what opening the file found out and mended."""
        return self._opened.notices

    @property
    def checkpoints(self) -> Sequence[Checkpoint]:
        """Return the places where people are scanned."""
        return self.day.schedule.checkpoints

    @property
    def checkpoint(self) -> Checkpoint:
        """Return where this desk scans."""
        known = self.day.schedule.checkpoint_by_id
        return known.get(self._checkpoint) or self.checkpoints[0]

    def subscribe(self, listener: Callable[[Change], None]) -> None:
        """Tell this listener after every change."""
        self._ledger.subscribe(listener)

    def problem(self) -> Problem:
        """Return a frozen picture of the day for planning, with what the last one knows and still holds."""
        self._problem = found = Problem.of(self.day, self.now, self._policy, self._problem)
        return found

    # -- the file

    def set_policy(self, policy: Policy) -> None:
        """Change how the day is run."""
        self._file.save_choice(policy)
        self._policy = policy

    def set_look(self, look: EventLook) -> None:
        """Change how papers look."""
        self._file.save_choice(look)
        self._look = look

    def rename(self, name: str) -> Answer:
        """Call this desk something else from the next entry on."""
        wanted = " ".join(name.split())
        if not wanted:
            return Refusal("A desk needs a name.")
        if self.waiting:
            return Refusal("Something is not saved yet; the desk can be renamed once it is.")
        self._ledger.rename(wanted)
        self.name = wanted
        return Done(f"This desk is now called {wanted}", ())

    def save(self) -> bool:
        """Try again to write what the disk refused; returns whether everything is on disk."""
        return self._ledger.save()

    def check(self) -> tuple[Finding, ...]:
        """Look over file, journal and the plan as it stands; nothing found is a good sign."""
        about_file = (Finding(found.topic, "", found.sentence) for found in self._file.check())
        return (*about_file, *self._verdicts_that_differ(), *plan_findings(self.day))

    def _verdicts_that_differ(self) -> Iterator[Finding]:
        """The file says what became of each entry; applying them once more must say the same."""
        for written in self._file.journal():
            now = self.day.history.get(written.entry.id)
            if now is None or now.verdict is not written.verdict:
                said = now.verdict if now else "not known"
                sentence = (
                    f"Entry {written.entry.id} is “{written.verdict}” in the file, but “{said}” when applied again."
                )
                yield Finding("journal", "", sentence)

    def backup(self, reason: str) -> Path:
        """Write a checked copy of the event file into its backup folder."""
        return self._file.backup(reason)

    def backup_if_changed(self) -> bool:
        """Write a backup if something was written since the last one; returns whether one was made."""
        if self._file.has_changed_since_backup:
            self._file.backup("every five minutes")
            return True
        return False

    def backup_to(self, path: Path) -> None:
        """Write a checked copy of the event file to a place of one's own choice."""
        self._file.backup_to(path)

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups beside the event file, the newest first."""
        return self._file.backups()

    def close(self) -> None:
        """Let go of the event file."""
        self._file.close()

    @property
    def _file(self) -> EventFile:
        """Return the event file, once nothing is being written to it elsewhere."""
        self._ledger.settle()
        return self._opened

    def _done(self, facts: Sequence[Fact], sentence: str, additions: Additions = NOTHING) -> Answer:
        entries = self._ledger.write(facts, additions)
        return Done(sentence, entries, saved=not self.trouble)

    def _new_badges(self, people: Iterable[str]) -> dict[str, str]:
        return {badge.make(self.tag, secrets.randbelow): person for person in people}


def plan_findings(day: Day) -> tuple[Finding, ...]:
    """Return which rules the plan breaks as it stands."""
    return tuple(Finding(str(found.rule), found.meeting, found.sentence) for found in rules.judge(day))
