"""A day of a few people and meetings, and a hand that writes entries into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain import badge
from coordinator.domain.day import Books, Day
from coordinator.domain.entries import Entry, Fact, PlanAdopted
from coordinator.domain.people import Organisation, Person, Registration
from coordinator.domain.schedule import Checkpoint, EventInfo, Meeting, Schedule, Slot, Table
from coordinator.domain.step import replay, start, step

if TYPE_CHECKING:
    from coordinator.domain.day import Recorded

ZONE = ZoneInfo("Europe/Madrid")
INFO = EventInfo("Small Forum", date(2026, 11, 24), "Europe/Madrid")


def slot(number: int) -> Slot:
    """Return the slot of twenty minutes that starts at this hour."""
    return Slot(
        f"S{number}",
        datetime(2026, 11, 24, 8 + number, 0, tzinfo=ZONE),
        datetime(2026, 11, 24, 8 + number, 20, tzinfo=ZONE),
    )


def person(key: str, registration: Registration = Registration.REGISTERED) -> Person:
    """Return a person with an organisation of their own."""
    return Person(key, key, "Test", f"O{key}", registration=registration)


PLAN = Schedule(
    INFO,
    tuple(Organisation(f"O{key}", f"Org {key}") for key in "ABCDW"),
    (*(person(key) for key in "ABCD"), person("W", Registration.CANCELLED)),
    (slot(1), slot(2), slot(3)),
    (Table("T1", "1"), Table("T2", "2")),
    (
        Meeting("M1", "A", ("B",), "S1", "T1"),
        Meeting("M2", "A", ("C",), "S2", "T1"),
        Meeting("M3", "D", ("B",), "S2", "T2"),
    ),
    checkpoints=(Checkpoint("door", "Door"), Checkpoint("hall", "Hall")),
)


@dataclass
class Hand:
    """Writes one entry after the other, one second apart, and keeps the day."""

    day: Day
    entries: list[Entry] = field(default_factory=list)
    verdicts: list[Recorded] = field(default_factory=list)

    def __call__(self, fact: Fact, *, at: int | None = None, desk: str = "Desk 1") -> Recorded:
        """Write this fact and return what became of it."""
        number = len(self.entries) + 1
        wall = number * 1000 if at is None else at
        entry = Entry(f"e{number}", desk, number, wall, wall, fact)
        self.day, recorded = step(self.day, entry)
        self.entries.append(entry)
        self.verdicts.append(recorded)
        return recorded

    def replayed(self) -> Day:
        """Return the day made anew from the entries alone."""
        return replay(start(self.day.books), self.entries)


@pytest.fixture
def books() -> Books:
    """Return plan 0 without walk-ins, plan 1, a badge token for everybody and a second one for A."""
    return Books({0: Schedule(INFO), 1: PLAN}, {token(number): who for number, who in enumerate("ABCDWA")})


def token(number: int) -> str:
    """Return the token of the event BCD that is made of this number alone."""
    return badge.make("BCD", lambda limit: number % limit)


@pytest.fixture
def hand(books: Books) -> Hand:
    """Return a hand before a day whose plan 1 was just adopted."""
    written = Hand(start(books))
    written(PlanAdopted(1))
    return written
