"""Sizes of paper as a print system names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED = {
    "A3": (297.0, 420.0),
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "A6": (105.0, 148.0),
    "A7": (74.0, 105.0),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "Statement": (139.7, 215.9),
}
_INCH, _POINT = 25.4, 25.4 / 72
_NEAR_MM = 0.6
"""Drivers count in whole points, or round to half a millimetre."""

_CUSTOM = "Custom.WIDTHxHEIGHT"
_BY_POINTS = re.compile(r"w(\d+)h(\d+)$")
_BY_NUMBERS = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(mm|in)?$")


def custom(width: float, height: float) -> str:
    """Return the name of a size of one's own."""
    return f"Custom.{_plain(width)}x{_plain(height)}mm"


def name_for(width: float, height: float, known: Sequence[str] = ()) -> str | None:
    """Return what a printer that knows these sizes calls this one, or None where it has no such paper.

    Where nothing is known of the printer, common sizes go by their name and all others by their measures.
    """
    common = next((name for name, size in _NAMED.items() if _near(size, (width, height), 0.05)), None)
    if not known:
        return common or custom(width, height)
    if common in known:
        return common
    fitting = next((name for name in known if any(_near(size, (width, height)) for size in _measures(name))), None)
    return fitting or (custom(width, height) if _CUSTOM in known else None)


def _measures(name: str) -> tuple[tuple[float, float], ...]:
    """Return what a driver's name for a size may mean; bare numbers are inches or millimetres."""
    if name in _NAMED:
        return (_NAMED[name],)
    if points := _BY_POINTS.match(name):
        return ((int(points[1]) * _POINT, int(points[2]) * _POINT),)
    if numbers := _BY_NUMBERS.match(name):
        size = float(numbers[1]), float(numbers[2])
        inches = size[0] * _INCH, size[1] * _INCH
        match numbers[3]:
            case "mm":
                return (size,)
            case "in":
                return (inches,)
            case _:
                return (size, inches)
    return ()


def _near(one: tuple[float, float], other: tuple[float, float], within: float = _NEAR_MM) -> bool:
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


def _plain(millimetres: float) -> str:
    return f"{millimetres:.2f}".rstrip("0").rstrip(".")
