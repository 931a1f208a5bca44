"""Lengths on paper: millimetres from the top left corner, boxes, and the sizes that have a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MM = 72 / 25.4
"""Points in a millimetre."""


class Align(StrEnum):
    """Where a text or a picture stands in its box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height in millimetres."""

    width: float
    height: float

    @property
    def turned(self) -> Size:
        """Return the size after a quarter turn."""
        return Size(self.height, self.width)

    @property
    def is_wide(self) -> bool:
        """Tell whether it is wider than high."""
        return self.width > self.height


A3 = Size(297.0, 420.0)
A4 = Size(210.0, 297.0)
A5 = Size(148.0, 210.0)
A6 = Size(105.0, 148.0)
LETTER = Size(215.9, 279.4)
NAMED = {"A3": A3, "A4": A4, "A5": A5, "A6": A6, "Letter": LETTER}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres; y counts downwards from the top."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y + self.height

    @property
    def size(self) -> Size:
        """Return width and height."""
        return Size(self.width, self.height)

    def inset(self, across: float, down: float = 0.0) -> Box:
        """Return the box made smaller on all sides."""
        return Box(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)

    def moved(self, across: float, down: float) -> Box:
        """Return the box at another place."""
        return Box(self.x + across, self.y + down, self.width, self.height)
