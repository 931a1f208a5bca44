"""Rows as they stand in a file: cells as text, each with file, sheet and line."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\u200b\u2060]+")
_GUARDED = re.compile(r"^'(?=[=+\-@|%])")


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the line at which it starts, counted from 1."""

    line: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Return whether no cell says anything."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or one text file, whose sheet has no name.

    `set_aside` holds the lines that the reader itself did not hand on as rows, each with the reason.
    """

    file: str
    name: str
    rows: tuple[Row, ...]
    set_aside: tuple[tuple[int, str], ...] = ()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One data row by field; `extra` holds the cells whose column nobody knows."""

    file: str
    sheet: str
    line: int
    values: Mapping[str, str]
    headers: Mapping[str, str]
    extra: tuple[tuple[str, str], ...] = ()

    def get(self, field: str) -> str:
        """Return the cell of this field, empty where there is none."""
        return self.values.get(field, "")

    def one_line(self, field: str) -> str:
        """Return the cell of this field as a single line."""
        text = self.values.get(field, "")
        return text if text.isalnum() else " ".join(text.split())


def clean(text: str) -> str:
    """Return a cell without blanks around it, control characters and the guards that exports put before a formula."""
    if text.isascii() and text.isprintable():
        tidy = text.strip()
        return _GUARDED.sub("", tidy) if tidy[:1] == "'" else tidy
    tidy = _CONTROL.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return _GUARDED.sub("", tidy)
