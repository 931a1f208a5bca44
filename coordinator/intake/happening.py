"""The event itself: its sheet of keys and values, over what is known already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
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


@dataclass(frozen=True, slots=True)
class Happening:
    """What is known of the event before its rows are read; the date may still be unknown."""

    name: str = ""
    day: date | None = None
    timezone: str = ""
    venue: str = ""
    slot_minutes: int = 20
    change_minutes: int = 0

    @classmethod
    def of(cls, info: EventInfo | None) -> Happening:
        """Return what an event that exists says of itself."""
        if info is None:
            return cls()
        return cls(info.name, info.date, info.timezone, info.venue, info.slot_minutes, info.change_minutes)

    def info(self, day: date) -> EventInfo:
        """Return the event of this day."""
        return EventInfo(self.name, self.day or day, self.timezone, self.venue, self.slot_minutes, self.change_minutes)


def read(
    rows: Iterable[Record], known: Happening, orders: Mapping[str, values.DateOrder], ledger: Ledger
) -> Happening:
    """Return the event as its sheet tells it; what the sheet does not say stays as it was."""
    for record in rows:
        key, value = header_key(record.one_line("key")), record.one_line("value")
        if not key and not value:
            ledger.leave_record(record, "empty row")
        elif not value:
            ledger.leave_record(record, "no value")
        else:
            known = _read_row(record, key, value, known, orders, ledger)
    return known


def _read_row(
    record: Record, key: str, value: str, known: Happening, orders: Mapping[str, values.DateOrder], ledger: Ledger
) -> Happening:
    match key:
        case "name" | "event" | "eventname" | "title":
            known = replace(known, name=value)
        case "venue" | "place" | "location":
            known = replace(known, venue=value)
        case "date" | "day":
            text = values.split_moment(value)[0]
            day = values.date_of(text, orders.get(record.file, values.DateOrder.DAY_FIRST))
            if day is None:
                ledger.spoil(record, "value", "The date of the event cannot be read.", "Write it as 2026-11-24.")
                return known
            known = replace(known, day=day)
        case "timezone" | "timezoneiana" | "tz":
            if value not in available_timezones():
                sentence = f"“{value}” is no time zone that this program knows."
                ledger.spoil(record, "value", sentence, "Write a name such as Europe/Madrid or America/New_York.")
                return replace(known, timezone=known.timezone or DEFAULT_ZONE)
            known = replace(known, timezone=value)
        case "slotminutes" | "changeminutes":
            minutes = values.number_of(value)
            if minutes is None or minutes > _LONGEST_MINUTES or (key == "slotminutes" and minutes == 0):
                ledger.spoil(record, "value", "This number of minutes cannot be read.", "Write a number such as 20.")
                return known
            field = _MINUTES[key]
            known = replace(known, slot_minutes=minutes) if field == "slot_minutes" else replace(known, change_minutes=minutes)
        case _:
            ledger.leave_record(record, "not known of an event")
            return known
    ledger.use(record)
    return known


def complete(known: Happening, file: str, ledger: Ledger) -> Happening:
    """Fill in a name and a time zone where nothing names them, and say so."""
    if not known.name:
        known = replace(known, name=file.rpartition(".")[0] or file)
    if not known.timezone:
        sentence = f"Nothing says in which time zone the event is; {DEFAULT_ZONE} was taken."
        todo = "Add a sheet “event” with key timezone and a value such as Europe/Madrid, or choose the zone of the event."
        ledger.about(Severity.LOOK_AT, file, sentence, todo)
        known = replace(known, timezone=DEFAULT_ZONE)
    return known
