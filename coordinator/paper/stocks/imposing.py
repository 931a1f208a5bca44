"""Which record comes into which cell of which page, on the front and behind it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.paper.geometry import Box
from coordinator.paper.profile import Flip

if TYPE_CHECKING:
    from coordinator.paper.stocks.stock import Stock


class Order(StrEnum):
    """How records are spread over sheets: row by row, or so that cut stacks lie in order on each other."""

    ROWS = "rows"
    STACK = "stack"


Page = tuple[tuple[int, int], ...]
"""The cells of one page that are filled, each with the number of what comes into it."""


def pages(count: int, per_page: int, start: int = 1, order: Order = Order.ROWS) -> tuple[Page, ...]:
    """Spread so many units over pages; `start` is the first free cell of the first page, counted from 1."""
    used = start - 1
    sheets = -(-(used + count) // per_page) if count else 0
    if order is Order.ROWS or per_page == 1:
        free = [(sheet, cell) for sheet in range(sheets) for cell in range(per_page)][used:]
    else:
        free = [(sheet, cell) for cell in range(per_page) for sheet in range(1 if cell < used else 0, sheets)]
    found: list[list[tuple[int, int]]] = [[] for _ in range(sheets)]
    for unit, (sheet, cell) in zip(range(count), free, strict=False):
        found[sheet].append((cell, unit))
    return tuple(tuple(page) for page in found if page)


def behind(stock: Stock, cell: Box, flip: Flip) -> Box:
    """Return where on the back of the page the back of a cell lies."""
    if flip is Flip.LONG:
        return Box(stock.page.width - cell.right, cell.y, cell.width, cell.height)
    return Box(cell.x, stock.page.height - cell.bottom, cell.width, cell.height)
