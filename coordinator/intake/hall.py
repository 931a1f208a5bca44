"""Tables: as the file has them, or made from where the meetings are."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.domain.schedule import Table
from coordinator.intake import values
from coordinator.intake.folding import fold, slug, veiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coordinator.intake.ledger import Ledger
    from coordinator.intake.rows import Record

_WORD = re.compile(r"^(table|tisch|mesa|tavolo|stand|booth)\s*(nr\.?|no\.?|n\.|n°|#)?\s*(?=\S)", re.IGNORECASE)
_DIGITS = re.compile(r"([0-9]+)")


class Hall:
    """The tables while they are collected; `known` are those of the event, as long as no list of tables is read."""

    def __init__(self, ledger: Ledger, known: Iterable[Table] = ()) -> None:
        self.tables: dict[str, Table] = {}
        self.origins: dict[str, Record] = {}
        self.given = False
        self._ledger = ledger
        self._by_label: dict[str, str] = {}
        self._owners: list[tuple[Record, str]] = []
        for table in known:
            # Whom it is bound to is told with the ids of the event, which the people may not have yet.
            self._enter(replace(table, fixed_for=None))

    def add(self, record: Record) -> None:
        """Take one row of the tables sheet."""
        self.given = True
        label = record.one_line("label") or _label(record.one_line("table_id"))
        table_id = record.one_line("table_id") or (_id(label) if label else "")
        if not table_id:
            self._ledger.spoil(record, "table_id", "This table has neither an id nor a label.", "Give it one.")
            return
        if table_id in self.tables:
            sentence = f"The table {table_id} stands in row {self.origins[table_id].line} already."
            self._ledger.spoil(record, "table_id", sentence, "Give each table an id of its own.")
            return
        capacity = values.number_of(record.get("capacity")) if record.get("capacity") else 2
        if not capacity:
            sentence = "The number of places cannot be read."
            self._ledger.spoil(record, "capacity", sentence, "Write a number such as 2, or leave the cell empty.")
            return
        active = values.yes_no_of(record.get("active")) if record.get("active") else True
        if active is None:
            self._ledger.spoil(record, "active", "This is neither yes nor no.", "Write yes or no.")
            return
        self._keep(Table(table_id, label, record.one_line("room"), capacity, None, active), record)
        if record.one_line("fixed_participant"):
            self._owners.append((record, table_id))
        self._ledger.use(record)

    def bind(self, find: Callable[[str], str | None]) -> None:
        """Bind the tables to their people, once these are known."""
        for record, table_id in self._owners:
            owner = record.one_line("fixed_participant")
            person = find(owner)
            if person is None:
                sentence = f"The table is bound to “{owner}”, who is not among the participants."
                self._ledger.must_fix(record, "fixed_participant", sentence, "Write the id of a participant.")
            else:
                self.tables[table_id] = replace(self.tables[table_id], fixed_for=person)

    def fix(self, record: Record, person: str) -> None:
        """Bind the table that a participant's row names to that participant, if it is not bound yet."""
        reference = record.one_line("fixed_table")
        table_id = self.find(reference)
        if table_id is None and not self.given:
            table_id = self._derive(reference, record)
        if table_id is None:
            sentence = f"There is no table “{reference}”."
            self._ledger.look_at(record, "fixed_table", sentence, "Add it to the tables, or correct it.")
        elif self.tables[table_id].fixed_for is None:
            self.tables[table_id] = replace(self.tables[table_id], fixed_for=person)

    def find(self, reference: str) -> str | None:
        """Return the id of the table that is meant by an id or a label."""
        if reference in self.tables:
            return reference
        return self._by_label.get(fold(_label(reference))) or self._by_label.get(fold(reference))

    def place(self, record: Record) -> tuple[bool, str | None]:
        """Return whether a meeting's table makes sense, and which it is, None where it has none yet."""
        reference = record.one_line("table_id")
        if not reference:
            return True, None
        found = self.find(reference)
        if found is None and not self.given:
            found = self._derive(reference, record)
        if found is None:
            sentence = f"There is no table “{reference}”."
            self._ledger.spoil(
                record, "table_id", sentence, "Write the id or label of a table, or add it to the tables."
            )
        return found is not None, found

    def sorted_tables(self) -> tuple[Table, ...]:
        """Return the tables: in the order of the file, or by number where they were made from meetings."""
        tables = tuple(self.tables.values())
        known = len(tables) - len(self.origins)
        made = tables[known:]
        return tables if self.given else (*tables[:known], *sorted(made, key=lambda table: _natural(table.label)))

    def _derive(self, reference: str, record: Record) -> str:
        label = _label(reference)
        table = Table(_id(label), label)
        self._keep(table, record)
        return table.id

    def _keep(self, table: Table, record: Record) -> None:
        self.origins[table.id] = record
        self._enter(table)

    def _enter(self, table: Table) -> None:
        self.tables[table.id] = table
        self._by_label.setdefault(fold(table.label), table.id)
        self._by_label.setdefault(fold(table.id), table.id)


def _label(reference: str) -> str:
    return _WORD.sub("", reference)


def _id(label: str) -> str:
    return f"table-{slug(label)}" if slug(label) else veiled("table", label)


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in _DIGITS.split(text))
