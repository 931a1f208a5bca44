"""What a journal entry says, in a few words: for toasts, the history of a person and the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.entries import (
    BadgeGiven,
    BadgeReplaced,
    BlanksMade,
    CheckedIn,
    CheckedOut,
    ClockJumped,
    ExpectedLate,
    Fact,
    MarkedAbsent,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    PlanAdopted,
    PlanChanged,
    PrintEnded,
    PrintStarted,
    Redone,
    RepairKind,
    Replanned,
    RoundFilled,
    ScanRefused,
    SeenAgain,
    Undone,
    Unknown,
    WalkedIn,
)
from coordinator.domain.schedule import Side
from coordinator.views.prints import paper_of
from coordinator.views.words import count, hhmm, local, organisation_name, person_name, table_label

if TYPE_CHECKING:
    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.entries import PrintFact

_SIDES = {Side.HOST: "the host", Side.GUEST: "the guest", Side.BOTH: "both sides"}
_REPAIRS = {
    RepairKind.SUBSTITUTE: "substitute for",
    RepairKind.WAIT: "wait for",
    RepairKind.MOVE: "move of",
    RepairKind.SWAP: "swap for",
    RepairKind.FILL: "fill of",
    RepairKind.PULL_FORWARD: "pulling forward into",
    RepairKind.LEAVE_EMPTY: "leaving empty",
}


def deed(day: Day, fact: Fact) -> str:
    """Say what this fact did, as it stands after "Undone: …"."""
    match fact:
        case CheckedIn(person):
            return f"check-in of {person_name(day, person)}"
        case CheckedOut(person):
            return f"check-out of {person_name(day, person)}"
        case SeenAgain(person):
            return f"another scan of {person_name(day, person)}"
        case ScanRefused(_, _, outcome):
            return f"refused scan ({outcome})"
        case WalkedIn(person):
            return f"walk-in of {person_name(day, person)}"
        case ExpectedLate(person, until):
            return f"{person_name(day, person)} expected at {hhmm(local(day, until))}"
        case MarkedAbsent(person):
            return f"{person_name(day, person)} marked absent"
        case BadgeReplaced() | BadgeGiven() | BlanksMade() | PrintStarted() | PrintEnded():
            return _paper_deed(day, fact)
        case RoundFilled(slot, changes):
            return _fill_deed(day, slot, len(changes))
        case Replanned(changes):
            return f"re-plan that changed {count(len(changes), 'meeting')}"
        case PlanAdopted(plan):
            return f"import of schedule {plan}"
        case ClockJumped(by):
            return f"the computer's clock jumped by {by / 1000:+.0f} s"
        case Undone(target):
            return f"undo of {_target(day, target)}"
        case Redone(target):
            return f"redo of {_target(day, target)}"
        case Unknown(name):
            return f"“{name}”, written by a newer version"
        case MeetingStarted() | MeetingHeld() | MeetingMissed() | PlanChanged():
            return _meeting_deed(day, fact)


def _paper_deed(day: Day, fact: BadgeReplaced | BadgeGiven | BlanksMade | PrintFact) -> str:
    match fact:
        case BadgeReplaced(person):
            return f"new badge for {person_name(day, person)}"
        case BadgeGiven(person):
            return f"blank badge for {person_name(day, person)}"
        case BlanksMade(number):
            return f"making of {count(number, 'blank badge')}"
        case PrintStarted(document, subjects):
            return f"print of {paper_of(day, document, subjects)}"
        case PrintEnded(job, outcome):
            known = day.prints.jobs.get(job)
            what = paper_of(day, known.asked.document, known.asked.subjects) if known else "something not known here"
            return f"print of {what}: {outcome}"


def _fill_deed(day: Day, slot: str, meetings: int) -> str:
    known = day.schedule.slot_by_id.get(slot)
    when = hhmm(known.start) if known else slot
    return f"filling of the round at {when} with {count(meetings, 'new meeting')}"


def _meeting_deed(day: Day, fact: MeetingStarted | MeetingHeld | MeetingMissed | PlanChanged) -> str:
    where = place(day, day.meetings.get(fact.meeting)) or f"meeting {fact.meeting}"
    match fact:
        case MeetingStarted():
            return f"start of {where}"
        case MeetingHeld():
            return f"end of {where}"
        case MeetingMissed(_, side):
            return f"no-show of {_SIDES[side]} at {where}"
        case PlanChanged(_, repair):
            return f"{_REPAIRS[repair]} {where}"


def place(day: Day, meeting: MeetingNow | None) -> str:
    """Write where and when a meeting is, and whose: table 2 at 09:50, A × B."""
    if meeting is None:
        return ""
    slot = day.schedule.time_of(meeting)
    when = f" at {hhmm(slot.start)}" if slot else ""
    sides = f"{organisation_name(day, meeting.host)} × {organisation_name(day, meeting.guests[0])}"
    return f"table {table_label(day, meeting.table)}{when}, {sides}"


def _target(day: Day, entry: str) -> str:
    recorded = day.history.get(entry)
    return deed(day, recorded.entry.fact) if recorded else "an entry that is not here"
