"""Lists of people for staff: everybody from A to Z, who may pass each door, and who is missing from meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.day import Presence
from coordinator.views import people, roll
from coordinator.views.countries import country_name
from coordinator.views.folding import fold, natural
from coordinator.views.languages import Language, day_in
from coordinator.views.papers_rows import stamp, table_title
from coordinator.views.words import count, hhmm, local, long_date, organisation_name, table_label

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.people import Person
    from coordinator.domain.schedule import Checkpoint, Slot


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person of a list; `group` is the letter they stand under, `family` and `given` the parts of the name.

    `here` is “yes” for whoever is there, `time` says since when, `note` what is known of everybody else.
    """

    group: str
    person: str
    name: str
    family: str
    given: str
    organisation: str
    country: str
    side: str
    role: str
    here: str = ""
    time: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ParticipantList:
    """Everybody from A to Z; `count` says how many there are, and of a marked list how many are here."""

    title: str
    rows: tuple[ListedPerson, ...]
    count: str
    stamp: str
    date: str

    @property
    def about(self) -> str:
        """Return whose paper it is: the staff's."""
        return ""


@dataclass(frozen=True, slots=True)
class DoorList:
    """Everybody who may pass one checkpoint, from A to Z, marked with when they did."""

    checkpoint: str
    title: str
    kind: str
    rows: tuple[ListedPerson, ...]
    count: str
    stamp: str
    date: str

    @property
    def about(self) -> str:
        """Return whose paper it is: the checkpoint's."""
        return self.checkpoint


@dataclass(frozen=True, slots=True)
class MissingRow:
    """Somebody who is not here and has a meeting to come; `group` is when it begins, with the day where there are more.

    `left` says how many meetings they have to come, `running` is “yes” where the next one has begun.
    """

    group: str
    person: str
    name: str
    organisation: str
    side: str
    phone: str
    note: str
    time: str
    table: str
    place: str
    whom: str
    left: str
    running: str = ""


@dataclass(frozen=True, slots=True)
class MissingList:
    """Who is not here and has a meeting, the next one first."""

    title: str
    rows: tuple[MissingRow, ...]
    count: str
    stamp: str
    date: str

    @property
    def about(self) -> str:
        """Return whose paper it is: the staff's."""
        return ""


def participants(
    day: Day, now: datetime, *, only: Collection[str] | None = None, marked: bool = True
) -> ParticipantList:
    """Return the list of everybody who may enter; an unmarked one leaves it to a pen who is here."""
    everybody = roll.people(day, only)
    rows = tuple(_listed(day, person, _arrival(day, person.id) if marked else _BLANK) for person in everybody)
    return ParticipantList("Participants", _a_to_z(rows), _count(rows, marked=marked), stamp(day, now), _date(day))


def doors(day: Day, now: datetime, *, only: Collection[str] | None = None, marked: bool = True) -> tuple[DoorList, ...]:
    """Return one list for each checkpoint, or for these only; whoever may enter may pass them all."""
    everybody, printed = roll.people(day), stamp(day, now)
    found = []
    for checkpoint in day.schedule.checkpoints:
        if only is None or checkpoint.id in only:
            rows = tuple(
                _listed(day, person, _passing(day, person.id, checkpoint) if marked else _BLANK) for person in everybody
            )
            counted = _count(rows, marked=marked)
            found.append(
                DoorList(checkpoint.id, checkpoint.name, checkpoint.kind, _a_to_z(rows), counted, printed, _date(day))
            )
    return tuple(found)


def missing(day: Day, now: datetime, *, only: Collection[str] | None = None) -> MissingList:
    """Return who is not here and has a meeting that is not over at `now`, whoever is wanted first at the top."""
    several = roll.has_several_days(day)
    found = []
    for person, meetings in roll.filed(day).of_person.items():
        known = day.person(person)
        if known is None or day.presence(person) is Presence.HERE or (only is not None and person not in only):
            continue
        coming = sorted(_to_come(day, meetings, now), key=lambda each: (each[0].start, each[1].id))
        if coming:
            slot, meeting = coming[0]
            row = _missing(day, known, slot, meeting, len(coming), several=several, running=slot.start <= now)
            found.append(((slot.start, natural(row.table), *_order(known)), row))
    rows = tuple(row for _, row in sorted(found, key=lambda each: each[0]))
    return MissingList("Missing", rows, count(len(rows), "person", "people"), stamp(day, now), _date(day))


