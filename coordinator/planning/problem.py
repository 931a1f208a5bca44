"""The day as the planner sees it: a frozen snapshot with a bitmask over the rounds for every person and table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, TypedDict, TypeVar

from coordinator.domain.day import Presence
from coordinator.planning.wishes import Pair, Wish, by_pair, by_person, pair, pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.people import Person
    from coordinator.domain.policy import Policy
    from coordinator.domain.schedule import Schedule, Slot, Table

    _Keys = Callable[[MeetingNow], tuple[str, ...]]

_Key = TypeVar("_Key", str, Pair)
Calendar = dict[str, dict[int, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Delegate:
    """One person: `open` holds the rounds they did not rule out, `available` those in which they can be in the hall.

    `seen` is the place in the journal of their open check-in, -1 if there is none; `arrived` is when they first
    came, in UTC milliseconds.
    """

    id: str
    name: str
    organisation: str
    organisation_name: str
    may_enter: bool
    presence: Presence
    expected: datetime | None
    open: int
    available: int
    limit: int | None
    seen: int = -1
    arrived: int | None = None

    @property
    def here(self) -> bool:
        """Return whether this person is in the hall."""
        return self.presence is Presence.HERE


class _Tables(TypedDict):
    """What a snapshot knows of the tables."""

    tables: Mapping[str, Table]
    table_order: tuple[str, ...]
    number_of: Mapping[str, int]
    homes: Mapping[str, int]
    pool_tables: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the planner needs, and the last journal entry it knows of.

    Rounds are counted from 0 in time order. `coming` is the first round that starts after now, `running` the one under
    way. `calendar` and `seating` say which meetings that take place hold a person in a round, or a table; `busy` holds
    the same for people as a bitmask over rounds, `taken` for every round as a bitmask over tables. The tables that are
    the home of an organisation, and those that are nobody's, are bitmasks over tables as well.
    """

    now: datetime
    policy: Policy
    slots: tuple[Slot, ...]
    round_of: Mapping[str, int]
    running: int | None
    coming: int
    people: Mapping[str, Delegate]
    delegations: Mapping[str, tuple[str, ...]]
    tables: Mapping[str, Table]
    table_order: tuple[str, ...]
    number_of: Mapping[str, int]
    homes: Mapping[str, int]
    pool_tables: int
    meetings: Mapping[str, MeetingNow]
    calendar: Mapping[str, Mapping[int, tuple[str, ...]]]
    seating: Mapping[str, Mapping[int, tuple[str, ...]]]
    busy: Mapping[str, int]
    taken: tuple[int, ...]
    load: Mapping[str, tuple[str, ...]]
    pairs: Mapping[Pair, tuple[str, ...]]
    wishes: tuple[Wish, ...]
    wishes_of: Mapping[str, tuple[Wish, ...]]
    asked: Mapping[Pair, Wish]
    interpreters: Mapping[str, str]
    pauses: tuple[datetime, ...]
    lasting: Mapping[str, int]
    ends: tuple[int, ...]
    marked: Mapping[str, int] = field(default_factory=dict)
    last_entry: str | None = None
    entries: int = 0

    @classmethod
    def of(cls, day: Day, now: datetime, policy: Policy) -> Problem:
        """Take a snapshot of the day at this moment."""
        slots, now = day.schedule.meeting_slots, _local(day, now)
        started = sum(1 for slot in slots if slot.start <= now)
        placed = [m for m in day.meetings.values() if m.takes_place]
        round_of = {slot.id: number for number, slot in enumerate(slots)}
        interpreters = _interpreters(day)
        calendar, seating = _held(day, placed, round_of, interpreters)
        position = {entry: number for number, entry in enumerate(day.history)}
        tables = _tables(day.schedule)
        people = _delegates(day, slots, now, position)
        wishes = _known(pool(day.schedule.requests, day.meetings.values()), people)
        return cls(
            now=now,
            policy=policy,
            slots=slots,
            round_of=round_of,
            running=started - 1 if started and now < slots[started - 1].end else None,
            coming=started,
            people=people,
            delegations=_grouped((person.organisation, person.id) for person in people.values()),
            **tables,
            meetings=dict(day.meetings),
            calendar=calendar,
            seating=seating,
            busy=_masks(calendar),
            taken=_taken(seating, tables["number_of"], len(slots)),
            load=_grouped((person, m.id) for m in placed if m.slot for person in m.people),
            pairs=_grouped((pair(m.host, guest), m.id) for m in placed for guest in m.guests),
            wishes=wishes,
            wishes_of=by_person(wishes),
            asked=by_pair(day.schedule.requests),
            interpreters=interpreters,
            pauses=tuple(slot.start for slot in day.schedule.slots if slot.is_break),
            lasting={m.id: m.rounds for m in day.meetings.values() if m.rounds > 1},
            ends=tuple(round_of[day.schedule.covered(slot.id, len(slots))[-1].id] for slot in slots),
            marked={m.id: position.get(m.version or "", -1) for m in day.meetings.values() if m.is_broken},
            last_entry=next(reversed(tuple(day.history)), None),
            entries=len(day.history),
        )

    def slot_of(self, meeting: MeetingNow) -> int | None:
        """Return the round a meeting stands in; None if it has none that is known."""
        return self.round_of.get(meeting.slot or "")

    def span(self, meeting: str, slot: int) -> tuple[int, ...]:
        """Return the rounds a meeting takes that begins in this one; it ends with the block."""
        lasts = self.lasting.get(meeting)
        return (slot,) if lasts is None else tuple(range(slot, min(slot + lasts, self.ends[slot] + 1)))

    def interpreter_of(self, meeting: str) -> tuple[str, ...]:
        """Return who interprets in a meeting, by id or by name, as a tuple of none or one."""
        return _one(self.interpreters.get(meeting))

    def can_all_be_there(self, meeting: MeetingNow, slot: int) -> bool:
        """Return whether everybody a meeting needs can be in the hall in this round."""
        needed = (self.people.get(one) for one in (*meeting.people, *self.interpreter_of(meeting.id)))
        rounds = _mask(self.span(meeting.id, slot))
        return all(known is None or known.available & rounds == rounds for known in needed)

    def is_open(self, table: str | None) -> bool:
        """Return whether this table is in the plan and open."""
        known = self.tables.get(table or "")
        return known is not None and known.active

    def is_over(self, slot: int) -> bool:
        """Return whether this round has ended."""
        return self.slots[slot].end <= self.now

    @property
    def later(self) -> int:
        """Return the rounds that start after now, as a bitmask."""
        return (1 << len(self.slots)) - (1 << self.coming)

    def in_lead(self, slot: int) -> bool:
        """Return whether this round runs, or is one of the next ones for which a promise needs people who are here."""
        return slot < self.coming + self.policy.lead

    def is_here(self, person: str) -> bool:
        """Return whether this person is known and in the hall."""
        known = self.people.get(person)
        return known is not None and known.here

    def free(self, people: Iterable[str], without: str | None = None) -> int:
        """Return the rounds in which all of them are available and free, as if one meeting did not exist."""
        mask = (1 << len(self.slots)) - 1
        freed = self._round_freed(without)
        for person in people:
            known = self.people.get(person)
            if known is None or not mask:
                return 0
            busy = self.busy.get(person, 0)
            if freed is not None and self.calendar.get(person, {}).get(freed[0]) == (freed[1],):
                busy &= ~(1 << freed[0])
            mask &= known.available & ~busy
        return mask

    def free_tables(self, slot: int, without: str | None = None) -> int:
        """Return the tables that have no meeting in this round, as if one meeting did not exist."""
        taken = self.taken[slot]
        freed = self._round_freed(without)
        if freed is not None and freed[0] == slot:
            table = self.meetings[freed[1]].table or ""
            if self.seating.get(table, {}).get(slot) == (freed[1],):
                taken &= ~self.table_bit(table)
        return ~taken & (1 << len(self.tables)) - 1

    def table_bit(self, table: str | None) -> int:
        """Return the bit of a table in a bitmask over tables, 0 if it is not in the plan."""
        number = self.number_of.get(table or "")
        return 0 if number is None else 1 << number

    def table_at(self, number: int) -> Table:
        """Return the table with this number in bitmasks over tables."""
        return self.tables[self.table_order[number]]

    def _round_freed(self, without: str | None) -> tuple[int, str] | None:
        meeting = self.meetings.get(without or "")
        if meeting is None or not meeting.takes_place:
            return None
        slot = self.slot_of(meeting)
        return None if slot is None else (slot, meeting.id)


