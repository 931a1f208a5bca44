"""Small days made by hand, for whatever stands on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain import step
from coordinator.domain.day import Books, Day
from coordinator.domain.entries import Entry, PlanAdopted
from coordinator.domain.people import Organisation, Person, Registration
from coordinator.domain.schedule import Checkpoint, EventInfo, Meeting, Schedule, Slot, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.entries import Fact

BEGIN = datetime(2026, 5, 1, 9, 0, tzinfo=ZoneInfo("Europe/Berlin"))
"""A first of May, a Friday: the day French writes with an ordinal."""

HEBREW, ARABIC = "יונתן", "شركة الأفق"


def slot(number: int, begin: int, *, block: str = "morning", pause: bool = False, day: int = 0) -> Slot:
    """Return a slot of twenty minutes that begins so many minutes after nine."""
    start = BEGIN + timedelta(minutes=begin, days=day)
    return Slot(f"{'B' if pause else 'R'}{number}", start, start + timedelta(minutes=20), block, is_break=pause)


PEOPLE = (
    Person("A1", "Željka", "Zorić", "oa", languages="hr; de", phone="+49 1"),
    Person("A2", "Åsa", "Ärlig", "oa", languages="sv;fr"),
    Person("A3", "Ludwig", "Łuczak", "oa", languages="pl-PL / en"),
    Person("B1", HEBREW, "כהן", "ob", needs_interpreter=True, phone="+972 2"),
    Person("B2", "Owen", "Abel", "ob", languages="English"),
    Person("C1", "Solo", "Grün", "", languages="Niederländisch (C1), English"),
    Person("X1", "Not", "Coming", "ob", registration=Registration.REJECTED),
    Person("I1", "Inés", "Intérprete", "", languages="es; he; en", phone="+34 3"),
)
SCHEDULE = Schedule(
    EventInfo("Matchmaking", date(2026, 5, 1), "Europe/Berlin", "Hall 4"),
    (Organisation("oa", "Digital Hub GmbH", "PL", "A"), Organisation("ob", ARABIC, "IL", "B")),
    PEOPLE,
    (slot(1, 0), slot(2, 25), slot(1, 45, block="coffee", pause=True), slot(3, 65), slot(4, 90)),
    (Table("T10", "10"), Table("T2", "2", "Hall 4", fixed_for="A1"), Table("T1", "Lounge")),
    (
        Meeting("M1", "A1", ("B1",), "R1", "T2", interpreter="inés intérprete"),
        Meeting("M2", "A2", ("B2",), "R1", "T10"),
        Meeting("M3", "A1", ("B2",), "R2", "T2", interpreter="I1"),
        Meeting("M4", "C1", ("A3", "B1"), "R3", "T1", rounds=2),
    ),
    checkpoints=(Checkpoint("registration", "Registration"), Checkpoint("seminar", "Seminar A", "seminar")),
)


def day_of(schedule: Schedule, *facts: Fact) -> Day:
    """Return the day of a schedule after it was adopted and these facts happened, one a minute from nine o'clock."""
    day = step.start(Books({0: Schedule(schedule.event), 1: schedule}))
    return after(day, PlanAdopted(1), *facts)


def after(day: Day, *facts: Fact) -> Day:
    """Return a day after more facts."""
    for number, fact in enumerate(facts, len(day.history)):
        wall = int((BEGIN + timedelta(minutes=number)).timestamp() * 1000)
        day, _ = step.step(day, Entry(f"e{number}", "Desk 1", number, wall, wall, fact))
    return day


@pytest.fixture
def schedule() -> Schedule:
    """Return eight people of two organisations and none, four rounds, a break, three tables and four meetings."""
    return SCHEDULE


@pytest.fixture
def make() -> Callable[..., Day]:
    """Return a function that makes a day of a schedule and facts."""
    return day_of


@pytest.fixture
def more() -> Callable[..., Day]:
    """Return a function that lets more facts happen."""
    return after


@pytest.fixture
def begin() -> datetime:
    """Return when the first round begins."""
    return BEGIN


@pytest.fixture
def two_days() -> Schedule:
    """Return the same schedule with its last round on the next day."""
    return replace(SCHEDULE, slots=(*SCHEDULE.slots[:-1], slot(4, 0, day=1)))


@pytest.fixture
def empty() -> Schedule:
    """Return an event of which nothing is known but its name."""
    return Schedule(SCHEDULE.event, checkpoints=())


@pytest.fixture(scope="session")
def crowd() -> Schedule:
    """Return ten thousand people who have four meetings each in eight rounds at enough tables."""
    people = tuple(Person(f"P{n}", f"Given {n}", f"Family {n % 977}", f"o{n % 2500}") for n in range(10_000))
    rounds = tuple(slot(n, n * 25) for n in range(1, 9))
    meetings = tuple(
        Meeting(f"M{pair}-{number}", f"P{pair}", (f"P{pair + 5000}",), f"R{1 + (pair + number) % 8}", f"T{pair % 2500}")
        for pair in range(5_000)
        for number in range(4)
    )
    organisations = tuple(Organisation(f"o{n}", f"Organisation {n}") for n in range(2_500))
    return Schedule(
        SCHEDULE.event, organisations, people, rounds, tuple(Table(f"T{n}", str(n)) for n in range(2_500)), meetings
    )
