"""Grids of meetings: rounds one way, tables or people the other, and in each cell who meets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.intake import axes, limits
from coordinator.intake.fields import Kind
from coordinator.intake.folding import fold, header_key
from coordinator.intake.frame import told_of
from coordinator.intake.synonyms import GUESSED, is_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.intake.axes import When
    from coordinator.intake.frame import Frame, Shaped
    from coordinator.intake.rows import Record, Row

_FEW, _MOST, _NEARLY_ALL, _LOOKED_AT = 2, 0.7, 0.9, 200


@dataclass(frozen=True, slots=True)
class _Cell:
    """One cell that says something: its text, its other label and what the row says of it, and when."""

    row: Row
    index: int
    text: str
    label: str
    when: When
    day: str
    whose: dict[str, str]


def times_across(frame: Frame) -> Shaped | None:
    """Read a grid whose rows are tables or people and whose columns are rounds."""
    labels = frame.labels()
    times = {index: found for index, cell in labels.items() if (found := axes.when(cell))}
    if len(times) < _FEW or len(labels) - len(times) > len(times) or 0 in times:
        return None
    days, who = _days_above(frame), frame.who()
    label = next((index for index, known in who.items() if known != "organisation"), 0)
    cells = [
        _Cell(row, index, text, row.cells[label], times[index], days.get(index, ""), told_of(row, who, "host"))
        for row in frame.body
        if label < len(row.cells) and row.cells[label]
        for index, text in frame.cells(row, times).items()
    ]
    return _grid(frame, cells, across=True)


def times_down(frame: Frame) -> Shaped | None:
    """Read a grid whose rows are rounds; a row that is a date says on which day the next ones are."""
    labels = {index: cell for index, cell in frame.labels().items() if index}
    known = sum(is_known(header_key(cell)) or bool(axes.when(cell)) for cell in labels.values())
    if len(labels) < _FEW or known * 2 >= len(labels) or axes.when(frame.header.cells[0]):
        return None
    said = [row.cells[0] for row in frame.body[:_LOOKED_AT] if row.cells[0]]
    times = [label for label in said if axes.when(label)]
    if not times:
        return None
    if len(times) + sum(bool(axes.day(label)) for label in said) < len(said) * _MOST:
        return None
    cells: list[_Cell] = []
    day = ""
    for row in frame.body:
        day = axes.day(row.cells[0]) or day
        when = axes.when(row.cells[0])
        if when is not None:
            told = frame.cells(row, labels).items()
            cells += [_Cell(row, index, text, labels[index], when, day, {}) for index, text in told]
    return _grid(frame, cells, across=False)


def _grid(frame: Frame, cells: Sequence[_Cell], *, across: bool) -> Shaped | None:
    figures = sum(axes.is_mark(cell.text) or bool(axes.when(cell.text) or axes.day(cell.text)) for cell in cells)
    if not cells or figures * 2 > len(cells):
        return None
    paired = sum(axes.pair(cell.text) is not None for cell in cells) >= len(cells) * _MOST
    if not _is_a_grid(cells, across=across) or not (paired or _are_people(cells)):
        return None
    records = [(Kind.FLAT, _meeting(frame, cell, paired=paired)) for cell in cells]
    what, other = ("tables", "table_id") if paired else ("people", "host_full_name")
    shape = f"a grid: rows are {what}, columns are rounds" if across else f"a grid: rows are rounds, columns are {what}"
    first, rest = (other, "start") if across else ("start", other)
    columns = [(0, first, GUESSED), *((index, rest, GUESSED) for index in frame.labels() if index)]
    used = {cell.row.line for cell in cells}
    left = {
        row.line: "the day of the rows below" if axes.day(row.cells[0]) else "no meeting in this row"
        for row in frame.body
        if row.line not in used
    }
    return frame.shaped(Kind.FLAT, shape, records, columns, left)


def _is_a_grid(cells: Sequence[_Cell], *, across: bool) -> bool:
    """Return whether no round comes twice in the same column: a log of happenings has a time in every row too."""
    if across:
        return True
    rounds: dict[tuple[str, When], int] = {}
    return all(rounds.setdefault((cell.day, cell.when), cell.row.line) == cell.row.line for cell in cells)


def _are_people(cells: Sequence[_Cell]) -> bool:
    """Return whether the cells can be the other side: nobody meets two in a round, and few meet the same one again."""
    if any("@" not in cell.text and len(cell.text) > limits.PREVIEW_ROWS for cell in cells):
        return False
    rounds = {(cell.when, cell.day, fold(cell.text)) for cell in cells}
    met = {(cell.label, fold(cell.text)) for cell in cells}
    return len(rounds) >= len(cells) * _NEARLY_ALL and len(met) >= len(cells) * _NEARLY_ALL


def _meeting(frame: Frame, cell: _Cell, *, paired: bool) -> Record:
    two = axes.pair(cell.text) if paired else None
    if paired:
        (host, guest), table = two or (cell.text, ""), cell.label
    else:
        (guest, table), host = axes.with_table(cell.text), cell.label
    told = {} if paired else cell.whose
    told |= {"host_full_name": host} if paired or not cell.whose else {}
    told |= {"guest_full_name": guest, "table_id": table, "date": cell.day}
    when = cell.when
    told |= {"slot_id": when.slot} if when.slot else {"start": when.start, "end": when.end}
    return frame.record(cell.row, cell.index, told)


def _days_above(frame: Frame) -> dict[int, str]:
    """Return the day of every column from a row of dates whose merged cells leave blanks."""
    row, last = (frame.above[-1] if frame.above else None), ""
    found: dict[int, str] = {}
    for index in range(len(frame.header.cells)):
        last = axes.day(row.cells[index] if row and index < len(row.cells) else "") or last
        found[index] = last
    return found
