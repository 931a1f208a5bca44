"""Making the file of a new event: whole or not at all, and never over an existing one."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

from sqlite_utils import Database

from coordinator.disk import sync_file, sync_folder
from coordinator.domain.day import WALK_INS
from coordinator.domain.schedule import Schedule
from coordinator.store import connection, migrations, plans
from coordinator.store.folder import SafetyFolder
from coordinator.store.refusals import CannotOpen, OpenVerdict

if TYPE_CHECKING:
    from pathlib import Path

    from coordinator.domain.schedule import EventInfo


def create_file(path: Path, info: EventInfo, *, tag: str, event_id: str) -> None:
    """Create the file of a new event with its first, empty plan."""
    _refuse_existing(path)
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        _fill(part, info, tag, event_id)
        sync_file(part)
        _refuse_existing(path)
        # Left behind by an earlier file of this name, it belongs to another event.
        SafetyFolder(path).move_aside()
        part.rename(path)
        sync_folder(path.parent)
    except (sqlite3.Error, OSError) as error:
        raise CannotOpen(
            OpenVerdict.NO_ACCESS, f"The event file “{path}” cannot be created here ({error}). Choose another folder."
        ) from error


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise CannotOpen(
            OpenVerdict.NO_ACCESS, f"There is a file “{path}” already; it is untouched. Choose another name."
        )


def _fill(part: Path, info: EventInfo, tag: str, event_id: str) -> None:
    db = Database(sqlite3.connect(part, isolation_level=None), strict=True, execute_plugins=False)
    try:
        migrations.migrate(db)
        with connection.transaction(db):
            created = time.time_ns() // 1_000_000
            db.table("event").insert({"single": 1, "event_id": event_id, "tag": tag, "created": created})
            plans.insert(db, plans.plan_rows(WALK_INS, Schedule(info), None))
    finally:
        db.close()
