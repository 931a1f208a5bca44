"""Names of people: cut into first and last name, and doubted where they are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from coordinator.intake.folding import fold

if TYPE_CHECKING:
    from coordinator.intake.rows import Record

_NO_NAME = frozenset(
    (
        "test",
        "tester",
        "n/a",
        "na",
        "tbd",
        "tba",
        "tbc",
        "xxx",
        "xx",
        "x",
        "none",
        "null",
        "unknown",
        "guest",
        "?",
        "name",
    )
)
_ALIKE = 85
_STRANGE = re.compile(r"[0-9@\\{}<>=_/|]")


def names_of(record: Record, prefix: str = "") -> tuple[str, str]:
    """Return first and last name of a row, cut from the full name where it has only that."""
    first, last = record.one_line(f"{prefix}first_name"), record.one_line(f"{prefix}last_name")
    full = record.one_line(f"{prefix}full_name")
    return (first, last) if first or last or not full else split_name(full)


def split_name(full: str) -> tuple[str, str]:
    """Cut a full name into first and last name: at a comma, else before the last word."""
    if "," in full:
        last, _, first = full.partition(",")
        return first.strip(), last.strip()
    first, _, last = full.rpartition(" ")
    return first, last


def is_doubtful(name: str) -> bool:
    """Return whether this is hardly a person's name: a word for nobody, figures, or marks of another program."""
    return bool(_STRANGE.search(name)) or all(word.casefold() in _NO_NAME for word in name.split())


def may_be_one(one: str, other: str) -> bool:
    """Return whether two names can be one person: one is a part of the other, or they are written nearly alike."""
    first, second = set(fold(one).split()), set(fold(other).split())
    return first <= second or second <= first or fuzz.ratio(fold(one), fold(other)) >= _ALIKE
