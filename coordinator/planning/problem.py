"""The day as the planner sees it: a frozen snapshot with a bitmask over the rounds for every person and table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from coordinator.domain.day import Presence
from coordinator.planning.booked import Booked, grouped
from coordinator.planning.frame import Frame
from coordinator.planning.wishes import by_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.people import Person
    from coordinator.domain.policy import Policy
    from coordinator.domain.schedule import Slot, Table
    from coordinator.planning.wishes import Pair, Wish


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
    interpreters: Mapping[str, str]
    lasting: Mapping[str, int]
    ends: tuple[int, ...]
    marked: Mapping[str, int]
    last_entry: str | None
    entries: int
    booked: Booked = field(repr=False, compare=False)

    @classmethod
    def of(cls, day: Day, now: datetime, policy: Policy, before: Problem | None = None) -> Problem:
        """Take a snapshot of the day at this moment; what one taken `before` knows and still holds is taken from it."""
        now, booked = _local(day, now), _booked(day, before.booked if before is not None else None)
        frame, places = booked.frame, booked.places
        started = sum(1 for slot in frame.slots if slot.start <= now)
        position = {entry: number for number, entry in enumerate(day.history)}
        people = _delegates(day, booked, now, position)
        wishes = _known(booked.pool, people)
        same = before is not None and before.wishes == wishes
        return cls(
            now=now,
            policy=policy,
            slots=frame.slots,
            round_of=frame.round_of,
            running=started - 1 if started and now < frame.slots[started - 1].end else None,
            coming=started,
            people=people,
            delegations=grouped((person.organisation, person.id) for person in people.values()),
            tables=frame.tables,
            table_order=frame.table_order,
            number_of=frame.number_of,
            homes=frame.homes,
            pool_tables=frame.pool_tables,
            meetings=booked.meetings,
            calendar=places.calendar,
            seating=places.seating,
            busy=places.busy,
            taken=booked.taken,
            load=places.load,
            pairs=places.pairs,
            wishes=wishes,
            wishes_of=before.wishes_of if before is not None and same else by_person(wishes),
            interpreters=booked.interpreters,
            lasting=booked.lasting,
            ends=frame.ends,
            marked={m.id: position.get(m.version or "", -1) for m in booked.broken},
            last_entry=next(reversed(position), None),
            entries=len(day.history),
            booked=booked,
        )

    @property
    def asked(self) -> Mapping[Pair, Wish]:
        """Return the wish that stands between two people, whether it was granted or not."""
        return self.booked.frame.asked

    @property
    def pauses(self) -> tuple[datetime, ...]:
        """Return when breaks begin."""
        return self.booked.frame.pauses

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


def _booked(day: Day, before: Booked | None) -> Booked:
    """Return what the meetings of the day take, with what was known before as far as it still holds."""
    same = before is not None and before.frame.schedule is day.schedule
    frame = before.frame if before is not None and same else Frame.of(day.schedule)
    return Booked.of(frame, day.meetings, _interpreters(day), before)


def _delegates(day: Day, booked: Booked, now: datetime, position: Mapping[str, int]) -> dict[str, Delegate]:
    known = {person.id: person for person in day.people()}
    for name in booked.people:
        if name not in known and (found := day.person(name)):
            known[name] = found
    slots = booked.frame.slots
    possible = {presence: _possible(presence, slots, now) for presence in Presence}
    return {person.id: _delegate(day, person, booked.frame, now, position, possible) for person in known.values()}


def _delegate(  # noqa: PLR0917 (one for each thing a person depends on)
    day: Day,
    person: Person,
    frame: Frame,
    now: datetime,
    position: Mapping[str, int],
    possible: Mapping[Presence, int],
) -> Delegate:
    organisation = day.organisation(person.organisation)
    standing = day.standing(person.id)
    presence, expected = standing.presence, None
    rounds = possible[presence]
    if presence is Presence.LATE and standing.expected is not None:
        expected = datetime.fromtimestamp(standing.expected / 1000, UTC).astimezone(now.tzinfo)
        rounds &= sum(1 << n for n, slot in enumerate(frame.slots) if expected <= slot.start)
    may_enter = person.registration.may_enter
    open_rounds = frame.open_to(person)
    return Delegate(
        id=person.id,
        name=person.name,
        organisation=person.organisation,
        organisation_name=organisation.name if organisation else person.name,
        may_enter=may_enter,
        presence=presence,
        expected=expected,
        open=open_rounds,
        available=rounds & open_rounds if may_enter else 0,
        limit=person.max_meetings,
        seen=max([position.get(visit.entry, -1) for visit in standing.visits]) if standing.visits else -1,
        arrived=standing.arrived,
    )


def _possible(presence: Presence, slots: Sequence[Slot], now: datetime) -> int:
    """Return the rounds in which somebody with this presence can be in the hall, whenever they come."""
    match presence:
        case Presence.HERE:
            return sum(1 << n for n, slot in enumerate(slots) if slot.end > now)
        case Presence.LATE | Presence.UNKNOWN:
            return sum(1 << n for n, slot in enumerate(slots) if slot.start > now)
        case Presence.ABSENT | Presence.LEFT:
            return 0


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


def _mask(numbers: Iterable[int]) -> int:
    return sum({1 << number for number in numbers})
