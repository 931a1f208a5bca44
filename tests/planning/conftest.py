"""A day in three lines, the sample event, and a real event's shape, for the tests of the planner."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain.day import Books, Day
from coordinator.domain.entries import (
    CheckedIn,
    CheckedOut,
    Entry,
    ExpectedLate,
    Fact,
    MarkedAbsent,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    PlanAdopted,
)
from coordinator.domain.people import Organisation, Person
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import EventInfo, Meeting, Request, RequestStatus, Schedule, Side, Slot, Table
from coordinator.domain.step import replay, start, step
from coordinator.planning.problem import Problem

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = REPOSITORY / "resources" / "sample"
FORUM = REPOSITORY.parent / "shared" / "data" / "forum-13"
ZONE = ZoneInfo("Europe/Vienna")
NINE = datetime(2026, 11, 24, 9, tzinfo=ZONE)
Row = dict[str, str]


@dataclass
class Hall:
    """A small day under construction: rounds of 20 minutes from 09:00, named R1, R2 and so on."""

    schedule: Schedule
    now: datetime = NINE
    policy: Policy = field(default_factory=Policy)
    facts: list[Fact] = field(default_factory=list)

    def people(self, *names: str) -> Hall:
        """Add people: "Ann@Acme"; a person without an organisation is one of their own."""
        for text in names:
            name, _, organisation = text.partition("@")
            if organisation and organisation not in self.schedule.organisation_by_id:
                self._add(organisations=Organisation(organisation, organisation))
            self._add(people=Person(name, name, "", organisation or name))
        return self

    def edit(self, person: str, **changes: object) -> Hall:
        """Give a person a limit, rounds they ruled out, or another registration."""
        people = tuple(replace(p, **changes) if p.id == person else p for p in self.schedule.people)
        self.schedule = replace(self.schedule, people=people)
        return self

    def table(self, number: str, home: str | None = None, *, active: bool = True) -> Hall:
        """Add a table, perhaps the home of somebody."""
        return self._add(tables=Table(number, number, fixed_for=home, active=active))

    def meeting(self, text: str, *, pinned: bool = False, interpreter: str = "", rounds: int = 1) -> Hall:
        """Add a meeting: "M1 Ann Bob R1 T1", or "M1 Ann Bob+Cara - -" if it has no place yet."""
        meeting, host, guests, *place = text.split()
        slot, table = (None if part == "-" else part for part in place)
        people = (meeting, host, tuple(guests.split("+")))
        return self._add(meetings=Meeting(*people, slot, table, pinned=pinned, interpreter=interpreter, rounds=rounds))

    def wish(self, text: str) -> Hall:
        """Add a request: "Q1 Ann Bob", with a status and a rank if it matters."""
        request, one, other, *more = text.split()
        status = RequestStatus(more[0]) if more else RequestStatus.ACCEPTED
        return self._add(requests=Request(request, one, other, status, int(more[1]) if len(more) > 1 else 3))

    def here(self, *people: str) -> Hall:
        """Check people in."""
        return self.then(*(CheckedIn(person, "registration") for person in people))

    def late(self, person: str, clock: str) -> Hall:
        """Let a person say when they come."""
        return self.then(ExpectedLate(person, int(self.time(clock).timestamp() * 1000)))

    def missed(self, meeting: str, side: Side = Side.GUEST) -> Hall:
        """Mark a side as missing."""
        return self.then(MeetingMissed(meeting, side, self.day().meetings[meeting].version))

    def wake(self, draw: random.Random, names: list[str], chances: tuple[int, ...], clock: Callable[[], str]) -> Hall:
        """Let people be here, unseen, late, absent or gone again, by chance; `clock` says when who is late comes."""
        for name in names:
            match draw.choices(("here", "unknown", "late", "absent", "left"), chances)[0]:
                case "here":
                    self.here(name)
                case "late":
                    self.late(name, clock())
                case "absent":
                    self.then(MarkedAbsent(name))
                case "left":
                    self.here(name).then(CheckedOut(name, "registration"))
                case _:
                    pass
        return self

    def miss_some(self, draw: random.Random) -> Hall:
        """Mark a side of half the meetings that have begun."""
        for meeting in self.schedule.meetings:
            if self.schedule.slot_by_id[meeting.slot or ""].start <= self.now and draw.random() < 0.5:
                self.then(MeetingMissed(meeting.id, draw.choice(list(Side))))
        return self

    def then(self, *facts: Fact) -> Hall:
        """Let something happen."""
        self.facts.extend(facts)
        return self

    def at(self, clock: str) -> Hall:
        """Set the clock."""
        self.now = self.time(clock)
        return self

    def time(self, clock: str) -> datetime:
        """Return a time of the event's day."""
        hour, minute = clock.split(":")
        return self.schedule.slots[0].start.replace(hour=int(hour), minute=int(minute))

    def day(self) -> Day:
        """Return the day after everything that happened; every fact must have had its effect."""
        books = Books({0: Schedule(self.schedule.event), 1: self.schedule})
        facts = [PlanAdopted(1), *self.facts]
        day = replay(start(books), [Entry(f"e{n}", "desk", n, n, n, fact) for n, fact in enumerate(facts)])
        assert all(recorded.verdict == "applied" for recorded in day.history.values())
        return day

    def problem(self) -> Problem:
        """Return the day as the planner sees it."""
        return Problem.of(self.day(), self.now, self.policy)

    def _add(self, **one: object) -> Hall:
        for name, item in one.items():
            self.schedule = replace(self.schedule, **{name: (*getattr(self.schedule, name), item)})
        return self


