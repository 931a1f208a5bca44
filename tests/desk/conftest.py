"""Desks that stand before real event files."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from coordinator.desk import opening, sample
from coordinator.desk.clock import OwnClock
from coordinator.domain.schedule import EventInfo
from coordinator.intake import door

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coordinator.desk.desk import Desk
    from coordinator.domain.schedule import Schedule

SHEETS = ("event", "participants", "slots", "tables", "meetings", "requests", "checkpoints")


@pytest.fixture(scope="session")
def schedule() -> Schedule:
    """Return the sample event's schedule, read once."""
    read = door.load([sample.folder() / f"{sheet}.csv" for sheet in SHEETS]).schedule
    assert read is not None
    return read


@pytest.fixture
def clock() -> OwnClock:
    """Return a clock that stands at 09:00 of the sample's day until a test moves it."""
    nine = datetime(2017, 5, 16, 9, tzinfo=ZoneInfo("America/New_York"))
    return OwnClock(int(nine.timestamp() * 1000), speed=0)


@pytest.fixture
def desk(tmp_path: Path, schedule: Schedule, clock: OwnClock) -> Iterator[Desk]:
    """Return a desk before a new event file that has adopted the sample's schedule."""
    opened = opening.create(tmp_path / "event.sqlite", EventInfo("Test", schedule.event.date, "UTC"), clock=clock)
    opened.adopt(schedule)
    yield opened
    opened.close()


@pytest.fixture
def reopened(desk: Desk, clock: OwnClock) -> Iterator[Any]:
    """Return a function that closes the desk and stands before the same file again."""
    later: list[Desk] = []

    def reopen(name: str = "Desk 1") -> Desk:
        (later[-1] if later else desk).close()
        later.append(opening.open_event(desk.path, clock=clock, desk=name))
        return later[-1]

    yield reopen
    for opened in later:
        opened.close()
