"""What staff may choose about how the day is run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of thumb of one event.

    `grace_minutes` into a round a missing side is offered as a no-show. Nobody who is not checked in is given a new
    meeting in the next `lead` rounds.
    """

    grace_minutes: int = 5
    lead: int = 1

    @property
    def grace(self) -> timedelta:
        """Return the grace as a length of time."""
        return timedelta(minutes=self.grace_minutes)
