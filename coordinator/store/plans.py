"""Plans as rows of their tables and back; everything survives the way there and back exactly."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coordinator.domain.day import WALK_INS, Books
from coordinator.domain.people import Organisation, Person, Registration
from coordinator.domain.schedule import (
    Checkpoint,
    EventInfo,
    Meeting,
    MeetingStatus,
    Request,
    RequestStatus,
    Schedule,
    Side,
    Slot,
    Table,
)
from coordinator.domain.trouble import ProgramTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlite_utils import Database

    from coordinator.store.additions import Additions

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""New rows by the name of their table, in the order in which they are written."""

_KINDS: Mapping[str, type[Any]] = {
    "organisations": Organisation,
    "people": Person,
    "slots": Slot,
    "tables": Table,
    "meetings": Meeting,
    "requests": Request,
    "checkpoints": Checkpoint,
}
TABLES = ("plans", "sources", *_KINDS, "badges")
"""Every table that an addition may write to; sqlite-utils would create any other."""


def plan_rows(number: int, schedule: Schedule, entry: str | None) -> Rows:
    """Return a whole plan as rows."""
    event = schedule.event
    head = {**_fields(event), "number": number, "date": event.date.isoformat(), "entry": entry}
    rows: Rows = {"plans": [head]}
    for table in _KINDS:
        things = getattr(schedule, table)
        rows[table] = [_row(thing, number, place) for place, thing in enumerate(things)]
    for row in (*rows["organisations"], *rows["people"]):
        row["entry"] = None
    return rows


def new_rows(db: Database, additions: Additions, entry: str) -> Rows:
    """Return what the transaction of this entry adds; walk-ins come after those who are in plan 0 already."""
    rows: Rows = {}
    plan = additions.plan
    if plan:
        rows = plan_rows(plan.number, plan.schedule, entry)
        rows["sources"] = [
            {"plan": plan.number, "place": n, "name": s.name, "sha256": s.sha256, "size": len(s.content)}
            for n, s in enumerate(plan.sources)
        ]
    newcomers: dict[str, tuple[Any, ...]] = {"organisations": additions.organisations, "people": additions.people}
    for table, things in newcomers.items():
        before = db[table].count_where("plan = ?", [WALK_INS])
        more = [{**_row(thing, WALK_INS, place), "entry": entry} for place, thing in enumerate(things, before)]
        rows[table] = [*rows.get(table, []), *more]
    rows["badges"] = [{"token": token, "person": person, "entry": entry} for token, person in additions.badges.items()]
    return {table: new for table, new in rows.items() if new}


def insert(db: Database, rows: Rows) -> None:
    """Write new rows; only within a transaction."""
    if not db.conn.in_transaction or not set(rows) <= set(TABLES):
        raise ProgramTrouble(f"Rows for {', '.join(rows)} would be written outside of the one write path.")
    for table in TABLES:
        if rows.get(table):
            # sqlite-utils writes a hundred rows at a time, which takes four times as long; all rows have the same keys.
            columns = tuple(rows[table][0])
            names, marks = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
            text = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 (names of our own tables and fields)
            db.conn.executemany(text, ([row[column] for column in columns] for row in rows[table]))


def entries_with_rows(db: Database) -> frozenset[str]:
    """Return the ids of all entries whose transactions added rows."""
    tables = ("plans", "organisations", "people", "badges")
    # Only the names of the four tables above are put into the text.
    texts = (f"SELECT entry FROM {table} WHERE entry IS NOT NULL" for table in tables)  # noqa: S608
    return frozenset(row[0] for row in db.conn.execute(" UNION ".join(texts)))


def rows_of_entry(db: Database, entry: str) -> Rows:
    """Return what the transaction of this entry added, as it was written."""
    rows: Rows = {}
    numbers = [row["number"] for row in db.query("SELECT number FROM plans WHERE entry = ?", [entry])]
    for number in numbers:
        rows["plans"] = list(db["plans"].rows_where("number = ?", [number]))
        for table in ("sources", *_KINDS):
            rows[table] = list(db[table].rows_where("plan = ?", [number], order_by="place"))
    for table in ("organisations", "people"):
        more = list(db[table].rows_where("plan = ? AND entry = ?", [WALK_INS, entry], order_by="place"))
        rows[table] = [*rows.get(table, []), *more]
    badges = db["badges"].rows_where("entry = ?", [entry], order_by="made", select="token, person, entry")
    rows["badges"] = list(badges)
    return {table: found for table, found in rows.items() if found}


def read_books(db: Database) -> Books:
    """Read every plan, the walk-ins and all badge tokens."""
    heads = list(db["plans"].rows_where(order_by="number"))
    plans = {head["number"]: _schedule(db, head) for head in heads}
    badges = db.conn.execute("SELECT token, person FROM badges ORDER BY made").fetchall()
    return Books(plans, dict(badges))


def _schedule(db: Database, head: Row) -> Schedule:
    zone = _zone(head["timezone"])
    names = {each.name for each in fields(EventInfo)}
    values = {name: value for name, value in head.items() if name in names}
    event = EventInfo(**{**values, "date": date.fromisoformat(head["date"])})
    parts: dict[str, Any] = {}
    for table, kind in _KINDS.items():
        wanted = [each.name for each in fields(kind)]
        read = {name: _READ[table, name] for name in wanted if (table, name) in _READ}
        if table == "slots":
            read |= dict.fromkeys(("start", "end"), partial(_moment, zone=zone))
        found = db[table].rows_where(
            "plan = ?", [head["number"]], order_by="place", select=", ".join(f'"{name}"' for name in wanted)
        )
        parts[table] = tuple(kind(**_typed(row, read)) for row in found)
    return Schedule(event, **parts)


def _typed(row: Row, read: Mapping[str, Callable[[Any], Any]]) -> Row:
    for name, convert in read.items():
        row[name] = convert(row[name])
    return row


def _fields(thing: Any) -> Row:
    return {each.name: getattr(thing, each.name) for each in fields(thing)}


def _row(thing: Any, plan: int, place: int) -> Row:
    row: Row = {"plan": plan, "place": place}
    for name, value in _fields(thing).items():
        row[name] = _plain(value)
    return row


def _plain(value: Any) -> Any:
    match value:
        case bool():
            return int(value)
        case datetime():
            return value.isoformat()
        case frozenset():
            return _json(sorted(value))
        case tuple():
            return _json(value)
        case str():
            return str(value)
        case _:
            return value


def _json(value: Iterable[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _moment(text: str, zone: ZoneInfo | None) -> datetime:
    """Return a moment in the event's zone; the offset says which of two equal clock times it is."""
    stored = datetime.fromisoformat(text)
    if zone is None or stored.tzinfo is None:
        return stored
    for fold in (0, 1):
        local = stored.replace(tzinfo=zone, fold=fold)
        if local.utcoffset() == stored.utcoffset():
            return local
    return stored


def _tuple(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in json.loads(text))


def _side(text: str | None) -> Side | None:
    return None if text is None else Side(text)


_READ: Mapping[tuple[str, str], Callable[[Any], Any]] = {
    ("people", "registration"): Registration,
    ("people", "needs_interpreter"): bool,
    ("people", "unavailable"): lambda text: frozenset(json.loads(text)),
    ("people", "extra"): _pairs,
    ("slots", "is_break"): bool,
    ("tables", "active"): bool,
    ("meetings", "guests"): _tuple,
    ("meetings", "status"): MeetingStatus,
    ("meetings", "missed"): _side,
    ("meetings", "pinned"): bool,
    ("requests", "status"): RequestStatus,
}
