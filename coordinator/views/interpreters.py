"""The lists of interpreters: one for each of them, and one for the staff with everybody by time and table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.views import roll
from coordinator.views.folding import fold, natural
from coordinator.views.languages import Language, day_in
from coordinator.views.papers_rows import Party, party, remark, stamp, table_title
from coordinator.views.words import count, hhmm, long_date, table_label

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.people import Person
    from coordinator.domain.schedule import Slot


@dataclass(frozen=True, slots=True)
class InterpretedRow:
    """One meeting with an interpreter, or of somebody who needs one; `group` is when it begins, with the day if needed.

    `clash` is “yes” where the same interpreter is wanted at another table at this time; `languages` are those of all
    who sit there, as they are registered.
    """

    group: str
    day: str
    start: str
    end: str
    table: str
    place: str
    interpreter: str
    first_organisation: str
    first_people: str
    second_organisation: str
    second_people: str
    languages: str
    mark: str
    clash: str = ""


@dataclass(frozen=True, slots=True)
class InterpreterList:
    """The meetings of one interpreter by time, or of all of them, then with an empty `interpreter`.

    Who interprets is known by name only, unless the name or id is that of a participant: then the rest is known too.
    """

    interpreter: str
    person: str
    title: str
    organisation: str
    phone: str
    languages: str
    rows: tuple[InterpretedRow, ...]
    count: str
    stamp: str
    date: str

    @property
    def about(self) -> str:
        """Return whose paper it is: the interpreter's, where that is a participant."""
        return self.person


@dataclass(frozen=True, slots=True)
class _Sitting:
    """A meeting that takes place, with its time and who interprets: a key, empty where somebody is still needed."""

    meeting: MeetingNow
    slot: Slot
    key: str


def interpreters(day: Day, now: datetime, *, only: Collection[str] | None = None) -> tuple[InterpreterList, ...]:
    """Return one list for each interpreter, or for those of these names or ids only, by name."""
    sittings = _sittings(day)
    people = _by_key(day, sittings)
    clashing = _clashing(day, sittings)
    theirs: dict[str, list[_Sitting]] = {}
    for sitting in sittings:
        if sitting.key:
            theirs.setdefault(sitting.key, []).append(sitting)
    found = []
    for key, mine in theirs.items():
        person, name = people.get(key), _name(mine[0], people)
        if only is None or name in only or (person and person.id in only):
            found.append(_list(day, now, _Whose(name, person), mine, clashing, people))
    return tuple(sorted(found, key=lambda each: (fold(each.interpreter), each.person)))


def interpreters_at_tables(day: Day, now: datetime) -> InterpreterList:
    """Return one list for the staff: who interprets when at which table, and where somebody is still needed."""
    sittings = _sittings(day)
    return _list(day, now, _Whose("", None), sittings, _clashing(day, sittings), _by_key(day, sittings))


@dataclass(frozen=True, slots=True)
class _Whose:
    name: str
    person: Person | None


def _list(  # noqa: PLR0917 - a list is made of all that is known about its sittings
    day: Day,
    now: datetime,
    whose: _Whose,
    sittings: list[_Sitting],
    clashing: Collection[str],
    people: Mapping[str, Person],
) -> InterpreterList:
    person = whose.person
    home = day.organisation(person.organisation) if person else None
    rows = tuple(_row(day, each, _name(each, people), clash=each.meeting.id in clashing) for each in sittings)
    return InterpreterList(
        interpreter=whose.name,
        person=person.id if person else "",
        title=whose.name or "Interpreters",
        organisation=home.name if home else "",
        phone=person.phone if person else "",
        languages=_languages(person) if person else "",
        rows=rows,
        count=count(len(rows), "meeting"),
        stamp=stamp(day, now),
        date=long_date(day.schedule.event.date),
    )


def _sittings(day: Day) -> list[_Sitting]:
    """Return all meetings with an interpreter or somebody who needs one, by time and table."""
    named = [m for m in day.meetings.values() if m.takes_place and m.planned and m.planned.interpreter.strip()]
    ids = _people_by_word(day) if named else {}
    needy = {person.id for person in day.people() if person.needs_interpreter}
    found = []
    for meeting in day.meetings.values():
        slot, name = day.schedule.time_of(meeting), meeting.planned.interpreter.strip() if meeting.planned else ""
        if slot is not None and meeting.takes_place and (name or needy.intersection(meeting.people)):
            known = ids.get(name.casefold())
            found.append(_Sitting(meeting, slot, f"person {known.id}" if known else fold(name)))
    return sorted(found, key=lambda s: (s.slot.start, natural(table_label(day, s.meeting.table)), s.meeting.id))


def _people_by_word(day: Day) -> dict[str, Person]:
    """Map names and ids to people; an id goes before a name."""
    everybody = tuple(day.people())
    return {p.name.casefold(): p for p in everybody} | {p.id.casefold(): p for p in everybody}


def _by_key(day: Day, sittings: list[_Sitting]) -> dict[str, Person]:
    """Map the keys of interpreters who are participants to them."""
    ids = {sitting.key.removeprefix("person ") for sitting in sittings if sitting.key.startswith("person ")}
    return {f"person {each}": found for each in ids if (found := day.person(each))}


def _name(sitting: _Sitting, people: Mapping[str, Person]) -> str:
    known, plan = people.get(sitting.key), sitting.meeting.planned
    return known.name if known else plan.interpreter.strip() if plan else ""


def _clashing(day: Day, sittings: list[_Sitting]) -> frozenset[str]:
    """Return the meetings whose interpreter is wanted elsewhere at the same time."""
    at: dict[tuple[str, str], list[str]] = {}
    for sitting in sittings:
        for slot in day.schedule.slots_of(sitting.meeting) if sitting.key else ():
            at.setdefault((sitting.key, slot), []).append(sitting.meeting.id)
    return frozenset(meeting for meetings in at.values() if len(meetings) > 1 for meeting in meetings)


def _row(day: Day, sitting: _Sitting, name: str, *, clash: bool) -> InterpretedRow:
    meeting, slot = sitting.meeting, sitting.slot
    first: Party = party(day, (meeting.host,))
    second = party(day, meeting.guests)
    date = day_in(slot.start.date(), Language.ENGLISH) if roll.has_several_days(day) else ""
    table = table_label(day, meeting.table) if meeting.table else ""
    everybody = (known for each in meeting.people if (known := day.person(each)))
    return InterpretedRow(
        group=", ".join(filter(None, (date, hhmm(slot.start)))),
        day=date,
        start=hhmm(slot.start),
        end=hhmm(slot.end),
        table=table,
        place=table_title(table) if table else "",
        interpreter=name,
        first_organisation=first.organisation,
        first_people=first.people,
        second_organisation=second.organisation,
        second_people=second.people,
        languages=" · ".join(dict.fromkeys(filter(None, map(_languages, everybody)))),
        mark=remark(day, meeting),
        clash="yes" if clash else "",
    )


def _languages(person: Person) -> str:
    return ", ".join(part.strip() for part in person.languages.split(";") if part.strip())
