"""Badges without an owner, for walk-ins: what stands on the blank ones that nobody got yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.domain import badge
from coordinator.domain.day import NOBODY

if TYPE_CHECKING:
    from collections.abc import Collection

    from coordinator.domain.day import Day


@dataclass(frozen=True, slots=True)
class BlankRecord:
    """One blank badge: the number by which people call it, and its token."""

    number: str
    token: str = field(repr=False)

    @property
    def about(self) -> str:
        """Return which paper it is."""
        return self.number

    @property
    def code_groups(self) -> str:
        """Return the token in groups that can be read out and typed."""
        return badge.groups(self.token)


def blanks(day: Day, *, only: Collection[str] | None = None) -> tuple[BlankRecord, ...]:
    """Return the blank badges that have no owner yet, or those of these numbers only, in the order they were made."""
    numbered = ((str(number), token) for number, token in enumerate(day.books.blanks, 1))
    return tuple(
        BlankRecord(number, token)
        for number, token in numbered
        if day.owner_of(token) == NOBODY and (only is None or number in only)
    )
