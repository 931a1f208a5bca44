"""The folder beside the event file: side journal, backups, quarantine, imported files, reserve and lock note."""

from __future__ import annotations

import json
import os
import shutil
import socket
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coordinator.disk import sync_folder, write_whole
from coordinator.store.refusals import CannotOpen, OpenVerdict, in_use

if TYPE_CHECKING:
    from collections.abc import Iterator


RESERVE_BYTES = 8 * 1024 * 1024
LOW_SPACE_BYTES = 200 * 1024 * 1024

_HELD: set[Path] = set()
"""Event files that this very process has open; a stray `close()` of one of them would drop SQLite's lock."""


class SafetyFolder:
    """Everything that lies beside one event file."""

    def __init__(self, event_path: Path) -> None:
        self.event_path = event_path
        self.path = event_path.with_name(event_path.name + ".safety")
        self.journal = self.path / "journal.jsonl"
        self.backups = self.path / "backups"
        self.quarantine = self.path / "quarantine"
        self.sources = self.path / "sources"
        self._note = self.path / "in-use.json"
        self._reserve = self.path / "reserve.bin"

    @property
    def has_journal(self) -> bool:
        """Return whether a side journal shows that an event file was here."""
        return self.journal.is_file()

    @property
    def was_left_open(self) -> bool:
        """Return whether the program ended without closing the file."""
        return self._note.exists()

    @property
    def is_held_here(self) -> bool:
        """Return whether this very process has the event file open."""
        return self.event_path.resolve() in _HELD

    @property
    def free_bytes(self) -> int:
        """Return how much space is left on the disk of the event file."""
        return shutil.disk_usage(self.event_path.parent).free

    def move_aside(self) -> Path | None:
        """Give a folder that belongs to another event another name, so that a new one can begin."""
        if not self.path.exists():
            return None
        number = 1
        while (aside := self.path.with_name(f"{self.path.name}.old-{number}")).exists():
            number += 1
        return self.path.rename(aside)

    def note_use(self) -> None:
        """Say for the next one who tries that the file is in use; the lock itself is SQLite's."""
        note = {"host": socket.gethostname(), "process": os.getpid(), "since": datetime.now(UTC).isoformat()}
        _HELD.add(self.event_path.resolve())
        with suppress(OSError):
            self.path.mkdir(parents=True, exist_ok=True)
            self._note.write_text(json.dumps(note), encoding="utf-8")

    def end_use(self) -> None:
        """Take the note and the reserve away."""
        _HELD.discard(self.event_path.resolve())
        for path in (self._note, self._reserve):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def with_holder(self, refusal: CannotOpen) -> CannotOpen:
        """Say who holds the file, if that is why it cannot be opened."""
        if refusal.verdict is not OpenVerdict.IN_USE:
            return refusal
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            holder = f"another copy of the program on {note['host']} (process {note['process']})"
        except (OSError, ValueError, KeyError, TypeError):
            return refusal
        return in_use(self.event_path, holder)

    def keep_reserve(self) -> None:
        """Put some space aside that can be given back when the disk is full."""
        with suppress(OSError):
            if self._reserve.exists() and self._reserve.stat().st_size == RESERVE_BYTES:
                return
            if self.free_bytes < LOW_SPACE_BYTES:
                return
            with self._reserve.open("wb") as file:
                if hasattr(os, "posix_fallocate"):
                    os.posix_fallocate(file.fileno(), 0, RESERVE_BYTES)
                else:
                    file.write(bytes(RESERVE_BYTES))

    def give_reserve_back(self) -> bool:
        """Free the reserve; returns whether there was one."""
        try:
            self._reserve.unlink()
        except OSError:
            return False
        return True

    def keep_source(self, sha256: str, name: str, content: bytes) -> None:
        """Keep an imported file as it was, under its hash; raises OSError when it cannot be written."""
        self.sources.mkdir(parents=True, exist_ok=True)
        write_whole(self.source(sha256, name), content)

    def source(self, sha256: str, name: str) -> Path:
        """Return where an imported file is kept."""
        ending = Path(name).suffix.lower()
        safe = ending if ending[1:].isalnum() and ending.isascii() else ""
        return self.sources / f"{sha256}{safe}"

    @contextmanager
    def keep_as_found(self) -> Iterator[None]:
        """Copy the event file and its log to quarantine before the block can change them.

        While SQLite holds the file it must not be closed by anybody else: that would drop SQLite's locks.
        """
        log = self.event_path.with_name(self.event_path.name + "-wal")
        with ExitStack() as held:
            with suppress(OSError):
                if log.exists() and log.stat().st_size:
                    place = self._new_quarantine()
                    for path in (self.event_path, log):
                        original = held.enter_context(path.open("rb"))
                        with (place / path.name).open("wb") as copy:
                            shutil.copyfileobj(original, copy)
            yield

    def set_aside(self, *paths: Path) -> Path:
        """Move files into a new folder of the quarantine, together; nothing is ever deleted."""
        place = self._new_quarantine()
        for path in paths:
            if path.exists():
                path.rename(place / path.name)
        sync_folder(place)
        for parent in {path.parent for path in paths}:
            sync_folder(parent)
        return place

    def _new_quarantine(self) -> Path:
        place = self.quarantine / datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S.%fZ")
        place.mkdir(parents=True)
        return place
