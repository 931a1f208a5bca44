"""Workbooks: typed cells become the text a person sees, and what a reader drops is said."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import pytest
import xlsxwriter

from coordinator.intake import child
from coordinator.intake.door import Intake
from coordinator.intake.problems import Problem
from coordinator.intake.rows import Sheet

Load = Callable[..., Intake]
HEADER = ["first_name", "last_name", "organisation"]
PEOPLE = [HEADER, ["Ana", "Ruiz", "Alpha"], ["Bo", "Berg", "Beta"]]


def book(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    """Return an xlsx whose first sheet somebody fills."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, options) as made:
        fill(made, made.add_worksheet("participants"))
    return content.getvalue()


def rows(sheet: Any, table: list[list[Any]] = PEOPLE) -> None:
    """Write a table into a sheet."""
    for number, row in enumerate(table):
        sheet.write_row(number, 0, row)


def read(content: bytes, name: str = "a.xlsx") -> tuple[list[Sheet], list[Problem]]:
    """Return the sheets and the problems of a workbook."""
    found = child.read(name, content)
    return [each for each in found if isinstance(each, Sheet)], [each for each in found if isinstance(each, Problem)]


@pytest.mark.parametrize("mac", [False, True])
def test_dates_mean_the_same_whether_days_count_from_1900_or_1904(mac: bool) -> None:
    def fill(made: Any, sheet: Any) -> None:
        moment, clock = made.add_format({"num_format": "yyyy-mm-dd hh:mm"}), made.add_format({"num_format": "hh:mm"})
        sheet.write_datetime(0, 0, datetime(2026, 11, 24, 14, 20), moment)  # noqa: DTZ001 - a cell has no zone
        sheet.write_datetime(1, 0, time(14, 20), clock)
        sheet.write_datetime(2, 0, datetime(2026, 2, 28), made.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001 - a cell has no zone

    ((sheet,), problems) = read(book(fill, date_1904=mac))
    assert problems == []
    assert [row.cells[0] for row in sheet.rows] == ["2026-11-24 14:20:00", "14:20:00", "2026-02-28"]


def test_a_time_that_a_spreadsheet_keeps_a_hair_too_small_is_the_full_minute() -> None:
    def fill(made: Any, sheet: Any) -> None:
        sheet.write_number(0, 0, 0.597222, made.add_format({"num_format": "hh:mm"}))
        sheet.write_number(1, 0, 46350.597222, made.add_format({"num_format": "yyyy-mm-dd hh:mm"}))

    ((sheet,), _) = read(book(fill))
    assert [row.cells[0] for row in sheet.rows] == ["14:20:00", "2026-11-24 14:20:00"]


def test_numbers_and_yes_and_no_are_written_as_a_person_writes_them() -> None:
    def fill(_made: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, [45.0, 1.5, 1234567890123, True, False, "x"])

    ((sheet,), _) = read(book(fill))
    assert sheet.rows[0].cells == ("45", "1.5", "1234567890123", "yes", "no", "x")


def test_cells_merged_downwards_hold_for_each_of_their_rows() -> None:
    def fill(_made: Any, sheet: Any) -> None:
        rows(sheet, [HEADER, ["Ana", "Ruiz", ""], ["Bo", "Berg", ""], ["", "", ""], ["Cy", "Cole", "Gamma"]])
        sheet.merge_range(1, 2, 3, 2, "Alpha")

    ((sheet,), _) = read(book(fill))
    assert [(row.line, row.cells[2]) for row in sheet.rows] == [
        (1, "organisation"),
        (2, "Alpha"),
        (3, "Alpha"),
        (5, "Gamma"),
    ]


def test_a_title_merged_across_columns_stands_once() -> None:
    def fill(_made: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 2, "Event Day")

    ((sheet,), _) = read(book(fill))
    assert sheet.rows[0].cells.count("Event Day") == 1


def test_a_formula_that_results_in_nothing_is_no_problem() -> None:
    def fill(_made: Any, sheet: Any) -> None:
        rows(sheet)
        sheet.write_formula("C2", '=IF(1=1,"","x")', None, " ")

    ((_,), problems) = read(book(fill))
    assert problems == []


def test_an_error_in_a_cell_is_said_with_its_place() -> None:
    def fill(_made: Any, sheet: Any) -> None:
        rows(sheet)
        sheet.write_formula("C2", "=VLOOKUP(1,A1:B2,2)", None, "#N/A")

    ((sheet,), (problem,)) = read(book(fill))
    assert sheet.rows[1].cells == ("Ana", "Ruiz", "")
    assert (problem.row, problem.column, problem.value, problem.must_fix) == (2, "C2", "#N/A", False)


def test_hidden_rows_are_read_and_said() -> None:
    def fill(_made: Any, sheet: Any) -> None:
        rows(sheet)
        sheet.set_row(2, None, None, {"hidden": True})

    ((sheet,), (problem,)) = read(book(fill))
    assert len(sheet.rows) == 3
    assert "Hidden rows" in problem.sentence
    assert problem.row == 3


@pytest.mark.parametrize("hide", ["hide", "very_hidden"])
def test_a_hidden_sheet_of_people_is_read_and_said_and_one_of_lists_is_not_mentioned(load: Load, hide: str) -> None:
    def fill(made: Any, sheet: Any) -> None:
        rows(sheet, [HEADER, ["Cy", "Cole", "Gamma"]])
        for name, table in (("old people", PEOPLE), ("lists", [["yes"], ["no"]])):
            more = made.add_worksheet(name)
            rows(more, table)
            getattr(more, hide)()

    intake = load({"a.xlsx": book(fill)})
    assert intake.schedule is not None
    assert len(intake.schedule.people) == 3
    assert [problem.sheet for problem in intake.look_at if "hidden" in problem.sentence] == ["old people"]


def test_cells_that_hold_an_empty_text_are_no_lost_rows() -> None:
    def fill(_made: Any, sheet: Any) -> None:
        sheet.write_string(0, 0, " ")
        for number, row in enumerate(PEOPLE, start=2):
            sheet.write_row(number, 0, row)

    ((sheet,), problems) = read(book(fill))
    assert problems == []
    assert [row.line for row in sheet.rows] == [3, 4, 5]


def test_the_place_of_a_row_counts_the_empty_rows_above_it() -> None:
    def fill(_made: Any, sheet: Any) -> None:
        for number, row in enumerate(PEOPLE):
            sheet.write_row(number * 10 + 5, 3, row)

    ((sheet,), _) = read(book(fill))
    assert [row.line for row in sheet.rows] == [6, 16, 26]


def test_charts_are_no_sheets() -> None:
    def fill(made: Any, sheet: Any) -> None:
        rows(sheet)
        chart = made.add_chart({"type": "line"})
        chart.add_series({"values": "=participants!$A$1:$A$3"})
        made.add_chartsheet("picture").set_chart(chart)

    (sheets, problems) = read(book(fill))
    assert [sheet.name for sheet in sheets] == ["participants"]
    assert problems == []


def test_whole_lines_of_csv_in_the_first_column_are_cut_apart() -> None:
    def fill(_made: Any, sheet: Any) -> None:
        rows(sheet, [[";".join(row)] for row in PEOPLE])

    ((sheet,), _) = read(book(fill))
    assert sheet.rows[2].cells == ("Bo", "Berg", "Beta")
