"""The day of an organisation: when, which of its people, at which table, whom they meet; breaks as bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.paper import style
from coordinator.paper.drawing import lists
from coordinator.paper.geometry import Align, Box
from coordinator.paper.style import Type
from coordinator.paper.text.fonts import Font
from coordinator.views.papers_rows import Party, RowKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.paper.sheet import Sheet
    from coordinator.views.organisation_agendas import OrganisationRow

_TIME, _TABLE, _MARK = 28.0, 25.0, 34.0
_OURS = 0.36


def height_of(row: OrganisationRow) -> float:
    """Return how high a row is."""
    match row.kind:
        case RowKind.MEETING:
            return 12.0
        case RowKind.FREE:
            return 9.0 if row.mark or row.day or len(row.ours) > 60 else 6.5
        case RowKind.BREAK | RowKind.DAY:
            return 9.0 if row.day else 6.5


def draw(sheet: Sheet, box: Box, rows: Sequence[OrganisationRow], factor: float) -> None:
    """Draw rows below each other; the time of a slot stands at its first row, its day above where it is another one."""
    look, y, last = _look(factor), box.y, ""
    sheet.line((box.x, y), (box.right, y), style.INK_3, 0.8)
    for row in rows:
        place = Box(box.x, y, box.width, height_of(row) * factor)
        y = place.bottom
        lists.ground(sheet, row, place)
        if row.group != last:
            if last:
                sheet.line((box.x, place.y), (box.right, place.y), style.CUT, 0.6)
            _time(sheet, row, Box(box.x + 3.5, place.y, _TIME, place.height), look)
        last = row.group
        _row(sheet, row, Box(box.x + 3.5 + _TIME, place.y, box.width - 7 - _TIME, place.height), look)


def _look(factor: float) -> lists.Look:
    text = min(max(factor, 0.8), 1.08)
    return lists.Look(
        time=Type(11.5 * text, Font.BOLD, style.INK, least=7),
        name=Type(10 * text, Font.BOLD, style.INK, least=6, lines=2, field="whom"),
        people=Type(8.5 * text, Font.REGULAR, style.INK_2, least=6, field="people"),
        small=Type(8 * text, Font.REGULAR, style.INK_3, least=6),
    )


def _time(sheet: Sheet, row: OrganisationRow, line: Box, look: lists.Look) -> None:
    if not row.day:
        lists.time(sheet, row, line, look)
        return
    middle = min(line.height, 9.0) / 2
    upper = Box(line.x, line.y + line.height / 2 - middle + 0.4, line.width, middle)
    lists.time(sheet, row, upper, look)
    day = Type(look.small.size * 0.9, Font.REGULAR, style.INK_2, least=5, field="day")
    sheet.text(Box(line.x, upper.bottom, line.width - 1.5, middle - 0.8), row.day, day, middle=True)


def _row(sheet: Sheet, row: OrganisationRow, line: Box, look: lists.Look) -> None:
    mark = _MARK if row.mark else 0.0
    ours = Box(line.x, line.y, line.width * _OURS - 2, line.height)
    rest = Box(line.x + line.width * _OURS, line.y, line.width * (1 - _OURS) - mark, line.height)
    if row.mark:
        lists.remark(sheet, row.mark, Box(line.right - mark + 2, line.y, mark - 2, line.height), look.small.size)
    if row.kind is RowKind.MEETING:
        names = Type(look.name.size, Font.BOLD, style.INK, least=6, lines=2, field="people")
        sheet.text(ours.inset(0, 0.5), row.ours, names, middle=True)
        chip = Box(rest.x, line.y + line.height * 0.2, _TABLE - 3, line.height * 0.6)
        sheet.box(chip, style.WHITE if row.mark else style.QUIET_FILL, radius=1.4)
        table = Type(look.name.size * 0.95, Font.BOLD, least=5, field="table")
        sheet.text(chip.inset(1), row.place, table, Align.CENTRE, middle=True)
        whom = Box(rest.x + _TABLE, rest.y, rest.width - _TABLE, rest.height)
        lists.party(sheet, Party(row.whom, row.people), whom, look)
        return
    quiet = Type(look.people.size, Font.REGULAR, style.INK_3, least=6, lines=2, field="people")
    if not row.ours:
        sheet.text(line, row.label, quiet, middle=True)
        return
    free = Box(line.right - mark - 30, line.y, 30, line.height)
    sheet.text(Box(line.x, line.y, free.x - line.x - 2, line.height).inset(0, 0.4), row.ours, quiet, middle=True)
    sheet.text(free, row.label, Type(quiet.size, Font.REGULAR, style.INK_3, least=6), Align.RIGHT, middle=True)
