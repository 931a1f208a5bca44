"""Workbooks of old (.xls) and of OpenDocument (.ods) are read like those of today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coordinator.intake import child
from coordinator.intake.problems import Problem
from coordinator.intake.rows import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable


def test_an_old_workbook_is_read(old_workbook: Callable[..., bytes]) -> None:
    (sheet,) = child.read("people.xls", old_workbook())
    assert isinstance(sheet, Sheet)
    assert (sheet.name, sheet.rows[1].cells) == ("participants", ("Ana", "Ruiz", "Alpha"))


def test_letters_of_every_script_survive_in_an_old_workbook(old_workbook: Callable[..., bytes]) -> None:
    table = [["name", "company"], ["Małgorzata Źrebiec", "Łódź Ünion"], ["Αλέξης", "李明"]]
    (sheet,) = child.read("people.xls", old_workbook(table))
    assert isinstance(sheet, Sheet)
    assert [list(row.cells) for row in sheet.rows] == table


@pytest.mark.parametrize(("mac", "number"), [(False, 46350.597222), (True, 46350.597222 - 1462)])
def test_a_date_of_an_old_workbook_is_a_date_on_either_calendar(
    old_workbook: Callable[..., bytes], mac: bool, number: float
) -> None:
    (sheet,) = child.read("a.xls", old_workbook([["start"], [number]], mac=mac))
    assert isinstance(sheet, Sheet)
    assert sheet.rows[1].cells == ("2026-11-24 14:20:00",)


@pytest.mark.parametrize("cut", range(600, 43_000, 4_001))
def test_an_old_workbook_cut_short_loses_no_row_silently(old_workbook: Callable[..., bytes], cut: int) -> None:
    table = [["first_name", "last_name", "organisation"], *([f"Ana{n}", "Ruiz", "Alpha"] for n in range(600))]
    content = old_workbook(table)
    (found,) = child.read("a.xls", content[:cut])
    assert isinstance(found, Problem)
    assert found.must_fix


def test_an_open_document_is_read_with_its_types(open_workbook: Callable[..., bytes]) -> None:
    cells = (
        '<table:table-cell office:value-type="date" office:date-value="2026-11-24T14:20:00"><text:p>x</text:p>',
        '<table:table-cell office:value-type="time" office:time-value="PT14H20M00S"><text:p>x</text:p>',
        '<table:table-cell office:value-type="float" office:value="45"><text:p>45,0</text:p>',
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p>',
        '<table:table-cell office:value-type="string"><text:p>two</text:p><text:p>lines</text:p>',
    )
    row = "<table:table-row>" + "".join(f"{cell}</table:table-cell>" for cell in cells) + "</table:table-row>"
    (sheet,) = child.read("a.ods", open_workbook(row))
    assert isinstance(sheet, Sheet)
    assert sheet.rows[0].cells == ("2026-11-24 14:20:00", "14:20:00", "45", "yes", "two\nlines")


def test_a_row_that_an_open_document_repeats_stands_that_often(open_workbook: Callable[..., bytes]) -> None:
    row = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row>"
    )
    (sheet,) = child.read("a.ods", open_workbook(row))
    assert isinstance(sheet, Sheet)
    assert [row.line for row in sheet.rows] == [1, 2, 3]
