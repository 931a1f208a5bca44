"""The sample event as a day, read without the import, so that paper is tested on its own."""

from __future__ import annotations

import csv
import io
import itertools
import random
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain import badge, step
from coordinator.domain.day import Books, Day
from coordinator.domain.entries import Change, Entry, MeetingMissed, PlanAdopted, PlanChanged, RepairKind
from coordinator.domain.people import Organisation, Person
from coordinator.domain.schedule import EventInfo, Meeting, Schedule, Side, Slot, Table
from coordinator.paper.door import Document, Result, render
from coordinator.views import papers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coordinator.domain.entries import Fact

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
ZONE = ZoneInfo("America/New_York")


def _sheet(name: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _schedule() -> Schedule:
    event = {row["key"]: row["value"] for row in _sheet("event")}
    people = [
        Person(
            row["participant_id"],
            row["first_name"],
            row["last_name"],
            row["organisation"],
            job_title=row["job_title"],
            country=row["country"],
            participant_type=row["participant_type"],
            side=row["side"],
        )
        for row in _sheet("participants")
    ]
    return Schedule(
        EventInfo(
            event["name"],
            datetime.fromisoformat(event["date"]).date(),
            event["timezone"],
            event["venue"],
        ),
        tuple(Organisation(o, o, side=s) for o, s in dict.fromkeys((p.organisation, p.side) for p in people)),
        tuple(people),
        tuple(
            Slot(r["slot_id"], _time(r["start"]), _time(r["end"]), r["block"], r["kind"] == "break")
            for r in _sheet("slots")
        ),
        tuple(
            Table(r["table_id"], r["label"], r["room"], fixed_for=r["fixed_participant"] or None)
            for r in _sheet("tables")
        ),
        tuple(
            Meeting(r["meeting_id"], r["host_id"], (r["guest_id"],), r["slot_id"], r["table_id"])
            for r in _sheet("meetings")
        ),
    )


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.fixture(scope="session")
def schedule() -> Schedule:
    return _schedule()


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
    draw = random.Random(5).randrange  # noqa: S311
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
    """Return a function that prints records and gives back the PDF."""

    def run(document: Document, records: Sequence[papers.Record]) -> tuple[bytes, Result]:
        out = io.BytesIO()
        result = render(document, records, schedule.event, out)
        return out.getvalue(), result

    return run


@pytest.fixture(scope="session")
def badge_of() -> Callable[..., papers.BadgeRecord]:
    """Return a function that makes the badge of somebody with this name and organisation."""
    draw, numbers = random.Random(7).randrange, itertools.count(1)  # noqa: S311
    plain = papers.BadgeRecord("", "", "", "Cluster manager", "EU cluster", "Poland", "A", "")

    def make(name: str, organisation: str = "Digital Hub Łódź", **more: str) -> papers.BadgeRecord:
        token = badge.make("BCD", draw)
        return replace(plain, person=f"P{next(numbers)}", name=name, organisation=organisation, token=token, **more)

    return make
