"""The day as the planner sees it: a frozen snapshot with a bitmask over the rounds for every person and table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from coordinator.domain.day import Presence
from coordinator.planning.wishes import Pair, Wish, by_person, pair, pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.people import Person
    from coordinator.domain.policy import Policy
    from coordinator.domain.schedule import Slot, Table

    _Keys = Callable[[MeetingNow], tuple[str, ...]]

_Key = TypeVar("_Key", str, Pair)
Calendar = dict[str, dict[int, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Delegate:
    """One person: `open` holds the rounds they did not rule out, `available` those in which they can be in the hall.

    `seen` is the place in the journal of their open check-in, -1 if there is none.
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

    @property
    def here(self) -> bool:
        """Return whether this person is in the hall."""
        return self.presence is Presence.HERE


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the planner needs, and the last journal entry it knows of.

    Rounds are counted from 0 in time order. `coming` is the first round that starts after now, `running` the one under
    way. `calendar` and `seating` say which meetings that take place hold a person or a table in a round; `busy` and
    `taken` are the same as bitmasks.
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
    homes: Mapping[str, frozenset[str]]
    pool_tables: tuple[str, ...]
    meetings: Mapping[str, MeetingNow]
    calendar: Mapping[str, Mapping[int, tuple[str, ...]]]
    seating: Mapping[str, Mapping[int, tuple[str, ...]]]
    busy: Mapping[str, int]
    taken: Mapping[str, int]
    load: Mapping[str, tuple[str, ...]]
    pairs: Mapping[Pair, tuple[str, ...]]
    wishes: tuple[Wish, ...]
    wishes_of: Mapping[str, tuple[Wish, ...]]
    marked: Mapping[str, int] = field(default_factory=dict)
    last_entry: str | None = None
    entries: int = 0

    @classmethod
    def of(cls, day: Day, now: datetime, policy: Policy) -> Problem:
        """Take a snapshot of the day at this moment."""
        slots = day.schedule.meeting_slots
        now = now.astimezone(slots[0].start.tzinfo) if slots else now
        started = sum(1 for slot in slots if slot.start <= now)
        placed = [m for m in day.meetings.values() if m.takes_place]
        round_of = {slot.id: number for number, slot in enumerate(slots)}
        calendar = _calendar(placed, round_of, lambda m: m.people)
        seating = _calendar(placed, round_of, lambda m: (m.table,) if m.table else ())
        position = {entry: number for number, entry in enumerate(day.history)}
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
            tables=dict(day.schedule.table_by_id),
            homes=day.schedule.home_tables,
            pool_tables=_pool_tables(day),
            meetings=dict(day.meetings),
            calendar=calendar,
            seating=seating,
            busy=_masks(calendar),
            taken=_masks(seating),
            load=_grouped((person, m.id) for m in placed for person in m.people),
            pairs=_grouped((pair(m.host, guest), m.id) for m in placed for guest in m.guests),
            wishes=wishes,
            wishes_of=by_person(wishes),
            marked={m.id: position.get(m.version or "", -1) for m in day.meetings.values() if m.is_broken},
            last_entry=next(reversed(tuple(day.history)), None),
            entries=len(day.history),
        )

    def slot_of(self, meeting: MeetingNow) -> int | None:
        """Return the round a meeting stands in; None if it has none that is known."""
        return self.round_of.get(meeting.slot or "")

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
        for person in people:
            known = self.people.get(person)
            if known is None or not mask:
                return 0
            mask &= known.available & ~_without(self.busy, self.calendar, person, self._round_freed(without))
        return mask

    def open_rounds(self, table: str, without: str | None = None) -> int:
        """Return the rounds in which this table has no meeting, as if one meeting did not exist."""
        taken = _without(self.taken, self.seating, table, self._round_freed(without))
        return ((1 << len(self.slots)) - 1) & ~taken

    def _round_freed(self, without: str | None) -> tuple[int, str] | None:
        meeting = self.meetings.get(without or "")
        if meeting is None or not meeting.takes_place:
            return None
        slot = self.slot_of(meeting)
        return None if slot is None else (slot, meeting.id)


def bits(mask: int) -> Iterator[int]:
    """Return the numbers of the bits that are set, the lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _without(
    masks: Mapping[str, int],
    calendar: Mapping[str, Mapping[int, tuple[str, ...]]],
    key: str,
    freed: tuple[int, str] | None,
) -> int:
    mask = masks.get(key, 0)
    if freed is not None and calendar.get(key, {}).get(freed[0]) == (freed[1],):
        mask &= ~(1 << freed[0])
    return mask


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


def _known(wishes: Iterable[Wish], people: Mapping[str, Delegate]) -> tuple[Wish, ...]:
    return tuple(wish for wish in wishes if wish.host in people and wish.guest in people)


def _pool_tables(day: Day) -> tuple[str, ...]:
    owned = frozenset[str]().union(*day.schedule.home_tables.values())
    return tuple(table for table in day.schedule.table_by_id if table not in owned)


def _calendar(meetings: Iterable[MeetingNow], round_of: Mapping[str, int], keys: _Keys) -> Calendar:
    calendar: Calendar = {}
    for meeting in meetings:
        slot = round_of.get(meeting.slot or "")
        if slot is None:
            continue
        for key in keys(meeting):
            rounds = calendar.setdefault(key, {})
            rounds[slot] = (*rounds.get(slot, ()), meeting.id)
    return calendar


def _masks(calendar: Calendar) -> dict[str, int]:
    return {key: sum(1 << slot for slot in rounds) for key, rounds in calendar.items()}


def _grouped(items: Iterable[tuple[_Key, str]]) -> dict[_Key, tuple[str, ...]]:
    grouped: dict[_Key, list[str]] = {}
    for key, item in items:
        grouped.setdefault(key, []).append(item)
    return {key: tuple(found) for key, found in grouped.items()}
