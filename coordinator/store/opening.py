"""Opening an event file: the order of the checks and the closed set of what they find."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from coordinator.store import backups, connection, journal, migrations
from coordinator.store.journal import Head, Line
from coordinator.store.refusals import CannotOpen, OpenVerdict, cannot_open, corrupt, in_use

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from coordinator.store.folder import SafetyFolder


def open_checked(path: Path, folder: SafetyFolder) -> Database:
    """Return a locked connection to a sound event file of this version, or raise `CannotOpen`."""
    if folder.is_held_here:
        raise in_use(path, "this very program")
    try:
        _peek(path, folder)
        unclean = folder.was_left_open or _sibling(path, "-wal").exists()
    except OSError as error:
        raise CannotOpen(OpenVerdict.NO_ACCESS, f"“{path}” cannot be reached ({error}). Check your rights.") from error
    try:
        db = connection.connect(path)
    except sqlite3.Error as error:
        raise folder.with_holder(cannot_open(path, error)) from error
    try:
        connection.take_lock(db)
        _identify(path, folder, *_numbers(db))
        connection.use_write_ahead_log(db)
        _check_pages(path, db, thorough=unclean)
        if connection.number(db, "user_version") < migrations.newest():
            backups.make(db, folder.backups, "before migration")
            migrations.migrate(db)
    except sqlite3.Error as error:
        refusal = cannot_open(path, error)
        close_refused(db, folder, refusal)
        raise folder.with_holder(refusal) from error
    except BaseException as refusal:
        close_refused(db, folder, refusal)
        raise
    return db


def close_refused(db: Database, folder: SafetyFolder, refusal: BaseException) -> None:
    """Close a file that was not opened after all; a damaged one is kept aside as it was found.

    Closing writes the write-ahead log into the file, and a log that belongs to another file would ruin it.
    """
    if isinstance(refusal, CannotOpen) and refusal.offers_restore:
        with folder.keep_as_found():
            db.close()
    db.close()


def read_identity(path: Path, db: Database) -> tuple[str, str]:
    """Return the event's id and the tag of its badges."""
    row = db.conn.execute("SELECT event_id, tag FROM event").fetchone()
    if row is None:
        raise corrupt(path, "it does not say which event it is")
    return str(row[0]), str(row[1])


def check_chains(path: Path, db: Database, event_id: str) -> dict[str, Head]:
    """Return the ends of all desks' chains, or raise `CannotOpen` where one is broken."""
    heads, finding = walk_chains(db, event_id)
    if finding:
        raise corrupt(path, finding)
    return heads


def walk_chains(db: Database, event_id: str) -> tuple[dict[str, Head], str]:
    """Follow every desk's entries by number and hash; returns the ends and what is wrong first."""
    heads: dict[str, Head] = {}
    # Only the names of the table's own columns are put into the text.
    rows = db.conn.execute(f"SELECT {', '.join(Line._fields)} FROM journal ORDER BY desk, number")  # noqa: S608
    for row in map(Line._make, rows):
        end = heads.get(row.desk) or Head(0, event_id)
        if row.number != end.number + 1:
            return heads, f"entry {end.number + 1} of {row.desk} is missing"
        if not _is_sealed(end.hash, row):
            return heads, f"entry {row.number} of {row.desk} is not what was written"
        heads[row.desk] = Head(row.number, row.hash)
    return heads, ""


def _is_sealed(before: str, row: Line) -> bool:
    try:
        return row.hash == journal.seal(before, row)
    except (TypeError, ValueError):
        return False


def _peek(path: Path, folder: SafetyFolder) -> None:
    """Look at a file without locking or touching it, so that a foreign or newer one stays as it is."""
    if not path.exists():
        raise CannotOpen(OpenVerdict.NO_ACCESS, f"There is no file “{path}”.")
    if not path.is_file():
        raise CannotOpen(OpenVerdict.NOT_OURS, f"“{path}” is not a file.")
    if path.stat().st_size == 0:
        raise corrupt(path, "it is empty")
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None)) as conn:
            found = conn.execute("PRAGMA application_id").fetchone()[0]
            version = conn.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        refusal = cannot_open(path, error)
        if refusal.verdict is OpenVerdict.CORRUPT and _sibling(path, "-wal").exists():
            # A process killed while it moved its log into the file leaves a torn file and a whole log; only the lock
            # and the recovery that follow can tell.
            return
        if refusal.verdict is OpenVerdict.CORRUPT and not folder.has_journal:
            refusal = _foreign(path)
        raise refusal from error
    _identify(path, folder, found, version)


def _numbers(db: Database) -> tuple[int, int]:
    return connection.number(db, "application_id"), connection.number(db, "user_version")


def _identify(path: Path, folder: SafetyFolder, application: int, version: int) -> None:
    if application != migrations.APPLICATION_ID:
        raise corrupt(path, "its first page is not ours") if folder.has_journal else _foreign(path)
    if version > migrations.newest():
        raise CannotOpen(
            OpenVerdict.TOO_NEW,
            f"“{path.name}” was written by a newer version of this program (file version {version}, this program knows "
            f"{migrations.newest()}). Open it with the newer program; the file is untouched.",
        )


def _foreign(path: Path) -> CannotOpen:
    return CannotOpen(
        OpenVerdict.NOT_OURS,
        f"“{path.name}” is not an event file of this program. Choose another file; it is untouched.",
    )


def _check_pages(path: Path, db: Database, *, thorough: bool) -> None:
    pragma = "integrity_check" if thorough else "quick_check"
    finding = db.conn.execute(f"PRAGMA {pragma}(1)").fetchone()[0]
    if finding != "ok":
        raise corrupt(path, finding)
    broken = db.conn.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise corrupt(path, f"a row of “{broken[0]}” refers to nothing")


def _sibling(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
