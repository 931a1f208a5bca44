"""What an xlsx says about its own rows, counted without the reader: nothing a reader drops goes unnoticed."""

from __future__ import annotations

import contextlib
import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat

from coordinator.intake import limits

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WORKBOOK = "xl/workbook.xml"
_TEXTS = "xl/sharedStrings.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


class _Enough(Exception):
    """A sheet reaches further than a schedule can, so the rest of it need not be looked at."""


class NotReadable(Exception):
    """The parts of the workbook do not fit together."""


@dataclass
class Seen:
    """Rows of one sheet that hold something, how far its cells reach, and by row what a reader gives as empty.

    These are formulas whose result is not in the file, and errors such as #N/A. `hidden` are the rows nobody sees.
    """

    rows: set[int] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0
    formulas: dict[int, str] = field(default_factory=dict)
    errors: dict[int, tuple[str, str]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)


def look(content: bytes, blank: frozenset[str] = frozenset()) -> dict[str, Seen]:
    """Return what every sheet of an xlsx holds, by the name of the sheet; nothing for other workbooks.

    `blank` are the shared texts that say nothing, see `blank_texts`; cells that hold one of them hold nothing.
    """
    if not content.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if _WORKBOOK not in parts.namelist():
                return {}
            return {
                name: _look_at(parts.read(part), blank) for name, part in _sheets(parts) if part in parts.namelist()
            }
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, EOFError, NotImplementedError) as error:
        raise NotReadable from error


def blank_texts(content: bytes) -> frozenset[str]:
    """Return the numbers of the shared texts that are empty: a reader gives nothing for their cells, and is right."""
    blank: set[str] = set()
    number, is_blank = -1, True

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal number, is_blank
        if tag.rpartition(":")[2] == "si":
            number, is_blank = number + 1, True
            blank.add(str(number))

    def text(data: str) -> None:
        nonlocal is_blank
        if is_blank and data.strip():
            is_blank = False
            blank.discard(str(number))

    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if _TEXTS in parts.namelist():
            parser = _parser()
            parser.StartElementHandler, parser.CharacterDataHandler = start, text
            parser.Parse(parts.read(_TEXTS), True)  # noqa: FBT003 - expat's own signature
    return frozenset(blank)


def _sheets(parts: zipfile.ZipFile) -> list[tuple[str, str]]:
    targets: dict[str, str] = {}
    names: list[tuple[str, str]] = []

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("Relationship"):
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            ids = (value for key, value in attributes.items() if key.rpartition(":")[2] == "id")
            names.append((attributes.get("name", ""), next(ids, "")))

    _parse(parts.read(_RELATIONS), relation)
    _parse(parts.read(_WORKBOOK), sheet)
    return [
        # Some programs count the place of a part from the root, most from the folder of the workbook.
        (name, posixpath.normpath(posixpath.join("/xl", targets.get(i, ""))).lstrip("/"))
        for name, i in names
    ]


class _Looking:
    """Follows one sheet's XML, cell by cell; a cell ends where the next thing begins, which spares half the calls."""

    def __init__(self, blank: frozenset[str]) -> None:
        self._blank = blank
        self.seen = Seen()
        self.filled: set[int] = set()
        self._row, self._column, self._columns = 0, 0, dict[str, int]()
        self._inside = self._type = self._error = ""
        self._formula = self._value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if ":" in tag:
            tag = tag.rpartition(":")[2]
        self._inside = tag
        if tag == "c":
            self.close()
            self._type = attributes.get("t", "")
            self._place(attributes.get("r", ""))
        elif tag == "v" or tag == "t":  # noqa: PLR1714 - twice as fast as a set, and asked for every cell
            # A formula may well result in an empty text.
            self._formula = self._formula and self._type != "str"
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self.close()
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() and len(number) < 9 else self._row + 1
            self._column = 0
            if attributes.get("hidden") in ("1", "true"):
                self.seen.hidden.add(self._row)

    def text(self, data: str) -> None:
        """Take a piece of text."""
        if self._inside not in ("v", "t"):
            return
        if self._type == "e":
            self._error += data
        elif not self._value and (bare := data.strip()) and not (self._type == "s" and bare in self._blank):
            self._value = True

    def close(self) -> None:
        """Note the cell that was read last, if it holds anything."""
        if self._error.strip():
            self.seen.errors.setdefault(self._row, (f"{_letters(self._column)}{self._row}", self._error.strip()[:20]))
        elif self._value or self._formula:
            self.seen.rows.add(self._row)
            self.filled.add(self._column)
            if not self._value:
                self.seen.formulas.setdefault(self._row, f"{_letters(self._column)}{self._row}")
            if self._row > limits.ROWS:
                raise _Enough
        self._error, self._formula, self._value = "", False, False

    def _place(self, reference: str) -> None:
        letters = reference.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            if not _CELL.fullmatch(reference):
                self._column += 1
                return
            column = self._columns[letters] = _column(letters)
        self._column = column
        if len(reference) - len(letters) < 9:
            self._row = int(reference[len(letters) :] or self._row)


def _look_at(xml: bytes, blank: frozenset[str]) -> Seen:
    looking = _Looking(blank)
    parser = _parser()
    parser.StartElementHandler = looking.start
    parser.CharacterDataHandler = looking.text
    with contextlib.suppress(_Enough):
        parser.Parse(xml, True)  # noqa: FBT003 - expat's own signature
        looking.close()
    looking.seen.last_row = max(looking.seen.rows, default=0)
    looking.seen.last_column = max(looking.filled, default=0)
    return looking.seen


def _parse(xml: bytes, start: expat._StartElementHandler) -> None:  # type: ignore[name-defined]
    parser = _parser()
    parser.StartElementHandler = start
    parser.Parse(xml, True)  # noqa: FBT003 - expat's own signature


def _parser() -> expat.XMLParserType:
    # The guard has refused every part with a document type, so there are no entities to expand.
    parser = expat.ParserCreate()
    parser.buffer_text = True
    return parser


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
