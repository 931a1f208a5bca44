"""The stocks that are known: read once from the list that is shipped, each checked before it is used."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from coordinator import assets
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper.geometry import NAMED, Size
from coordinator.paper.stocks.stock import Stock, StockKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOLERANCE = 0.01


class NoSuchStock(WorldTrouble):
    """No stock has this id."""


class BadStock(WorldTrouble):
    """The description of a stock contradicts itself."""


@cache
def stocks() -> Mapping[str, Stock]:
    """Return all stocks by id, in the order of the list."""
    path = assets.folder("resources") / "stocks.toml"
    found = [read(each) for each in tomllib.loads(path.read_text(encoding="utf-8"))["stock"]]
    return {stock.id: stock for stock in found}


def stock(name: str) -> Stock:
    """Return the stock with this id."""
    known = stocks().get(name)
    if known is None:
        raise NoSuchStock(f"There is no stock “{name}”. The list of all: coordinator stocks")
    return known


def read(described: Mapping[str, Any]) -> Stock:
    """Return a stock as it is described; one whose cells overlap or leave the page is refused."""
    name = str(described.get("id", "?"))
    try:
        page = _size(described["page"])
        cell = _size(described.get("cell", described["page"]))
        across, down = described.get("grid", (1, 1))
        made = Stock(
            id=name,
            name=described["name"],
            kind=StockKind(described["kind"]),
            page=page,
            cell=cell,
            origin=_pair(described.get("origin", (0.0, 0.0))),
            pitch=_pair(described.get("pitch", (cell.width, cell.height))),
            across=int(across),
            down=int(down),
            folded=bool(described.get("folded", False)),
            source=str(described["source"]),
            verified=bool(described.get("verified", False)),
            note=str(described.get("note", "")),
        )
    except (KeyError, TypeError, ValueError) as trouble:
        raise BadStock(f"The stock “{name}” is not described well: {trouble}.") from trouble
    _check(made)
    return made


def _size(value: Any) -> Size:
    if isinstance(value, str):
        return NAMED[value]
    return Size(*_pair(value))


def _pair(value: Any) -> tuple[float, float]:
    first, second = value
    return float(first), float(second)


def _check(made: Stock) -> None:
    if made.page.is_wide:
        raise BadStock(f"The stock “{made.id}” is wider than high; pages are described upright, printers turn others.")
    for box in made.cells:
        if box.x < -_TOLERANCE or box.y < -_TOLERANCE:
            raise BadStock(f"A cell of the stock “{made.id}” begins outside its page.")
        if box.right > made.page.width + _TOLERANCE or box.bottom > made.page.height + _TOLERANCE:
            raise BadStock(f"A cell of the stock “{made.id}” ends outside its page.")
    overlaps = (made.across > 1 and made.pitch[0] < made.cell.width - _TOLERANCE) or (
        made.down > 1 and made.pitch[1] < made.cell.height - _TOLERANCE
    )
    if overlaps:
        raise BadStock(f"The cells of the stock “{made.id}” overlap.")
