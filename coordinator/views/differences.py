"""What is different between a meeting as a paper has it and as it stands now, in one word of a closed set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain.schedule import MeetingStatus
from coordinator.views.languages import Language
from coordinator.views.wording import wording
from coordinator.views.words import table_label

if TYPE_CHECKING:
    from datetime import datetime

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.schedule import Meeting


class Difference(StrEnum):
    """What became of a meeting, as whoever goes there must be told."""

    NEW = "new"
    MOVED = "moved"
    CANCELLED = "cancelled"
    SOMEBODY_ELSE = "somebody else"
    REPLACED = "replaced"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Seat:
    """When, where and with whom a meeting takes place; `table` is the label on its sign, empty where there is none."""

    slot: str
    start: datetime
    end: datetime
    table_id: str
    table: str
    people: tuple[str, ...]
    waits_until: int | None = None


def seat(day: Day, meeting: MeetingNow) -> Seat | None:
    """Return where a meeting stands now; nothing where it has no time or its place was given up."""
    given_up = meeting.status is MeetingStatus.MISSED and meeting.settled
    if given_up or meeting.status is MeetingStatus.CANCELLED:
        return None
    return _seat(day, meeting, meeting.waits_until if meeting.is_open else None)


def planned_seat(day: Day, plan: Meeting | None) -> Seat | None:
    """Return where a meeting was planned; nothing where it was not, or without a time."""
    return None if plan is None or plan.status is MeetingStatus.CANCELLED else _seat(day, plan, None)


def _seat(day: Day, placed: MeetingNow | Meeting, waits_until: int | None) -> Seat | None:
    time = day.schedule.time_of(placed)
    if time is None:
        return None
    table = table_label(day, placed.table) if placed.table else ""
    return Seat(time.id, time.start, time.end, placed.table or "", table, placed.people, waits_until)


def difference(before: Seat | None, after: Seat | None) -> Difference | None:
    """Return what happened between two states of one meeting; the weightiest where several things did."""
    if before is None or after is None:
        return None if before is after else Difference.NEW if before is None else Difference.CANCELLED
    if (before.start, before.end, before.table) != (after.start, after.end, after.table):
        return Difference.MOVED
    if before.people != after.people:
        return Difference.SOMEBODY_ELSE
    return Difference.LATER if after.waits_until not in (None, before.waits_until) else None


def difference_for(person: str, before: Seat | None, after: Seat | None) -> Difference | None:
    """Return what happened to a meeting for one person, who may have come to it or left it."""
    was = before if before and person in before.people else None
    now = after if after and person in after.people else None
    found = difference(was, now)
    return Difference.REPLACED if found is Difference.CANCELLED and after else found


def word(found: Difference, language: Language = Language.ENGLISH) -> str:
    """Say what happened in a word or two."""
    words = wording(language)
    match found:
        case Difference.NEW:
            return words.new
        case Difference.MOVED:
            return words.moved
        case Difference.CANCELLED:
            return words.cancelled
        case Difference.SOMEBODY_ELSE:
            return words.somebody_else
        case Difference.REPLACED:
            return words.other_goes
        case Difference.LATER:
            return words.later
