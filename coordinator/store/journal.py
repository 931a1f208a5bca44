"""The journal as rows: entries in, entries out, and the chain of hashes that shows whether one is missing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from coordinator.domain.codec import COLUMNS, body, columns, fact_of
from coordinator.domain.day import Recorded
from coordinator.domain.entries import Entry, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlite_utils import Database


class Line(NamedTuple):
    """One row of the journal as it stands in its table; the order of the fields is that of the columns."""

    id: str
    desk: str
    number: int
    wall: int
    mono: int
    kind: str
    person: str | None
    meeting: str | None
    checkpoint: str | None
    undoes: str | None
    body: str
    pos: int | None
    verdict: str | None
    reason: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one desk's chain."""

    number: int
    hash: str


_COVERED = Line._fields.index("pos")
_ALL = ", ".join(Line._fields)
# Only the names of the table's own columns are put into the text.
_INSERT = f"INSERT INTO journal ({_ALL}) VALUES ({', '.join('?' * len(Line._fields))})"  # noqa: S608
_SELECT = f"SELECT {_ALL} FROM journal"  # noqa: S608 (the same)


def seal(before: str, line: Line) -> str:
    """Return the hash of a line chained to the one before it; pos, verdict and reason are not covered."""
    text = json.dumps([before, *line[:_COVERED]], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def lines_of(batch: Sequence[Recorded], heads: dict[str, Head], pos: int, event_id: str) -> list[Line]:
    """Return a batch as rows at the end of their desks' chains; the common order goes on at `pos`."""
    ends, lines = dict(heads), []
    for place, recorded in enumerate(batch, pos):
        line = _line(recorded, place)
        end = ends.get(line.desk) or Head(0, event_id)
        line = line._replace(hash=seal(end.hash, line))
        ends[line.desk] = Head(line.number, line.hash)
        lines.append(line)
    return lines


def insert(db: Database, lines: Iterable[Line]) -> None:
    """Write rows; only within a transaction."""
    db.conn.executemany(_INSERT, lines)


def read(db: Database) -> tuple[Recorded, ...]:
    """Read every entry that has its place in the common order, in that order."""
    rows = db.conn.execute(f"{_SELECT} WHERE pos IS NOT NULL ORDER BY pos")
    return tuple(_recorded(Line._make(row)) for row in rows)


def lines(db: Database, after: int = 0) -> Iterator[Line]:
    """Return the rows as they stand, from this place on, entries without a place last."""
    rows = db.conn.execute(f"{_SELECT} WHERE pos > ? OR pos IS NULL ORDER BY pos IS NULL, pos, desk, number", (after,))
    return map(Line._make, rows)


def holds(db: Database, recorded: Recorded) -> bool:
    """Return whether this very entry is on disk, whatever became of it."""
    row = db.conn.execute(f"{_SELECT} WHERE id = ?", (recorded.entry.id,)).fetchone()
    return row is not None and tuple(row[:_COVERED]) == _line(recorded, 0)[:_COVERED]


def _line(recorded: Recorded, pos: int) -> Line:
    entry = recorded.entry
    content = json.dumps(body(entry.fact), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    names = columns(entry.fact)
    return Line(
        entry.id,
        entry.desk,
        entry.number,
        entry.wall,
        entry.mono,
        entry.fact.kind,
        names["person"],
        names["meeting"],
        names["checkpoint"],
        names["undoes"],
        content,
        pos,
        str(recorded.verdict),
        recorded.reason,
        "",
    )


def _recorded(row: Line) -> Recorded:
    content: dict[str, Any] = {} if row.body == "{}" else json.loads(row.body)
    named = dict(zip(COLUMNS, row[6:10], strict=True))
    entry = Entry(row.id, row.desk, row.number, row.wall, row.mono, fact_of(row.kind, named, content))
    return Recorded(entry, _verdict(row.verdict), row.reason)


_VERDICTS = {str(verdict): verdict for verdict in Verdict}


def _verdict(text: str | None) -> Verdict:
    # A newer version may know more verdicts, as it may know more kinds.
    return _VERDICTS.get(text or "", Verdict.UNKNOWN_KIND)
