"""Which people a meeting waits for in vain, and who sits there without them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.schedule import MeetingStatus, Side

if TYPE_CHECKING:
    from coordinator.domain.day import MeetingNow
    from coordinator.planning.problem import Problem


@dataclass(frozen=True, slots=True)
class Case:
    """One broken meeting: its round, who is missing, who should sit there with them, and who of these is idle."""

    meeting: MeetingNow
    slot: int | None
    missing: tuple[str, ...]
    rest: tuple[str, ...]
    idle: tuple[str, ...]

    @classmethod
    def of(cls, problem: Problem, meeting: MeetingNow) -> Case:
        """Say what is wrong with this meeting."""
        slot, missing = problem.slot_of(meeting), missing_people(problem, meeting)
        rest = tuple(person for person in meeting.people if person not in missing)
        idle = rest if slot is None or not problem.in_lead(slot) else tuple(p for p in rest if problem.is_here(p))
        return cls(meeting, slot, missing, rest, idle)


def missing_people(problem: Problem, meeting: MeetingNow) -> tuple[str, ...]:
    """Return who is missing: the side that was marked, or whoever is not here for a round that runs or comes next."""
    if meeting.status is MeetingStatus.MISSED:
        return _of_marked_side(problem, meeting)
    slot = problem.slot_of(meeting)
    if meeting.status is not MeetingStatus.PLANNED or slot is None:
        return ()
    if slot <= problem.coming:
        return tuple(person for person in meeting.people if not problem.is_here(person))
    return tuple(person for person in meeting.people if not _can_come(problem, person, slot))


def _of_marked_side(problem: Problem, meeting: MeetingNow) -> tuple[str, ...]:
    people = {Side.HOST: (meeting.host,), Side.GUEST: meeting.guests}.get(meeting.missed or Side.BOTH, meeting.people)
    not_here = tuple(person for person in people if not problem.is_here(person))
    return not_here or people


def _can_come(problem: Problem, person: str, slot: int) -> bool:
    known = problem.people.get(person)
    return known is not None and (not known.open >> slot & 1 or bool(known.available >> slot & 1))
