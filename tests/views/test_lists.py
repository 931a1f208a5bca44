"""Lists for staff: everybody from A to Z, doors, who is missing, and interpreters."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coordinator.domain.entries import (
    Change,
    CheckedIn,
    CheckedOut,
    ExpectedLate,
    MarkedAbsent,
    MeetingMissed,
    PlanChanged,
    RepairKind,
)
from coordinator.domain.people import Person
from coordinator.domain.schedule import Meeting, Side
from coordinator.views.interpreters import interpreters, interpreters_at_tables
from coordinator.views.lists import doors, missing, participants

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.domain.schedule import Schedule


def test_participants_stand_under_their_letters_without_accents(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    rows = participants(make(schedule), begin).rows
    assert [(row.group, row.family) for row in rows] == [
        ("A", "Abel"),
        ("A", "Ärlig"),
        ("G", "Grün"),
        ("I", "Intérprete"),
        ("K", "כהן"),
        ("L", "Łuczak"),
        ("Z", "Zorić"),
    ]


def test_listed_person_has_name_organisation_and_country_apart(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    rows = {row.person: row for row in participants(make(schedule), begin).rows}
    assert (rows["B1"].given, rows["B1"].organisation, rows["B1"].country) == ("יונתן", "شركة الأفق", "Israel")
    assert rows["C1"].organisation == ""


def test_marked_list_says_who_is_here_since_when_and_what_is_known_of_the_others(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    until = int((begin + timedelta(minutes=90)).timestamp() * 1000)
    facts = (CheckedIn("A1", "registration"), ExpectedLate("B1", until), MarkedAbsent("B2"))
    day = make(schedule, *facts, CheckedIn("C1", "registration"), CheckedOut("C1", "registration"))
    found = participants(day, begin)
    marks = {row.person: (row.here, row.time, row.note) for row in found.rows}
    assert marks == {
        "A1": ("yes", "09:01", ""),
        "A2": ("", "", ""),
        "A3": ("", "", ""),
        "B1": ("", "", "Expected 10:30"),
        "B2": ("", "", "Will not come"),
        "C1": ("", "09:04", "Left 09:05"),
        "I1": ("", "", ""),
    }
    assert found.count == "7 people · 1 here"


def test_unmarked_list_is_for_the_pen(make: Callable[..., Day], schedule: Schedule, begin: datetime) -> None:
    found = participants(make(schedule, CheckedIn("A1", "registration")), begin, marked=False)
    assert {(row.here, row.time, row.note) for row in found.rows} == {("", "", "")}
    assert found.count == "7 people"


def test_names_without_letters_stand_together_before_a(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    odd = (Person("Z1", "Ann", "4ever", ""), Person("Z2", "", "~", ""), Person("Z3", "Madonna", "", ""))
    rows = participants(make(replace(schedule, people=odd)), begin).rows
    assert [(row.group, row.person) for row in rows] == [("#", "Z1"), ("#", "Z2"), ("M", "Z3")]
    assert (rows[-1].family, rows[-1].given) == ("Madonna", "")


def test_every_checkpoint_has_its_own_list_with_its_own_marks(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    day = make(schedule, CheckedIn("A1", "registration"), CheckedIn("A2", "registration"), CheckedIn("A2", "seminar"))
    found = doors(day, begin)
    assert [(each.title, each.kind) for each in found] == [("Registration", "registration"), ("Seminar A", "seminar")]
    assert [[row.person for row in each.rows if row.here] for each in found] == [["A2", "A1"], ["A2"]]
    assert [each.count for each in found] == ["7 people · 2 here", "7 people · 1 here"]
    assert [each.checkpoint for each in doors(day, begin, only={"seminar"}, marked=False)] == ["seminar"]


def test_whoever_may_not_enter_stands_on_no_door_list(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    assert all(row.person != "X1" for each in doors(make(schedule), begin) for row in each.rows)


def test_missing_are_sorted_by_their_next_meeting_and_table(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    day = make(schedule, CheckedIn("A1", "registration"), CheckedIn("B2", "registration"))
    rows = missing(day, begin).rows
    assert [(row.person, row.time, row.place, row.left) for row in rows] == [
        ("B1", "09:00", "Table 2", "2"),
        ("A2", "09:00", "Table 10", "1"),
        ("C1", "10:05", "Lounge", "1"),
        ("A3", "10:05", "Lounge", "1"),
    ]
    assert (rows[0].phone, rows[0].whom, rows[0].note, rows[0].running) == (
        "+972 2",
        "Digital Hub GmbH",
        "Not here yet",
        "yes",
    )


def test_missing_looks_at_what_is_to_come_only(make: Callable[..., Day], schedule: Schedule, begin: datetime) -> None:
    later = missing(make(schedule, MeetingMissed("M3", Side.BOTH)), begin + timedelta(minutes=30))
    assert {row.person for row in later.rows} == {"A3", "B1", "C1"}
    assert later.rows[0].running == ""
    assert missing(make(schedule), begin + timedelta(days=1)).rows == ()


def test_everybody_at_a_table_of_three_is_named_with_those_they_would_meet(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    rows = {row.person: row.whom for row in missing(make(schedule), begin + timedelta(minutes=50)).rows}
    assert rows["C1"] == "Digital Hub GmbH · شركة الأفق"


def test_times_have_their_day_where_the_event_has_several(
    make: Callable[..., Day], two_days: Schedule, begin: datetime
) -> None:
    day = make(two_days, CheckedIn("A1", "registration"))
    assert missing(day, begin).rows[0].group == "Friday 1 May, 09:00"
    assert next(row.time for row in participants(day, begin).rows if row.here) == "Friday 1 May, 09:01"


def test_interpreter_has_a_list_by_name_or_id_with_phone_and_languages(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    (found,) = interpreters(make(schedule), begin)
    assert (found.interpreter, found.person, found.phone, found.languages) == (
        "Inés Intérprete",
        "I1",
        "+34 3",
        "es, he, en",
    )
    assert [(row.start, row.place, row.first_organisation, row.second_people) for row in found.rows] == [
        ("09:00", "Table 2", "Digital Hub GmbH", "יונתן כהן"),
        ("09:25", "Table 2", "Digital Hub GmbH", "Owen Abel"),
    ]
    assert interpreters(make(schedule), begin, only={"Inés Intérprete"}) == interpreters(make(schedule), begin)
    assert interpreters(make(schedule), begin, only={"I2"}) == ()


def test_interpreter_who_is_no_participant_is_known_by_name(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    named = (
        replace(schedule.meetings[1], interpreter="José  Vega"),
        replace(schedule.meetings[2], interpreter="jose vega"),
    )
    (found,) = interpreters(make(replace(schedule, meetings=named)), begin)
    assert (found.interpreter, found.person, len(found.rows)) == ("José  Vega", "", 2)


def test_staff_see_where_an_interpreter_is_still_needed(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    found = interpreters_at_tables(make(schedule), begin)
    assert [(row.group, row.table, row.interpreter) for row in found.rows] == [
        ("09:00", "2", "Inés Intérprete"),
        ("09:25", "2", "Inés Intérprete"),
        ("10:05", "Lounge", ""),
    ]


def test_interpreter_wanted_at_two_tables_at_once_is_marked(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    double = replace(
        schedule, meetings=(*schedule.meetings, Meeting("M9", "A3", ("C1",), "R1", "T10", interpreter="I1"))
    )
    (found,) = interpreters(make(double), begin)
    assert [(row.table, row.clash) for row in found.rows] == [("2", "yes"), ("10", "yes"), ("2", "")]


def test_interpreter_follows_a_moved_meeting_and_not_a_cancelled_one(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    move = PlanChanged("M1", RepairKind.MOVE, (Change("M1", "A1", ("B1",), "R4", "T2"),))
    (found,) = interpreters(make(schedule, move, PlanChanged("M3", RepairKind.LEAVE_EMPTY)), begin)
    assert [(row.start, row.mark) for row in found.rows] == [("10:30", "Moved from 09:00")]


@pytest.mark.parametrize("people", [(), (Person("P", "Only", "One", ""),)])
def test_lists_of_an_empty_event_and_of_one_person(
    make: Callable[..., Day], empty: Schedule, begin: datetime, people: tuple[Person, ...]
) -> None:
    day = make(replace(empty, people=people))
    assert len(participants(day, begin).rows) == len(people)
    assert (doors(day, begin), missing(day, begin).rows, interpreters(day, begin)) == ((), (), ())
    assert interpreters_at_tables(day, begin).rows == ()


def test_lists_of_ten_thousand_people_leave_nobody_out(
    make: Callable[..., Day], crowd: Schedule, begin: datetime
) -> None:
    day = make(crowd)
    assert len(participants(day, begin).rows) == 10_000
    assert [len(each.rows) for each in doors(day, begin)] == [10_000]
    assert len(missing(day, begin).rows) == 10_000
