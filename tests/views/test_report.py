"""The report adds up, before, during and after the day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from coordinator.domain.day import Books, Day
from coordinator.domain.entries import (
    Change,
    CheckedIn,
    Entry,
    Fact,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    PlanAdopted,
    PlanChanged,
    RepairKind,
)
from coordinator.domain.people import Organisation, Person, Registration
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import EventInfo, Meeting, Schedule, Side, Slot, Table
from coordinator.domain.step import replay, start
from coordinator.views.report import arrivals_sentence, report
from coordinator.views.state import State

NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EVENT = EventInfo("Event", date(2026, 11, 24), "UTC")


def schedule() -> Schedule:
    slots = tuple(
        Slot(f"R{n}", NINE + timedelta(minutes=20 * n), NINE + timedelta(minutes=20 * n + 20)) for n in range(3)
    )
    people = (
        Person("A", "Ann", "Lee", "alpha"),
        Person("B", "Bo", "Ek", "beta"),
        Person("C", "Cy", "Fox", "gamma"),
        Person("X", "Xi", "Gone", "gamma", registration=Registration.CANCELLED),
    )
    meetings = (
        Meeting("M1", "A", ("B",), "R0", "T1"),
        Meeting("M2", "A", ("C",), "R1", "T1"),
        Meeting("M3", "B", ("C",), "R2", "T10"),
        Meeting("M4", "A", ("B",), "R2", "T2"),
    )
    return Schedule(
        EVENT,
        organisations=(Organisation("alpha", "Alpha"), Organisation("beta", "Beta"), Organisation("gamma", "Gamma")),
        people=people,
        slots=slots,
        tables=(Table("T1", "1"), Table("T2", "2"), Table("T10", "10"), Table("T3", "3", active=False)),
        meetings=meetings,
    )


def day(*happened: tuple[int, Fact], plan: Schedule | None = None) -> Day:
    numbers = count(1)
    facts = [(-60, PlanAdopted(1)), *happened]
    entries = []
    for minute, fact in facts:
        number = next(numbers)
        wall = int((NINE + timedelta(minutes=minute)).timestamp() * 1000)
        entries.append(Entry(f"e{number}", "Desk 1", number, wall, number, fact))
    return replay(start(Books({0: Schedule(EVENT), 1: plan or schedule()})), entries)


def at(minute: int) -> datetime:
    return NINE + timedelta(minutes=minute)


MORNING: tuple[tuple[int, Fact], ...] = (
    (-15, CheckedIn("A", "registration")),
    (2, CheckedIn("B", "registration")),
    (3, MeetingStarted("M1", None)),
    (20, MeetingHeld("M1", "e4")),
    (26, MeetingMissed("M2", Side.GUEST, None)),
)


def test_nobody_and_nothing_is_an_empty_report() -> None:
    assert report(day(plan=Schedule(EVENT)), NINE, Policy()).is_empty


def test_the_headline_counts_people_and_what_became_of_meetings() -> None:
    told = report(day(*MORNING), at(27), Policy()).headline
    assert (told.here, told.came, told.people) == (2, 2, 3)
    assert (told.meetings, told.held, told.missed, told.unconfirmed, told.walk_ins) == (4, 1, 1, 0, 0)


def test_a_running_day_says_of_when_it_is() -> None:
    told = report(day(*MORNING), at(27), Policy())
    assert told.note == "As of 09:27, day not finished"
    assert not told.finished


def test_after_the_last_round_the_day_is_finished_and_the_rest_is_not_confirmed() -> None:
    told = report(day(*MORNING), at(61), Policy())
    assert told.finished
    assert told.headline.unconfirmed == 2


def test_arrivals_have_no_gap_and_count_everybody_once() -> None:
    told = report(day(*MORNING), at(27), Policy())
    assert [(bar.label, bar.number) for bar in told.arrivals] == [("08:40", 1), ("08:50", 0), ("09:00", 1)]
    assert arrivals_sentence(told) == "2 people came, most from 08:40 (1)"


def test_a_long_day_gets_wider_bars() -> None:
    told = report(day((-59, CheckedIn("A", "registration")), (660, CheckedIn("B", "registration"))), at(661), Policy())
    assert told.step == 20
    assert sum(bar.number for bar in told.arrivals) == 2


def test_every_round_accounts_for_every_table_in_use() -> None:
    told = report(day(*MORNING), at(27), Policy())
    assert [(use.held, use.coming, use.missed, use.free) for use in told.rounds] == [
        (1, 0, 0, 2),
        (0, 0, 1, 2),
        (0, 2, 0, 1),
    ]
    assert [use.now for use in told.rounds] == [False, True, False]
    assert {use.tables for use in told.rounds} == {3}


def test_a_no_show_is_counted_for_the_organisation_that_did_not_come() -> None:
    told = report(day(*MORNING), at(27), Policy())
    assert [(line.organisation, line.meetings, line.people) for line in told.no_shows] == [("Gamma", 1, "Cy Fox")]


def test_meetings_stand_by_time_and_by_the_number_of_their_table() -> None:
    told = report(day(*MORNING), at(27), Policy())
    assert [line.id for line in told.meetings] == ["M1", "M2", "M4", "M3"]


@pytest.mark.parametrize(
    ("meeting", "state", "words"),
    [
        ("M1", State.HELD, "Held from 09:03 to 09:20"),
        ("M2", State.NO_SHOW, "No-show: guest did not come"),
        ("M3", State.AT_RISK, "Somebody is not here yet"),
        ("M4", State.PLANNED, "To come"),
    ],
)
def test_every_meeting_says_what_became_of_it(meeting: str, state: State, words: str) -> None:
    told = {line.id: line for line in report(day(*MORNING), at(27), Policy()).meetings}
    assert (told[meeting].state, told[meeting].outcome) == (state, words)


def test_a_moved_meeting_shows_both_places() -> None:
    change = Change("M2", "A", ("C",), "R2", "T3", expects="e6")
    moved = PlanChanged("M2", RepairKind.MOVE, (change,), expects="e6")
    told = report(day(*MORNING, (27, moved)), at(28), Policy())
    line = next(line for line in told.meetings if line.id == "M2")
    assert (line.planned, line.actual, line.moved) == ("09:20 · T1", "09:40 · T3", True)
    assert told.headline.moved == 1
    assert told.headline.missed == 0
