"""The attendance log: one row for every fact about who came and went, in the order in which it happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from coordinator.domain.entries import (
    BadgeGiven,
    BadgeReplaced,
    CheckedIn,
    CheckedOut,
    ExpectedLate,
    Fact,
    MarkedAbsent,
    Redone,
    ScanRefused,
    SeenAgain,
    Undone,
    Verdict,
    WalkedIn,
)
from coordinator.views.words import clock, hhmm, local, organisation_name, person_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coordinator.domain.day import Day, Recorded

_ABOUT_PEOPLE = (
    CheckedIn,
    CheckedOut,
    SeenAgain,
    ScanRefused,
    WalkedIn,
    ExpectedLate,
    MarkedAbsent,
    BadgeReplaced,
    BadgeGiven,
)

HEADER = (
    "entry",
    "local time",
    "UTC",
    "what",
    "checkpoint",
    "desk",
    "person id",
    "name",
    "organisation",
    "first arrival",
    "counts",
    "note",
)


class AttendanceRow(NamedTuple):
    """One fact; `entry` is its place in the journal, `counts` is no once it was taken back or had no effect."""

    entry: str
    local_time: str
    utc: str
    what: str
    checkpoint: str
    desk: str
    person: str
    name: str
    organisation: str
    first_arrival: str
    counts: str
    note: str


def rows(day: Day) -> tuple[AttendanceRow, ...]:
    """Return the whole log, what was taken back and refused included."""
    log = _Log(
        day, {known: number for number, known in enumerate(day.history, 1)}, _first_arrivals(day), _undone_by(day)
    )
    return tuple(row for recorded in day.history.values() if (row := log.row(recorded)))


def arrivals(day: Day) -> tuple[AttendanceRow, ...]:
    """Return everybody who came, each once, in the order of their first arrival."""
    return tuple(row for row in rows(day) if row.first_arrival == "yes")


@dataclass(frozen=True, slots=True)
class _Log:
    """A day with what its rows need to know of each other: places, first arrivals, and who took what back."""

    day: Day
    numbers: Mapping[str, int]
    first: frozenset[str]
    undone_by: Mapping[str, Recorded]

    def row(self, recorded: Recorded) -> AttendanceRow | None:
        """Return the row of an entry that is about a person, or takes one back that is."""
        entry, day = recorded.entry, self.day
        about = _about(day, entry.fact)
        if about is None:
            return None
        person = getattr(about, "person", None)
        utc = datetime.fromtimestamp(entry.wall / 1000, UTC)
        return AttendanceRow(
            entry=str(self.numbers[entry.id]),
            local_time=f"{local(day, entry.wall):%Y-%m-%d %H:%M:%S}",
            utc=f"{utc:%Y-%m-%dT%H:%M:%S}.{entry.wall % 1000:03}Z",
            what=self._what(entry.fact),
            checkpoint=_checkpoint(day, about),
            desk=entry.desk,
            person=person or "",
            name=person_name(day, person) if person else "",
            organisation=organisation_name(day, person) if person else "",
            first_arrival="yes" if entry.id in self.first else "no",
            counts="yes" if recorded.verdict is Verdict.APPLIED and entry.id not in day.undone else "no",
            note=self._note(recorded),
        )

    def _what(self, fact: Fact) -> str:
        match fact:
            case CheckedIn(by_hand=by_hand):
                return "checked in by hand" if by_hand else "checked in"
            case CheckedOut():
                return "checked out"
            case SeenAgain():
                return "scanned again"
            case ScanRefused():
                return "scan refused"
            case WalkedIn():
                return "walk-in"
            case ExpectedLate(_, until):
                return f"expected at {hhmm(local(self.day, until))}"
            case MarkedAbsent():
                return "will not come"
            case BadgeReplaced():
                return "new badge"
            case BadgeGiven():
                return "blank badge handed out"
            case Undone(target):
                return f"taken back: {self._what_of(target)}"
            case Redone(target):
                return f"brought back: {self._what_of(target)}"
        return fact.kind

    def _what_of(self, entry: str) -> str:
        return f"{self._what(self.day.history[entry].entry.fact)} (entry {self.numbers[entry]})"

    def _note(self, recorded: Recorded) -> str:
        """Say how the desk answered a scan, and why an entry does not count."""
        notes = [getattr(recorded.entry.fact, "outcome", "").replace("-", " "), recorded.reason]
        undo = self.undone_by.get(recorded.entry.id)
        if undo is not None and recorded.entry.id in self.day.undone:
            notes.append(f"taken back at {clock(self.day, undo.entry.wall)} by {undo.entry.desk}")
        return "; ".join(filter(None, notes))


def _first_arrivals(day: Day) -> frozenset[str]:
    first: dict[str, str] = {}
    for entry in day.active():
        if isinstance(entry.fact, CheckedIn | WalkedIn):
            first.setdefault(entry.fact.person, entry.id)
    return frozenset(first.values())


def _undone_by(day: Day) -> dict[str, Recorded]:
    """Map entries to the newest entry that took them back."""
    return {
        recorded.entry.fact.undoes: recorded
        for recorded in day.history.values()
        if isinstance(recorded.entry.fact, Undone) and recorded.verdict is Verdict.APPLIED
    }


def _about(day: Day, fact: Fact) -> Fact | None:
    """Return the fact about a person that this one is or takes back, if there is one."""
    if isinstance(fact, Undone | Redone):
        target = day.history.get(fact.undoes)
        return _about(day, target.entry.fact) if target else None
    return fact if isinstance(fact, _ABOUT_PEOPLE) else None


def _checkpoint(day: Day, fact: Fact) -> str:
    checkpoint = getattr(fact, "checkpoint", None)
    known = day.schedule.checkpoint_by_id.get(checkpoint or "")
    return known.name if known else checkpoint or ""
