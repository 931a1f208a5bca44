"""Backups: a checked copy of the open file, made by the same connection, whole on the disk or not there at all."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from coordinator.disk import sync_file, sync_folder, write_whole
from coordinator.store.refusals import NotCopied

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlite_utils import Database

_PAGES = 256
_NEWEST = 12
_STAMP = "%Y-%m-%dT%H%M%S.%fZ"
_NAME = re.compile(r"(?P<stamp>\d{4}-\d\d-\d\dT\d{6}\.\d{6}Z)_(?P<reason>[a-z0-9-]+)\.sqlite")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on the disk: when it was made (UTC) and why."""

    path: Path
    at: datetime
    reason: str

    @property
    def is_whole(self) -> bool:
        """Return whether the copy is the one that was checked when it was made."""
        try:
            stated = _hash_file(self.path).read_text(encoding="ascii").split()[0]
            return stated == sha256_of(self.path)
        except (OSError, IndexError, UnicodeError):
            return False


def make(db: Database, folder: Path, reason: str) -> Path:
    """Make a backup in the folder of backups and thin out the older ones."""
    slug = re.sub(r"[^a-z0-9]+", "-", reason.lower()).strip("-") or "backup"
    path = folder / f"{datetime.now(UTC).strftime(_STAMP)}_{slug}.sqlite"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotCopied(f"No backup can be made in “{folder}” ({error}). Check the disk.") from error
    copy_to(db, path)
    thin_out(folder)
    return path


def copy_to(db: Database, path: Path) -> None:
    """Copy the open file to a new place, checked, with its hash beside it; an existing file is never touched."""
    if path.exists():
        raise NotCopied(f"There is a file “{path}” already; it is untouched. Choose another name.")
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        _copy_pages(db, part)
        sync_file(part)
        stated = f"{sha256_of(part)}  {path.name}\n"
        part.replace(path)
        sync_folder(path.parent)
        write_whole(_hash_file(path), stated.encode("ascii", "replace"))
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise NotCopied(f"The backup “{path}” was not made ({error}). Check the disk and its free space.") from error


def list_all(folder: Path) -> tuple[Backup, ...]:
    """Return all backups of a folder, the newest first."""
    found: list[Backup] = []
    if folder.is_dir():
        for path in folder.iterdir():
            named = _NAME.fullmatch(path.name)
            if named:
                at = datetime.strptime(named["stamp"], _STAMP).replace(tzinfo=UTC)
                found.append(Backup(path, at, named["reason"].replace("-", " ")))
    return tuple(sorted(found, key=lambda backup: backup.path.name, reverse=True))


def thin_out(folder: Path) -> None:
    """Keep the twelve newest, then one an hour for a day, then one a day."""
    backups = list_all(folder)
    for backup in too_many(backups):
        for path in (backup.path, _hash_file(backup.path)):
            with suppress(OSError):
                path.unlink(missing_ok=True)


def too_many(backups: Sequence[Backup]) -> tuple[Backup, ...]:
    """Return the backups that need not be kept, given all of them, the newest first."""
    older = backups[_NEWEST:]
    kept: set[object] = set()
    gone: list[Backup] = []
    for backup in older:
        recent = backups[0].at - backup.at < timedelta(days=1)
        span = (backup.at.date(), backup.at.hour) if recent else backup.at.date()
        if span in kept:
            gone.append(backup)
        kept.add(span)
    return tuple(gone)


def sha256_of(path: Path) -> str:
    """Return the hash of a file's content in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stated_hash(path: Path) -> str | None:
    """Return the hash that stands beside a backup, if any."""
    try:
        return _hash_file(path).read_text(encoding="ascii").split()[0]
    except (OSError, IndexError, UnicodeError):
        return None


def _hash_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.sha256")


def _copy_pages(db: Database, part: Path) -> None:
    with closing(sqlite3.connect(part, timeout=0, isolation_level=None)) as copy:
        db.conn.backup(copy, pages=_PAGES, sleep=0)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        finding = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if finding != "ok":
            raise sqlite3.DatabaseError(finding)
