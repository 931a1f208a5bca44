"""The QR code of a badge: version 1-M, alphanumeric, drawn as one vector path of whole modules."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import groupby

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_ALPHA_NUM, QRData

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
    code = QRCode(version=1, error_correction=ERROR_CORRECT_M, mask_pattern=_MASK)
    code.add_data(QRData(token.encode("ascii"), mode=MODE_ALPHA_NUM, check_data=False))
    code.make(fit=False)
    parts: list[str] = []
    for number, line in enumerate(code.modules):
        column = 0
        for dark, run in groupby(line):
            length = len(list(run))
            if dark:
                parts.append(f"{column} {MODULES - 1 - number} {length} 1 re")
            column += length
    return " ".join(parts)
