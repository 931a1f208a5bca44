"""The wall chart: a grid of tables and slots with both sides in every box, read from where one stands before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coordinator.paper import style
from coordinator.paper.geometry import MM, Align, Box
from coordinator.paper.style import Type
from coordinator.paper.text.fitting import LEADING
from coordinator.paper.text.fonts import Font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.paper.geometry import Size
    from coordinator.paper.sheet import Sheet
    from coordinator.paper.templates.template import Chart
    from coordinator.views.chart import ChartCell, ChartColumn, ChartRecord, ChartRow

_HEAD, _LABEL, _BAND = 11.0, 33.0, 7.5
_BANDS = 2
"""A sheet has room for so many breaks beside its slots; with more of them slots get narrower."""

_MOST_ROW = 17.0
"""Few tables do not fill the sheet: higher rows would not be read better."""

_LEAST, _LARGEST = 7.0, 13.0
"""Points: smaller letters are not read from 1.5 m, larger ones are not needed."""


def room(element: Chart, box: Size) -> tuple[int, int]:
    """Return for how many tables and slots a chart of this size has room."""
    tables = int((box.height - _HEAD) / element.row)
    slots = int((box.width - _LABEL - _BANDS * _BAND) / element.column)
    return max(1, tables), max(1, slots)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where columns begin and how wide they are, how high rows are, and the size of names."""

    columns: tuple[tuple[float, float], ...]
    row: float
    size: float


def draw(sheet: Sheet, box: Box, record: ChartRecord) -> None:
    """Draw the columns' times, the bands of breaks, and the row of every table."""
    grid = _grid(sheet, box, record)
    bottom = box.y + _HEAD + grid.row * len(record.rows)
    for column, (x, wide) in zip(record.columns, grid.columns, strict=True):
        head = Box(x, box.y, wide, _HEAD)
        if column.band:
            _band(sheet, column, Box(x, box.y, wide, bottom - box.y))
        else:
            _head(sheet, column, head)
    y = box.y + _HEAD
    for row in record.rows:
        sheet.line((box.x, y), (box.right, y), style.CUT, 0.5)
        _row(sheet, row, record.columns, grid, Box(box.x, y, box.width, grid.row))
        y += grid.row
    sheet.line((box.x, y), (box.right, y), style.CUT, 0.5)


def _grid(sheet: Sheet, box: Box, record: ChartRecord) -> _Grid:
    bands = sum(1 for column in record.columns if column.band)
    rounds = max(1, len(record.columns) - bands)
    narrow = min(_BAND, (box.width - _LABEL) / (bands + rounds))
    wide = (box.width - _LABEL - bands * narrow) / rounds
    x, columns = box.x + _LABEL, []
    for column in record.columns:
        columns.append((x, narrow if column.band else wide))
        x += columns[-1][1]
    high = min(_MOST_ROW, (box.height - _HEAD) / max(1, len(record.rows)))
    return _Grid(tuple(columns), high, _size(sheet, record, wide, high))


def _head(sheet: Sheet, column: ChartColumn, box: Box) -> None:
    start = Type(14, Font.BOLD, style.INK, least=7, field="time")
    wide = min(sheet.width_of(column.start, start), box.width * 0.6)
    sheet.text(Box(box.x + 1.5, box.y, wide + 0.1, box.height), column.start, start, middle=True)
    rest = Box(box.x + wide + 2.6, box.y + 0.6, box.width - wide - 3, box.height - 0.6)
    sheet.text(rest, f"– {column.end}", Type(9, Font.REGULAR, style.INK_3, least=5, field="time"), middle=True)


def _band(sheet: Sheet, column: ChartColumn, box: Box) -> None:
    """Draw a break as a grey band over all tables, its name and time read from below."""
    sheet.box(box.inset(0.4), style.QUIET_FILL, radius=1.2)
    text = " · ".join(filter(None, (column.label, f"{column.start} – {column.end}")))
    with sheet.panel(box, turn=90):
        kind = Type(10, Font.BOLD, style.INK_3, least=5, field="break")
        sheet.text(Box(2, 0, box.height - 4, box.width), text, kind, Align.CENTRE, middle=True)


def _row(sheet: Sheet, row: ChartRow, columns: Sequence[ChartColumn], grid: _Grid, line: Box) -> None:
    _label(sheet, row, line)
    for cell, column, (x, wide) in zip(row.cells, columns, grid.columns, strict=True):
        if not column.band:
            sheet.line((x, line.y), (x, line.bottom), style.HAIRLINE if cell.goes_on else style.CUT, 0.4)
        if cell.first or cell.second or cell.mark:
            _cell(sheet, cell, Box(x, line.y, wide, line.height), grid.size, row.home)


