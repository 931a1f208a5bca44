"""Who and what papers are made for, in the order in which staff sorts them: people by last name, tables by number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.views.folding import fold, natural

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.people import Organisation, Person
    from coordinator.domain.schedule import Slot, Table


def people(day: Day, only: Collection[str] | None = None) -> list[Person]:
    """Return everybody who may enter, or these of them only, by last name."""
    wanted = (p for p in day.people() if p.registration.may_enter and (only is None or p.id in only))
    return sorted(wanted, key=lambda p: (fold(p.last_name), fold(p.first_name), p.id))


def tables(day: Day, only: Collection[str] | None = None) -> list[Table]:
    """Return the tables that are set up or have meetings: active ones, and whatever a meeting still names."""
    used = {meeting.table for meeting in day.meetings.values() if meeting.takes_place}
    wanted = (t for t in day.schedule.tables if (t.active or t.id in used) and (only is None or t.id in only))
    return sorted(wanted, key=table_order)


def table_order(table: Table) -> tuple[object, object, str]:
    """Return the key by which tables stand beside each other."""
    return natural(table.label), natural(table.room), table.id


def organisations(day: Day, only: Collection[str] | None = None) -> list[Organisation]:
    """Return the organisations of everybody who may enter, or these of them only, by name."""
    ids = dict.fromkeys(p.organisation for p in day.people() if p.registration.may_enter)
    known = (found for each in ids if (only is None or each in only) and (found := day.organisation(each)))
    return sorted(known, key=lambda o: (fold(o.name), o.id))


def side_of(day: Day, person: Person) -> str:
    """Return the side of the event on which somebody stands: A, B or empty."""
    known = day.organisation(person.organisation)
    return person.side or (known.side if known else "")


def slots(day: Day) -> tuple[Slot, ...]:
    """Return all slots, breaks among them, in time order."""
    return tuple(sorted(day.schedule.slots, key=lambda s: s.start))


def has_several_days(day: Day) -> bool:
    """Tell whether a time of day alone would leave open which day is meant."""
    return len({slot.start.date() for slot in day.schedule.slots}) > 1


@dataclass(frozen=True, slots=True)
class Filed:
    """The meetings of a day filed by people and by tables, as they are now and as they were planned."""

    of_person: Mapping[str, tuple[MeetingNow, ...]]
    planned_for_person: Mapping[str, tuple[MeetingNow, ...]]
    at_table: Mapping[str, tuple[MeetingNow, ...]]
    planned_at_table: Mapping[str, tuple[MeetingNow, ...]]


def filed(day: Day) -> Filed:
    """File every meeting once, so that ten thousand papers need not look through all meetings each."""
    now, plan = day.meetings.values(), [m for m in day.meetings.values() if m.planned]
    return Filed(
        _file((person, m) for m in now for person in dict.fromkeys(m.people)),
        _file((person, m) for m in plan if m.planned for person in dict.fromkeys(m.planned.people)),
        _file((m.table, m) for m in now),
        _file((m.planned.table, m) for m in plan if m.planned),
    )


def _file(pairs: Iterable[tuple[str | None, MeetingNow]]) -> dict[str, tuple[MeetingNow, ...]]:
    found: dict[str, list[MeetingNow]] = {}
    for key, meeting in pairs:
        if key:
            found.setdefault(key, []).append(meeting)
    return {key: tuple(meetings) for key, meetings in found.items()}
