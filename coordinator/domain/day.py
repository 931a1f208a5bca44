"""The state of the day: one value, the plan with the journal applied."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from coordinator.domain.print_log import PrintLog
from coordinator.domain.schedule import Meeting, MeetingStatus, Schedule, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coordinator.domain.entries import Entry, Verdict
    from coordinator.domain.people import Organisation, Person

WALK_INS = 0
"""The number of the plan that holds the people who registered on the spot."""

NOBODY = ""
"""The owner of a badge that was made without one, until somebody gets it."""


class Presence(StrEnum):
    """Whether a person is in the hall."""

    UNKNOWN = "unknown"
    HERE = "here"
    LATE = "late"
    ABSENT = "absent"
    LEFT = "left"

    @property
    def may_come(self) -> bool:
        """Return whether this person is here or still expected."""
        return self in (Presence.UNKNOWN, Presence.HERE, Presence.LATE)


@dataclass(frozen=True, slots=True)
class Visit:
    """An open check-in: the checkpoint, since when (UTC ms), and the entry that says so."""

    checkpoint: str
    since: int
    entry: str
    desk: str


@dataclass(frozen=True, slots=True)
class Scan:
    """The last time a person's badge was read."""

    at: int
    desk: str
    checkpoint: str
    entry: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one person stands today."""

    person: str
    visits: tuple[Visit, ...] = ()
    arrived: int | None = None
    left: int | None = None
    expected: int | None = None
    absent: bool = False
    walked_in: bool = False
    last_scan: Scan | None = None

    @property
    def presence(self) -> Presence:
        """Return whether the person is here, expected, absent or gone."""
        if self.visits:
            return Presence.HERE
        if self.absent:
            return Presence.ABSENT
        if self.expected is not None:
            return Presence.LATE
        return Presence.LEFT if self.left is not None else Presence.UNKNOWN

    def visit_at(self, checkpoint: str) -> Visit | None:
        """Return the open check-in at this checkpoint."""
        return next((visit for visit in self.visits if visit.checkpoint == checkpoint), None)


# Asked for every meeting of the day, so they are made once.
_OPEN = (MeetingStatus.PLANNED, MeetingStatus.RUNNING)
_TAKES_PLACE = (*_OPEN, MeetingStatus.HELD)


@dataclass(frozen=True, slots=True)
class MeetingNow:
    """A meeting as it stands: `version` is the entry that last changed it, None while it is as planned.

    `settled` says that staff decided to leave it; `request` names the wish it was made of during the day.
    """

    id: str
    host: str
    guests: tuple[str, ...]
    slot: str | None
    table: str | None
    status: MeetingStatus
    missed: Side | None = None
    reason: str = ""
    version: str | None = None
    settled: bool = False
    waits_until: int | None = None
    started: int | None = None
    ended: int | None = None
    request: str | None = None
    pinned: bool = False
    planned: Meeting | None = None

    @classmethod
    def as_planned(cls, meeting: Meeting) -> MeetingNow:
        """Return the meeting as the plan has it."""
        return cls(
            meeting.id,
            meeting.host,
            meeting.guests,
            meeting.slot,
            meeting.table,
            meeting.status,
            missed=meeting.missed,
            pinned=meeting.pinned,
            planned=meeting,
            request=meeting.source_request or None,
        )

    @property
    def people(self) -> tuple[str, ...]:
        """Return the ids of everybody who must be there, the host first."""
        return (self.host, *self.guests)

    @property
    def moved(self) -> bool:
        """Return whether slot, table or people differ from the plan, or the plan did not have it."""
        plan = self.planned
        return plan is None or (plan.slot, plan.table, plan.people) != (self.slot, self.table, self.people)

    @property
    def rounds(self) -> int:
        """Return how many rounds the meeting lasts."""
        return self.planned.rounds if self.planned else 1

    @property
    def takes_place(self) -> bool:
        """Return whether it occupies its people and its table: planned, running or held."""
        return self.status in _TAKES_PLACE

    @property
    def is_open(self) -> bool:
        """Return whether it is still to come or under way."""
        return self.status in _OPEN

    @property
    def is_broken(self) -> bool:
        """Return whether it was missed and nobody has decided yet what becomes of it."""
        return self.status is MeetingStatus.MISSED and not self.settled


@dataclass(frozen=True)
class Books:
    """What the journal refers to by id: every plan by its number, and whose badge a token was made for.

    Plan 0 holds the people who registered on the spot. Tokens stand in the order in which they were made; those of
    blank badges were made for `NOBODY`.
    """

    plans: Mapping[int, Schedule]
    badges: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def first_badges(self) -> Mapping[str, str]:
        """Map people to the first token that was made for them."""
        first: dict[str, str] = {}
        for token, person in self.badges.items():
            if person != NOBODY:
                first.setdefault(person, token)
        return first

    @cached_property
    def blanks(self) -> tuple[str, ...]:
        """Return the tokens that were made for nobody; the place of each is the number on the badge, less one."""
        return tuple(token for token, person in self.badges.items() if person == NOBODY)

    def with_plan(self, number: int, schedule: Schedule) -> Books:
        """Return the books with one more plan."""
        return replace(self, plans={**self.plans, number: schedule})

    def with_walk_ins(self, people: Iterable[Person], organisations: Iterable[Organisation]) -> Books:
        """Return the books with more people who registered on the spot."""
        before = self.plans[WALK_INS]
        return self.with_plan(
            WALK_INS,
            replace(
                before,
                people=(*before.people, *people),
                organisations=(*before.organisations, *organisations),
            ),
        )

    def with_badges(self, badges: Mapping[str, str]) -> Books:
        """Return the books with more tokens."""
        return replace(self, badges={**self.badges, **badges})

    def person(self, person: str, plan: int) -> Person | None:
        """Find a person in this plan, else among the walk-ins, else in an earlier plan."""
        for number in (plan, WALK_INS, *range(plan - 1, 0, -1)):
            found = self.plans[number].person_by_id.get(person) if number in self.plans else None
            if found:
                return found
        return None

    def organisation(self, organisation: str, plan: int) -> Organisation | None:
        """Find an organisation in the order in which people are found."""
        for number in (plan, WALK_INS, *range(plan - 1, 0, -1)):
            found = self.plans[number].organisation_by_id.get(organisation) if number in self.plans else None
            if found:
                return found
        return None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry of the journal with what became of it."""

    entry: Entry
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The whole day at one moment; equal books and equal entries give equal days.

    `standings` holds whoever has a standing that differs from "not seen yet", `new_badges` whoever has another token
    than the first one, `given` who got which blank badge, `undone` the ids of entries that were taken back.
    """

    books: Books
    plan: int
    standings: Mapping[str, Standing] = field(default_factory=dict)
    meetings: Mapping[str, MeetingNow] = field(default_factory=dict)
    new_badges: Mapping[str, str] = field(default_factory=dict)
    history: Mapping[str, Recorded] = field(default_factory=dict)
    undone: frozenset[str] = frozenset()
    given: Mapping[str, str] = field(default_factory=dict)
    prints: PrintLog = field(default_factory=PrintLog)

    @property
    def schedule(self) -> Schedule:
        """Return the plan in force."""
        return self.books.plans[self.plan]

    def standing(self, person: str) -> Standing:
        """Return where this person stands."""
        return self.standings.get(person) or Standing(person)

    def presence(self, person: str) -> Presence:
        """Return whether this person is in the hall."""
        return self.standing(person).presence

    def person(self, person: str) -> Person | None:
        """Find a person of the plan in force, a walk-in, or somebody of an earlier plan."""
        return self.books.person(person, self.plan)

    def organisation(self, organisation: str) -> Organisation | None:
        """Find an organisation."""
        return self.books.organisation(organisation, self.plan)

    def people(self) -> Iterator[Person]:
        """Return everybody of the plan in force, the walk-ins of today, and who came by an earlier plan."""
        planned = self.schedule.person_by_id
        yield from planned.values()
        for person, standing in self.standings.items():
            if person not in planned and (standing.walked_in or standing.arrived is not None):
                found = self.person(person)
                if found:
                    yield found

    def token_of(self, person: str) -> str | None:
        """Return the one token that opens the door for this person now."""
        return self.new_badges.get(person) or self.books.first_badges.get(person)

    def owner_of(self, token: str) -> str | None:
        """Return whose badge this is or was, `NOBODY` for a blank one that nobody got yet, None if it is none."""
        return self.given.get(token) or self.books.badges.get(token)

    def colleagues(self, person: str) -> tuple[Person, ...]:
        """Return the others of this person's organisation."""
        me = self.person(person)
        if me is None:
            return ()
        return tuple(p for p in self.people() if p.organisation == me.organisation and p.id != person)

    def meetings_of(self, person: str) -> tuple[MeetingNow, ...]:
        """Return this person's meetings in time order, whatever became of them."""
        mine = [m for m in self.meetings.values() if person == m.host or person in m.guests]
        order = {slot.id: number for number, slot in enumerate(self.schedule.meeting_slots)}
        return tuple(sorted(mine, key=lambda m: (order.get(m.slot or "", len(order)), m.id)))

    def active(self) -> Iterator[Entry]:
        """Return the entries that had an effect and were not taken back, in their order."""
        for recorded in self.history.values():
            if recorded.verdict == "applied" and recorded.entry.id not in self.undone:
                yield recorded.entry

    def with_books(self, books: Books) -> Day:
        """Return the same day with more plans, walk-ins or badges to refer to."""
        return replace(self, books=books)
