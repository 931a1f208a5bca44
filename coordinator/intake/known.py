"""The event as it is while a file is read: what the file does not tell stays as it was."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from coordinator.intake.fields import Kind

if TYPE_CHECKING:
    from coordinator.domain.day import Day
    from coordinator.domain.people import Organisation, Person
    from coordinator.domain.schedule import Meeting, Schedule, Slot, Table

Told = Mapping[Kind, frozenset[str]]
"""The fields and unknown headers that the files have columns for, by the kind of the sheet."""

_PERSON = {
    "organisation": "organisation",
    "reg_status": "registration",
    "available_slots": "unavailable",
    "unavailable_slots": "unavailable",
    **{
        field: field
        for field in (
            *("job_title", "country", "city", "email", "phone", "participant_type", "side", "badge_name"),
            *("badge_line2", "languages", "needs_interpreter", "max_meetings", "support_office", "notes"),
        )
    },
}
_SLOT = {"block": "block", "kind": "is_break", "end": "end"}
_TABLE = {
    "label": "label",
    "room": "room",
    "capacity": "capacity",
    "fixed_participant": "fixed_for",
    "active": "active",
}
_MEETING = {
    "table_id": "table",
    "subject": "subject",
    "interpreter": "interpreter",
    "rounds": "rounds",
    "source_request": "source_request",
    "pinned": "pinned",
}
_TIMES = ("slot_id", "start", "date")
_NOTHING: frozenset[str] = frozenset()
T = TypeVar("T", "Slot", "Table")


@dataclass(frozen=True, slots=True)
class Known:
    """The plan in force, and the same with everybody else whom the day knows."""

    plan: Schedule
    everybody: Schedule

    @classmethod
    def of(cls, day: Day) -> Known | None:
        """Return what a day knows, None while it knows nothing."""
        plan = day.schedule
        others = [person for person in day.people() if person.id not in plan.person_by_id]
        if not (plan.people or plan.slots or plan.tables or others):
            return None
        homes = {person.organisation: day.organisation(person.organisation) for person in others}
        new = (home for known, home in homes.items() if home and known not in plan.organisation_by_id)
        people, organisations = (*plan.people, *others), (*plan.organisations, *new)
        return cls(plan, replace(plan, people=people, organisations=organisations))

    def completed(self, after: Schedule, told: Told) -> Schedule:
        """Return a schedule that has the ids of the event with everything that its files did not tell."""
        if Kind.MEETINGS not in told and Kind.FLAT not in told:
            after = self._with_meetings(after)
        else:
            after = replace(after, meetings=tuple(self._meeting(meeting, told) for meeting in after.meetings))
        after = self._with_people(after, told)
        after = replace(
            after,
            slots=tuple(self._slot(slot, told) for slot in after.slots),
            tables=tuple(self._table(table, told, after.person_by_id) for table in after.tables),
            organisations=tuple(self._organisation(home) for home in after.organisations),
        )
        if Kind.REQUESTS not in told and Kind.WISHES not in told:
            people = after.person_by_id
            ends = ((r, r.from_person, r.to_person) for r in self.plan.requests)
            after = replace(after, requests=tuple(r for r, one, other in ends if one in people and other in people))
        if Kind.CHECKPOINTS not in told:
            after = replace(after, checkpoints=self.plan.checkpoints)
        return after

    def _with_meetings(self, after: Schedule) -> Schedule:
        """Keep the meetings and who is in them; what has lost its slot or table is without one."""
        slots, tables = after.slot_by_id, after.table_by_id
        return replace(
            after,
            meetings=tuple(
                replace(
                    meeting,
                    slot=meeting.slot if meeting.slot in slots else None,
                    table=meeting.table if meeting.slot in slots and meeting.table in tables else None,
                )
                for meeting in self.plan.meetings
            ),
        )

    def _with_people(self, after: Schedule, told: Told) -> Schedule:
        """Keep whoever has a meeting, or is in the plan while no list of people says otherwise."""
        needed = {person for meeting in after.meetings for person in meeting.people}
        needed.update(person for request in after.requests for person in (request.from_person, request.to_person))
        known, there = self.everybody.person_by_id, after.person_by_id
        if Kind.PARTICIPANTS in told:
            fields = told[Kind.PARTICIPANTS] | ({"unavailable_slots"} if Kind.ABSENCES in told else set())
            people = [self._person(person, fields) for person in after.people]
            people += [known[person] for person in known if person in needed and person not in there]
        else:
            planned = self.plan.person_by_id
            stay = (p for p in after.people if p.id in planned or p.id in needed or p.id not in known)
            people = [self._absent(person, told) if person.id in known else person for person in stay]
        slots = frozenset(after.slot_by_id)
        people = [p if p.unavailable <= slots else replace(p, unavailable=p.unavailable & slots) for p in people]
        homes = {**after.organisation_by_id}
        for person in people:
            if person.organisation not in homes:
                homes[person.organisation] = self.everybody.organisation_by_id[person.organisation]
        used = {person.organisation for person in people}
        return replace(
            after, people=tuple(people), organisations=tuple(home for home in homes.values() if home.id in used)
        )

    def _absent(self, person: Person, told: Told) -> Person:
        """Return somebody as the event knows them, but for the absences where a list of these was read."""
        before = self.everybody.person_by_id[person.id]
        return replace(before, unavailable=person.unavailable) if Kind.ABSENCES in told else before

    def _person(self, person: Person, told: frozenset[str]) -> Person:
        before = self.everybody.person_by_id.get(person.id)
        if before is None:
            return person
        said = {attribute for field, attribute in _PERSON.items() if field in told}
        kept: dict[str, Any] = {name: getattr(before, name) for name in set(_PERSON.values()) - said}
        extra = tuple((header, cell) for header, cell in before.extra if header not in told)
        return replace(person, **kept, extra=(*extra, *person.extra))

    def _meeting(self, meeting: Meeting, told: Told) -> Meeting:
        before = self.plan.meeting_by_id.get(meeting.id)
        if before is None:
            return meeting
        fields = told.get(Kind.MEETINGS, _NOTHING) | told.get(Kind.FLAT, _NOTHING)
        kept: dict[str, Any] = {name: getattr(before, name) for field, name in _MEETING.items() if field not in fields}
        if not fields.intersection(_TIMES):
            kept["slot"] = before.slot
        if "status" not in fields:
            kept |= {"status": before.status, "missed": before.missed}
        return replace(meeting, **kept)

    def _slot(self, slot: Slot, told: Told) -> Slot:
        before = self.plan.slot_by_id.get(slot.id)
        lists = told.get(Kind.MEETINGS, _NOTHING) | told.get(Kind.FLAT, _NOTHING)
        return _kept(slot, before, _SLOT, told.get(Kind.SLOTS, lists & {"end"}))

    def _table(self, table: Table, told: Told, people: Container[str]) -> Table:
        fields = told.get(Kind.TABLES, _NOTHING)
        if "fixed_table" in told.get(Kind.PARTICIPANTS, _NOTHING):
            fields |= {"fixed_participant"}
        table = _kept(table, self.plan.table_by_id.get(table.id), _TABLE, fields)
        return table if table.fixed_for is None or table.fixed_for in people else replace(table, fixed_for=None)

    def _organisation(self, home: Organisation) -> Organisation:
        before = self.everybody.organisation_by_id.get(home.id)
        if before is None:
            return home
        return replace(home, country=home.country or before.country, side=home.side or before.side)


def _kept(thing: T, before: T | None, attributes: Mapping[str, str], told: frozenset[str]) -> T:
    """Return a thing with what was known of it before wherever the files have no column for it."""
    if before is None:
        return thing
    kept: dict[str, Any] = {name: getattr(before, name) for field, name in attributes.items() if field not in told}
    return replace(thing, **kept)
