"""The sample event as a day, before anything happened and after a few repairs."""

from __future__ import annotations

import io
import itertools
import random
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain import badge, step
from coordinator.domain.day import Books, Day
from coordinator.domain.entries import Change, Entry, MeetingMissed, PlanAdopted, PlanChanged, RepairKind
from coordinator.domain.schedule import Schedule, Side
from coordinator.intake import door
from coordinator.paper import offering
from coordinator.paper.door import Result, render
from coordinator.views import papers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coordinator.domain.entries import Fact
    from coordinator.domain.printing import Document

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
SHEETS = ("event", "participants", "slots", "tables", "meetings", "requests", "checkpoints")
ZONE = ZoneInfo("America/New_York")


@pytest.fixture(scope="session")
def schedule() -> Schedule:
    """Return the sample event as it is imported."""
    found = door.load([SAMPLE / f"{sheet}.csv" for sheet in SHEETS], None).schedule
    assert found is not None
    return found


@pytest.fixture(scope="session")
def now() -> datetime:
    return datetime(2017, 5, 16, 9, 52, tzinfo=ZONE)


@pytest.fixture(scope="session")
def happen() -> Callable[..., Day]:
    """Return a function that lets facts happen on a day."""

    def run(day: Day, *facts: Fact) -> Day:
        for number, fact in enumerate(facts, len(day.history) + 1):
            wall = 1_494_939_000_000 + number * 60_000
            day, _ = step.step(day, Entry(f"e{number}", "Desk 1", number, wall, wall, fact))
        return day

    return run


@pytest.fixture(scope="session")
def morning(schedule: Schedule, happen: Callable[..., Day]) -> Day:
    """Return the sample event before anything happened, everybody with a badge."""
    draw = random.Random(5).randrange  # noqa: S311 - the same codes in every run
    tokens = {badge.make("BCD", draw): person.id for person in schedule.people}
    empty = Schedule(schedule.event)
    return happen(step.start(Books({0: empty, 1: schedule}, tokens)), PlanAdopted(1))


@pytest.fixture(scope="session")
def repaired(morning: Day, happen: Callable[..., Day]) -> Day:
    """Return the day after a no-show at table 2 was filled, one meeting moved and one got a substitute."""
    day = happen(morning, MeetingMissed("M013", Side.GUEST))
    missed = day.meetings["M013"]
    fill = Change("M900", missed.host, ("E27",), missed.slot or "", missed.table or "", request="Q001")
    day = happen(day, PlanChanged("M013", RepairKind.FILL, (fill,), expects=missed.version))
    free = [s.id for s in day.schedule.meeting_slots if s.id not in {m.slot for m in day.meetings_of("U01")}]
    other = day.meetings["M001"]
    move = Change("M001", other.host, other.guests, free[0], other.table or "")
    swap = day.meetings["M009"]
    stand_in = Change("M009", swap.host, ("E34",), swap.slot or "", swap.table or "")
    return happen(
        day,
        PlanChanged("M001", RepairKind.MOVE, (move,)),
        PlanChanged("M009", RepairKind.SUBSTITUTE, (stand_in,)),
    )


@pytest.fixture(scope="session")
def printed(schedule: Schedule) -> Callable[..., tuple[bytes, Result]]:
    """Return a function that prints records, on the usual stock unless another is chosen, and gives back the PDF."""

    def run(document: Document, records: Sequence[papers.Record], **chosen: Any) -> tuple[bytes, Result]:
        out = io.BytesIO()
        result = render(offering.job(document, **chosen), records, schedule.event, out)
        return out.getvalue(), result

    return run


@pytest.fixture(scope="session")
def badge_of() -> Callable[..., papers.BadgeRecord]:
    """Return a function that makes the badge of somebody with this name and organisation."""
    draw, numbers = random.Random(7).randrange, itertools.count(1)  # noqa: S311 - the same codes in every run
    plain = papers.BadgeRecord("", "", "", "Cluster manager", "EU cluster", "Poland", "A", "")

    def make(name: str, organisation: str = "Digital Hub Łódź", **more: str) -> papers.BadgeRecord:
        token = badge.make("BCD", draw)
        return replace(plain, person=f"P{next(numbers)}", name=name, organisation=organisation, token=token, **more)

    return make
