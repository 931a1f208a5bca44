"""The one connection to an event file: how it is opened, which pragmas stand, and the one way to write."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sqlite_utils import Database

from coordinator.domain.trouble import ProgramTrouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HARMLESS: tuple[tuple[str, str, object], ...] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
)
"""Pragmas that change nothing in the file, each with what it reads back."""


def connect(path: Path) -> Database:
    """Connect to an existing file for reading and writing; nothing is created and nothing changed yet."""
    # A large import is written in a thread of its own; the ledger sees to it that nobody else writes meanwhile.
    conn = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None, check_same_thread=False
    )
    db = Database(conn, strict=True, execute_plugins=False)
    try:
        for name, value, expected in _HARMLESS:
            _set(db, name, value, expected)
    except BaseException:
        db.close()
        raise
    return db


def use_write_ahead_log(db: Database) -> None:
    """Switch the file to its write-ahead log; it is ours by now."""
    _set(db, "journal_mode", "WAL", "wal")


def take_lock(db: Database) -> None:
    """Lock the file for as long as the connection lives, or fail at once with SQLITE_BUSY."""
    db.conn.execute("BEGIN EXCLUSIVE")
    db.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    db.conn.execute("ROLLBACK")


def number(db: Database, pragma: str) -> int:
    """Read a pragma that is a number."""
    return int(db.conn.execute(f"PRAGMA {pragma}").fetchone()[0])


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Write everything in the block or nothing of it; only when the block has been left it is on disk."""
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        # After some errors SQLite has rolled back already.
        with suppress(sqlite3.Error):
            if db.conn.in_transaction:
                db.conn.execute("ROLLBACK")
        raise


def _set(db: Database, name: str, value: str, expected: object) -> None:
    db.conn.execute(f"PRAGMA {name} = {value}").fetchall()
    found = db.conn.execute(f"PRAGMA {name}").fetchone()
    if found is None or found[0] != expected:
        raise ProgramTrouble(f"SQLite {sqlite3.sqlite_version} does not take PRAGMA {name} = {value}: {found}.")
