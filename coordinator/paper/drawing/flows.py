"""What may need more than one cell: the rows of a record spread over cells, and the part of each cell drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coordinator.paper.drawing import charts, delegations, lists, slips, tables, timetables
from coordinator.paper.templates.template import Chart, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.paper.drawing.filling import Filling
    from coordinator.paper.geometry import Box
    from coordinator.paper.sheet import Sheet
    from coordinator.paper.templates.palette import Palette
    from coordinator.paper.templates.template import Flowing, Timetable


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one cell, and by which factor they are larger than written."""

    element: Flowing
    rows: Sequence[Any]
    factor: float = 1.0


def parts(element: Flowing, record: Any, box: Box) -> list[Part]:
    """Spread the rows of a record over cells; each gets them at the same size."""
    rows: Sequence[Any] = record.rows
    if isinstance(element, Chart):
        return [Part(element, rows)]
    if isinstance(element, Table):
        return [Part(element, part) for part in tables.parts(element, rows, box.height)]
    heights = [_height(element, row, box) for row in rows]
    factor = lists.scaled(heights, box.height, element.least, element.most)
    spread = lists.spread(rows, [height * factor for height in heights], box.height)
    return [Part(element, part, factor) for part in spread]


def _height(element: Timetable, row: Any, box: Box) -> float:
    match element.like:
        case "card":
            return timetables.card_height(row, box.width)
        case "agenda":
            return timetables.agenda_height(row, box.width)
        case "slip":
            return slips.height_of(row)
        case "organisation":
            return delegations.height_of(row)


def draw(sheet: Sheet, part: Part, box: Box, filling: Filling, palette: Palette) -> None:
    """Draw the rows of one cell from the top of the box."""
    element, rows, record = part.element, part.rows, filling.record
    if isinstance(element, Chart):
        charts.draw(sheet, box, record)
    elif isinstance(element, Table):
        tables.draw(sheet, element, box, rows, palette)
    else:
        match element.like:
            case "card":
                home = bool(getattr(record, "organisation", ""))
                timetables.card(sheet, box, rows, part.factor, home=home)
            case "agenda":
                timetables.agenda(sheet, box, rows, part.factor)
            case "slip":
                slips.Slip(sheet, record, part.factor, palette).draw(box, rows)
            case "organisation":
                delegations.draw(sheet, box, rows, part.factor)
