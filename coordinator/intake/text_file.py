"""Reading CSV, TSV and TXT strictly: nothing is guessed that the file does not say, nothing is swallowed."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from coordinator.intake import limits
from coordinator.intake.problems import Problem, Question, Severity, unreadable
from coordinator.intake.rows import Row, Sheet, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATORS = ",;\t|"
ENCODINGS = ("cp1252", "cp1250", "iso8859-15", "mac-roman", "cp1251", "cp1253", "cp1257", "utf-16-le")
"""The encodings that are offered when a text is not UTF-8, the likeliest first."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEP_LINE = re.compile(r"^\ufeff?\"?sep=(.)\"?\n")
_PREVIEWED = 3

Reading = Sheet | Problem


def read(name: str, content: bytes, encoding: str = "") -> tuple[Reading, ...]:
    """Read one text file: its sheet, and what should be looked at, or the one problem that stops it."""
    text = decode(name, content, encoding)
    if isinstance(text, Problem):
        return (text,)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        return (_damaged(name, line),)
    if not text.strip():
        return (unreadable(name, "This file is empty.", "Export it again, or choose another file."),)
    offset, separator = 0, None
    declared = _SEP_LINE.match(text)
    if declared and declared[1] in SEPARATORS:
        text, offset, separator = text[declared.end() :], 1, declared[1]
    return _parse(name, text, separator or separator_of(text), offset)


def decode(name: str, content: bytes, encoding: str = "") -> str | Problem:
    """Turn bytes into text by their mark, else as UTF-8, else by the encoding that a person chose."""
    marked = next((known for mark, known in _MARKS if content.startswith(mark)), None)
    chosen = marked or encoding or "utf-8"
    try:
        return content.decode(chosen)
    except UnicodeDecodeError:
        if marked or encoding:
            sentence = f"This file cannot be read as {chosen}."
            return _which_encoding(name, content, sentence)
        return _which_encoding(name, content, "This file is not in UTF-8, and nothing in it says how it is written.")
    except LookupError:
        return _which_encoding(name, content, f"“{encoding}” is no encoding that this program knows.")


def separator_of(text: str) -> str:
    """Return the separator that cuts the first rows into the most equal rows."""
    best, best_score = ",", (0, 0)
    for separator in SEPARATORS:
        reader = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True)
        widths: Counter[int] = Counter()
        try:
            widths.update(len(row) for row in itertools.islice(reader, limits.PREVIEW_ROWS) if any(row))
        except csv.Error:
            continue
        width, often = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        score = (often if width > 1 else 0, width)
        if score > best_score:
            best, best_score = separator, score
    return best


def _parse(name: str, text: str, separator: str, offset: int) -> tuple[Reading, ...]:
    rows: list[Row] = []
    try:
        for row in _rows(text, separator, offset):
            if len(rows) >= limits.ROWS or len(row.cells) > limits.COLUMNS:
                return (_too_big(name, row.line),)
            rows.append(row)
    except _Broken as broken:
        return (_open_quote(name, broken.line),)
    widths = Counter(len(row.cells) for row in rows)
    width = max(widths, key=lambda known: (widths[known], known), default=0)
    for row in rows:
        for place, cell in enumerate(row.cells):
            if "\n" in cell and _swallowed(row, place, separator, width):
                return (_open_quote(name, row.line, cell),)
    return (Sheet(name, "", tuple(rows)),)


class _Broken(Exception):
    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line


def _rows(text: str, separator: str, offset: int) -> Iterator[Row]:
    csv.field_size_limit(limits.CELL_LETTERS * 4)
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True, skipinitialspace=True)
    line = offset + 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _Broken(line) from error
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


def _which_encoding(name: str, content: bytes, sentence: str) -> Problem:
    try:
        content.decode("utf-8")
        at = 0
    except UnicodeDecodeError as error:
        at = error.start
    start = content.rfind(b"\n", 0, at) + 1
    end = content.find(b"\n", at)
    part = content[start : end if end >= 0 else None][:120]
    fitting = tuple(e for e in ENCODINGS if _fits(content, e)) or ENCODINGS
    shown = "; ".join(f"{e}: {part.decode(e, 'replace').strip()}" for e in fitting[:_PREVIEWED])
    return Problem(
        Severity.MUST_FIX,
        name,
        "",
        content.count(b"\n", 0, at) + 1,
        "",
        shown,
        sentence + " Windows programs in western Europe write cp1252.",
        "Choose the encoding in which the names look right, or save the file again as “CSV UTF-8”.",
        Question.ENCODING,
        fitting,
    )


def _fits(content: bytes, encoding: str) -> bool:
    if encoding == "utf-16-le" and content.count(0) < len(content) // 4:
        return False
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
