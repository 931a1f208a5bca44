"""Pages of a finished PDF as pictures. One document at a time: the library behind it knows no threads."""

from __future__ import annotations

import io
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterator

_alone = Lock()


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF; whoever else wants to look at one, in whatever thread, waits until it is closed."""
    with _alone:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with opened(pdf) as document:
        return len(document)


def page_png(pdf: bytes, number: int, *, width: int, turn: int = 0) -> bytes:
    """Return a page (from 0) as PNG, `width` pixels wide, turned clockwise by 0, 90, 180 or 270 degrees."""
    with opened(pdf) as document:
        page = document[number]
        across = page.get_height() if turn % 180 else page.get_width()
        picture = page.render(scale=width / across, rotation=turn).to_pil()
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()
