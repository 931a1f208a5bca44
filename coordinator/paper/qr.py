"""The QR code of a badge: version 1-M, alphanumeric, drawn as one vector path of whole modules."""

from __future__ import annotations

import math
from functools import cache, lru_cache
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import ALPHA_NUM, MODE_ALPHA_NUM, QRData

from coordinator.domain.badge import LENGTH

MODULES = 21
QUIET = 4
WHOLE = MODULES + 2 * QUIET
"""Modules of a code with its quiet zone."""

SIDE_MM = 30.0
"""Side of the usual code with its quiet zone."""

LEAST_MM = 24.0
"""Smaller codes are read by good scanners only."""

_EXACT = 1e-6

_MASK = 3
"""Every mask gives a valid code; searching the best one costs nine tenths of the time."""

_LETTERS = ALPHA_NUM.decode("ascii")
_ZERO = "0"
_ROW = (1 << MODULES) - 1


def side(wanted: float, most: float, dpi: int) -> float:
    """Return the side of a code in millimetres: as wanted, but no smaller than scanners need if `most` allows it.

    Where dots an inch are told and not 0, its modules are whole dots.
    """
    if not dpi:
        return min(max(wanted, LEAST_MM), most)
    step = 25.4 / dpi * WHOLE
    dots = max(math.floor(wanted / step + _EXACT), math.ceil(LEAST_MM / step - _EXACT))
    return max(1, min(dots, math.floor(most / step + _EXACT))) * step


@lru_cache(maxsize=4096)
def path(token: str) -> str:
    """Return the dark modules as PDF rectangles, one module being one unit, with the origin at the bottom left."""
    dark = _blank()
    for at in range(0, LENGTH, 2):
        dark ^= _pair(at, token[at : at + 2])
    return " ".join(_row(number, dark >> number * MODULES & _ROW) for number in range(MODULES))


@cache
def _blank() -> int:
    """Return the modules of a token of zeros as bits, row by row; the first module is the lowest bit."""
    return _encoded(_ZERO * LENGTH)


@cache
def _pair(at: int, letters: str) -> int:
    """Return which modules two letters of a token turn over against two zeros at their place.

    With version, length and mask fixed, a code is its data bits and their check bits, laid out and turned over where
    the mask says so. Check bits are sums of data bits, so what each bit changes can be added up.
    """
    number = _LETTERS.index(letters[0]) * len(_LETTERS) + _LETTERS.index(letters[1])
    dark = 0
    for bit in range(number.bit_length()):
        if number >> bit & 1:
            dark ^= _bit(at, bit)
    return dark


@cache
def _bit(at: int, bit: int) -> int:
    """Return which modules one bit of the number turns over that two letters are written as."""
    first, second = divmod(1 << bit, len(_LETTERS))
    pair = f"{_LETTERS[first]}{_LETTERS[second]}"
    return _encoded(f"{_ZERO * at}{pair}{_ZERO * (LENGTH - at - 2)}") ^ _blank()


def _encoded(text: str) -> int:
    code = QRCode(version=1, error_correction=ERROR_CORRECT_M, mask_pattern=_MASK)
    code.add_data(QRData(text.encode("ascii"), mode=MODE_ALPHA_NUM, check_data=False))
    code.make(fit=False)
    return sum(dark << at for at, dark in enumerate(dark for line in code.modules for dark in line))


@lru_cache(maxsize=65536)
def _row(number: int, dark: int) -> str:
    parts: list[str] = []
    column = 0
    for is_dark, run in groupby(f"{dark:0{MODULES}b}"[::-1]):
        length = len(list(run))
        if is_dark == "1":
            parts.append(f"{column} {MODULES - 1 - number} {length} 1 re")
        column += length
    return " ".join(parts)
