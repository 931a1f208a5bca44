"""Who has which badge code now: for a second list at the door, or for a printer of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coordinator.views.words import organisation_name

if TYPE_CHECKING:
    from coordinator.domain.day import Day

HEADER = ("person id", "name", "organisation", "token")


class BadgeRow(NamedTuple):
    """One person with the one code that opens the door for them now; empty while they have none."""

    person: str
    name: str
    organisation: str
    token: str


def rows(day: Day) -> tuple[BadgeRow, ...]:
    """Return everybody who may enter, in the order of the schedule."""
    return tuple(
        BadgeRow(person.id, person.name, organisation_name(day, person.id), day.token_of(person.id) or "")
        for person in day.people()
        if person.registration.may_enter
    )
