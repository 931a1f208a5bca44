"""Looking an open event file over: every finding is a sentence; nothing found means nothing is wrong."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.store import backups, comparing, opening, side_journal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from coordinator.store.folder import SafetyFolder
    from coordinator.store.journal import Head

_MOST = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: in which part of the event, and a sentence."""

    topic: str
    sentence: str


def look_over(db: Database, folder: SafetyFolder, event_id: str) -> tuple[Finding, ...]:
    """Check pages, references, chains, places, side journal, imported files and backups."""
    try:
        return tuple(_findings(db, folder, event_id))
    except sqlite3.Error as error:
        return (Finding("file", f"The event file cannot be read to its end: {error}. Restore a backup."),)


def _findings(db: Database, folder: SafetyFolder, event_id: str) -> Iterator[Finding]:
    for (found,) in db.conn.execute(f"PRAGMA integrity_check({_MOST})").fetchall():
        if found != "ok":
            yield Finding("file", f"The event file is damaged: {found}. Restore a backup.")
    for found in db.conn.execute("PRAGMA foreign_key_check").fetchall()[:_MOST]:
        yield Finding("file", f"Row {found[1]} of “{found[0]}” refers to a row of “{found[2]}” that is not there.")
    heads, broken = opening.walk_chains(db, event_id)
    if broken:
        yield Finding("journal", f"The journal was changed outside of this program: {broken}.")
    count, last = db.conn.execute("SELECT count(pos), coalesce(max(pos), 0) FROM journal").fetchone()
    if count != last:
        yield Finding("journal", f"The common order of the journal has {last - count} gaps.")
    if not broken:
        yield from _beside(db, folder, event_id, heads)
    yield from _sources(db, folder)
    for backup in backups.list_all(folder.backups):
        if not backup.is_whole:
            yield Finding("backup", f"The backup “{backup.path.name}” is not what was written; do not rely on it.")


def _beside(db: Database, folder: SafetyFolder, event_id: str, heads: dict[str, Head]) -> Iterator[Finding]:
    try:
        side = side_journal.read(folder.journal)
    except OSError as error:
        yield Finding("safety journal", f"The safety journal cannot be read: {error}.")
        return
    if side is None:
        yield Finding("safety journal", "There is no safety journal beside the event file.")
        return
    if not side.is_sound:
        yield Finding(
            "safety journal", "The safety journal is damaged; it is written anew when the event is next opened."
        )
    compared = comparing.compare(db, heads, event_id, side)
    if compared.damage:
        yield Finding("plan", f"The event file was changed outside of this program: {compared.damage}.")
    if compared.contradiction:
        yield Finding("safety journal", f"Event file and safety journal contradict: {compared.contradiction}.")
    elif compared.lacking_here:
        yield Finding(
            "safety journal", f"The event file lacks {len(compared.lacking_here)} entries of the safety journal."
        )
    if compared.lacking_beside:
        yield Finding("safety journal", f"The safety journal lacks {len(compared.lacking_beside)} entries.")


def _sources(db: Database, folder: SafetyFolder) -> Iterator[Finding]:
    for row in db.query("SELECT DISTINCT name, sha256 FROM sources"):
        path = folder.source(row["sha256"], row["name"])
        if not path.is_file():
            yield Finding(
                "imported file", f"The imported file “{row['name']}” is no longer kept beside the event file."
            )
        elif backups.sha256_of(path) != row["sha256"]:
            yield Finding("imported file", f"The kept copy of the imported file “{row['name']}” was changed.")
