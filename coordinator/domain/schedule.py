"""What was planned: the event, its slots, tables, meetings and requests, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from coordinator.domain.people import Organisation, Person


class MeetingStatus(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    RUNNING = "running"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Side(StrEnum):
    """Which side of a meeting is meant."""

    HOST = "host"
    GUEST = "guest"
    BOTH = "both"


class RequestStatus(StrEnum):
    """What became of a wish to meet."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    STANDBY = "standby"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def can_be_filled(self) -> bool:
        """Return whether a freed slot may be given to this request."""
        return self in (RequestStatus.PENDING, RequestStatus.ACCEPTED, RequestStatus.STANDBY)


@dataclass(frozen=True, slots=True)
class EventInfo:
    """The event itself; `timezone` is an IANA name, lengths are minutes."""

    name: str
    date: date
    timezone: str
    venue: str = ""
    slot_minutes: int = 20
    change_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """One meeting length (or one break) in the timetable; both ends carry the event's time zone."""

    id: str
    start: datetime
    end: datetime
    block: str = ""
    is_break: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A numbered table; `fixed_for` is the person (and so the organisation) it is bound to."""

    id: str
    label: str
    room: str = ""
    capacity: int = 2
    fixed_for: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as it was planned; `guests` holds one person, or more in a larger meeting.

    It lasts `rounds` rounds from its slot on.
    """

    id: str
    host: str
    guests: tuple[str, ...]
    slot: str | None
    table: str | None
    status: MeetingStatus = MeetingStatus.PLANNED
    missed: Side | None = None
    subject: str = ""
    interpreter: str = ""
    source_request: str = ""
    pinned: bool = False
    rounds: int = 1

    @property
    def people(self) -> tuple[str, ...]:
        """Return the ids of everybody who must be there, the host first."""
        return (self.host, *self.guests)


class _Placed(Protocol):
    """What has a slot and lasts some rounds: a meeting as planned, or as it stands."""

    @property
    def slot(self) -> str | None: ...

    @property
    def rounds(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Request:
    """The wish of one person to meet another; priority 1 is the strongest."""

    id: str
    from_person: str
    to_person: str
    status: RequestStatus = RequestStatus.ACCEPTED
    priority: int = 3
    session_wish: str = ""
    requested_at: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A place or session where people are scanned."""

    id: str
    name: str
    kind: str = "registration"


DEFAULT_CHECKPOINT = Checkpoint("registration", "Registration", "registration")


@dataclass(frozen=True)
class Schedule:
    """The whole plan of one event; the order of every tuple is the order of the file."""

    event: EventInfo
    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()
    slots: tuple[Slot, ...] = ()
    tables: tuple[Table, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    requests: tuple[Request, ...] = ()
    checkpoints: tuple[Checkpoint, ...] = (DEFAULT_CHECKPOINT,)

    @cached_property
    def organisation_by_id(self) -> Mapping[str, Organisation]:
        """Map ids to organisations."""
        return {o.id: o for o in self.organisations}

    @cached_property
    def person_by_id(self) -> Mapping[str, Person]:
        """Map ids to people."""
        return {p.id: p for p in self.people}

    @cached_property
    def slot_by_id(self) -> Mapping[str, Slot]:
        """Map ids to slots."""
        return {s.id: s for s in self.slots}

    @cached_property
    def table_by_id(self) -> Mapping[str, Table]:
        """Map ids to tables."""
        return {t.id: t for t in self.tables}

    @cached_property
    def meeting_by_id(self) -> Mapping[str, Meeting]:
        """Map ids to planned meetings."""
        return {m.id: m for m in self.meetings}

    @cached_property
    def request_by_id(self) -> Mapping[str, Request]:
        """Map ids to requests."""
        return {r.id: r for r in self.requests}

    @cached_property
    def checkpoint_by_id(self) -> Mapping[str, Checkpoint]:
        """Map ids to checkpoints."""
        return {c.id: c for c in self.checkpoints}

    @cached_property
    def meeting_slots(self) -> tuple[Slot, ...]:
        """Return the slots in which meetings take place, in time order: the rounds."""
        return tuple(sorted((s for s in self.slots if not s.is_break), key=lambda s: s.start))

    def covered(self, slot: str | None, rounds: int = 1) -> tuple[Slot, ...]:
        """Return the slots of a meeting that lasts so many rounds from this one on; it does not reach over a break.

        Where fewer rounds are left in the block, these are all; an unknown slot covers nothing.
        """
        number = self._number_of_round.get(slot or "")
        if number is None:
            return ()
        found = [self.meeting_slots[number]]
        pauses = [pause.start for pause in self.slots if pause.is_break]
        for following in self.meeting_slots[number + 1 : number + rounds]:
            last = found[-1]
            if following.block != last.block or any(last.end <= pause <= following.start for pause in pauses):
                break
            found.append(following)
        return tuple(found)

    def time_of(self, meeting: _Placed) -> Slot | None:
        """Return when a meeting takes place: its slot, up to the end of the last one it covers."""
        slot = self.slot_by_id.get(meeting.slot or "")
        if slot is None or meeting.rounds == 1:
            return slot
        return replace(slot, end=(self.covered(slot.id, meeting.rounds) or (slot,))[-1].end)

    def slots_of(self, meeting: _Placed) -> tuple[str, ...]:
        """Return the ids of all slots that a meeting takes."""
        if meeting.slot is None or meeting.rounds == 1:
            return (meeting.slot,) if meeting.slot else ()
        return tuple(slot.id for slot in self.covered(meeting.slot, meeting.rounds)) or (meeting.slot,)

    @cached_property
    def _number_of_round(self) -> Mapping[str, int]:
        return {slot.id: number for number, slot in enumerate(self.meeting_slots)}

    @cached_property
    def home_tables(self) -> Mapping[str, frozenset[str]]:
        """Map an organisation's id to the tables that are bound to it."""
        homes: dict[str, set[str]] = {}
        for table in self.tables:
            owner = self.person_by_id.get(table.fixed_for or "")
            if owner:
                homes.setdefault(owner.organisation, set()).add(table.id)
        return {organisation: frozenset(tables) for organisation, tables in homes.items()}


class Phase(StrEnum):
    """What the timetable says about a moment."""

    BEFORE = "before"
    RUNNING = "running"
    CHANGE = "change"
    BREAK = "break"
    AFTER = "after"
    NO_SLOTS = "no slots"


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a moment lies in the timetable; `number` counts rounds from 1, 0 before the first."""

    phase: Phase
    number: int
    rounds: int
    slot: Slot | None
    following: Slot | None


def moment(schedule: Schedule, now: datetime) -> Moment:
    """Return the round that runs at `now`, or what stands in its place, and the round after it."""
    rounds = schedule.meeting_slots
    if not rounds:
        return Moment(Phase.NO_SLOTS, 0, 0, None, None)
    started = sum(1 for slot in rounds if slot.start <= now)
    current = rounds[started - 1] if started else None
    following = rounds[started] if started < len(rounds) else None
    if current is None:
        return Moment(Phase.BEFORE, 0, len(rounds), None, following)
    if now < current.end:
        return Moment(Phase.RUNNING, started, len(rounds), current, following)
    if following is None:
        return Moment(Phase.AFTER, started, len(rounds), None, None)
    on_break = any(s.is_break and s.start <= now < s.end for s in schedule.slots)
    phase = Phase.BREAK if on_break or following.block != current.block else Phase.CHANGE
    return Moment(phase, started, len(rounds), None, following)
