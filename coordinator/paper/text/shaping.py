"""Letters that join and marks that sit: a run of one font and direction becomes glyphs, with HarfBuzz."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from coordinator.paper.text import fonts

try:
    import uharfbuzz
except ImportError:  # there is no wheel for every computer; paper then says that letters stand apart
    uharfbuzz = None


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph: the character it is embedded under, its own width, and where it is put; thousandths of the size."""

    letter: str
    width: float
    advance: float
    across: float
    up: float


@dataclass(frozen=True, slots=True)
class Shaped:
    """A run as it is drawn, from left to right; the ink is left, right, top and bottom at size 1."""

    glyphs: tuple[Glyph, ...]
    ids: tuple[int, ...]
    rtl: bool
    ink: tuple[float, float, float, float]

    @property
    def width(self) -> float:
        """Return how far the pen moves at size 1."""
        return sum(glyph.advance for glyph in self.glyphs) / 1000


def at_hand() -> bool:
    """Tell whether this computer has HarfBuzz."""
    return uharfbuzz is not None


@cache
def _font(name: str) -> Any:
    face = uharfbuzz.Face(uharfbuzz.Blob(fonts.face(name)._ttf_data))  # noqa: SLF001 - the library reads the file once
    return uharfbuzz.Font(face)


def shape(text: str, name: str, *, rtl: bool) -> Shaped:
    """Return the glyphs of a run."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction = "rtl" if rtl else "ltr"
    # Otherwise the language of this computer would decide about shapes.
    buffer.language = "und"
    buffer.guess_segment_properties()
    buffer.flags = uharfbuzz.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
    font = _font(name)
    uharfbuzz.shape(font, buffer)
    em = font.face.upem / 1000
    glyphs: list[Glyph] = []
    left, right, top, bottom, pen = 0.0, 0.0, 0.0, 0.0, 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        letter = fonts.letter_of(name, info.codepoint)
        glyph = Glyph(
            letter,
            fonts.letter_width(name, letter) * 1000,
            place.x_advance / em,
            place.x_offset / em,
            place.y_offset / em,
        )
        extents = font.get_glyph_extents(info.codepoint)
        if extents and extents.width:
            x, y = pen + glyph.across + extents.x_bearing / em, glyph.up + extents.y_bearing / em
            left, right = min(left, x), max(right, x + extents.width / em)
            top, bottom = max(top, y), min(bottom, y + extents.height / em)
        pen += glyph.advance
        glyphs.append(glyph)
    ids = tuple(info.codepoint for info in buffer.glyph_infos)
    return Shaped(tuple(glyphs), ids, rtl, (left / 1000, right / 1000, top / 1000, bottom / 1000))
