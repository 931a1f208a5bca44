"""A logo: what is chosen is checked, made ready for paper, and drawn in its place; what cannot be one is told."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np
import pixels
import pytest
from PIL import Image

from coordinator.domain.look import MOST_LOGO_BYTES, EventLook
from coordinator.domain.printing import Document
from coordinator.paper import logo, offering
from coordinator.paper.door import render
from coordinator.paper.profile import Profile
from coordinator.paper.stocks import shelf as stocks
from coordinator.paper.templates.template import Logo

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.schedule import Schedule
    from coordinator.views import papers

ORANGE = (230, 90, 30)


def saved(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def plate(wide: int = 400, high: int = 200, mode: str = "RGB", colour: object = ORANGE) -> Image.Image:
    return Image.new(mode, (wide, high), colour)  # type: ignore[arg-type]


def is_near(one: tuple[int, ...], other: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_picture_keeps_its_kind_and_colours(kind: str) -> None:
    kept = opened(logo.checked(saved(plate(), kind)))
    assert (kept.format, kept.mode, kept.size) == (kind, "RGB", (400, 200))
    assert is_near(kept.getpixel((200, 100)), ORANGE)


def test_what_is_transparent_becomes_white() -> None:
    picture = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0, 100, 200))
    picture.paste((0, 0, 0, 128), (300, 0, 400, 200))
    kept = opened(logo.checked(saved(picture)))
    assert kept.mode == "RGB"
    assert kept.getpixel((200, 100)) == (255, 255, 255)
    assert is_near(kept.getpixel((350, 100)), (127, 127, 127))


def test_picture_with_a_palette_and_a_transparent_colour_becomes_flat() -> None:
    picture = Image.new("P", (200, 100), 1)
    picture.putpalette([255, 0, 0, *ORANGE])
    picture.paste(0, (50, 0, 100, 100))
    kept = opened(logo.checked(saved(picture, transparency=0)))
    assert kept.getpixel((75, 50)) == (255, 255, 255)
    assert kept.getpixel((10, 50)) == ORANGE


def test_deep_greys_keep_their_shade() -> None:
    picture = Image.fromarray(np.full((100, 200), 32_768, dtype=np.uint16))
    kept = opened(logo.checked(saved(picture)))
    assert is_near(kept.getpixel((100, 50)), (128, 128, 128), 2)


def test_colours_of_a_press_become_those_of_a_screen() -> None:
    kept = opened(logo.checked(saved(plate(mode="CMYK", colour=(0, 255, 255, 0)), "JPEG")))
    assert kept.mode == "RGB"
    assert is_near(kept.getpixel((200, 100)), (255, 0, 0))


def test_photo_taken_on_its_side_is_put_upright_and_tells_nothing_of_where() -> None:
    picture = plate(400, 200, colour=(0, 0, 0))
    picture.paste(ORANGE, (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = {1: "N"}
    kept = opened(logo.checked(saved(picture, "JPEG", exif=exif)))
    assert kept.size == (200, 400)
    assert is_near(kept.getpixel((100, 50)), ORANGE)
    assert not kept.getexif()


def test_white_and_transparent_edges_are_cut_off() -> None:
    picture = plate(600, 500, colour=(255, 255, 255))
    picture.paste(ORANGE, (150, 200, 450, 300))
    assert opened(logo.checked(saved(picture))).size == (300, 100)


def test_huge_picture_is_made_as_large_as_paper_can_show() -> None:
    assert opened(logo.checked(saved(plate(6000, 3000), "JPEG"))).size == (1200, 600)


def test_picture_that_hardly_packs_is_made_small_enough_to_keep() -> None:
    noise = np.random.default_rng(3).integers(0, 255, (1200, 1200, 3), dtype=np.uint8)
    content = saved(Image.fromarray(noise))
    kept = logo.checked(content)
    assert len(content) > MOST_LOGO_BYTES >= len(kept)


def test_kept_logo_is_kept_as_it_is() -> None:
    kept = logo.checked(saved(plate(6000, 3000)))
    assert logo.checked(kept) == kept


def png(wide: int, high: int, *chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG that says it has so many pixels, with whatever follows."""
    header = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IEND", b"")]
    packed = [
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


BOMB = png(30_000, 30_000, (b"IDAT", zlib.compress(b"\0" * 10_000_000)))
TEXT_BOMB = png(200, 200, (b"zTXt", b"a\0\0" + zlib.compress(b"x" * 80_000_000)), (b"IDAT", zlib.compress(b"")))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "neither a PNG nor a JPEG"),
        (b"<svg/>", "neither a PNG nor a JPEG"),
        (saved(plate(), "GIF"), "neither a PNG nor a JPEG"),
        (saved(plate())[:120], "damaged"),
        (saved(plate(), "JPEG")[:500], "damaged"),
        (png(300, 300, (b"IDAT", b"no zlib")), "damaged"),
        (png(200, 200), "damaged"),
        (TEXT_BOMB, "damaged"),
        (BOMB, "more pixels than can be read"),
        (png(9000, 9000), "9000 × 9000 pixels, more than can be read"),
        (saved(plate(60, 30)), "60 × 30 pixels and would be blurred"),
        (saved(plate(1, 1)), "1 × 1 pixels and would be blurred"),
        (saved(plate(colour=(255, 255, 255))), "cannot be seen on white paper"),
        (saved(Image.new("RGBA", (300, 300), (9, 9, 9, 0))), "cannot be seen on white paper"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20_000_000, "larger than 20 MB"),
    ],
)
def test_what_cannot_be_a_logo_is_told_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(logo.BadLogo, match=sentence) as told:
        logo.checked(content)
    assert str(told.value).startswith("The logo ")
    assert str(told.value).endswith(".")


