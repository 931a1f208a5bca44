"""Table cards: one A4 per table, its meetings slot by slot with both sides, as the day stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.paper import lists, style
from coordinator.paper.sheet import A4, Align, Box, Sheet
from coordinator.paper.style import Type
from coordinator.paper.text.fonts import Font
from coordinator.views.papers_rows import Row, RowKind, table_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.views.papers import CardRecord, Header

MARGIN = 14.0
_INNER = A4[0] - 2 * MARGIN
_TOP, _FOOT = 59.0, 18.0
_SPACE = A4[1] - _TOP - _FOOT
_LEAST = 0.55
_TIME_W, _MARK_W = 31.0, 38.0

_EVENT = Type(10, Font.BOLD, style.INK_2, least=7, field="event")
_PLACE = Type(9, Font.REGULAR, style.INK_3, least=7, field="date and venue")
_NUMBER = Type(46, Font.BOLD, style.WHITE, least=8, lines=2, field="table")
_TITLE = Type(24, Font.BOLD, style.INK, least=12, lines=2, field="organisation")
_SUB = Type(11, Font.REGULAR, style.INK_3, least=8, field="room")
_SMALL = Type(8, Font.REGULAR, style.INK_3, least=6)


def draw(sheet: Sheet, records: Sequence[CardRecord], header: Header) -> None:
    """Draw one card for each table, on as many pages as its slots need."""
    for record in records:
        sheet.about = record.table
        factor = lists.scaled(record.rows, _look(1.0), _SPACE, _LEAST)
        look = _look(factor)
        parts = lists.pages(record.rows, look, _SPACE)
        mark = _MARK_W if any(row.mark for row in record.rows) else 0.0
        for number, rows in enumerate(parts, 1):
            _head(sheet, record, header)
            _body(sheet, rows, look, mark, home=bool(record.organisation))
            _foot(sheet, record, f"Page {number} of {len(parts)}" if len(parts) > 1 else "")
            sheet.next_page()


def _look(factor: float) -> lists.Look:
    text = min(max(factor, 0.7), 1.08)
    return lists.Look(
        meeting=23 * factor,
        free=15 * factor,
        time=Type(15 * text, Font.BOLD, style.INK),
        name=Type(13 * text, Font.BOLD, style.INK, least=8 * text, lines=2, field="organisation"),
        people=Type(10.5 * text, Font.REGULAR, style.INK_2, least=7 * text, field="people"),
        small=Type(9.5 * text, Font.REGULAR, style.INK_3),
    )


def _head(sheet: Sheet, record: CardRecord, header: Header) -> None:
    place = " · ".join(filter(None, (header.date, header.venue)))
    half = _INNER / 2
    sheet.text(Box(MARGIN, 11, half, 5), header.name, _EVENT)
    sheet.text(Box(MARGIN + half, 11.2, half, 5), place, _PLACE, Align.RIGHT)
    chip = Box(MARGIN, 21, 30, 30)
    sheet.box(chip, style.side_colour(record.side), radius=4)
    sheet.text(chip.inset(3), record.label, _NUMBER, Align.CENTRE, middle=True)
    where = " · ".join(filter(None, (table_title(record.label), record.room)))
    title = Box(chip.right + 8, chip.y, _INNER - chip.width - 8, chip.height)
    if not record.organisation:
        sheet.text(title, where, _TITLE, middle=True)
        return
    name = Box(title.x, 0, title.width, 21)
    above, below = sheet.height_of(name, where, _SUB), sheet.height_of(name, record.organisation, _TITLE)
    y = title.y + (title.height - above - below) / 2
    sheet.text(Box(title.x, y, title.width, 7), where, _SUB)
    sheet.text(Box(title.x, y + above, title.width, 21), record.organisation, _TITLE)


def _body(sheet: Sheet, rows: Sequence[Row], look: lists.Look, mark: float, *, home: bool) -> None:
    y = _TOP
    sheet.line((MARGIN, y), (MARGIN + _INNER, y), style.HAIRLINE, 0.5)
    for row in rows:
        box = Box(MARGIN, y, _INNER, lists.height_of(row, look))
        _row(sheet, row, box, look, mark, home=home)
        y = box.bottom


def _row(sheet: Sheet, row: Row, box: Box, look: lists.Look, mark: float, *, home: bool) -> None:
    if row.kind is RowKind.DAY:
        sheet.text(box, row.label, look.time, middle=True)
        return
    lists.ground(sheet, row, box)
    line = box.inset(4)
    lists.time(sheet, row, Box(line.x, line.y, _TIME_W, line.height), look)
    rest = Box(line.x + _TIME_W + 3, line.y, line.width - _TIME_W - 3 - mark, line.height)
    if row.kind is RowKind.MEETING:
        first = (rest.width - 4) * (0.55 if home else 0.5)
        columns = (
            Box(rest.x, rest.y, first, rest.height),
            Box(rest.x + first + 4, rest.y, rest.width - first - 4, rest.height),
        )
        for number, (side, place) in enumerate(zip(row.parties, columns, strict=True)):
            lists.party(sheet, side, place, look, strong=not (home and number))
    else:
        label = Box(rest.x, rest.y, rest.width / (2 if row.mark else 1), rest.height)
        sheet.text(label, row.label, look.people.in_colour(style.INK_3), middle=True)
    if row.mark:
        wide = mark if row.kind is RowKind.MEETING else mark + rest.width / 2
        lists.remark(sheet, row.mark, Box(line.right - wide + 3, line.y, wide - 3, line.height), look.small.size)


def _foot(sheet: Sheet, record: CardRecord, page: str) -> None:
    y = A4[1] - 13
    sheet.text(Box(MARGIN, y, _INNER * 0.7, 5), record.stamp, _SMALL)
    sheet.text(Box(MARGIN + _INNER * 0.7, y, _INNER * 0.3, 5), page, _SMALL, Align.RIGHT)
