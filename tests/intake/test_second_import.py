"""A second file on the day: what it tells is told with the ids of the event, what it does not tell stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coordinator.domain import step
from coordinator.domain.day import WALK_INS, Books, Day
from coordinator.domain.entries import Entry, PlanAdopted, WalkedIn
from coordinator.domain.people import Organisation, Person
from coordinator.domain.schedule import Schedule
from coordinator.intake import door
from coordinator.intake.compare import difference
from coordinator.intake.door import Choices, Intake
from coordinator.intake.problems import Question

if TYPE_CHECKING:
    from pathlib import Path

Load = Callable[..., Intake]
Files = dict[str, str]


def schedule_of(intake: Intake) -> Schedule:
    """Return the schedule of an intake that went well."""
    assert intake.schedule is not None, intake.must_fix
    return intake.schedule


def day_of(schedule: Schedule, *walk_ins: Person) -> Day:
    """Return a day with this plan in force, and people who registered on the spot."""
    homes = tuple(Organisation(person.organisation, person.organisation) for person in walk_ins)
    none = Schedule(schedule.event)
    books = Books({WALK_INS: none, 1: schedule}).with_walk_ins(walk_ins, homes)
    facts = [PlanAdopted(1), *(WalkedIn(person.id, "registration") for person in walk_ins)]
    return step.replay(step.start(books), [Entry(f"d-{n}", "d", n, n, n, fact) for n, fact in enumerate(facts, 1)])


@pytest.fixture
def first(load: Load, day: Files) -> Schedule:
    """Return the plan of the morning."""
    day["requests.csv"] = "request_id,from_id,to_id\nR1,P2,P3\n"
    day["participants.csv"] = (
        "participant_id,first_name,last_name,organisation,email,job_title,Diet\n"
        "P1,Ana,Ruiz,Alpha,ana@example.org,Boss,vegan\n"
        "P2,Bo,Berg,Beta,bo@example.org,,\n"
        "P3,Cy,Cole,Gamma,cy@example.org,,\n"
    )
    day["tables.csv"] = day["tables.csv"].replace("T2,2,Hall,2,,yes", "T2,2,Hall,4,P2,yes")
    return schedule_of(load(day))


FLAT = "Date;Start;End;Table;Host;Host company;Guest;Guest company\n"


def test_a_flat_list_of_the_same_meetings_changes_nothing(load: Load, first: Schedule) -> None:
    rows = (
        "24/11/2026;09:00;09:20;1;Ana Ruiz;Alpha;Bo Berg;Beta\n24/11/2026;09:20;09:40;1;Cy Cole;Gamma;Ana Ruiz;Alpha\n"
    )
    after = schedule_of(load({"list.csv": FLAT + rows}, day=day_of(first)))
    found = difference(first, after)
    # Who is told as the host is the one thing in which the list differs.
    assert found.summary == "meetings: 1 changed."
    assert {m.id for m in after.meetings} == {"M1", "M2"}


def test_a_real_flat_list_after_its_workbook_changes_nothing(shared: Path) -> None:
    folder = shared / "forum-13"
    before = schedule_of(door.load([folder / "forum-13.xlsx"]))
    after = schedule_of(door.load([folder / "meetings_flat.csv"], day=day_of(before)))
    found = difference(before, after)
    assert found.is_same, found.summary


def test_a_moved_and_a_new_meeting_of_a_flat_list_are_the_only_difference(load: Load, first: Schedule) -> None:
    rows = (
        "24/11/2026;09:20;09:40;2;Ana Ruiz;Alpha;Bo Berg;Beta\n24/11/2026;10:00;10:20;5;Ana Ruiz;Alpha;Eve Neu;Nova\n"
    )
    found = difference(first, schedule_of(load({"list.csv": FLAT + rows}, day=day_of(first))))
    assert [item.id for item in found.meetings.changed] == ["M1"]
    assert [item.id for item in found.meetings.removed] == ["M2"]
    assert [item.sentence for item in found.people.new] == ["Eve Neu, Nova."]
    assert (len(found.slots.new), len(found.tables.new)) == (1, 1)
    assert not found.people.removed
    assert not found.requests.removed


def test_a_list_of_participants_alone_leaves_the_meetings_as_they_are(load: Load, first: Schedule) -> None:
    text = "Name,Company,E-mail\nAna Ruiz,Alpha,ana@example.org\nBo Berg,Omega,bo@example.org\n"
    after = schedule_of(load({"people.csv": text}, day=day_of(first)))
    found = difference(first, after)
    assert found.summary == "people: 1 changed; organisations: 1 new, 1 gone."
    assert after.person_by_id["P1"].job_title == "Boss"
    assert after.person_by_id["P3"].name == "Cy Cole"


def test_who_is_not_in_the_new_list_and_has_no_meeting_is_gone(load: Load, first: Schedule) -> None:
    first = replace(first, meetings=first.meetings[:1])
    text = "Name,Company,E-mail\nAna Ruiz,Alpha,ana@example.org\nBo Berg,Beta,bo@example.org\n"
    after = schedule_of(load({"people.csv": text}, day=day_of(first)))
    found = difference(first, after)
    assert [item.id for item in found.people.removed] == ["P3"]
    assert [item.id for item in found.requests.removed] == ["R1"]


def test_meetings_by_id_need_no_list_of_people_when_the_event_has_them(load: Load, first: Schedule) -> None:
    text = "host_id,guest_id,slot_id,table_id\nP1,P2,S2,T1\nP2,P3,S1,Table 2\n"
    found = difference(first, schedule_of(load({"meetings.csv": text}, day=day_of(first))))
    assert found.summary == "meetings: 1 new, 1 changed, 1 gone."


def test_a_column_that_the_file_lacks_stays_and_an_empty_one_is_emptied(load: Load, first: Schedule) -> None:
    text = "participant_id,full_name,organisation,job_title\nP1,Ana Ruiz,Alpha,\n"
    person = schedule_of(load({"people.csv": text}, day=day_of(first))).person_by_id["P1"]
    assert (person.email, person.job_title, person.extra) == ("ana@example.org", "", (("Diet", "vegan"),))


def test_a_walk_in_who_stands_in_the_new_list_keeps_badge_and_arrival(load: Load, first: Schedule) -> None:
    walk_in = Person("W001", "Eve", "Neu", "walk-in-1", email="eve@x.org")
    text = "participant_id,full_name,organisation,email\nP1,Ana Ruiz,Alpha,ana@example.org\n77,Neu Eve,Nova,EVE@x.org\n"
    after = schedule_of(load({"people.csv": text}, day=day_of(first, walk_in)))
    assert "W001" in after.person_by_id
    assert "77" not in after.person_by_id


def test_a_walk_in_without_a_meeting_does_not_become_part_of_the_plan(load: Load, first: Schedule) -> None:
    walk_in = Person("W001", "Eve", "Neu", "walk-in-1")
    row = "24/11/2026;09:00;09:20;1;Ana Ruiz;Alpha;Bo Berg;Beta\n"
    after = schedule_of(load({"list.csv": FLAT + row}, day=day_of(first, walk_in)))
    assert "W001" not in after.person_by_id
    row = "24/11/2026;09:00;09:20;1;Ana Ruiz;Alpha;Eve Neu;walk-in-1\n"
    after = schedule_of(load({"list.csv": FLAT + row}, day=day_of(first, walk_in)))
    assert after.meetings[0].people == ("P1", "W001")


def test_a_new_timetable_of_a_flat_list_takes_the_place_of_the_old_one(load: Load, first: Schedule) -> None:
    row = "24/11/2026;09:10;09:30;1;Ana Ruiz;Alpha;Bo Berg;Beta\n"
    after = schedule_of(load({"list.csv": FLAT + row}, day=day_of(first)))
    assert [f"{slot.start:%H:%M}" for slot in after.slots] == ["09:10"]


def test_two_people_of_the_event_who_fit_are_asked_about_and_the_answer_holds(load: Load) -> None:
    header = "participant_id,full_name,organisation,email\n"
    before = day_of(
        schedule_of(
            load({"p.csv": f"{header}P1,Ana Ruiz,Alpha,a@x.org\nP2,Ana Ruiz,Alpha,b@x.org\nP3,Bo Berg,Beta,\n"})
        )
    )
    files = {"list.csv": FLAT + "24/11/2026;09:00;09:20;1;Ana Ruiz;Alpha;Bo;Beta\n"}
    (problem,) = load(files, day=before).must_fix
    assert (problem.question, problem.row) == (Question.PERSON, 2)
    assert problem.options == ("Ana Ruiz, Alpha, a@x.org (P1)", "Ana Ruiz, Alpha, b@x.org (P2)", "somebody new")
    intake = load(files, day=before, choices=Choices().answered(problem, problem.options[1]))
    assert schedule_of(intake).meetings[0].host == "P2"
    intake = load(files, day=before, choices=Choices().answered(problem, "somebody new"))
    assert schedule_of(intake).meetings[0].host not in ("P1", "P2")


def test_a_list_of_people_is_asked_about_too(load: Load) -> None:
    header = "participant_id,full_name,organisation,email\n"
    rows = f"{header}P1,Ana Ruiz,Alpha,a@x.org\nP2,Ana Ruiz,Alpha,b@x.org\n"
    before = day_of(schedule_of(load({"p.csv": rows})))
    files = {"q.csv": f"{header}X1,Ana Ruiz,Alpha,\n"}
    (problem,) = load(files, day=before).must_fix
    assert problem.sentence == "Ana Ruiz fits 2 people of the event, and nothing in the row decides who is meant."
    intake = load(files, day=before, choices=Choices().answered(problem, problem.options[0]))
    assert [person.id for person in schedule_of(intake).people] == ["P1"]


def test_a_namesake_from_elsewhere_is_new_until_somebody_says_otherwise(load: Load) -> None:
    before = day_of(schedule_of(load({"p.csv": "participant_id,full_name,organisation\nP1,Ana Ruiz,Alpha\n"})))
    files = {"q.csv": "full_name,organisation\nAna Ruiz,Omega\n"}
    intake = load(files, day=before)
    (problem,) = [p for p in intake.look_at if p.question]
    assert problem.sentence.startswith("Ana Ruiz may be Ana Ruiz, who is in the event already")
    assert schedule_of(intake).people[0].id != "P1"
    intake = load(files, day=before, choices=Choices().answered(problem, problem.options[0]))
    assert schedule_of(intake).people[0].id == "P1"
    assert not [p for p in intake.look_at if p.question]


def test_a_list_of_absences_alone_adds_them_to_the_people_of_the_event(load: Load, first: Schedule) -> None:
    text = "participant_id,slot_id\nP3,S1\n"
    after = schedule_of(load({"away.csv": text}, day=day_of(first)))
    assert after.person_by_id["P3"].unavailable == {"S1"}
    assert difference(first, after).summary == "people: 1 changed."


def test_absences_of_slots_that_are_gone_are_gone_too(load: Load, first: Schedule) -> None:
    people = tuple(replace(person, unavailable=frozenset({"S2"})) for person in first.people)
    text = "slot_id,start,end\nS1,2026-11-24 09:00,2026-11-24 09:20\n"
    after = schedule_of(load({"slots.csv": text}, day=day_of(replace(first, people=people))))
    assert {person.unavailable for person in after.people} == {frozenset()}
    assert [meeting.slot for meeting in after.meetings] == ["S1", None]


def test_wishes_to_meet_a_walk_in_keep_the_walk_in(load: Load, first: Schedule) -> None:
    walk_in = Person("W001", "Eve", "Neu", "walk-in-1")
    text = "From,From company,To,To company\nAna Ruiz,Alpha,Eve Neu,walk-in-1\n"
    after = schedule_of(load({"wishes.csv": text}, day=day_of(first, walk_in)))
    assert [(r.from_person, r.to_person) for r in after.requests] == [("P1", "W001")]
    assert "W001" in after.person_by_id