def _label(sheet: Sheet, row: ChartRow, line: Box) -> None:
    """Draw the number of a table, and whose it is or where it stands."""
    plate = Box(line.x, line.y + 0.6, 12.5, line.height - 1.2)
    sheet.box(plate, style.INK_2, radius=1.4)
    number = Type(min(16.0, line.height * MM * 0.62), Font.BOLD, style.WHITE, least=6, lines=2, field="table")
    sheet.text(plate.inset(0.8, 0.3), row.label, number, Align.CENTRE, middle=True)
    home = Type(min(9.5, line.height * MM * 0.4), Font.BOLD, style.INK_2, least=6, lines=2, field="table")
    beside = Box(plate.right + 1.2, line.y + 0.5, _LABEL - plate.width - 2.2, line.height - 1)
    sheet.text(beside, row.home or row.room, home, middle=True)


def _cell(sheet: Sheet, cell: ChartCell, box: Box, size: float, home: str) -> None:
    inside = box.inset(0.6, 0.5)
    if cell.mark and not cell.gone:
        sheet.box(inside, style.MOVED_FILL, radius=1)
        sheet.box(Box(inside.x, inside.y, 1.1, inside.height), style.MOVED_BAR)
    words = _words(cell, home)
    if len(words) > 2 and (inside.height - 0.8) * MM / LEADING < len(words) * _LEAST:
        # In low rows the colour or the cross alone says that something changed.
        words = words[:2]
    size = min(size, (inside.height - 0.8) * MM / LEADING / max(2, len(words)))
    corner = min(sheet.width_of(cell.more, _MORE) + 0.8, inside.width / 3) if cell.more else 0.0
    high = size * LEADING / MM
    y = inside.y + (inside.height - high * len(words)) / 2
    for number, (text, kind) in enumerate(words):
        wide = inside.width - _EDGE - 0.4 - (corner if number == 0 else 0)
        fitted = replace(kind, size=size * kind.size, least=4.5)
        sheet.text(Box(inside.x + _EDGE, y, wide, high + 0.01), text, fitted, middle=True)
        y += high
    if cell.more:
        sheet.text(Box(inside.right - corner, inside.y, corner, inside.height / 2), cell.more, _MORE, Align.RIGHT)
    if cell.gone:
        left, right, top, bottom = inside.x + 1, inside.right - 1, inside.y + 0.6, inside.bottom - 0.6
        sheet.line((left, bottom), (right, top), style.MOVED_BAR, 0.9)
        sheet.line((left, top), (right, bottom), style.MOVED_BAR, 0.9)


_EDGE = 2.2
_NAME = Type(1.0, Font.BOLD, style.INK, field="meeting")
_OTHER = Type(1.0, Font.REGULAR, style.INK, field="meeting")
_MARK = Type(0.85, Font.BOLD, style.MOVED)
_MORE = Type(8, Font.BOLD, style.MOVED, least=5)


def _words(cell: ChartCell, home: str) -> list[tuple[str, Type]]:
    """Return what stands in a cell line by line, each in its type with the size as a share.

    Where the table belongs to one side, who comes to it is what people look for.
    """
    first, second = (f"… {cell.first}", cell.second) if cell.goes_on else (cell.first, cell.second)
    at_home = bool(home) and cell.first == home
    kinds = (_OTHER.in_colour(style.INK_2), _NAME) if at_home else (_NAME, _OTHER)
    if cell.gone or cell.goes_on:
        kinds = kinds[0].in_colour(style.INK_3), kinds[1].in_colour(style.INK_3)
    return [(text, kind) for text, kind in ((first, kinds[0]), (second, kinds[1]), (cell.mark, _MARK)) if text]


def _size(sheet: Sheet, record: ChartRecord, wide: float, high: float) -> float:
    """Return the one size of names on a sheet: nine of ten fit, the others are set smaller."""
    names = {(text, kind.font) for row in record.rows for cell in row.cells for text, kind in _words(cell, row.home)}
    widths = sorted(sheet.width_of(text, Type(1, font)) for text, font in names)
    if not widths:
        return _LARGEST
    usual = widths[len(widths) * 9 // 10]
    most = min(_LARGEST, (high - 1) * MM / LEADING / 2)
    return min(most, max(_LEAST, (wide - 2 * 0.6 - _EDGE - 0.4) / max(usual, 1e-6)))
