"""Random tiny days, and the rules of a day written a second time and slowly, without the planner."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.day import Day, MeetingNow, Presence
from coordinator.domain.entries import MeetingMissed, MeetingStarted
from coordinator.domain.people import Registration
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import MeetingStatus, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Hall = Any

SITTING = (MeetingStatus.PLANNED, MeetingStatus.RUNNING, MeetingStatus.HELD)
WORTH = {"pending": 0, "standby": 1, "accepted": 2}
PROMISE = 3 * 10 + 2 + 1
Seat = tuple[str, tuple[str, ...], str, int]  # the meeting, who sits there, the round, and what it is worth


@pytest.fixture
def floor_of() -> Callable[[Hall, Day], Floor]:
    """Return a way to ask about a day without the planner."""
    return Floor


@pytest.fixture
def faults_of() -> Callable[[Day], set[str]]:
    """Return a judge of plans that is not the planner."""
    return lambda day: {*faults(day)}


@pytest.fixture
def tiny_hall(hall: Callable[..., Hall]) -> Callable[..., Hall]:
    """Return a maker of random days of a few people and rounds, somewhere near their beginning.

    Some of the meetings break a rule if they may.
    """
    return lambda seed, **may: random_hall(hall, seed, **may)


@dataclass
class Floor:
    """What can be asked of a day without the planner."""

    hall: Hall
    day: Day

    @property
    def ahead(self) -> list[Any]:
        """Return the rounds to come."""
        return [slot for slot in self.day.schedule.meeting_slots if slot.start > self.hall.now]

    @property
    def soon(self) -> list[str]:
        """Return the rounds in which only people who are here get a new meeting."""
        return [slot.id for slot in self.ahead[: self.hall.policy.lead]]

    def is_here(self, person: str) -> bool:
        """Return whether a person is in the hall."""
        return self.day.presence(person) is Presence.HERE

    def can(self, one: str, slot: Any) -> bool:
        """Return whether a person can be in the hall in a round to come; an interpreter from outside always can."""
        known = self.day.person(one)
        if known is None:
            return True
        if slot.id in known.unavailable or not known.registration.may_enter:
            return False
        presence = self.day.presence(one)
        if presence is Presence.LATE:
            return bool(slot.start.timestamp() * 1000 >= self.day.standing(one).expected)
        return presence in (Presence.HERE, Presence.UNKNOWN)

    def interpreter(self, meeting: MeetingNow) -> tuple[str, ...]:
        """Return who interprets in a meeting."""
        return (meeting.planned.interpreter,) if meeting.planned and meeting.planned.interpreter else ()

    def needed(self, meeting: MeetingNow) -> tuple[str, ...]:
        """Return everybody a meeting cannot do without."""
        return (*meeting.people, *self.interpreter(meeting))

    def slot(self, meeting: MeetingNow) -> Any:
        """Return the round to come in which a meeting stands, or None."""
        return next((slot for slot in self.ahead if slot.id == meeting.slot), None)

    def homes(self, person: str) -> list[str]:
        """Return the open tables of this person's organisation."""
        mine, tables = self.day.person(person).organisation, self.day.schedule.tables
        return [t.id for t in tables if t.active and t.fixed_for and self.day.person(t.fixed_for).organisation == mine]

    def tables(self, people: tuple[str, ...], now: str | None) -> list[str]:
        """Return the tables for these people: at home where they sit now, else at the first home, else the pool."""
        homes = [self.homes(person) for person in people if self.homes(person)]
        here = [tables for tables in homes if now in tables]
        pool = [table.id for table in self.day.schedule.tables if table.active and not table.fixed_for]
        return (here or homes or [pool])[0]

    # what may be added

    def broken(self) -> list[MeetingNow]:
        """Return the meetings that lost their place, or cannot be held in it."""
        found = []
        for meeting in self.day.meetings.values():
            if meeting.status is MeetingStatus.MISSED and not meeting.settled:
                found.append(meeting)
            elif meeting.status is MeetingStatus.PLANNED:
                slot = self.slot(meeting)
                lost = slot is not None and not all(self.can(one, slot) for one in self.needed(meeting))
                if lost or meeting.slot is None:
                    found.append(meeting)
        return found

    def missed(self) -> set[str]:
        """Return who was missed today."""
        found: set[str] = set()
        for m in self.day.meetings.values():
            if m.status is MeetingStatus.MISSED and not m.settled:
                side = {Side.HOST: {m.host}, Side.GUEST: {*m.guests}}.get(m.missed or Side.BOTH, {*m.people})
                found |= {person for person in side if not self.is_here(person)} or side
        return found

    def counts(self, person: str) -> bool:
        """Return whether somebody may be promised a meeting."""
        presence = self.day.presence(person)
        if not self.day.person(person).registration.may_enter:
            return False
        if presence is Presence.LATE:
            return bool(self.day.standing(person).expected >= self.hall.now.timestamp() * 1000)
        return presence is Presence.HERE or (presence is Presence.UNKNOWN and person not in self.missed())

    def rounds(self, people: tuple[str, ...], more: tuple[str, ...], *, stand_in: bool = False) -> list[str]:
        """Return the rounds in which these people may be given a meeting."""
        near = [*self.soon, self.ahead[0].id] if stand_in and self.ahead else self.soon
        return [
            slot.id
            for slot in self.ahead
            if all(self.counts(p) for p in people)
            and all(self.can(one, slot) for one in (*people, *more))
            and (slot.id not in near or all(self.is_here(p) for p in people))
        ]

    def met(self, besides: str) -> set[frozenset[str]]:
        """Return the pairs that meet in other meetings."""
        others = (m for m in self.day.meetings.values() if m.status in SITTING and m.id != besides)
        return {both for m in others for both in pairs(m.people)}

    def worth(self, both: frozenset[str]) -> int:
        """Return what a meeting of two people is worth."""
        asked = [r for r in self.day.schedule.requests if {r.from_person, r.to_person} == both]
        asked = [r for r in asked if r.status.value in WORTH]
        if not asked:
            return 3 * 3 + 2
        ranks = sum(max((6 - r.priority for r in asked if r.from_person == person), default=0) for person in both)
        return 3 * ranks + max(WORTH[r.status.value] for r in asked)

    def seats_of(self, meeting: MeetingNow) -> Iterator[Seat]:
        """Return every way to recover a broken meeting."""
        if meeting.pinned or self.met(meeting.id) & pairs(meeting.people):
            return
        more, value = self.interpreter(meeting), PROMISE + max(self.worth(both) for both in pairs(meeting.people))
        for slot in self.rounds(meeting.people, more):
            yield meeting.id, meeting.people, slot, value
        away = [person for person in meeting.people if not self.counts(person)]
        if len(away) == 1:
            for colleague in self.day.colleagues(away[0]):
                people = tuple(colleague.id if person == away[0] else person for person in meeting.people)
                if colleague.id in meeting.people or self.met(meeting.id) & pairs(people):
                    continue
                if self.is_here(colleague.id):
                    for slot in self.rounds(people, more, stand_in=True):
                        yield meeting.id, people, slot, value - 1

    def wishes(self) -> list[list[Seat]]:
        """Return every way to fill each wish."""
        promised = [m for m in self.day.meetings.values() if m.status in SITTING or m.is_broken]
        met = {both for m in promised for both in pairs(m.people)}
        asked: dict[frozenset[str], list[Any]] = {}
        for request in self.day.schedule.requests:
            if request.status.value in WORTH:
                asked.setdefault(frozenset({request.from_person, request.to_person}), []).append(request)
        found = []
        for both, requests in asked.items():
            if both not in met:
                best = min(requests, key=lambda r: (r.priority, -WORTH[r.status.value]))
                people = (best.from_person, best.to_person)
                found.append([(f"wish {best.id}", people, slot, self.worth(both)) for slot in self.rounds(people, ())])
        return found


