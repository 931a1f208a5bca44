"""What an xlsx says about its own rows, counted without the reader: nothing a reader drops goes unnoticed."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


class NotReadable(Exception):
    """The parts of the workbook do not fit together."""


@dataclass
class Seen:
    """Rows of one sheet that hold something, how far its cells reach, and formulas without a result by row."""

    rows: set[int] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0
    formulas: dict[int, str] = field(default_factory=dict)


def look(content: bytes) -> dict[str, Seen]:
    """Return what every sheet of an xlsx holds, by the name of the sheet; nothing for other workbooks."""
    if not content.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if _WORKBOOK not in parts.namelist():
                return {}
            return {name: _look_at(parts.read(part)) for name, part in _sheets(parts) if part in parts.namelist()}
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, EOFError, NotImplementedError) as error:
        raise NotReadable from error


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
        (name, posixpath.normpath(posixpath.join("xl", targets.get(i, "")).replace("xl//xl", "xl")))
        for name, i in names
    ]


class _Looking:
    """Follows one sheet's XML, cell by cell."""

    def __init__(self) -> None:
        self.seen = Seen()
        self._row = self._column = 0
        self._formula = self._value = self._text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "row":
                number = attributes.get("r", "")
                self._row = int(number) if number.isdecimal() else self._row + 1
                self._column = 0
            case "c":
                self._formula = self._value = False
                place = _CELL.fullmatch(attributes.get("r", ""))
                self._column = _column(place[1]) if place else self._column + 1
                if place:
                    self._row = int(place[2])
            case "f":
                self._formula = True
            case "v" | "t":
                self._text = True

    def text(self, _data: str) -> None:
        if self._text and _data.strip():
            self._value = True

    def end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "v" | "t":
                self._text = False
            case "c" if self._value or self._formula:
                seen = self.seen
                seen.last_row = max(seen.last_row, self._row)
                seen.last_column = max(seen.last_column, self._column)
                seen.rows.add(self._row)
                if not self._value:
                    seen.formulas.setdefault(self._row, f"{_letters(self._column)}{self._row}")


def _look_at(xml: bytes) -> Seen:
    looking = _Looking()
    parser = _parser()
    parser.StartElementHandler = looking.start
    parser.EndElementHandler = looking.end
    parser.CharacterDataHandler = looking.text
    parser.Parse(xml, True)  # noqa: FBT003 - expat's own signature
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
