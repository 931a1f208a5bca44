"""A line of text as it is drawn: usually one run of one font, else runs of several fonts and directions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import category

from coordinator.paper.text import bidi, fonts, shaping

if TYPE_CHECKING:
    from coordinator.paper.text.fonts import Font
    from coordinator.paper.text.shaping import Shaped

ASCENT, DESCENT = 0.93, 0.27
"""Height of a line above and below its baseline, as shares of the font size; letters of some scripts need more."""

_AIR = 0.02
"""White above and below what needs more."""

_NEEDS_SHAPING = ("NotoSansArabic-Bold", "NotoSansThai-Bold")
_HANGS_OUT = ("NotoSansArmenian-Bold", "NotoSansGeorgian-Bold")
"""Letters of these reach beyond their width, so their ink is measured."""

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")  # noqa: RUF001 - these signs are meant


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a line in one font; `text` is in reading order, `shaped` is set where letters join or are moved."""

    font: str
    text: str
    width: float
    shaped: Shaped | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Runs from left to right, at size 1; `bearing` is the white left of the first letter, negative if it hangs out."""

    runs: tuple[Run, ...]
    width: float
    bearing: float
    ascent: float = ASCENT
    descent: float = DESCENT
    missing: str = ""
    apart: bool = False
    """Letters should join or marks sit, and this computer cannot do it."""

    @property
    def leading(self) -> float:
        """Return the height of the line as a share of its size."""
        return self.ascent + self.descent


@dataclass(frozen=True, slots=True)
class Rest:
    """What stands before and after a line in the same text, and whether this text as a whole runs to the left."""

    before: str
    after: str
    rtl: bool


@lru_cache(maxsize=4096)
def lay(text: str, font: Font, rest: Rest | None = None) -> Line:
    """Return a clean text as one line; `rest` is told when it is a part of a text in which letters run to the left."""
    known = fonts.simple(font)
    try:
        width = sum([known[letter] for letter in text])
    except KeyError:
        return _mixed(text, font, rest or Rest("", "", bidi.starts_right(text)))
    if rest:
        return _mixed(text, font, rest)
    bearing = fonts.bearing(text[0], font.value) if text else 0.0
    return Line((Run(font.value, text, width),), width + max(0.0, -bearing), bearing)


def _mixed(text: str, font: Font, rest: Rest) -> Line:
    turns = rest.rtl or rest.before or rest.after or bidi.runs_left(text)
    levels = bidi.levels(text, rtl=rest.rtl, before=rest.before, after=rest.after) if turns else [0] * len(text)
    names = _fonts(text, font)
    missing = "".join(dict.fromkeys(letter for letter, name in zip(text, names, strict=True) if not name))
    kept = zip((name or font.value for name in names), levels, text, strict=True)
    drawn = (
        (name, level, letter if holds else fonts.REPLACEMENT)
        for (name, level, letter), holds in zip(kept, names, strict=True)
    )
    runs: list[Run] = []
    at: list[int] = []
    for (name, level), letters in groupby(drawn, key=lambda part: part[:2]):
        runs.append(_run(name, "".join(letter for *_, letter in letters), rtl=level % 2 == 1))
        at.append(level)
    ordered = tuple(bidi.reordered(runs, at))
    apart = not shaping.at_hand() and any(_shapes(run.font, run.text) for run in ordered)
    return _measured(ordered, missing, apart=apart)


def _fonts(text: str, font: Font) -> list[str]:
    """Return the font of each letter; blanks, punctuation and marks stay with what they follow if they can.

    Brackets do not: both of a pair look alike, whatever stands before each.
    """
    found: list[str] = []
    for letter in text:
        kind = category(letter)
        stays = kind[0] in "MPZC" and kind not in ("Ps", "Pe")
        follows = stays and found and found[-1] and fonts.has(found[-1], letter)
        if letter in "\u200c\u200d":
            found.append(found[-1] if found else font.value)
        else:
            found.append(found[-1] if follows else fonts.holder(letter, font))
    return found


def _shapes(name: str, text: str) -> bool:
    return name in _NEEDS_SHAPING or any(category(letter)[0] == "M" for letter in text)


def _run(name: str, text: str, *, rtl: bool) -> Run:
    if shaping.at_hand() and (rtl or name in _HANGS_OUT or _shapes(name, text)):
        shaped = shaping.shape(text, name, rtl=rtl)
        return Run(name, text, shaped.width, shaped)
    plain = text.replace("\u200c", "").replace("\u200d", "")
    if rtl:
        plain = plain[::-1].translate(_MIRRORED)
    return Run(name, plain, sum(fonts.letter_width(name, letter) for letter in plain))


def _measured(runs: tuple[Run, ...], missing: str, *, apart: bool) -> Line:
    """Return a line with room for all its ink."""
    left, right, top, bottom, pen = 0.0, 0.0, ASCENT - _AIR, _AIR - DESCENT, 0.0
    for run in runs:
        if run.shaped:
            ink = run.shaped.ink
            left, right = min(left, pen + ink[0]), max(right, pen + ink[1])
            top, bottom = max(top, ink[2]), min(bottom, ink[3])
        elif run.text and not pen:
            left = min(left, fonts.bearing(run.text[0], run.font))
        pen += run.width
    width = max(pen, right) - left
    return Line(runs, width, min(0.0, left), top + _AIR, _AIR - bottom, missing, apart)
