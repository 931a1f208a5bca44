"""Table signs: one landscape A4 per table, its number as large as the paper allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.paper import style
from coordinator.paper.sheet import A4, Align, Box, Sheet
from coordinator.paper.style import Type
from coordinator.paper.text.fonts import Font
from coordinator.views.papers_rows import table_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.views.papers import Header, SignRecord

MARGIN = 12.0
_WIDTH, _HEIGHT = A4[1], A4[0]
_BAND_H = 40.0
_NUMBER_TOP, _NUMBER_H = 26.0, 122.0
_CAP_SHARE = 0.714
"""Height of a digit as a share of the font size."""

_NUMBER = Type(480, Font.BOLD, style.INK, least=60, field="table")
_WORD = Type(20, Font.BOLD, style.INK_3)
_ROOM = Type(24, Font.REGULAR, style.INK_2, least=12, field="room")
_EVENT = Type(13, Font.REGULAR, style.INK_3, least=9, field="event")
_ORGANISATION = Type(52, Font.BOLD, style.WHITE, least=18, lines=2, field="organisation")


def draw(sheet: Sheet, records: Sequence[SignRecord], header: Header) -> None:
    """Draw one sign on each page, turned by a quarter."""
    for record in records:
        sheet.about = record.table
        with sheet.turned():
            _sign(sheet, record, header)
        sheet.next_page()


def _sign(sheet: Sheet, record: SignRecord, header: Header) -> None:
    inner = _WIDTH - 2 * MARGIN
    number = bare_label(record.label)
    if number != record.label or table_title(number) != number:
        sheet.text(Box(MARGIN, MARGIN, inner / 2, 12), "TABLE", _WORD, spacing=3)
    sheet.text(Box(_WIDTH / 2, MARGIN + 1.4, inner / 2, 8), header.name, _EVENT, Align.RIGHT)
    _number(sheet, number, 0 if record.organisation else 12)
    band = Box(MARGIN, _HEIGHT - MARGIN - _BAND_H, inner, _BAND_H)
    if record.organisation:
        sheet.box(band, style.side_colour(record.side), radius=5)
        sheet.text(band.inset(10, 3), record.organisation, _ORGANISATION, Align.CENTRE, middle=True)
    else:
        sheet.line((MARGIN, band.bottom - 18), (_WIDTH - MARGIN, band.bottom - 18), style.HAIRLINE, 0.8)
        sheet.text(Box(MARGIN, band.bottom - 14, inner, 12), record.room, _ROOM, Align.CENTRE)


def bare_label(label: str) -> str:
    """Return what stands on a sign whose word “table” is printed above it."""
    bare = label.strip()
    return bare[5:].strip() or bare if bare.casefold().startswith("table ") else bare


def _number(sheet: Sheet, number: str, lower: float) -> None:
    """Write the number so that its digits, not its line, stand in the middle between head and band."""
    inner = _WIDTH - 2 * MARGIN
    if sheet.is_tall(number, _NUMBER):
        sheet.text(Box(MARGIN, _NUMBER_TOP + lower, inner, _NUMBER_H), number, _NUMBER, Align.CENTRE, middle=True)
        return
    size = min(_NUMBER.size, inner / max(sheet.width_of(number, Type(1, Font.BOLD)), 1e-6))
    size = max(size, _NUMBER.least)
    digit = size * _CAP_SHARE * 25.4 / 72
    baseline = _NUMBER_TOP + lower + (_NUMBER_H + digit) / 2
    sheet.text_on(MARGIN, baseline, inner, number, Type(size, Font.BOLD, style.INK, least=_NUMBER.least))
