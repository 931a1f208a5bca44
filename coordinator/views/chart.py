"""The wall chart: tables by slots with both sides in every box, on as many sheets as days, slots and tables need."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from coordinator.views import roll
from coordinator.views.differences import Difference, difference, planned_seat, seat
from coordinator.views.folding import natural
from coordinator.views.languages import Language, heading
from coordinator.views.papers_rows import stamp, table_title
from coordinator.views.short_names import short_names
from coordinator.views.wording import pause_name
from coordinator.views.words import hhmm, long_date, organisation_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.schedule import Slot, Table

MOST_TABLES = 30
MOST_SLOTS = 12
"""So many rows and rounds fit on A3 across with letters that can be read from an arm's length."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """One slot of a sheet; a break is a narrow band with its name in `label`."""

    start: str
    end: str
    label: str = ""
    band: bool = False


@dataclass(frozen=True, slots=True)
class ChartCell:
    """What one table has in one slot: `first` and `second` are the short names of both sides, empty where it is free.

    `mark` says in a word what is not as planned; `gone` is a meeting that was to be here, and is not. `goes_on` is the
    further round of the meeting to its left. `more` says how many others are in the same place: +1.
    """

    first: str = ""
    second: str = ""
    mark: str = ""
    more: str = ""
    gone: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One table with a cell for each column; `home` is the short name of the organisation that it belongs to."""

    table: str
    label: str
    place: str
    room: str
    home: str
    cells: tuple[ChartCell, ...]


@dataclass(frozen=True, slots=True)
class ChartRecord:
    """One sheet of the wall chart; `date` is its day, `sheet` is “Sheet 2 of 4” and empty where one is enough.

    `tables` and `times` say what is on the sheet, where there are several.
    """

    title: str
    date: str
    sheet: str
    tables: str
    times: str
    columns: tuple[ChartColumn, ...]
    rows: tuple[ChartRow, ...]
    stamp: str

    @property
    def about(self) -> str:
        """Return whose paper it is: everybody's."""
        return ""


_EMPTY = ChartCell()
_NOWHERE = ""
"""The key of the row for meetings that have a time but no table."""


def chart(
    day: Day, now: datetime, *, most_tables: int = MOST_TABLES, most_slots: int = MOST_SLOTS
) -> tuple[ChartRecord, ...]:
    """Return the whole event on sheets of at most so many tables and slots; breaks are not counted as slots."""
    cells = _cells(day)
    tables = _rows(day, cells)
    sheets = [
        (slots, part) for slots in _parts_of_days(day, most_slots) for part in _evenly(tables, max(1, most_tables))
    ]
    printed = stamp(day, now)
    return tuple(
        _sheet(slots, part, cells, f"Sheet {number} of {len(sheets)}" if len(sheets) > 1 else "", printed)
        for number, (slots, part) in enumerate(sheets, 1)
    )


def _sheet(
    slots: Sequence[Slot],
    tables: Sequence[ChartRow],
    cells: Mapping[tuple[str, str], ChartCell],
    number: str,
    printed: str,
) -> ChartRecord:
    columns = tuple(_column(slot) for slot in slots)
    rows = tuple(
        ChartRow(
            row.table,
            row.label,
            row.place,
            row.room,
            row.home,
            tuple(cells.get((row.table, slot.id), _EMPTY) for slot in slots),
        )
        for row in tables
    )
    return ChartRecord(
        title="All meetings",
        date=long_date(slots[0].start.date()),
        sheet=number,
        tables=_from_to(rows[0].place, rows[-1].place) if number else "",
        times=_from_to(columns[0].start, columns[-1].end) if number else "",
        columns=columns,
        rows=rows,
        stamp=printed,
    )


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"


def _column(slot: Slot) -> ChartColumn:
    label = pause_name(slot.block, Language.ENGLISH) if slot.is_break else ""
    return ChartColumn(hhmm(slot.start), hhmm(slot.end), label, slot.is_break)


