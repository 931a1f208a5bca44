"""The side journal: every entry once more, one line each, in a plain file beside the event file.

A line carries the entry's row, the rows of the books that its transaction added, and a hash chained over the whole
file. It is written after COMMIT; that it cannot be written is said and never stops the day.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple, Self

from coordinator.store.journal import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coordinator.store.plans import Rows

_CHAIN_LENGTH = len(',"chain":"') + 64 + len('"}')


class SideLine(NamedTuple):
    """One entry with what its transaction added to the books."""

    line: Line
    rows: Rows


@dataclass(frozen=True, slots=True)
class SideRead:
    """What a side journal says: its event, the entries whose links hold, and whether every line is sound."""

    event_id: str
    lines: tuple[SideLine, ...]
    chain: str
    length: int
    is_sound: bool


def read(path: Path) -> SideRead | None:
    """Read a side journal, leaving out damaged lines; None when there is none, OSError when it cannot be read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    event_id, chain, is_sound = "", "", True
    lines: list[SideLine] = []
    for raw in content.splitlines(keepends=True):
        understood = _understand(raw)
        if understood is None:
            is_sound = False
            continue
        parts, payload, stated = understood
        holds = raw.endswith(b"\n") and stated == _link(chain, payload)
        # After a damaged line the next one is measured against the link that the damaged one states.
        chain = stated
        if not holds:
            is_sound = False
        elif "event" in parts:
            event_id = str(parts["event"])
        elif "entry" in parts:
            lines.append(SideLine(Line(*parts["entry"]), parts.get("rows", {})))
    return SideRead(event_id, tuple(lines), chain, len(content), is_sound)


class SideJournal:
    """The side journal of an open event file; what could not be written waits and is tried again."""

    def __init__(self, path: Path, event_id: str, so_far: SideRead | None) -> None:
        self.trouble = ""
        self._path = path
        self._chain = so_far.chain if so_far else ""
        self._end = so_far.length if so_far else 0
        self._waiting: list[dict[str, Any]] = [] if self._end else [{"event": event_id}]
        self._file: IO[bytes] | None = None
        self._is_silent = False

    @classmethod
    def silent(cls, trouble: str) -> Self:
        """Return a side journal that writes nothing, and says why."""
        journal = cls(Path(), "", None)
        journal.trouble, journal._is_silent = trouble, True
        return journal

    def add(self, lines: Iterable[SideLine]) -> None:
        """Write lines, after those that wait; a refusal of the disk stands in `trouble` and is never raised."""
        if self._is_silent:
            return
        for line, rows in lines:
            self._waiting.append({"entry": list(line), **({"rows": rows} if rows else {})})
        if not self._waiting:
            return
        try:
            self._write()
        except OSError as error:
            self.trouble = (
                f"The safety journal “{self._path}” cannot be written ({error}); entries are saved without it."
            )
            with suppress(OSError):
                self._cut_back()
        else:
            self.trouble = ""

    def close(self) -> None:
        """Close the file."""
        if self._file:
            with suppress(OSError):
                self._file.close()
            self._file = None

    def _write(self) -> None:
        if self._file is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("ab", buffering=0)
        chain, texts = self._chain, []
        for waiting in self._waiting:
            payload = json.dumps(waiting, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            chain = _link(chain, payload)
            texts.append(f'{payload[:-1]},"chain":"{chain}"}}\n')
        content = "".join(texts).encode()
        rest = memoryview(content)
        while rest:
            rest = rest[self._file.write(rest) :]
        os.fsync(self._file.fileno())
        self._chain, self._end, self._waiting = chain, self._end + len(content), []

    def _cut_back(self) -> None:
        """Take half a line away again, and forget the file so that it is opened anew."""
        if self._file:
            try:
                self._file.truncate(self._end)
            finally:
                self.close()


def _understand(raw: bytes) -> tuple[dict[str, Any], str, str] | None:
    try:
        text = raw.decode().rstrip("\n")
        parts = json.loads(text)
        return parts, text[:-_CHAIN_LENGTH] + "}", str(parts["chain"])
    except (ValueError, KeyError, TypeError):
        return None


def _link(before: str, payload: str) -> str:
    return hashlib.sha256(f"{before}{payload}".encode()).hexdigest()
