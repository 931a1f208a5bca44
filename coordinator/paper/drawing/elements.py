"""Every kind of element drawn into its box."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from coordinator.paper import qr
from coordinator.paper.drawing.filling import label
from coordinator.paper.geometry import Align, Box
from coordinator.paper.issues import IssueKind
from coordinator.paper.style import Type
from coordinator.paper.text.fonts import Font

if TYPE_CHECKING:
    from reportlab.lib.colors import Color

    from coordinator.paper.drawing.filling import Filling
    from coordinator.paper.sheet import Sheet
    from coordinator.paper.templates.palette import Palette
    from coordinator.paper.templates.template import Code, Number, Stack, Words, Written

_CAP_SHARE = 0.714
"""Height of a digit as a share of the font size."""

_IS_NUMBER = re.compile("[0-9A-Z -]+")
"""What stands on its line and is as high as a digit."""


def words(sheet: Sheet, element: Words, box: Box, filling: Filling, palette: Palette) -> None:
    """Write a text into its box."""
    kind = type_of(element, palette, filling)
    sheet.text(box, filling.text(element.text), kind, element.align, middle=element.middle, spacing=element.spacing)


def stack(sheet: Sheet, element: Stack, box: Box, filling: Filling, palette: Palette) -> None:
    """Write texts below each other, each as high as it needs; those that say nothing take no room.

    Where they need more height than there is, all of them get smaller by the same factor.
    """
    said = [(layer, text) for layer in element.texts if filling.allows(layer) and (text := filling.text(layer.text))]
    kinds = [type_of(layer, palette, filling) for layer, _ in said]
    boxes = [Box(box.x, 0, box.width, layer.height or box.height) for layer, _ in said]
    heights = [sheet.height_of(b, text, kind) for b, (_, text), kind in zip(boxes, said, kinds, strict=True)]
    gaps = sum(layer.gap for layer, _ in said[1:])
    factor = min(1.0, (box.height - gaps) / (sum(heights) or 1.0))
    if factor < 1:
        boxes = [Box(box.x, 0, box.width, height * factor) for height in heights]
        heights = [sheet.height_of(b, text, kind) for b, (_, text), kind in zip(boxes, said, kinds, strict=True)]
    whole = sum(heights) + gaps
    y = box.y + (box.height - whole) * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[element.stand]
    for number, ((layer, text), kind, room) in enumerate(zip(said, kinds, boxes, strict=True)):
        y += layer.gap if number else 0
        sheet.text(room.moved(0, y), text, kind, layer.align, spacing=layer.spacing)
        y += heights[number]


def number(sheet: Sheet, element: Number, box: Box, filling: Filling, palette: Palette) -> None:
    """Write a number so that its digits, not its line, stand in the middle of the box; names as other texts."""
    text, kind = filling.text(element.text), type_of(element, palette, filling)
    if not text:
        return
    if not _IS_NUMBER.fullmatch(text):
        sheet.text(box, text, kind, Align.CENTRE, middle=True)
        return
    size = min(kind.size, box.width / max(sheet.width_of(text, Type(1, kind.font)), 1e-6))
    size = max(min(size, box.height / _CAP_SHARE * 72 / 25.4), kind.least)
    digit = size * _CAP_SHARE * 25.4 / 72
    fitting = Type(size, kind.font, kind.colour, least=kind.least, field=kind.field)
    sheet.text_on(box.x, box.y + (box.height + digit) / 2, box.width, text, fitting)


def code(sheet: Sheet, element: Code, box: Box, filling: Filling, *, most: float, dots: int) -> None:
    """Draw the badge code of the record in its box; `dots` are those of an inch where modules are to be whole ones.

    A code that would be too small for phones and cheap scanners grows over its box, up to `most` millimetres; one that
    stays too small is told.
    """
    side = qr.side(min(box.width, box.height) * sheet.scale, most, dots) / sheet.scale
    x = box.right - side if element.left is None else box.x
    y = box.bottom - side if element.top is None else box.y
    if element.height is None:
        y = box.y + (box.height - side) / 2
    if side * sheet.scale < qr.LEAST_MM - 0.01:
        small = (
            f"The badge code is only {side * sheet.scale:.0f} mm wide; under {qr.LEAST_MM:.0f} mm some scanners fail."
        )
        sheet.note(IssueKind.CODE_SMALL, small)
    sheet.qr(Box(x, y, side, side), filling.of("token"))


def type_of(element: Written, palette: Palette, filling: Filling) -> Type:
    """Return how a text is set for this record."""
    return _type(element, palette.of(element.colour, filling.role, filling.side))


@lru_cache(maxsize=1024)
def _type(element: Written, colour: Color) -> Type:
    return Type(
        element.size,
        Font.BOLD if element.bold else Font.REGULAR,
        colour,
        least=element.least,
        lines=element.lines,
        field=label(element.text),
    )


def cut_mark(sheet: Sheet, start: tuple[float, float], end: tuple[float, float], palette: Palette) -> None:
    """Draw a mark where to cut or to fold."""
    sheet.line(start, end, palette.of("cut", "", ""), 0.4)
