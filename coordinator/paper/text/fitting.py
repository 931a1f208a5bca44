"""Foreign text made printable, and made to fit: one line, two lines, smaller, squeezed, shortened, in this order."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from coordinator.paper.text import bidi
from coordinator.paper.text.fonts import REPLACEMENT
from coordinator.paper.text.lines import ASCENT, DESCENT, Line, Rest, lay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coordinator.paper.text.fonts import Font

LEADING = ASCENT + DESCENT
"""Distance of two baselines as a share of the font size."""

_KEEP = 0.75
"""One line is preferred while it keeps this share of the nominal size."""

_SQUEEZE = 0.8
"""Letters may get as narrow as this before a text is shortened."""

_SAME = 1e-6
"""Sizes nearer to each other than this are the same."""

_MOST_LETTERS = 1000
"""No box has room for more: what follows is cut off before anything is measured."""

_MOST_MARKS = 3
"""More accents than this on one letter are a prank; they would run over other lines."""

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_NOT_FIRST = "ーゃゅょっャュョッァィゥェォ々"
"""A line does not begin with these."""

_BREAKS = re.compile(rf" |(?<=\w)[-\u2010/](?=\w)|(?<=[{_CJK}])(?![{_NOT_FIRST}])(?=[{_CJK}])")
_UNPRINTABLE = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": "", "Cs": REPLACEMENT}
_INVISIBLE = {0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
_JOINERS = "\u200c\u200d"


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
    """A text as it is drawn: font size, lines, and how wide letters are drawn (1 is natural).

    The first baseline stands `ascent` below the top, the next ones `leading` below each other, as shares of the size.
    """

    size: float
    lines: tuple[Line, ...]
    ascent: float
    leading: float
    squeeze: float = 1.0
    shortened: bool = False

    @property
    def height(self) -> float:
        """Return the height of all lines in points."""
        return self.size * self.leading * len(self.lines)


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Return a text as it is printed: composed, without control and invisible characters, single blanks."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(_kept(unicodedata.normalize("NFC", text))).split())


@lru_cache(maxsize=4096)
def crowded(text: str) -> bool:
    """Tell whether accents of a text are left out because too many stand on one letter."""
    marks = 0
    for letter in "" if text.isascii() else unicodedata.normalize("NFC", text):
        marks = marks + 1 if _is_mark(letter) else 0
        if marks > _MOST_MARKS:
            return True
    return False


def _kept(text: str) -> Iterator[str]:
    marks = 0
    for at, letter in enumerate(text):
        marks = marks + 1 if _is_mark(letter) else 0
        if ord(letter) in _INVISIBLE or marks > _MOST_MARKS:
            continue
        if letter in _JOINERS and _joins(text, at):
            yield letter
        else:
            yield _UNPRINTABLE.get(unicodedata.category(letter), letter)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


def _joins(text: str, at: int) -> bool:
    """Tell whether a joiner stands between two Arabic letters, where it changes how they look."""
    return all(
        unicodedata.bidirectional(letter) in ("AL", "NSM") for letter in (*text[at - 1 : at], *text[at + 1 : at + 2])
    )


def _fitted(size: float, lines: tuple[Line, ...], squeeze: float = 1.0, *, shortened: bool = False) -> Fitted:
    return Fitted(size, lines, max(line.ascent for line in lines), _leading(*lines), squeeze, shortened)


@lru_cache(maxsize=8192)
def fit(text: str, font: Font, room: Room) -> Fitted:
    """Return the largest way to write a clean text in this room; one line wins while it stays large enough."""
    if len(text) > _MOST_LETTERS:
        return _shortened(text[:_MOST_LETTERS], font, room)
    line = lay(text, font)
    one = _size(room, line)
    if one >= room.size * _KEEP or (room.lines == 1 and one >= room.least):
        return _fitted(one, (line,))
    if room.width * 2 < line.width * room.least * _SQUEEZE * _KEEP:
        return _shortened(text, font, room)
    best = _fitted(one, (line,))
    for torn, first, second in sorted(_halves(text), key=lambda half: half[0]) if room.lines > 1 else ():
        two = _two(text, first, second, font)
        size = _size(room, *two)
        # A name is torn at its hyphen only where that makes it much larger.
        gain = size * (_KEEP if torn else 1) - best.size
        if gain > _SAME or (gain > -_SAME and len(best.lines) == 2 and _widest(*two) < _widest(*best.lines)):
            best = _fitted(size, two)
    if best.size >= room.least:
        return best
    size = min(room.least, _tallest(room, *best.lines))
    squeeze = min(1.0, room.width / (size * _widest(*best.lines)))
    if squeeze >= _SQUEEZE:
        return _fitted(size, best.lines, squeeze)
    return _shortened(text, font, room)


def _widest(*lines: Line) -> float:
    return max(1e-9, *(line.width for line in lines))


def _leading(*lines: Line) -> float:
    return max(line.ascent for line in lines) + max(line.descent for line in lines)


def _tallest(room: Room, *lines: Line) -> float:
    return room.height / (_leading(*lines) * len(lines))


def _size(room: Room, *lines: Line) -> float:
    return min(room.size, room.width / _widest(*lines), _tallest(room, *lines))


def _halves(text: str) -> list[tuple[bool, str, str]]:
    """Return all ways to break a text in two, and whether each tears a word at its hyphen or slash."""
    found = [(match.group() not in ("", " "), match.end()) for match in _BREAKS.finditer(text)]
    return [(torn, text[:end].rstrip(), text[end:]) for torn, end in found if text[end:].strip()]


def _two(text: str, first: str, second: str, font: Font) -> tuple[Line, ...]:
    """Return a text as two lines; letters that run to the left stand as they would if it had stayed one."""
    rtl, blank = bidi.starts_right(text), text[len(first) : len(text) - len(second)]
    rests = (Rest("", blank + second, rtl), Rest(first + blank, "", rtl)) if bidi.runs_left(text) else (None, None)
    return tuple(lay(line, font, rest) for line, rest in zip((first, second), rests, strict=True) if line)


def _shortened(text: str, font: Font, room: Room) -> Fitted:
    """Return as much of a text as fits at the smallest size, with an ellipsis at its end."""
    leading = lay(text, font).leading
    two_lines = room.lines > 1 and room.height >= 2 * leading * room.least
    size = min(room.least, room.height / ((2 if two_lines else 1) * leading))
    space = room.width / (size * _SQUEEZE)
    halves = _halves(text) if two_lines else []
    fitting = bisect_right(halves, space, key=lambda half: lay(half[1], font).width)
    _, first, rest = halves[fitting - 1] if fitting else (False, "", text)
    cuts = [at for at in range(len(rest) + 1) if at == len(rest) or not _is_mark(rest[at])]
    fitting = bisect_right(cuts, space, key=lambda at: lay(rest[:at] + "…", font).width)
    cut = (rest[: cuts[fitting - 1]] if fitting else "").rstrip() + "…"
    lines = _two(text.removesuffix(rest) + cut, first, cut, font)
    return _fitted(size, lines, _SQUEEZE, shortened=True)
