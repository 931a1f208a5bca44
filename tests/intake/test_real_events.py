"""The sample event, a real event's shape, and files that nobody here wrote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from coordinator.domain.people import Registration
from coordinator.domain.schedule import EventInfo, Schedule
from coordinator.intake import door
from coordinator.intake.door import Choices, Intake
from coordinator.intake.problems import Question

if TYPE_CHECKING:
    from pathlib import Path


Load = Callable[..., Intake]
FORUM = EventInfo("Forum 13", date(2026, 11, 24), "Europe/Madrid", "Science park")


def tell(schedule: Schedule) -> set[tuple[str, str, object, object, str]]:
    """Return every meeting by what people see of it: who with whom, from when to when, at which table."""
    slots, tables, people = schedule.slot_by_id, schedule.table_by_id, schedule.person_by_id
    return {
        (people[m.host].email, people[m.guests[0]].email, slots[m.slot].start, slots[m.slot].end, tables[m.table].label)
        for m in schedule.meetings
        if m.slot and m.table
    }


def test_sample_event_loads_without_a_word(sample: Path) -> None:
    intake = door.load(sorted(sample.glob("*.csv")))
    assert intake.problems == ()
    assert intake.schedule is not None
    schedule = intake.schedule
    assert (len(schedule.people), len(schedule.organisations), len(schedule.tables)) == (52, 32, 15)
    assert (len(schedule.meeting_slots), len(schedule.slots)) == (8, 9)
    assert (len(schedule.meetings), len(schedule.requests), len(schedule.checkpoints)) == (91, 48, 3)
    assert schedule.event == EventInfo(
        "EU–US Cluster Matchmaking", date(2017, 5, 16), "America/New_York", "Potomac Quay Center, Hall 4", 20, 5
    )
    assert {o.side for o in schedule.organisations} == {"A", "B"}
    assert schedule.table_by_id["T01"].fixed_for == "U01"


def test_the_morning_of_the_sample_is_left_out_and_reported(sample: Path) -> None:
    intake = door.load(sorted(sample.glob("*.csv")))
    assert [(left.file, left.reason) for left in intake.left_out] == [("morning.csv", "not a sheet of the schedule")]


def test_sources_carry_name_hash_and_bytes(sample: Path) -> None:
    path = sample / "participants.csv"
    (source,) = door.load([path]).sources
    assert source.name == "participants.csv"
    assert source.content == path.read_bytes()
    assert len(source.sha256) == 64


def test_a_workbook_of_a_real_shape_loads(shared: Path) -> None:
    intake = door.load([shared / "forum-13" / "forum-13.xlsx"])
    assert intake.must_fix == ()
    assert intake.schedule is not None
    schedule = intake.schedule
    assert (len(schedule.people), len(schedule.meetings), len(schedule.slots)) == (70, 154, 21)
    assert (len(schedule.tables), len(schedule.requests)) == (14, 60)
    assert all(count.rows == count.used for count in intake.counts)


def test_its_sheets_as_csv_are_the_same_schedule(shared: Path) -> None:
    folder = shared / "forum-13"
    names = ("event", "participants", "slots", "tables", "meetings", "requests")
    texts = door.load([folder / f"{name}.csv" for name in names])
    assert texts.schedule == door.load([folder / "forum-13.xlsx"]).schedule is not None


def test_a_flat_list_tells_the_same_meetings_as_the_workbook(shared: Path) -> None:
    folder = shared / "forum-13"
    book = door.load([folder / "forum-13.xlsx"]).schedule
    flat = door.load([folder / "meetings_flat.csv"], FORUM).schedule
    assert book is not None
    assert flat is not None
    assert tell(flat) == tell(book)
    assert (len(flat.meetings), len(flat.people), len(flat.tables)) == (154, 70, 14)
    assert {p.name for p in flat.people} == {p.name for p in book.people}
    assert [table.label for table in flat.tables] == [str(number) for number in range(1, 15)]
    assert [slot.start for slot in flat.slots] == sorted(slot.start for slot in flat.slots)


def test_a_flat_list_beside_its_own_sheets_adds_nothing(shared: Path) -> None:
    folder = shared / "forum-13"
    both = door.load(sorted(folder.glob("*.csv"))).schedule
    assert both == door.load([folder / "forum-13.xlsx"]).schedule is not None


def test_a_flat_list_without_an_event_takes_its_date_its_name_and_a_zone_and_says_so(shared: Path) -> None:
    intake = door.load([shared / "forum-13" / "meetings_flat.csv"])
    assert intake.schedule is not None
    event = intake.schedule.event
    assert (event.name, event.date, event.timezone) == ("meetings_flat", date(2026, 11, 24), "UTC")
    assert ["time zone" in problem.sentence for problem in intake.look_at] == [True]


def test_the_same_flat_list_gives_the_same_ids_every_time(shared: Path) -> None:
    path = shared / "forum-13" / "meetings_flat.csv"
    assert door.load([path], FORUM).schedule == door.load([path], FORUM).schedule


def test_every_real_file_gets_a_verdict(shared: Path, load: Load) -> None:
    for path in sorted(shared.rglob("*.*")):
        intake = load({path.name: path.read_bytes()})
        assert (intake.schedule is None) == bool(intake.must_fix), path
        for problem in intake.problems:
            assert problem.sentence, path
            assert problem.todo, path


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("eventbrite_attendee_report_eb2ez.csv", 3),
        ("italian_excel_contacts_snippet.csv", 2),
        ("luma_guests_snippet.csv", 5),
        ("alfio_import.csv", 3),
        ("hitobito_list.csv", 4),
    ],
)
def test_a_real_list_of_people_is_read(shared: Path, load: Load, name: str, people: int) -> None:
    intake = load({name: (shared / "real" / "attendees" / name).read_bytes()})
    assert intake.schedule is not None
    assert len(intake.schedule.people) == people


def test_a_real_latin_1_list_asks_and_then_loads(shared: Path, load: Load) -> None:
    content = (shared / "real" / "encodings" / "goutils_iso8859-1_semicolon.txt").read_bytes()
    (problem,) = load({"liste.txt": content}).must_fix
    assert problem.question is Question.ENCODING
    assert problem.options[0] == "cp1252"
    assert "Prénom" in problem.value
    intake = load({"liste.txt": content}, choices=Choices(encoding="cp1252"))
    assert intake.schedule is not None
    assert intake.schedule.people[0].first_name == "abcàâäéèêë"


@pytest.mark.parametrize("name", ["forum-13.original.dzn", "tic-12.original.dzn"])
def test_a_shape_that_is_not_known_is_said_in_words(shared: Path, load: Load, name: str) -> None:
    intake = load({name: (shared / "real" / "requests" / name).read_bytes()})
    assert any("does not know this shape" in problem.sentence for problem in intake.must_fix)


def test_a_list_of_organisations_without_people_says_what_it_lacks_and_may_be_mapped_by_hand(
    shared: Path, load: Load
) -> None:
    name = "investormatching_STARTAPS-TABLE.xlsx"
    files = {name: (shared / "real" / "attendees" / name).read_bytes()}
    (problem,) = load(files).must_fix
    assert "column for the organisation (“company_name”)" in problem.sentence
    intake = load(files, choices=Choices(columns={"company_name": "full_name"}))
    assert intake.schedule is not None
    assert len(intake.schedule.people) == 12


def test_a_real_matrix_of_wishes_and_times_is_read(shared: Path, load: Load) -> None:
    name = "selff_scheduler_matrix_example.csv"
    schedule = load({name: (shared / "real" / "requests" / name).read_bytes()}).schedule
    assert schedule is not None
    assert (len(schedule.people), len(schedule.requests), len(schedule.meetings)) == (13, 12, 4)
    slots = schedule.slot_by_id
    names = {p.id: p.name for p in schedule.people}
    times = {(names[m.host], names[m.guests[0]]): f"{slots[m.slot or ''].start:%H:%M}" for m in schedule.meetings}
    assert times == {
        ("ana", "Comp1"): "12:00",
        ("ivan", "Comp2"): "11:00",
        ("yan", "Comp1"): "10:00",
        ("pit", "Comp2"): "13:00",
    }


def test_real_ranked_preferences_become_wishes_with_their_ranks(shared: Path, load: Load) -> None:
    name = "gradvisit_data_fake_visitors.csv"
    schedule = load({name: (shared / "real" / "requests" / name).read_bytes()}).schedule
    assert schedule is not None
    names = {p.id: p.name for p in schedule.people}
    third = [(names[r.from_person], names[r.to_person]) for r in schedule.requests if r.priority == 3]
    assert third == [("Visitor 03", "Faculty B"), ("Visitor 04", "Faculty B")]


def test_a_real_booker_is_not_the_attendee(shared: Path, load: Load) -> None:
    name = "webropol_fi_preamble_twoheader_snippet.csv"
    intake = load({name: (shared / "real" / "attendees" / name).read_bytes()})
    assert intake.schedule is not None
    found = [(p.name, p.email, p.registration) for p in intake.schedule.people]
    assert found == [
        ("Actual Attendee", "actual@example.test", Registration.REGISTERED),
        ("Other Attendee", "other@example.test", Registration.CANCELLED),
    ]


def test_a_real_list_of_absences_joins_the_people_of_its_event(shared: Path) -> None:
    files = [shared / "forum-13" / "forum-13.xlsx", shared / "real" / "requests" / "forum-13_unavailable.csv"]
    schedule = door.load(files).schedule
    assert schedule is not None
    assert schedule.person_by_id["P003"].unavailable == {"S17"}


def test_people_joined_in_one_cell_of_a_real_workbook_make_one_meeting(shared: Path, load: Load) -> None:
    name = "optaplanner_meetingscheduling_50meetings.xlsx"
    intake = load({name: (shared / "real" / "schedules" / name).read_bytes()})
    assert intake.schedule is not None
    schedule = intake.schedule
    assert (len(schedule.people), len(schedule.meetings), len(schedule.tables)) == (40, 50, 5)
    assert [schedule.person_by_id[p].name for p in schedule.meetings[0].people] == ["Dan Li", "Amy Jones"]
    assert any("the same in 50 rows" in problem.sentence for problem in intake.look_at)
