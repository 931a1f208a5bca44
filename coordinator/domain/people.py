"""People, their organisations and the side they stand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Registration(StrEnum):
    """Whether a person may come in."""

    REGISTERED = "registered"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    REJECTED = "rejected"

    @property
    def may_enter(self) -> bool:
        """Return whether the door lets this person in."""
        return self in (Registration.REGISTERED, Registration.WAITING)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A company, cluster or agency; `side` is A, B or empty in an event without sides."""

    id: str
    name: str
    country: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A participant; `organisation` is an organisation's id, `unavailable` holds slot ids."""

    id: str
    first_name: str
    last_name: str
    organisation: str
    job_title: str = ""
    country: str = ""
    city: str = ""
    email: str = ""
    phone: str = ""
    participant_type: str = ""
    side: str = ""
    registration: Registration = Registration.REGISTERED
    badge_name: str = ""
    badge_line2: str = ""
    languages: str = ""
    needs_interpreter: bool = False
    max_meetings: int | None = None
    unavailable: frozenset[str] = frozenset()
    support_office: str = ""
    notes: str = ""
    extra: tuple[tuple[str, str], ...] = field(default=())

    @property
    def name(self) -> str:
        """Return the full name as it is spoken: given name first."""
        return f"{self.first_name} {self.last_name}".strip()
