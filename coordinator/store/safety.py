"""Taking the side journal up when an event file is opened: compare, complete, or refuse what contradicts."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.store import comparing, opening, side_journal
from coordinator.store.refusals import CannotOpen, OpenVerdict, corrupt, is_disk
from coordinator.store.side_journal import SideJournal

if TYPE_CHECKING:
    from sqlite_utils import Database

    from coordinator.store.folder import SafetyFolder
    from coordinator.store.journal import Head
    from coordinator.store.side_journal import SideRead


@dataclass(frozen=True, slots=True)
class Taken:
    """The side journal ready to be written, the chains' ends, and what is worth telling."""

    side: SideJournal
    heads: dict[str, Head]
    notices: tuple[str, ...]
    brought_back: int


def take_up(db: Database, folder: SafetyFolder, event_id: str, *, trust_file: bool) -> Taken:
    """Compare the file with its side journal and make them equal, or raise `CannotOpen`."""
    heads = opening.check_chains(folder.event_path, db, event_id)
    try:
        side, notices = _read(folder, event_id, trust_file=trust_file)
        missing_beside: frozenset[str] | None = None
        brought_back = 0
        if side:
            compared = comparing.compare(db, heads, event_id, side)
            if compared.contradiction:
                raise _unverified(folder, compared.contradiction)
            if compared.damage:
                raise corrupt(folder.event_path, compared.damage)
            brought_back = len(compared.lacking_here)
            if brought_back:
                _bring_back(db, folder, compared)
                heads = opening.check_chains(folder.event_path, db, event_id)
                notices.append(
                    f"{brought_back} entries were missing in the event file and came from the safety journal."
                )
            missing_beside = compared.lacking_beside
            if not side.is_sound:
                folder.set_aside(folder.journal)
                notices.append("The safety journal was damaged; it was kept aside and written anew.")
                side = missing_beside = None
        elif heads:
            notices.append("There was no safety journal beside the event file; it was written anew.")
    except OSError as error:
        silent = SideJournal.silent(f"The safety journal cannot be read ({error}); entries are saved without it.")
        return Taken(silent, heads, (), 0)
    journal = SideJournal(folder.journal, event_id, side)
    journal.add(comparing.side_lines(db, missing_beside))
    return Taken(journal, heads, tuple(notices), brought_back)


def _read(folder: SafetyFolder, event_id: str, *, trust_file: bool) -> tuple[SideRead | None, list[str]]:
    side = side_journal.read(folder.journal)
    if side and side.event_id and side.event_id != event_id:
        aside = folder.move_aside()
        return None, [f"The folder “{folder.path.name}” belonged to another event and is now “{aside}”."]
    if side and trust_file:
        place = folder.set_aside(folder.journal)
        return None, [f"The safety journal was kept aside in “{place}”."]
    return side, []


def _bring_back(db: Database, folder: SafetyFolder, compared: comparing.Comparison) -> None:
    try:
        comparing.bring_back(db, compared.lacking_here)
    except sqlite3.Error as error:
        if is_disk(error):
            raise
        raise _unverified(folder, f"what the file lacks does not fit it: {error}") from error


def _unverified(folder: SafetyFolder, contradiction: str) -> CannotOpen:
    return CannotOpen(
        OpenVerdict.UNVERIFIED,
        f"The event file “{folder.event_path.name}” and its safety journal contradict each other: {contradiction}. "
        f"Nothing was changed. Use the file as it is only if you know that it is the right one.",
    )
