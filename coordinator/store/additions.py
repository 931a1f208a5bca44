"""What a transaction adds to the books beside its entries: an imported plan, walk-ins, badges."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coordinator.domain.people import Organisation, Person
    from coordinator.domain.schedule import Schedule


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file from which a plan was imported, as it was; `sha256` is the hash of its content in hexadecimal."""

    name: str
    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True)
class AdoptedPlan:
    """An imported plan with its number and the files it came from."""

    number: int
    schedule: Schedule
    sources: tuple[SourceFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Additions:
    """New rows of the books; people and organisations are walk-ins, `badges` maps new tokens to people."""

    plan: AdoptedPlan | None = None
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    badges: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def are_none(self) -> bool:
        """Return whether nothing is added."""
        return not (self.plan or self.people or self.organisations or self.badges)


NOTHING = Additions()
