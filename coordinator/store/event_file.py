"""The event file: one event, its plans, its journal; opened checked, written in one way, copied while it is open."""

from __future__ import annotations

import sqlite3
from functools import wraps
from threading import RLock
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar

from coordinator.domain.trouble import ProgramTrouble
from coordinator.store import backups, connection, journal, opening, plans, safety, settings
from coordinator.store.additions import NOTHING, Additions
from coordinator.store.check import Finding, look_over
from coordinator.store.creation import create_file
from coordinator.store.folder import LOW_SPACE_BYTES, SafetyFolder
from coordinator.store.refusals import CannotOpen, NotCopied, NotSaved, OpenVerdict, cannot_open, is_disk, not_saved
from coordinator.store.side_journal import SideLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType

    from sqlite_utils import Database

    from coordinator.domain.day import Books, Recorded
    from coordinator.domain.look import EventLook
    from coordinator.domain.policy import Policy
    from coordinator.domain.schedule import EventInfo
    from coordinator.store.additions import AdoptedPlan
    from coordinator.store.backups import Backup
    from coordinator.store.journal import Line

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")

__all__ = ["CannotOpen", "EventFile", "Finding", "NotCopied", "NotSaved", "OpenVerdict"]


def _alone(
    method: Callable[Concatenate[EventFile, _Given], _Answer],
) -> Callable[Concatenate[EventFile, _Given], _Answer]:
    """Let one thread at a time touch the file: printers write into the journal from threads of their own."""

    @wraps(method)
    def one_at_a_time(file: EventFile, /, *args: _Given.args, **kwargs: _Given.kwargs) -> _Answer:
        with file.lock:
            return method(file, *args, **kwargs)

    return one_at_a_time


