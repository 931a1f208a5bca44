"""Lists as tables: titles, groups, rows of one height, boxes to tick; what does not fit goes on in the next cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coordinator.paper import style
from coordinator.paper.drawing import elements
from coordinator.paper.drawing.filling import Filling, label
from coordinator.paper.geometry import Box
from coordinator.paper.style import Type
from coordinator.paper.text.fonts import Font
from coordinator.views.papers import Header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.paper.sheet import Sheet
    from coordinator.paper.templates.palette import Palette
    from coordinator.paper.templates.template import Column, Table

TITLES = 7.0
_GROUP = 8.5
"""Heights of the titles of columns and of a group."""

_PAD, _TICK, _BAR = 1.2, 4.0, 1.6
_TITLE = Type(8, Font.BOLD, style.INK_3, least=6)
_GROUP_TYPE = Type(13, Font.BOLD, style.INK, least=7, field="group")
_EMPTY = Type(13, Font.REGULAR, style.INK_2, least=8, lines=2)
_NO_EVENT = Header("", "", "")


@dataclass(frozen=True, slots=True)
class GroupTitle:
    """The line above the rows of one group."""

    text: str
    again: bool = False


def parts(table: Table, rows: Sequence[Any], height: float) -> list[list[Any]]:
    """Spread rows over cells of this height; a group's title never stands alone at the end, and is repeated."""
    found: list[list[Any]] = [[]]
    space, used, last = height - TITLES, 0.0, None
    for row in rows:
        group = str(getattr(row, table.group)) if table.group else None
        begins = group != last
        if found[-1] and used + table.row + (_GROUP if begins else 0) > space + 0.01:
            found.append([])
            used = 0.0
        again = not begins and not found[-1] and group is not None
        if group is not None and (begins or again):
            found[-1].append(GroupTitle(group, again))
            used += _GROUP
        found[-1].append(row)
        used += table.row
        last = group
    return found


def draw(sheet: Sheet, table: Table, box: Box, rows: Sequence[Any], palette: Palette) -> None:
    """Draw titles and rows from the top of the box; without rows a sentence says so."""
    if not rows:
        sheet.text(Box(box.x, box.y + TITLES, box.width, 14), table.empty, _EMPTY)
        return
    places = list(zip(table.columns, _columns(table, box), strict=True))
    for column, place in places:
        title = Box(place.x, box.y, place.width, TITLES)
        sheet.text(title.inset(_PAD, 0.6), column.title, _TITLE, column.align, middle=True)
    y, before, striped = box.y + TITLES, None, False
    sheet.line((box.x, y), (box.right, y), style.INK_3, 0.8)
    for row in rows:
        if isinstance(row, GroupTitle):
            _group(sheet, row, Box(box.x, y, box.width, _GROUP))
            y, before, striped = y + _GROUP, None, False
            continue
        line, filling = Box(box.x, y, box.width, table.row), Filling(row, _NO_EVENT)
        _ground(sheet, table, line, filling, striped=striped)
        _row(sheet, places, line, (filling, before), palette)
        y, before, striped = line.bottom, filling, not striped
        sheet.line((box.x, y), (box.right, y), style.HAIRLINE, 0.4)


def _group(sheet: Sheet, group: GroupTitle, line: Box) -> None:
    text = f"{group.text} (continued)" if group.again else group.text
    sheet.text(
        Box(line.x + _PAD, line.y + 1.5, line.width - 2 * _PAD, line.height - 1.5), text, _GROUP_TYPE, middle=True
    )
    sheet.line((line.x, line.bottom), (line.right, line.bottom), style.CUT, 0.5)


def _ground(sheet: Sheet, table: Table, line: Box, filling: Filling, *, striped: bool) -> None:
    """Draw what lies behind a row: a red bar where somebody must act, violet for a change, else stripes."""
    if table.alarm and filling.of(table.alarm):
        fill, bar = style.QUIET_FILL if striped else style.WHITE, style.GONE
    elif table.mark and filling.of(table.mark):
        fill, bar = style.MOVED_FILL, style.MOVED_BAR
    else:
        fill, bar = style.QUIET_FILL if striped else style.WHITE, None
    if fill is not style.WHITE:
        sheet.box(line, fill)
    if bar is not None:
        sheet.box(Box(line.x - _BAR, line.y, _BAR, line.height), bar)


def _row(
    sheet: Sheet,
    places: Sequence[tuple[Column, Box]],
    line: Box,
    fillings: tuple[Filling, Filling | None],
    palette: Palette,
) -> None:
    filling, before = fillings
    for column, place in places:
        cell = Box(place.x, line.y, place.width, line.height).inset(_PAD, 0.3)
        if not filling.allows(column):
            continue
        text = filling.text(column.text)
        if column.tick:
            _tick(sheet, Box(cell.x, line.y, cell.width, line.height), ticked=bool(text))
        elif not (column.once and before is not None and before.text(column.text) == text):
            kind = elements.type_of(column, palette, filling)
            _cell(sheet, column, cell, (text or column.otherwise, filling.text(column.below)), kind)


def _cell(sheet: Sheet, column: Column, cell: Box, said: tuple[str, str], kind: Type) -> None:
    """Write a text, and below it the second one where it says something else."""
    text, below = said
    if not below or below == text:
        sheet.text(cell, text, kind, column.align, middle=True)
        return
    if not text:
        sheet.text(cell, below, kind, column.align, middle=True)
        return
    small = _small(column)
    lower = sheet.height_of(cell, below, small)
    space = Box(cell.x, cell.y, cell.width, cell.height - lower)
    upper = sheet.height_of(space, text, kind)
    top = cell.y + (cell.height - upper - lower) / 2
    sheet.text(Box(cell.x, top, cell.width, space.height), text, kind, column.align)
    sheet.text(Box(cell.x, top + upper, cell.width, lower + 0.01), below, small, column.align)


@lru_cache(maxsize=256)
def _small(column: Column) -> Type:
    return Type(column.below_size, Font.REGULAR, style.INK_2, least=5.5, field=label(column.below))


def _tick(sheet: Sheet, cell: Box, *, ticked: bool) -> None:
    side = min(_TICK, cell.height * 0.7, cell.width)
    x, y = cell.x + (cell.width - side) / 2, cell.y + (cell.height - side) / 2
    sheet.box(Box(x, y, side, side), style.WHITE)
    sheet.frame(Box(x, y, side, side), style.INK_2, radius=0.6, line=0.9)
    if ticked:
        corner = x + side * 0.42, y + side * 0.76
        sheet.line((x + side * 0.2, y + side * 0.52), corner, style.INK, 1.6)
        sheet.line(corner, (x + side * 0.82, y + side * 0.22), style.INK, 1.6)


def _columns(table: Table, box: Box) -> list[Box]:
    fixed = sum(column.width or 0 for column in table.columns if not column.share)
    shares = sum(column.width or 0 for column in table.columns if column.share)
    x, found = box.x, []
    for column in table.columns:
        wide = column.width or 0
        wide = wide / shares * (box.width - fixed) if column.share else wide
        found.append(Box(x, box.y, wide, box.height))
        x += wide
    return found
