"""Event file and side journal compared: what one of them lacks is taken from the other, what contradicts is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.store import connection, journal, plans
from coordinator.store.side_journal import SideLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlite_utils import Database

    from coordinator.store.journal import Head, Line
    from coordinator.store.side_journal import SideRead


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the side journal lacks (ids), what the event file lacks, a contradiction, and damage, in words."""

    lacking_beside: frozenset[str]
    lacking_here: tuple[SideLine, ...]
    contradiction: str
    damage: str


def compare(db: Database, heads: Mapping[str, Head], event_id: str, side: SideRead) -> Comparison:
    """Compare entry by entry."""
    here: dict[str, str] = dict(db.conn.execute("SELECT id, hash FROM journal"))
    beside: dict[str, SideLine] = {}
    contradiction = ""
    for each in side.lines:
        beside.setdefault(each.line.id, each)
        if here.get(each.line.id, each.line.hash) != each.line.hash:
            contradiction = contradiction or _differ(each.line)
    lacking_beside = frozenset(here.keys() - beside.keys())
    lacking_here = tuple(each for known, each in beside.items() if known not in here)
    if lacking_here and not contradiction:
        contradiction = _does_not_follow(heads, event_id, lacking_here, lacking_beside)
    damage = next((_damage(db, each) for each in beside.values() if each.rows and each.line.id in here), "")
    return Comparison(lacking_beside, lacking_here, contradiction, damage)


def bring_back(db: Database, missing: Sequence[SideLine]) -> None:
    """Write entries that only the side journal had, with all that their transactions added."""
    with connection.transaction(db):
        for each in missing:
            plans.insert(db, each.rows)
        journal.insert(db, (each.line for each in missing))


def side_lines(db: Database, wanted: Iterable[str] | None = None) -> list[SideLine]:
    """Return the file's entries as lines of a side journal: all, or those with these ids."""
    chosen = None if wanted is None else frozenset(wanted)
    if chosen is not None and not chosen:
        return []
    with_rows = plans.entries_with_rows(db)
    return [
        SideLine(line, plans.rows_of_entry(db, line.id) if line.id in with_rows else {})
        for line in journal.lines(db)
        if chosen is None or line.id in chosen
    ]


def _differ(line: Line) -> str:
    return f"entry {line.number} of {line.desk} is another one in the safety journal"


def _damage(db: Database, written: SideLine) -> str:
    """Say which table no longer holds what a transaction added; columns that came later do not count."""
    found = plans.rows_of_entry(db, written.line.id)
    for table, rows in written.rows.items():
        if [
            {name: row.get(name) for name in old} for old, row in zip(rows, found.get(table, ()), strict=False)
        ] != rows:
            return f"what entry {written.line.number} of {written.line.desk} added to “{table}” was changed"
    return ""


def _does_not_follow(
    heads: Mapping[str, Head], event_id: str, missing: Sequence[SideLine], lacking_beside: frozenset[str]
) -> str:
    """Say why entries of the side journal cannot simply be put at the end of the file's."""
    if lacking_beside:
        return "each of them has entries that the other lacks"
    ends = dict(heads)
    for line, _ in missing:
        end = ends.get(line.desk) or journal.Head(0, event_id)
        if line.number != end.number + 1 or line.hash != journal.seal(end.hash, line):
            return _differ(line)
        ends[line.desk] = journal.Head(line.number, line.hash)
    return ""
