"""What stands on badges, table signs, table cards and agendas: records made from a day, sorted as staff sorts paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.views.countries import country_name
from coordinator.views.folding import fold, natural
from coordinator.views.papers_rows import Row, agenda_rows, card_rows, table_title
from coordinator.views.words import hhmm, long_date, organisation_name

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.domain.people import Person
    from coordinator.domain.schedule import EventInfo, Table


@dataclass(frozen=True, slots=True)
class BadgeRecord:
    """One badge; `token` is empty while the person has none, `side` is A, B or empty."""

    person: str
    name: str
    organisation: str
    second_line: str
    role: str
    country: str
    side: str
    token: str


@dataclass(frozen=True, slots=True)
class SignRecord:
    """The sign of one table; `organisation` is empty where the table is bound to nobody."""

    table: str
    label: str
    room: str
    organisation: str
    side: str

    @property
    def number(self) -> str:
        """Return what stands large on a sign: the label without the word “table”."""
        bare = self.label.strip()
        return bare[5:].strip() or bare if bare.casefold().startswith("table ") else bare

    @property
    def word(self) -> str:
        """Return the word above the number; a table with a name such as “Lounge” needs none."""
        return "TABLE" if self.number != self.label or table_title(self.number) != self.number else ""


@dataclass(frozen=True, slots=True)
class CardRecord:
    """The list of one table's meetings as the day stands; `stamp` tells an older print from a newer one."""

    table: str
    label: str
    room: str
    organisation: str
    side: str
    rows: tuple[Row, ...]
    stamp: str

    @property
    def where(self) -> str:
        """Return the table with its room."""
        return " · ".join(filter(None, (table_title(self.label), self.room)))


@dataclass(frozen=True, slots=True)
class AgendaRecord:
    """One person's meetings, free slots and breaks as the day stands."""

    person: str
    name: str
    organisation: str
    side: str
    rows: tuple[Row, ...]
    stamp: str


Record = BadgeRecord | SignRecord | CardRecord | AgendaRecord


@dataclass(frozen=True, slots=True)
class Header:
    """What every paper says about the event."""

    name: str
    date: str
    venue: str


def header(event: EventInfo) -> Header:
    """Return name, date and venue as they are printed."""
    return Header(event.name, long_date(event.date), event.venue)


def badges(day: Day, *, only: Collection[str] | None = None) -> tuple[BadgeRecord, ...]:
    """Return the badges of everybody who may enter, or of these people only, by last name."""
    return tuple(_badge(day, person) for person in _people(day, only))


def signs(day: Day, *, only: Collection[str] | None = None) -> tuple[SignRecord, ...]:
    """Return the signs of all tables in use, or of these only, in the order of their numbers."""
    return tuple(SignRecord(table.id, table.label, table.room, *_home(day, table)) for table in _tables(day, only))


def cards(day: Day, now: datetime, *, only: Collection[str] | None = None) -> tuple[CardRecord, ...]:
    """Return the cards of all tables in use, or of these only, as the day stands at `now`."""
    stamp = _stamp(day, now)
    return tuple(
        CardRecord(table.id, table.label, table.room, *_home(day, table), card_rows(day, table.id), stamp)
        for table in _tables(day, only)
    )


def agendas(day: Day, now: datetime, *, only: Collection[str] | None = None) -> tuple[AgendaRecord, ...]:
    """Return the agendas of everybody with a meeting, or of these people only, as the day stands at `now`."""
    stamp = _stamp(day, now)
    busy = {person for meeting in day.meetings.values() for person in meeting.people}
    return tuple(
        AgendaRecord(
            person.id,
            person.name,
            organisation_name(day, person.id),
            _side(day, person),
            agenda_rows(day, person.id),
            stamp,
        )
        for person in _people(day, only)
        if only is not None or person.id in busy
    )


def _people(day: Day, only: Collection[str] | None) -> list[Person]:
    wanted = (p for p in day.people() if p.registration.may_enter and (only is None or p.id in only))
    return sorted(wanted, key=lambda p: (fold(p.last_name), fold(p.first_name), p.id))


def _tables(day: Day, only: Collection[str] | None) -> list[Table]:
    """Return the tables that are set up or have meetings: active ones, and whatever a meeting still names."""
    used = {meeting.table for meeting in day.meetings.values() if meeting.takes_place}
    wanted = (t for t in day.schedule.tables if (t.active or t.id in used) and (only is None or t.id in only))
    return sorted(wanted, key=lambda t: (natural(t.label), natural(t.room), t.id))


def _badge(day: Day, person: Person) -> BadgeRecord:
    known = day.organisation(person.organisation)
    return BadgeRecord(
        person=person.id,
        name=person.badge_name or person.name,
        organisation=known.name if known else "",
        second_line=person.badge_line2 or person.job_title,
        role=person.participant_type,
        country=country_name(person.country or (known.country if known else "")),
        side=_side(day, person),
        token=day.token_of(person.id) or "",
    )


def _side(day: Day, person: Person) -> str:
    known = day.organisation(person.organisation)
    return person.side or (known.side if known else "")


def _home(day: Day, table: Table) -> tuple[str, str]:
    """Return name and side of the organisation that a table is bound to."""
    owner = day.person(table.fixed_for) if table.fixed_for else None
    return (organisation_name(day, owner.id), _side(day, owner)) if owner else ("", "")


def _stamp(day: Day, now: datetime) -> str:
    return f"Printed {long_date(now.date())}, {hhmm(now)} · version {len(day.history)}"
