"""One job of paper: what is drawn how, on which stock, from which cell on, and for which printer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coordinator.domain.printing import Document
    from coordinator.paper.stocks.stock import Stock
    from coordinator.paper.templates.template import Template


class Flip(StrEnum):
    """Over which edge a printer turns a sheet before it prints the back."""

    LONG = "long"
    SHORT = "short"


class Order(StrEnum):
    """How records are spread over sheets: row by row, or so that cut stacks lie in order on each other."""

    ROWS = "rows"
    STACK = "stack"


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


@dataclass(frozen=True, slots=True)
class Job:
    """How a document is printed; `start` is the first free cell of the first sheet, counted from 1.

    With `back`, the second side of each record is printed behind its first.
    """

    document: Document
    template: Template
    stock: Stock
    start: int = 1
    copies: int = 1
    order: Order = Order.ROWS
    marks: bool = True
    back: bool = False
    profile: Profile = field(default=PLAIN)
