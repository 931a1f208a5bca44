"""A printer's profile: how far it is off, and what it can do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Flip(StrEnum):
    """Over which edge a printer turns a sheet before it prints the back."""

    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Profile:
    """What one printer needs: millimetres to shift, factors to scale, a turn in degrees, and how it prints.

    `across` and `down` move everything to the right and down; `turn` is clockwise, in quarters.
    """

    name: str = ""
    across: float = 0.0
    down: float = 0.0
    scale_across: float = 1.0
    scale_down: float = 1.0
    dpi: int = 300
    mono: bool = False
    turn: int = 0
    flip: Flip = Flip.LONG


PLAIN = Profile()
"""A printer that puts everything where it belongs, in colour."""
