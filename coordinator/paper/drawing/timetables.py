"""The timetables of table cards and agendas: how large their rows are, and each row drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.paper import style
from coordinator.paper.drawing import lists
from coordinator.paper.geometry import Align, Box
from coordinator.paper.style import Type
from coordinator.paper.text.fonts import Font
from coordinator.views.papers_rows import Row, RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coordinator.paper.sheet import Sheet

_CARD_TIME, _CARD_MARK = 31.0, 38.0
_TIME, _TABLE, _MARK = 29.0, 27.0, 40.0


def card_height(row: Row, width: float) -> float:
    """Return how high a row of a table card of this width is."""
    if row.kind is not RowKind.MEETING:
        return 15
    return 30 if row.mark and width < lists.NARROW else 23


def agenda_height(row: Row, width: float) -> float:
    """Return how high a row of an agenda of this width is."""
    if row.kind is not RowKind.MEETING:
        return 9
    return 16.5 if row.mark and width < lists.NARROW else 12.5


def card(sheet: Sheet, box: Box, rows: Sequence[Row], factor: float, *, home: bool) -> None:
    """Draw rows of a table card below each other; `home` tells that the table belongs to somebody."""
    look, marked = _card(factor), any(row.mark for row in rows)
    for row, place in _places(sheet, box, rows, [card_height(row, box.width) * factor for row in rows]):
        if row.kind is RowKind.DAY:
            sheet.text(place, row.label, look.time, middle=True)
        else:
            lists.ground(sheet, row, place)
            _card_row(sheet, row, place.inset(4), look, _CARD_MARK if marked else 0.0, home=home)


def agenda(sheet: Sheet, box: Box, rows: Sequence[Row], factor: float) -> None:
    """Draw rows of an agenda below each other."""
    look = _agenda(factor)
    for row, place in _places(sheet, box, rows, [agenda_height(row, box.width) * factor for row in rows]):
        if row.kind is RowKind.DAY:
            sheet.text(place, row.label, look.time, middle=True)
        else:
            lists.ground(sheet, row, place)
            _agenda_row(sheet, row, place.inset(3.5), look)


def _places(sheet: Sheet, box: Box, rows: Sequence[Row], heights: Sequence[float]) -> Iterator[tuple[Row, Box]]:
    sheet.line((box.x, box.y), (box.right, box.y), style.HAIRLINE, 0.5)
    y = box.y
    for row, height in zip(rows, heights, strict=True):
        place = Box(box.x, y, box.width, height)
        yield row, place
        y = place.bottom


def _card(factor: float) -> lists.Look:
    text = min(max(factor, 0.7), 1.08)
    return lists.Look(
        time=Type(15 * text, Font.BOLD, style.INK),
        name=Type(13 * text, Font.BOLD, style.INK, least=8 * text, lines=2, field="organisation"),
        people=Type(10.5 * text, Font.REGULAR, style.INK_2, least=7 * text, field="people"),
        small=Type(9.5 * text, Font.REGULAR, style.INK_3),
    )


def _agenda(factor: float) -> lists.Look:
    text = min(max(factor, 0.8), 1.2)
    return lists.Look(
        time=Type(11.5 * text, Font.BOLD, style.INK),
        name=Type(10.5 * text, Font.BOLD, style.INK, least=6, lines=2, field="organisation"),
        people=Type(8.5 * text, Font.REGULAR, style.INK_2, least=6, field="people"),
        small=Type(8 * text, Font.REGULAR, style.INK_3),
    )


def _card_row(sheet: Sheet, row: Row, line: Box, look: lists.Look, mark: float, *, home: bool) -> None:
    narrow = line.width < lists.NARROW
    time = _CARD_TIME * (0.85 if narrow else 1)
    lists.time(sheet, row, Box(line.x, line.y, time, line.height), look)
    mark = 0.0 if narrow else mark
    rest = Box(line.x + time + 3, line.y, line.width - time - 3 - mark, line.height)
    if row.kind is not RowKind.MEETING:
        label = Box(rest.x, rest.y, rest.width / (3 if row.mark else 1), rest.height)
        sheet.text(label, row.label, look.people.in_colour(style.INK_3), middle=True)
        if row.mark:
            _mark(sheet, row, Box(label.right + 3, line.y, line.right - label.right - 3, line.height), look)
        return
    if row.mark and narrow:
        below = look.small.size * 0.47
        _mark(sheet, row, Box(rest.x, line.bottom - below - 1.2, rest.width, below), look, Align.LEFT)
        rest = Box(rest.x, rest.y + 0.8, rest.width, rest.height - below - 1.6)
    first = (rest.width - 4) * (0.55 if home else 0.5)
    columns = (
        Box(rest.x, rest.y, first, rest.height),
        Box(rest.x + first + 4, rest.y, rest.width - first - 4, rest.height),
    )
    for number, (side, place) in enumerate(zip(row.parties, columns, strict=True)):
        lists.party(sheet, side, place, look, strong=not (home and number))
    if row.mark and not narrow:
        _mark(sheet, row, Box(line.right - mark + 3, line.y, mark - 3, line.height), look)


def _agenda_row(sheet: Sheet, row: Row, line: Box, look: lists.Look) -> None:
    lists.time(sheet, row, Box(line.x, line.y, _TIME, line.height), look)
    narrow = line.width < lists.NARROW
    mark = _MARK if row.mark and not narrow else 0.0
    rest = Box(line.x + _TIME, line.y, line.width - _TIME - mark, line.height)
    if row.kind is not RowKind.MEETING:
        wide = 40.0 if row.mark else rest.width
        sheet.text(Box(rest.x, rest.y, wide, rest.height), row.label, look.people.in_colour(style.INK_3), middle=True)
        if row.mark:
            _mark(sheet, row, Box(rest.x + 42, line.y, line.right - rest.x - 42, line.height), look)
        return
    chip = Box(rest.x, line.y + line.height * 0.2, _TABLE - 4, line.height * 0.6)
    sheet.box(chip, style.QUIET_FILL if not row.mark else style.WHITE, radius=1.4)
    table = Type(look.name.size * 0.95, Font.BOLD, least=5, field="table")
    sheet.text(chip.inset(1), row.place, table, Align.CENTRE, middle=True)
    who = Box(rest.x + _TABLE + 1, rest.y, rest.width - _TABLE - 1, rest.height)
    if row.mark and narrow:
        below = look.small.size * 0.47
        _mark(sheet, row, Box(who.x, who.bottom - below - 1.2, who.width, below), look, Align.LEFT)
        who = Box(who.x, who.y + 0.8, who.width, who.height - below - 1.6)
    lists.party(sheet, row.parties[0], who, look)
    if mark:
        _mark(sheet, row, Box(line.right - mark + 2, line.y, mark - 2, line.height), look)


def _mark(sheet: Sheet, row: Row, box: Box, look: lists.Look, align: Align = Align.RIGHT) -> None:
    lists.remark(sheet, row.mark, box, look.small.size, align)
