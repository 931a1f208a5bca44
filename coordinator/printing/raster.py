"""Pages as dots: each is black or white, at the exact scale of the printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from coordinator.paper import preview

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS_PER_INCH = 72
_HALF = 128
_BLACK_OR_WHITE = [255 * (grey < _HALF) for grey in range(256)]
"""A threshold, no dither: a coloured band is one area, and edges of a code lie where they were drawn."""
_WHITE = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Dots:
    """A page of so many dots across and down; eight dots make a byte, the leftmost first, and a set bit is black."""

    width: int
    height: int
    rows: tuple[bytes, ...]


def dots(pdf: bytes, number: int, dpi: int) -> Dots:
    """Return a page (from 0) as a printer with so many dots per inch prints it."""
    with preview.opened(pdf) as document:
        picture = _grey(document[number], dpi)
    width, height = picture.size
    packed = picture.point(_BLACK_OR_WHITE, mode="1").tobytes()
    across = (width + 7) // 8
    return Dots(width, height, tuple(packed[at : at + across] for at in range(0, len(packed), across)))


def _grey(page: pypdfium2.PdfPage, dpi: int) -> Image:
    """Draw a page in greys; a usual rendering stretches it to whole dots, and codes would get uneven modules."""
    scale = dpi / _POINTS_PER_INCH
    width, height = (max(1, round(points * scale)) for points in page.get_size())
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_Gray)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        matrix, clip = pdfium.FS_MATRIX(scale, 0, 0, scale, 0, 0), pdfium.FS_RECTF(0, 0, width, height)
        pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, pdfium.FPDF_GRAYSCALE | pdfium.FPDF_ANNOT)
        picture: Image = bitmap.to_pil().copy()
        return picture
    finally:
        bitmap.close()
