"""What the desk answers: values of closed sets, to be matched without a default branch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coordinator.domain.checkin import Outcome
    from coordinator.domain.printing import Document


@dataclass(frozen=True, slots=True)
class Change:
    """What the desk tells everybody after something happened: whose rows to paint anew.

    `documents` are the papers of which something was printed or made; `clock_jump` says by how many milliseconds the
    computer's clock had been set since the entry before.
    """

    people: frozenset[str] = field(default_factory=frozenset)
    meetings: frozenset[str] = field(default_factory=frozenset)
    everything: bool = False
    clock_jump: int = 0
    documents: frozenset[Document] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Done:
    """It happened; `entries` are the ids of the journal entries, `sentence` says it for a toast.

    `saved` is false while the disk refuses: the entries then wait in memory and are tried again.
    """

    sentence: str
    entries: tuple[str, ...]
    saved: bool = True


@dataclass(frozen=True, slots=True)
class Refusal:
    """It did not happen, and why."""

    sentence: str


Answer = Done | Refusal


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not in order: the rule, the id of the meeting where it is about one, and the sentence."""

    rule: str
    meeting: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """The outcome of one scan, when it was (UTC ms), the entry that keeps it, and whether it is on disk."""

    outcome: Outcome
    at: int
    entry: str | None
    saved: bool


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What a walk-in says at the desk."""

    first_name: str
    last_name: str
    organisation: str
    country: str = ""
    job_title: str = ""
    email: str = ""
    phone: str = ""
    side: str = ""
