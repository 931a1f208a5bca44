"""Records on sheets: from the first free cell on, in order, or so that cut stacks lie in order on each other."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pixels
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator.domain.printing import Document
from coordinator.paper import offering
from coordinator.paper.door import render
from coordinator.paper.stocks.imposing import Order, page_count, pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.schedule import Schedule
    from coordinator.paper.door import Result
    from coordinator.views import papers

    Print = Callable[..., tuple[bytes, Result]]

sheets = st.integers(1, 30).flatmap(
    lambda per_page: st.tuples(
        st.integers(0, 100), st.just(per_page), st.integers(1, per_page), st.sampled_from(list(Order))
    )
)


@pytest.mark.parametrize(
    ("count", "start", "cells"),
    [
        (0, 1, []),
        (0, 3, []),
        (1, 1, [[0]]),
        (1, 4, [[3]]),
        (4, 1, [[0, 1, 2, 3]]),
        (5, 1, [[0, 1, 2, 3], [0]]),
        (2, 3, [[2, 3]]),
        (3, 3, [[2, 3], [0]]),
        (7, 2, [[1, 2, 3], [0, 1, 2, 3]]),
    ],
)
def test_cells_are_filled_from_the_first_free_one_on(count: int, start: int, cells: list[list[int]]) -> None:
    assert [[cell for cell, _ in page] for page in pages(count, 4, start)] == cells


@given(sheets)
def test_everything_is_printed_once_and_no_cell_twice(case: tuple[int, int, int, Order]) -> None:
    count, per_page, start, order = case
    spread = pages(count, per_page, start, order)
    assert sorted(unit for page in spread for _, unit in page) == list(range(count))
    assert all(len({cell for cell, _ in page}) == len(page) for page in spread)
    assert all(0 <= cell < per_page for page in spread for cell, _ in page)
    assert all(cell >= start - 1 for page in spread[:1] for cell, _ in page)
    assert len(spread) == page_count(count, per_page, start)
    assert all(spread)


@given(sheets)
def test_cut_stacks_put_on_each_other_are_in_order(case: tuple[int, int, int, Order]) -> None:
    count, per_page, start, _ = case
    spread = pages(count, per_page, start, Order.STACK)
    free_first = [*range(start - 1, per_page), *range(start - 1)]
    stacked = [unit for cell in free_first for page in spread for place, unit in page if place == cell]
    assert stacked == list(range(count))


def tokens(pdf: bytes) -> list[list[str]]:
    return [[code.text for code in pixels.codes(page)] for page in pixels.pictures(pdf, 120)]


def test_copies_lie_beside_each_other(printed: Print, badge_of: Callable[..., papers.BadgeRecord]) -> None:
    one, two = (badge_of(name) for name in ("Zoë", "Ben"))
    pdf, result = printed(Document.BADGES, [one, two], copies=3)
    assert tokens(pdf) == [[one.token] * 3 + [two.token], [two.token] * 2]
    assert result.pages == 2


def test_stacks_of_a_sheet_hold_neighbours(printed: Print, badge_of: Callable[..., papers.BadgeRecord]) -> None:
    codes = [badge_of(f"Guest {number}") for number in range(8)]
    pdf, _ = printed(Document.BADGES, codes, order=Order.STACK)
    first, second = tokens(pdf)
    assert first == [codes[number].token for number in (0, 2, 4, 6)]
    assert second == [codes[number].token for number in (1, 3, 5, 7)]


def test_first_sheet_begins_where_labels_are_left(
    schedule: Schedule, badge_of: Callable[..., papers.BadgeRecord]
) -> None:
    job = offering.job(Document.BADGES, stock="avery-l4785", start=8)
    out = io.BytesIO()
    render(job, [badge_of(f"Guest {number}") for number in range(4)], schedule.event, out)
    first, second = pixels.pictures(out.getvalue(), 120)
    assert len(pixels.codes(first)) == 3
    assert min(code.box[1] for code in pixels.codes(first)) > job.stock.cells[7].y
    assert len(pixels.codes(second)) == 1