@pytest.fixture
def drawn(schedule: Schedule, badge_of: Callable[..., papers.BadgeRecord]) -> Callable[..., bytes]:
    """Return a function that prints as many badges as are wanted with a logo."""
    record = badge_of("Zoë")

    def run(content: bytes, many: int = 1, **profile: object) -> bytes:
        out = io.BytesIO()
        job = offering.job(Document.BADGES, stock="a6", profile=Profile(**profile))  # type: ignore[arg-type]
        render(job, [record] * many, schedule.event, out, EventLook(logo=content))
        return out.getvalue()

    return run


def box_of_logo() -> pixels.Box:
    layout, stock = offering.job(Document.BADGES, stock="a6").template, stocks.stock("a6")
    (box,) = (element.on(stock.panel) for element in layout.front if isinstance(element, Logo))
    return box.x, box.y, box.right, box.bottom


@pytest.mark.parametrize(("wide", "high"), [(400, 200), (1200, 60), (100, 900)])
def test_logo_fills_its_box_undistorted_and_stays_in_it(drawn: Callable[..., bytes], wide: int, high: int) -> None:
    left, top, right, bottom = box_of_logo()
    with_logo = drawn(logo.checked(saved(plate(wide, high))))
    page = pixels.picture(with_logo, 0, 300)
    cut = page.pixels((left - 1, top, right + 1, bottom))
    shown = pixels.ink(pixels.Picture(page.image.crop(cut), page.across, page.down))
    assert shown
    factor = min((right - left) / wide, (bottom - top) / high)
    assert shown[2] - shown[0] == pytest.approx(wide * factor, abs=0.2)
    assert shown[3] - shown[1] == pytest.approx(high * factor, abs=0.2)
    assert shown[0] == pytest.approx(1, abs=0.15)


def test_logo_stands_once_in_a_document_however_often_it_is_drawn(drawn: Callable[..., bytes]) -> None:
    noise = np.random.default_rng(3).integers(0, 255, (200, 400, 3), dtype=np.uint8)
    content = logo.checked(saved(Image.fromarray(noise)))
    one, twenty = drawn(content), drawn(content, 20)
    assert len(twenty) - len(one) < 30_000 < len(one)


def test_same_logo_gives_the_same_bytes(drawn: Callable[..., bytes]) -> None:
    content = saved(plate())
    assert drawn(logo.checked(content)) == drawn(logo.checked(content)) != drawn(b"")


def test_logo_for_a_printer_without_colours_keeps_its_shape(drawn: Callable[..., bytes]) -> None:
    picture = plate(400, 200, colour=(20, 40, 90))
    picture.paste((255, 255, 255), (100, 50, 300, 150))
    page = pixels.picture(drawn(logo.checked(saved(picture)), mono=True), 0, 300)
    left, top, right, bottom = box_of_logo()
    middle = top + (bottom - top) / 2
    across = (bottom - top) * 2
    assert page.image.getpixel(page.pixels((left + across / 8, middle, right, bottom))[:2]) == 0
    assert page.image.getpixel(page.pixels((left + across / 2, middle, right, bottom))[:2]) == 255


def test_logo_that_was_damaged_in_the_file_is_told_before_anything_is_printed(drawn: Callable[..., bytes]) -> None:
    with pytest.raises(logo.BadLogo, match="damaged"):
        drawn(saved(plate())[:120])
