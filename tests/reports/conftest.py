"""A small event with four people, and a way to let things happen in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
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

START = datetime(2017, 5, 16, 9, 0, tzinfo=ZoneInfo("America/New_York"))
OPENS = int(datetime(2017, 5, 16, 12, 30, 0, 250_000, tzinfo=UTC).timestamp() * 1000)


def _slot(number: int) -> Slot:
    begin = START + timedelta(minutes=25 * (number - 1))
    return Slot(f"R{number}", begin, begin + timedelta(minutes=20))


@pytest.fixture
def morning() -> Day:
    """Return a day with four people of three organisations and three meetings, before anything happened."""
    schedule = Schedule(
        EventInfo("Matchmaking", date(2017, 5, 16), "America/New_York"),
        (Organisation("o1", "Digital Hub Łódź", "PL", "A"), Organisation("o2", "Boston BioHarbor", "US", "B")),
        (
            Person("E1", "Małgorzata", "Wiśniewska", "o1"),
            Person("E2", "Paweł", "Źrebiec", "o1"),
            Person("E3", "Withdrawn", "Person", "o1", registration=Registration.CANCELLED),
            Person("U1", "Priya", "Raman", "o2"),
        ),
        (_slot(1), _slot(2), _slot(3)),
        (Table("T1", "1", fixed_for="U1"), Table("T2", "2")),
        (
            Meeting("M1", "U1", ("E1",), "R1", "T1"),
            Meeting("M2", "U1", ("E2",), "R2", "T1"),
        ),
        checkpoints=(Checkpoint("registration", "Registration desk"),),
    )
    tokens = {"BCDBBBBBBBBBBBBBBBBB": "E1", "BCDCCCCCCCCCCCCCCCCC": "E2", "BCDDDDDDDDDDDDDDDDDD": "E1"}
    return step.start(Books({0: Schedule(schedule.event), 1: schedule}, tokens))


@pytest.fixture
def happen() -> Callable[..., Day]:
    """Return a function that lets facts happen, one a minute; before the first the schedule is adopted."""

    def run(day: Day, *facts: Fact) -> Day:
        if not day.history:
            facts = (PlanAdopted(1), *facts)
        for number, fact in enumerate(facts, len(day.history)):
            wall = OPENS + number * 60_000
            day, _ = step.step(day, Entry(f"e{number}", "Desk 1", number, wall, wall, fact))
        return day

    return run
