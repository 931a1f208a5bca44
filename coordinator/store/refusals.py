"""What the event file says when it cannot be opened, saved or copied: closed sets, each with a sentence."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain.trouble import WorldTrouble

if TYPE_CHECKING:
    from pathlib import Path


class OpenVerdict(StrEnum):
    """What opening an event file found."""

    OK = "ok"
    CORRUPT = "corrupt"
    IN_USE = "in use"
    NO_ACCESS = "no access"
    TOO_NEW = "too new"
    NOT_OURS = "not ours"
    UNVERIFIED = "unverified"


class CannotOpen(WorldTrouble):
    """The event file was not opened; it is as it was before."""

    def __init__(self, verdict: OpenVerdict, sentence: str) -> None:
        super().__init__(sentence)
        self.verdict = verdict

    @property
    def offers_restore(self) -> bool:
        """Return whether a backup should be offered in its place."""
        return self.verdict is OpenVerdict.CORRUPT


class NotSaved(WorldTrouble):
    """Nothing of this transaction is on disk; the file is open and it can be tried again."""


class NotCopied(WorldTrouble):
    """A backup was not made or not brought back; the event file is as it was before."""


_NO_ACCESS = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
)
_DISK = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def cannot_open(path: Path, error: sqlite3.Error) -> CannotOpen:
    """Return the refusal that fits an error of SQLite while opening."""
    code = code_of(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return in_use(path, "")
    if code in _NO_ACCESS:
        return CannotOpen(
            OpenVerdict.NO_ACCESS,
            f"“{path}” cannot be read and written here ({error}). Check the disk, the folder and your rights to it.",
        )
    return corrupt(path, str(error))


def corrupt(path: Path, finding: str) -> CannotOpen:
    """Return the refusal of a damaged file."""
    return CannotOpen(
        OpenVerdict.CORRUPT,
        f"The event file “{path.name}” is damaged ({finding}). Restore a backup; the damaged file is kept aside.",
    )


def in_use(path: Path, holder: str) -> CannotOpen:
    """Return the refusal of a file that another copy of the program holds."""
    by = f" by {holder}" if holder else " by another program"
    return CannotOpen(OpenVerdict.IN_USE, f"The event file “{path.name}” is in use{by}. Close it there first.")


def not_saved(error: sqlite3.Error | OSError) -> NotSaved:
    """Return the refusal that fits an error while writing."""
    if isinstance(error, sqlite3.Error) and code_of(error) == sqlite3.SQLITE_FULL:
        return NotSaved("NOT SAVED: the disk is full. Free some space; it is tried again.")
    return NotSaved(f"NOT SAVED: the disk does not take it ({error}). Check the disk; it is tried again.")


def is_disk(error: sqlite3.Error) -> bool:
    """Return whether an error is the disk's and not the program's."""
    busy = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    return code_of(error) in (*_DISK, *busy)
