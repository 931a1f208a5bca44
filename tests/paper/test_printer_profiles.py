"""What a printer needs: ink moves by exactly what its profile says, and one without colours gets black and white."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np
import pixels
import pypdfium2
import pytest
from PIL import Image

from coordinator.domain.look import Design, EventLook
from coordinator.domain.printing import Document
from coordinator.paper import offering
from coordinator.paper.door import render
from coordinator.paper.profile import Profile
from coordinator.views import blanks, papers

if TYPE_CHECKING:
    from coordinator.domain.schedule import Schedule

DPI = 300
NEAR = 0.1
TOKEN = "BCDFGHJKLNPRSTVXBCDF"  # noqa: S105 - no password, a badge
RECORDS = {
    Document.BADGES: papers.BadgeRecord("P1", "Zoë Łukasz", "Digital Hub", "Director", "Host", "PL", "A", TOKEN),
    Document.BLANKS: blanks.BlankRecord("12", TOKEN),
    Document.SIGNS: papers.SignRecord("T1", "12", "Hall", "Digital Hub", "B"),
}


def ink(schedule: Schedule, profile: Profile, stock: str = "a6") -> pixels.Box:
    out = io.BytesIO()
    job = offering.job(Document.BADGES, stock=stock, profile=profile)
    render(job, [RECORDS[Document.BADGES]], schedule.event, out)
    found = pixels.ink(pixels.picture(out.getvalue(), 0, DPI))
    assert found
    return found


@pytest.mark.parametrize(("across", "down"), [(3, 0), (0, 2.5), (-1.7, -0.6), (0.25, 0.25)])
@pytest.mark.parametrize("stock", ["a6", "cr80", "avery-l7169"])
def test_everything_moves_by_what_the_printer_is_off(
    schedule: Schedule, stock: str, across: float, down: float
) -> None:
    before = ink(schedule, Profile(), stock)
    after = ink(schedule, Profile(across=across, down=down), stock)
    moved = (before[0] + across, before[1] + down, before[2] + across, before[3] + down)
    assert after == pytest.approx(moved, abs=NEAR)


@pytest.mark.parametrize(("across", "down"), [(1.01, 1), (1, 0.985), (0.97, 1.02)])
def test_everything_grows_from_the_upper_left_corner(schedule: Schedule, across: float, down: float) -> None:
    before = ink(schedule, Profile())
    after = ink(schedule, Profile(scale_across=across, scale_down=down))
    grown = (before[0] * across, before[1] * down, before[2] * across, before[3] * down)
    assert after == pytest.approx(grown, abs=NEAR)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_page_is_turned_clockwise(schedule: Schedule, turn: int) -> None:
    left, top, right, bottom = ink(schedule, Profile())
    wide, high = 105, 148
    turned = {
        90: (high - bottom, left, high - top, right),
        180: (wide - right, high - bottom, wide - left, high - top),
        270: (top, wide - right, bottom, wide - left),
    }
    assert ink(schedule, Profile(turn=turn)) == pytest.approx(turned[turn], abs=NEAR)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_page_moves_as_the_badge_lies_before_the_turn(schedule: Schedule, turn: int) -> None:
    plain = ink(schedule, Profile(turn=turn))
    moved = ink(schedule, Profile(turn=turn, across=2, down=1))
    x, y = {90: (-1, 2), 180: (-2, -1), 270: (1, -2)}[turn]
    assert moved == pytest.approx((plain[0] + x, plain[1] + y, plain[2] + x, plain[3] + y), abs=NEAR)


def greys(pdf: bytes) -> set[int]:
    """Return the greys of a first page that is drawn without soft edges, at the dots of the printer."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[0].render(
            scale=DPI / 72, grayscale=True, no_smoothtext=True, no_smoothimage=True, no_smoothpath=True
        )
        return set(np.unique(bitmap.to_numpy()).tolist())
    finally:
        document.close()


def colourful() -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (400, 200), "#FFCC00")
    picture.paste("#0033AA", (100, 50, 300, 150))
    picture.paste("#FFFFFF", (150, 80, 250, 120))
    picture.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize(
    ("document", "stock"),
    [
        (Document.BADGES, "zebra-4x6"),
        (Document.BADGES, "zebra-4x3"),
        (Document.BADGES, "brother-dk-1202"),
        (Document.BADGES, "dymo-11356"),
        (Document.BADGES, "avery-l7160"),
        (Document.BLANKS, "brother-dk-1202"),
        (Document.SIGNS, "a5"),
        (Document.SIGNS, "avery-5305"),
    ],
)
def test_printer_without_colours_gets_black_and_white_only(
    schedule: Schedule, document: Document, stock: str, design: Design
) -> None:
    out = io.BytesIO()
    job = offering.job(document, stock=stock, design=design, profile=Profile(mono=True, dpi=DPI))
    render(job, [RECORDS[document]], schedule.event, out, EventLook(logo=colourful()))
    assert greys(out.getvalue()) == {0, 255}


def test_printer_with_colours_gets_them(schedule: Schedule) -> None:
    out = io.BytesIO()
    render(offering.job(Document.BADGES), [RECORDS[Document.BADGES]], schedule.event, out)
    assert greys(out.getvalue()) > {0, 255}
