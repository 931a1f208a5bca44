"""How times, counts and names are written, once for every screen and paper."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coordinator.views.languages import Language, date_in

if TYPE_CHECKING:
    from datetime import date

    from coordinator.domain.day import Day
    from coordinator.domain.schedule import Slot


def local(day: Day, wall: int) -> datetime:
    """Return UTC milliseconds as a time of the event's own zone."""
    return datetime.fromtimestamp(wall / 1000, ZoneInfo(day.schedule.event.timezone))


def hhmm(moment: datetime) -> str:
    """Write a time of day as people read it: 09:40."""
    return f"{moment:%H:%M}"


def long_date(day: date) -> str:
    """Write a date in full, whatever language the computer speaks: Tuesday 16 May 2017."""
    return date_in(day, Language.ENGLISH)


def clock(day: Day, wall: int) -> str:
    """Write UTC milliseconds as hours, minutes and seconds of the event's own time."""
    return f"{local(day, wall):%H:%M:%S}"


def span(slot: Slot) -> str:
    """Write a slot as 09:40 – 10:00 in the event's own time."""
    return f"{hhmm(slot.start)} – {hhmm(slot.end)}"


def countdown(left: timedelta) -> str:
    """Write what is left as 12:34, or 1:12:34 above an hour."""
    seconds = max(0, int(left.total_seconds()))
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun: 1 meeting, 2 meetings."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def organisation_name(day: Day, person: str) -> str:
    """Return the name of a person's organisation, or the person's own name where there is none."""
    known = day.person(person)
    if known is None:
        return "Unknown"
    organisation = day.organisation(known.organisation)
    return organisation.name if organisation else known.name


def person_name(day: Day, person: str) -> str:
    """Return a person's full name."""
    known = day.person(person)
    return known.name if known else "Unknown person"


def table_label(day: Day, table: str | None) -> str:
    """Return what stands on a table's sign."""
    known = day.schedule.table_by_id.get(table or "")
    return known.label if known else table or "–"
