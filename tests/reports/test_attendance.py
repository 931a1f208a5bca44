"""The attendance log: everybody who came stands in it, in order, and nothing is swept away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.entries import (
    BadgeReplaced,
    CheckedIn,
    CheckedOut,
    ExpectedLate,
    MarkedAbsent,
    MeetingStarted,
    Redone,
    ScanRefused,
    SeenAgain,
    Undone,
    WalkedIn,
)
from coordinator.reports import attendance

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.day import Day

DESK = "registration"


def test_header_has_a_column_for_every_field() -> None:
    assert len(attendance.HEADER) == len(attendance.AttendanceRow._fields)


def test_check_in_is_a_row_with_both_times_and_names(morning: Day, happen: Callable[..., Day]) -> None:
    (row,) = attendance.rows(happen(morning, CheckedIn("E1", DESK)))
    assert row == (
        "2",
        "2017-05-16 08:31:00",
        "2017-05-16T12:31:00.250Z",
        "checked in",
        "Registration desk",
        "Desk 1",
        "E1",
        "Małgorzata Wiśniewska",
        "Digital Hub Łódź",
        "yes",
        "yes",
        "",
    )


def test_every_fact_about_people_is_a_row_in_its_order(morning: Day, happen: Callable[..., Day]) -> None:
    day = happen(
        morning,
        CheckedIn("U1", DESK),
        SeenAgain("U1", DESK, "already-here"),
        ScanRefused(None, DESK, "other-event"),
        CheckedIn("E1", DESK, by_hand=True),
        MeetingStarted("M1"),
        ExpectedLate("E2", 1_494_943_500_000),
        MarkedAbsent("E2"),
        BadgeReplaced("E1", "BCDBBBBBBBBBBBBBBBBB", "BCDDDDDDDDDDDDDDDDDD"),
        CheckedOut("E1", DESK),
        WalkedIn("E2", DESK),
    )
    assert [(row.what, row.person) for row in attendance.rows(day)] == [
        ("checked in", "U1"),
        ("scanned again", "U1"),
        ("scan refused", ""),
        ("checked in by hand", "E1"),
        ("expected at 10:05", "E2"),
        ("will not come", "E2"),
        ("new badge", "E1"),
        ("checked out", "E1"),
        ("walk-in", "E2"),
    ]


def test_refused_scan_says_how_the_desk_answered(morning: Day, happen: Callable[..., Day]) -> None:
    (row,) = attendance.rows(happen(morning, ScanRefused("E1", DESK, "replaced")))
    assert (row.name, row.first_arrival, row.note) == ("Małgorzata Wiśniewska", "no", "replaced")


def test_person_scanned_once_stands_once_and_everybody_in_the_order_of_arrival(
    morning: Day, happen: Callable[..., Day]
) -> None:
    day = happen(
        morning,
        CheckedIn("U1", DESK),
        SeenAgain("U1", DESK, "already-here"),
        CheckedIn("E2", DESK),
        CheckedOut("U1", DESK),
        CheckedIn("E1", DESK),
        CheckedIn("U1", DESK),
    )
    assert [row.person for row in attendance.arrivals(day)] == ["U1", "E2", "E1"]
    assert [row.person for row in attendance.rows(day)].count("E2") == 1


def test_check_in_taken_back_stays_in_the_log_but_is_no_arrival(morning: Day, happen: Callable[..., Day]) -> None:
    day = happen(morning, CheckedIn("E1", DESK), Undone("e1"), CheckedIn("E1", DESK))
    first, undo, second = attendance.rows(day)
    assert (first.counts, first.first_arrival, first.note) == ("no", "no", "taken back at 08:32:00 by Desk 1")
    assert (undo.what, undo.person, undo.counts) == ("taken back: checked in (entry 2)", "E1", "yes")
    assert (second.counts, second.first_arrival) == ("yes", "yes")


def test_check_in_brought_back_counts_again(morning: Day, happen: Callable[..., Day]) -> None:
    day = happen(morning, CheckedIn("E1", DESK), Undone("e1"), Redone("e1"))
    first, _, redo = attendance.rows(day)
    assert (first.counts, first.first_arrival, first.note) == ("yes", "yes", "")
    assert redo.what == "brought back: checked in (entry 2)"


def test_second_check_in_of_two_desks_is_kept_and_does_not_count(morning: Day, happen: Callable[..., Day]) -> None:
    _, second = attendance.rows(happen(morning, CheckedIn("E1", DESK), CheckedIn("E1", DESK)))
    assert (second.counts, second.first_arrival) == ("no", "no")
    assert second.note == "This person was checked in here already."


def test_undo_of_a_meeting_is_no_row(morning: Day, happen: Callable[..., Day]) -> None:
    assert attendance.rows(happen(morning, MeetingStarted("M1"), Undone("e1"))) == ()
