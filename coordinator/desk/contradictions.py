"""Where a new file and the day disagree about a meeting, and what it means when staff decide for one of them; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.entries import Change, GivenUp, Replanned
from coordinator.domain.schedule import MeetingStatus
from coordinator.views.words import organisation_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.schedule import Meeting, Schedule


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A meeting that the day changed and about which the file says something else.

    `today` and `file` say where it is by either of them, `others` are meetings of the file that cannot take place
    beside it as it is today. `settled` says that the day stays in any case, because the meeting has taken place.
    """

    meeting: str
    who: str
    today: str
    file: str
    others: tuple[str, ...] = ()
    crowded: str = ""
    settled: bool = False

    @property
    def sentence(self) -> str:
        """Return both sides in one sentence."""
        more = f" There it stands in the way of {self.crowded}." if self.crowded else ""
        return f"{self.who}: today {self.today}; in the file {self.file}.{more}"


def find(day: Day, after: Schedule) -> tuple[Contradiction, ...]:
    """Return every meeting that was changed today and that the new schedule changes as well, or needs the place of."""
    changed = [meeting for meeting in day.meetings.values() if meeting.version is not None]
    if not changed:
        return ()
    seats = _seats(after.meetings)
    return tuple(found for meeting in changed if (found := _about(day, after, meeting, seats)))


def decided(
    day: Day, after: Schedule, found: Iterable[Contradiction], for_file: Collection[str]
) -> tuple[Replanned, ...]:
    """Return what staff decided as one fact that follows the import.

    `for_file` are the meetings where the file goes first. Where the day does, what the file has in its way is given up.
    """
    changes, given_up = dict[str, Change](), dict[str, GivenUp]()
    for each in found:
        meeting = day.meetings[each.meeting]
        planned = after.meeting_by_id.get(each.meeting)
        if each.settled or each.meeting not in for_file:
            free = (other for other in each.others if other in for_file or not _is_changed(day, other))
            given_up |= {other: GivenUp(other, _version(day, other)) for other in free}
        elif planned is None or planned.slot is None or planned.table is None:
            given_up[each.meeting] = GivenUp(each.meeting, meeting.version)
        else:
            people = (planned.host, planned.guests)
            changes[each.meeting] = Change(each.meeting, *people, planned.slot, planned.table, expects=meeting.version)
    kept = tuple(change for known, change in changes.items() if known not in given_up)
    return (Replanned(kept, tuple(given_up.values())),) if kept or given_up else ()


def _about(day: Day, after: Schedule, meeting: MeetingNow, seats: Mapping[object, str]) -> Contradiction | None:
    now = after.meeting_by_id.get(meeting.id)
    others = tuple(dict.fromkeys(_in_the_way(meeting, seats)))
    if not (others or _is_said_otherwise(meeting, now)):
        return None
    return Contradiction(
        meeting.id,
        " × ".join(organisation_name(day, person) for person in meeting.people[:2]),
        _today(day, meeting),
        _where(after, now.slot, now.table) if now else "it is not there",
        others,
        ", ".join(_of_the_file(after, other) for other in others),
        settled=meeting.status in (MeetingStatus.RUNNING, MeetingStatus.HELD),
    )


def _is_said_otherwise(meeting: MeetingNow, now: Meeting | None) -> bool:
    """Return whether the file changes a meeting that the day changed too, and not in the same way."""
    before = meeting.planned
    if now is None:
        return before is not None and (meeting.takes_place or meeting.is_broken)
    if before is not None and before.people == meeting.people:
        # Other people of a meeting are taken from the file wherever it is.
        moved = (now.slot, now.table) != (before.slot, before.table)
        return moved and (now.slot, now.table) != (meeting.slot, meeting.table)
    here, there = (meeting.slot, meeting.table, meeting.people), (now.slot, now.table, now.people)
    return there != here and (before is None or there != (before.slot, before.table, before.people))


def _seats(meetings: Iterable[Meeting]) -> Mapping[object, str]:
    """Map who and which table is taken when to the meeting of the file."""
    seats: dict[object, str] = {}
    for meeting in meetings:
        if meeting.status in (MeetingStatus.PLANNED, MeetingStatus.HELD) and meeting.slot is not None:
            for person in meeting.people:
                seats["person", person, meeting.slot] = meeting.id
            if meeting.table is not None:
                seats["table", meeting.table, meeting.slot] = meeting.id
    return seats


def _in_the_way(meeting: MeetingNow, seats: Mapping[object, str]) -> Iterator[str]:
    if meeting.takes_place and meeting.slot is not None:
        wanted = [
            *(("person", person, meeting.slot) for person in meeting.people),
            ("table", meeting.table, meeting.slot),
        ]
        yield from (seats[seat] for seat in wanted if seat in seats and seats[seat] != meeting.id)


def _is_changed(day: Day, meeting: str) -> bool:
    return _version(day, meeting) is not None


def _version(day: Day, meeting: str) -> str | None:
    known = day.meetings.get(meeting)
    return known.version if known else None


def _today(day: Day, meeting: MeetingNow) -> str:
    where = _where(day.schedule, meeting.slot, meeting.table)
    return where if meeting.status is MeetingStatus.PLANNED else f"{meeting.status}, {where}"


def _of_the_file(after: Schedule, meeting: str) -> str:
    planned = after.meeting_by_id[meeting]
    names = [_home(after, person) for person in planned.people[:2]]
    return f"{' × '.join(names)} ({_where(after, planned.slot, planned.table)})"


def _home(schedule: Schedule, person: str) -> str:
    known = schedule.person_by_id.get(person)
    home = schedule.organisation_by_id.get(known.organisation) if known else None
    return home.name if home else known.name if known else person


def _where(schedule: Schedule, slot: str | None, table: str | None) -> str:
    at = schedule.slot_by_id.get(slot or "")
    sign = schedule.table_by_id.get(table or "")
    return f"{f'at {at.start:%H:%M}' if at else 'without a time'}, {f'table {sign.label}' if sign else 'no table'}"
