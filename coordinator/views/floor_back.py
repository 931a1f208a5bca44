"""Who has just come back, and whether it is worth asking what of their day can be restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.entries import (
    CheckedIn,
    CheckedOut,
    ExpectedLate,
    Fact,
    MarkedAbsent,
    MeetingMissed,
    Undone,
    Verdict,
    WalkedIn,
)
from coordinator.domain.schedule import MeetingStatus
from coordinator.views.state import missing_people

if TYPE_CHECKING:
    from datetime import datetime

    from coordinator.domain.day import Day, MeetingNow


def back_again(day: Day) -> tuple[str, ...]:
    """Return who came by the newest action, or whose absence it took back."""
    found: dict[str, None] = {}
    newest = None
    for recorded in reversed(tuple(day.history.values())):
        moment = (recorded.entry.desk, recorded.entry.mono)
        newest = newest or moment
        if moment != newest:
            break
        if recorded.verdict is Verdict.APPLIED:
            found.update(dict.fromkeys(_came(day, recorded.entry.fact)))
    return tuple(found)


def _came(day: Day, fact: Fact) -> tuple[str, ...]:
    if isinstance(fact, CheckedIn | WalkedIn):
        return (fact.person,)
    recorded = day.history.get(fact.undoes) if isinstance(fact, Undone) else None
    gone = recorded.entry.fact if recorded else None
    if isinstance(gone, MarkedAbsent | CheckedOut | ExpectedLate):
        return (gone.person,)
    meeting = day.meetings.get(gone.meeting) if isinstance(gone, MeetingMissed) else None
    return missing_people(meeting, gone.side) if meeting and isinstance(gone, MeetingMissed) else ()


def may_have_lost(day: Day, person: str, now: datetime) -> bool:
    """Return whether some meeting of a person may be lost; a glance, so that nobody searches for nothing."""
    mine = (m for m in day.meetings.values() if person == m.host or person in m.guests)
    return any(_may_be_lost(day, meeting, now) for meeting in mine)


def _may_be_lost(day: Day, meeting: MeetingNow, now: datetime) -> bool:
    match meeting.status:
        case MeetingStatus.MISSED:
            return True
        case MeetingStatus.CANCELLED:
            return meeting.version is not None
        case MeetingStatus.PLANNED:
            slot = day.schedule.time_of(meeting)
            return slot is not None and slot.end <= now
        case MeetingStatus.RUNNING | MeetingStatus.HELD:
            return False
