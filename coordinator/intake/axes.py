"""What the labels of a grid say: times, rounds, dates, and two people in one cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coordinator.intake import values
from coordinator.intake.values import DateOrder

_ROUND = re.compile(
    r"(round|slot|runde|tour|ronda|rodada|turno|créneau|session|sitzung|runda|ronde|s|r)\.?\s*[0-9]{1,3}", re.IGNORECASE
)
_CROSS = frozenset(("x", "xx", "✓", "✔", "✗", "ja", "yes", "oui", "si", "sí", "tak", "sim"))
_RANK = re.compile(r"[1-9][0-9]?")
_PAIR = re.compile(
    r"\s+(?:x|×|vs?\.?|&|\+|/|<->|↔|⇄|-|–|—|with|mit|avec|con|com|met|and|und|et|y|e|i|en)\s+|\s*(?:×|↔|⇄|\n|;)\s*"
)
_TABLE = re.compile(
    r"[\s,;@(\[–-]*\b(?:table|tisch|mesa|tavolo|tafel|stolik|t)\.?\s*(?:nr\.?|no\.?|n°|#)?\s*([0-9]{1,4}[a-z]?)\s*[)\]]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A label that says when: a time with or without its end, or the name of a round."""

    start: str = ""
    end: str = ""
    slot: str = ""


def when(label: str) -> When | None:
    """Read a label as a time, a span of time or a round."""
    text = " ".join(label.split())
    if _is_moment(text):
        return When(text)
    span = values.span_of(text)
    if span is not None and all(_is_moment(part) for part in span):
        return When(*span)
    return When(slot=text) if _ROUND.fullmatch(text) else None


def day(label: str) -> str:
    """Return a label that is a date and nothing else, else an empty text."""
    date_text, time_text = values.split_moment(label)
    known = any(values.date_of(date_text, order) for order in DateOrder)
    return date_text if known and not time_text else ""


def pair(cell: str) -> tuple[str, str] | None:
    """Cut a cell into the two who meet."""
    parts = [part.strip() for part in _PAIR.split(cell, maxsplit=1)]
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None


def with_table(cell: str) -> tuple[str, str]:
    """Cut a cell into who is met and at which table."""
    found = _TABLE.search(cell)
    return (cell[: found.start()].strip(), found[1]) if found and found.start() else (cell, "")


def _is_moment(text: str) -> bool:
    date_text, time_text = values.split_moment(text)
    if values.time_of(time_text) is None:
        return False
    return not date_text or any(values.date_of(date_text, order) for order in DateOrder)


def is_cross(cell: str) -> bool:
    """Return whether a cell is a cross or a yes."""
    return cell.casefold() in _CROSS


def is_mark(cell: str) -> bool:
    """Return whether a cell is a cross, a yes or a rank."""
    return is_cross(cell) or bool(_RANK.fullmatch(cell))