def _local(day: Day, now: datetime) -> datetime:
    """Return a moment in the zone of the timetable, as everything is told in it."""
    slots = day.schedule.slots
    return now.astimezone(slots[0].start.tzinfo) if slots else now


def _delegates(day: Day, slots: Sequence[Slot], now: datetime, position: Mapping[str, int]) -> dict[str, Delegate]:
    known = {person.id: person for person in day.people()}
    for meeting in day.meetings.values():
        for person in meeting.people:
            if person not in known and (found := day.person(person)):
                known[person] = found
    return {person.id: _delegate(day, person, slots, now, position) for person in known.values()}


def _delegate(day: Day, person: Person, slots: Sequence[Slot], now: datetime, position: Mapping[str, int]) -> Delegate:
    organisation = day.organisation(person.organisation)
    standing = day.standing(person.id)
    expected = None
    if standing.presence is Presence.LATE and standing.expected is not None:
        expected = datetime.fromtimestamp(standing.expected / 1000, UTC).astimezone(now.tzinfo)
    may_enter = person.registration.may_enter
    open_rounds = sum(1 << n for n, slot in enumerate(slots) if slot.id not in person.unavailable)
    possible = _possible(standing.presence, expected, slots, now) if may_enter else 0
    return Delegate(
        id=person.id,
        name=person.name,
        organisation=person.organisation,
        organisation_name=organisation.name if organisation else person.name,
        may_enter=may_enter,
        presence=standing.presence,
        expected=expected,
        open=open_rounds,
        available=possible & open_rounds,
        limit=person.max_meetings,
        seen=max((position.get(visit.entry, -1) for visit in standing.visits), default=-1),
        arrived=standing.arrived,
    )


