"""Pages in ZPL, the language of label printers: one picture a label, its rows coded by the length of their runs."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from coordinator.printing import raster

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coordinator.printing.raster import Dots

_MOST_IN_A_RUN = 419
_ONES = " GHIJKLMNOPQRSTUVWXY"
"""Counts from 1 to 19."""
_TWENTIES = " ghijklmnopqrstuvwxyz"
"""Counts of 20, 40 and so on to 400."""
_REST_WHITE, _REST_BLACK, _SAME_ROW = ",", "!", ":"


def labels(pdf: bytes, pages: int, dpi: int) -> Iterator[tuple[bytes, int]]:
    """Return a PDF's pages as labels, each with the number of times it stands there in a row."""
    for drawn, group in groupby(raster.dots(pdf, number, dpi) for number in range(pages)):
        count = sum(1 for _ in group)
        yield label(drawn, count), count


def label(page: Dots, count: int = 1) -> bytes:
    """Return a label of this picture, printed so many times."""
    across = (page.width + 7) // 8
    size = across * page.height
    return (
        f"^XA^PON^LH0,0^LS0^PW{page.width}^LL{page.height}"
        f"^FO0,0^GFA,{size},{size},{across},{packed(page)}^FS^PQ{count}^XZ\n"
    ).encode("ascii")


def packed(page: Dots) -> str:
    """Return the rows of a picture in run-length coded hexadecimal digits."""
    parts: list[str] = []
    before: bytes | None = None
    for row in page.rows:
        parts.append(_SAME_ROW if row == before else _row(row))
        before = row
    return "".join(parts)


def _row(row: bytes) -> str:
    digits = row.hex().upper()
    end = ""
    for digit, sign in (("0", _REST_WHITE), ("F", _REST_BLACK)):
        if digits.endswith(digit):
            digits, end = digits.rstrip(digit), sign
            break
    return "".join(_run(digit, len(list(run))) for digit, run in groupby(digits)) + end


def _run(digit: str, count: int) -> str:
    text = ""
    while count:
        part = min(count, _MOST_IN_A_RUN)
        count -= part
        if part == 1:
            text += digit
            continue
        twenties, ones = divmod(part, 20)
        text += (_TWENTIES[twenties] if twenties else "") + (_ONES[ones] if ones else "") + digit
    return text
