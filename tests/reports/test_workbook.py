"""The workbook of the plan: read back it is the same plan, and an empty one explains itself."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from coordinator.domain import sheets
from coordinator.domain.day import Books, Day
from coordinator.domain.entries import Change, CheckedIn, MeetingMissed, PlanChanged, RepairKind, WalkedIn
from coordinator.domain.people import Organisation, Person
from coordinator.domain.schedule import Request, Schedule, Side
from coordinator.domain.step import start
from coordinator.domain.trouble import WorldTrouble
from coordinator.intake import child
from coordinator.intake.door import Choices, Intake, settle
from coordinator.intake.fields import FIELDS, Kind
from coordinator.intake.rows import Sheet
from coordinator.reports import workbook

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = (
    "=HYPERLINK(1)",
    "+34 600 000 000",
    "-2+3",
    "@x",
    "|cmd",
    "%0A",
    "＝1＋1",  # noqa: RUF001 - the full-width form is meant
    "_x0041_",
    "1e5",
    "00042",
    "https://example.org",
)


def read_back(path: Path) -> Intake:
    readings = child.read(path.name, path.read_bytes(), "")
    wrong = [reading for reading in readings if not isinstance(reading, Sheet)]
    return settle([reading for reading in readings if isinstance(reading, Sheet)], wrong, [], None, Choices())


def planned(day: Day, **changes: Any) -> Day:
    """Return the day before anything happened, with something else in its plan."""
    return start(Books({0: day.books.plans[0], 1: replace(day.books.plans[1], **changes)}))


def again(path: Path, happen: Callable[..., Day]) -> tuple[Schedule, bytes]:
    """Import a workbook into a new event and export it once more."""
    intake = read_back(path)
    assert intake.must_fix == ()
    assert intake.schedule is not None
    new = happen(start(Books({0: Schedule(intake.schedule.event), 1: intake.schedule})))
    workbook.write_plan(path.with_name("again.xlsx"), new)
    return intake.schedule, path.with_name("again.xlsx").read_bytes()


def test_an_exported_plan_comes_back_and_goes_out_again_as_the_same_bytes(
    morning: Day, happen: Callable[..., Day], tmp_path: Path
) -> None:
    requests = (Request("Q1", "E1", "U1", message="two\nlines"), Request("Q2", "E2", "U1", priority=1))
    people = list(morning.books.plans[1].people)
    people[0] = replace(people[0], unavailable=frozenset(("R3",)), max_meetings=4, notes="= not a sum", side="A")
    people[1] = replace(people[1], needs_interpreter=True, extra=(("Diet", "none"), ("Hotel", "Nord")))
    people[3] = replace(people[3], extra=(("title", "Dr."), ("checked_in", "yes"), ("Bus", "2"), ("Hotel", "Süd")))
    day = happen(planned(morning, requests=requests, people=tuple(people)))
    workbook.write_plan(tmp_path / "plan.xlsx", day)
    schedule, bytes_again = again(tmp_path / "plan.xlsx", happen)
    assert bytes_again == (tmp_path / "plan.xlsx").read_bytes()
    assert (schedule.slots, schedule.tables, schedule.meetings) == (
        day.schedule.slots,
        day.schedule.tables,
        day.schedule.meetings,
    )
    assert schedule.requests == requests
    assert [replace(person, organisation="") for person in schedule.people] == [
        replace(person, organisation="") for person in people
    ]


def test_the_plan_is_written_as_the_day_has_changed_it(
    morning: Day, happen: Callable[..., Day], tmp_path: Path
) -> None:
    newcomer, home = Person("W001", "Ana", "Ruiz", "walk-in-1"), Organisation("walk-in-1", "Nova", "ES")
    day = planned(morning, requests=(Request("Q1", "E2", "U1"),))
    day = happen(day.with_books(day.books.with_walk_ins((newcomer,), (home,))))
    moved = Change("M1", "U1", ("E1",), "R3", "T2")
    day = happen(day, WalkedIn("W001", "registration"), CheckedIn("W001", "registration"))
    day = happen(day, PlanChanged("M2", RepairKind.PULL_FORWARD, (moved,)))
    workbook.write_plan(tmp_path / "plan.xlsx", day)
    schedule, bytes_again = again(tmp_path / "plan.xlsx", happen)
    assert bytes_again == (tmp_path / "plan.xlsx").read_bytes()
    assert schedule.person_by_id["W001"].name == "Ana Ruiz"
    assert [(m.id, m.slot, m.table) for m in schedule.meetings] == [("M1", "R3", "T2")]


def test_a_missed_meeting_that_nobody_decided_about_stays_missed(
    morning: Day, happen: Callable[..., Day], tmp_path: Path
) -> None:
    workbook.write_plan(tmp_path / "plan.xlsx", happen(morning, MeetingMissed("M1", Side.GUEST, None)))
    schedule, _ = again(tmp_path / "plan.xlsx", happen)
    assert schedule.meeting_by_id["M1"].missed is Side.GUEST


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_a_text_whatever_it_looks_like(
    morning: Day, happen: Callable[..., Day], tmp_path: Path, text: str
) -> None:
    person = replace(morning.books.plans[1].people[0], last_name=text, extra=((text, text),))
    workbook.write_plan(
        tmp_path / "plan.xlsx", happen(planned(morning, people=(person, *morning.books.plans[1].people[1:])))
    )
    assert b"<f>" not in zipfile.ZipFile(tmp_path / "plan.xlsx").read("xl/worksheets/sheet2.xml")
    schedule, bytes_again = again(tmp_path / "plan.xlsx", happen)
    assert bytes_again == (tmp_path / "plan.xlsx").read_bytes()
    assert schedule.people[0].last_name == text
    assert schedule.people[0].extra == ((text, text),)


def test_a_person_without_an_organisation_gets_none_by_the_export(
    morning: Day, happen: Callable[..., Day], tmp_path: Path
) -> None:
    alone = Organisation("O-ABCDEFGHIJ", "Ana Ruiz")
    person = Person("P1", "Ana", "Ruiz", alone.id)
    day = happen(planned(morning, organisations=(alone,), people=(person,), meetings=(), tables=()))
    workbook.write_plan(tmp_path / "plan.xlsx", day)
    rows = CalamineWorkbook.from_path(tmp_path / "plan.xlsx").get_sheet_by_name("participants").to_python()
    assert dict(zip(rows[0], rows[1], strict=True))["organisation"] == ""


def test_every_column_of_the_format_is_one_that_the_import_knows() -> None:
    for sheet in sheets.SHEETS:
        assert {column.name for column in sheet.columns} <= {*FIELDS[Kind(sheet.name)]}


def test_an_empty_schedule_explains_itself_and_offers_what_fits(tmp_path: Path) -> None:
    workbook.write_template(tmp_path / "schedule.xlsx")
    parts = zipfile.ZipFile(tmp_path / "schedule.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "schedule.xlsx")
    assert book.sheet_names == [workbook.READ_ME, *(sheet.name for sheet in sheets.SHEETS)]
    assert "given name" in str(book.get_sheet_by_name(workbook.READ_ME).to_python())
    assert b"registered,waiting,cancelled,rejected" in parts.read("xl/worksheets/sheet3.xml")
    assert b"'participants'!$A$2" in parts.read("xl/worksheets/sheet6.xml")


def test_a_filled_in_template_is_a_schedule(tmp_path: Path) -> None:
    workbook.write_template(tmp_path / "schedule.xlsx")
    readings = child.read("schedule.xlsx", (tmp_path / "schedule.xlsx").read_bytes(), "")
    filled = [
        replace(sheet, rows=(*sheet.rows, replace(sheet.rows[0], line=2, cells=("P1", "Ana", "Ruiz", "", "", "Alpha"))))
        if isinstance(sheet, Sheet) and sheet.name == "participants"
        else sheet
        for sheet in readings
    ]
    intake = settle([sheet for sheet in filled if isinstance(sheet, Sheet)], [], [], None, Choices())
    assert intake.must_fix == ()
    assert intake.schedule is not None
    assert intake.schedule.people[0].name == "Ana Ruiz"


def test_a_folder_that_is_not_there_is_told_in_a_sentence(morning: Day, tmp_path: Path) -> None:
    with pytest.raises(WorldTrouble, match=r"plan\.xlsx: No such file"):
        workbook.write_plan(tmp_path / "gone" / "plan.xlsx", morning)


@pytest.mark.parametrize("folder", ["attendees", "encodings", "requests", "schedules"])
def test_a_plan_from_any_real_file_goes_out_and_comes_back_equal(
    happen: Callable[..., Day], tmp_path: Path, folder: str
) -> None:
    real = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "real" / folder
    if not real.is_dir():
        pytest.skip("the real files are not beside this checkout")
    for path in sorted(real.iterdir()):
        before = read_back(path).schedule if path.is_file() else None
        if before is not None:
            day = happen(start(Books({0: Schedule(before.event), 1: before})))
            workbook.write_plan(tmp_path / "plan.xlsx", day)
            schedule, bytes_again = again(tmp_path / "plan.xlsx", happen)
            assert schedule == before, path.name
            assert bytes_again == (tmp_path / "plan.xlsx").read_bytes(), path.name


def test_a_text_longer_than_a_cell_is_cut_and_not_lost(
    morning: Day, happen: Callable[..., Day], tmp_path: Path
) -> None:
    people = tuple(replace(person, notes="x" * 32_900) for person in morning.books.plans[1].people)
    workbook.write_plan(tmp_path / "plan.xlsx", happen(planned(morning, people=people)))
    schedule, _ = again(tmp_path / "plan.xlsx", happen)
    assert schedule.people[0].notes == "x" * 32_767
