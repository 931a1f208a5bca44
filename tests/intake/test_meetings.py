"""Meetings, slots, tables and requests: every rule is one sentence, and everything wrong is told at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from coordinator.domain.schedule import EventInfo, MeetingStatus, RequestStatus, Side
from coordinator.intake.door import Choices, Intake
from coordinator.intake.problems import Question
from coordinator.intake.values import DateOrder

if TYPE_CHECKING:
    from coordinator.domain.schedule import Schedule

Load = Callable[..., Intake]
Day = dict[str, str]
FLAT = "Date;Start;End;Table;Host;Host company;Host e-mail;Guest;Guest company;Guest e-mail;Status\n"
MEETING = "meeting_id,host_id,guest_id,slot_id,table_id,status\n"


def schedule_of(intake: Intake) -> Schedule:
    """Return the schedule of an intake that went well."""
    assert intake.must_fix == ()
    assert intake.schedule is not None
    return intake.schedule


def told(intake: Intake) -> list[tuple[int | None, str, str]]:
    """Return row, column and sentence of what must be fixed."""
    assert intake.schedule is None
    return [(problem.row, problem.column, problem.sentence) for problem in intake.must_fix]


def test_a_sound_day_has_no_problem(load: Load, day: Day) -> None:
    intake = load(day)
    assert intake.problems == ()
    assert len(schedule_of(intake).meetings) == 2


def test_nobody_is_twice_in_a_slot(load: Load, day: Day) -> None:
    day["meetings.csv"] += "M3,P2,P3,S1,T2,scheduled\n"
    assert told(load(day)) == [(4, "host_id", "Bo Berg has two meetings at 09:00 (rows 2 and 4).")]


def test_no_table_is_twice_in_a_slot(load: Load, day: Day) -> None:
    day["participants.csv"] += "P4,Di,Diaz,Delta,di@example.org\n"
    day["meetings.csv"] += "M3,P3,P4,S1,T1,scheduled\n"
    assert told(load(day)) == [(4, "table_id", "Table 1 has two meetings at 09:00 (rows 2 and 4).")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("M3,P9,P2,S2,T2,scheduled", "host_id"),
        ("M3,P2,P9,S2,T2,scheduled", "guest_id"),
        ("M3,P2,,S2,T2,scheduled", "guest_id"),
        ("M3,P2,P3,S9,T2,scheduled", "slot_id"),
        ("M3,P2,P3,S2,T9,scheduled", "table_id"),
        ("M3,P2,P3,S2,T2,perhaps", "status"),
        ("M3,P2,P2,S2,T2,scheduled", "guest_id"),
        ("M1,P2,P3,S2,T2,scheduled", "meeting_id"),
    ],
)
def test_what_a_meeting_names_must_be_there(load: Load, day: Day, row: str, column: str) -> None:
    day["meetings.csv"] += row + "\n"
    (problem,) = load(day).must_fix
    assert (problem.file, problem.row, problem.column) == ("meetings.csv", 4, column)


def test_everything_wrong_is_told_at_once(load: Load, day: Day) -> None:
    day["meetings.csv"] += "M3,P9,P2,S9,T9,scheduled\nM4,P2,P3,S1,T1,what\nM5,P2,P3,S1,T2,\n"
    found = [(problem.row, problem.column) for problem in load(day).must_fix]
    assert found[:3] == [(4, "host_id"), (4, "slot_id"), (4, "table_id")]
    assert {row for row, _ in found} == {4, 5, 6}


def test_a_problem_leaves_its_row_out_of_the_account_of_used_rows(load: Load, day: Day) -> None:
    day["meetings.csv"] += "M3,P9,P2,S2,T2,scheduled\n"
    intake = load(day)
    count = next(count for count in intake.counts if count.file == "meetings.csv")
    assert (count.rows, count.used, count.left_out) == (3, 2, 1)
    assert [left.reason for left in intake.left_out] == ["must be fixed first"]


def test_a_meeting_while_somebody_is_away_is_looked_at(load: Load, day: Day) -> None:
    day["participants.csv"] = (
        "participant_id,full_name,organisation,unavailable_slots\nP1,Ana Ruiz,A,\nP2,Bo Berg,B,S1\nP3,Cy Cole,C,\n"
    )
    (problem,) = load(day).look_at
    assert (problem.row, problem.column, problem.sentence) == (2, "guest_id", "Bo Berg is not available at 09:00.")


def test_a_pair_that_meets_twice_is_looked_at(load: Load, day: Day) -> None:
    day["slots.csv"] += "S3,2026-11-24 09:40,2026-11-24 10:00,morning,meeting\n"
    day["meetings.csv"] += "M3,P2,P1,S3,T2,scheduled\n"
    intake = load(day)
    assert len(schedule_of(intake).meetings) == 3
    assert [problem.row for problem in intake.look_at] == [4]


def test_a_meeting_listed_for_either_side_is_one_meeting(load: Load, day: Day) -> None:
    day["meetings.csv"] += "M9,P2,P1,S1,T1,scheduled\n"
    intake = load(day)
    assert [meeting.id for meeting in schedule_of(intake).meetings] == ["M1", "M2"]
    assert [(left.reason, left.rows) for left in intake.left_out] == [("the same meeting as row 2", (4,))]


def test_cancelled_and_unconfirmed_meetings_are_left_out_and_counted(load: Load, day: Day) -> None:
    day["meetings.csv"] += "M3,P2,P3,S1,T1,cancelled\nM4,P2,P3,S1,T1,Pending\n"
    intake = load(day)
    assert len(schedule_of(intake).meetings) == 2
    assert {(left.reason, left.rows) for left in intake.left_out} == {("cancelled", (4,)), ("not confirmed", (5,))}


def test_a_resumed_day_keeps_what_was_held_and_missed(load: Load, day: Day) -> None:
    day["meetings.csv"] = MEETING + "M1,P1,P2,S1,T1,held\nM2,P1,P3,S2,T1,no_show_guest\n"
    held, missed = schedule_of(load(day)).meetings
    assert (held.status, missed.status, missed.missed) == (MeetingStatus.HELD, MeetingStatus.MISSED, Side.GUEST)


def test_a_meeting_without_a_time_or_a_table_is_kept_and_looked_at(load: Load, day: Day) -> None:
    day["meetings.csv"] = MEETING + "M1,P1,P2,,,accepted\nM2,P1,P3,S2,,accepted\n"
    intake = load(day)
    assert [(meeting.slot, meeting.table) for meeting in schedule_of(intake).meetings] == [(None, None), ("S2", None)]
    assert [(problem.row, problem.column) for problem in intake.look_at] == [(2, "slot_id"), (3, "table_id")]


def test_a_larger_meeting_names_its_guests_with_semicolons(load: Load, day: Day) -> None:
    day["meetings.csv"] = MEETING + "M1,P1,P2;P3,S1,T1,scheduled\n"
    assert schedule_of(load(day)).meetings[0].guests == ("P2", "P3")


def test_people_may_be_named_by_address_or_by_a_name_that_only_one_has(load: Load, day: Day) -> None:
    day["meetings.csv"] = MEETING + "M1,ANA@example.org,Bo Berg,S1,Table 1,scheduled\n"
    (meeting,) = schedule_of(load(day)).meetings
    assert (meeting.people, meeting.table) == (("P1", "P2"), "T1")


def test_a_meeting_may_name_its_slot_by_date_and_start(load: Load, day: Day) -> None:
    day["meetings.csv"] = "host_id,guest_id,date,start,table_id\nP1,P2,2026-11-24,09:20,T1\n"
    assert schedule_of(load(day)).meetings[0].slot == "S2"
    day["meetings.csv"] = "host_id,guest_id,date,start,table_id\nP1,P2,2026-11-24,09:25,T1\n"
    assert told(load(day))[0][:2] == (2, "start")


def test_meetings_without_the_people_they_name_ask_for_them_once(load: Load, day: Day) -> None:
    del day["participants.csv"]
    (problem,) = load(day).must_fix
    assert "no list of participants" in problem.sentence


def test_a_meeting_in_a_break_or_at_a_table_out_of_use_is_looked_at(load: Load, day: Day) -> None:
    day["slots.csv"] = day["slots.csv"].replace("morning,meeting\nS2", "morning,break\nS2")
    day["tables.csv"] = day["tables.csv"].replace("T1,1,Hall,2,,yes", "T1,1,Hall,2,,no")
    assert {problem.sentence for problem in load(day).look_at} == {
        "This meeting lies in a break.",
        "This table is not in use.",
    }


def test_a_slot_that_ends_before_it_starts_must_be_fixed(load: Load, day: Day) -> None:
    day["slots.csv"] += "S3,2026-11-24 10:00,2026-11-24 09:50,,meeting\n"
    assert told(load(day)) == [(4, "end", "The end is not after the start at 10:00.")]


def test_slots_that_overlap_must_be_fixed(load: Load, day: Day) -> None:
    day["slots.csv"] += "S3,2026-11-24 09:30,2026-11-24 09:50,,meeting\n"
    assert [row for row, _, _ in told(load(day))] == [4]


@pytest.mark.parametrize("field", ["slot", "table", "request", "checkpoint"])
def test_ids_are_unique_in_every_sheet(load: Load, day: Day, field: str) -> None:
    more = {
        "slot": ("slots.csv", day["slots.csv"] + "S1,2026-11-24 11:00,2026-11-24 11:20,,meeting\n"),
        "table": ("tables.csv", day["tables.csv"] + "T1,9,,2,,yes\n"),
        "request": ("requests.csv", "request_id,from_id,to_id\nR1,P1,P2\nR1,P2,P3\n"),
        "checkpoint": ("checkpoints.csv", "checkpoint_id,name\nC1,Door\nC1,Hall\n"),
    }
    name, text = more[field]
    (problem,) = load({**day, name: text}).must_fix
    assert (problem.file, problem.column) == (name, f"{field}_id")


@pytest.mark.parametrize(
    ("start", "column"), [("tomorrow", "start"), ("2026-13-45 09:00", "start"), ("2026-11-24 29:00", "start")]
)
def test_an_unreadable_time_must_be_fixed(load: Load, day: Day, start: str, column: str) -> None:
    day["slots.csv"] += f"S3,{start},2026-11-24 11:00,,meeting\n"
    (problem,) = load(day).must_fix
    assert (problem.row, problem.column) == (4, column)


def test_a_table_bound_to_nobody_known_must_be_fixed(load: Load, day: Day) -> None:
    day["tables.csv"] = day["tables.csv"].replace("T1,1,Hall,2,,yes", "T1,1,Hall,2,P9,yes")
    assert told(load(day))[0][:2] == (2, "fixed_participant")


def test_requests_keep_state_and_rank(load: Load, day: Day) -> None:
    day["requests.csv"] = "request_id,from_id,to_id,status,priority\nR1,P2,P3,standby,1\nR2,P3,P2,,\n"
    one, other = schedule_of(load(day)).requests
    assert (one.status, one.priority, other.status, other.priority) == (
        RequestStatus.STANDBY,
        1,
        RequestStatus.ACCEPTED,
        3,
    )


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("R1,P2,P9,pending,1", "to_id"),
        ("R1,P2,P3,well,1", "status"),
        ("R1,P2,P3,,high", "priority"),
        ("R1,P2,P2,,", "to_id"),
    ],
)
def test_a_request_must_make_sense(load: Load, day: Day, row: str, column: str) -> None:
    day["requests.csv"] = f"request_id,from_id,to_id,status,priority\n{row}\n"
    assert [problem.column for problem in load(day).must_fix] == [column]


# -- flat lists


def flat(*rows: str) -> dict[str, str]:
    """Return a flat list of meetings as the only file."""
    return {"list.csv": FLAT + "".join(f"{row}\n" for row in rows)}


def test_a_flat_list_makes_people_organisations_slots_and_tables(load: Load) -> None:
    rows = (
        "24/11/2026;09:20;09:40;Table 10;Ana Ruiz;Alpha;;Bo Berg;Beta;;Accepted",
        "24/11/2026;09:00;09:20;Table 2;Ana Ruiz;Alpha;;Cy Cole;Beta;;Accepted",
    )
    schedule = schedule_of(load(flat(*rows)))
    assert [p.name for p in schedule.people] == ["Ana Ruiz", "Bo Berg", "Cy Cole"]
    assert [o.id for o in schedule.organisations] == ["alpha", "beta"]
    assert [t.label for t in schedule.tables] == ["2", "10"]
    assert [s.id for s in schedule.slots] == ["2026-11-24T09:00-09:20", "2026-11-24T09:20-09:40"]


def test_a_mirrored_row_of_a_flat_list_is_folded(load: Load) -> None:
    rows = (
        "24/11/2026;09:00;09:20;2;Ana Ruiz;Alpha;a@x.org;Bo Berg;Beta;b@x.org;Accepted",
        "24/11/2026;09:00;09:20;2;Bo Berg;Beta;B@x.org;Ana Ruiz;Alpha;A@x.org;Accepted",
    )
    intake = load(flat(*rows))
    assert len(schedule_of(intake).meetings) == 1
    assert [(left.reason, left.rows) for left in intake.left_out] == [("the same meeting as row 2", (3,))]


def test_a_made_id_of_a_meeting_stays_when_the_meeting_moves_or_is_turned(load: Load) -> None:
    before = schedule_of(load(flat("24/11/2026;09:00;09:20;2;Ana Ruiz;Alpha;;Bo Berg;Beta;;")))
    after = schedule_of(load(flat("24/11/2026;11:00;11:20;3;Bo Berg;Beta;;Ana Ruiz;Alpha;;")))
    assert before.meetings[0].id == after.meetings[0].id


def test_a_pair_that_meets_twice_gets_two_ids(load: Load) -> None:
    rows = ("24/11/2026;09:00;09:20;2;Ana Ruiz;A;;Bo Berg;B;;", "24/11/2026;11:00;11:20;2;Ana Ruiz;A;;Bo Berg;B;;")
    assert len({meeting.id for meeting in schedule_of(load(flat(*rows))).meetings}) == 2


def test_a_flat_list_beside_a_participant_list_finds_its_people_there(load: Load, day: Day) -> None:
    rows = (
        "24/11/2026;09:00;09:20;2;Ana Ruiz;Alpha;;Bo Berg;Beta;;",
        "24/11/2026;09:20;09:40;2;Eve Neu;Nova;;Somebody;;cy@example.org;",
    )
    intake = load({"participants.csv": day["participants.csv"], **flat(*rows)})
    schedule = schedule_of(intake)
    assert schedule.meetings[0].people == ("P1", "P2")
    assert len(schedule.people) == 5
    assert any("was added" in problem.sentence for problem in intake.look_at)


def test_a_flat_row_without_one_side_must_be_fixed(load: Load) -> None:
    intake = load(flat("24/11/2026;09:00;09:20;2;Ana Ruiz;Alpha;;;;;", "24/11/2026;09:00;09:20;2;A B;A;;C D;C;;"))
    assert told(intake) == [(2, "Guest", "This row does not say who the guest is.")]


def test_a_flat_list_with_times_of_twelve_hours_and_no_ends_takes_the_minutes_of_the_event(load: Load) -> None:
    text = "Date;Time;Host;Host company;Guest;Guest company\n2026-11-24;1:30 PM;Ana Ruiz;A;Bo Berg;B\n"
    base = EventInfo("X", date(2026, 11, 24), "Europe/Madrid", slot_minutes=15)
    (slot,) = schedule_of(load({"list.csv": text}, base=base)).slots
    assert (f"{slot.start:%H:%M}", f"{slot.end:%H:%M}") == ("13:30", "13:45")


def test_a_time_with_its_offset_is_brought_into_the_zone_of_the_event(load: Load) -> None:
    text = "Start;End;Host;Guest;Guest company\n2026-11-24T08:00:00Z;2026-11-24T08:20:00Z;Ana Ruiz;Bo Berg;B\n"
    (slot,) = schedule_of(load({"list.csv": text})).slots
    assert f"{slot.start:%H:%M}" == "09:00"


def test_several_guests_stand_with_semicolons_in_a_flat_list(load: Load) -> None:
    text = "Start Date,Start Time,Location,Organizer,Confirmed\n2026-11-24,09:00,5,ana@x.org,bo@x.org;cy@x.org\n"
    (meeting,) = schedule_of(load({"zerista.csv": text})).meetings
    assert len(meeting.people) == 3


# -- day and month


def test_a_file_decides_by_a_day_over_twelve_which_number_is_the_month(load: Load) -> None:
    rows = ("03/12/2026;09:00;09:20;1;A B;A;;C D;C;;", "12/13/2026;09:00;09:20;1;A B;A;;E F;E;;")
    schedule = schedule_of(load(flat(*rows), base=None))
    assert [slot.start.date() for slot in schedule.slots] == [date(2026, 3, 12), date(2026, 12, 13)]


def test_a_date_that_can_mean_two_days_is_asked_about(load: Load) -> None:
    row = "03/04/2026;09:00;09:20;1;A B;A;;C D;C;;"
    intake = load(flat(row), base=None)
    (problem,) = intake.must_fix
    assert problem.question is Question.DATE_ORDER
    assert problem.options == ("day first", "month first")
    assert "2026-04-03 or 2026-03-04" in problem.sentence
    chosen = load(flat(row), base=None, choices=Choices(date_order=DateOrder.MONTH_FIRST))
    assert schedule_of(chosen).event.date == date(2026, 3, 4)


def test_the_known_day_of_the_event_decides_too(load: Load) -> None:
    base = EventInfo("X", date(2026, 4, 3), "Europe/Madrid")
    schedule = schedule_of(load(flat("03/04/2026;09:00;09:20;1;A B;A;;C D;C;;"), base=base))
    assert schedule.slots[0].start.date() == date(2026, 4, 3)


def test_a_file_that_writes_dates_in_both_orders_must_be_fixed(load: Load) -> None:
    rows = ("24/11/2026;09:00;09:20;1;A B;A;;C D;C;;", "11/25/2026;09:00;09:20;1;A B;A;;E F;E;;")
    assert any("month first" in sentence for _, _, sentence in told(load(flat(*rows))))