def _rows(day: Day, cells: Mapping[tuple[str, str], ChartCell]) -> list[ChartRow]:
    """Return the tables without their cells; meetings at a table that is no more, or at none, stand at the end."""
    owners = {t.id: t.fixed_for for t in day.schedule.tables if t.fixed_for and day.person(t.fixed_for)}
    homes = short_names({table: organisation_name(day, owner) for table, owner in owners.items()})
    shown = dict.fromkeys(table for table, _ in cells)
    known = [_row(table, homes.get(table.id, "")) for table in _tables(day, shown)]
    strange = sorted(shown.keys() - day.schedule.table_by_id.keys() - {_NOWHERE}, key=natural)
    known += [ChartRow(table, table, table_title(table), "", "", ()) for table in strange]
    return [*known, ChartRow(_NOWHERE, "?", "No table", "", "", ())] if _NOWHERE in shown else known


def _row(table: Table, home: str) -> ChartRow:
    return ChartRow(table.id, table.label, table_title(table.label), table.room, home, ())


def _tables(day: Day, shown: Collection[str]) -> list[Table]:
    """Return the tables in use, and those at which a meeting was to be."""
    wanted = {*shown, *(table.id for table in roll.tables(day))}
    return sorted((t for t in day.schedule.tables if t.id in wanted), key=roll.table_order)


def _parts_of_days(day: Day, most: int) -> Iterator[list[Slot]]:
    """Return the slots of each sheet: days apart, rounds spread evenly, each break beside the round before it."""
    for _, of_day in groupby(roll.slots(day), key=lambda slot: slot.start.date()):
        slots = list(of_day)
        rounds = [slot for slot in slots if not slot.is_break]
        starts = [part[0] for part in _evenly(rounds, max(1, most))]
        edges = [0, *(slots.index(first) for first in starts[1:]), len(slots)]
        if rounds:
            yield from (slots[edges[n] : edges[n + 1]] for n in range(len(starts)))


def _evenly(things: Sequence[_T], most: int) -> list[Sequence[_T]]:
    """Cut a row into as few parts of at most this length as there must be, all about equally long."""
    parts = -(-len(things) // most)
    return [things[len(things) * n // parts : len(things) * (n + 1) // parts] for n in range(parts)]


def _cells(day: Day) -> dict[tuple[str, str], ChartCell]:
    """Return what stands, or was to stand, at each table in each slot; what stands goes before what was to."""
    people = dict.fromkeys(
        p for m in day.meetings.values() for p in (*m.people, *(m.planned.people if m.planned else ()))
    )
    names = {person: organisation_name(day, person) for person in people}
    short = short_names(names)
    found: dict[tuple[str, str], list[ChartCell]] = {}
    for meeting in sorted(day.meetings.values(), key=lambda m: m.id):
        for place, cell in _of_meeting(day, meeting, short):
            found.setdefault(place, []).append(cell)
    return {place: _one(cells) for place, cells in found.items()}


def _of_meeting(day: Day, meeting: MeetingNow, short: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], ChartCell]]:
    now, plan = seat(day, meeting), planned_seat(day, meeting.planned)
    what = difference(plan, now)
    if now is not None:
        sides = _sides(now.people, short)
        mark = heading(what) if what else ""
        for number, slot in enumerate(day.schedule.slots_of(meeting)):
            yield (now.table_id, slot), ChartCell(*sides, mark, goes_on=number > 0)
    place = (plan.table_id, plan.slot) if plan else None
    if plan and place and (now is None or place != (now.table_id, now.slot)):
        left = heading(Difference.CANCELLED if now is None else Difference.MOVED)
        yield place, ChartCell(*_sides(plan.people, short), left, gone=True)


def _sides(people: Sequence[str], short: Mapping[str, str]) -> tuple[str, str]:
    return short[people[0]], " · ".join(dict.fromkeys(short[person] for person in people[1:]))


def _one(cells: Collection[ChartCell]) -> ChartCell:
    """Return the one cell of a place: what stands there; where nothing does, what was to."""
    standing = [cell for cell in cells if not cell.gone]
    first, *rest = standing or cells
    return ChartCell(
        first.first, first.second, first.mark, f"+{len(rest)}" if rest else "", gone=first.gone, goes_on=first.goes_on
    )
