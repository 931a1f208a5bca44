"""Backs lie behind their fronts, whichever edge the printer turns the sheet over, and stand upright there."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pixels
import pytest
from PIL import ImageChops, ImageStat

from coordinator.domain.printing import Document
from coordinator.paper import offering
from coordinator.paper.door import render
from coordinator.paper.job import Job
from coordinator.paper.profile import Flip, Profile
from coordinator.paper.stocks import shelf as stocks
from coordinator.paper.templates.template import Fill, Template
from coordinator.views import papers

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.schedule import Schedule
    from coordinator.paper.stocks.stock import Stock

    Print = Callable[..., tuple[bytes, object]]

DPI = 200
NEAR = 0.3
STOCKS = ("a4-4xa6", "a4-8xa7", "avery-l4785", "avery-l7163", "avery-5395", "durable-75x40", "letter-4")
SOMEBODY = papers.BadgeRecord("P1", "Zoë", "", "", "", "", "", "BCDFGHJKLNPRSTVXBCDF")


def marked(stock: Stock, mark: Fill, *, turned: bool = False) -> Template:
    """Return a layout with one black mark, as large as the panel of a stock or as the panel turned."""
    panel = stock.panel.turned if turned else stock.panel
    return Template(
        id="mark", title="", document=Document.BADGES, size=(panel.width, panel.height), front=(mark,), safe=0
    )


def sides(schedule: Schedule, stock: Stock, layout: Template, flip: Flip, start: int) -> tuple[pixels.Box, pixels.Box]:
    """Return where the ink of one cell is in front, and where that of its back is, seen through the paper."""
    job = Job(Document.BADGES, layout, stock, start=start, back=True, marks=False, profile=Profile(flip=flip))
    out = io.BytesIO()
    render(job, [SOMEBODY], schedule.event, out)
    front, back = (pixels.ink(page) for page in pixels.pictures(out.getvalue(), DPI))
    assert front
    assert back
    left, top, right, bottom = back
    wide, high = stock.page.width, stock.page.height
    if flip is Flip.LONG:
        return front, (wide - right, top, wide - left, bottom)
    return front, (left, high - bottom, right, high - top)


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("stock", [stocks.stock(name) for name in STOCKS], ids=lambda stock: stock.id)
def test_back_of_every_cell_lies_behind_its_front(schedule: Schedule, stock: Stock, flip: Flip) -> None:
    layout = marked(stock, Fill(left=4.0, right=4.0, top=4.0, bottom=4.0, colour="ink"))
    for start in (1, 2, stock.per_page):
        front, back = sides(schedule, stock, layout, flip, start)
        cell = stock.cells[start - 1].inset(4, 4)
        assert front == pytest.approx((cell.x, cell.y, cell.right, cell.bottom), abs=NEAR)
        assert back == pytest.approx(front, abs=NEAR)


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("name", ["a4-4xa6", "cr80", "avery-l4785"])
def test_whoever_turns_a_badge_round_finds_its_back_upright(
    schedule: Schedule, name: str, flip: Flip, turned: bool
) -> None:
    stock = stocks.stock(name)
    layout = marked(stock, Fill(left=4.0, width=9.0, top=6.0, height=5.0, colour="ink"), turned=turned)
    front, back = sides(schedule, stock, layout, flip, 1)
    cell, (left, top, right, bottom) = stock.cells[0], front
    # The upper left corner of the back is behind the upper right one of the front; turned ones run up the page.
    behind = (
        (left, 2 * cell.y + cell.height - bottom, right, 2 * cell.y + cell.height - top)
        if turned
        else (2 * cell.x + cell.width - right, top, 2 * cell.x + cell.width - left, bottom)
    )
    assert back == pytest.approx(behind, abs=NEAR)


@pytest.mark.parametrize("stock", ["a4-4xa6", "a4-8xa7", "avery-5392", "avery-l4785", "cr80", "durable-90x60"])
def test_both_sides_of_a_badge_open_the_door(
    printed: Print, badge_of: Callable[..., papers.BadgeRecord], stock: str
) -> None:
    record = badge_of("Zoë Łukasz", family="Łukasz")
    pdf, _ = printed(Document.BADGES, [record], stock=stock, back=True, marks=False)
    front, back = (pixels.codes(page) for page in pixels.pictures(pdf, 150))
    assert [code.text for code in (*front, *back)] == [record.token] * 2
    assert back[0].modules[0] > front[0].modules[0] * 1.2


def test_folded_badge_shows_its_back_on_its_head_above(
    printed: Print, badge_of: Callable[..., papers.BadgeRecord]
) -> None:
    pdf, result = printed(Document.BADGES, [badge_of("Zoë Łukasz")], stock="butterfly-82x203", back=True)
    (page,) = pixels.pictures(pdf, 150)
    upper, lower = pixels.codes(page)
    assert upper.box[3] < 203 / 2 < lower.box[1]
    assert upper.text == lower.text
    assert result.pages == 1


def test_layout_without_a_back_is_printed_twice(printed: Print) -> None:
    sign = papers.SignRecord("T1", "7", "", "Digital Hub", "A")
    pdf, _ = printed(Document.SIGNS, [sign], back=True)
    front, back = pixels.pictures(pdf, 60)
    assert offering.job(Document.SIGNS).template.back == ()
    # A sign on its side: its back is turned on the page, so that it is upright behind the front.
    difference = ImageChops.difference(front.image.rotate(180), back.image)
    assert ImageStat.Stat(difference).mean[0] < 1
    assert ImageStat.Stat(ImageChops.difference(front.image, back.image)).mean[0] > 10
