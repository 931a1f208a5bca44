"""Whose paper no longer says what is planned now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.schedule import MeetingStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coordinator.domain.day import Day, MeetingNow


def changed_meetings(day: Day) -> Iterator[MeetingNow]:
    """Return the meetings whose time, table or people differ from the plan, or that will not take place."""
    for meeting in day.meetings.values():
        fell_out = meeting.planned is not None and meeting.status is MeetingStatus.CANCELLED
        if meeting.version is not None and (meeting.moved or fell_out):
            yield meeting


def changed_tables(day: Day) -> frozenset[str]:
    """Return the tables whose cards are out of date: where a meeting was, and where it is now."""
    places = ((m.table, m.planned.table if m.planned else None) for m in changed_meetings(day))
    return frozenset(table for pair in places for table in pair if table)


def changed_people(day: Day) -> frozenset[str]:
    """Return the people whose agendas are out of date."""
    people = ((*m.people, *(m.planned.people if m.planned else ())) for m in changed_meetings(day))
    return frozenset(person for group in people for person in group)
