"""What is wrong in somebody's file: values with the place and a sentence, never exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem stops the import."""

    MUST_FIX = "must fix"
    LOOK_AT = "look at"


class Question(StrEnum):
    """What a person has to choose where a file can be read in two ways; see `Choices`."""

    ENCODING = "encoding"
    DATE_ORDER = "date order"
    COLUMN = "column"
    PERSON = "person"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what the cell says, what is wrong with it, and what to do.

    `row` is the line of the file or sheet counted from 1, None when the whole file is meant. `options` are the
    possible answers when the problem is a question; `about` says what is asked about, where that is not the file, and
    `previews` what the doubtful lines look like with each of the options.
    """

    severity: Severity
    file: str
    sheet: str
    row: int | None
    column: str
    value: str
    sentence: str
    todo: str
    question: Question | None = None
    options: tuple[str, ...] = ()
    about: str = ""
    previews: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return under what the answer to this question stands in `Choices.answers`."""
        return f"{self.question}: {self.about or self.file}" if self.question else ""

    @property
    def must_fix(self) -> bool:
        """Return whether nothing can be imported while this stands."""
        return self.severity is Severity.MUST_FIX


def unreadable(file: str, sentence: str, todo: str, *, row: int | None = None, value: str = "") -> Problem:
    """Make the problem of a file that cannot be read at all."""
    return Problem(Severity.MUST_FIX, file, "", row, "", value, sentence, todo)
