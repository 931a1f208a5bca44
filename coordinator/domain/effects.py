"""What one fact does to one person or one meeting; plain functions from before to after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.domain.day import MeetingNow, Scan, Standing, Visit
from coordinator.domain.entries import (
    Change,
    CheckedIn,
    CheckedOut,
    Entry,
    ExpectedLate,
    MarkedAbsent,
    MeetingFact,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    PlanChanged,
    PresenceFact,
    RepairKind,
    ScanRefused,
    SeenAgain,
    WalkedIn,
)
from coordinator.domain.schedule import MeetingStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coordinator.domain.schedule import Meeting


def stand(before: Standing, entry: Entry, fact: PresenceFact) -> Standing:
    """Return where a person stands after this fact."""
    match fact:
        case CheckedIn(_, checkpoint):
            return _arrive(before, entry, checkpoint)
        case WalkedIn(_, checkpoint):
            return replace(_arrive(before, entry, checkpoint), walked_in=True)
        case CheckedOut(_, checkpoint):
            visits = tuple(v for v in before.visits if v.checkpoint != checkpoint)
            return replace(
                before, visits=visits, left=None if visits else entry.wall, last_scan=_scan(entry, checkpoint)
            )
        case SeenAgain(_, checkpoint):
            return replace(before, last_scan=_scan(entry, checkpoint))
        case ExpectedLate(_, until):
            return replace(before, expected=until, absent=False)
        case MarkedAbsent():
            return replace(before, absent=True, expected=None)
        case ScanRefused():
            return before


def _arrive(before: Standing, entry: Entry, checkpoint: str) -> Standing:
    others = tuple(v for v in before.visits if v.checkpoint != checkpoint)
    return replace(
        before,
        visits=(*others, Visit(checkpoint, entry.wall, entry.id, entry.desk)),
        arrived=before.arrived if before.arrived is not None else entry.wall,
        left=None,
        expected=None,
        absent=False,
        last_scan=_scan(entry, checkpoint),
    )


def _scan(entry: Entry, checkpoint: str) -> Scan:
    return Scan(entry.wall, entry.desk, checkpoint, entry.id)


def meet(before: MeetingNow, entry: Entry, fact: MeetingFact) -> MeetingNow:
    """Return how a meeting stands after a fact about itself."""
    changed = replace(before, version=entry.id)
    came = replace(changed, missed=None, reason="")
    match fact:
        case MeetingStarted():
            return replace(came, status=MeetingStatus.RUNNING, started=entry.wall, waits_until=None)
        case MeetingHeld():
            return replace(came, status=MeetingStatus.HELD, ended=entry.wall, waits_until=None)
        case MeetingMissed(_, side, _, reason):
            return replace(
                changed,
                status=MeetingStatus.MISSED,
                missed=side,
                reason=reason,
                settled=False,
                waits_until=None,
            )
        case PlanChanged(_, RepairKind.WAIT, _, until):
            return replace(came, status=MeetingStatus.PLANNED, settled=False, waits_until=until)
        case PlanChanged():
            return give_up(before, entry)


def give_up(before: MeetingNow, entry: Entry) -> MeetingNow:
    """Return a meeting whose place was given away or left empty: a missed one stays missed."""
    missed = before.status is MeetingStatus.MISSED
    status = MeetingStatus.MISSED if missed else MeetingStatus.CANCELLED
    return replace(before, version=entry.id, status=status, settled=True, waits_until=None)


def place(before: MeetingNow | None, entry: Entry, change: Change) -> MeetingNow:
    """Return a meeting in its new place; a request that had no meeting becomes one."""
    return MeetingNow(
        change.meeting,
        change.host,
        change.guests,
        change.slot,
        change.table,
        MeetingStatus.PLANNED,
        version=entry.id,
        request=change.request or (before.request if before else None),
        pinned=before.pinned if before else False,
        planned=before.planned if before else None,
    )


def rebase(planned: Iterable[Meeting], before: Mapping[str, MeetingNow]) -> dict[str, MeetingNow]:
    """Return the meetings of a new plan with everything that happened to them, or to others, kept."""
    after = {meeting.id: MeetingNow.as_planned(meeting) for meeting in planned}
    for old in before.values():
        if old.version is not None:
            new = after.get(old.id)
            same_people = old.planned is not None and old.people == old.planned.people
            people = (new.host, new.guests) if new and same_people else (old.host, old.guests)
            after[old.id] = replace(old, host=people[0], guests=people[1], planned=new.planned if new else None)
    return after