def pairs(people: tuple[str, ...]) -> set[frozenset[str]]:
    """Return who meets whom: the host every guest."""
    return {frozenset({people[0], guest}) for guest in people[1:]}


# -- random days


def random_hall(hall: Callable[..., Hall], seed: int, *, break_rules: bool = False) -> Hall:
    """Return a day of a few people and rounds, somewhere near its beginning."""
    draw = random.Random(seed)  # noqa: S311 (must be the same every time)
    made = hall(rounds=draw.randint(3, 4), tables=draw.choice((1, 1, 2, 2, 3)))
    names = [f"P{n}" for n in range(draw.randint(3, 5))]
    made.people(*(f"{name}@{draw.choice(('Acme', 'Brew', 'Coop', 'Deli'))}" for name in names))
    rounds = [slot.id for slot in made.schedule.slots]
    for number in range(draw.choice((0, 0, 1, 2))):
        made.table(f"H{number}", home=draw.choice(names))
    for name in names:
        if draw.random() < 0.04:
            made.edit(name, registration=Registration.CANCELLED)
        if draw.random() < 0.15:
            made.edit(name, unavailable=frozenset(draw.sample(rounds, 1)))
        if draw.random() < 0.2:
            made.edit(name, max_meetings=draw.randint(1, 3))
    for number in range(draw.choice((4, 8, 20))):
        before = made.schedule
        _meeting(made, draw, names, rounds, number)
        if faults(made.day()) and not (break_rules and draw.random() < 0.15):
            made.schedule = before
    for number in range(draw.randint(1, 7)):
        one, other = draw.sample(names, 2)
        status = draw.choice(("accepted", "standby", "pending", "declined"))
        made.wish(f"Q{number} {one} {other} {status} {draw.randint(1, 5)}")
    made.policy = Policy(lead=draw.choice((0, 0, 1, 1, 2)))
    made.at(f"{9 + (minute := draw.choice((-5, 2, 2, 10, 21))) // 60:02}:{minute % 60:02}")
    if draw.random() < 0.25:
        closed = draw.choice(made.schedule.tables).id
        tables = tuple(replace(t, active=t.id != closed) for t in made.schedule.tables)
        made.schedule = replace(made.schedule, tables=tables)
    return _morning(made, draw, names)


