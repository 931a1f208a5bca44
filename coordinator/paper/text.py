"""Foreign text made printable, and made to fit: one line, two lines, smaller, squeezed, shortened, in this order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from coordinator.paper import fonts

if TYPE_CHECKING:
    from coordinator.paper.fonts import Font

LEADING = 1.2
"""Distance of two baselines as a share of the font size."""

_KEEP = 0.75
"""One line is preferred while it keeps this share of the nominal size."""

_SQUEEZE = 0.8
"""Letters may get as narrow as this before a text is shortened."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BREAKS = re.compile(r" |(?<=\w)[-\u2010/](?=\w)")
_UNPRINTABLE = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": "", "Cs": REPLACEMENT}


@dataclass(frozen=True, slots=True)
class Room:
    """The space a text has: width and height in points, nominal and smallest font size, one or two lines."""

    width: float
    height: float
    size: float
    least: float
    lines: int = 2


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as it is drawn: font size, lines, and how wide letters are drawn (1 is natural)."""

    size: float
    lines: tuple[str, ...]
    squeeze: float = 1.0
    shortened: bool = False

    @property
    def height(self) -> float:
        """Return the height of all lines in points."""
        return self.size * LEADING * len(self.lines)


@lru_cache(maxsize=20_000)
def clean(text: str) -> str:
    """Return a text as it is printed: composed, without control and invisible characters, single blanks."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (_UNPRINTABLE.get(unicodedata.category(letter), letter) for letter in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split())


@lru_cache(maxsize=20_000)
def fit(text: str, font: Font, room: Room) -> Fitted:
    """Return the largest way to write a clean text in this room; one line wins while it stays large enough."""
    one = min(room.size, room.width / (fonts.width(text, font) or 1e-9), room.height / LEADING)
    if one >= room.size * _KEEP or (room.lines == 1 and one >= room.least):
        return Fitted(one, (text,))
    best = Fitted(one, (text,))
    for torn, first, second in sorted(_halves(text), key=lambda half: half[0]) if room.lines > 1 else ():
        widest = max(fonts.width(first, font), fonts.width(second, font))
        two = min(room.size, room.width / widest, room.height / (2 * LEADING))
        # A name is torn at its hyphen only where that makes it much larger.
        if two * (_KEEP if torn else 1) > best.size + 1e-6:
            best = Fitted(two, (first, second))
    if best.size >= room.least:
        return best
    if best.size >= room.least * _SQUEEZE:
        return Fitted(room.least, best.lines, best.size / room.least)
    return _shortened(text, font, room)


def _halves(text: str) -> list[tuple[bool, str, str]]:
    """Return all ways to break a text in two, and whether each tears a word at its hyphen or slash."""
    found = [(match.group() != " ", match.end()) for match in _BREAKS.finditer(text)]
    return [(torn, text[:end].rstrip(), text[end:]) for torn, end in found if text[end:].strip()]


def _shortened(text: str, font: Font, room: Room) -> Fitted:
    """Return as much of a text as fits at the smallest size, with an ellipsis at its end."""
    space = room.width / (room.least * _SQUEEZE)
    two_lines = room.lines > 1 and room.height >= 2 * LEADING * room.least
    firsts = [half for half in _halves(text) if two_lines and fonts.width(half[1], font) <= space]
    _, first, rest = firsts[-1] if firsts else (False, "", text)
    while rest and fonts.width(rest + "…", font) > space:
        rest = rest[:-1]
    lines = tuple(line for line in (first, rest.rstrip() + "…") if line)
    return Fitted(room.least, lines, _SQUEEZE, shortened=True)
