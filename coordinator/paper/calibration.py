"""The calibration sheet: where the cells of a stock should be, and rulers to read how far a printer is off."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from coordinator.paper import style
from coordinator.paper.door import Result, put
from coordinator.paper.geometry import Align, Box
from coordinator.paper.profile import PLAIN, Flip, Profile
from coordinator.paper.sheet import Sheet
from coordinator.paper.stocks import imposing
from coordinator.paper.style import Type
from coordinator.paper.text.fonts import Font

if TYPE_CHECKING:
    from pathlib import Path

    from coordinator.paper.stocks.stock import Stock

_CORNER, _RULER, _STEP = 4.0, 20, 5
_NUMBER = Type(9, Font.BOLD, style.INK_2, least=5)
_LABEL = Type(6, Font.REGULAR, style.INK_3, least=4)
_LENGTH = Type(7, Font.BOLD, style.INK, least=5)
_TITLE = Type(11, Font.BOLD, style.INK, least=6, lines=2)
_ADVICE = Type(8.5, Font.REGULAR, style.INK_2, least=4.5, lines=2)
_ADVICES = (
    "Print at 100 %, without fitting to the page, and lay it on a sheet of the stock against the light.",
    "Each frame should lie on the edge of a label. If all are off by the same, type that into the printer's profile.",
    "If a measured line is longer or shorter than it says, type true length ÷ printed length as the scale.",
)

_SHORT = ("Print at 100 %.", "Frames belong on the edges.")
_NARROW = 90.0
"""On pages narrower than this there is room for the shortest words only."""


def calibration_sheet(stock: Stock, out: BinaryIO | Path, profile: Profile = PLAIN, *, back: bool = False) -> Result:
    """Draw the calibration sheet of a stock as this printer's profile has it; with `back` also its second side."""
    memory = io.BytesIO()
    sheet = Sheet(memory, f"Calibration – {stock.name}", stock.page, profile)
    _side(sheet, stock, list(stock.cells), "Front")
    if back:
        _side(sheet, stock, [imposing.behind(stock, cell, profile.flip) for cell in stock.cells], _back(profile.flip))
    sheet.finish()
    put(memory.getvalue(), out)
    return Result(sheet.pages, sheet.issues, sheet.page)


def _back(flip: Flip) -> str:
    return f"Back, turned over the {flip.value} edge"


def _side(sheet: Sheet, stock: Stock, cells: list[Box], side: str) -> None:
    for number, cell in enumerate(cells, 1):
        sheet.frame(cell, style.CUT, line=0.3)
        _corners(sheet, cell)
        if stock.per_page > 1:
            sheet.text(Box(cell.right - 16, cell.y + 1.5, 14, 4), str(number), _NUMBER, Align.RIGHT)
        if stock.folded:
            middle = cell.y + cell.height / 2
            sheet.line((cell.x, middle), (cell.right, middle), style.CUT, 0.3)
    _rulers(sheet, stock)
    _lengths(sheet, stock)
    _words(sheet, stock, side)
    sheet.next_page()


def _corners(sheet: Sheet, cell: Box) -> None:
    for x, across in ((cell.x, 1), (cell.right, -1)):
        for y, down in ((cell.y, 1), (cell.bottom, -1)):
            sheet.line((x, y), (x + across * _CORNER, y), style.INK, 0.7)
            sheet.line((x, y), (x, y + down * _CORNER), style.INK, 0.7)


def _rulers(sheet: Sheet, stock: Stock) -> None:
    """Draw millimetres counted from the edges of the page: the first one that is seen tells how far it is off."""
    middle_x, middle_y = stock.page.width / 2, stock.page.height / 2
    for mm in range(_RULER + 1):
        long = 3.5 if mm % _STEP == 0 else 1.8
        sheet.line((middle_x, mm), (middle_x + long, mm), style.INK, 0.3)
        sheet.line((mm, middle_y), (mm, middle_y + long), style.INK, 0.3)
        if mm % _STEP == 0 and mm:
            sheet.text(Box(middle_x + 4, mm - 1.3, 6, 2.6), str(mm), _LABEL)
            sheet.text(Box(mm - 3, middle_y + 4, 6, 2.6), str(mm), _LABEL, Align.CENTRE)


def _lengths(sheet: Sheet, stock: Stock) -> None:
    """Draw one line across and one down whose true lengths are written beside them."""
    page = stock.page
    across = (page.width - 20) // 10 * 10
    down = (page.height - 30) // 10 * 10
    y, x = page.height * 0.82, page.width * 0.14
    start_x, start_y = (page.width - across) / 2, (page.height - down) / 2
    for begin, end in (((start_x, y), (start_x + across, y)), ((x, start_y), (x, start_y + down))):
        sheet.line(begin, end, style.INK, 0.5)
    for at in (start_x, start_x + across):
        sheet.line((at, y - 2), (at, y + 2), style.INK, 0.5)
    for at in (start_y, start_y + down):
        sheet.line((x - 2, at), (x + 2, at), style.INK, 0.5)
    sheet.text(Box(start_x + 2, y + 0.8, across, 4), f"{across:.0f} mm", _LENGTH)
    sheet.text(Box(x + 1, start_y + 1, 20, 4), f"{down:.0f} mm", _LENGTH)


def _words(sheet: Sheet, stock: Stock, side: str) -> None:
    page = stock.page
    narrow = page.width < _NARROW
    box = Box(page.width * 0.24, page.height * 0.56, page.width * 0.68, page.height * 0.2)
    said = [(stock.name, _TITLE), (side, _ADVICE), *((advice, _ADVICE) for advice in (_SHORT if narrow else _ADVICES))]
    room = Box(box.x + 2, box.y, box.width - 4, box.height / 3)
    heights = [sheet.height_of(room, text, kind) + 0.8 for text, kind in said]
    sheet.box(Box(box.x, box.y, box.width, sum(heights) + 1), style.WHITE)
    y = box.y + 0.8
    for (text, kind), height in zip(said, heights, strict=True):
        sheet.text(Box(room.x, y, room.width, room.height), text, kind)
        y += height
