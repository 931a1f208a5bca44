"""The logo of an event: a picture somebody chose, checked and made ready for paper once, and drawn many times."""

from __future__ import annotations

import io
import warnings
from functools import lru_cache

from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

from coordinator.domain.look import MOST_LOGO_BYTES
from coordinator.domain.trouble import WorldTrouble

_MOST_FILE = 20_000_000
_MOST_PIXELS = 50_000_000
_LEAST_SIDE = 100
"""A picture with fewer pixels along its longer side is blurred on paper."""

_LONGEST = 1200
"""More pixels cannot be seen: 300 an inch on the largest logo, that of a sign."""

_SMALLER = 0.7
_PALEST = 250
"""Greys lighter than this are the paper."""

_INKED = 0.65
"""Where black and white part, on the way from the darkest grey of a logo to white."""


class BadLogo(WorldTrouble):
    """A picture cannot be the logo."""


def checked(content: bytes) -> bytes:
    """Return a chosen picture as it is kept: PNG or JPEG, upright, on white, trimmed, no larger than paper can show.

    What is broken, hostile, too small or invisible on paper is a BadLogo, with a sentence for who chose it.
    """
    if len(content) > _MOST_FILE:
        raise BadLogo(f"The logo is larger than {_MOST_FILE // 1_000_000} MB. Choose a smaller picture.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        kind, chosen = _read(content)
    shown = _trimmed(chosen)
    if max(shown.size) < _LEAST_SIDE:
        wide, high = shown.size
        raise BadLogo(
            f"The logo has {wide} × {high} pixels and would be blurred on paper: {_LEAST_SIDE} along its longer side"
            " are the least. Choose a larger picture."
        )
    shown.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    kept = _written(shown, kind)
    while len(kept) > MOST_LOGO_BYTES:
        shown = shown.resize([max(1, round(side * _SMALLER)) for side in shown.size], Image.Resampling.LANCZOS)
        kept = _written(shown, kind)
    return kept


@lru_cache(maxsize=4)
def drawable(content: bytes, *, mono: bool) -> Image.Image:
    """Return a kept logo as it is drawn; for a printer without colours in black and white only."""
    _, picture = _read(content)
    return _in_black_and_white(picture) if mono else picture


def _read(content: bytes) -> tuple[str, Image.Image]:
    """Return the format of a picture, and the picture on white."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
            _check_pixels(*opened.size)
            return opened.format or "PNG", _on_white(ImageOps.exif_transpose(opened))
    except BadLogo:
        raise
    except UnidentifiedImageError as trouble:
        raise BadLogo("The logo is neither a PNG nor a JPEG. Save it as one of them and choose it again.") from trouble
    except Image.DecompressionBombError as trouble:
        raise BadLogo("The logo has more pixels than can be read. Choose a smaller picture.") from trouble
    except Exception as trouble:
        raise BadLogo("The logo is damaged and cannot be read. Save it once more and choose it again.") from trouble


def _check_pixels(wide: int, high: int) -> None:
    if wide * high > _MOST_PIXELS:
        raise BadLogo(f"The logo has {wide} × {high} pixels, more than can be read. Choose a smaller picture.")


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture in red, green and blue as white paper shows it."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda grey: grey / 256).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    solid = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", solid.size, "white"), solid).convert("RGB")


def _trimmed(picture: Image.Image) -> Image.Image:
    """Return a picture without its white edges, so that it stands in line with what is around it."""
    ink = ImageChops.invert(picture).convert("L").point(lambda grey: 255 if grey > 255 - _PALEST else 0).getbbox()
    if ink is None:
        raise BadLogo(
            "The logo cannot be seen on white paper: it is all white or transparent. Choose the one for light grounds."
        )
    return picture.crop(ink)


def _written(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "JPEG":
        picture.save(out, "JPEG", quality=92, subsampling=0)
    else:
        picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _in_black_and_white(picture: Image.Image) -> Image.Image:
    """Return a picture whose dark parts are black, with edges as fine as on paper."""
    factor = _LONGEST / max(picture.size)
    grey = picture.convert("L")
    if factor > 1:
        grey = grey.resize([max(1, round(side * factor)) for side in grey.size], Image.Resampling.LANCZOS)
    darkest = next(shade for shade, pixels in enumerate(grey.histogram()) if pixels)
    border = darkest + (255 - darkest) * _INKED
    return grey.point(lambda shade: 0 if shade < border else 255).convert("1")
