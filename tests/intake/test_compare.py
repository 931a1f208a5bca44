"""What a second import changes is told thing by thing, before anybody accepts it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from coordinator.intake.compare import difference
from coordinator.intake.door import Intake

if TYPE_CHECKING:
    from coordinator.domain.schedule import Schedule

Load = Callable[..., Intake]
Day = dict[str, str]


def schedule_of(intake: Intake) -> Schedule:
    """Return the schedule of an intake that went well."""
    assert intake.schedule is not None
    return intake.schedule


def test_the_same_files_are_the_same_schedule(load: Load, day: Day) -> None:
    found = difference(schedule_of(load(day)), schedule_of(load(day)))
    assert found.is_same
    assert found.summary == "This is the same schedule as before."
    assert (found.people.same, found.meetings.same) == (3, 2)


def test_a_moved_meeting_is_told_with_both_places(load: Load, day: Day) -> None:
    before = schedule_of(load(day))
    day["meetings.csv"] = day["meetings.csv"].replace("M1,P1,P2,S1,T1", "M1,P1,P2,S1,T2")
    found = difference(before, schedule_of(load(day)))
    assert [item.sentence for item in found.meetings.changed] == [
        "Ana Ruiz and Bo Berg: at 09:00, table 1 became at 09:00, table 2."
    ]
    assert found.summary == "meetings: 1 changed."


def test_new_and_removed_things_are_told(load: Load, day: Day) -> None:
    before = schedule_of(load(day))
    day["participants.csv"] += "P4,Di,Diaz,Delta,di@example.org\n"
    day["meetings.csv"] = day["meetings.csv"].replace("M2,P1,P3,S2,T1", "M7,P4,P3,S2,T1")
    found = difference(before, schedule_of(load(day)))
    assert [item.sentence for item in found.people.new] == ["Di Diaz, Delta."]
    assert [item.sentence for item in found.meetings.new] == ["Di Diaz and Cy Cole at 09:20, table 1."]
    assert [item.sentence for item in found.meetings.removed] == ["Ana Ruiz and Cy Cole at 09:20, table 1."]
    assert [item.sentence for item in found.organisations.new] == ["Delta."]


def test_a_change_of_person_table_slot_and_event_is_told(load: Load, day: Day) -> None:
    before = schedule_of(load(day))
    day["participants.csv"] = (
        day["participants.csv"].replace("Bo,Berg,Beta,bo@", "Bo,Berg,Omega,bo@").replace("cy@", "cyril@")
    )
    day["tables.csv"] = day["tables.csv"].replace("T2,2,Hall,2,,yes", "T2,2,Hall,2,P1,no")
    day["slots.csv"] = day["slots.csv"].replace("09:40", "09:45")
    day["event.csv"] = "key,value\nvenue,Hall 4\n"
    found = difference(before, schedule_of(load(day)))
    assert [item.sentence for item in found.people.changed] == [
        "Bo Berg is now with Omega, before with Beta.",
        "Cy Cole: email changed.",
    ]
    assert "bound to Ana Ruiz, not in use" in found.tables.changed[0].sentence
    assert found.slots.changed[0].sentence.endswith("became S2: 2026-11-24 09:20 to 09:45.")
    assert found.event == ("The venue of the event was empty and is now Hall 4.",)
    assert not found.is_same
    assert found.summary.endswith("the event itself.")


def test_a_held_meeting_and_new_people_in_it_are_told(load: Load, day: Day) -> None:
    before = schedule_of(load(day))
    day["meetings.csv"] = "meeting_id,host_id,guest_id,slot_id,table_id,status\nM1,P1,P2,S1,T1,held\nM2,P2,P3,S2,T1,\n"
    found = difference(before, schedule_of(load(day)))
    assert [item.sentence for item in found.meetings.changed] == [
        "Ana Ruiz and Bo Berg at 09:00, table 1: planned became held.",
        "Ana Ruiz and Cy Cole became Bo Berg and Cy Cole at 09:20, table 1.",
    ]


def test_requests_and_checkpoints_are_compared_too(load: Load, day: Day) -> None:
    day["requests.csv"] = "request_id,from_id,to_id,status,priority\nR1,P2,P3,pending,1\n"
    before = schedule_of(load(day))
    day["requests.csv"] = day["requests.csv"].replace("pending", "declined")
    day["checkpoints.csv"] = "checkpoint_id,name,kind\nregistration,Front desk,registration\n"
    found = difference(before, schedule_of(load(day)))
    assert found.requests.changed[0].sentence.endswith("became Bo Berg wishes to meet Cy Cole (declined, rank 1).")
    assert found.checkpoints.changed[0].sentence == ("Registration (registration) became Front desk (registration).")
