"""The embedded fonts of paper: which letters each has, and how wide these are; rare scripts wait to be asked for."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from threading import Lock
from typing import Any
from unicodedata import category

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from coordinator import assets

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""What is drawn for a letter that no font has."""


class Font(StrEnum):
    """A font that texts are set in, by the name it has in the PDF library."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-Bold"


_OTHERS: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = (
    ("NotoSansArabic-Bold", ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))),
    ("NotoSansHebrew-Bold", ((0x0590, 0x05FF), (0xFB1D, 0xFB4F))),
    ("NotoSansArmenian-Bold", ((0x0530, 0x058F), (0xFB13, 0xFB17))),
    ("NotoSansGeorgian-Bold", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))),
    ("NotoSansThai-Bold", ((0x0E00, 0x0E7F),)),
    ("NotoSansKR-Bold", ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7A3))),
    ("NotoSansSC-Bold", ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))),
)
"""Where to look for a letter that the asked font lacks: only a font whose ranges hold it is read from disk."""

_PRIVATE = 0xE000
"""Glyphs without a character of their own get one from here, by their number: the same in every document."""

_reading = Lock()
_faces: dict[str, Any] = {}


@cache
def load() -> None:
    """Make the two usual fonts known to the PDF library, once."""
    for font in Font:
        face(font.value)


def face(name: str) -> Any:
    """Return the face of a font of the PDF library, read from disk when it is first asked for."""
    with _reading:
        if name not in _faces:
            font = TTFont(name, str(assets.folder("resources") / "fonts" / f"{name}.ttf"))
            pdfmetrics.registerFont(font)
            _faces[name] = font.face
        return _faces[name]


@cache
def simple(font: Font) -> dict[str, float]:
    """Map the letters that a font has and that just stand side by side to their width at size 1."""
    found = face(font.value)
    widths = {chr(code): found.charWidths.get(code, found.defaultWidth) / 1000 for code in found.charToGlyph}
    return {letter: width for letter, width in widths.items() if category(letter)[0] != "M" and letter != REPLACEMENT}


@lru_cache(maxsize=8192)
def holder(letter: str, font: Font) -> str:
    """Return the name of the font to set a letter in, the asked one if it can; empty when no font has the letter."""
    code = ord(letter)
    if has(font.value, letter):
        return font.value
    for name, ranges in _OTHERS:
        if any(first <= code <= last for first, last in ranges) and has(name, letter):
            return name
    return ""


def has(name: str, letter: str) -> bool:
    """Tell whether a font has a letter; private ones in its map stand for glyphs without a letter."""
    return letter != REPLACEMENT and category(letter) != "Co" and ord(letter) in face(name).charToGlyph


def letter_of(name: str, glyph: int) -> str:
    """Return the character under which the PDF library embeds a glyph."""
    found = face(name)
    own = found.glyphToChar.get(glyph)
    if own:
        return chr(own[0])
    code = _PRIVATE + glyph
    found.charToGlyph[code] = glyph
    found.charWidths[code] = found.hmetrics[glyph][0] * 1000 / found.unitsPerEm
    return chr(code)


def letter_width(name: str, letter: str) -> float:
    """Return the width of a letter at size 1."""
    found = face(name)
    return float(found.charWidths.get(ord(letter), found.defaultWidth)) / 1000


@lru_cache(maxsize=4096)
def bearing(letter: str, name: str) -> float:
    """Return the white left of a letter at size 1; negative where it hangs out, as a J does."""
    found = face(name)
    glyph = found.charToGlyph.get(ord(letter))
    return 0.0 if glyph is None else _side(found, glyph)


def _side(found: Any, glyph: int) -> float:
    wide = int.from_bytes(found.get_table("hhea")[34:36], "big")
    at = 4 * glyph + 2 if glyph < wide else 4 * wide + 2 * (glyph - wide)
    return float(int.from_bytes(found.get_table("hmtx")[at : at + 2], "big", signed=True)) / float(found.unitsPerEm)
