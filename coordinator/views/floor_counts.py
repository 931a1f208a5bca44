"""The numbers above the floor, and which meetings a button for several at once is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.schedule import MeetingStatus, moment
from coordinator.views.changed import people_to_tell
from coordinator.views.state import State, stand
from coordinator.views.words import hhmm

if TYPE_CHECKING:
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Counts:
    """What the chips say, and the ids of the meetings that can be started or confirmed together."""

    running: int = 0
    waiting: int = 0
    no_show: int = 0
    free: int = 0
    changes: int = 0
    ready: tuple[str, ...] = ()
    to_confirm: tuple[str, ...] = ()


def counts(day: Day, now: datetime, policy: Policy) -> Counts:
    """Count the round that counts now, the no-shows without a decision, and the people to be told of a change."""
    at = moment(day.schedule, now)
    focus = at.slot or at.following
    running = waiting = no_show = 0
    ready: list[str] = []
    confirm: list[str] = []
    busy: set[str] = set()
    begun = {slot.id: slot for slot in day.schedule.slots if slot.start <= now}
    here = {person for person, standing in day.standings.items() if standing.visits}
    for meeting in day.meetings.values():
        if meeting.is_broken:
            no_show += 1
        if focus and focus.id in day.schedule.slots_of(meeting) and meeting.takes_place and meeting.table:
            busy.add(meeting.table)
        slot = day.schedule.time_of(meeting) if meeting.slot in begun else None
        if slot is None or not meeting.is_open:
            continue
        if now >= slot.end:
            both = meeting.host in here and here.issuperset(meeting.guests)
            sure = both or meeting.status is MeetingStatus.RUNNING
            confirm.extend((meeting.id,) if sure else ())
            continue
        how = stand(day, meeting, now, policy)
        if how.state is State.RUNNING:
            running += 1
        elif how.state is State.WAITING:
            waiting += 1
        elif how.state is State.READY:
            ready.append(meeting.id)
    tables = sum(1 for table in day.schedule.tables if table.active)
    free = max(0, tables - len(busy)) if focus else 0
    return Counts(running, waiting, no_show, free, len(people_to_tell(day)), tuple(ready), tuple(confirm))


@dataclass(frozen=True, slots=True)
class RoundToFill:
    """A round that can be filled now, and how it is called beside the other."""

    slot: str
    words: str


def rounds_to_fill(day: Day, now: datetime) -> tuple[RoundToFill, ...]:
    """Return the round that runs and the one that comes next, where there are such."""
    at = moment(day.schedule, now)
    running = (RoundToFill(at.slot.id, f"{hhmm(at.slot.start)} now"),) if at.slot else ()
    coming = (RoundToFill(at.following.id, f"{hhmm(at.following.start)} next"),) if at.following else ()
    return (*running, *coming)
