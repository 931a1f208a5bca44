"""What staff should look at before they hand paper out: values, never exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.paper.text.fitting import clean, crowded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coordinator.paper.text.fitting import Fitted


class IssueKind(StrEnum):
    """What is the matter with a printed text or record."""

    NOTHING_TO_PRINT = "nothing to print"
    NO_BADGE = "no badge"
    MISSING_GLYPH = "missing glyph"
    MARKS_LEFT_OUT = "marks left out"
    LETTERS_APART = "letters apart"
    SHRUNK = "shrunk"
    SQUEEZED = "squeezed"
    SHORTENED = "shortened"
    CODE_SMALL = "code small"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to look at; `about` is the id of the person or table, empty for the whole document."""

    about: str
    kind: IssueKind
    sentence: str
    field: str = ""
    """Which text of the record it is: name, organisation and so on; empty when it is not one text."""


_SMALL = 0.5
"""Under this share of its usual size a text is worth a look."""

_QUOTED = 60
_JOINERS = "\u200c\u200d"
"""Invisible, but what joins to what is how a name is written."""

_NAMED = 5


def found(text: str, fitted: Fitted, size: float) -> tuple[tuple[IssueKind, str], ...]:
    """Return what is to be told of a text as it was fitted; `size` is the usual one."""
    told = tuple(_told(text, fitted, size))
    if not told:
        return ()
    shown = _quoted(text)
    return tuple((kind, f"{shown}{words}") for kind, words in told)


def _told(text: str, fitted: Fitted, size: float) -> Iterator[tuple[IssueKind, str]]:
    """Return how each sentence about a text goes on after the text itself."""
    lacking = "".join(dict.fromkeys(letter for line in fitted.lines for letter in line.missing))
    if lacking:
        named = " ".join(f"{_visible(letter)} (U+{ord(letter):04X})" for letter in lacking[:_NAMED])
        more = f" and {len(lacking) - _NAMED} more" if len(lacking) > _NAMED else ""
        yield IssueKind.MISSING_GLYPH, f": the paper fonts cannot print {named}{more}."
    if crowded(text):
        yield IssueKind.MARKS_LEFT_OUT, ": a letter has so many accents that some were left out."
    if any(line.apart for line in fitted.lines):
        yield IssueKind.LETTERS_APART, ": this computer cannot join its letters. Print it on another one."
    if fitted.shortened:
        yield IssueKind.SHORTENED, " is too long and was shortened."
    elif fitted.squeeze < 1:
        yield IssueKind.SQUEEZED, " only fits with narrow letters."
    elif fitted.size < size * _SMALL:
        yield IssueKind.SHRUNK, f" only fits in small letters: {fitted.size:.0f} instead of {size:.0f} points."


def _quoted(text: str) -> str:
    printable = clean(text)
    shown = "".join(map(_visible, printable[:_QUOTED]))
    return f"“{shown}”" if len(printable) <= _QUOTED else f"“{shown}…”"


def _visible(letter: str) -> str:
    """Return a letter that can be shown and saved: halves of letters and places without one cannot."""
    return letter if letter.isprintable() or letter in _JOINERS else "�"
