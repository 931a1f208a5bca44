"""Which meetings of the rest of the day stand, which are to be placed, and which are left as they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from coordinator.domain.schedule import MeetingStatus
from coordinator.planning.masks import bits
from coordinator.planning.replan.hall import home_of
from coordinator.planning.wishes import pair

if TYPE_CHECKING:
    from collections.abc import Collection

    from coordinator.domain.day import MeetingNow
    from coordinator.planning.problem import Problem
    from coordinator.planning.replan.hall import Hall

_PAIR = 2


class _Fate(Enum):
    STANDS = auto()
    WANTED = auto()
    BREAKS = auto()
    STAYS = auto()


@dataclass(frozen=True, slots=True)
class Sorted:
    """The meetings of a day: those that stand, those to be placed, and those that break a rule as they stand.

    `untouched` are others that hold people and tables in a round to come: begun early, waiting for somebody, or longer
    than a round.
    """

    standing: tuple[MeetingNow, ...]
    wanted: tuple[MeetingNow, ...]
    left_alone: tuple[MeetingNow, ...]
    untouched: tuple[MeetingNow, ...]

    @property
    def fixed(self) -> tuple[MeetingNow, ...]:
        """Return the meetings that a plan takes as given."""
        return (*self.left_alone, *self.untouched)


def sort_out(problem: Problem) -> Sorted:
    """Sort the meetings of the day by what a re-plan may do with them.

    A meeting stands if all its people can be there, also those who are only expected; it is never dropped.
    """
    found: dict[_Fate, list[MeetingNow]] = {fate: [] for fate in _Fate}
    for meeting in problem.meetings.values():
        found[_fate(problem, meeting)].append(meeting)
    wanted = {meeting.id for meeting in found[_Fate.WANTED]}
    untouched = [m for m in found[_Fate.STAYS] if m.takes_place and _is_to_come(problem, m)]
    alone = found[_Fate.BREAKS] + [m for m in found[_Fate.STANDS] if _breaks_a_rule(problem, m, wanted)]
    fixed = {meeting.id for meeting in (*untouched, *alone)}
    alone += [
        m
        for m in found[_Fate.STANDS]
        if m.id not in fixed and m.pinned and _shares_its_table(problem, m, fixed, wanted)
    ]
    fixed |= {meeting.id for meeting in alone}
    standing = tuple(m for m in found[_Fate.STANDS] if m.id not in fixed)
    return Sorted(standing, tuple(found[_Fate.WANTED]), tuple(alone), tuple(untouched))


def with_seats_only(hall: Hall, found: Sorted) -> Sorted:
    """Let the meetings stand for which a table is open in their round; the others are to be placed elsewhere.

    Who loses a closed table goes before others.
    """
    problem, left = hall.problem, [list(capacity) for capacity in hall.capacity]
    seated: list[MeetingNow] = []
    crowded_out: list[MeetingNow] = []
    for meeting in sorted(found.standing, key=lambda m: (not m.pinned, not problem.is_open(m.table))):
        slot = problem.slot_of(meeting) or 0
        place = hall.place_of(home_of(problem, meeting.people, meeting.table))
        if place >= 0 and left[place][slot] <= 0 and not meeting.pinned:
            crowded_out.append(meeting)
            continue
        if place >= 0:
            left[place][slot] -= 1
        seated.append(meeting)
    return replace(found, standing=tuple(seated), wanted=(*found.wanted, *crowded_out))


def _fate(problem: Problem, meeting: MeetingNow) -> _Fate:
    slot = problem.slot_of(meeting)
    match meeting.status:
        case MeetingStatus.RUNNING | MeetingStatus.HELD | MeetingStatus.CANCELLED:
            return _Fate.STAYS
        case MeetingStatus.PLANNED | MeetingStatus.MISSED if meeting.id in problem.lasting:
            return _Fate.STAYS
        case MeetingStatus.MISSED:
            return _Fate.STAYS if meeting.settled or _is_no_meeting(problem, meeting) else _Fate.WANTED
        case MeetingStatus.PLANNED if (slot is not None and slot < problem.coming) or _waits(problem, meeting):
            return _Fate.STAYS
        case MeetingStatus.PLANNED if _is_no_meeting(problem, meeting):
            return _Fate.STAYS if slot is None else _Fate.BREAKS
        case MeetingStatus.PLANNED:
            stands = slot is not None and problem.can_all_be_there(meeting, slot)
            return _Fate.STANDS if stands else _Fate.WANTED


def _is_to_come(problem: Problem, meeting: MeetingNow) -> bool:
    slot = problem.slot_of(meeting)
    return slot is not None and problem.span(meeting.id, slot)[-1] >= problem.coming


def _is_no_meeting(problem: Problem, meeting: MeetingNow) -> bool:
    """Return whether somebody is in no plan of the event, or there are no two people."""
    unknown = any(person not in problem.people for person in meeting.people)
    return unknown or not _PAIR <= len({*meeting.people}) == len(meeting.people)


def _waits(problem: Problem, meeting: MeetingNow) -> bool:
    """Return whether staff decided to wait for somebody who may still come."""
    until = (meeting.waits_until or 0) / 1000
    known = (problem.people.get(person) for person in meeting.people)
    return until > problem.now.timestamp() and all(one is not None and one.presence.may_come for one in known)


def _breaks_a_rule(problem: Problem, meeting: MeetingNow, wanted: Collection[str]) -> bool:
    """Return whether no table or round could mend this: two meetings at a time, a pair twice, or over the maximum."""
    slot = problem.slot_of(meeting) or 0
    beside = [problem.calendar[one][slot] for one in (*meeting.people, *problem.interpreter_of(meeting.id))]
    clash = any(other != meeting.id and other not in wanted for others in beside for other in others)
    if clash or any(len(problem.pairs[pair(meeting.host, guest)]) > 1 for guest in meeting.guests):
        return True
    for person in meeting.people:
        limit = problem.people[person].limit
        if limit is not None:
            load = [other for other in problem.load[person] if other not in wanted]
            if load.index(meeting.id) >= limit:
                return True
    return not _has_table(problem, meeting)


def _has_table(problem: Problem, meeting: MeetingNow) -> bool:
    """Return whether a table is open for a meeting; one that is pinned needs its own."""
    home = home_of(problem, meeting.people, meeting.table)
    tables = problem.homes[home] if home else problem.pool_tables
    if meeting.pinned:
        tables &= problem.table_bit(meeting.table)
    return any(problem.table_at(number).active for number in bits(tables))


def _shares_its_table(problem: Problem, meeting: MeetingNow, fixed: Collection[str], wanted: Collection[str]) -> bool:
    """Return whether another meeting that cannot leave its table either sits at the same one."""
    there = problem.seating.get(meeting.table or "", {}).get(problem.slot_of(meeting) or 0, ())
    others = (problem.meetings[other] for other in there if other != meeting.id and other not in wanted)
    return any(other.pinned or other.id in fixed for other in others)
