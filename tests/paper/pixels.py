"""What a PDF looks like: pages as pictures, where their ink is, and the codes that can be read from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pypdfium2
import zxingcpp
from PIL import Image, ImageChops

from coordinator.paper import qr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Box = tuple[float, float, float, float]
    """Left, top, right and bottom in millimetres from the top left corner of the page."""

_T = TypeVar("_T")
_MM = 25.4
_WHITE = 250
"""Greys lighter than this are the paper."""
_ROW = 5.0
"""Millimetres by which tops of one row may differ."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey, and how many millimetres a pixel is across and down: the library draws whole pixels only."""

    image: Image.Image
    across: float
    down: float

    def pixels(self, box: Box, air: float = 0.0) -> tuple[int, int, int, int]:
        """Return a box of millimetres in pixels, made larger by some pixels on all sides."""
        left, right = box[0] / self.across - air, box[2] / self.across + air
        return round(left), round(box[1] / self.down - air), round(right), round(box[3] / self.down + air)

    def millimetres(self, box: tuple[float, float, float, float]) -> Box:
        """Return a box of pixels in millimetres."""
        return box[0] * self.across, box[1] * self.down, box[2] * self.across, box[3] * self.down


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was read from a picture, and where its dark modules are, measured to parts of a pixel."""

    text: str
    box: Box

    @property
    def modules(self) -> tuple[float, float]:
        """Return the size of a module across and down, in millimetres."""
        left, top, right, bottom = self.box
        return (right - left) / qr.MODULES, (bottom - top) / qr.MODULES


def pictures(pdf: bytes, dpi: float) -> Iterator[Picture]:
    """Yield the pages of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield _drawn(page, dpi)
    finally:
        document.close()


def picture(pdf: bytes, page: int, dpi: float) -> Picture:
    """Return one page of a PDF, counted from 0."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return _drawn(document[page], dpi)
    finally:
        document.close()


def _drawn(page: pypdfium2.PdfPage, dpi: float) -> Picture:
    image = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    width, height = (points * _MM / 72 for points in page.get_size())
    return Picture(image, width / image.width, height / image.height)


def ink(drawn: Picture) -> Box | None:
    """Return the smallest box around everything that is not white, or nothing for a white page."""
    box = drawn.image.point(lambda grey: 255 if grey < _WHITE else 0).getbbox()
    return drawn.millimetres(box) if box else None


def ink_outside(
    pdf: bytes, page: int, box: Box, dpi: float = 150, *, slack: float = 0.3, without: bytes | None = None
) -> bool:
    """Tell whether anything is drawn outside a box; with `without`, whether anything differs from that PDF there.

    `slack` is how far ink may reach over, in millimetres: a pixel that an edge only touches counts as ink.
    """
    drawn = picture(pdf, page, dpi)
    if without is not None:
        difference = ImageChops.difference(drawn.image, picture(without, page, dpi).image)
        drawn = Picture(ImageChops.invert(difference), drawn.across, drawn.down)
    left, top, right, bottom = drawn.pixels((box[0] - slack, box[1] - slack, box[2] + slack, box[3] + slack))
    drawn.image.paste(255, (max(0, left), max(0, top), max(0, right), max(0, bottom)))
    return ink(drawn) is not None


def ink_inside(pdf: bytes, page: int, box: Box, dpi: float = 150) -> bool:
    """Tell whether anything is drawn inside a box."""
    drawn = picture(pdf, page, dpi)
    return ink(Picture(drawn.image.crop(drawn.pixels(box)), drawn.across, drawn.down)) is not None


def codes(drawn: Picture) -> list[Code]:
    """Return the QR codes of a page, row by row from left to right."""
    read = zxingcpp.read_barcodes(drawn.image, formats=zxingcpp.BarcodeFormat.QRCode)
    found = [_measured(drawn, code) for code in read]
    return in_rows(found, lambda code: code.box)


def in_rows(things: Iterable[_T], box_of: Callable[[_T], Box]) -> list[_T]:
    """Return things on a page row by row from left to right; tops that nearly agree are of one row."""
    rows: list[list[_T]] = []
    for thing in sorted(things, key=lambda each: box_of(each)[1]):
        if not rows or box_of(thing)[1] - box_of(rows[-1][0])[1] > _ROW:
            rows.append([])
        rows[-1].append(thing)
    return [thing for row in rows for thing in sorted(row, key=lambda each: box_of(each)[0])]


def is_quiet(drawn: Picture, code: Code, modules: int = qr.QUIET) -> bool:
    """Tell whether so many modules around a code are white, and on the page."""
    across, down = (size * modules for size in code.modules)
    left, top, right, bottom = code.box
    outer = drawn.pixels((left - across, top - down, right + across, bottom + down), -1)
    if min(outer) < 0 or outer[2] > drawn.image.width or outer[3] > drawn.image.height:
        return False
    around = drawn.image.copy()
    around.paste(255, drawn.pixels(code.box, 1))
    return around.crop(outer).point(lambda grey: 255 if grey < _WHITE else 0).getbbox() is None


def _measured(drawn: Picture, code: zxingcpp.Barcode) -> Code:
    corners = (code.position.top_left, code.position.top_right, code.position.bottom_right, code.position.bottom_left)
    across, down = [corner.x for corner in corners], [corner.y for corner in corners]
    # Its corners are told to a pixel or two; what stands in the white edge is no part of the code.
    air = max(2, round((max(across) - min(across)) / qr.MODULES * 0.6))
    left, top = max(0, min(across) - air), max(0, min(down) - air)
    part = drawn.image.crop((left, top, max(across) + air, max(down) + air))
    dark = 1 - np.asarray(part, dtype=np.float64) / 255
    columns, rows = dark.sum(axis=0), dark.sum(axis=1)
    right, bottom = left + len(columns) - _edge(columns[::-1]), top + len(rows) - _edge(rows[::-1])
    return Code(code.text, drawn.millimetres((left + _edge(columns), top + _edge(rows), right, bottom)))


def _edge(darkness: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    """Return where darkness begins: the first pixel is as dark, beside the next one, as the share that is covered."""
    first = int(np.argmax(darkness > darkness.max() * 0.02))
    return first + 1 - min(1.0, float(darkness[first] / darkness[first + 1]))
