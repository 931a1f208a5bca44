"""The timetables of table cards and agendas: how large their rows are, how many cells they need, and each row drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.paper import style
from coordinator.paper.drawing import lists
from coordinator.paper.geometry import Align, Box
from coordinator.paper.style import Type
from coordinator.paper.text.fonts import Font
from coordinator.views.papers_rows import Row, RowKind, table_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.paper.sheet import Sheet
    from coordinator.paper.templates.template import Timetable

_CARD_TIME, _CARD_MARK = 31.0, 38.0
_TIME, _TABLE, _MARK = 29.0, 26.0, 40.0


def look_of(element: Timetable, rows: Sequence[Row], height: float) -> lists.Look:
    """Return the sizes at which all rows fill this height, as far as they can still be read."""
    sizes = _card if element.like == "card" else _agenda
    return sizes(lists.scaled(rows, sizes(1.0), height, element.least))


def draw(sheet: Sheet, element: Timetable, box: Box, rows: Sequence[Row], look: lists.Look, *, home: bool) -> None:
    """Draw rows below each other from the top of the box; `home` tells that the table belongs to somebody."""
    y = box.y
    marked = any(row.mark for row in rows)
    sheet.line((box.x, y), (box.right, y), style.HAIRLINE, 0.5)
    for row in rows:
        place = Box(box.x, y, box.width, lists.height_of(row, look))
        if row.kind is RowKind.DAY:
            sheet.text(place, row.label, look.time, middle=True)
        elif element.like == "card":
            lists.ground(sheet, row, place)
            _card_row(sheet, row, place.inset(4), look, _CARD_MARK if marked else 0.0, home=home)
        else:
            lists.ground(sheet, row, place)
            _agenda_row(sheet, row, place.inset(3.5), look)
        y = place.bottom


def _card(factor: float) -> lists.Look:
    text = min(max(factor, 0.7), 1.08)
    return lists.Look(
        meeting=23 * factor,
        free=15 * factor,
        time=Type(15 * text, Font.BOLD, style.INK),
        name=Type(13 * text, Font.BOLD, style.INK, least=8 * text, lines=2, field="organisation"),
        people=Type(10.5 * text, Font.REGULAR, style.INK_2, least=7 * text, field="people"),
        small=Type(9.5 * text, Font.REGULAR, style.INK_3),
    )


def _agenda(factor: float) -> lists.Look:
    text = min(max(factor, 0.8), 1.08)
    return lists.Look(
        meeting=12.5 * factor,
        free=9 * factor,
        time=Type(11.5 * text, Font.BOLD, style.INK),
        name=Type(10.5 * text, Font.BOLD, style.INK, least=6, lines=2, field="organisation"),
        people=Type(8.5 * text, Font.REGULAR, style.INK_2, least=6, field="people"),
        small=Type(8 * text, Font.REGULAR, style.INK_3),
    )


def _card_row(sheet: Sheet, row: Row, line: Box, look: lists.Look, mark: float, *, home: bool) -> None:
    lists.time(sheet, row, Box(line.x, line.y, _CARD_TIME, line.height), look)
    rest = Box(line.x + _CARD_TIME + 3, line.y, line.width - _CARD_TIME - 3 - mark, line.height)
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


def _agenda_row(sheet: Sheet, row: Row, line: Box, look: lists.Look) -> None:
    lists.time(sheet, row, Box(line.x, line.y, _TIME, line.height), look)
    mark = _MARK if row.mark else 0.0
    rest = Box(line.x + _TIME, line.y, line.width - _TIME - mark, line.height)
    if row.kind is RowKind.MEETING:
        chip = Box(rest.x, line.y + line.height * 0.2, _TABLE - 4, line.height * 0.6)
        sheet.box(chip, style.QUIET_FILL if not row.mark else style.WHITE, radius=1.4)
        table = Type(look.name.size * 0.95, Font.BOLD, least=5, field="table")
        sheet.text(chip.inset(1), table_title(row.table), table, Align.CENTRE, middle=True)
        who = Box(rest.x + _TABLE + 1, rest.y, rest.width - _TABLE - 1, rest.height)
        lists.party(sheet, row.parties[0], who, look)
    else:
        wide = 40 if row.mark else rest.width
        sheet.text(Box(rest.x, rest.y, wide, rest.height), row.label, look.people.in_colour(style.INK_3), middle=True)
    if row.mark:
        wide = mark if row.kind is RowKind.MEETING else line.width - _TIME - 42
        lists.remark(sheet, row.mark, Box(line.right - wide + 2, line.y, wide - 2, line.height), look.small.size)
