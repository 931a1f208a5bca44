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


def page_count(count: int, per_page: int, start: int = 1) -> int:
    """Return how many pages so many units need; `start` is the first free cell of the first page, counted from 1."""
    return -(-(start - 1 + count) // per_page) if count else 0


def page(count: int, per_page: int, number: int, start: int = 1, order: Order = Order.ROWS) -> Page:
    """Return what comes on one page, counted from 0, without a look at the others."""
    used, sheets = start - 1, page_count(count, per_page, start)
    first = used if number == 0 else 0
    if order is Order.ROWS or per_page == 1:
        begin = number * per_page - used
        return tuple((cell, begin + cell) for cell in range(first, per_page) if begin + cell < count)
    # Stacks of the cells that are free on the first sheet come first, so that this sheet is never left out.
    cells = ((cell, (cell - used) % per_page) for cell in range(first, per_page))
    places = ((cell, turn * sheets - max(0, turn - (per_page - used)) + number - (cell < used)) for cell, turn in cells)
    return tuple((cell, unit) for cell, unit in places if unit < count)


def pages(count: int, per_page: int, start: int = 1, order: Order = Order.ROWS) -> tuple[Page, ...]:
    """Spread so many units over pages; `start` is the first free cell of the first page, counted from 1."""
    return tuple(page(count, per_page, at, start, order) for at in range(page_count(count, per_page, start)))


def behind(stock: Stock, cell: Box, flip: Flip) -> Box:
    """Return where on the back of the page the back of a cell lies."""
    if flip is Flip.LONG:
        return Box(stock.page.width - cell.right, cell.y, cell.width, cell.height)
    return Box(cell.x, stock.page.height - cell.bottom, cell.width, cell.height)
