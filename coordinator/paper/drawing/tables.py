"""Lists as tables: titles, groups, rows of one height, boxes to tick; what does not fit goes on in the next cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coordinator.paper import style
from coordinator.paper.drawing import elements
from coordinator.paper.drawing.filling import Filling
from coordinator.paper.geometry import Box
from coordinator.paper.style import Type
from coordinator.paper.text.fonts import Font
from coordinator.views.papers import Header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.paper.sheet import Sheet
    from coordinator.paper.templates.palette import Palette
    from coordinator.paper.templates.template import Column, Table

TITLES = 8.0
_GROUP = 1.25
"""A group's title is as high as so many rows."""

_PAD, _TICK = 1.2, 4.2
_TITLE = Type(8.5, Font.BOLD, style.INK_3, least=6)
_GROUP_TYPE = Type(12, Font.BOLD, style.INK, least=7)
_NO_EVENT = Header("", "", "")


@dataclass(frozen=True, slots=True)
class GroupTitle:
    """The line above the rows of one group."""

    text: str


def parts(table: Table, rows: Sequence[Any], height: float) -> list[list[Any]]:
    """Spread rows over cells of this height; a group's title never stands alone at the end, and is repeated."""
    found: list[list[Any]] = [[]]
    space, used, last = height - TITLES, 0.0, ""
    for row in rows:
        group = str(getattr(row, table.group)) if table.group else ""
        begins = bool(table.group) and (group != last or not found[-1])
        needed = table.row * (1 + (_GROUP if begins else 0))
        if found[-1] and used + needed > space + 0.01:
            found.append([])
            used, begins = 0.0, bool(table.group)
            needed = table.row * (1 + (_GROUP if begins else 0))
        if begins:
            found[-1].append(GroupTitle(group))
        found[-1].append(row)
        used += needed
        last = group
    return found


def draw(sheet: Sheet, table: Table, box: Box, rows: Sequence[Any], palette: Palette) -> None:
    """Draw titles and rows from the top of the box."""
    places = list(zip(table.columns, _columns(table, box), strict=True))
    for column, place in places:
        title = Box(place.x, box.y, place.width, TITLES - 1.5)
        sheet.text(title.inset(_PAD), column.title, _TITLE, column.align, middle=True)
    y = box.y + TITLES
    sheet.line((box.x, y), (box.right, y), style.INK_3, 0.8)
    for row in rows:
        if isinstance(row, GroupTitle):
            high = table.row * _GROUP
            sheet.text(Box(box.x + _PAD, y, box.width - 2 * _PAD, high), row.text, _GROUP_TYPE, middle=True)
        else:
            high = table.row
            _row(sheet, places, row, Box(box.x, y, box.width, high), palette)
        y += high
        sheet.line((box.x, y), (box.right, y), style.HAIRLINE, 0.4)


def _row(sheet: Sheet, places: Sequence[tuple[Column, Box]], row: Any, line: Box, palette: Palette) -> None:
    filling, high = Filling(row, _NO_EVENT), line.height
    for column, place in places:
        cell = Box(place.x, line.y, place.width, high).inset(_PAD, 0.4)
        if not filling.allows(column):
            continue
        if column.tick:
            side = min(_TICK, high * 0.7)
            sheet.frame(Box(cell.x, line.y + (high - side) / 2, side, side), style.INK_2, radius=0.6, line=0.8)
        else:
            kind = elements.type_of(column, palette, filling)
            sheet.text(cell, filling.text(column.text), kind, column.align, middle=True)


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
