"""A second schedule during the day: what it changes, what of today it contradicts, and who goes first."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.desk.answers import Done, Refusal
from coordinator.domain.day import Presence
from coordinator.domain.schedule import Meeting, MeetingStatus, Side
from coordinator.intake.decisions import Word

if TYPE_CHECKING:
    from coordinator.desk.desk import Desk
    from coordinator.domain.entries import Change
    from coordinator.domain.schedule import Schedule


def with_meetings(schedule: Schedule, *meetings: Meeting) -> Schedule:
    """Return the schedule with these meetings in place of those of the same id, or beside them."""
    new = {meeting.id: meeting for meeting in meetings}
    kept = tuple(new.pop(meeting.id, meeting) for meeting in schedule.meetings)
    return replace(schedule, meetings=(*kept, *new.values()))


def moved(desk: Desk) -> Change:
    """Let the guest of M013 be missed and move the meeting; return where it went."""
    desk.scan("U03")
    assert isinstance(desk.mark_missed("M013", Side.GUEST), Done)
    offers = desk.propose("M013")
    assert not isinstance(offers, Refusal)
    move = next(p for p in offers.proposals if p.kind == "move")
    assert isinstance(desk.accept(move), Done)
    return move.changes[0]


def place(desk: Desk, meeting: str) -> tuple[str | None, str | None]:
    """Return where a meeting is now."""
    now = desk.day.meetings[meeting]
    return now.slot, now.table


@pytest.fixture
def elsewhere(schedule: Schedule) -> Schedule:
    """Return the schedule with M013 at the end of the day."""
    return with_meetings(schedule, replace(schedule.meeting_by_id["M013"], slot="R7", table="T15"))


def test_a_move_of_today_stays_where_the_file_says_nothing_new(desk: Desk, schedule: Schedule) -> None:
    change = moved(desk)
    assert desk.outlook(schedule).contradictions == ()
    desk.adopt(schedule)
    assert place(desk, "M013") == (change.slot, change.table)


def test_a_meeting_that_day_and_file_both_moved_is_one_to_decide(desk: Desk, elsewhere: Schedule) -> None:
    moved(desk)
    (found,) = desk.outlook(elsewhere).to_decide
    assert found.meeting == "M013"
    assert "the file says at 11:50, table 15" in found.sentence


def test_the_day_goes_first_unless_staff_decide_for_the_file(desk: Desk, elsewhere: Schedule) -> None:
    change = moved(desk)
    desk.adopt(elsewhere)
    assert place(desk, "M013") == (change.slot, change.table)
    desk.undo()
    desk.adopt(elsewhere, words={"M013": Word.FILE})
    assert place(desk, "M013") == ("R7", "T15")
    assert not [finding for finding in desk.check() if finding.rule == "journal"]


def test_what_the_file_puts_into_a_place_of_today_has_to_wait_or_gets_it(desk: Desk, schedule: Schedule) -> None:
    change = moved(desk)
    second = with_meetings(schedule, Meeting("NEW", "U05", ("E01",), change.slot, change.table))
    (found,) = desk.outlook(second).to_decide
    assert found.others == ("NEW",)
    desk.adopt(second)
    assert place(desk, "NEW") == (change.slot, None)
    desk.undo()
    desk.adopt(second, words={"M013": Word.FILE})
    assert place(desk, "NEW") == (change.slot, change.table)
    assert place(desk, "M013") == (schedule.meeting_by_id["M013"].slot, schedule.meeting_by_id["M013"].table)


def test_a_meeting_that_was_held_stays_whatever_the_file_says(desk: Desk, elsewhere: Schedule) -> None:
    desk.hold(["M013"])
    before = place(desk, "M013")
    outlook = desk.outlook(elsewhere)
    assert outlook.to_decide == ()
    assert outlook.contradictions[0].happened
    desk.adopt(elsewhere, words={"M013": Word.FILE})
    assert place(desk, "M013") == before
    assert desk.day.meetings["M013"].status is MeetingStatus.HELD


def test_a_meeting_of_today_that_the_file_no_longer_has_is_one_to_decide(desk: Desk, schedule: Schedule) -> None:
    moved(desk)
    second = replace(schedule, meetings=tuple(m for m in schedule.meetings if m.id != "M013"))
    assert "not in the file" in desk.outlook(second).to_decide[0].sentence
    desk.adopt(second, words={"M013": Word.FILE})
    assert not desk.day.meetings["M013"].takes_place


def test_an_import_with_its_decisions_is_undone_and_redone_as_one(desk: Desk, elsewhere: Schedule) -> None:
    moved(desk)
    before = desk.day.meetings
    desk.adopt(elsewhere, words={"M013": Word.FILE})
    after = desk.day.meetings
    assert isinstance(desk.undo(), Done)
    assert (desk.day.meetings, desk.day.plan) == (before, 1)
    assert isinstance(desk.redo(), Done)
    assert (desk.day.meetings, desk.day.plan) == (after, 2)


def test_who_came_and_is_not_in_the_new_file_is_named_and_stays(desk: Desk, schedule: Schedule) -> None:
    desk.scan("E01")
    without = replace(
        schedule,
        people=tuple(person for person in schedule.people if person.id != "E01"),
        meetings=tuple(meeting for meeting in schedule.meetings if "E01" not in meeting.people),
    )
    assert desk.outlook(without).no_longer_listed[0].id == "E01"
    desk.adopt(without)
    assert desk.day.presence("E01") is Presence.HERE


def test_an_outlook_writes_nothing(desk: Desk, elsewhere: Schedule) -> None:
    desk.outlook(elsewhere)
    assert (desk.day.plan, len(desk.day.history)) == (1, 1)


def test_an_import_is_written_in_another_thread_and_a_scan_meanwhile_waits_for_it(
    desk: Desk, schedule: Schedule, reopened: Any
) -> None:
    heard: list[str] = []
    desk.subscribe(lambda _: heard.append(threading.current_thread().name))
    adoption = desk.adoption(schedule)
    thread = threading.Thread(target=adoption.run)
    thread.start()
    assert desk.scan("E01").saved
    thread.join()
    assert adoption.finish().saved
    assert set(heard) == {threading.main_thread().name}
    assert len(heard) == 2
    again = reopened()
    assert (again.day.plan, again.day.presence("E01")) == (2, Presence.HERE)
    assert again.check() == ()


def test_an_import_that_nobody_carried_out_is_written_by_whatever_comes_next(desk: Desk, schedule: Schedule) -> None:
    desk.adoption(schedule)
    assert desk.save()
    assert desk.day.plan == 2