def _meeting(made: Hall, draw: random.Random, names: list[str], rounds: list[str], number: int) -> None:
    guests = draw.sample(names, 3 if draw.random() < 0.1 else 2)
    table, slot = draw.choice(made.schedule.tables).id, draw.choice(rounds)
    place = "- -" if draw.random() < 0.1 else f"{slot} {table}"
    others = [name for name in (*names, "Iris", "Iris") if name not in guests]
    interpreter = draw.choice(others) if draw.random() < 0.15 else ""
    text = f"M{number} {guests[0]} {'+'.join(guests[1:])} {place}"
    made.meeting(text, pinned=draw.random() < 0.1, interpreter=interpreter)


def _morning(made: Hall, draw: random.Random, names: list[str]) -> Hall:
    made.wake(draw, names, (12, 3, 2, 2, 1), lambda: f"09:{draw.randint(0, 59):02}")
    floor = Floor(made, made.day())
    for meeting in made.schedule.meetings:
        to_come = meeting.slot in [slot.id for slot in floor.ahead]
        if meeting.slot and draw.random() < (0.1 if to_come else 0.6):
            made.then(MeetingMissed(meeting.id, draw.choice(list(Side))))
        elif meeting.slot and draw.random() < 0.04:
            made.then(MeetingStarted(meeting.id))
    return made


def faults(day: Day) -> list[str]:
    """Return what is wrong with a plan, whoever is here."""
    floor = Floor(None, day)
    meetings = [m for m in day.meetings.values() if m.status in SITTING]
    placed = [m for m in meetings if m.slot]
    wrong = []
    for one in placed:
        homes = {table for person in one.people for table in floor.homes(person)}
        table = day.schedule.table_by_id[one.table]
        fits = table.active and (table.id in homes if homes else not table.fixed_for)
        wrong += [f"{one.id} at {one.table}"] * (not fits)
        asked = (day.person(one_of) for one_of in floor.needed(one))
        wrong += [f"{p.id} is away in {one.id}" for p in asked if p and one.slot in p.unavailable]
    for one, other in itertools.combinations(meetings, 2):
        wrong += [f"pair in {one.id} and {other.id}"] * bool(pairs(one.people) & pairs(other.people))
        if one.slot and one.slot == other.slot:
            wrong += [f"table of {one.id} and {other.id}"] * (one.table == other.table)
            both = {*floor.needed(one)} & {*floor.needed(other)}
            wrong += [f"{person} in {one.id} and {other.id}" for person in sorted(both)]
    for person in day.people():
        load = sum(person.id in m.people for m in placed)
        wrong += [f"{person.id} has too many"] * (person.max_meetings is not None and load > person.max_meetings)
    return wrong
