"""A stock: the paper, card or roll that lies in the printer, and the grid of cells on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coordinator.paper.geometry import Box, Size


class StockKind(StrEnum):
    """What kind of paper it is: labels or cards cut before, plain paper to be cut, or one cell on each page."""

    SHEET = "sheet"
    PLAIN = "plain"
    SINGLE = "single"
    ROLL = "roll"


@dataclass(frozen=True, slots=True)
class Stock:
    """One stock, in millimetres; `source` says where its measures come from, `verified` that they were measured.

    `origin` is the top left corner of the first cell, `pitch` the distance of two cells, `across` and `down` their
    number. With `folded`, each cell is folded at half its height, and its upper half stands on its head.
    """

    id: str
    name: str
    kind: StockKind
    page: Size
    cell: Size
    origin: tuple[float, float] = (0.0, 0.0)
    pitch: tuple[float, float] = (0.0, 0.0)
    across: int = 1
    down: int = 1
    folded: bool = False
    source: str = ""
    verified: bool = False
    note: str = ""

    @property
    def per_page(self) -> int:
        """Return how many cells a page has."""
        return self.across * self.down

    @property
    def panel(self) -> Size:
        """Return the size of what is seen at once: the cell, or one of its halves where it is folded."""
        return Size(self.cell.width, self.cell.height / 2) if self.folded else self.cell

    @property
    def cells(self) -> tuple[Box, ...]:
        """Return the cells of a page, row by row."""
        (left, top), (right, under) = self.origin, self.pitch
        return tuple(
            Box(left + column * right, top + row * under, self.cell.width, self.cell.height)
            for row in range(self.down)
            for column in range(self.across)
        )

    @property
    def is_cut_by_hand(self) -> bool:
        """Tell whether marks say where to cut."""
        return self.kind is StockKind.PLAIN and self.per_page > 1

    @property
    def is_symmetric(self) -> bool:
        """Tell whether the cells stand in the middle of the page, as backs printed without a shift need them."""
        cells = self.cells
        right = self.page.width - max(cell.right for cell in cells)
        return abs(right - cells[0].x) < 0.05