@pytest.fixture
def hall() -> Callable[..., Hall]:
    """Return a maker of small halls with some rounds and some tables that are nobody's home."""

    def make(rounds: int = 4, tables: int = 2) -> Hall:
        minutes = timedelta(minutes=20)
        slots = tuple(Slot(f"R{n + 1}", NINE + n * minutes, NINE + (n + 1) * minutes) for n in range(rounds))
        homes = tuple(Table(f"T{n + 1}", str(n + 1)) for n in range(tables))
        return Hall(Schedule(EventInfo("Test", date(2026, 11, 24), "Europe/Vienna"), slots=slots, tables=homes))

    return make


@pytest.fixture
def after() -> Callable[[Day, Fact], Day]:
    """Return a way to let one fact happen, which must have its effect."""

    def apply(day: Day, fact: Fact) -> Day:
        number = len(day.history)
        later, recorded = step(day, Entry(f"e{number}", "desk", number, number, number, fact))
        assert recorded.verdict == "applied", recorded
        return later

    return apply


@pytest.fixture
def sample() -> Hall:
    """Return the sample event as it opens, two minutes into the third round."""
    hall = _read(SAMPLE)
    for row in _sheet(SAMPLE, "morning"):
        hall.at(row["time"])
        meeting, version = row["meeting"], _version(hall, row["meeting"])
        match row["event"]:
            case "arrived":
                hall.then(CheckedIn(row["person"], row["detail"]))
            case "expected_late":
                hall.late(row["person"], row["detail"])
            case "started":
                hall.then(MeetingStarted(meeting, version))
            case "held":
                hall.then(MeetingHeld(meeting, version))
            case "missed":
                hall.then(MeetingMissed(meeting, Side(row["detail"]), version))
            case _:
                pass
    return hall


@pytest.fixture
def forum() -> Hall:
    """Return a real event's shape before anything happened."""
    if not FORUM.exists():
        pytest.skip(f"The shared event {FORUM} is not on this computer.")
    return _read(FORUM)


def _version(hall: Hall, meeting: str) -> str | None:
    """Return the entry that last changed this meeting: entry 0 adopts the plan, the others follow."""
    found = [n + 1 for n, fact in enumerate(hall.facts) if meeting and getattr(fact, "meeting", None) == meeting]
    return f"e{found[-1]}" if found else None


def _sheet(folder: Path, name: str) -> list[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _read(folder: Path) -> Hall:
    event = {row["key"]: row["value"] for row in _sheet(folder, "event")}
    zone = ZoneInfo(event["timezone"])
    people = _sheet(folder, "participants")
    slots = tuple(
        Slot(r["slot_id"], _time(r["start"], zone), _time(r["end"], zone), r["block"], r["kind"] == "break")
        for r in _sheet(folder, "slots")
    )
    schedule = Schedule(
        EventInfo(event["name"], date.fromisoformat(event["date"]), event["timezone"]),
        organisations=tuple(Organisation(name, name) for name in dict.fromkeys(r["organisation"] for r in people)),
        people=tuple(_person(r) for r in people),
        slots=slots,
        tables=tuple(
            Table(r["table_id"], r["label"], fixed_for=r["fixed_participant"] or None, active=r["active"] != "no")
            for r in _sheet(folder, "tables")
        ),
        meetings=tuple(
            Meeting(r["meeting_id"], r["host_id"], (r["guest_id"],), r["slot_id"], r["table_id"])
            for r in _sheet(folder, "meetings")
        ),
        requests=tuple(
            Request(r["request_id"], r["from_id"], r["to_id"], RequestStatus(r["status"]), int(r["priority"]))
            for r in _sheet(folder, "requests")
        ),
    )
    return Hall(schedule, now=slots[0].start)


def _person(row: Row) -> Person:
    unavailable = frozenset(filter(None, row.get("unavailable_slots", "").replace(",", ";").split(";")))
    return Person(
        row["participant_id"], row["first_name"], row["last_name"], row["organisation"], unavailable=unavailable
    )


def _time(text: str, zone: ZoneInfo) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=zone)