def _missing(
    day: Day, person: Person, slot: Slot, meeting: MeetingNow, left: int, *, several: bool, running: bool
) -> MissingRow:
    table = table_label(day, meeting.table) if meeting.table else ""
    time = hhmm(slot.start)
    return MissingRow(
        group=f"{day_in(slot.start.date(), Language.ENGLISH)}, {time}" if several else time,
        person=person.id,
        name=person.name,
        organisation=_organisation(day, person),
        side=roll.side_of(day, person),
        phone=person.phone,
        note=people.status_words(day, person.id),
        time=time,
        table=table,
        place=table_title(table) if table else "",
        whom=" · ".join(dict.fromkeys(organisation_name(day, p) for p in meeting.people if p != person.id)),
        left=str(left),
        running="yes" if running else "",
    )


def _to_come(day: Day, meetings: Sequence[MeetingNow], now: datetime) -> list[tuple[Slot, MeetingNow]]:
    timed = ((day.schedule.time_of(m), m) for m in meetings if m.is_open)
    return [(slot, meeting) for slot, meeting in timed if slot is not None and slot.end > now]


@dataclass(frozen=True, slots=True)
class _Mark:
    here: str = ""
    time: str = ""
    note: str = ""


_BLANK = _Mark()


def _arrival(day: Day, person: str) -> _Mark:
    """Return the mark of somebody on the list of all: since when they are here, or what is known of them."""
    standing = day.standing(person)
    time = _time(day, standing.arrived)
    match standing.presence:
        case Presence.HERE:
            return _Mark("yes", time)
        case Presence.UNKNOWN:
            return _BLANK
        case Presence.LATE | Presence.ABSENT | Presence.LEFT:
            return _Mark("", time, people.status_words(day, person))


def _passing(day: Day, person: str, checkpoint: Checkpoint) -> _Mark:
    """Return the mark of somebody at one checkpoint: since when they are checked in there."""
    visit = day.standing(person).visit_at(checkpoint.id)
    return _Mark("yes", _time(day, visit.since)) if visit else _BLANK


def _time(day: Day, wall: int | None) -> str:
    """Write when somebody came, with the day where the event has several."""
    if wall is None:
        return ""
    moment = local(day, wall)
    time = hhmm(moment)
    return f"{day_in(moment.date(), Language.ENGLISH)}, {time}" if roll.has_several_days(day) else time


def _listed(day: Day, person: Person, mark: _Mark) -> ListedPerson:
    known = day.organisation(person.organisation)
    return ListedPerson(
        group=_letter(person),
        person=person.id,
        name=person.name,
        family=person.last_name or person.first_name,
        given=person.first_name if person.last_name else "",
        organisation=_organisation(day, person),
        country=country_name(person.country or (known.country if known else "")),
        side=roll.side_of(day, person),
        role=person.participant_type,
        here=mark.here,
        time=mark.time,
        note=mark.note,
    )


_NO_LETTER = "#"


def _letter(person: Person) -> str:
    first = fold(person.last_name or person.first_name)[:1].upper()
    return first if first.isalpha() else _NO_LETTER


def _order(person: Person) -> tuple[str, str, str]:
    return fold(person.last_name or person.first_name), fold(person.first_name), person.id


def _a_to_z(rows: Sequence[ListedPerson]) -> tuple[ListedPerson, ...]:
    """Sort by family name; those whose names begin with no letter stand together before A."""
    return tuple(
        sorted(rows, key=lambda r: (r.group != _NO_LETTER, fold(r.family), fold(r.given), r.person)),
    )


def _organisation(day: Day, person: Person) -> str:
    """Return the name of somebody's organisation; nothing, not their own name once more, where there is none."""
    known = day.organisation(person.organisation)
    return known.name if known else ""


def _count(rows: Sequence[ListedPerson], *, marked: bool) -> str:
    everybody = count(len(rows), "person", "people")
    return f"{everybody} · {sum(1 for row in rows if row.here)} here" if marked else everybody


def _date(day: Day) -> str:
    return long_date(day.schedule.event.date)
