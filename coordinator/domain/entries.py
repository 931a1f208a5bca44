"""What happened: facts in the past tense, and the journal entry that carries one.

People, meetings and entries are named by id only; names live in the plan. How a fact stands in the journal is
said in `codec`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coordinator.domain.printing import Document, PrintOutcome
    from coordinator.domain.schedule import Side


class Verdict(StrEnum):
    """What became of an entry when it met the state of the day."""

    APPLIED = "applied"
    REPEAT = "repeat"
    DOUBLE = "double"
    CONFLICT = "conflict"
    NO_EFFECT = "no effect"
    UNKNOWN_KIND = "unknown kind"


class RepairKind(StrEnum):
    """How a broken meeting was repaired."""

    SUBSTITUTE = "substitute"
    WAIT = "wait"
    MOVE = "move"
    SWAP = "swap"
    FILL = "fill"
    PULL_FORWARD = "pull forward"
    LEAVE_EMPTY = "leave empty"


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A person arrived at a checkpoint; `sees` is the check-in the desk had on screen."""

    kind: ClassVar[str] = "checked_in"
    person: str
    checkpoint: str
    sees: str | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """A person left a checkpoint; `sees` is the check-in that this ends."""

    kind: ClassVar[str] = "checked_out"
    person: str
    checkpoint: str
    sees: str | None = None


@dataclass(frozen=True, slots=True)
class SeenAgain:
    """A badge was scanned whose owner was here already; `outcome` says how the desk answered."""

    kind: ClassVar[str] = "seen_again"
    person: str
    checkpoint: str
    outcome: str


@dataclass(frozen=True, slots=True)
class ScanRefused:
    """A scan let nobody in; what was scanned is never kept, only how the desk answered."""

    kind: ClassVar[str] = "scan_refused"
    person: str | None
    checkpoint: str
    outcome: str


@dataclass(frozen=True, slots=True)
class WalkedIn:
    """A person who registered on the spot arrived at a checkpoint."""

    kind: ClassVar[str] = "walked_in"
    person: str
    checkpoint: str


@dataclass(frozen=True, slots=True)
class ExpectedLate:
    """A person let us know when they will come; `until` is UTC milliseconds."""

    kind: ClassVar[str] = "expected_late"
    person: str
    until: int


@dataclass(frozen=True, slots=True)
class MarkedAbsent:
    """A person will not come at all today."""

    kind: ClassVar[str] = "marked_absent"
    person: str


@dataclass(frozen=True, slots=True)
class MeetingStarted:
    """Both sides sat down; `expects` is the entry that last changed the meeting."""

    kind: ClassVar[str] = "meeting_started"
    meeting: str
    expects: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """The meeting took place."""

    kind: ClassVar[str] = "meeting_held"
    meeting: str
    expects: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingMissed:
    """One side, or both, did not come to the meeting."""

    kind: ClassVar[str] = "meeting_missed"
    meeting: str
    side: Side
    expects: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One meeting's new place: the whole of it, so that no earlier change need be known.

    A `request` makes a meeting of a wish that had none; `expects` is the entry that last changed the meeting.
    """

    meeting: str
    host: str
    guests: tuple[str, ...]
    slot: str
    table: str
    request: str | None = None
    expects: str | None = None


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """Staff accepted one repair of a broken meeting; `waits_until` is UTC milliseconds."""

    kind: ClassVar[str] = "plan_changed"
    meeting: str
    repair: RepairKind
    changes: tuple[Change, ...] = ()
    waits_until: int | None = None
    expects: str | None = None


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A broken meeting whose place is given away; `expects` is the entry that last changed it."""

    meeting: str
    expects: str | None = None


@dataclass(frozen=True, slots=True)
class RoundFilled:
    """Staff gave people who were idle in one round a meeting of the standby pool; every change is a new meeting."""

    kind: ClassVar[str] = "round_filled"
    slot: str
    changes: tuple[Change, ...] = ()
    instead_of: tuple[GivenUp, ...] = ()


@dataclass(frozen=True, slots=True)
class Replanned:
    """Staff accepted a plan for many meetings at once: moved ones, recovered ones, new ones, and those given up."""

    kind: ClassVar[str] = "replanned"
    changes: tuple[Change, ...] = ()
    instead_of: tuple[GivenUp, ...] = ()


@dataclass(frozen=True, slots=True)
class BadgeReplaced:
    """A person got a new badge; the old token is void from now on."""

    kind: ClassVar[str] = "badge_replaced"
    person: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class BlanksMade:
    """This many badges without an owner were made; their tokens stand with all others, never in the journal."""

    kind: ClassVar[str] = "blanks_made"
    count: int


@dataclass(frozen=True, slots=True)
class BadgeGiven:
    """A person got a badge that had been made without an owner."""

    kind: ClassVar[str] = "badge_given"
    person: str
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PrintStarted:
    """Paper is about to go to a printer, or into a PDF where `printer` is empty.

    `subjects` are the people, tables, organisations or numbers of blanks that it is of, none for a list of everything;
    `version` is how many entries the journal had when the paper was drawn.
    """

    kind: ClassVar[str] = "print_started"
    document: Document
    subjects: tuple[str, ...] = ()
    printer: str = ""
    stock: str = ""
    template: str = ""
    copies: int = 1
    version: int = 0


@dataclass(frozen=True, slots=True)
class PrintEnded:
    """What became of a print; `job` is the entry with which it started."""

    kind: ClassVar[str] = "print_ended"
    job: str
    outcome: PrintOutcome
    pages: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlanAdopted:
    """A schedule was imported and became the plan with this number."""

    kind: ClassVar[str] = "plan_adopted"
    plan: int


@dataclass(frozen=True, slots=True)
class ClockJumped:
    """The computer's clock moved against its monotonic clock by this many milliseconds."""

    kind: ClassVar[str] = "clock_jumped"
    by: int


@dataclass(frozen=True, slots=True)
class Undone:
    """An earlier entry was taken back."""

    kind: ClassVar[str] = "undone"
    undoes: str


@dataclass(frozen=True, slots=True)
class Redone:
    """An entry that had been taken back holds again."""

    kind: ClassVar[str] = "redone"
    undoes: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact of a kind that this version does not know: kept and shown, never dropped."""

    name: str
    columns: Mapping[str, str | None] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return the kind as it stands in the journal."""
        return self.name


PresenceFact = CheckedIn | CheckedOut | SeenAgain | ScanRefused | WalkedIn | ExpectedLate | MarkedAbsent
MeetingFact = MeetingStarted | MeetingHeld | MeetingMissed | PlanChanged
PlanFact = RoundFilled | Replanned
BookFact = BadgeReplaced | BadgeGiven | BlanksMade | PlanAdopted | ClockJumped
PrintFact = PrintStarted | PrintEnded
Fact = PresenceFact | MeetingFact | PlanFact | BookFact | PrintFact | Undone | Redone | Unknown


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: made by one desk, numbered by it without gaps.

    `wall` is UTC milliseconds for people to read, `mono` the desk's monotonic clock in milliseconds.
    """

    id: str
    desk: str
    number: int
    wall: int
    mono: int
    fact: Fact
