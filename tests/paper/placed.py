"""Where the texts of a page stand and how large they are, read back from a PDF."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pixels import Box

_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line: what they say, their box in millimetres from the top left corner, and their size."""

    text: str
    box: Box
    points: float


def pieces(pdf: bytes, page: int = 0) -> list[Piece]:
    """Return the texts of a page in the order in which they were drawn."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[page]
        words = sheet.get_textpage()
        return [_piece(sheet, words, item) for item in sheet.get_objects([pdfium.FPDF_PAGEOBJ_TEXT], max_depth=3)]
    finally:
        document.close()


def _piece(sheet: pypdfium2.PdfPage, words: pypdfium2.PdfTextPage, item: pypdfium2.PdfObject) -> Piece:
    left, bottom, right, top = item.get_bounds()
    high, size = sheet.get_height(), ctypes.c_float()
    box = left * _MM, (high - top) * _MM, right * _MM, (high - bottom) * _MM
    pdfium.FPDFTextObj_GetFontSize(item.raw, size)
    text = " ".join(words.get_text_bounded(left, bottom, right, top).split())
    return Piece(text, box, size.value)


def clashes(found: Sequence[Piece], air: float = 0.25) -> list[tuple[str, str]]:
    """Return the texts that stand over each other by more than this on both axes."""
    return [
        (one.text, other.text)
        for number, one in enumerate(found)
        for other in found[number + 1 :]
        if _over(one.box, other.box, air)
    ]


def _over(one: Box, other: Box, air: float) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > air and down > air


def words_of(pdf: bytes) -> list[str]:
    """Return what stands on each page, lines joined."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()
