"""Reading xlsx, xls and ods; runs only in the guarded child, after the guard has looked at the file."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import python_calamine as calamine

from coordinator.intake import limits, one_column, sheet_xml
from coordinator.intake.problems import Problem, Severity, unreadable
from coordinator.intake.rows import Row, Sheet, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coordinator.intake.text_file import Reading

_BROKEN = "This workbook is damaged and cannot be read."
_NAMED = 20
_SAVE_AGAIN = "Open it in the spreadsheet program, save it again as .xlsx, and try that file."


def read(name: str, content: bytes, tell: Callable[[int], None] = lambda _rows: None) -> tuple[Reading, ...]:
    """Read every sheet of one workbook, and say what the reader could not see."""
    try:
        told = sheet_xml.look(content)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except calamine.PasswordError:
        return (unreadable(name, "This workbook is protected with a password.", "Save it without the password."),)
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, sheet_xml.NotReadable, OSError, ValueError):
        return (unreadable(name, _BROKEN, _SAVE_AGAIN),)
    found: list[Reading] = []
    rows, cells = 0, 0
    with book:
        for number, meta in enumerate(book.sheets_metadata):
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            seen = told.get(meta.name, sheet_xml.Seen())
            if seen.last_row > limits.ROWS or seen.last_column > limits.COLUMNS:
                return (_too_big(name, meta.name),)
            try:
                given = book.get_sheet_by_index(number)
                cells += given.height * given.width
                if given.total_height > limits.ROWS or given.width > limits.COLUMNS or cells > limits.CELLS:
                    return (_too_big(name, meta.name),)
                read_rows = _rows(given, rows, tell)
            except (calamine.CalamineError, calamine.XmlError, ValueError, OverflowError):
                return (unreadable(name, f"The sheet “{meta.name}” is damaged and cannot be read.", _SAVE_AGAIN),)
            rows += len(read_rows)
            filled = one_column.cut(tuple(row for row in read_rows if not row.is_blank))
            sheet = Sheet(name, meta.name, filled, is_hidden=meta.visible != calamine.SheetVisibleEnum.Visible)
            found += (sheet, *_unseen(sheet, _sure(seen, content, meta.name, read_rows), read_rows))
    return tuple(found)


def _sure(seen: sheet_xml.Seen, content: bytes, name: str, rows: list[Row]) -> sheet_xml.Seen:
    """Look a second time where rows are missing: they may hold only texts that say nothing."""
    if seen.rows <= {row.line for row in rows}:
        return seen
    return sheet_xml.look(content, sheet_xml.blank_texts(content))[name]


def _rows(sheet: calamine.CalamineSheet, before: int, tell: Callable[[int], None]) -> list[Row]:
    first = sheet.start[0] if sheet.start else 0
    rows = []
    for number, cells in enumerate(sheet.to_python(skip_empty_area=True), start=1):
        rows.append(Row(first + number, tuple(clean(text_of(cell)) for cell in cells)))
        tell(before + number)
    return _filled_down(sheet, rows)


def _filled_down(sheet: calamine.CalamineSheet, rows: list[Row]) -> list[Row]:
    """Write what stands in cells merged downwards into each of their rows, as far as these hold anything else."""
    if not sheet.merged_cell_ranges or not sheet.start:
        return rows
    top, left = sheet.start
    filled = [list(row.cells) for row in rows]
    for (first, column), (last, to) in sheet.merged_cell_ranges:
        inside = 0 <= first - top < len(rows) and 0 <= column - left < len(filled[first - top])
        if column != to or not inside:
            continue
        for number in range(first - top + 1, min(last - top + 1, len(rows))):
            if any(filled[number]):
                filled[number][column - left] = filled[first - top][column - left]
    return [Row(row.line, tuple(cells)) for row, cells in zip(rows, filled, strict=True)]


def text_of(cell: object) -> str:
    """Return a cell as text; whole numbers without a point, dates and times in ISO form."""
    match cell:
        case str():
            return cell[: limits.CELL_LETTERS]
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            return _to_the_second(cell).isoformat(sep=" ", timespec="seconds")
        case date():
            return cell.isoformat()
        case time():
            # A spreadsheet keeps a time as a part of a day, and 14:20 may arrive as a hair less.
            return _to_the_second(datetime.combine(date.min, cell)).time().isoformat(timespec="seconds")
        case timedelta():
            return str(timedelta(seconds=round(cell.total_seconds())))
        case _:
            return str(cell)[: limits.CELL_LETTERS]


def _to_the_second(moment: datetime) -> datetime:
    half = timedelta(microseconds=500_000)
    return moment.replace(microsecond=0) + (
        timedelta(seconds=1) if moment.microsecond >= half.microseconds else timedelta(0)
    )


def _unseen(sheet: Sheet, seen: sheet_xml.Seen, rows: list[Row]) -> Iterable[Problem]:
    """Say which rows and cells stand in the file but did not arrive."""
    arrived = {row.line for row in rows}
    missing = sorted(seen.rows - arrived - seen.formulas.keys())
    if missing:
        shown = ", ".join(str(line) for line in missing[:8])
        sentence = f"Rows that stand in the file but could not be read: {len(missing)} (row {shown})."
        yield Problem(Severity.MUST_FIX, sheet.file, sheet.name, missing[0], "", "", sentence, _SAVE_AGAIN)
    for line, cell in sorted(seen.formulas.items())[:_NAMED]:
        sentence = f"The cell {cell} holds a formula whose result is not in the file."
        todo = "Open the file in the spreadsheet program and save it once, so that the results are written."
        yield Problem(Severity.LOOK_AT, sheet.file, sheet.name, line, cell, "", sentence, todo)
    for line, (cell, error) in sorted(seen.errors.items())[:_NAMED]:
        sentence = f"The cell {cell} holds the error {error}, which counts as empty."
        todo = "Mend the formula, or write the value itself."
        yield Problem(Severity.LOOK_AT, sheet.file, sheet.name, line, cell, error, sentence, todo)
    hidden = sorted(seen.hidden & arrived)
    if hidden:
        shown = ", ".join(str(line) for line in hidden[:8])
        sentence = f"Hidden rows, perhaps by a filter: {len(hidden)} (row {shown}). They were read too."
        todo = "Delete them in the spreadsheet program if they do not belong to the schedule."
        yield Problem(Severity.LOOK_AT, sheet.file, sheet.name, hidden[0], "", "", sentence, todo)


def _too_big(name: str, sheet: str) -> Problem:
    return unreadable(
        name,
        f"The sheet “{sheet}” has cells beyond row {limits.ROWS:,} or column {limits.COLUMNS}.",
        "Delete the rows and columns outside the schedule and save the file again.",
    )
