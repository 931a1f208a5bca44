"""The plan as it stands, as the rows of the schedule format: what an import reads back as the same plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coordinator.domain import sheets
from coordinator.domain.schedule import MeetingStatus, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.people import Person

Cells = tuple[str, ...]
Extra = tuple[str, int]
"""The header of a column that only this event has, and how often it came before: exports may repeat a header."""

_EMPTY = frozenset("-–—")
"""An import reads a lone dash as nothing."""
_CUT = re.compile(r"[,|\n]")
_AS_FIELDS = ("title", "checked_in", "side", "available_slots", "unavailable_slots")
"""Fields that an import keeps beside a person where it cannot do more with them."""
_STATES = {
    (MeetingStatus.PLANNED, None): "scheduled",
    (MeetingStatus.RUNNING, None): "scheduled",
    (MeetingStatus.HELD, None): "held",
    (MeetingStatus.MISSED, Side.HOST): "no_show_host",
    (MeetingStatus.MISSED, Side.GUEST): "no_show_guest",
    (MeetingStatus.MISSED, Side.BOTH): "no_show_both",
}


class Table(NamedTuple):
    """One sheet: its header, and its rows as cells of text."""

    header: Cells
    rows: Sequence[Cells]


def tables(day: Day) -> Mapping[str, Table]:
    """Return header and rows of every sheet of the plan as it stands, by the sheet's name.

    A meeting that was cancelled or whose place was given away is no part of it; one that nobody has decided about is.
    """
    meetings = [m for m in day.meetings.values() if m.takes_place or m.is_broken]
    people = _people(day, meetings)
    extra = _merged(_extra_of(person, day) for person in people)
    own = tuple(name for name, _ in extra)
    places = [(place.id, _line(place.name), _line(place.kind)) for place in day.schedule.checkpoints]
    rows: dict[sheets.ScheduleSheet, Sequence[Cells]] = {
        sheets.EVENT: _event(day),
        sheets.PARTICIPANTS: [(*_person(day, person), *_cells_of(_extra_of(person, day), extra)) for person in people],
        sheets.SLOTS: _slots(day),
        sheets.TABLES: _tables(day),
        sheets.MEETINGS: [_meeting(day, meeting) for meeting in meetings],
        sheets.REQUESTS: _requests(day),
        sheets.CHECKPOINTS: places,
    }
    return {
        sheet.name: Table((*header(sheet), *(own if sheet is sheets.PARTICIPANTS else ())), found)
        for sheet, found in rows.items()
    }


def header(sheet: sheets.ScheduleSheet) -> Cells:
    """Return the headers that every sheet of this kind has."""
    return tuple(column.name for column in sheet.columns)


def _event(day: Day) -> list[Cells]:
    info = day.schedule.event
    values = (info.name, f"{info.date}", info.venue, info.timezone, f"{info.slot_minutes}", f"{info.change_minutes}")
    return [(key, value) for key, value in zip(sheets.EVENT_KEYS, map(_line, values), strict=True) if value]


def _people(day: Day, meetings: Iterable[MeetingNow]) -> list[Person]:
    """Return everybody of the day, and whoever stands in a meeting without being in the plan any more."""
    known = {person.id: person for person in day.people()}
    for meeting in meetings:
        for person in meeting.people:
            found = day.person(person) if person not in known else None
            if found is not None:
                known[person] = found
    return list(known.values())


def _person(day: Day, person: Person) -> Cells:
    slots = day.schedule.slot_by_id
    kept = dict(person.extra)
    found = {
        "participant_id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "organisation": _organisation(day, person),
        "job_title": person.job_title,
        "country": person.country,
        "city": person.city,
        "email": person.email,
        "phone": person.phone,
        "participant_type": person.participant_type,
        "side": person.side or kept.get("side", ""),
        "reg_status": person.registration.value,
        "badge_name": person.badge_name,
        "badge_line2": person.badge_line2,
        "languages": person.languages,
        "needs_interpreter": "yes" if person.needs_interpreter else "",
        "max_meetings": "" if person.max_meetings is None else str(person.max_meetings),
        "unavailable_slots": _several(slot for slot in slots if slot in person.unavailable),
        "support_office": person.support_office,
        "title": kept.get("title", ""),
        "checked_in": kept.get("checked_in", ""),
    }
    if not slots:
        found |= {name: kept.get(name, "") for name in ("available_slots", "unavailable_slots")}
    in_lines = {"notes": person.notes, **{name: found[name] for name in ("title", "checked_in")}}
    return tuple(
        _text(in_lines[column.name]) if column.name in in_lines else _line(found.get(column.name, ""))
        for column in sheets.PARTICIPANTS.columns
    )


def _organisation(day: Day, person: Person) -> str:
    """Return the organisation; nothing where the person stands for one, which an import does again by itself."""
    found = day.organisation(person.organisation)
    if found is None:
        return person.organisation
    # A veiled id is in capital letters, one that was made of a name given in the file never is.
    return "" if found.name == person.name and found.id.startswith("O-") else found.name


def _extra_of(person: Person, day: Day) -> dict[Extra, str]:
    """Return the cells of columns that only this event has; without rounds, cells about rounds are fields again."""
    found: dict[Extra, str] = {}
    for name, cell in person.extra:
        if name.endswith("_slots") and name in _AS_FIELDS and day.schedule.slots:
            found[f"{name} (as given)", 0] = cell
        elif name not in _AS_FIELDS or (name == "side" and person.side):
            found[name, sum(1 for other, _ in found if other == name)] = cell
    return found


def _merged(found: Iterable[dict[Extra, str]]) -> list[Extra]:
    """Return all columns in an order that agrees with the order of each person as far as there is one."""
    order: list[Extra] = []
    known: set[Extra] = set()
    for cells in found:
        if cells.keys() <= known:
            continue
        place = len(order)
        for name in reversed(cells):
            if name in known:
                place = order.index(name)
            else:
                order.insert(place, name)
                known.add(name)
    return order


def _cells_of(cells: dict[Extra, str], columns: Iterable[Extra]) -> Cells:
    return tuple(_text(cells.get(column, "")) for column in columns)


def _slots(day: Day) -> list[Cells]:
    return [
        (slot.id, _moment(slot.start), _moment(slot.end), _line(slot.block), "break" if slot.is_break else "meeting")
        for slot in day.schedule.slots
    ]


def _tables(day: Day) -> list[Cells]:
    return [
        (
            table.id,
            _line(table.label),
            _line(table.room),
            str(table.capacity),
            table.fixed_for or "",
            "yes" if table.active else "no",
        )
        for table in day.schedule.tables
    ]


def _meeting(day: Day, meeting: MeetingNow) -> Cells:
    plan = meeting.planned
    slot = day.schedule.slot_by_id.get(meeting.slot or "")
    table = day.schedule.table_by_id.get(meeting.table or "")
    return (
        meeting.id,
        meeting.host,
        _several(meeting.guests),
        slot.id if slot else "",
        table.id if table else "",
        _STATES[meeting.status, meeting.missed],
        _line(plan.subject) if plan else "",
        _line(plan.interpreter) if plan else "",
        str(meeting.rounds) if meeting.rounds > 1 else "",
        _line(meeting.request or ""),
        "yes" if meeting.pinned else "",
    )


def _requests(day: Day) -> list[Cells]:
    return [
        (
            request.id,
            request.from_person,
            request.to_person,
            request.status.value,
            str(request.priority),
            _line(request.session_wish),
            _line(request.requested_at),
            _text(request.message),
        )
        for request in day.schedule.requests
    ]


def _several(ids: Iterable[str]) -> str:
    """Write ids into one cell; a single one that holds another separator is marked as a list."""
    found = "; ".join(ids)
    return f"{found};" if _CUT.search(found) and ";" not in found else found


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}".removesuffix(":00")


def _line(text: str) -> str:
    return _text(" ".join(text.split()))


def _text(text: str) -> str:
    tidy = text.strip()
    return "" if tidy in _EMPTY else tidy
