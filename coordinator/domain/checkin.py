"""What a scan at a checkpoint means: an outcome for the person at the desk and the facts it implies. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from coordinator.domain import badge
from coordinator.domain.day import NOBODY
from coordinator.domain.entries import CheckedIn, CheckedOut, Fact, ScanRefused, SeenAgain

if TYPE_CHECKING:
    from coordinator.domain.day import Day, Standing

DOUBLE_READ_MS = 5_000
"""A badge read twice within this time by the same desk is one scan."""

COPIED_MS = 120_000
"""A badge seen at two desks within this time may be a copy."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Where and when a scan happens; `now` is UTC milliseconds, `tag` the event's badge tag."""

    now: int
    desk: str
    checkpoint: str
    tag: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """The person is checked in; `copied` warns that the same badge was just seen at another desk."""

    word: ClassVar[str] = "welcome"
    person: str
    copied: bool = False


@dataclass(frozen=True, slots=True)
class AlreadyHere:
    """The person was checked in here before: since when (UTC ms) and by which desk."""

    word: ClassVar[str] = "already-here"
    person: str
    since: int
    desk: str
    copied: bool = False


@dataclass(frozen=True, slots=True)
class DoubleRead:
    """The scanner read the same badge twice in a row; nothing changes."""

    word: ClassVar[str] = "double-read"
    person: str


@dataclass(frozen=True, slots=True)
class Goodbye:
    """The person is checked out."""

    word: ClassVar[str] = "goodbye"
    person: str


@dataclass(frozen=True, slots=True)
class NotHere:
    """The person to check out was not checked in here."""

    word: ClassVar[str] = "not-here"
    person: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """This badge is void: its owner has a newer one."""

    word: ClassVar[str] = "replaced"
    person: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The person's registration was cancelled or rejected."""

    word: ClassVar[str] = "withdrawn"
    person: str


@dataclass(frozen=True, slots=True)
class OtherEvent:
    """A badge of another event."""

    word: ClassVar[str] = "other-event"


@dataclass(frozen=True, slots=True)
class UnknownBadge:
    """A whole badge of this event that belongs to nobody; `code` is its readable beginning."""

    word: ClassVar[str] = "unknown"
    code: str


@dataclass(frozen=True, slots=True)
class BlankBadge:
    """A badge that was made without an owner and that nobody got yet; whoever is taken in next may get it."""

    word: ClassVar[str] = "blank"
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DamagedBadge:
    """The code was read wrongly; scan again."""

    word: ClassVar[str] = "damaged"


@dataclass(frozen=True, slots=True)
class PartialBadge:
    """Only a part of the code was read; scan again."""

    word: ClassVar[str] = "partial"


@dataclass(frozen=True, slots=True)
class ForeignContent:
    """Something that is no badge of ours; it is never opened and never kept."""

    word: ClassVar[str] = "foreign"


Accepted = Welcome | AlreadyHere | DoubleRead | Goodbye
Unread = DamagedBadge | PartialBadge | ForeignContent
Refused = NotHere | Replaced | Withdrawn | OtherEvent | UnknownBadge | BlankBadge | Unread
Outcome = Accepted | Refused


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome with the facts that make it true once they are on disk."""

    outcome: Outcome
    facts: tuple[Fact, ...] = ()


def decide(day: Day, text: str, scan: Situation) -> Decision:
    """Decide what a scanned badge, or a typed person id, means here and now."""
    match badge.read(text, scan.tag):
        case badge.Token(token):
            person = day.owner_of(token)
            if person is None:
                return _refuse(UnknownBadge(token[: badge.TAG_LENGTH + 5]), scan, None)
            if person == NOBODY:
                return _refuse(BlankBadge(token), scan, None)
            if token != day.token_of(person):
                return _refuse(Replaced(person), scan, person)
            return check_in(day, person, scan)
        case badge.OtherEvent():
            return _refuse(OtherEvent(), scan, None)
        case badge.Damaged():
            return _refuse(DamagedBadge(), scan, None)
        case badge.Partial():
            return _refuse(PartialBadge(), scan, None)
        case badge.Words(words):
            if day.person(words) is not None:
                return check_in(day, words, scan, by_hand=True)
            return _refuse(ForeignContent(), scan, None)


def check_in(day: Day, person: str, scan: Situation, *, by_hand: bool = False) -> Decision:
    """Decide what it means that this person stands at the checkpoint."""
    known = day.person(person)
    if known is None:
        return _refuse(ForeignContent(), scan, None)
    if not known.registration.may_enter:
        return _refuse(Withdrawn(person), scan, person)
    standing = day.standing(person)
    visit = standing.visit_at(scan.checkpoint)
    copied = not by_hand and _seen_elsewhere(standing, scan)
    if visit is None:
        return Decision(Welcome(person, copied), (CheckedIn(person, scan.checkpoint, by_hand=by_hand),))
    again: AlreadyHere | DoubleRead = AlreadyHere(person, visit.since, visit.desk, copied)
    if not by_hand and _read_twice(standing, scan):
        again = DoubleRead(person)
    return Decision(again, (SeenAgain(person, scan.checkpoint, again.word),))


def check_out(day: Day, person: str, scan: Situation) -> Decision:
    """Decide what it means that this person leaves the checkpoint."""
    visit = day.standing(person).visit_at(scan.checkpoint)
    if visit is None:
        return Decision(NotHere(person))
    return Decision(Goodbye(person), (CheckedOut(person, scan.checkpoint, visit.entry),))


def _refuse(outcome: Refused, scan: Situation, person: str | None) -> Decision:
    return Decision(outcome, (ScanRefused(person, scan.checkpoint, outcome.word),))


def _read_twice(standing: Standing, scan: Situation) -> bool:
    last = standing.last_scan
    return (
        last is not None
        and (last.desk, last.checkpoint) == (scan.desk, scan.checkpoint)
        and 0 <= scan.now - last.at < DOUBLE_READ_MS
    )


def _seen_elsewhere(standing: Standing, scan: Situation) -> bool:
    last = standing.last_scan
    return last is not None and last.desk != scan.desk and 0 <= scan.now - last.at < COPIED_MS
