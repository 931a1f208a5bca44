"""How a meeting stands at a moment, as staff see it: from what happened, who is here, and the timetable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain.day import Presence
from coordinator.domain.schedule import MeetingStatus, Side, moment

if TYPE_CHECKING:
    from datetime import datetime

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.policy import Policy
    from coordinator.domain.schedule import Slot


class State(StrEnum):
    """How a meeting stands at a moment."""

    PLANNED = "planned"
    AT_RISK = "at risk"
    READY = "both here"
    WAITING = "waiting"
    RUNNING = "running"
    NO_SHOW = "no-show"
    MISSED = "missed"
    HELD = "held"
    CANCELLED = "cancelled"
    UNCONFIRMED = "not confirmed"


@dataclass(frozen=True, slots=True)
class Stand:
    """A meeting's state, which side is not here now, and minutes since its slot began (negative before).

    `overdue` says that the grace is over: the missing side may be marked as a no-show.
    """

    state: State
    absent: Side | None
    minutes: int
    overdue: bool = False


def stand(day: Day, meeting: MeetingNow, now: datetime, policy: Policy) -> Stand:
    """Return how this meeting stands at `now`."""
    slot = day.schedule.time_of(meeting)
    absent = absent_side(day, meeting)
    if slot is None:
        return Stand(_SETTLED.get(meeting.status, State.PLANNED), absent, 0)
    minutes = int((now - slot.start).total_seconds() // 60)
    match meeting.status:
        case MeetingStatus.MISSED:
            return Stand(State.NO_SHOW if meeting.is_broken else State.MISSED, meeting.missed, minutes)
        case MeetingStatus.PLANNED:
            return _planned(day, meeting, slot, now, policy)
        case _:
            return Stand(_SETTLED[meeting.status], absent, minutes)


def absent_side(day: Day, meeting: MeetingNow) -> Side | None:
    """Return which side of a meeting is not in the hall now."""
    host = day.presence(meeting.host) is not Presence.HERE
    guest = any(day.presence(guest) is not Presence.HERE for guest in meeting.guests)
    if host and guest:
        return Side.BOTH
    if host:
        return Side.HOST
    return Side.GUEST if guest else None


def missing_people(meeting: MeetingNow, side: Side | None) -> tuple[str, ...]:
    """Return the ids of the people on this side of the meeting."""
    match side:
        case None:
            return ()
        case Side.HOST:
            return (meeting.host,)
        case Side.GUEST:
            return meeting.guests
        case Side.BOTH:
            return meeting.people


_SETTLED = {
    MeetingStatus.RUNNING: State.RUNNING,
    MeetingStatus.HELD: State.HELD,
    MeetingStatus.CANCELLED: State.CANCELLED,
    MeetingStatus.MISSED: State.MISSED,
}


def _planned(day: Day, meeting: MeetingNow, slot: Slot, now: datetime, policy: Policy) -> Stand:
    absent = absent_side(day, meeting)
    minutes = int((now - slot.start).total_seconds() // 60)
    if now >= slot.end:
        return Stand(State.UNCONFIRMED, absent, minutes)
    if now >= slot.start:
        patient = meeting.waits_until is not None and meeting.waits_until > now.timestamp() * 1000
        overdue = absent is not None and not patient and now - slot.start >= policy.grace
        return Stand(State.WAITING if absent else State.READY, absent, minutes, overdue)
    following = moment(day.schedule, now).following
    coming = following is not None and following.start == slot.start
    return Stand(State.AT_RISK if absent and coming else State.PLANNED, absent, minutes)
