"""What a person decided where files can be read in two ways, and which rows they chose to leave out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from coordinator.intake.problems import Question
from coordinator.intake.values import DateOrder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coordinator.intake.problems import Problem


@dataclass(frozen=True, slots=True)
class Choices:
    """The decisions with which files are read.

    `columns` maps headers as `Column.header` tells them to fields (an empty field keeps the column as it is), and is
    what is remembered of a platform. `answers` maps `Problem.key` to one of `Problem.options`. `leave_out` holds file,
    sheet and line. `encoding` and `date_order` hold for every file that was not answered by itself.
    """

    encoding: str = ""
    date_order: DateOrder | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    leave_out: frozenset[tuple[str, str, int]] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)

    def answered(self, problem: Problem, option: str) -> Choices:
        """Return the choices with one question answered."""
        if option == LEAVE_OUT and problem.row is not None:
            return replace(self, leave_out=self.leave_out | {(problem.file, problem.sheet, problem.row)})
        return replace(self, answers={**self.answers, problem.key: option})

    def encoding_of(self, file: str) -> str:
        """Return the encoding that was chosen for a file, empty when none was."""
        return self.answers.get(f"{Question.ENCODING}: {file}", self.encoding)

    def columns_of(self, file: str, sheet: str) -> Mapping[str, str]:
        """Return the fields that were chosen for headers, of any sheet or of this one."""
        start = f"{Question.COLUMN}: {place(file, sheet, '')}"
        answers = {key.removeprefix(start): answer for key, answer in self.answers.items() if key.startswith(start)}
        return {**self.columns, **{header: "" if answer == KEEP else answer for header, answer in answers.items()}}

    def date_order_of(self, file: str) -> DateOrder | None:
        """Return the order of day and month that was chosen for a file."""
        answer = self.answers.get(f"{Question.DATE_ORDER}: {file}")
        return DateOrder(answer) if answer in tuple(DateOrder) else self.date_order


def place(file: str, sheet: str, header: str) -> str:
    """Return what a question about a column is about."""
    return f"{file}, {sheet}, {header}"


KEEP = "keep as it is"
"""The option that a column is none of the fields, and is kept beside them."""
LEAVE_OUT = "leave out"
"""The option that every problem of a row has; `Choices.answered` knows what it means."""
