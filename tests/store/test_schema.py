"""The tables, what the migrations add up to, and the promises that the database itself keeps."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlite_utils import Database

from coordinator import assets
from coordinator.domain.entries import CheckedIn, MarkedAbsent
from coordinator.domain.trouble import ProgramTrouble
from coordinator.store import migrations, plans

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.store.event_file import EventFile


def test_schema_file_is_what_the_migrations_add_up_to() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        db = Database(conn, strict=True, execute_plugins=False)
        migrations.migrate(db)
        made = migrations.schema(db)
    assert made == (assets.folder("db") / "schema.sql").read_text(encoding="utf-8")


def test_migrations_are_numbered_without_gaps() -> None:
    numbers = [int(step.name[:4]) for step in migrations.steps()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_table_is_strict(file: EventFile, rows: Callable[..., Any]) -> None:
    tables = rows(file, "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    assert dict(tables) == dict.fromkeys(dict(tables), 1)
    assert len(tables) >= 12


def test_pragmas_stand_as_they_were_set(file: EventFile, rows: Callable[..., Any]) -> None:
    wanted = {
        "locking_mode": "exclusive",
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "application_id": migrations.APPLICATION_ID,
        "user_version": migrations.newest(),
        "busy_timeout": 0,
    }
    assert {name: rows(file, f"PRAGMA {name}")[0][0] for name in wanted} == wanted


CHANGES = [
    "UPDATE journal SET wall = 5",
    "UPDATE journal SET person = 'B'",
    "UPDATE journal SET body = '{}', hash = 'x'",
    "UPDATE journal SET id = 'other'",
    "UPDATE OR REPLACE journal SET pos = 2 WHERE pos = 1",
    "DELETE FROM journal",
    "DELETE FROM journal WHERE id = 'Desk 1-1'",
    "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE pos = 1",
    "REPLACE INTO journal VALUES ('n', 'Desk 1', 1, 1, 1, 'x', 'A', NULL, NULL, NULL, '{}', 9, '', '', 'x')",
    "REPLACE INTO journal VALUES ('n', 'Desk 9', 1, 1, 1, 'x', 'A', NULL, NULL, NULL, '{}', 1, '', '', 'x')",
]


@pytest.mark.parametrize("sql", CHANGES)
def test_what_happened_cannot_be_changed_even_with_another_tool(
    sql: str, file: EventFile, numbered: Callable[..., Any], path: Path
) -> None:
    file.append([numbered(1, CheckedIn("A", "registration")), numbered(2, MarkedAbsent("B"))])
    before = file.journal()
    file.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        with pytest.raises(sqlite3.IntegrityError):
            tool.execute(sql)
        assert tool.execute("SELECT count(*) FROM journal").fetchone() == (2,)
    with type(file).open(path) as again:
        assert again.journal() == before


def test_place_verdict_and_reason_may_still_be_given(
    file: EventFile, numbered: Callable[..., Any], rows: Callable[..., Any]
) -> None:
    file.append([numbered(1, CheckedIn("A", "registration"))])
    rows(file, "UPDATE journal SET pos = 7, verdict = 'double', reason = 'Another desk was first.'")
    (recorded,) = file.journal()
    assert (recorded.verdict, recorded.reason) == ("double", "Another desk was first.")
    assert not [finding for finding in file.check() if "changed" in finding.sentence]


def test_rows_are_written_in_a_transaction_and_to_known_tables_only(file: EventFile) -> None:
    with pytest.raises(ProgramTrouble):
        plans.insert(file._db, {"badges": [{"token": "X", "person": "A"}]})
    file._db.conn.execute("BEGIN")
    with pytest.raises(ProgramTrouble):
        plans.insert(file._db, {"bagdes": [{"token": "X", "person": "A"}]})
    file._db.conn.execute("ROLLBACK")
    assert file.books().badges == {}


def test_sql_stands_in_the_store_only() -> None:
    rooms = Path(plans.__file__).parents[1]
    for source in rooms.rglob("*.py"):
        if source.parent.name != "store":
            text = source.read_text(encoding="utf-8")
            assert "sqlite" not in text.lower() or "import sqlite" not in text, source
