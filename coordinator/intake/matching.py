"""A schedule of a file told with the ids of the event, so that arrivals, badges and moves of the day stay on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coordinator.intake import same_people, same_things

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from coordinator.domain.people import Person
    from coordinator.domain.schedule import Meeting, Request, Schedule
    from coordinator.intake.same_people import Doubt
    from coordinator.intake.same_things import Known, T


@dataclass(frozen=True, slots=True)
class Matched:
    """A schedule with the ids of the event, what people and slots of the file became, and who was not told for sure.

    Everything stands in the order in which it stood before.
    """

    schedule: Schedule
    people: Mapping[str, str]
    slots: Mapping[str, str]
    doubts: tuple[Doubt, ...] = ()


def match(before: Schedule, after: Schedule, answers: Mapping[str, str] | None = None) -> Matched:
    """Tell `after` with the ids of `before`; what is new and has an id that is taken gets one of its own."""
    pairs, doubts = same_people.pair(before, after, answers)
    people = _filled(pairs, before.people, after.people)
    homes = _paired(same_things.organisations, before.organisations, after.organisations)
    slots = _paired(same_things.slots, before.slots, after.slots)
    tables = _paired(same_things.tables, before.tables, after.tables)
    checkpoints = _paired(same_things.checkpoints, before.checkpoints, after.checkpoints)
    told = replace(
        after,
        organisations=tuple(replace(home, id=homes[home.id]) for home in after.organisations),
        people=tuple(_person(person, people, homes, slots) for person in after.people),
        slots=tuple(replace(slot, id=slots[slot.id]) for slot in after.slots),
        tables=tuple(
            replace(table, id=tables[table.id], fixed_for=people.get(table.fixed_for or "", table.fixed_for))
            for table in after.tables
        ),
        meetings=tuple(_meeting(meeting, people, slots, tables) for meeting in after.meetings),
        requests=tuple(_request(request, people) for request in after.requests),
        checkpoints=tuple(replace(place, id=checkpoints[place.id]) for place in after.checkpoints),
    )
    return Matched(_with_meetings(before, told), people, slots, doubts)


def made_id(people: Iterable[str], slot: str | None = None, *, twice: bool = False) -> str:
    """Return the id of a meeting that has none: its people, and its slot where these meet twice."""
    made = "+".join(sorted(people))
    return f"{made}@{slot or '-'}" if twice else made


def _with_meetings(before: Schedule, told: Schedule) -> Schedule:
    """Give meetings and requests their ids, once everything they name has those of the event."""
    meetings = _paired(same_things.meetings, before.meetings, told.meetings)
    requests = _paired(same_things.requests, before.requests, told.requests)
    return replace(
        told,
        meetings=tuple(
            replace(m, id=meetings[m.id], source_request=requests.get(m.source_request, m.source_request))
            for m in told.meetings
        ),
        requests=tuple(replace(request, id=requests[request.id]) for request in told.requests),
    )


def _paired(
    pairs: Callable[[Sequence[T], Sequence[T]], dict[str, str]], before: Sequence[T], after: Sequence[T]
) -> dict[str, str]:
    return _filled(pairs(before, after), before, after)


def _filled(pairs: Mapping[str, str], before: Iterable[Known], after: Iterable[Known]) -> dict[str, str]:
    """Return an id for everything: that of its pair, else its own unless something else has it."""
    there, arrived = {thing.id for thing in before}, [thing.id for thing in after]
    taken = there.union(arrived)
    found = dict(pairs)
    for known in arrived:
        own, number = known, 2
        while known not in pairs and own in (there if own == known else taken):
            own, number = f"{known}-{number}", number + 1
        taken.add(own)
        found.setdefault(known, own)
    return found


def _person(person: Person, people: Mapping[str, str], homes: Mapping[str, str], slots: Mapping[str, str]) -> Person:
    return replace(
        person,
        id=people[person.id],
        organisation=homes.get(person.organisation, person.organisation),
        unavailable=frozenset(slots.get(slot, slot) for slot in person.unavailable),
    )


def _meeting(
    meeting: Meeting, people: Mapping[str, str], slots: Mapping[str, str], tables: Mapping[str, str]
) -> Meeting:
    host, *guests = (people.get(person, person) for person in meeting.people)
    slot = slots.get(meeting.slot, meeting.slot) if meeting.slot else None
    known = meeting.id
    for twice in (False, True):
        if known == made_id(meeting.people, meeting.slot, twice=twice):
            known = made_id((host, *guests), slot, twice=twice)
            break
    table = tables.get(meeting.table, meeting.table) if meeting.table else None
    return replace(meeting, id=known, host=host, guests=tuple(guests), slot=slot, table=table)


def _request(request: Request, people: Mapping[str, str]) -> Request:
    one, other = (people.get(person, person) for person in (request.from_person, request.to_person))
    made = request.id == f"{request.from_person}>{request.to_person}"
    return replace(request, id=f"{one}>{other}" if made else request.id, from_person=one, to_person=other)
