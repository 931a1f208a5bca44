"""The wall chart and the agendas of organisations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coordinator.domain.entries import Change, MeetingMissed, PlanChanged, RepairKind
from coordinator.domain.people import Person
from coordinator.domain.schedule import Meeting, Side, Table
from coordinator.views.chart import ChartCell, chart
from coordinator.views.languages import Language
from coordinator.views.organisation_agendas import organisation_agendas
from coordinator.views.short_names import short_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.domain.schedule import Schedule


def test_chart_has_tables_by_slots_with_breaks_as_bands(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    (sheet,) = chart(make(schedule), begin)
    assert [(c.start, c.label, c.band) for c in sheet.columns] == [
        ("09:00", "", False),
        ("09:25", "", False),
        ("09:45", "Coffee", True),
        ("10:05", "", False),
        ("10:30", "", False),
    ]
    assert [(row.place, row.home) for row in sheet.rows] == [
        ("Table 2", "Digital Hub"),
        ("Table 10", ""),
        ("Lounge", ""),
    ]
    assert (sheet.date, sheet.sheet, sheet.tables, sheet.times) == ("Friday 1 May 2026", "", "", "")


def test_cell_has_both_sides_and_a_long_meeting_goes_on(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    (sheet,) = chart(make(schedule), begin)
    both = "Digital Hub · شركة الأفق"
    assert sheet.rows[0].cells[0] == ChartCell("Digital Hub", "شركة الأفق")
    assert sheet.rows[2].cells[3:] == (ChartCell("Solo Grün", both), ChartCell("Solo Grün", both, goes_on=True))


def test_chart_marks_what_is_not_as_planned_where_it_was_and_where_it_is(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    move = PlanChanged("M3", RepairKind.MOVE, (Change("M3", "A1", ("B2",), "R4", "T10"),))
    (sheet,) = chart(make(schedule, move, PlanChanged("M2", RepairKind.LEAVE_EMPTY)), begin)
    two, ten, _ = sheet.rows
    assert (two.cells[1].mark, two.cells[1].gone) == ("Moved", True)
    assert (ten.cells[4].mark, ten.cells[4].gone) == ("Moved", False)
    assert (ten.cells[0].mark, ten.cells[0].gone) == ("Cancelled", True)


def test_meeting_in_the_place_of_a_lost_one_stands_before_it(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    fill = Change("M9", "A1", ("C1",), "R1", "T2", request="Q1")
    day = make(schedule, MeetingMissed("M1", Side.GUEST), PlanChanged("M1", RepairKind.FILL, (fill,), expects="e1"))
    assert chart(day, begin)[0].rows[0].cells[0] == ChartCell("Digital Hub", "Solo Grün", "New")


def test_several_meetings_in_one_place_are_counted(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    double = replace(schedule, meetings=(*schedule.meetings, Meeting("M9", "A3", ("C1",), "R1", "T2")))
    assert chart(make(double), begin)[0].rows[0].cells[0].more == "+1"


def test_meeting_without_a_table_stands_in_a_row_of_its_own(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    loose = replace(
        schedule, meetings=(Meeting("M9", "A3", ("C1",), "R1", None), Meeting("M8", "A1", ("B1",), None, "T2"))
    )
    rows = chart(make(loose), begin)[0].rows
    assert (rows[-1].place, rows[-1].cells[0].first) == ("No table", "Digital Hub")
    assert all(cell == ChartCell() for row in rows[:-1] for cell in row.cells)


def test_meeting_at_a_table_that_is_no_more_is_not_lost(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    rows = chart(make(replace(schedule, tables=schedule.tables[1:])), begin)[0].rows
    assert (rows[-1].label, rows[-1].cells[0].second) == ("T10", "شركة الأفق")


def test_long_days_and_many_tables_take_several_sheets_of_equal_size(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    tables = tuple(Table(f"T{number}", str(number)) for number in range(1, 32))
    sheets = chart(make(replace(schedule, tables=tables)), begin, most_tables=30, most_slots=2)
    assert [(s.sheet, len(s.rows), len(s.columns)) for s in sheets] == [
        ("Sheet 1 of 4", 15, 3),
        ("Sheet 2 of 4", 16, 3),
        ("Sheet 3 of 4", 15, 2),
        ("Sheet 4 of 4", 16, 2),
    ]
    assert (sheets[1].tables, sheets[1].times) == ("Table 16 – Table 31", "09:00 – 10:05")


def test_every_day_has_sheets_of_its_own(make: Callable[..., Day], two_days: Schedule, begin: datetime) -> None:
    assert [sheet.date for sheet in chart(make(two_days), begin)] == ["Friday 1 May 2026", "Saturday 2 May 2026"]


@pytest.mark.parametrize("missing", ["tables", "slots", "both", "meetings"])
def test_chart_needs_tables_and_slots_and_no_meetings(
    make: Callable[..., Day], schedule: Schedule, begin: datetime, missing: str
) -> None:
    names = ("tables", "slots") if missing == "both" else (missing,)
    day = make(replace(schedule, **{"meetings": (), **dict.fromkeys(names, ())}))
    assert len(chart(day, begin)) == (1 if missing == "meetings" else 0)


def test_chart_of_ten_thousand_people_has_every_meeting_once(
    make: Callable[..., Day], crowd: Schedule, begin: datetime
) -> None:
    sheets = chart(make(crowd), begin)
    assert len(sheets) == 84
    cells = [cell for sheet in sheets for row in sheet.rows for cell in row.cells if cell.first]
    assert sum(1 + int(cell.more or 0) for cell in cells) == 20_000


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Digital Hub GmbH", "Digital Hub"),
        ("Foo & Bar GmbH & Co. KG", "Foo & Bar"),
        ("Stocznia Sp. z o.o.", "Stocznia"),
        ("Olives del Sur, S.L.", "Olives del Sur"),
        ("Clúster Aeroespacial del Ebro", "Clúster Aeroespacial"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesellschaft"),
        ("GmbH", "GmbH"),
        ("Berlin Zoo", "Berlin Zoo"),
        ("شركة الأفق", "شركة الأفق"),
        ("", ""),
    ],
)
def test_name_is_shortened_by_its_legal_form_and_by_whole_words(name: str, short: str) -> None:
    assert short_names({"o": name})["o"] == short


def test_names_that_would_become_the_same_stay_whole() -> None:
    names = {"a": "Institute for Applied Energy Research", "b": "Institute for Applied Energy Systems", "c": "Ärlig AB"}
    assert short_names(names) == {**names, "c": "Ärlig"}


def test_organisation_sees_its_people_side_by_side(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    (home,) = organisation_agendas(make(schedule), begin, only={"oa"})
    assert [(row.start, row.ours, row.place or row.label, row.whom) for row in home.rows] == [
        ("09:00", "Željka Zorić", "Table 2", "شركة الأفق"),
        ("09:00", "Åsa Ärlig", "Table 10", "شركة الأفق"),
        ("09:00", "Ludwig Łuczak", "Free", ""),
        ("09:25", "Željka Zorić", "Table 2", "شركة الأفق"),
        ("09:25", "Åsa Ärlig, Ludwig Łuczak", "Free", ""),
        ("09:45", "", "Coffee", ""),
        ("10:05", "Ludwig Łuczak", "Lounge", "Solo Grün · شركة الأفق"),
        ("10:05", "Åsa Ärlig, Željka Zorić", "Free", ""),
        ("10:30", "Åsa Ärlig, Željka Zorić", "Free", ""),
    ]
    assert (home.delegates, home.count, home.country) == ("Åsa Ärlig, Ludwig Łuczak, Željka Zorić", "4", "Poland")
    assert home.rows[6].end == "10:50"


def test_organisations_with_meetings_come_by_name_and_people_without_one_have_none(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    assert [each.id for each in organisation_agendas(make(schedule), begin)] == ["oa", "ob"]


def test_delegate_who_lost_a_meeting_is_told_why(make: Callable[..., Day], schedule: Schedule, begin: datetime) -> None:
    day = make(schedule, PlanChanged("M2", RepairKind.SUBSTITUTE, (Change("M2", "A3", ("B2",), "R1", "T10"),)))
    (home,) = organisation_agendas(day, begin, only={"oa"})
    first = [(row.ours, row.label, row.mark) for row in home.rows if row.start == "09:00"]
    assert first == [
        ("Željka Zorić", "", ""),
        ("Ludwig Łuczak", "", "Now Ludwig Łuczak for Åsa Ärlig"),
        ("Åsa Ärlig", "Free", "Somebody else goes: شركة الأفق"),
    ]


def test_delegates_who_are_away_stand_apart_from_the_free_ones(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    people = tuple(replace(p, unavailable=frozenset({"R4"})) if p.id == "A2" else p for p in schedule.people)
    (home,) = organisation_agendas(make(replace(schedule, people=people)), begin, only={"oa"}, language=Language.GERMAN)
    assert [(row.ours, row.label) for row in home.rows[-2:]] == [
        ("Željka Zorić", "Frei"),
        ("Åsa Ärlig", "Nicht verfügbar"),
    ]


def test_meeting_among_colleagues_names_their_own_organisation(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    inside = replace(schedule, meetings=(Meeting("M1", "A1", ("A2", "A3"), "R1", "T2"),))
    (home,) = organisation_agendas(make(inside), begin)
    assert (home.rows[0].ours, home.rows[0].whom) == ("Željka Zorić, Åsa Ärlig, Ludwig Łuczak", "Digital Hub GmbH")
    lost = make(inside, PlanChanged("M1", RepairKind.LEAVE_EMPTY))
    assert organisation_agendas(lost, begin)[0].rows[0].mark == "Cancelled: Digital Hub GmbH"


def test_organisation_gets_the_language_of_its_people(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    records = organisation_agendas(make(schedule), begin, own=True, language=Language.SPANISH)
    assert [(each.id, each.language) for each in records] == [("oa", "fr"), ("ob", "en")]


def test_rows_say_their_day_where_the_event_has_several(
    make: Callable[..., Day], two_days: Schedule, begin: datetime
) -> None:
    (home,) = organisation_agendas(make(two_days), begin, only={"oa"})
    assert {row.day for row in home.rows} == {"Friday 1 May", "Saturday 2 May"}
    assert home.rows[-1].group == "Saturday 2 May, 09:00 – 09:20"


def test_nobody_has_no_agenda_and_an_organisation_that_is_asked_for_has_one_without_meetings(
    make: Callable[..., Day], schedule: Schedule, empty: Schedule, begin: datetime
) -> None:
    assert organisation_agendas(make(replace(empty, people=(Person("P", "Only", "One", ""),))), begin) == ()
    (idle,) = organisation_agendas(make(replace(schedule, meetings=(), slots=())), begin, only={"ob"})
    assert (idle.rows, idle.count) == ((), "0")


def test_agendas_of_a_crowd_name_everybody_once_a_round(
    make: Callable[..., Day], crowd: Schedule, begin: datetime
) -> None:
    records = organisation_agendas(make(crowd), begin)
    assert len(records) == 2_500
    assert {len([name for row in record.rows for name in row.ours.split(", ")]) for record in records} == {32}
