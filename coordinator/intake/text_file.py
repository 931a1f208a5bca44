"""Reading CSV, TSV and TXT strictly: nothing is guessed that the file does not say, nothing is swallowed."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from coordinator.intake import limits, one_column, separators
from coordinator.intake.encodings import decode
from coordinator.intake.problems import Problem, Severity, unreadable
from coordinator.intake.rows import Row, Sheet, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SHOWN = 8

Reading = Sheet | Problem


def read(
    name: str, content: bytes, encoding: str = "", tell: Callable[[int], None] = lambda _rows: None
) -> tuple[Reading, ...]:
    """Read one text file: its sheet, and what should be looked at, or the one problem that stops it."""
    text = decode(name, content, encoding)
    if isinstance(text, Problem):
        return (text,)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        return (_damaged(name, line),)
    if not text.strip("\ufeff \t\n"):
        return (unreadable(name, "This file is empty.", "Export it again, or choose another file."),)
    separator, rest = separators.declared(text)
    return _parse(name, rest, separator or separators.separator_of(rest), text.count("\n") - rest.count("\n"), tell)


def _parse(name: str, text: str, separator: str, offset: int, tell: Callable[[int], None]) -> tuple[Reading, ...]:
    rows: list[Row] = []
    cells = 0
    try:
        for row in _rows(text, separator, offset):
            cells += len(row.cells)
            if len(rows) >= limits.ROWS or len(row.cells) > limits.COLUMNS or cells > limits.CELLS:
                return (_too_big(name, row.line),)
            rows.append(row)
            tell(len(rows))
    except _Broken as broken:
        return (broken.problem(name),)
    widths = Counter(len(row.cells) for row in rows)
    width = max(widths, key=lambda known: (widths[known], known), default=0)
    for row in rows:
        for place, cell in enumerate(row.cells):
            if "\n" in cell and _swallowed(row, place, separator, width):
                return (_open_quote(name, row.line, cell),)
    return (Sheet(name, "", one_column.cut(tuple(rows))), *_ragged(name, rows, width))


def _ragged(name: str, rows: list[Row], width: int) -> Iterator[Problem]:
    """Say which rows below the first whole one have more or fewer cells than the others."""
    full = next((number for number, row in enumerate(rows) if len(row.cells) == width), len(rows))
    longer = [row.line for row in rows[full:] if any(row.cells[width:])]
    if longer:
        sentence = f"{_named(longer)} more than the {width} cells of the others; some may stand under the wrong header."
        todo = "Look for a separator inside a cell that has no quotation marks around it."
        yield Problem(Severity.LOOK_AT, name, "", longer[0], "", "", sentence, todo)
    shorter = [row.line for row in rows[full:] if len(row.cells) < width and not row.is_blank]
    if shorter and width > 1:
        sentence = f"{_named(shorter)} fewer than the {width} cells of the others; the missing ones count as empty."
        todo = "Look whether a row was broken in two there."
        yield Problem(Severity.LOOK_AT, name, "", shorter[0], "", "", sentence, todo)


def _named(lines: list[int]) -> str:
    shown = ", ".join(str(line) for line in lines[:_SHOWN]) + (" …" if len(lines) > _SHOWN else "")
    return f"Row {shown} has" if len(lines) == 1 else f"{len(lines)} rows ({shown}) have"


class _Broken(Exception):
    """The strict reading of a text stopped in the row that begins at this line."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__()
        self.line = line
        self.why = why

    def problem(self, name: str) -> Problem:
        """Return what is wrong there."""
        if "field larger" in self.why:
            sentence = f"A cell in the row that begins at line {self.line} is far too long."
            return unreadable(name, sentence, "Shorten the text there, or export the file without it.", row=self.line)
        return _open_quote(name, self.line)


def _rows(text: str, separator: str, offset: int) -> Iterator[Row]:
    csv.field_size_limit(limits.CELL_LETTERS * 4)
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True, skipinitialspace=separator != " ")
    line = offset + 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _Broken(line, str(error)) from error
        yield Row(line, tuple(clean(cell) for cell in cells))
        line = offset + reader.line_num + 1


def _swallowed(row: Row, place: int, separator: str, width: int) -> bool:
    """Return whether a cell of many lines is the end of one row and the beginning of another: an open quote."""
    first, *_, last = row.cells[place].split("\n")
    begins = place + first.count(separator) + 1 == width
    ends = last.count(separator) + len(row.cells) - place == width
    return width > 1 and begins and ends


def _open_quote(name: str, line: int, value: str = "") -> Problem:
    return unreadable(
        name,
        f"A quotation mark in the row that begins at line {line} is not closed, so no row after it is sure.",
        'Close or remove the quotation mark (") there, or export the file again.',
        row=line,
        value=value[:200],
    )


def _damaged(name: str, line: int) -> Problem:
    return unreadable(
        name,
        f"Line {line} holds NUL characters: this is no text file, or it is damaged.",
        "Export the schedule again as a workbook (.xlsx) or as CSV in UTF-8.",
        row=line,
    )


def _too_big(name: str, line: int) -> Problem:
    return unreadable(
        name,
        f"This file has more than {limits.ROWS:,} rows or {limits.COLUMNS} columns.",
        "Export only the rows and columns of this event.",
        row=line,
    )
