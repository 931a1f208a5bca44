"""Which meetings of the rest of the day stand, which are to be placed, and which are left as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.schedule import MeetingStatus
from coordinator.planning.replan.hall import home_of

if TYPE_CHECKING:
    from coordinator.domain.day import MeetingNow
    from coordinator.planning.problem import Problem

    Sorted = tuple[list[MeetingNow], list[MeetingNow], list[MeetingNow]]


def sort_out(problem: Problem) -> Sorted:
    """Return the meetings that stand, those to be placed, and those that nobody could hold by the rules as they stand.

    A meeting stands if all its people can be there, also those who are only expected; it is never dropped.
    """
    standing: list[MeetingNow] = []
    wanted: list[MeetingNow] = []
    left_alone: list[MeetingNow] = []
    busy: dict[str, int] = {}
    for meeting in sorted(problem.meetings.values(), key=lambda m: not m.pinned):
        match _fate(problem, meeting):
            case "stands":
                bit = 1 << (problem.slot_of(meeting) or 0)
                needed = (*meeting.people, *problem.interpreter_of(meeting.id))
                if any(busy.get(one, 0) & bit for one in needed) or not _has_table(problem, meeting):
                    left_alone.append(meeting)
                else:
                    standing.append(meeting)
                for one in needed:
                    busy[one] = busy.get(one, 0) | bit
            case "wanted":
                wanted.append(meeting)
            case _:
                pass
    return standing, wanted, left_alone


def _fate(problem: Problem, meeting: MeetingNow) -> str:
    slot = problem.slot_of(meeting)
    if meeting.settled or any(person not in problem.people for person in meeting.people):
        return "over"
    match meeting.status:
        case MeetingStatus.RUNNING | MeetingStatus.HELD | MeetingStatus.CANCELLED:
            return "over"
        case MeetingStatus.MISSED:
            return "wanted"
        case MeetingStatus.PLANNED if slot is not None and slot < problem.coming:
            return "over"
        case MeetingStatus.PLANNED:
            stands = slot is not None and problem.can_all_be_there(meeting, slot)
            return "stands" if stands else "wanted"


def _has_table(problem: Problem, meeting: MeetingNow) -> bool:
    """Return whether a table is open for a meeting; one that is pinned needs its own."""
    home = home_of(problem, meeting.people, meeting.table)
    tables = problem.homes[home] if home else problem.pool_tables
    if meeting.pinned:
        tables &= problem.table_bit(meeting.table)
    return bool(tables)
