"""The sheets that were read, as the page shows them: what each is, its columns, and its first rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.intake.fields import FIELDS, Kind
from coordinator.intake.headers import Column, SheetMapping
from coordinator.views.words import count

if TYPE_CHECKING:
    from coordinator.intake.door import Intake
    from coordinator.intake.ledger import SheetCount
    from coordinator.intake.rows import Row, Sheet

ROWS = 8
_TOO_WIDE = 60


@dataclass(frozen=True, slots=True)
class SheetView:
    """One sheet with its first rows; `kind` is None while nobody knows what it is."""

    file: str
    sheet: str
    kind: Kind | None
    header_line: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    counted: SheetCount | None = None
    shape: str = ""

    @property
    def place(self) -> str:
        """Return file and sheet."""
        return place(self.file, self.sheet)

    @property
    def title(self) -> str:
        """Return file and sheet with what they were taken for."""
        return f"{self.place}: {self.kind.value if self.kind else 'not understood yet'}"

    @property
    def account(self) -> str:
        """Return where the headers stand and what became of the rows."""
        if self.counted is None:
            return f"headers in row {self.header_line}?" if self.columns else ""
        left = f", {self.counted.left_out} left out" if self.counted.left_out else ""
        return f"headers in row {self.header_line} · {count(self.counted.used, 'row')} used{left}"

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Return the fields that a column may become, with their words; of a sheet nobody knows, those of lists."""
        if self.kind is not None:
            return tuple((name, words_of(name)) for name in FIELDS[self.kind])
        people = [(name, f"People: {words_of(name)}") for name in FIELDS[Kind.PARTICIPANTS]]
        known = {name for name, _ in people}
        meetings = [(name, f"Meetings: {words_of(name)}") for name in FIELDS[Kind.FLAT] if name not in known]
        return (*people, *meetings)

    @property
    def headers(self) -> tuple[str, ...]:
        """Return the headers by which this list is known again."""
        return tuple(column.header for column in self.columns if column.header)


def views_of(intake: Intake) -> tuple[SheetView, ...]:
    """Return every sheet that was read, those first that were understood."""
    counts = {(found.file, found.sheet): found for found in intake.counts}
    starts = {(sheet.file, sheet.name): sheet for sheet in intake.beginnings}
    known = [_understood(m, starts.get((m.file, m.sheet)), counts.get((m.file, m.sheet))) for m in intake.mappings]
    there = {(view.file, view.sheet) for view in known}
    others = [_not_understood(sheet) for key, sheet in starts.items() if key not in there]
    return (*known, *(view for view in others if view.columns))


def place(file: str, sheet: str, row: int | None = None) -> str:
    """Write where something stands in a file."""
    parts = (file, sheet, f"row {row}" if row else "")
    return " · ".join(part for part in parts if part)


def words_of(field: str) -> str:
    """Return a field in words."""
    words = field.replace("_", " ")
    return words[:1].upper() + words[1:]


def _understood(mapping: SheetMapping, sheet: Sheet | None, counted: SheetCount | None) -> SheetView:
    below = [row for row in sheet.rows if row.line > mapping.header_line and not row.is_blank] if sheet else []
    return SheetView(
        mapping.file,
        mapping.sheet,
        mapping.kind,
        mapping.header_line,
        mapping.columns,
        tuple(below[:ROWS]),
        counted,
        mapping.shape,
    )


def _not_understood(sheet: Sheet) -> SheetView:
    """Return a sheet that nobody knows with the row that looks most like its headers: the first of the fullest."""
    rows = [row for row in sheet.rows if not row.is_blank]
    fullest = max((_filled(row) for row in rows), default=0)
    header = next((row for row in rows if _filled(row) >= max(2, fullest * 0.8)), None)
    if header is None or len(header.cells) > _TOO_WIDE:
        return SheetView(sheet.file, sheet.name, None, 0, (), ())
    columns = tuple(Column(index, cell, "", 0) for index, cell in enumerate(header.cells))
    below = tuple(row for row in rows if row.line > header.line)[:ROWS]
    return SheetView(sheet.file, sheet.name, None, header.line, columns, below)


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if cell)
