"""The numbered steps in db/migrations that make the tables, each whole or not at all."""

from __future__ import annotations

import sqlite3
from functools import cache
from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from coordinator import assets
from coordinator.store.connection import transaction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database

APPLICATION_ID = int.from_bytes(b"EDCo", "big")
"""Stands in the header of every event file."""


@cache
def steps() -> tuple[Path, ...]:
    """Return the files of all migrations in their order."""
    return tuple(sorted((assets.folder("db") / "migrations").glob("[0-9][0-9][0-9][0-9]_*.sql")))


def newest() -> int:
    """Return the version of an event file that this program writes."""
    return int(steps()[-1].name[:4])


def migrate(db: Database) -> None:
    """Bring a file to the newest version, in one transaction."""
    migrations = Migrations("event_file")
    for step in steps():
        _register(migrations, step)
    with transaction(db):
        migrations.apply(db)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.conn.execute(f"PRAGMA user_version = {newest()}")


def _register(migrations: Migrations, step: Path) -> None:
    text = step.read_text(encoding="utf-8")

    @migrations(name=step.stem)
    def apply(db: Database) -> None:
        for statement in statements(text):
            db.execute(statement)


def statements(text: str) -> Iterator[str]:
    """Cut a script where a line ends a statement.

    `db.executescript` would do, but tries every single character: a fifth of a second for each new event.
    """
    so_far = ""
    for line in text.splitlines(keepends=True):
        so_far += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(so_far):
            yield so_far
            so_far = ""
    if so_far.strip():
        yield so_far


def schema(db: Database) -> str:
    """Return everything the migrations add up to, as db/schema.sql keeps it."""
    rows = db.query("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    return "".join(f"{row['sql']};\n\n" for row in rows)
