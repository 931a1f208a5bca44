"""Whose day differs from the plan, and whose paper no longer says what is planned now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.entries import PlanAdopted, PlanChanged, Redone, Replanned, RoundFilled, Undone
from coordinator.domain.schedule import MeetingStatus
from coordinator.domain.step import meetings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.entries import Fact
    from coordinator.domain.schedule import Meeting


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids of tables and of people."""

    tables: frozenset[str]
    people: frozenset[str]


def differing_meetings(day: Day) -> Iterator[MeetingNow]:
    """Return the meetings whose time, table or people differ from the plan, or that will not take place."""
    for meeting in day.meetings.values():
        fell_out = meeting.planned is not None and meeting.status is MeetingStatus.CANCELLED
        if meeting.version is not None and (meeting.moved or fell_out):
            yield meeting


def people_to_tell(day: Day) -> frozenset[str]:
    """Return the people whose agendas differ from the plan now."""
    people = ((*m.people, *(m.planned.people if m.planned else ())) for m in differing_meetings(day))
    return frozenset(person for group in people for person in group)


def out_of_date(day: Day, version: int = 0) -> Touched:
    """Return whose paper of this version is wrong or may be; the version stands in the stamp, 0 is the plan's.

    A change that was taken back counts: a card may have been printed in between.
    """
    later = list(day.history.values())[version:]
    return _touched(day, {meeting for recorded in later for meeting in _changed_by(day, recorded.entry.fact)})


def _touched(day: Day, wanted: set[str]) -> Touched:
    """Return the tables and people these meetings concern: as planned, as now, and in between."""
    tables, people = set[str](), set[str]()
    places: list[Mapping[str, MeetingNow | Meeting]] = [day.meetings]
    places += [plan.meeting_by_id for plan in day.books.plans.values()]
    for place in places:
        for known in (place[m] for m in wanted if m in place):
            people.update(known.people)
            tables.update((known.table,) if known.table else ())
    for recorded in day.history.values():
        for change in getattr(recorded.entry.fact, "changes", ()):
            if change.meeting in wanted:
                people.update((change.host, *change.guests))
                tables.add(change.table)
    return Touched(frozenset(tables), frozenset(people))


def _changed_by(day: Day, fact: Fact) -> Iterable[str]:
    match fact:
        case Undone(target) | Redone(target):
            recorded = day.history.get(target)
            return _changed_by(day, recorded.entry.fact) if recorded else ()
        case PlanChanged() | RoundFilled() | Replanned():
            return meetings_of(fact)
        case PlanAdopted(plan) if plan > 1:
            return _differences(day, plan)
        case _:
            return ()


def _differences(day: Day, plan: int) -> Iterator[str]:
    """Return the meetings that an import changed against the one before it."""
    before, after = (day.books.plans[number].meeting_by_id for number in (plan - 1, plan))
    for meeting in before.keys() | after.keys():
        places = [(m.slot, m.table, m.people) for m in (before.get(meeting), after.get(meeting)) if m]
        if len(places) == 1 or places[0] != places[1]:
            yield meeting
