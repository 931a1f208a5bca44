"""Pages of a finished PDF as pictures for the screen. One at a time: the library behind it knows no threads."""

from __future__ import annotations

import io

import pypdfium2


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_png(pdf: bytes, number: int, *, width: int, turn: int = 0) -> bytes:
    """Return a page (from 0) as PNG, `width` pixels wide, turned clockwise by 0, 90, 180 or 270 degrees."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number]
        across = page.get_height() if turn % 180 else page.get_width()
        picture = page.render(scale=width / across, rotation=turn).to_pil()
        out = io.BytesIO()
        picture.save(out, "PNG", compress_level=1)
        return out.getvalue()
    finally:
        document.close()
