"""What the designs promise: names that are read across a table, colours seen from the side, numbers across a hall."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pixels
import pypdf
import pypdfium2
import pytest
from PIL import ImageChops

from coordinator.domain.look import Design, EventLook
from coordinator.domain.printing import Document
from coordinator.domain.schedule import EventInfo
from coordinator.paper import offering
from coordinator.paper.door import render
from coordinator.paper.geometry import Size
from coordinator.paper.templates import shelf as templates
from coordinator.paper.templates.template import Rule, Words
from coordinator.views import blanks, papers

if TYPE_CHECKING:
    from coordinator.paper.door import Result
    from coordinator.paper.stocks.stock import Stock

EVENT = EventInfo("Matchmaking", date(2026, 5, 16), "Europe/Berlin", "Hall 4")
TOKEN = "BCDFGHJKLNPRSTVXBCDF"  # noqa: S105 - no password, a badge
GUEST = papers.BadgeRecord(
    "P1", "Zoë Łukasz", "Digital Hub", "Cluster manager", "Host", "Poland", "A", TOKEN, family="Łukasz"
)
SIGN = papers.SignRecord("T1", "12", "Hall 4", "Digital Hub", "B")
DPI = 150


def printed(record: object, look: EventLook | None = None, **chosen: object) -> tuple[bytes, Result]:
    documents = {
        papers.BadgeRecord: Document.BADGES,
        blanks.BlankRecord: Document.BLANKS,
        papers.SignRecord: Document.SIGNS,
    }
    out = io.BytesIO()
    job = offering.job(documents[type(record)], marks=False, **chosen)  # type: ignore[arg-type]
    result = render(job, [record], EVENT, out, look or EventLook())  # type: ignore[list-item]
    return out.getvalue(), result


def says(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def difference(one: object, other: object, **chosen: object) -> pixels.Box:
    """Return where two papers differ."""
    first, second = (pixels.picture(printed(record, **chosen)[0], 0, DPI) for record in (one, other))
    changed = ImageChops.invert(ImageChops.difference(first.image, second.image))
    found = pixels.ink(pixels.Picture(changed.point(lambda grey: 0 if grey < 128 else 255), first.across, first.down))
    assert found
    return found


def height_of(field: str, stock: str, design: Design) -> float:
    """Return how high a capital letter of a field is, in millimetres."""
    rest = {"family": ""} if field == "name" else {}
    one, other = (replace(GUEST, **{field: letters, **rest}) for letters in ("HIHI", "IHIH"))
    left, top, right, bottom = difference(one, other, stock=stock, design=design)
    return min(bottom - top, right - left)


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize(
    ("stock", "least"),
    [
        ("a4-4xa6", 13),
        ("zebra-4x6", 13),
        ("avery-5392", 9.5),
        ("a4-8xa7", 9.5),
        ("durable-90x60", 9),
        ("cr80", 8.5),
        ("avery-l4785", 8),
        ("brother-dk-1202", 9.5),
        ("avery-l7160", 6),
        ("avery-l7163", 7.5),
        ("avery-l4784", 4.5),
    ],
)
def test_short_name_is_read_from_afar(stock: str, least: float, design: Design) -> None:
    assert height_of("name", stock, design) >= least


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("stock", ["a4-4xa6", "avery-5392", "cr80", "avery-l7160", "avery-l4784"])
def test_name_is_largest_and_the_organisation_is_smaller_by_half(stock: str, design: Design) -> None:
    assert height_of("name", stock, design) > 2 * height_of("organisation", stock, design)


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize(
    ("kind", "stock"),
    [
        *((Document.BADGES, stock) for stock in ("a4-4xa6", "avery-5392", "cr80", "avery-l7160", "avery-l4784")),
        *((Document.SIGNS, stock) for stock in ("a4", "a4-tent", "avery-5305")),
    ],
)
def test_colour_of_a_role_is_seen_from_the_side(kind: Document, stock: str, design: Design) -> None:
    document = SIGN if kind is Document.SIGNS else GUEST
    pdf, _ = printed(document, EventLook(accent="#FF0000", second="#FF0000"), stock=stock, design=design)
    job = offering.job(kind, stock=stock)
    drawn = pypdfium2.PdfDocument(pdf)
    colours = drawn[0].render(scale=DPI / 72).to_pil().convert("RGB")
    drawn.close()
    cell, unit = job.stock.cells[0], DPI / 25.4
    here = np.asarray(colours.crop(tuple(round(side * unit) for side in (cell.x, cell.y, cell.right, cell.bottom))))
    red = (here == (255, 0, 0)).all(axis=2)
    assert red.mean() > {Design.BAND: 0.05, Design.EDGE: 0.025, Design.FULL: 0.17}[design]


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("stock", ["a4-4xa6", "avery-5392", "cr80"])
def test_country_and_second_line_are_left_off_when_the_event_says_so(stock: str, design: Design) -> None:
    whole = says(printed(GUEST, stock=stock, design=design)[0])
    assert "Poland" in whole
    assert "Cluster manager" in whole
    bare = says(printed(GUEST, EventLook(with_country=False, with_second_line=False), stock=stock, design=design)[0])
    assert "Poland" not in bare
    assert "Cluster manager" not in bare
    assert "Digital Hub" in bare
    assert "Host" in bare


def test_name_of_the_event_takes_the_place_of_a_role_nobody_has() -> None:
    pdf, _ = printed(replace(GUEST, role=""), stock="avery-l7160")
    assert "Matchmaking" in says(pdf)
    assert "Matchmaking" not in says(printed(GUEST, stock="avery-l7160")[0])


@pytest.mark.parametrize("stock", ["a4-4xa6", "avery-5392", "cr80", "avery-l7160", "avery-l4784"])
def test_blank_badge_tells_its_number_and_what_to_write_where(stock: str) -> None:
    pdf, result = printed(blanks.BlankRecord("112", TOKEN), stock=stock)
    assert all(word in says(pdf) for word in ("No. 112", "Name", "Organisation"))
    assert not result.issues


@pytest.mark.parametrize("stock", offering.stocks_for(Document.BLANKS), ids=lambda stock: stock.id)
def test_blank_badge_has_room_to_write_a_name_and_an_organisation(stock: Stock) -> None:
    layout = templates.best(Document.BLANKS, stock, Design.BAND)
    seen = stock.panel if layout.scale_on(stock.panel) else stock.panel.turned
    scale = layout.scale_on(seen)
    boxes = [(element, element.on(Size(seen.width / scale, seen.height / scale))) for element in layout.front]
    name, organisation, *_ = [box for element, box in boxes if isinstance(element, Rule)]
    above = max(box.bottom for element, box in boxes if isinstance(element, Words) and box.bottom < name.y)
    assert (name.y - above) * scale >= 6.5
    assert name.width * scale >= 35
    assert (organisation.y - name.y) * scale >= 9
    assert organisation.width * scale >= 33


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("stock", ["a4", "letter", "a4-tent", "letter-tent"])
@pytest.mark.parametrize("bound", [True, False])
@pytest.mark.parametrize("number", ["7", "12", "128"])
def test_number_of_a_table_is_read_from_eight_metres(stock: str, design: Design, bound: bool, number: str) -> None:
    sign = replace(SIGN, label=number, organisation="Digital Hub" if bound else "")
    other = replace(sign, label="".join(reversed("0369"[: len(number)])))
    left, top, right, bottom = difference(sign, other, stock=stock, design=design)
    panel = offering.job(Document.SIGNS, stock=stock).stock
    assert (bottom - top if panel.folded else right - left) >= 40
