"""A sheet that is no list of one thing a row, seen from one of its rows: that one as the header of those below."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.intake.fields import Kind
from coordinator.intake.folding import header_key
from coordinator.intake.headers import Column, SheetMapping
from coordinator.intake.rows import Record
from coordinator.intake.synonyms import offers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coordinator.intake.rows import Row, Sheet

_FREE = frozenset(("free", "frei", "libre", "libero", "break", "pause", "pausa", "lunch", "coffee", "-", "–", "—"))


_FIELDS = ("full_name", "first_name", "last_name", "organisation", "email", "country", "job_title")
_NAMES = frozenset(("full_name", "last_name", "organisation"))

Who = dict[int, str]
"""Columns that tell about the person of a row, with the field of each."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A sheet of another shape as rows of one thing each, and why some of its rows say nothing."""

    mapping: SheetMapping
    records: tuple[tuple[Kind, Record], ...]
    left: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet with one of its rows taken as the header."""

    sheet: Sheet
    above: Sequence[Row]
    header: Row
    body: Sequence[Row]

    def labels(self) -> dict[int, str]:
        """Return the header's words by column."""
        return {index: cell for index, cell in enumerate(self.header.cells) if cell}

    def who(self) -> Who:
        """Return the columns that tell whose row it is, none where nothing tells a name or an organisation."""
        found: Who = {}
        for index, cell in self.labels().items():
            fields = [known for known, _ in offers(Kind.PARTICIPANTS, header_key(cell)) if known in _FIELDS]
            if fields and fields[0] not in found.values():
                found[index] = fields[0]
        return found if _NAMES.intersection(found.values()) else {}

    def cells(self, row: Row, columns: Iterable[int]) -> dict[int, str]:
        """Return the cells of a row that say something, among these columns."""
        return {
            index: row.cells[index]
            for index in columns
            if index < len(row.cells) and row.cells[index] and row.cells[index].casefold() not in _FREE
        }

    def record(self, row: Row, index: int, told: dict[str, str]) -> Record:
        """Make the record of one cell; its place is the header of its column."""
        name = self.header.cells[index] if index < len(self.header.cells) else ""
        return Record(self.sheet.file, self.sheet.name, row.line, told, dict.fromkeys(told, name))

    def shaped(
        self,
        kind: Kind,
        shape: str,
        records: Sequence[tuple[Kind, Record]],
        columns: Iterable[tuple[int, str, int]],
        left: Mapping[int, str],
    ) -> Shaped:
        """Return the sheet as it was understood; `columns` are places, fields and how sure they are."""
        fields = {index: (known, sure) for index, known, sure in columns}
        made = tuple(Column(i, cell, *fields.get(i, ("", 0))) for i, cell in enumerate(self.header.cells))
        told = frozenset(known for _, record in records for known in record.values)
        mapping = SheetMapping(self.sheet.file, self.sheet.name, kind, self.header.line, made, shape, told)
        return Shaped(mapping, tuple(records), left)


def name_of(row: Row, who: Who) -> str:
    """Return the name of the person of a row, or the organisation where it has only that."""
    told = {known: row.cells[index] for index, known in who.items() if index < len(row.cells)}
    if "full_name" in told or "last_name" in told:
        return f"{told.get('first_name', '')} {told.get('full_name') or told.get('last_name', '')}".strip()
    return told.get("organisation", "")


def told_of(row: Row, who: Who, side: str) -> dict[str, str]:
    """Return what a row says of its person, as one side of a meeting or a wish."""
    return {f"{side}_{known}": row.cells[index] for index, known in who.items() if index < len(row.cells)}
