"""A small event with three plans, and a hand that lives the day and writes it into a real file."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain.day import WALK_INS, Books, Recorded
from coordinator.domain.entries import Entry, PlanAdopted, Verdict, WalkedIn
from coordinator.domain.people import Organisation, Person
from coordinator.domain.schedule import EventInfo, Meeting, MeetingStatus, Schedule, Side, Slot, Table
from coordinator.domain.step import start, step
from coordinator.store.additions import NOTHING, Additions, AdoptedPlan
from coordinator.store.event_file import EventFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from coordinator.domain.entries import Fact

ZONE = ZoneInfo("America/New_York")
INFO = EventInfo("Small Forum", date(2017, 5, 16), "America/New_York", "Hall 4")
PEOPLE = tuple(Person(key, f"First{key}", f"Last{key}", f"O{key}") for key in "ABCDEF")
SLOTS = tuple(
    Slot(f"S{n}", datetime(2017, 5, 16, 8 + n, 0, tzinfo=ZONE), datetime(2017, 5, 16, 8 + n, 20, tzinfo=ZONE))
    for n in range(1, 5)
)
FIRST = Schedule(
    INFO,
    tuple(Organisation(f"O{key}", f"Organisation {key}", "ES", "A") for key in "ABCDEF"),
    PEOPLE,
    SLOTS,
    (Table("T1", "1"), Table("T2", "2")),
    (
        Meeting("M1", "A", ("B",), "S1", "T1"),
        Meeting("M2", "A", ("C",), "S2", "T1"),
        Meeting("M3", "D", ("B", "E"), "S2", "T2"),
        Meeting("M4", "D", ("C",), "S3", "T2", MeetingStatus.MISSED, Side.GUEST),
        Meeting("M5", "E", ("F",), "S3", "T1", MeetingStatus.CANCELLED),
    ),
)
SECOND = replace(
    FIRST,
    people=PEOPLE[:5],
    meetings=(
        Meeting("M1", "A", ("C",), "S3", "T2"),
        Meeting("M2", "A", ("D",), "S2", "T1"),
        Meeting("M4", "D", ("C",), "S3", "T2"),
        Meeting("M6", "E", ("B",), "S4", "T1"),
    ),
)
THIRD = replace(
    SECOND,
    meetings=(
        Meeting("M1", "A", ("E",), "S1", "T1"),
        Meeting("M3", "D", ("B",), "S4", "T2"),
        Meeting("M6", "E", ("C",), "S4", "T1"),
    ),
)
PLANS = {1: FIRST, 2: SECOND, 3: THIRD}
TOKENS = {f"TOKEN{key}": key for key in "ABCDEF"}


class Hand:
    """Writes facts as a desk does: judged by `step`, then appended with what they add to the books."""

    def __init__(self, desk: str = "Desk 1") -> None:
        self.desk, self.number = desk, 0
        self.day = start(Books({WALK_INS: Schedule(INFO)}))
        self.written: list[tuple[Recorded, Additions]] = []

    def make(self, fact: Fact, additions: Additions = NOTHING) -> Recorded:
        """Make one entry, let it enter the day, and keep it to be appended."""
        books = self.day.books
        if additions.plan:
            books = books.with_plan(additions.plan.number, additions.plan.schedule)
        if additions.people:
            books = books.with_walk_ins(additions.people, additions.organisations)
        self.number += 1
        entry = Entry(str(uuid.uuid4()), self.desk, self.number, 1_494_936_000_000 + self.number, self.number, fact)
        self.day, recorded = step(self.day.with_books(books.with_badges(additions.badges)), entry)
        self.written.append((recorded, additions))
        return recorded

    def adopt(self, number: int = 1) -> Recorded:
        """Import one of the three plans."""
        badges = TOKENS if number == 1 else {}
        return self.make(PlanAdopted(number), Additions(AdoptedPlan(number, PLANS[number]), badges=badges))

    def walk_in(self, key: str = "W1") -> Recorded:
        """Let somebody register on the spot."""
        additions = Additions(
            people=(Person(key, "Walk", "In", f"O{key}"),),
            organisations=(Organisation(f"O{key}", f"New {key}"),),
            badges={f"TOKEN{key}": key},
        )
        return self.make(WalkedIn(key, "registration"), additions)

    def save(self, file: EventFile) -> None:
        """Append everything made since the last time, one transaction each."""
        for recorded, additions in self.written:
            file.append([recorded], additions)
        self.written.clear()


def entry(number: int, fact: Fact, desk: str = "Desk 1") -> Recorded:
    """Return an entry whose effect does not matter."""
    return Recorded(Entry(f"{desk}-{number}", desk, number, number, number, fact), Verdict.APPLIED)


@pytest.fixture
def hand() -> Hand:
    """Return a hand before anything happened."""
    return Hand()


@pytest.fixture
def new_hand() -> Callable[[], Hand]:
    """Return what makes hands."""
    return Hand


@pytest.fixture
def first_plan() -> Schedule:
    """Return the first plan of the small event."""
    return FIRST


@pytest.fixture
def info() -> EventInfo:
    """Return the small event."""
    return INFO


@pytest.fixture
def numbered() -> Callable[[int, Fact], Recorded]:
    """Return what makes entries with simple ids."""
    return entry


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the event file will be."""
    return tmp_path / "forum.event"


@pytest.fixture
def create() -> Iterator[Callable[[Path], EventFile]]:
    """Return what creates event files and closes them in the end."""
    opened: list[EventFile] = []

    def make(place: Path, event_id: str = "event-1") -> EventFile:
        opened.append(EventFile.create(place, INFO, tag="BCD", event_id=event_id))
        return opened[-1]

    yield make
    for file in opened:
        file.close()


@pytest.fixture
def file(create: Callable[[Path], EventFile], path: Path) -> EventFile:
    """Return a new open event file."""
    return create(path)


@pytest.fixture
def rows() -> Callable[..., Sequence[tuple[object, ...]]]:
    """Return what asks the open file in SQL."""

    def ask(file: EventFile, sql: str, *values: object) -> Sequence[tuple[object, ...]]:
        return file._db.conn.execute(sql, values).fetchall()

    return ask
