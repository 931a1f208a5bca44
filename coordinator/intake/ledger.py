"""What became of every row, and everything that is wrong: rows in are rows used and rows left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.domain.trouble import ProgramTrouble
from coordinator.intake.problems import Problem, Question, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coordinator.intake.rows import Record, Sheet

MUST_BE_FIXED = "must be fixed first"
MANY = 10
LEFT = "left out"
"""The kind of a sheet that is no part of the schedule."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows, or with no rows a whole sheet, that were left out for one reason."""

    file: str
    sheet: str
    reason: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SheetCount:
    """How many rows a sheet has besides its header, and how many of them were used or left out."""

    file: str
    sheet: str
    kind: str
    rows: int
    used: int
    left_out: int


@dataclass
class Ledger:
    """Collects problems and the fate of each row while a schedule is understood; `pulse` is called at each of them."""

    pulse: Callable[[], None] = lambda: None
    problems: list[Problem] = field(default_factory=list)
    _fates: dict[tuple[str, str], dict[int, str]] = field(default_factory=dict)
    _kinds: dict[tuple[str, str], str] = field(default_factory=dict)
    _expected: dict[tuple[str, str], frozenset[int]] = field(default_factory=dict)
    _sheets_left: list[LeftOut] = field(default_factory=list)
    _said: set[tuple[str, str, str]] = field(default_factory=set)

    def open(self, sheet: Sheet, kind: str, header: int | None) -> None:
        """Begin the account of one sheet; the row of the header is not counted."""
        key = (sheet.file, sheet.name)
        self._kinds[key] = kind
        aside = dict(sheet.set_aside)
        self._expected[key] = frozenset(row.line for row in sheet.rows) - {header} | aside.keys()
        self._fates[key] = aside

    def use(self, record: Record) -> None:
        """Note that a row became part of the schedule, or one of its cells where a row holds several things."""
        self.pulse()
        self._fates[record.file, record.sheet][record.line] = ""

    def leave(self, file: str, sheet: str, line: int, reason: str) -> None:
        """Note that a row was left out, and why; a row of which something was used is used."""
        self.pulse()
        fates = self._fates[file, sheet]
        if fates.get(line) != "":
            fates[line] = reason

    def leave_record(self, record: Record, reason: str) -> None:
        """Note that a row was left out, and why."""
        self.leave(record.file, record.sheet, record.line, reason)

    def leave_sheet(self, sheet: Sheet, reason: str) -> None:
        """Note that a whole sheet is no part of the schedule."""
        self.open(sheet, LEFT, None)
        for row in sheet.rows:
            self.leave(sheet.file, sheet.name, row.line, reason)
        if not sheet.rows and not sheet.set_aside:
            self._sheets_left.append(LeftOut(sheet.file, sheet.name, reason, ()))

    def must_fix(self, record: Record, column: str, sentence: str, todo: str) -> None:
        """Note something that stops the import."""
        self.problems.append(_problem(Severity.MUST_FIX, record, column, sentence, todo))

    def spoil(self, record: Record, column: str, sentence: str, todo: str) -> None:
        """Note something that stops the import and keeps this row from being understood."""
        self.must_fix(record, column, sentence, todo)
        self.leave_record(record, MUST_BE_FIXED)

    def look_at(self, record: Record, column: str, sentence: str, todo: str) -> None:
        """Note something that a person should look at."""
        self.problems.append(_problem(Severity.LOOK_AT, record, column, sentence, todo))

    def look_at_many(self, records: Sequence[Record], column: str, sentence: str, todo: str) -> None:
        """Note the same about rows; when these are many it is said once, with the number of the first ones."""
        if len(records) <= MANY:
            for record in records:
                self.look_at(record, column, sentence, todo)
            return
        lines = ", ".join(str(record.line) for record in records[:MANY])
        first = records[0]
        told = f"{sentence} It is the same in {len(records)} rows ({lines} …)."
        self.problems.append(_problem(Severity.LOOK_AT, first, column, told, todo))

    def about(self, severity: Severity, file: str, sentence: str, todo: str, *, sheet: str = "") -> None:
        """Note something about a whole file or sheet."""
        self.problems.append(Problem(severity, file, sheet, None, "", "", sentence, todo))

    def look_once(self, record: Record, sentence: str, todo: str) -> None:
        """Note something about a whole sheet that every one of its rows would say again."""
        key = (record.file, record.sheet, sentence)
        if key not in self._said:
            self._said.add(key)
            self.about(Severity.LOOK_AT, record.file, sentence, todo, sheet=record.sheet)

    def ask(
        self,
        question: Question,
        record: Record,
        column: str,
        sentence: str,
        options: tuple[str, ...],
        *,
        about: str = "",
        severity: Severity = Severity.MUST_FIX,
    ) -> None:
        """Note that the file can be read in two ways; nothing is imported before a person chose, or is only shown."""
        header, value = record.headers.get(column, column), record.get(column)
        todo = "Choose one of: " + ", ".join(options) + "."
        where = (record.file, record.sheet, record.line, header, value)
        self.problems.append(Problem(severity, *where, sentence, todo, question, options, about))

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return what was left out, by sheet and reason."""
        found = list(self._sheets_left)
        for (file, sheet), fates in self._fates.items():
            reasons: dict[str, list[int]] = {}
            for line, reason in sorted(fates.items()):
                if reason:
                    reasons.setdefault(reason, []).append(line)
            found += [LeftOut(file, sheet, reason, tuple(lines)) for reason, lines in reasons.items()]
        return tuple(found)

    def counts(self) -> tuple[SheetCount, ...]:
        """Return the account of every sheet; a row without a fate is a fault of this program."""
        found = []
        for key, kind in self._kinds.items():
            fates, expected = self._fates[key], self._expected[key]
            if fates.keys() != expected:
                raise ProgramTrouble(f"rows of {key} without account: {sorted(fates.keys() ^ expected)[:5]}")
            left = sum(1 for reason in fates.values() if reason)
            found.append(SheetCount(*key, kind, len(expected), len(expected) - left, left))
        return tuple(found)


def _problem(severity: Severity, record: Record, column: str, sentence: str, todo: str) -> Problem:
    header = record.headers.get(column, column)
    return Problem(severity, record.file, record.sheet, record.line, header, record.get(column), sentence, todo)
