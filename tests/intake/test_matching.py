"""A second file tells the same event with ids of its own: what is the same keeps the ids it has, so the day stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from coordinator.domain.schedule import EventInfo
from coordinator.intake import door
from coordinator.intake.compare import difference
from coordinator.intake.door import Intake
from coordinator.intake.matching import match

if TYPE_CHECKING:
    from pathlib import Path

    from coordinator.domain.schedule import Schedule

Load = Callable[..., Intake]
Day = dict[str, str]


def schedule_of(intake: Intake) -> Schedule:
    """Return the schedule of an intake that went well."""
    assert intake.schedule is not None, intake.must_fix
    return intake.schedule


def with_other_ids(day: Day) -> Day:
    """Return the same day as another platform would number it: every id is one further than before."""
    people = day["participants.csv"].replace("P3,", "P4,").replace("P2,", "P3,").replace("P1,", "P2,")
    meetings = day["meetings.csv"].replace("P3", "P4").replace("P2", "P3").replace("P1", "P2")
    meetings = meetings.replace("M2,", "M3,").replace("M1,", "M2,").replace("T1", "7").replace("S2", "S3")
    return {
        "participants.csv": people,
        "meetings.csv": meetings.replace("S1", "S2"),
        "slots.csv": day["slots.csv"].replace("S2,", "S3,").replace("S1,", "S2,"),
        "tables.csv": day["tables.csv"].replace("T1,", "7,").replace("T2,", "8,"),
    }


def test_the_same_event_under_other_ids_is_the_same_event(load: Load, day: Day) -> None:
    before, after = schedule_of(load(day)), schedule_of(load(with_other_ids(day)))
    assert not difference(before, after).is_same
    assert difference(before, match(before, after).schedule).is_same


def test_a_flat_list_after_the_workbook_has_the_people_tables_slots_and_meetings_of_the_workbook(shared: Path) -> None:
    folder = shared / "forum-13"
    before = schedule_of(door.load([folder / "forum-13.xlsx"]))
    after = schedule_of(door.load([folder / "meetings_flat.csv"], before.event))
    found = difference(before, match(before, after).schedule)
    assert (found.meetings.same, len(before.meetings)) == (154, 154)
    assert found.meetings.is_same
    assert not found.people.new
    assert not found.people.removed
    assert not found.tables.new
    assert not found.slots.new


def test_a_schedule_matched_with_itself_is_itself(sample: Path) -> None:
    schedule = schedule_of(door.load(sorted(sample.glob("*.csv"))))
    assert match(schedule, schedule).schedule == schedule


def test_who_changed_the_address_is_known_by_name_and_organisation(load: Load, day: Day) -> None:
    before = schedule_of(load(day))
    other = day["participants.csv"].replace("P1,Ana,Ruiz,Alpha,ana@", "X9,Ruiz,ANA,ALPHA,a.ruiz@")
    after = match(before, schedule_of(load({"participants.csv": other}))).schedule
    assert [person.id for person in after.people] == ["P1", "P2", "P3"]


def test_who_changed_the_name_is_known_by_the_address(load: Load, day: Day) -> None:
    before = schedule_of(load(day))
    other = day["participants.csv"].replace("P1,Ana,Ruiz,Alpha", "X9,Ana,Ruiz-Díaz,Omega")
    after = match(before, schedule_of(load({"participants.csv": other}))).schedule
    assert after.people[0].id == "P1"
    assert after.people[0].last_name == "Ruiz-Díaz"


def test_somebody_new_never_gets_the_id_of_somebody_else(load: Load, day: Day) -> None:
    before = schedule_of(load(day))
    header = "participant_id,first_name,last_name,organisation,email\n"
    rows = "P1,Bo,Berg,Beta,bo@example.org\nP2,Cy,Cole,Gamma,cy@example.org\nP3,Di,Diaz,Delta,di@example.org\n"
    after = match(before, schedule_of(load({"participants.csv": header + rows}))).schedule
    assert [(p.id, p.first_name) for p in after.people] == [("P2", "Bo"), ("P3", "Cy"), ("P3-2", "Di")]


def test_under_the_same_ids_a_name_may_change_and_is_doubted(load: Load, day: Day) -> None:
    before = schedule_of(load(day))
    other = day["participants.csv"].replace("P1,Ana,Ruiz,Alpha,ana@", "P1,Eve,Neu,Alpha,eve@")
    found = match(before, schedule_of(load({"participants.csv": other})))
    assert found.schedule.people[0].id == "P1"
    assert [(d.person, d.candidates, d.open, d.taken) for d in found.doubts] == [("P1", ("P1",), False, "P1")]
    apart = match(before, schedule_of(load({"participants.csv": other})), {"P1": ""})
    assert apart.schedule.people[0].id == "P1-2"


def test_two_people_who_fit_are_a_doubt_that_only_a_person_can_settle(load: Load) -> None:
    header = "participant_id,full_name,organisation,email\n"
    before = schedule_of(load({"p.csv": f"{header}P1,Ana Ruiz,Alpha,a@x.org\nP2,Ana Ruiz,Alpha,b@x.org\n"}))
    after = schedule_of(load({"p.csv": f"{header}X1,Ana Ruiz,Alpha,\n"}))
    (doubt,) = match(before, after).doubts
    assert (doubt.person, doubt.candidates, doubt.open) == ("X1", ("P1", "P2"), True)
    assert match(before, after, {"X1": "P2"}).schedule.people[0].id == "P2"
    assert match(before, after, {"X1": ""}).schedule.people[0].id == "X1"


def test_two_namesakes_with_their_own_addresses_are_told_apart(load: Load) -> None:
    header = "participant_id,full_name,organisation,email\n"
    before = schedule_of(load({"p.csv": f"{header}P1,Ana Ruiz,Alpha,a@x.org\nP2,Ana Ruiz,Alpha,b@x.org\n"}))
    after = schedule_of(load({"p.csv": f"{header}P2,Ana Ruiz,Alpha,A@x.org\nP1,Ana Ruiz,Alpha,B@x.org\n"}))
    found = match(before, after)
    assert found.doubts == ()
    assert dict(found.people) == {"P2": "P1", "P1": "P2"}


def test_a_shared_address_does_not_make_two_people_one(load: Load) -> None:
    header = "full_name,organisation,email\n"
    before = schedule_of(load({"p.csv": f"{header}Ana Ruiz,Alpha,info@x.org\n"}))
    after = schedule_of(load({"p.csv": f"{header}Bo Berg,Alpha,info@x.org\n"}))
    found = match(before, replace(after, people=(replace(after.people[0], id="X1"),)))
    assert found.schedule.people[0].id == "X1"
    assert [doubt.open for doubt in found.doubts] == [False]


def test_a_shifted_timetable_keeps_its_slots(load: Load, day: Day) -> None:
    before = schedule_of(load(day))
    day["slots.csv"] = day["slots.csv"].replace("09:40", "10:00").replace("09:20", "09:40").replace("09:00", "09:20")
    found = difference(before, match(before, schedule_of(load(day))).schedule)
    assert (len(found.slots.changed), found.meetings.same) == (2, 2)


@pytest.mark.parametrize("ids", [("M1", "M2"), ("K7", "K8"), ("M2", "M1")])
def test_a_pair_that_meets_is_the_same_meeting_whatever_its_id_and_its_slot(
    load: Load, day: Day, ids: tuple[str, str]
) -> None:
    before = schedule_of(load(day))
    rows = f"{ids[0]},P2,P1,S2,T2,\n{ids[1]},P3,P1,S1,T1,\n"
    after = {**day, "meetings.csv": "meeting_id,host_id,guest_id,slot_id,table_id,status\n" + rows}
    moved = match(before, schedule_of(load(after))).schedule
    assert [(m.id, m.slot) for m in moved.meetings] == [("M1", "S2"), ("M2", "S1")]


def test_meetings_that_were_made_of_people_carry_the_ids_of_the_event(load: Load) -> None:
    text = "Start;Host;Host company;Guest;Guest company\n2026-11-24 09:00;Ana Ruiz;Alpha;Bo Berg;Beta\n"
    before = schedule_of(load({"a.csv": text}, base=EventInfo("X", date(2026, 11, 24), "UTC")))
    people = "participant_id,full_name,organisation\n1,Ana Ruiz,Alpha\n2,Bo Berg,Beta\n3,Cy Cole,Gamma\n"
    more = "2026-11-24 10:00;Cy Cole;Gamma;Bo Berg;Beta\n"
    base = EventInfo("X", date(2026, 11, 24), "UTC")
    after = match(before, schedule_of(load({"p.csv": people, "a.csv": text + more}, base=base))).schedule
    ids = [person.id for person in after.people]
    assert ids[:2] == [person.id for person in before.people]
    assert [m.id for m in after.meetings] == [before.meetings[0].id, "+".join(sorted(ids[1:]))]