class EventFile:
    """An open event file; nobody else can open it until it is closed."""

    def __init__(self, path: Path, folder: SafetyFolder, db: Database, *, trust_file: bool) -> None:
        self.path, self._folder, self._db = path, folder, db
        self.lock = RLock()
        self.event_id, self.tag = opening.read_identity(path, db)
        taken = safety.take_up(db, folder, self.event_id, trust_file=trust_file)
        self._side, self._heads = taken.side, taken.heads
        self.notices, self.entries_brought_back = taken.notices, taken.brought_back
        self._pos: int = db.conn.execute("SELECT coalesce(max(pos), 0) FROM journal").fetchone()[0]
        self._copied_pos = 0
        self._is_open = True

    @classmethod
    def create(cls, path: Path, info: EventInfo, *, tag: str, event_id: str) -> Self:
        """Create the file of a new event; an existing file is never touched."""
        create_file(path, info, tag=tag, event_id=event_id)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path, *, trust_file: bool = False) -> Self:
        """Open an existing event file after every check, or raise `CannotOpen`.

        `trust_file` takes a file that contradicts its side journal as it is; the side journal is kept aside.
        """
        folder = SafetyFolder(path)
        db = opening.open_checked(path, folder)
        try:
            file = cls(path, folder, db, trust_file=trust_file)
        except sqlite3.Error as error:
            refusal = cannot_open(path, error)
            opening.close_refused(db, folder, refusal)
            raise refusal from error
        except BaseException as refusal:
            opening.close_refused(db, folder, refusal)
            raise
        folder.note_use()
        folder.keep_reserve()
        return file

    @_alone
    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        if self._is_open:
            self._is_open = False
            self._side.close()
            self._db.close()
            self._folder.end_use()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- reading

    @_alone
    def books(self) -> Books:
        """Read every plan, the walk-ins and all badge tokens."""
        return plans.read_books(self._db)

    @_alone
    def journal(self) -> tuple[Recorded, ...]:
        """Read all entries in the common order."""
        return journal.read(self._db)

    def last_number(self, desk: str) -> int:
        """Return the number of this desk's latest entry, 0 if it has none."""
        head = self._heads.get(desk)
        return head.number if head else 0

    @_alone
    def policy(self) -> Policy:
        """Read how this event is run."""
        return settings.policy(self._db)

    @_alone
    def look(self) -> EventLook:
        """Read how the papers of this event look."""
        return settings.look(self._db)

    @property
    def warning(self) -> str:
        """Return what the people at the desk should know about the safety of their data, or nothing."""
        if self._side.trouble:
            return self._side.trouble
        free = self._folder.free_bytes
        if free < LOW_SPACE_BYTES:
            return f"Only {free // 1_000_000} MB are free on the disk of the event file. Free some space."
        return ""

    @_alone
    def check(self) -> tuple[Finding, ...]:
        """Look everything over; each finding is a sentence, none means that all is well."""
        return look_over(self._db, self._folder, self.event_id)

    # -- copies

    @property
    def has_changed_since_backup(self) -> bool:
        """Return whether entries were written since this file was opened or last backed up."""
        return self._pos != self._copied_pos

    @_alone
    def backup(self, reason: str) -> Path:
        """Make a checked backup beside the event file, or raise `NotCopied`."""
        pos = self._pos
        path = backups.make(self._db, self._folder.backups, reason)
        self._copied_pos = pos
        self._folder.keep_reserve()
        return path

    @_alone
    def backup_to(self, path: Path) -> None:
        """Make a checked copy elsewhere, or raise `NotCopied`; an existing file is never touched."""
        backups.copy_to(self._db, path)

    def backups(self) -> tuple[Backup, ...]:
        """Return the backups beside the event file, the newest first."""
        return backups.list_all(self._folder.backups)

    # -- writing

    @_alone
    def save_choice(self, chosen: Policy | EventLook) -> None:
        """Keep how this event is run, or how its papers look."""
        self._save(lambda: settings.keep(self._db, chosen))

    @_alone
    def append(self, batch: Sequence[Recorded], additions: Additions = NOTHING) -> None:
        """Write entries and what they add to the books as one transaction, or raise `NotSaved`."""
        if not self._is_open:
            raise NotSaved("NOT SAVED: the event is closed already.")
        fresh = self._not_yet_written(batch)
        if not fresh:
            if not batch and not additions.are_none:
                raise ProgramTrouble("Nothing is added to the books without an entry that says so.")
            return
        lines = journal.lines_of(fresh, self._heads, self._pos + 1, self.event_id)
        self._check_numbers(lines)
        rows = {} if additions.are_none else plans.new_rows(self._db, additions, lines[-1].id)
        if additions.plan:
            self._before_import(additions.plan)

        def write() -> None:
            journal.insert(self._db, lines)
            plans.insert(self._db, rows)

        self._save(write)
        self._heads |= {line.desk: journal.Head(line.number, line.hash) for line in lines}
        self._pos += len(lines)
        self._side.add([*(SideLine(line, {}) for line in lines[:-1]), SideLine(lines[-1], rows)])

    def _before_import(self, plan: AdoptedPlan) -> None:
        """Keep what an import replaces and what it came from."""
        try:
            if self._pos:
                self.backup("before import")
            for source in plan.sources:
                self._folder.keep_source(source.sha256, source.name, source.content)
        except NotCopied as error:
            raise NotSaved(f"NOT SAVED: {error}") from error
        except OSError as error:
            raise not_saved(error) from error

    def _save(self, write: Callable[[], None]) -> None:
        """Run one transaction; on a full disk the reserve is given back and it is tried once more."""
        while True:
            try:
                with connection.transaction(self._db):
                    write()
            except sqlite3.Error as error:
                if not is_disk(error):
                    raise ProgramTrouble(f"The event file refused what it was given: {error}") from error
                if not self._folder.give_reserve_back():
                    raise not_saved(error) from error
            else:
                return

    def _not_yet_written(self, batch: Sequence[Recorded]) -> list[Recorded]:
        """Leave out entries that are on disk already, so that sending twice is harmless."""
        fresh: list[Recorded] = []
        for recorded in batch:
            entry = recorded.entry
            if entry.number > self.last_number(entry.desk):
                fresh.append(recorded)
            elif not journal.holds(self._db, recorded):
                raise ProgramTrouble(f"{entry.desk} has another entry with the number {entry.number} already.")
        return fresh

    def _check_numbers(self, lines: Sequence[Line]) -> None:
        ends = {desk: head.number for desk, head in self._heads.items()}
        for line in lines:
            if line.number != ends.get(line.desk, 0) + 1:
                raise ProgramTrouble(f"Entry {line.number} of {line.desk} does not follow {ends.get(line.desk, 0)}.")
            ends[line.desk] = line.number
