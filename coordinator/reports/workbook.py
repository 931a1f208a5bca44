"""The schedule format as a workbook: the plan as it stands, or empty sheets that explain themselves."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import xlsxwriter

from coordinator.domain import sheets
from coordinator.reports import csv_file, plan_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from coordinator.domain.day import Day
    from coordinator.domain.sheets import ScheduleSheet, SheetColumn

READ_ME = "read me"
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes whenever it is written
_NUMBERS = frozenset(("capacity", "max_meetings", "priority"))
_ROWS_OF_A_TEMPLATE = 2_000
_WIDTHS = {"key": 18, "value": 34, "start": 18, "end": 18, "organisation": 30, "email": 30, "notes": 36, "message": 36}
_WIDTH = 16
_LETTERS_OF_A_HINT = 250
_LETTERS_OF_A_CELL = 32_767
_INTRODUCTION = (
    "Fill in the sheets of this workbook and import it. Only the participants are needed; leave the others alone.",
    "Keep the headers. Columns that a row needs are dark. Rows are joined by the short names in their first column.",
    "Dates are written 2026-11-24, times 09:40, several things in one cell with ; between them.",
)


def write_plan(path: Path, day: Day) -> int:
    """Write the plan as it stands and return the number of its rows; sheets without rows are left away."""
    tables = {name: table for name, table in plan_rows.tables(day).items() if table.rows}
    csv_file.put(path, _workbook(tables, explained=False))
    return sum(len(table.rows) for table in tables.values())


def write_template(path: Path) -> None:
    """Write an empty workbook in which every sheet and column says what belongs there."""
    empty = {sheet.name: plan_rows.Table(plan_rows.header(sheet), ()) for sheet in sheets.SHEETS}
    keys = [(key, "") for key in sheets.EVENT_KEYS]
    empty[sheets.EVENT.name] = plan_rows.Table(plan_rows.header(sheets.EVENT), keys)
    csv_file.put(path, _workbook(empty, explained=True))


def _workbook(tables: Mapping[str, plan_rows.Table], *, explained: bool) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": "Schedule", "created": _MADE})
        pen = _Pen(book)
        if explained:
            _explain(book.add_worksheet(READ_ME), pen)
        for sheet in sheets.SHEETS:
            if sheet.name in tables:
                _fill(book.add_worksheet(sheet.name), sheet, tables, pen)
    return content.getvalue()


class _Pen:
    """The formats of one workbook, and the one way to write a cell of text."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.text: Format = book.add_format({"num_format": "@"})
        self.long: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.needed: Format = book.add_format({"bold": True, "bg_color": "#1F55D6", "font_color": "#FFFFFF"})
        self.header: Format = book.add_format({"bold": True, "bg_color": "#E6EEFF", "font_color": "#10161F"})
        # A cell that looks like a formula stays text even when somebody edits it.
        self.guarded: Format = book.add_format({"num_format": "@", "quote_prefix": True})

    def write(self, page: Worksheet, row: int, column: int, text: str) -> None:
        """Write a text as a text, whatever it begins with; what no cell can hold is cut off."""
        if text:
            page.write_string(
                row, column, text[:_LETTERS_OF_A_CELL], self.guarded if csv_file.guarded(text) != text else self.text
            )


def _fill(page: Worksheet, sheet: ScheduleSheet, tables: Mapping[str, plan_rows.Table], pen: _Pen) -> None:
    header, rows = tables[sheet.name].header, tables[sheet.name].rows
    known = {column.name: column for column in sheet.columns}
    page.freeze_panes(1, 0)
    for number, name in enumerate(header):
        # A second column of the same name is one that only this event has.
        column = known.pop(name, None)
        page.set_column(number, number, _WIDTHS.get(name, _WIDTH), pen.text)
        page.write_string(0, number, name, pen.needed if column and column.needed else pen.header)
        if column is not None:
            _advise(page, number, column, tables)
    for line, cells in enumerate(rows, start=1):
        for number, cell in enumerate(cells):
            if cell.isdecimal() and header[number] in _NUMBERS:
                page.write_number(line, number, int(cell))
            else:
                pen.write(page, line, number, cell)


def _advise(page: Worksheet, number: int, column: SheetColumn, tables: Mapping[str, plan_rows.Table]) -> None:
    """Explain a column at its header, and offer in its cells what fits there."""
    hint = {"input_title": column.name, "input_message": column.explained[:_LETTERS_OF_A_HINT]}
    page.data_validation(0, number, 0, number, {"validate": "any", **hint})
    last = max(_ROWS_OF_A_TEMPLATE, *(len(table.rows) for table in tables.values()))
    if column.words:
        words = list(column.words)
        page.data_validation(1, number, last, number, {"validate": "list", "source": words})
    elif column.refers in tables:
        source = f"='{column.refers}'!$A$2:$A${last + 1}"
        # Several ids in one cell are in no list, so that one only offers.
        offer = {"validate": "list", "source": source, "error_type": "warning", "show_error": not column.many}
        page.data_validation(1, number, last, number, offer)


def _explain(page: Worksheet, pen: _Pen) -> None:
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 90, pen.long)
    page.write_string(0, 0, "How to fill in a schedule", pen.title)
    line = 2
    for sentence in _INTRODUCTION:
        page.write_string(line, 1, sentence, pen.long)
        line += 1
    for sheet in sheets.SHEETS:
        line += 1
        page.write_string(line, 0, f"Sheet “{sheet.name}”", pen.title)
        page.write_string(line, 1, sheet.explained, pen.long)
        line += 1
        told = {key: (key, words) for key, words in sheets.EVENT_KEYS.items()} if sheet is sheets.EVENT else {}
        for name, words in told.values() or ((_named(column), _told(column)) for column in sheet.columns):
            page.write_string(line, 0, f"   {name}")
            page.write_string(line, 1, words, pen.long)
            line += 1


def _named(column: SheetColumn) -> str:
    return f"{column.name} (needed)" if column.needed else column.name


def _told(column: SheetColumn) -> str:
    return f"{column.explained}. One of: {', '.join(column.words)}." if column.words else f"{column.explained}."
