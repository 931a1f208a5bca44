"""Everybody in one row: what is said, what is searched, who is in which group, and what happened."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain.day import Books, Day
from coordinator.domain.entries import CheckedIn, Entry, ExpectedLate, Fact, MeetingMissed, PlanAdopted, Undone
from coordinator.domain.people import Organisation, Person
from coordinator.domain.schedule import EventInfo, Meeting, Schedule, Side, Slot, Table
from coordinator.domain.step import start, step
from coordinator.views.people import Group, counts, folded, history, rows, touched

NINE = datetime(2026, 5, 12, 9, tzinfo=ZoneInfo("Europe/Prague"))
EVENT = EventInfo("Event", date(2026, 5, 12), "Europe/Prague")
PLAN = Schedule(
    EVENT,
    organisations=(Organisation("A", "Alfa", "CZ"), Organisation("B", "Łódź Hub", "PL")),
    people=(Person("a", "Ann", "Žák", "A", phone="+420 1"), Person("b", "Bo", "Ørsted", "B")),
    slots=tuple(Slot(f"S{n}", NINE + timedelta(minutes=20 * n), NINE + timedelta(minutes=20 * n + 20)) for n in (0, 1)),
    tables=(Table("T1", "1"),),
    meetings=(Meeting("m0", "a", ("b",), "S0", "T1"), Meeting("m1", "b", ("a",), "S1", "T1")),
)


@pytest.fixture
def day() -> Day:
    return after(start(Books({0: Schedule(EVENT), 1: PLAN})), PlanAdopted(1))


def after(day: Day, *facts: Fact) -> Day:
    for fact in facts:
        number = len(day.history)
        wall = int(NINE.timestamp() * 1000) + number * 60_000
        day, _ = step(day, Entry(f"e{number}", "Desk 1", number, wall, number, fact))
    return day


def test_a_row_says_the_next_meeting_and_the_country(day: Day) -> None:
    ann, bo = rows(day, NINE)
    assert ann.next_meeting == "09:00 · T1 · Łódź Hub"
    assert (ann.country, ann.meetings, ann.arrived, bo.country) == ("Czechia", 2, "", "Poland")
    assert rows(day, NINE + timedelta(minutes=20))[0].next_time == "09:20"
    assert rows(day, NINE + timedelta(hours=2))[0].next_meeting == ""


def test_everything_is_found_without_accents(day: Day) -> None:
    bo = rows(day, NINE)[1]
    assert all(word in bo.search for word in folded("lodz orsted polAND"))


def test_groups_follow_what_happened(day: Day) -> None:
    late = after(
        day,
        CheckedIn("a", "registration"),
        ExpectedLate("b", int(NINE.timestamp() * 1000) + 900_000),
        MeetingMissed("m0", Side.GUEST),
    )
    ann, bo = rows(late, NINE)
    assert ann.groups == {Group.ALL, Group.HERE}
    assert bo.groups == {Group.ALL, Group.MISSING, Group.LATE, Group.NO_SHOW}
    assert counts((ann, bo))[Group.MISSING] == 1


def test_history_is_told_newest_first_and_says_what_was_taken_back(day: Day) -> None:
    told = history(after(day, CheckedIn("a", "registration"), MeetingMissed("m0", Side.HOST), Undone("e1")), "a")
    assert [(line.words.partition(",")[0], line.undone) for line in told] == [
        ("No-show of the host at table 1 at 09:00", False),
        ("Check-in of Ann Žák", True),
    ]


def test_a_change_of_a_meeting_concerns_both_sides(day: Day) -> None:
    assert touched(day, (), {"m0"}) == {"a", "b"}
    assert [row.person for row in rows(day, NINE, {"b"})] == ["b"]
