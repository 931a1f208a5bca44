"""Where a new file contradicts the day, and what staff decided: the day's word stays, or the file's is taken.

What happened is never undone by a file: a meeting that runs or was held stays where it was. What the day planned anew
may give way, meeting by meeting or all at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain import effects
from coordinator.domain.entries import Change, GivenUp, Replanned
from coordinator.domain.schedule import MeetingStatus
from coordinator.intake.compare import Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.schedule import Meeting, Schedule

_HAPPENED = (MeetingStatus.RUNNING, MeetingStatus.HELD)


class Word(StrEnum):
    """Whose word counts for a meeting."""

    DAY = "keep the day's"
    FILE = "take the file's"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A meeting that was changed today and of which the file says something else, or whose place the file gave away.

    `others` are meetings of the file that need its people or its table; they lose their place when the day's word
    counts. `happened` says that it runs or was held, so that only the day's word can count.
    """

    meeting: str
    days: str
    files: str
    sentence: str
    others: tuple[str, ...] = ()
    happened: bool = False

    @property
    def options(self) -> tuple[Word, ...]:
        """Return what can be decided, the safe choice first."""
        return (Word.DAY,) if self.happened else (Word.DAY, Word.FILE)


@dataclass(frozen=True, slots=True)
class Decided:
    """The schedule to adopt, and the entry that brings meetings of the day to where the file has them, if any."""

    schedule: Schedule
    entry: Replanned | None = None


def contradictions(day: Day, after: Schedule) -> tuple[Contradiction, ...]:
    """Return every meeting of the day that a schedule contradicts; the schedule has the ids of the event."""
    if all(meeting.version is None for meeting in day.meetings.values()):
        return ()
    meetings = effects.rebase(after.meetings, day.meetings)
    rivals = _rivals(meetings)
    found = []
    for known, before in day.meetings.items():
        if before.version is None:
            continue
        others = tuple(rivals.get(known, ()))
        planned = after.meeting_by_id.get(known)
        if others or _says_otherwise(before, planned):
            found.append(_contradiction(day, after, before, planned, others))
    return tuple(found)


def decided(day: Day, after: Schedule, words: Mapping[str, Word], otherwise: Word = Word.DAY) -> Decided:
    """Apply what staff decided about each contradiction; `otherwise` counts where nothing was decided."""
    lose_all, lose_table = set[str](), set[str]()
    changes, given_up = [], []
    for found in contradictions(day, after):
        now, word = day.meetings[found.meeting], words.get(found.meeting, otherwise)
        if word is Word.DAY or found.happened:
            for other in (after.meeting_by_id[known] for known in found.others):
                shared = set(other.people) & set(now.people)
                (lose_all if shared else lose_table).add(other.id)
            continue
        planned = after.meeting_by_id.get(found.meeting)
        if planned and planned.slot and planned.table:
            changes.append(_placed(now, planned))
        elif now.status is not MeetingStatus.CANCELLED:
            given_up.append(GivenUp(now.id, now.version))
    meetings = tuple(
        replace(meeting, slot=None, table=None)
        if meeting.id in lose_all
        else replace(meeting, table=None)
        if meeting.id in lose_table
        else meeting
        for meeting in after.meetings
    )
    entry = Replanned(tuple(changes), tuple(given_up)) if changes or given_up else None
    return Decided(replace(after, meetings=meetings) if lose_all or lose_table else after, entry)


def no_longer_listed(day: Day, after: Schedule) -> tuple[Item, ...]:
    """Return who came today and is not in the schedule any more, or not with a registration that may enter.

    They stay where they are: what a person did today is never taken back by a file.
    """
    found = []
    for person, standing in day.standings.items():
        known, listed = day.person(person), after.person_by_id.get(person)
        if known is None or standing.arrived is None or (standing.walked_in and listed is None):
            continue
        if listed is None:
            found.append(Item(person, f"{known.name} came today but is not in the file."))
        elif not listed.registration.may_enter and known.registration.may_enter:
            found.append(Item(person, f"{known.name} came today; the file says {listed.registration}."))
    return tuple(found)


def _rivals(meetings: Mapping[str, MeetingNow]) -> dict[str, dict[str, None]]:
    """Return for meetings that the day changed the meetings of the file that need the same people or table."""
    seats: dict[tuple[str, str], list[MeetingNow]] = {}
    for meeting in meetings.values():
        if meeting.slot and meeting.takes_place:
            for seat in (*meeting.people, *([f"\n{meeting.table}"] if meeting.table else [])):
                seats.setdefault((seat, meeting.slot), []).append(meeting)
    found: dict[str, dict[str, None]] = {}
    for taken in seats.values():
        if len(taken) > 1:
            strangers = [meeting.id for meeting in taken if meeting.version is None]
            for meeting in taken:
                if meeting.version is not None and strangers:
                    found.setdefault(meeting.id, {}).update(dict.fromkeys(strangers))
    return found


def _says_otherwise(now: MeetingNow, planned: Meeting | None) -> bool:
    """Return whether the file changed a meeting that the day changed too, and not to the same."""
    before = now.planned
    if before is None:
        return planned is not None and _place(planned) != _place(now)
    if planned is None:
        return now.status is not MeetingStatus.CANCELLED
    return _place(planned) != _place(before) and _place(planned) != _place(now)


def _place(meeting: Meeting | MeetingNow) -> tuple[str | None, str | None, frozenset[str]]:
    return meeting.slot, meeting.table, frozenset(meeting.people)


def _placed(now: MeetingNow, planned: Meeting) -> Change:
    slot, table = planned.slot or "", planned.table or ""
    return Change(now.id, planned.host, planned.guests, slot, table, expects=now.version)


def _contradiction(
    day: Day, after: Schedule, now: MeetingNow, planned: Meeting | None, others: tuple[str, ...]
) -> Contradiction:
    names = _names(day, now.people)
    days = _where(day.schedule, now)
    if now.status is not MeetingStatus.PLANNED:
        days = f"{now.status}, {days}"
    files = _where(after, planned) if planned else "not in the file"
    if others:
        told = ", ".join(_names(day, after.meeting_by_id[known].people, after) for known in others)
        sentence = f"{names}: today {days}; the file has {told} there."
    else:
        sentence = f"{names}: today {days}; {'the file says ' if planned else ''}{files}."
    return Contradiction(now.id, days, files, sentence, others, happened=now.status in _HAPPENED)


def _names(day: Day, people: Iterable[str], after: Schedule | None = None) -> str:
    found = (day.person(person) or (after.person_by_id.get(person) if after else None) for person in people)
    return " and ".join(person.name for person in found if person)


def _where(schedule: Schedule, meeting: Meeting | MeetingNow) -> str:
    slot, table = schedule.slot_by_id.get(meeting.slot or ""), schedule.table_by_id.get(meeting.table or "")
    at = f"at {slot.start:%H:%M}" if slot else "without a time"
    return f"{at}, table {table.label}" if table else at
