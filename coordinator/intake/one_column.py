"""Rows that hold a whole line of CSV in one cell, as an import gone wrong leaves them, are cut apart."""

from __future__ import annotations

import csv

from coordinator.intake import separators
from coordinator.intake.rows import Row, clean


def cut(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows cut at the separator that cuts them all alike; as they were where none does."""
    if not rows or any(len(row.cells) > 1 for row in rows):
        return rows
    filled = [row for row in rows if not row.is_blank]
    lines = [row.cells[0] for row in filled]
    separator = separators.separator_of("\n".join(lines))
    if separator not in separators.USUAL:
        return rows
    try:
        parts = [next(csv.reader([line], delimiter=separator, strict=True)) for line in lines]
    except csv.Error:
        return rows
    if not parts or len(parts[0]) < 2 or any(len(cells) != len(parts[0]) for cells in parts):
        return rows
    made = {row.line: tuple(clean(cell) for cell in cells) for row, cells in zip(filled, parts, strict=True)}
    return tuple(Row(row.line, made.get(row.line, row.cells)) for row in rows)
