"""The sample event: its schedule is imported and its morning is played through the desk, entry by entry."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coordinator import assets
from coordinator.desk import opening
from coordinator.desk.answers import Refusal
from coordinator.desk.clock import OwnClock
from coordinator.domain.schedule import EventInfo, Side
from coordinator.domain.trouble import ProgramTrouble
from coordinator.intake import door

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from coordinator.desk.desk import Desk

_SHEETS = ("event", "participants", "slots", "tables", "meetings", "requests", "checkpoints")


@dataclass(frozen=True, slots=True)
class Happening:
    """One row of the sample's morning; `at` is a time of the event's own zone."""

    at: datetime
    event: str
    person: str
    meeting: str
    detail: str


def build(path: Path, progress: Callable[[int, int], None] | None = None) -> Desk:
    """Create the sample event at this path, two minutes into its third round, with its clock running.

    `progress` is told how many happenings of how many have been played.
    """
    intake = door.load([folder() / f"{sheet}.csv" for sheet in _SHEETS], None)
    if intake.schedule is None:
        raise ProgramTrouble("The sample event that is shipped with the program cannot be read.")
    info = intake.schedule.event
    rows = list(morning(info))
    clock = OwnClock(_ms(rows[0].at) - 3_600_000, speed=0)
    desk = opening.create_sample(path, info, clock)
    try:
        desk.adopt(intake.schedule, intake.sources)
        for number, row in enumerate(rows, 1):
            clock.set(max(_ms(row.at), clock.wall() + 1))
            play(desk, row)
            if progress:
                progress(number, len(rows))
    except BaseException:
        desk.close()
        raise
    clock.run(1.0)
    return desk


def free_name(place: Path) -> Path:
    """Return where a new sample event may be written without touching an earlier one."""
    number = 1
    while True:
        path = place / ("sample-event.sqlite" if number == 1 else f"sample-event-{number}.sqlite")
        if not path.exists():
            return path
        number += 1


def folder() -> Path:
    """Return where the sample event's sheets lie."""
    return assets.folder("resources") / "sample"


def morning(info: EventInfo) -> Iterator[Happening]:
    """Return what had happened when the sample opens, in order of time."""
    with (folder() / "morning.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield Happening(_time(info, row["time"]), row["event"], row["person"], row["meeting"], row["detail"])


def play(desk: Desk, row: Happening) -> None:
    """Let one thing of the morning happen at the desk."""
    match row.event:
        case "arrived":
            desk.stand_at(row.detail)
            desk.check_in(row.person)
        case "expected_late":
            _must(desk.expect_late(row.person, _time(desk.day.schedule.event, row.detail)))
        case "started":
            _must(desk.start((row.meeting,)))
        case "held":
            _must(desk.hold((row.meeting,)))
        case "missed":
            _must(desk.mark_missed(row.meeting, Side(row.detail)))
        case "opens":
            pass
        case other:
            raise ProgramTrouble(f"The sample's morning has an unknown event “{other}”.")


def _must(answer: object) -> None:
    if isinstance(answer, Refusal):
        raise ProgramTrouble(f"The sample's morning does not fit its schedule: {answer.sentence}")


def _time(info: EventInfo, text: str) -> datetime:
    day: date = info.date
    # The zone joins one call later: a clock time alone has none.
    return datetime.combine(day, datetime.strptime(text, "%H:%M").time(), ZoneInfo(info.timezone))  # noqa: DTZ007


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
