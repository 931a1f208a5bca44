"""What cards and agendas have in common: rows of a timetable, spread over pages, with changed ones marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from coordinator.paper import style
from coordinator.paper.geometry import MM, Align, Box
from coordinator.paper.style import Type
from coordinator.paper.text.fitting import LEADING
from coordinator.paper.text.fonts import Font
from coordinator.views.papers_rows import Party, RowKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.paper.sheet import Sheet


T = TypeVar("T")


class Told(Protocol):
    """What a row of any timetable says."""

    @property
    def kind(self) -> RowKind:
        """Return what it tells."""

    @property
    def start(self) -> str:
        """Return when it begins."""

    @property
    def end(self) -> str:
        """Return when it ends."""

    @property
    def mark(self) -> str:
        """Return what is not as planned."""


@dataclass(frozen=True, slots=True)
class Look:
    """The type in one kind of list."""

    time: Type
    name: Type
    people: Type
    small: Type


NARROW = 150.0
"""Millimetres: on a narrower list what changed stands below who comes, not beside it."""


def scaled(heights: Sequence[float], height: float, least: float, most: float) -> float:
    """Return the factor that makes rows of these heights fill one page, as far as it may."""
    wanted = sum(heights)
    return max(least, min(most, height / wanted)) if wanted else 1.0


def spread(rows: Sequence[T], heights: Sequence[float], height: float) -> list[list[T]]:
    """Spread rows over pages of this height, in their order."""
    found: list[list[T]] = [[]]
    used = 0.0
    for row, tall in zip(rows, heights, strict=True):
        if found[-1] and used + tall > height + 0.01:
            found.append([])
            used = 0.0
        found[-1].append(row)
        used += tall
    return found


def changed_ground(sheet: Sheet, box: Box) -> None:
    """Draw what lies behind what is not as planned: a violet field with a bar."""
    sheet.box(box, style.MOVED_FILL, radius=1.6)
    sheet.box(Box(box.x, box.y, 1.4, box.height), style.MOVED_BAR)


def ground(sheet: Sheet, row: Told, box: Box) -> None:
    """Draw what lies behind a row: a violet field with a bar for a change, a grey one for a break."""
    inside = box.inset(0, 0.6)
    if row.mark:
        changed_ground(sheet, inside)
    elif row.kind is RowKind.BREAK:
        sheet.box(inside, style.QUIET_FILL, radius=1.6)
    else:
        sheet.line((box.x, box.bottom), (box.right, box.bottom), style.HAIRLINE, 0.5)


def time(sheet: Sheet, row: Told, box: Box, look: Look) -> None:
    """Write when a row begins, and smaller when it ends."""
    begin = sheet.width_of(row.start, look.time)
    sheet.text(box, row.start, look.time, middle=True)
    rest = Box(box.x + begin + 1.6, box.y, box.width - begin - 1.6, box.height)
    sheet.text(rest, f"– {row.end}", look.small, middle=True)


_APART = 1.0
"""Millimetres between two lines, less than which sets them beside each other."""


def party(sheet: Sheet, side: Party, box: Box, look: Look, *, strong: bool = True) -> None:
    """Write an organisation and below it its people, both in the middle of the row; in low rows beside it."""
    name = look.name if strong else replace(look.name, font=Font.REGULAR, colour=style.INK_2, size=look.name.size * 0.9)
    with_people = bool(side.people) and side.people != side.organisation
    if not with_people:
        sheet.text(box, side.organisation, name, middle=True)
        return
    if box.height < (name.size + look.people.size) * LEADING / MM + _APART:
        first = Box(box.x, box.y, box.width * 0.54, box.height)
        sheet.text(first, side.organisation, replace(name, lines=1), middle=True)
        rest = Box(first.right + 2, box.y, box.width - first.width - 2, box.height)
        sheet.text(rest, side.people, look.people, middle=True)
        return
    lower = sheet.height_of(box, side.people, look.people)
    space = Box(box.x, 0, box.width, box.height - lower - 1.5)
    upper = sheet.height_of(space, side.organisation, name)
    top = box.y + (box.height - upper - lower) / 2
    sheet.text(Box(box.x, top, box.width, space.height), side.organisation, name)
    sheet.text(Box(box.x, top + upper, box.width, lower + 0.01), side.people, look.people)


def remark(sheet: Sheet, text: str, box: Box, size: float, align: Align = Align.RIGHT) -> None:
    """Write what changed in the colour of changes."""
    lines = 2 if align is Align.RIGHT else 1
    kind = Type(size, Font.BOLD, style.MOVED, least=size * 0.7, lines=lines)
    sheet.text(box.inset(0, 0.8 if lines > 1 else 0), text, kind, align, middle=True)
