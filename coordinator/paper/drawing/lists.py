"""What cards and agendas have in common: rows of a timetable, spread over pages, with changed ones marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coordinator.paper import style
from coordinator.paper.geometry import Align, Box
from coordinator.paper.style import Type
from coordinator.paper.text.fonts import Font
from coordinator.views.papers_rows import Party, Row, RowKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.paper.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes of one kind of list: heights of rows in millimetres, and the type in them."""

    meeting: float
    free: float
    time: Type
    name: Type
    people: Type
    small: Type


_MOST = 1.15
"""A short list may grow by this factor to fill its page."""


def scaled(rows: Sequence[Row], look: Look, height: float, least: float) -> float:
    """Return the factor that makes all rows fill one page, never below `least` and little above 1."""
    wanted = sum(height_of(row, look) for row in rows)
    return max(least, min(_MOST, height / wanted)) if wanted else 1.0


def height_of(row: Row, look: Look) -> float:
    """Return how high a row is."""
    match row.kind:
        case RowKind.MEETING:
            return look.meeting
        case RowKind.FREE | RowKind.BREAK | RowKind.DAY:
            return look.free


def pages(rows: Sequence[Row], look: Look, height: float) -> list[list[Row]]:
    """Spread rows over pages of this height, in their order."""
    found: list[list[Row]] = [[]]
    used = 0.0
    for row in rows:
        tall = height_of(row, look)
        if found[-1] and used + tall > height + 0.01:
            found.append([])
            used = 0.0
        found[-1].append(row)
        used += tall
    return found


def ground(sheet: Sheet, row: Row, box: Box) -> None:
    """Draw what lies behind a row: a violet field with a bar for a change, a grey one for a break."""
    inside = box.inset(0, 0.6)
    if row.mark:
        sheet.box(inside, style.MOVED_FILL, radius=1.6)
        sheet.box(Box(inside.x, inside.y, 1.4, inside.height), style.MOVED_BAR)
    elif row.kind is RowKind.BREAK:
        sheet.box(inside, style.QUIET_FILL, radius=1.6)
    else:
        sheet.line((box.x, box.bottom), (box.right, box.bottom), style.HAIRLINE, 0.5)


def time(sheet: Sheet, row: Row, box: Box, look: Look) -> None:
    """Write when a row begins, and smaller when it ends."""
    begin = sheet.width_of(row.start, look.time)
    sheet.text(box, row.start, look.time, middle=True)
    rest = Box(box.x + begin + 1.6, box.y, box.width - begin - 1.6, box.height)
    sheet.text(rest, f"– {row.end}", look.small, middle=True)


def party(sheet: Sheet, side: Party, box: Box, look: Look, *, strong: bool = True) -> None:
    """Write an organisation and below it its people, both in the middle of the row."""
    name = look.name if strong else replace(look.name, font=Font.REGULAR, colour=style.INK_2, size=look.name.size * 0.9)
    with_people = bool(side.people) and side.people != side.organisation
    if not with_people:
        sheet.text(box, side.organisation, name, middle=True)
        return
    lower = sheet.height_of(box, side.people, look.people)
    space = Box(box.x, 0, box.width, box.height - lower - 1.5)
    upper = sheet.height_of(space, side.organisation, name)
    top = box.y + (box.height - upper - lower) / 2
    sheet.text(Box(box.x, top, box.width, space.height), side.organisation, name)
    sheet.text(Box(box.x, top + upper, box.width, lower + 0.01), side.people, look.people)


def remark(sheet: Sheet, text: str, box: Box, size: float) -> None:
    """Write what changed, right-aligned and in the colour of changes."""
    kind = Type(size, Font.BOLD, style.MOVED, least=size * 0.7, lines=2)
    sheet.text(box.inset(0, 0.8), text, kind, Align.RIGHT, middle=True)
