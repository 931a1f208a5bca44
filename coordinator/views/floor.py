"""The floor: rounds beside each other, tables, people or organisations below each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain.day import Presence
from coordinator.domain.schedule import Moment, Phase, moment
from coordinator.views.folding import fold, natural
from coordinator.views.words import countdown, hhmm, span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.policy import Policy
    from coordinator.domain.schedule import Slot


class Grouping(StrEnum):
    """What the rows of the floor are."""

    TABLES = "tables"
    PEOPLE = "people"
    ORGANISATIONS = "organisations"


class Lens(StrEnum):
    """How near a column is in time, and so how wide: the round that counts now is the widest."""

    PAST = "past"
    NOW = "now"
    NEXT = "next"
    LATER = "later"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Column:
    """One slot; `start` and `span` are its times, `note` says what it is, `left` counts down where it is the lens."""

    slot: str
    lens: Lens
    start: str
    span: str
    note: str = ""
    left: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One table, person or organisation; `label` is a table's number, `people` are those at home in this row."""

    key: str
    label: str
    title: str
    people: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Name the row in a sentence."""
        return f"Table {self.label}" if self.label else self.title


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor at one moment; `seats` maps row and slot to the ids of the meetings that are, or were to be, there."""

    day: Day
    now: datetime
    policy: Policy
    grouping: Grouping
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    seats: Mapping[tuple[str, str], tuple[str, ...]]


def floor(day: Day, now: datetime, policy: Policy, grouping: Grouping = Grouping.TABLES) -> Floor:
    """Return the floor as it stands at this moment."""
    lines = rows(day, grouping)
    return Floor(day, now, policy, grouping, columns(day, now), lines, seats(day, grouping, lines))


def columns(day: Day, now: datetime) -> tuple[Column, ...]:
    """Return the slots in time order, with breaks as gaps between rounds."""
    at = moment(day.schedule, now)
    rounds = day.schedule.meeting_slots
    number = {slot.id: position for position, slot in enumerate(rounds, 1)}
    found: list[Column] = []
    for slot in sorted(day.schedule.slots, key=lambda s: s.start):
        if slot.id in number:
            found.append(_column(slot, number[slot.id], at, now))
        elif found and found[-1].lens is not Lens.GAP and rounds[-1].start > slot.start:
            found.append(Column(slot.id, Lens.GAP, hhmm(slot.start), span(slot), slot.block.strip() or "Break"))
    return tuple(found)


def _column(slot: Slot, number: int, at: Moment, now: datetime) -> Column:
    times = hhmm(slot.start), span(slot)
    focus = at.number if at.phase is Phase.RUNNING else at.number + 1
    if at.phase is Phase.AFTER:
        return Column(slot.id, Lens.LATER, *times)
    if number < focus:
        return Column(slot.id, Lens.PAST, *times)
    if number == focus and at.phase is Phase.RUNNING:
        return Column(slot.id, Lens.NOW, *times, f"Round {number} · now", countdown(slot.end - now))
    if number == focus:
        return Column(slot.id, Lens.NOW, *times, f"Round {number} · starts in", countdown(slot.start - now))
    if number == focus + 1:
        return Column(slot.id, Lens.NEXT, *times, "Next")
    return Column(slot.id, Lens.LATER, *times)


def rows(day: Day, grouping: Grouping) -> tuple[Row, ...]:
    """Return the rows in the order in which staff looks for them."""
    members: dict[str, list[str]] = {}
    for person in day.people():
        members.setdefault(person.organisation, []).append(person.id)
    match grouping:
        case Grouping.TABLES:
            return tuple(_table_rows(day, members))
        case Grouping.PEOPLE:
            people = sorted(day.people(), key=lambda p: (fold(p.last_name), fold(p.first_name), p.id))
            return tuple(Row(person.id, "", person.name, (person.id,)) for person in people)
        case Grouping.ORGANISATIONS:
            known = [found for key in members if (found := day.organisation(key))]
            known.sort(key=lambda o: (fold(o.name), o.id))
            return tuple(Row(o.id, "", o.name, tuple(members[o.id])) for o in known)


def _table_rows(day: Day, members: Mapping[str, list[str]]) -> Iterator[Row]:
    used = {meeting.table for meeting in day.meetings.values() if meeting.takes_place}
    tables = [table for table in day.schedule.tables if table.active or table.id in used]
    bound = any(table.fixed_for for table in tables)
    for table in sorted(tables, key=lambda t: (natural(t.label), natural(t.room), t.id)):
        owner = day.person(table.fixed_for) if table.fixed_for else None
        home = day.organisation(owner.organisation) if owner else None
        title = home.name if home else owner.name if owner else "Spare table" if bound else table.room
        people = tuple(members.get(owner.organisation, ())) if home and owner else (owner.id,) if owner else ()
        yield Row(table.id, table.label, title, people)


def seats(day: Day, grouping: Grouping, lines: tuple[Row, ...]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return which meetings stand, or stood by the plan, in which row and slot."""
    row_of = {} if grouping is Grouping.TABLES else {person: row.key for row in lines for person in row.people}
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for meeting in day.meetings.values():
        for where in _places(day, meeting, row_of):
            found[where] = (*found.get(where, ()), meeting.id)
    return found


def reseated(before: Floor, day: Day, meetings: Collection[str]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return the seats after something happened with these meetings only."""
    if not meetings:
        return before.seats
    tables = before.grouping is Grouping.TABLES
    row_of = {} if tables else {person: row.key for row in before.rows for person in row.people}
    wanted = frozenset(meetings)
    found = dict(before.seats)
    for where, ids in before.seats.items():
        if not wanted.isdisjoint(ids):
            found[where] = tuple(known for known in ids if known not in wanted)
    for known in (day.meetings[m] for m in meetings if m in day.meetings):
        for where in _places(day, known, row_of):
            found[where] = (*found.get(where, ()), known.id)
    return found


def _places(day: Day, meeting: MeetingNow, row_of: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Return where a meeting stands, and stood by the plan; rows are tables where nobody has a row of their own."""
    found: dict[tuple[str, str], None] = {}
    for place in (meeting, meeting.planned):
        if place is None:
            continue
        keys = [row_of.get(person) for person in place.people] if row_of else [place.table]
        slots = day.schedule.slots_of(place)
        found.update(((key, slot), None) for key in keys if key is not None for slot in slots)
    return found


def row_presence(day: Day, row: Row) -> Presence | None:
    """Return whether anybody of this row is here, else whether somebody is expected; nothing for a table of nobody."""
    all_of_them = [day.presence(person) for person in row.people]
    for wanted in (Presence.HERE, Presence.LATE, Presence.UNKNOWN, Presence.LEFT):
        if wanted in all_of_them:
            return wanted
    return all_of_them[0] if all_of_them else None


def touched_rows(floor: Floor, meetings: frozenset[str], people: frozenset[str]) -> frozenset[str]:
    """Return the keys of the rows that show one of these meetings or people."""
    found = {row.key for row in floor.rows if not people.isdisjoint(row.people)}
    tables = floor.grouping is Grouping.TABLES
    row_of = {} if tables else {person: row.key for row in floor.rows for person in row.people}
    for meeting in floor.day.meetings.values():
        if meeting.id in meetings or meeting.host in people or not people.isdisjoint(meeting.guests):
            found.update(key for key, _ in _places(floor.day, meeting, row_of))
    return frozenset(found)
