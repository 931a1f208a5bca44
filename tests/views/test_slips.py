"""Change slips: who needs one, and what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coordinator.domain.entries import (
    Change,
    MeetingMissed,
    PlanAdopted,
    PlanChanged,
    PrintEnded,
    PrintStarted,
    RepairKind,
    Undone,
)
from coordinator.domain.people import Person
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.domain.schedule import Meeting, Side
from coordinator.views.languages import Language
from coordinator.views.slips import SlipRow, slips

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.domain.schedule import Schedule

MOVE = PlanChanged("M3", RepairKind.MOVE, (Change("M3", "A1", ("B2",), "R4", "T10"),))


@pytest.fixture
def moved(make: Callable[..., Day], schedule: Schedule) -> Day:
    """Return the day after one meeting got another round and another table."""
    return make(schedule, MOVE)


def said(rows: tuple[SlipRow, ...]) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            r.difference,
            f"{r.before_time} {r.before_place}",
            r.before_whom,
            f"{r.after_time} {r.after_place}",
            r.after_whom,
        )
        for r in rows
    ]


def test_both_sides_of_a_moved_meeting_get_a_slip_with_before_and_after(moved: Day, begin: datetime) -> None:
    records = slips(moved, begin)
    assert [record.person for record in records] == ["B2", "A1"]
    assert said(records[0].rows) == [
        ("moved", "09:25 Table 2", "Digital Hub GmbH", "10:30 Table 10", "Digital Hub GmbH")
    ]
    assert (records[0].name, records[0].side, records[0].rows[0].after_people) == ("Owen Abel", "B", "Željka Zorić")
    assert records[0].stamp == "Printed Friday 1 May 2026, 09:00 · version 2"


def test_nobody_gets_a_slip_while_all_is_as_planned(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    assert slips(make(schedule), begin) == ()


def test_whoever_holds_the_newest_paper_needs_no_slip(moved: Day, begin: datetime) -> None:
    assert [r.person for r in slips(moved, begin, held={"A1": len(moved.history)})] == ["B2"]


def test_slip_counts_from_the_paper_in_the_hands_not_from_the_plan(
    moved: Day, more: Callable[..., Day], begin: datetime
) -> None:
    version = moved.meetings["M3"].version
    change = Change("M3", "A1", ("B2",), "R4", "T1", expects=version)
    day = more(moved, PlanChanged("M3", RepairKind.MOVE, (change,), expects=version))
    (holder,) = slips(day, begin, only={"A1"}, held={"A1": 2})
    assert said(holder.rows)[0][1::2] == ("10:30 Table 10", "10:30 Lounge")
    (other,) = slips(day, begin, only={"B2"}, held={"A1": 2})
    assert said(other.rows)[0][1::2] == ("09:25 Table 2", "10:30 Lounge")


def test_paper_that_came_out_is_what_somebody_holds_unless_we_are_told_otherwise(
    moved: Day, more: Callable[..., Day], begin: datetime
) -> None:
    asked = PrintStarted(Document.AGENDAS, ("A1", "B2"), version=2)
    assert len(slips(more(moved, asked), begin)) == 2
    printed = more(moved, asked, PrintEnded("e2", PrintOutcome.SENT, 2))
    assert slips(printed, begin) == ()
    assert len(slips(printed, begin, held={})) == 2


def test_change_taken_back_needs_a_slip_only_where_it_was_printed(
    moved: Day, more: Callable[..., Day], begin: datetime
) -> None:
    day = more(moved, Undone("e1"))
    assert [r.person for r in slips(day, begin, held={"A1": 2, "B2": 1})] == ["A1"]
    (record,) = slips(day, begin, held={"A1": 2, "B2": 1})
    assert said(record.rows)[0][1::2] == ("10:30 Table 10", "09:25 Table 2")


def test_cancelled_meeting_has_no_after(make: Callable[..., Day], schedule: Schedule, begin: datetime) -> None:
    day = make(schedule, PlanChanged("M2", RepairKind.LEAVE_EMPTY))
    rows = {record.person: said(record.rows) for record in slips(day, begin)}
    assert rows["A2"] == [("cancelled", "09:00 Table 10", "شركة الأفق", " ", "")]
    assert rows.keys() == {"A2", "B2"}


def test_substitute_is_new_to_the_day_and_the_others_meet_somebody_else(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    day = make(schedule, PlanChanged("M2", RepairKind.SUBSTITUTE, (Change("M2", "A3", ("B2",), "R1", "T10"),)))
    records = {record.person: record.rows[0] for record in slips(day, begin)}
    assert {person: (row.difference, row.word) for person, row in records.items()} == {
        "A2": ("replaced", "Somebody else goes"),
        "A3": ("new", "New"),
        "B2": ("somebody else", "Somebody else comes"),
    }
    assert (records["B2"].before_people, records["B2"].after_people) == ("Åsa Ärlig", "Ludwig Łuczak")


def test_new_meeting_in_the_place_of_a_lost_one_is_one_change(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    missed = make(schedule, MeetingMissed("M1", Side.GUEST))
    fill = Change("M9", "A1", ("C1",), "R1", "T2", request="Q1")
    day = make(schedule, MeetingMissed("M1", Side.GUEST), PlanChanged("M1", RepairKind.FILL, (fill,), expects="e1"))
    assert slips(missed, begin) == ()
    rows = {record.person: said(record.rows) for record in slips(day, begin)}
    assert rows["A1"] == [("somebody else", "09:00 Table 2", "شركة الأفق", "09:00 Table 2", "Solo Grün")]
    assert [row[0] for row in rows["B1"]] == ["cancelled"]
    assert [row[0] for row in rows["C1"]] == ["new"]


def test_wait_is_told_with_its_time(make: Callable[..., Day], schedule: Schedule, begin: datetime) -> None:
    until = int((begin + timedelta(minutes=10)).timestamp() * 1000)
    day = make(schedule, PlanChanged("M1", RepairKind.WAIT, waits_until=until))
    (record, _) = slips(day, begin, language=Language.SPANISH)
    assert (record.rows[0].word, record.rows[0].note) == ("Empieza más tarde", "Empieza a más tardar a las 09:10")


def test_what_is_over_is_not_told_any_more(moved: Day, begin: datetime) -> None:
    assert len(slips(moved, begin + timedelta(minutes=100))) == 2
    assert slips(moved, begin + timedelta(minutes=110)) == ()


def test_two_meetings_lost_in_one_round_are_both_told(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    double = replace(schedule, meetings=(*schedule.meetings, Meeting("M7", "A2", ("C1",), "R1", "T1")))
    lost = (PlanChanged(meeting, RepairKind.LEAVE_EMPTY) for meeting in ("M2", "M7"))
    (record,) = slips(make(double, *lost), begin, only={"A2"})
    assert [(row.difference, row.before_table) for row in record.rows] == [("cancelled", "10"), ("cancelled", "Lounge")]


def test_three_at_a_table_all_learn_of_it_and_a_long_meeting_keeps_its_length(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    day = make(schedule, PlanChanged("M4", RepairKind.MOVE, (Change("M4", "C1", ("A3", "B1"), "R3", "T10"),)))
    records = slips(day, begin)
    assert {record.person for record in records} == {"A3", "B1", "C1"}
    assert {(r.rows[0].before_end, r.rows[0].after_end) for r in records} == {("10:50", "10:50")}


def test_own_language_of_each_person_is_spoken_and_every_word_of_the_slip_is_in_it(moved: Day, begin: datetime) -> None:
    english, german = slips(moved, begin, own=True)
    assert (english.language, german.language) == ("en", "de")
    assert (german.title, german.rows[0].word, german.rows[0].after_place) == (
        "Änderungen in Ihrem Terminplan",
        "Verlegt",
        "Tisch 10",
    )
    assert (german.word_before, german.word_after, german.date) == ("Bisher", "Jetzt", "Freitag, 1. Mai 2026")


def test_day_is_said_where_the_event_has_several(make: Callable[..., Day], two_days: Schedule, begin: datetime) -> None:
    record = slips(make(two_days, MOVE), begin, language=Language.POLISH)[0]
    assert (record.rows[0].before_day, record.rows[0].after_day) == ("Piątek, 1 maja", "Sobota, 2 maja")


def test_another_import_is_told_to_whoever_holds_an_older_paper(
    make: Callable[..., Day], more: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    first = make(schedule)
    meetings = (replace(schedule.meetings[0], table="T10"), *schedule.meetings[2:])
    books = first.books.with_plan(2, replace(schedule, meetings=meetings))
    day = more(first.with_books(books), PlanAdopted(2))
    rows = {record.person: [row.difference for row in record.rows] for record in slips(day, begin)}
    assert rows == {"A1": ["moved"], "B1": ["moved"], "A2": ["cancelled"], "B2": ["cancelled"]}
    assert slips(day, begin, held=dict.fromkeys(rows, 2)) == ()


def test_nothing_planned_means_no_slips(make: Callable[..., Day], empty: Schedule, begin: datetime) -> None:
    assert slips(make(empty), begin) == ()
    assert slips(make(replace(empty, people=(Person("P", "Only", "One", ""),))), begin) == ()


def test_slips_of_ten_thousand_people_come_for_those_concerned(
    make: Callable[..., Day], crowd: Schedule, begin: datetime
) -> None:
    change = Change("M0-0", "P0", ("P5000",), "R8", "T0")
    day = make(crowd, PlanChanged("M0-0", RepairKind.MOVE, (change,)))
    held = {f"P{number}": 1 for number in range(10_000)}
    assert {record.person for record in slips(day, begin, held=held)} == {"P0", "P5000"}
