"""Stocks: cells fit their page and keep apart, and a description that contradicts itself is refused in one sentence."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.paper.stocks import shelf
from coordinator.paper.stocks.stock import StockKind

if TYPE_CHECKING:
    from coordinator.paper.geometry import Box
    from coordinator.paper.stocks.stock import Stock

ALL = list(shelf.stocks().values())
TOUCH = 0.02
PLAIN = {"id": "mine", "name": "Mine", "kind": "sheet", "page": "A4", "cell": [80, 50], "source": "my ruler"}


def common(one: Box, other: Box) -> float:
    across = min(one.right, other.right) - max(one.x, other.x)
    return min(across, min(one.bottom, other.bottom) - max(one.y, other.y))


@pytest.mark.parametrize("stock", ALL, ids=lambda stock: stock.id)
def test_cells_fit_the_page_and_keep_apart(stock: Stock) -> None:
    assert len(stock.cells) == stock.per_page
    for cell in stock.cells:
        assert cell.x >= -TOUCH <= cell.y
        assert cell.right <= stock.page.width + TOUCH
        assert cell.bottom <= stock.page.height + TOUCH
    assert all(common(one, other) < TOUCH for one, other in itertools.combinations(stock.cells, 2))


@pytest.mark.parametrize("stock", ALL, ids=lambda stock: stock.id)
def test_cells_stand_in_the_middle_or_the_note_says_that_they_do_not(stock: Stock) -> None:
    assert stock.is_symmetric or "not in the middle" in stock.note.casefold()


@pytest.mark.parametrize("stock", ALL, ids=lambda stock: stock.id)
def test_stock_tells_where_its_measures_come_from_and_is_upright(stock: Stock) -> None:
    assert stock.name
    assert stock.source
    assert not stock.page.is_wide
    assert stock.kind is not StockKind.ROLL or stock.per_page == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"grid": [3, 1]}, "A cell of the stock “mine” ends outside its page."),
        ({"origin": [-1, 0]}, "A cell of the stock “mine” begins outside its page."),
        ({"grid": [2, 1], "pitch": [70, 50]}, "The cells of the stock “mine” overlap."),
        ({"page": [297, 210]}, "The stock “mine” is wider than high"),
        ({"page": "A9"}, "The stock “mine” is not described well: 'A9'."),
        ({"kind": "carpet"}, "The stock “mine” is not described well: 'carpet' is not a valid StockKind."),
        ({"cell": [80]}, "The stock “mine” is not described well: not enough values to unpack"),
    ],
)
def test_wrong_stock_is_one_sentence_with_its_name(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(shelf.BadStock) as told:
        shelf.read({**PLAIN, **wrong})
    assert str(told.value).startswith(sentence)


@pytest.mark.parametrize("missing", ["name", "kind", "page", "source"])
def test_stock_without_a_part_of_its_description_is_refused(missing: str) -> None:
    with pytest.raises(shelf.BadStock, match=f"“mine” is not described well: '{missing}'"):
        shelf.read({key: value for key, value in PLAIN.items() if key != missing})


def test_unknown_stock_is_a_sentence_that_says_where_the_known_ones_are() -> None:
    with pytest.raises(shelf.NoSuchStock, match="no stock “a4-5xa6”"):
        shelf.stock("a4-5xa6")
