"""Agendas: one person's day on half a sheet of A4, two on a page, with a mark where to cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.paper import lists, style
from coordinator.paper.sheet import A4, Align, Box, Sheet
from coordinator.paper.style import Type
from coordinator.paper.text.fonts import Font
from coordinator.views.papers_rows import Row, RowKind, table_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.views.papers import AgendaRecord, Header

MARGIN = 12.0
_WIDTH, _HEIGHT = A4[0], A4[1] / 2
_INNER = _WIDTH - 2 * MARGIN
_TOP, _FOOT = 36.0, 14.0
_SPACE = _HEIGHT - _TOP - _FOOT
_LEAST = 0.6
_TIME_W, _TABLE_W, _MARK_W = 29.0, 26.0, 40.0

_NAME = Type(20, Font.BOLD, style.INK, least=10, field="name")
_ORGANISATION = Type(11, Font.REGULAR, style.INK_2, least=7, field="organisation")
_EVENT = Type(9, Font.BOLD, style.INK_2, least=6, field="event")
_PLACE = Type(8, Font.REGULAR, style.INK_3, least=6, field="date and venue")
_SMALL = Type(7.5, Font.REGULAR, style.INK_3, least=6)


def draw(sheet: Sheet, records: Sequence[AgendaRecord], header: Header) -> None:
    """Draw agendas two on a page; a long one goes on in the next half."""
    halves = [half for record in records for half in _halves(record)]
    for number, (record, rows, look, page) in enumerate(halves):
        sheet.about = record.person
        with sheet.part(0, number % 2 * _HEIGHT):
            _head(sheet, record, header)
            _body(sheet, rows, look)
            _foot(sheet, record, page)
        if number % 2 or number == len(halves) - 1:
            for x in (0.0, A4[0] - 5):
                sheet.line((x, _HEIGHT), (x + 5, _HEIGHT), style.CUT, 0.4)
            sheet.next_page()


def _halves(record: AgendaRecord) -> list[tuple[AgendaRecord, list[Row], lists.Look, str]]:
    look = _look(lists.scaled(record.rows, _look(1.0), _SPACE, _LEAST))
    parts = lists.pages(record.rows, look, _SPACE)
    of = f" of {len(parts)}"
    return [(record, rows, look, f"Part {n}{of}" if len(parts) > 1 else "") for n, rows in enumerate(parts, 1)]


def _look(factor: float) -> lists.Look:
    text = min(max(factor, 0.8), 1.08)
    return lists.Look(
        meeting=12.5 * factor,
        free=9 * factor,
        time=Type(11.5 * text, Font.BOLD, style.INK),
        name=Type(10.5 * text, Font.BOLD, style.INK, least=6, lines=2, field="organisation"),
        people=Type(8.5 * text, Font.REGULAR, style.INK_2, least=6, field="people"),
        small=Type(8 * text, Font.REGULAR, style.INK_3),
    )


def _head(sheet: Sheet, record: AgendaRecord, header: Header) -> None:
    bar = Box(MARGIN, 11, 1.6, 18)
    sheet.box(bar, style.side_colour(record.side), radius=0.8)
    left = Box(bar.right + 4, 10.4, _INNER * 0.62, 10)
    sheet.text(left, record.name, _NAME)
    sheet.text(Box(left.x, 20.6, left.width, 7), record.organisation, _ORGANISATION)
    right = Box(left.right + 2, 11.4, MARGIN + _INNER - left.right - 2, 6)
    sheet.text(right, header.name, _EVENT, Align.RIGHT)
    sheet.text(Box(right.x, 16, right.width, 5), header.date, _PLACE, Align.RIGHT)
    sheet.text(Box(right.x, 20, right.width, 5), header.venue, _PLACE, Align.RIGHT)


def _body(sheet: Sheet, rows: Sequence[Row], look: lists.Look) -> None:
    y = _TOP
    sheet.line((MARGIN, y), (MARGIN + _INNER, y), style.HAIRLINE, 0.5)
    for row in rows:
        box = Box(MARGIN, y, _INNER, lists.height_of(row, look))
        _row(sheet, row, box, look)
        y = box.bottom


def _row(sheet: Sheet, row: Row, box: Box, look: lists.Look) -> None:
    if row.kind is RowKind.DAY:
        sheet.text(box, row.label, look.time, middle=True)
        return
    lists.ground(sheet, row, box)
    line = box.inset(3.5)
    lists.time(sheet, row, Box(line.x, line.y, _TIME_W, line.height), look)
    mark = _MARK_W if row.mark else 0.0
    rest = Box(line.x + _TIME_W, line.y, line.width - _TIME_W - mark, line.height)
    if row.kind is RowKind.MEETING:
        chip = Box(rest.x, box.y + box.height * 0.2, _TABLE_W - 4, box.height * 0.6)
        sheet.box(chip, style.QUIET_FILL if not row.mark else style.WHITE, radius=1.4)
        sheet.text(
            chip.inset(1),
            table_title(row.table),
            Type(look.name.size * 0.95, Font.BOLD, least=5),
            Align.CENTRE,
            middle=True,
        )
        who = Box(rest.x + _TABLE_W + 1, rest.y, rest.width - _TABLE_W - 1, rest.height)
        lists.party(sheet, row.parties[0], who, look)
    else:
        wide = 40 if row.mark else rest.width
        sheet.text(Box(rest.x, rest.y, wide, rest.height), row.label, look.people.in_colour(style.INK_3), middle=True)
    if row.mark:
        wide = mark if row.kind is RowKind.MEETING else line.width - _TIME_W - 42
        lists.remark(sheet, row.mark, Box(line.right - wide + 2, line.y, wide - 2, line.height), look.small.size)


def _foot(sheet: Sheet, record: AgendaRecord, page: str) -> None:
    y = _HEIGHT - 10.5
    sheet.text(Box(MARGIN, y, _INNER * 0.7, 5), record.stamp, _SMALL)
    sheet.text(Box(MARGIN + _INNER * 0.7, y, _INNER * 0.3, 5), page, _SMALL, Align.RIGHT)
