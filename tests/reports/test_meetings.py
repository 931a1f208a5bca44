"""The log of meetings: every one of them, with what was planned, what became of it, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.entries import (
    Change,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    PlanChanged,
    RepairKind,
    Undone,
)
from coordinator.domain.schedule import Side
from coordinator.reports import badges, meetings

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.day import Day
    from coordinator.reports.meetings import MeetingRow


def row(day: Day, meeting: str) -> MeetingRow:
    return next(row for row in meetings.rows(day) if row.meeting == meeting)


def test_header_has_a_column_for_every_field() -> None:
    assert len(meetings.HEADER) == len(meetings.MeetingRow._fields)
    assert len(badges.HEADER) == len(badges.BadgeRow._fields)


def test_meeting_held_has_its_plan_its_sides_and_its_times(morning: Day, happen: Callable[..., Day]) -> None:
    held = row(happen(morning, MeetingStarted("M1"), MeetingHeld("M1", expects="e1")), "M1")
    assert (held.planned_start, held.planned_table, held.start, held.end, held.table) == (
        "2017-05-16 09:00",
        "1",
        "2017-05-16 09:00",
        "2017-05-16 09:20",
        "1",
    )
    assert (held.host, held.host_organisation) == ("Priya Raman", "Boston BioHarbor")
    assert (held.guests, held.guest_organisations) == ("Małgorzata Wiśniewska", "Digital Hub Łódź")
    assert (held.outcome, held.started_at, held.ended_at, held.change) == ("held", "08:31:00", "08:32:00", "")


def test_no_show_says_who_and_why_and_what_was_decided(morning: Day, happen: Callable[..., Day]) -> None:
    day = happen(
        morning,
        MeetingMissed("M1", Side.GUEST, reason="missed the flight"),
        PlanChanged("M1", RepairKind.LEAVE_EMPTY, expects="e1"),
    )
    missed = row(day, "M1")
    assert (missed.outcome, missed.missed_by) == ("missed by the guest", "Digital Hub Łódź")
    assert (missed.reason, missed.change) == ("missed the flight", "left empty")


def test_moved_meeting_has_both_places(morning: Day, happen: Callable[..., Day]) -> None:
    move = Change("M1", "U1", ("E1",), "R3", "T2")
    moved = row(happen(morning, PlanChanged("M1", RepairKind.MOVE, (move,))), "M1")
    assert (moved.planned_start, moved.planned_table) == ("2017-05-16 09:00", "1")
    assert (moved.start, moved.table) == ("2017-05-16 09:50", "2")
    assert moved.change == "moved to another time; moved to another table"


def test_slot_filled_from_a_request_links_both_meetings(morning: Day, happen: Callable[..., Day]) -> None:
    fill = Change("M9", "U1", ("E2",), "R1", "T1", request="Q7")
    day = happen(morning, MeetingMissed("M1", Side.GUEST), PlanChanged("M1", RepairKind.FILL, (fill,), expects="e1"))
    assert row(day, "M1").change == "slot given to M9"
    assert (row(day, "M9").change, row(day, "M9").planned_start) == ("filled from request Q7", "")


def test_substitute_is_named_against_whom_was_planned(morning: Day, happen: Callable[..., Day]) -> None:
    stand_in = Change("M1", "U1", ("E2",), "R1", "T1")
    day = happen(morning, PlanChanged("M1", RepairKind.SUBSTITUTE, (stand_in,)))
    assert (row(day, "M1").guests, row(day, "M1").change) == ("Paweł Źrebiec", "instead of Małgorzata Wiśniewska")


def test_repair_taken_back_leaves_no_trace_in_the_plan(morning: Day, happen: Callable[..., Day]) -> None:
    move = Change("M1", "U1", ("E1",), "R3", "T2")
    day = happen(morning, PlanChanged("M1", RepairKind.MOVE, (move,)), Undone("e1"))
    assert row(day, "M1") == row(happen(morning), "M1")


def test_meetings_stand_in_the_order_of_time(morning: Day, happen: Callable[..., Day]) -> None:
    move = Change("M1", "U1", ("E1",), "R3", "T1")
    day = happen(morning, PlanChanged("M1", RepairKind.MOVE, (move,)))
    assert [r.meeting for r in meetings.rows(day)] == ["M2", "M1"]


def test_badge_list_has_the_live_code_of_everybody_who_may_enter(morning: Day, happen: Callable[..., Day]) -> None:
    assert badges.rows(happen(morning)) == (
        ("E1", "Małgorzata Wiśniewska", "Digital Hub Łódź", "BCDBBBBBBBBBBBBBBBBB"),
        ("E2", "Paweł Źrebiec", "Digital Hub Łódź", "BCDCCCCCCCCCCCCCCCCC"),
        ("U1", "Priya Raman", "Boston BioHarbor", ""),
    )
