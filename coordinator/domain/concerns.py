"""Whom and what a fact is about; plain functions."""

from __future__ import annotations

from coordinator.domain.entries import (
    Fact,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    PlanChanged,
    Replanned,
    RoundFilled,
)


def meetings_of(fact: Fact) -> tuple[str, ...]:
    """Return the ids of all meetings that a fact changes."""
    if isinstance(fact, PlanChanged):
        return (fact.meeting, *(change.meeting for change in fact.changes))
    if isinstance(fact, RoundFilled | Replanned):
        return (*(given.meeting for given in fact.instead_of), *(change.meeting for change in fact.changes))
    return (fact.meeting,) if isinstance(fact, MeetingStarted | MeetingHeld | MeetingMissed) else ()


def person_of(fact: Fact) -> str | None:
    """Return the id of the person a fact is about."""
    return getattr(fact, "person", None)


def people_needed(fact: Fact) -> tuple[str, ...]:
    """Return the ids of everybody without whom a fact cannot have happened."""
    if isinstance(fact, PlanChanged | RoundFilled | Replanned):
        return tuple(p for change in fact.changes for p in (change.host, *change.guests))
    person = person_of(fact)
    return (person,) if person else ()
