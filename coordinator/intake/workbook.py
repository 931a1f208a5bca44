"""Reading xlsx, xls and ods; runs only in the guarded child, after the guard has looked at the file."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import python_calamine as calamine

from coordinator.intake import limits, sheet_xml, text_file
from coordinator.intake.problems import Problem, Severity, unreadable
from coordinator.intake.rows import Row, Sheet, clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coordinator.intake.text_file import Reading

_BROKEN = "This workbook is damaged and cannot be read."
_SAVE_AGAIN = "Open it in the spreadsheet program, save it again as .xlsx, and try that file."


def read(name: str, content: bytes) -> tuple[Reading, ...]:
    """Read every sheet of one workbook, and say what the reader could not see."""
    try:
        told = sheet_xml.look(content)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.PasswordError:
        return (unreadable(name, "This workbook is protected with a password.", "Save it without the password."),)
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, sheet_xml.NotReadable, OSError, ValueError):
        return (unreadable(name, _BROKEN, _SAVE_AGAIN),)
    found: list[Reading] = []
    cells = 0
    with book:
        for number, meta in enumerate(book.sheets_metadata):
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            seen = told.get(meta.name)
            if seen and (seen.last_row > limits.ROWS or seen.last_column > limits.COLUMNS):
                return (_too_big(name, meta.name),)
            try:
                sheet = _sheet(name, meta.name, book.get_sheet_by_index(number))
            except (calamine.CalamineError, calamine.XmlError, ValueError):
                return (unreadable(name, f"The sheet “{meta.name}” is damaged and cannot be read.", _SAVE_AGAIN),)
            cells += sum(len(row.cells) for row in sheet.rows)
            if len(sheet.rows) > limits.ROWS or cells > limits.CELLS:
                return (_too_big(name, meta.name),)
            filled = tuple(row for row in sheet.rows if not row.is_blank)
            found += (Sheet(name, meta.name, _unfold(filled)), *(_unseen(sheet, seen) if seen else ()))
    return tuple(found)


def _sheet(file: str, name: str, sheet: calamine.CalamineSheet) -> Sheet:
    first = sheet.start[0] if sheet.start else 0
    rows = tuple(
        Row(first + number, tuple(clean(text_of(cell)) for cell in cells))
        for number, cells in enumerate(sheet.to_python(skip_empty_area=True), start=1)
    )
    return Sheet(file, name, rows)


def _unfold(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Cut rows apart that hold a whole line of CSV in one cell, as an import gone wrong leaves them."""
    if not rows or any(len(row.cells) > 1 for row in rows):
        return rows
    lines = [row.cells[0] for row in rows]
    separator = text_file.separator_of("\n".join(lines))
    try:
        cut = [next(csv.reader([line], delimiter=separator, strict=True)) for line in lines]
    except csv.Error:
        return rows
    if len(cut[0]) < 2 or any(len(cells) != len(cut[0]) for cells in cut):
        return rows
    return tuple(Row(row.line, tuple(clean(c) for c in cells)) for row, cells in zip(rows, cut, strict=True))


def text_of(cell: object) -> str:
    """Return a cell as text; whole numbers without a point, dates and times in ISO form."""
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            return cell.isoformat(sep=" ", timespec="seconds")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat(timespec="seconds")
        case timedelta():
            return str(timedelta(seconds=round(cell.total_seconds())))
        case _:
            return str(cell)[: limits.CELL_LETTERS]


def _unseen(sheet: Sheet, seen: sheet_xml.Seen) -> Iterable[Problem]:
    """Say which rows and cells stand in the file but did not arrive."""
    arrived = {row.line for row in sheet.rows}
    missing = sorted(seen.rows - arrived - seen.formulas.keys())
    if missing:
        shown = ", ".join(str(line) for line in missing[:8])
        sentence = f"{len(missing)} rows of this sheet stand in the file but could not be read (row {shown})."
        yield Problem(Severity.MUST_FIX, sheet.file, sheet.name, missing[0], "", "", sentence, _SAVE_AGAIN)
    for line, cell in sorted(seen.formulas.items())[:20]:
        sentence = f"The cell {cell} holds a formula whose result is not in the file."
        todo = "Open the file in the spreadsheet program and save it once, so that the results are written."
        yield Problem(Severity.LOOK_AT, sheet.file, sheet.name, line, cell, "", sentence, todo)


def _too_big(name: str, sheet: str) -> Problem:
    return unreadable(
        name,
        f"The sheet “{sheet}” has cells beyond row {limits.ROWS:,} or column {limits.COLUMNS}.",
        "Delete the rows and columns outside the schedule and save the file again.",
    )
