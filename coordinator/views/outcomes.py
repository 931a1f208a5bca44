"""What the outcome of a scan is called, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.checkin import (
    AlreadyHere,
    BlankBadge,
    DamagedBadge,
    DoubleRead,
    ForeignContent,
    Goodbye,
    NotHere,
    OtherEvent,
    PartialBadge,
    Replaced,
    UnknownBadge,
    Welcome,
    Withdrawn,
)
from coordinator.views.words import hhmm, local, person_name

if TYPE_CHECKING:
    from coordinator.domain.checkin import Outcome
    from coordinator.domain.day import Day


def person_of(outcome: Outcome) -> str | None:
    """Return the id of the person an outcome is about."""
    return getattr(outcome, "person", None)


def sentence(day: Day, outcome: Outcome) -> str:
    """Say what the scan meant, and what to do where something is to be done."""
    match outcome:
        case Welcome(person):
            return f"{person_name(day, person)} is checked in."
        case AlreadyHere(person, since, desk):
            return f"{person_name(day, person)} is here since {hhmm(local(day, since))} ({desk})."
        case DoubleRead(person):
            return f"The badge of {person_name(day, person)} was read twice."
        case Goodbye(person):
            return f"{person_name(day, person)} is checked out."
        case NotHere(person):
            return f"{person_name(day, person)} was not checked in here."
        case Replaced(person):
            return f"This badge of {person_name(day, person)} was replaced; use the new one."
        case Withdrawn(person):
            return f"The registration of {person_name(day, person)} was withdrawn; ask the organiser."
        case OtherEvent():
            return "This badge belongs to another event."
        case UnknownBadge():
            return "This badge is of this event, but nobody has it; ask for the name."
        case BlankBadge():
            return "Blank badge: add its owner with F6."
        case DamagedBadge():
            return "The code was read wrongly; scan it again."
        case PartialBadge():
            return "Only a part of the code was read; scan it again."
        case ForeignContent():
            return "This is neither a badge of this event nor the id of a person in it."
