"""The two embedded fonts of paper, which letters they have, and how wide these are."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from coordinator import assets

"""Height above the baseline of an accented lower-case or plain upper-case letter, as a share of the font size."""


class Font(StrEnum):
    """A font by the name it has in the PDF library."""

    REGULAR = "NotoSans-Regular"
    BOLD = "NotoSans-Bold"


@cache
def load() -> None:
    """Make the fonts known to the PDF library, once."""
    for font in Font:
        pdfmetrics.registerFont(TTFont(font.value, str(assets.folder("resources") / "fonts" / f"{font.value}.ttf")))


@cache
def _widths(font: Font) -> dict[int, float]:
    """Map the characters a font has to their width at size 1."""
    load()
    face = pdfmetrics.getFont(font.value).face
    return {code: face.charWidths.get(code, face.defaultWidth) / 1000 for code in face.charToGlyph}


def missing(text: str, font: Font) -> str:
    """Return the characters of a text that the font does not have, each once."""
    known = _widths(font)
    return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in known))


@lru_cache(maxsize=20_000)
def width(text: str, font: Font) -> float:
    """Return how wide a text is at size 1, with what its first letter hangs out to the left."""
    known = _widths(font)
    return sum(known.get(ord(letter), 0.6) for letter in text) + max(0.0, -bearing(text, font))


@lru_cache(maxsize=4096)
def bearing(text: str, font: Font) -> float:
    """Return the white left of a text's first letter at size 1; negative where it hangs out, as a J does."""
    load()
    face = pdfmetrics.getFont(font.value).face
    glyph = face.charToGlyph.get(ord(text[0])) if text else None
    if glyph is None:
        return 0.0
    wide = int.from_bytes(face.get_table("hhea")[34:36], "big")
    at = 4 * glyph + 2 if glyph < wide else 4 * wide + 2 * (glyph - wide)
    return float(int.from_bytes(face.get_table("hmtx")[at : at + 2], "big", signed=True)) / float(face.unitsPerEm)
