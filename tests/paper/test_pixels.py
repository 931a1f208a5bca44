"""The measuring of pictures itself: known drawings give known millimetres, and a fault is seen."""

from __future__ import annotations

import io

import pixels
import pytest
from reportlab.pdfgen.canvas import Canvas

from coordinator.paper import qr

MM = 72 / 25.4
MODULE = qr.SIDE_MM / (qr.MODULES + 2 * qr.QUIET)
TOKEN = "BCDFGHJKLMNPQRSTVXBC"  # noqa: S105 - no password, a badge


def drawn(*rectangles: pixels.Box, code: tuple[float, float] | None = None, turn: int = 0) -> bytes:
    """Return an A6 page with black rectangles and a code, both in millimetres from the top left corner."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(105 * MM, 148 * MM))
    for left, top, right, bottom in rectangles:
        canvas.rect(left * MM, (148 - bottom) * MM, (right - left) * MM, (bottom - top) * MM, stroke=0, fill=1)
    if code:
        side = qr.MODULES * MODULE
        canvas.translate((code[0] + side / 2) * MM, (148 - code[1] - side / 2) * MM)
        canvas.rotate(turn)
        canvas.scale(MODULE * MM, MODULE * MM)
        canvas.translate(-qr.MODULES / 2, -qr.MODULES / 2)
        canvas.addLiteral(f"{qr.path(TOKEN)} f")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize("dpi", [100, 150, 300])
def test_ink_is_found_where_it_was_drawn(dpi: int) -> None:
    page = pixels.picture(drawn((20, 30, 60, 40), (50, 35, 80, 100)), 0, dpi)
    assert pixels.ink(page) == pytest.approx((20, 30, 80, 100), abs=25.4 / dpi)


def test_white_page_has_no_ink() -> None:
    assert pixels.ink(pixels.picture(drawn(), 0, 100)) is None


@pytest.mark.parametrize("stray", [(8, 50, 10, 52), (94, 50, 96, 52), (50, 8, 52, 10), (50, 138, 52, 140)])
def test_ink_outside_a_box_is_seen_on_every_side(stray: pixels.Box) -> None:
    box = (10.0, 10.0, 95.0, 138.0)
    inside = (10.0, 10.0, 95.0, 138.0)
    assert not pixels.ink_outside(drawn(inside), 0, box)
    assert pixels.ink_outside(drawn(inside, stray), 0, (11, 11, 94, 137))
    assert pixels.ink_outside(drawn(stray), 0, (11, 11, 93, 137))


def test_what_another_document_has_too_is_not_counted() -> None:
    frame, text, stray = (5, 5, 100, 8), (20, 20, 60, 30), (20, 40, 21, 41)
    assert pixels.ink_outside(drawn(frame, text), 0, (15, 15, 70, 35))
    assert not pixels.ink_outside(drawn(frame, text), 0, (15, 15, 70, 35), without=drawn(frame))
    assert pixels.ink_outside(drawn(frame, text, stray), 0, (15, 15, 70, 35), without=drawn(frame))


def test_ink_inside_a_box_is_seen() -> None:
    assert pixels.ink_inside(drawn((20, 20, 21, 21)), 0, (10, 10, 30, 30))
    assert not pixels.ink_inside(drawn((20, 20, 21, 21)), 0, (25, 25, 30, 30))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("dpi", [100, 150, 203, 300])
@pytest.mark.parametrize("place", [(30.0, 40.0), (30.1, 40.13), (61.77, 99.99)])
def test_code_is_measured_to_a_twentieth_of_a_millimetre(place: tuple[float, float], dpi: int, turn: int) -> None:
    (code,) = pixels.codes(pixels.picture(drawn(code=place, turn=turn), 0, dpi))
    side = qr.MODULES * MODULE
    assert code.text == TOKEN
    assert code.box == pytest.approx((*place, place[0] + side, place[1] + side), abs=0.05)
    assert code.modules == pytest.approx((MODULE, MODULE), rel=0.005)


@pytest.mark.parametrize("dpi", [100, 150, 300])
def test_dot_in_the_white_edge_of_a_code_is_seen(dpi: int) -> None:
    side, edge = qr.MODULES * MODULE, 4 * MODULE
    for dots, quiet in (
        ((), True),
        (((30 - edge - 1, 40, 30 - edge - 0.1, 60),), True),
        (((30 - edge + 0.1, 50, 30 - edge + 0.6, 51),), False),
        (((30 + side + edge - 0.6, 50, 30 + side + edge, 51),), False),
        (((35, 40 - edge, 36, 40 - edge + 0.6),), False),
        (((35, 40 + side + 1, 36, 40 + side + 1.5),), False),
    ):
        page = pixels.picture(drawn(*dots, code=(30, 40)), 0, dpi)
        (code,) = pixels.codes(page)
        assert pixels.is_quiet(page, code) is quiet, dots


def test_code_too_near_to_the_edge_of_the_paper_is_not_quiet() -> None:
    page = pixels.picture(drawn(code=(3.5, 40)), 0, 150)
    (code,) = pixels.codes(page)
    assert not pixels.is_quiet(page, code)
