"""Pages as labels: what a label printer is told is what was drawn, dot by dot."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import pytest
import zpl_reader
from hypothesis import given
from hypothesis import strategies as some
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from coordinator.paper.profile import Profile
from coordinator.printing import raster, zpl
from coordinator.printing.raster import Dots

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.printing.backend import PrintFile

MM = 72 / 25.4


def told(sheet: PrintFile, dpi: int) -> bytes:
    """Return what a label printer of so many dots an inch is told."""
    return b"".join(part for part, _ in zpl.labels(sheet.pdf, sheet.pages, dpi))


def drawn(width: float, height: float, *draw: Callable[[Canvas], None]) -> bytes:
    """Return a PDF with a page of this size for each drawing."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width * MM, height * MM))
    for page in draw:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@given(some.integers(1, 900), some.integers(1, 12), some.integers(), some.sampled_from([0.0, 0.02, 0.5, 0.98, 1.0]))
def test_any_picture_comes_back_from_its_digits(width: int, height: int, seed: int, black: float) -> None:
    chance = random.Random(seed)  # noqa: S311 - a picture, no secret
    across = (width + 7) // 8
    rows = [bytes(255 if chance.random() < black else chance.randrange(256) for _ in range(across)) for _ in range(3)]
    page = Dots(width, height, tuple(chance.choice([*rows, bytes(across)]) for _ in range(height)))
    assert zpl_reader.unpacked(zpl.packed(page), across) == b"".join(page.rows)


def test_rows_that_are_alike_or_of_one_colour_take_one_sign() -> None:
    assert zpl.packed(Dots(16, 4, (b"\0\0", b"\0\0", b"\xff\xff", b"\x0f\xff"))) == ",:!0!"


def test_a_long_run_is_counted_in_twenties_and_ones() -> None:
    assert zpl.packed(Dots(1712, 1, (b"\x11" * 213 + b"\x22",))) == "zY1M1H2"


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_the_code_of_every_badge_is_read_from_the_labels(
    badges: Callable[..., PrintFile], tokens: set[str], dpi: int
) -> None:
    sheet = badges("zebra-4x6", profile=Profile("Zebra", dpi=dpi, mono=True))
    labels = zpl_reader.labels(told(sheet, dpi))
    assert len(labels) == sheet.pages == len(tokens)
    assert set.union(*(label.texts() for label in labels)) == tokens
    assert {(label.width, label.length) for label in labels} == {(round(101.6 / 25.4 * dpi), round(6 * dpi))}


@pytest.mark.parametrize("dpi", [203, 300])
def test_all_modules_of_a_code_are_the_same_number_of_whole_dots(badges: Callable[..., PrintFile], dpi: int) -> None:
    sheet = badges("zebra-4x6", ("E03",), profile=Profile("Zebra", dpi=dpi, mono=True))
    (label,) = zpl_reader.labels(told(sheet, dpi))
    (module,) = timings(label)
    assert module >= {203: 5, 300: 7}[dpi]
    upright = zpl_reader.Label(label.image.rotate(90, expand=True), label.length, label.width, 1)
    assert timings(upright) == {module}


def timings(label: zpl_reader.Label) -> set[int]:
    """Return the dots of a module in the rows of dots that are timing rows; each module is as high as it is wide."""
    found = [module for row in range(label.length) if (module := timing(label.runs(row)))]
    assert all(found.count(module) % module == 0 for module in found)
    return set(found)


def timing(runs: list[tuple[bool, int]]) -> int:
    """Return the dots of a module where this is the timing row of a code: seven single ones between two feet of seven.

    All are exactly alike, or it is none.
    """
    lengths = [length for _, length in runs]
    for at in range(len(runs) - 8):
        module = lengths[at + 1]
        if runs[at][0] and lengths[at : at + 9] == [module * 7, *[module] * 7, module * 7]:
            return module
    return 0


def test_a_coloured_band_is_one_area_and_no_noise() -> None:
    def band(canvas: Canvas) -> None:
        for number, colour in enumerate(("#1F55D6", "#5A3DBD", "#3F4A59", "#C9D8FF")):
            canvas.setFillColor(HexColor(colour))
            canvas.rect(0, number * 10 * MM, 40 * MM, 10 * MM, stroke=0, fill=1)

    dots = raster.dots(drawn(40, 40, band), 0, 203)
    inside = [row[:39] for row in dots.rows[2:-2]]
    assert set(inside) == {b"\xff" * 39, b"\0" * 39}
    assert [row[0] for row in inside] == sorted(row[0] for row in inside)


def test_dots_stand_where_they_were_drawn_to_half_a_dot() -> None:
    def shape(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.rect(10 * MM, 10 * MM, 20 * MM, 80 * MM)
        path.rect(40 * MM, 30 * MM, 12 * MM, 20 * MM)
        canvas.drawPath(path, stroke=0, fill=1)

    (label,) = zpl_reader.labels(zpl.label(raster.dots(drawn(62, 100, shape), 0, 300)))
    ink = label.image.convert("L").point(lambda grey: 255 - grey).getbbox()
    assert [place / 300 * 25.4 for place in ink] == pytest.approx([10, 10, 52, 90], abs=25.4 / 300 / 2 + 0.001)


def test_labels_that_are_alike_are_sent_once_with_their_number() -> None:
    one, other = (lambda c: c.rect(20, 20, 30, 30, fill=1)), (lambda c: c.rect(20, 20, 60, 30, fill=1))
    pdf = drawn(62, 100, one, one, one, other, one)
    counts = [(zpl_reader.labels(part)[0].count, count) for part, count in zpl.labels(pdf, 5, 203)]
    assert counts == [(3, 3), (1, 1), (1, 1)]


def test_an_empty_page_is_a_white_label() -> None:
    (label,) = zpl_reader.labels(b"".join(part for part, _ in zpl.labels(drawn(62, 100, lambda _canvas: None), 1, 203)))
    assert label.image.convert("L").getextrema() == (255, 255)
