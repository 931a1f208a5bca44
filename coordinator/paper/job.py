"""One job of paper: what is drawn how, on which stock, from which cell on, and for which printer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.paper.profile import PLAIN, Profile
from coordinator.paper.stocks.imposing import Order

if TYPE_CHECKING:
    from coordinator.domain.printing import Document
    from coordinator.paper.stocks.stock import Stock
    from coordinator.paper.templates.template import Template


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
