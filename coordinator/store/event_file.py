"""The event file: one event, its plans, its journal; opened checked, written in one way, copied while it is open."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from typing import TYPE_CHECKING, Self

from coordinator.domain.policy import Policy
from coordinator.domain.trouble import ProgramTrouble
from coordinator.store import connection, journal, opening, plans
from coordinator.store.additions import NOTHING, Additions
from coordinator.store.creation import create_file
from coordinator.store.folder import SafetyFolder
from coordinator.store.refusals import CannotOpen, NotCopied, NotSaved, OpenVerdict, is_disk, not_saved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import TracebackType

    from sqlite_utils import Database

    from coordinator.domain.day import Books, Recorded
    from coordinator.domain.schedule import EventInfo
    from coordinator.store.journal import Line

__all__ = ["CannotOpen", "EventFile", "NotCopied", "NotSaved", "OpenVerdict"]


class EventFile:
    """An open event file; nobody else can open it until it is closed."""

    def __init__(self, path: Path, folder: SafetyFolder, db: Database) -> None:
        self.path, self._folder, self._db = path, folder, db
        self.event_id, self.tag = db.conn.execute("SELECT event_id, tag FROM event").fetchone()
        self._heads = opening.check_chains(path, db, self.event_id)
        self._pos: int = db.conn.execute("SELECT coalesce(max(pos), 0) FROM journal").fetchone()[0]

    @classmethod
    def create(cls, path: Path, info: EventInfo, *, tag: str, event_id: str) -> Self:
        """Create the file of a new event; an existing file is never touched."""
        create_file(path, info, tag=tag, event_id=event_id)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an existing event file after every check, or raise `CannotOpen`."""
        folder = SafetyFolder(path)
        db = opening.open_checked(path, folder, lambda _db: None)
        try:
            file = cls(path, folder, db)
        except BaseException:
            db.close()
            raise
        folder.note_use()
        folder.keep_reserve()
        return file

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        self._db.close()
        self._folder.end_use()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- reading

    def books(self) -> Books:
        """Read every plan, the walk-ins and all badge tokens."""
        return plans.read_books(self._db)

    def journal(self) -> tuple[Recorded, ...]:
        """Read all entries in the common order."""
        return journal.read(self._db)

    def last_number(self, desk: str) -> int:
        """Return the number of this desk's latest entry, 0 if it has none."""
        head = self._heads.get(desk)
        return head.number if head else 0

    def policy(self) -> Policy:
        """Read how this event is run."""
        row = self._db.conn.execute("SELECT value FROM settings WHERE name = 'policy'").fetchone()
        return Policy(**json.loads(row[0])) if row else Policy()

    # -- writing

    def save_policy(self, policy: Policy) -> None:
        """Keep how this event is run."""
        row = {"name": "policy", "value": json.dumps(asdict(policy))}

        def write() -> None:
            self._db.table("settings").upsert(row, pk="name")

        self._save(write)

    def append(self, batch: Sequence[Recorded], additions: Additions = NOTHING) -> None:
        """Write entries and what they add to the books as one transaction, or raise `NotSaved`."""
        fresh = self._not_yet_written(batch)
        if not fresh:
            if not batch and not additions.are_none:
                raise ProgramTrouble("Nothing is added to the books without an entry that says so.")
            return
        lines = journal.lines_of(fresh, self._heads, self._pos + 1, self.event_id)
        self._check_numbers(lines)
        rows = plans.addition_rows(additions, lines[-1].id, plans.count_walk_ins(self._db))

        def write() -> None:
            journal.insert(self._db, lines)
            plans.insert(self._db, rows)

        self._save(write)
        self._heads |= {line.desk: journal.Head(line.number, line.hash) for line in lines}
        self._pos = lines[-1].pos or self._pos

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
        return [recorded for recorded in batch if recorded.entry.number > self.last_number(recorded.entry.desk)]

    def _check_numbers(self, lines: Sequence[Line]) -> None:
        ends = {desk: head.number for desk, head in self._heads.items()}
        for line in lines:
            if line.number != ends.get(line.desk, 0) + 1:
                raise ProgramTrouble(f"Entry {line.number} of {line.desk} does not follow {ends.get(line.desk, 0)}.")
            ends[line.desk] = line.number
