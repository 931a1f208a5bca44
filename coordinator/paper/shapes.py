"""Lines and rectangles in the words of PDF, a third as long to make as the library's own."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.lib.colors import Color

_ARC = 0.5523
"""Where the handles of a curve stand that looks like a quarter of a circle, as a share of its radius."""


@lru_cache(maxsize=256)
def filled(colour: Color) -> str:
    """Return the words that make a colour the one of the texts and surfaces that follow."""
    return _parts(colour) + " rg"


@lru_cache(maxsize=256)
def drawn(colour: Color) -> str:
    """Return the words that make a colour the one of the lines that follow."""
    return _parts(colour) + " RG"


def _parts(colour: Color) -> str:
    return " ".join(f"{part:.4f}" for part in colour.rgb())


def line(x: float, y: float, to_x: float, to_y: float, width: float) -> str:
    """Return a line of this width; all in points."""
    return f"{width:.3f} w {x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S"


def rectangle(x: float, y: float, width: float, height: float, radius: float = 0.0) -> str:
    """Return the path of a rectangle, with round corners if a radius is given; all in points."""
    if not radius:
        return f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re"
    right, top, far = x + width, y + height, radius * (1 - _ARC)
    return (
        f"{x + radius:.3f} {y:.3f} m {right - radius:.3f} {y:.3f} l "
        f"{right - far:.3f} {y:.3f} {right:.3f} {y + far:.3f} {right:.3f} {y + radius:.3f} c "
        f"{right:.3f} {top - radius:.3f} l "
        f"{right:.3f} {top - far:.3f} {right - far:.3f} {top:.3f} {right - radius:.3f} {top:.3f} c "
        f"{x + radius:.3f} {top:.3f} l "
        f"{x + far:.3f} {top:.3f} {x:.3f} {top - far:.3f} {x:.3f} {top - radius:.3f} c "
        f"{x:.3f} {y + radius:.3f} l "
        f"{x:.3f} {y + far:.3f} {x + far:.3f} {y:.3f} {x + radius:.3f} {y:.3f} c h"
    )
