"""Badges: A6 portrait, four on a sheet with cut marks, or one on a page of its own for a reprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.paper import qr, style
from coordinator.paper.issues import IssueKind
from coordinator.paper.sheet import A4, A6, Align, Box, Sheet
from coordinator.paper.style import Type
from coordinator.paper.text.fonts import Font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.views.papers import BadgeRecord, Header

MARGIN = 7.0
"""Nothing but the code's white edge lies nearer to the edge of a badge, so that no printer and no knife takes it."""

_INNER = A6[0] - 2 * MARGIN
_CELL = (A4[0] / 2, A4[1] / 2)
_QR_BOX = (
    A6[0] - MARGIN - (qr.SIDE_MM - qr.QUIET * qr.MODULE_MM),
    A6[1] - MARGIN - (qr.SIDE_MM - qr.QUIET * qr.MODULE_MM),
)
"""Corner of the code's quiet zone, placed so that the dark modules end at the margin."""

_BAND_H = 19.0
_MIDDLE = (30.0, 108.0)
"""The space between band and foot, in whose middle name and organisation stand."""

_LEFT_W = _INNER - qr.SIDE_MM + qr.QUIET * qr.MODULE_MM

_ROLE = Type(17, Font.BOLD, style.WHITE, least=9, lines=2, field="role")
_COUNTRY = Type(11, Font.REGULAR, style.WHITE, least=7, lines=2, field="country")
_NAME = Type(46, Font.BOLD, style.INK, least=14, lines=2, field="name")
_ORGANISATION = Type(19, Font.BOLD, style.INK_2, least=10, lines=2, field="organisation")
_SECOND = Type(12, Font.REGULAR, style.INK_3, least=8, lines=2, field="second line")
_EVENT = Type(9, Font.BOLD, style.INK, least=7, lines=2, field="event")
_PLACE = Type(8, Font.REGULAR, style.INK_3, least=6, lines=2, field="venue")
_TOKEN = Type(7, Font.REGULAR, style.INK_3)


def draw_sheets(sheet: Sheet, records: Sequence[BadgeRecord], header: Header) -> None:
    """Draw badges four on a page, with marks where to cut."""
    ready = _with_code(sheet, records)
    for number, record in enumerate(ready):
        place = number % 4
        with sheet.part(place % 2 * _CELL[0], place // 2 * _CELL[1]):
            _badge(sheet, record, header)
        if place == 3 or number == len(ready) - 1:
            _cut_marks(sheet)
            sheet.next_page()


def draw_singles(sheet: Sheet, records: Sequence[BadgeRecord], header: Header) -> None:
    """Draw one badge on each A6 page."""
    for record in _with_code(sheet, records):
        _badge(sheet, record, header)
        sheet.next_page()


def _with_code(sheet: Sheet, records: Sequence[BadgeRecord]) -> list[BadgeRecord]:
    """Return the records that have a code; a badge without one would not open the door."""
    for record in records:
        if not record.token:
            sheet.about = record.person
            sheet.note(IssueKind.NO_BADGE, f"{record.name} has no badge code yet, so no badge was printed.")
    return [record for record in records if record.token]


def _badge(sheet: Sheet, record: BadgeRecord, header: Header) -> None:
    sheet.about = record.person
    _band(sheet, record, record.role or header.name)
    _middle(
        sheet,
        (
            (record.name, _NAME, 42, 3),
            (record.organisation, _ORGANISATION, 18, 1),
            (record.second_line, _SECOND, 11, 0),
        ),
    )
    _foot(sheet, record, header)


def _middle(sheet: Sheet, texts: Sequence[tuple[str, Type, float, float]]) -> None:
    """Write texts below each other, each with the height it may take and the gap that follows."""
    boxes = [Box(MARGIN, 0, _INNER, height) for _, _, height, _ in texts]
    heights = [sheet.height_of(box, text, kind) for box, (text, kind, _, _) in zip(boxes, texts, strict=True)]
    y = sum(_MIDDLE) / 2 - (sum(heights) + sum(gap for *_, gap in texts)) / 2
    for box, height, (text, kind, _, gap) in zip(boxes, heights, texts, strict=True):
        sheet.text(Box(box.x, y, box.width, box.height), text, kind)
        y += height + gap


def _band(sheet: Sheet, record: BadgeRecord, words: str) -> None:
    band = Box(MARGIN, MARGIN, _INNER, _BAND_H)
    sheet.box(band, style.side_colour(record.side), radius=3)
    inside = band.inset(6, 2)
    country = 0.0
    if record.country:
        country = min(inside.width * 0.45, sheet.width_of(record.country, _COUNTRY))
        box = Box(inside.right - country, inside.y, country, inside.height)
        sheet.text(box, record.country, _COUNTRY, Align.RIGHT, middle=True)
    role = Box(inside.x, inside.y, inside.width - country - (4 if country else 0), inside.height)
    sheet.text(role, words, _ROLE, middle=True)


def _foot(sheet: Sheet, record: BadgeRecord, header: Header) -> None:
    sheet.qr(*_QR_BOX, record.token)
    bottom = A6[1] - MARGIN
    groups = " ".join(record.token[at : at + 5] for at in range(0, len(record.token), 5))
    sheet.text(Box(MARGIN, bottom - 2.6, _LEFT_W, 4), groups, _TOKEN)
    top = bottom - qr.MODULES * qr.MODULE_MM
    top += sheet.text(Box(MARGIN, top - 0.8, _LEFT_W, 8), header.name, _EVENT) + 0.2
    top += sheet.text(Box(MARGIN, top, _LEFT_W, 4), header.date, Type(8, Font.REGULAR, style.INK_3, least=6))
    sheet.text(Box(MARGIN, top, _LEFT_W, 7), header.venue, _PLACE)


def _cut_marks(sheet: Sheet) -> None:
    """Draw short lines at the edges and a small cross in the middle, on the two cuts."""
    (across, down), (width, height) = _CELL, A4
    for start, end in (
        ((across, 0.0), (across, 5.0)),
        ((across, height - 5), (across, height)),
        ((0.0, down), (5.0, down)),
        ((width - 5, down), (width, down)),
        ((across - 3, down), (across + 3, down)),
        ((across, down - 3), (across, down + 3)),
    ):
        sheet.line(start, end, style.CUT, 0.4)
