"""Bringing an event back from a backup: the old files go to quarantine together, nothing is deleted."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.disk import sync_file, sync_folder
from coordinator.store import connection, migrations, side_journal
from coordinator.store.backups import sha256_of, stated_hash
from coordinator.store.event_file import EventFile
from coordinator.store.folder import SafetyFolder
from coordinator.store.refusals import NotCopied, OpenVerdict, cannot_open, in_use

if TYPE_CHECKING:
    from pathlib import Path

_ENDINGS = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: how many entries newer than the backup came back, and where the old files are."""

    entries_brought_back: int
    quarantine: Path | None
    notices: tuple[str, ...]


def restore(backup: Path, event_path: Path) -> Restored:
    """Put a checked backup in the place of the event file and bring it up to date from the side journal."""
    folder = SafetyFolder(event_path)
    _check_backup(backup, folder)
    _refuse_in_use(event_path, folder)
    old = [path for ending in _ENDINGS if (path := event_path.with_name(event_path.name + ending)).exists()]
    part = event_path.with_name(f".{event_path.name}.part")
    try:
        shutil.copyfile(backup, part)
        sync_file(part)
        quarantine = folder.set_aside(*old) if old else None
        part.rename(event_path)
        sync_folder(event_path.parent)
    except OSError as error:
        raise NotCopied(f"“{event_path}” was not restored ({error}). Check the disk and try again.") from error
    with EventFile.open(event_path) as file:
        return Restored(file.entries_brought_back, quarantine, file.notices)


def _check_backup(backup: Path, folder: SafetyFolder) -> None:
    if not backup.is_file():
        raise NotCopied(f"There is no backup “{backup}”.")
    stated = stated_hash(backup)
    if stated is not None and stated != sha256_of(backup):
        raise NotCopied(f"The backup “{backup}” is not what was written. Choose another one.")
    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
            application = conn.execute("PRAGMA application_id").fetchone()[0]
            version = conn.execute("PRAGMA user_version").fetchone()[0]
            finding = conn.execute("PRAGMA integrity_check(1)").fetchone()[0]
            known = application == migrations.APPLICATION_ID and version <= migrations.newest()
            event_id = conn.execute("SELECT event_id FROM event").fetchone()[0] if known and finding == "ok" else ""
    except sqlite3.Error as error:
        raise NotCopied(f"The backup “{backup}” cannot be read ({error}). Choose another one.") from error
    if not known:
        raise NotCopied(f"“{backup}” is no backup of this program, or of a newer version of it. Choose another one.")
    if finding != "ok":
        raise NotCopied(f"The backup “{backup}” is damaged ({finding}). Choose another one.")
    try:
        beside = side_journal.read(folder.journal)
    except OSError:
        beside = None
    if beside and beside.event_id and beside.event_id != event_id:
        raise NotCopied(f"The backup “{backup}” is of another event than “{folder.event_path.name}”.")


def _refuse_in_use(event_path: Path, folder: SafetyFolder) -> None:
    if folder.is_held_here:
        raise in_use(event_path, "this very program")
    if not event_path.is_file():
        return
    try:
        # Even to ask for the lock lets SQLite tidy up after a log that it thinks is stale.
        with folder.keep_as_found():
            db = connection.connect(event_path)
            try:
                connection.take_lock(db)
            finally:
                db.close()
    except sqlite3.Error as error:
        refusal = cannot_open(event_path, error)
        if refusal.verdict is OpenVerdict.IN_USE:
            raise folder.with_holder(refusal) from error
