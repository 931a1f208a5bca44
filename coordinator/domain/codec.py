"""How a fact stands in the journal: a kind, a few columns, and a JSON body of plain values.

A fact's fields `person`, `meeting`, `checkpoint` and `undoes` are columns, all others stand in the body.
"""

from __future__ import annotations

from dataclasses import fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from coordinator.domain.entries import (
    BadgeGiven,
    BadgeReplaced,
    BlanksMade,
    Change,
    CheckedIn,
    CheckedOut,
    ClockJumped,
    ExpectedLate,
    Fact,
    GivenUp,
    MarkedAbsent,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    PlanAdopted,
    PlanChanged,
    PrintEnded,
    PrintStarted,
    Redone,
    RepairKind,
    Replanned,
    RoundFilled,
    ScanRefused,
    SeenAgain,
    Undone,
    Unknown,
    WalkedIn,
)
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.domain.schedule import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

COLUMNS = ("person", "meeting", "checkpoint", "undoes")

_KNOWN: tuple[type[Any], ...] = (
    CheckedIn,
    CheckedOut,
    SeenAgain,
    ScanRefused,
    WalkedIn,
    ExpectedLate,
    MarkedAbsent,
    MeetingStarted,
    MeetingHeld,
    MeetingMissed,
    PlanChanged,
    RoundFilled,
    Replanned,
    BadgeReplaced,
    BadgeGiven,
    BlanksMade,
    PrintStarted,
    PrintEnded,
    PlanAdopted,
    ClockJumped,
    Undone,
    Redone,
)
_BY_KIND = {known.kind: known for known in _KNOWN}


def columns(fact: Fact) -> dict[str, str | None]:
    """Return the fact's journal columns: person, meeting, checkpoint and undoes."""
    if isinstance(fact, Unknown):
        return {name: fact.columns.get(name) for name in COLUMNS}
    return {name: getattr(fact, name, None) for name in COLUMNS}


def body(fact: Fact) -> dict[str, Any]:
    """Return what the journal keeps as JSON: plain values only, defaults left out."""
    if isinstance(fact, Unknown):
        return dict(fact.body)
    return _plain(fact, COLUMNS)


def fact_of(kind: str, column: Mapping[str, str | None], content: Mapping[str, Any]) -> Fact:
    """Build the fact again from its kind, columns and body; a kind or body not understood stays unknown."""
    known = _BY_KIND.get(kind)
    if known is None:
        return Unknown(kind, dict(column), dict(content))
    names = {f.name for f in fields(known)}
    try:
        fact: Fact = known(**{k: v for k, v in column.items() if k in names}, **_typed(known, content))
    except (TypeError, ValueError, KeyError):
        return Unknown(kind, dict(column), dict(content))
    return fact


def _plain(value: Any, leave_out: tuple[str, ...] = ()) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for each in fields(value):
        item = getattr(value, each.name)
        if each.name in leave_out or item == each.default:
            continue
        if isinstance(item, tuple):
            item = [_plain(part) if isinstance(part, Change | GivenUp) else part for part in item]
        plain[each.name] = str(item) if isinstance(item, StrEnum) else item
    return plain


def _typed(known: type[Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """Turn JSON values back into the types that the facts declare."""
    typed = dict(content)
    for name in content.keys() & _READ.keys():
        typed[name] = _READ[name](content[name])
    if known is PrintEnded:
        # The outcome of a scan is a word that this version need not know.
        typed["outcome"] = PrintOutcome(typed["outcome"])
    return typed


def _changes(parts: list[dict[str, Any]]) -> tuple[Change, ...]:
    return tuple(Change(**{**c, "guests": tuple(c["guests"])}) for c in parts)


def _texts(parts: list[Any]) -> tuple[str, ...]:
    texts = tuple(parts)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("A list of texts holds something else.")
    return texts


_READ: Mapping[str, Callable[[Any], Any]] = {
    "side": Side,
    "repair": RepairKind,
    "changes": _changes,
    "instead_of": lambda parts: tuple(GivenUp(**given) for given in parts),
    "document": Document,
    "subjects": _texts,
}