def _possible(presence: Presence, expected: datetime | None, slots: Sequence[Slot], now: datetime) -> int:
    """Return the rounds in which somebody with this presence can be in the hall."""
    match presence:
        case Presence.HERE:
            return sum(1 << n for n, slot in enumerate(slots) if slot.end > now)
        case Presence.LATE:
            return sum(1 << n for n, slot in enumerate(slots) if slot.start > now and _in_time(expected, slot))
        case Presence.UNKNOWN:
            return sum(1 << n for n, slot in enumerate(slots) if slot.start > now)
        case Presence.ABSENT | Presence.LEFT:
            return 0


def _in_time(expected: datetime | None, slot: Slot) -> bool:
    return expected is None or expected <= slot.start


def _interpreters(day: Day) -> dict[str, str]:
    """Map meetings to their interpreters: the id of a participant where the name is one, else the name itself."""
    named = {m.id: m.planned.interpreter for m in day.meetings.values() if m.planned and m.planned.interpreter}
    if not named:
        return {}
    ids = {person.name.casefold(): person.id for person in day.people()}
    ids |= {person.id.casefold(): person.id for person in day.people()}
    return {meeting: ids.get(name.casefold(), f"interpreter {name}") for meeting, name in named.items()}


def _one(key: str | None) -> tuple[str, ...]:
    return (key,) if key else ()


def _known(wishes: Iterable[Wish], people: Mapping[str, Delegate]) -> tuple[Wish, ...]:
    return tuple(wish for wish in wishes if wish.host in people and wish.guest in people)


def _taken(seating: Calendar, number_of: Mapping[str, int], rounds: int) -> tuple[int, ...]:
    taken = [0] * rounds
    for table, used in seating.items():
        if table in number_of:
            for slot in used:
                taken[slot] |= 1 << number_of[table]
    return tuple(taken)


def _mask(numbers: Iterable[int]) -> int:
    return _union(1 << number for number in numbers)


def _union(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)


def _tables(schedule: Schedule) -> _Tables:
    number_of = {table: number for number, table in enumerate(schedule.table_by_id)}
    bound = {org: _mask(number_of[table] for table in own) for org, own in schedule.home_tables.items()}
    open_tables = _mask(number_of[table.id] for table in schedule.tables if table.active)
    return {
        "tables": dict(schedule.table_by_id),
        "table_order": tuple(number_of),
        "number_of": number_of,
        "homes": {org: own & open_tables for org, own in bound.items() if own & open_tables},
        "pool_tables": _mask(number_of.values()) & ~_union(bound.values()),
    }


def _held(
    day: Day, placed: Iterable[MeetingNow], round_of: Mapping[str, int], interpreters: Mapping[str, str]
) -> tuple[Calendar, Calendar]:
    """Return which meetings hold everybody in every round, and every table."""
    places = [(m, covered) for m in placed if (covered := _covered(day, m, round_of))]
    people = _calendar(places, lambda m: (*m.people, *_one(interpreters.get(m.id))))
    return people, _calendar(places, lambda m: (m.table,) if m.table else ())


def _covered(day: Day, meeting: MeetingNow, round_of: Mapping[str, int]) -> tuple[int, ...]:
    """Return the rounds a meeting takes; none if it has no place."""
    if meeting.rounds > 1:
        return tuple(round_of[slot.id] for slot in day.schedule.covered(meeting.slot, meeting.rounds))
    slot = round_of.get(meeting.slot or "")
    return () if slot is None else (slot,)


def _calendar(places: Iterable[tuple[MeetingNow, tuple[int, ...]]], keys: _Keys) -> Calendar:
    calendar: Calendar = {}
    for meeting, covered in places:
        for key in keys(meeting):
            rounds = calendar.setdefault(key, {})
            for slot in covered:
                rounds[slot] = (*rounds.get(slot, ()), meeting.id)
    return calendar


def _masks(calendar: Calendar) -> dict[str, int]:
    return {key: sum(1 << slot for slot in rounds) for key, rounds in calendar.items()}


def _grouped(items: Iterable[tuple[_Key, str]]) -> dict[_Key, tuple[str, ...]]:
    grouped: dict[_Key, list[str]] = {}
    for key, item in items:
        grouped.setdefault(key, []).append(item)
    return {key: tuple(found) for key, found in grouped.items()}
