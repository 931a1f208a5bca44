"""The event itself: its sheet of keys and values, over what is known already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from coordinator.domain.schedule import EventInfo
from coordinator.intake import values
from coordinator.intake.folding import header_key
from coordinator.intake.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from coordinator.intake.ledger import Ledger
    from coordinator.intake.rows import Record

DEFAULT_ZONE = "UTC"
_MINUTES = {"slotminutes": "slot_minutes", "changeminutes": "change_minutes"}
_LONGEST_MINUTES = 600
_SHORTEST = {"slot_minutes": 1, "change_minutes": 0}
_UNREADABLE = {
    "day": "is no date that can be read.",
    "timezone": "is no time zone that this program knows.",
    "slot_minutes": "is no number of minutes.",
    "change_minutes": "is no number of minutes.",
}
_WRITE = {
    "day": "Write it as 2026-11-24.",
    "timezone": "Write a name such as Europe/Madrid or America/New_York.",
    "slot_minutes": "Write a number such as 20.",
    "change_minutes": "Write a number such as 5.",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """What is known of the event before its rows are read; the date may still be unknown.

    It is not `settled` while the event has no slots: then its day is where the slots of the files lie.
    """

    name: str = ""
    day: date | None = None
    timezone: str = ""
    venue: str = ""
    slot_minutes: int = 20
    change_minutes: int = 0
    settled: bool = True

    @classmethod
    def of(cls, info: EventInfo | None, *, settled: bool) -> Happening:
        """Return what an event that exists says of itself."""
        if info is None:
            return cls()
        return cls(info.name, info.date, info.timezone, info.venue, info.slot_minutes, info.change_minutes, settled)

    def info(self, first: date | None, today: date) -> EventInfo:
        """Return the event of its day: the one it has, else that of its first slot, else today."""
        day = (self.day or first or today) if self.settled else (first or self.day or today)
        return EventInfo(self.name, day, self.timezone, self.venue, self.slot_minutes, self.change_minutes)


def read(rows: Iterable[Record], known: Happening, orders: Mapping[str, values.DateOrder], ledger: Ledger) -> Happening:
    """Return the event as its sheet tells it; what the sheet does not say stays as it was."""
    for record in rows:
        if not record.one_line("value"):
            ledger.leave_record(record, "no value")
        else:
            order = orders.get(record.file, values.DateOrder.DAY_FIRST)
            known = replace(known, **_told(record, order, ledger))
    return known


def _told(record: Record, order: values.DateOrder, ledger: Ledger) -> dict[str, Any]:
    """Return what one row says of the event; what cannot be read says nothing."""
    value = record.one_line("value")
    told: str | int | date | None = value
    match header_key(record.one_line("key")):
        case "name" | "event" | "eventname" | "title":
            field = "name"
        case "venue" | "place" | "location":
            field = "venue"
        case "date" | "day":
            field, told = "day", values.date_of(values.split_moment(value)[0], order)
        case "timezone" | "tz":
            field, told = "timezone", value if value in available_timezones() else None
        case "slotminutes" | "changeminutes" as key:
            field, told = _MINUTES[key], values.number_of(value)
            if told is not None and not _SHORTEST[field] <= told <= _LONGEST_MINUTES:
                told = None
        case _:
            ledger.leave_record(record, "not known of an event")
            return {}
    if told is None:
        ledger.spoil(record, "value", f"“{value}” {_UNREADABLE[field]}", _WRITE[field])
        return {}
    ledger.use(record)
    return {field: told, "settled": True} if field == "day" else {field: told}


def complete(known: Happening, file: str, ledger: Ledger) -> Happening:
    """Fill in a name and a time zone where nothing names them, and say so."""
    if not known.name:
        known = replace(known, name=file.rpartition(".")[0] or file)
    if not known.timezone:
        sentence = f"Nothing says in which time zone the event is; {DEFAULT_ZONE} was taken."
        todo = (
            "Add a sheet “event” with key timezone and a value such as Europe/Madrid, or choose the zone of the event."
        )
        ledger.about(Severity.LOOK_AT, file, sentence, todo)
        known = replace(known, timezone=DEFAULT_ZONE)
    return known
