"""Who is idle in a round: nothing holds them there, or whom they should meet surely does not come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.schedule import MeetingStatus
from coordinator.planning.broken import missing_people
from coordinator.planning.find import is_announced, may_still_come
from coordinator.planning.rules import allows, as_it_stands
from coordinator.planning.waiting import WORTH_A_TALK

if TYPE_CHECKING:
    from coordinator.domain.day import MeetingNow
    from coordinator.planning.problem import Problem


@dataclass(frozen=True, slots=True)
class Idle:
    """The people who could meet somebody else in a round, and the tables that are free for it.

    `hopeless` are the broken meetings of the round that surely do not take place.
    """

    people: tuple[str, ...]
    tables: int
    hopeless: tuple[MeetingNow, ...] = ()

    @classmethod
    def of(cls, problem: Problem, slot: int) -> Idle:
        """Look who is idle in this round."""
        hopeless: list[MeetingNow] = []
        kept: list[MeetingNow] = []
        for meeting in problem.meetings.values():
            begins = problem.slot_of(meeting)
            if begins is None or not (meeting.takes_place or meeting.is_broken):
                continue
            if begins == slot:
                (hopeless if is_hopeless(problem, meeting, slot) else kept).append(meeting)
            elif meeting.takes_place and slot in problem.span(meeting.id, begins):
                kept.append(meeting)
        busy = {person for meeting in kept for person in meeting.people}
        people = tuple(
            person
            for person, known in problem.people.items()
            if known.here and known.available >> slot & 1 and person not in busy
        )
        tables = sum(1 << number for number in range(len(problem.tables)) if problem.table_at(number).active)
        for meeting in kept:
            tables &= ~problem.table_bit(meeting.table)
        return cls(people, tables, tuple(hopeless))


def is_hopeless(problem: Problem, meeting: MeetingNow, slot: int) -> bool:
    """Return whether a meeting surely does not take place in its round."""
    away = missing_people(problem, meeting)
    match meeting.status:
        case MeetingStatus.PLANNED:
            return any(not _may_come_in_time(problem, person, slot) for person in away)
        case MeetingStatus.MISSED:
            awaited = all(_surely_comes_in_time(problem, person, slot) for person in away)
            return not (awaited and allows(problem, as_it_stands(problem, meeting, waiting=True)))
        case MeetingStatus.RUNNING | MeetingStatus.HELD | MeetingStatus.CANCELLED:
            return False


def _may_come_in_time(problem: Problem, person: str, slot: int) -> bool:
    if not may_still_come(problem, person):
        return False
    known = problem.people[person]
    expected = known.expected
    return known.here or expected is None or expected + WORTH_A_TALK <= problem.slots[slot].end


def _surely_comes_in_time(problem: Problem, person: str, slot: int) -> bool:
    if not _may_come_in_time(problem, person, slot):
        return False
    return problem.is_here(person) or is_announced(problem, person)
