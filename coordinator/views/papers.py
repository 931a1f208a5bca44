"""What stands on badges, table signs, table cards and agendas: records made from a day, sorted as staff sorts paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from coordinator.domain import badge
from coordinator.views import roll
from coordinator.views.countries import country_name
from coordinator.views.languages import Language, date_in, heading, language_for
from coordinator.views.papers_rows import Row, agenda_rows, card_rows, stamp, table_title
from coordinator.views.wording import wording
from coordinator.views.words import organisation_name

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.domain.people import Person
    from coordinator.domain.schedule import EventInfo, Table

_ONE_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class BadgeRecord:
    """One badge; `token` is empty while the person has none, `side` is A, B or empty.

    `family` is set where the name ends with it and something stands before it.
    """

    person: str
    name: str
    organisation: str
    second_line: str
    role: str
    country: str
    side: str
    token: str
    family: str = ""

    @property
    def about(self) -> str:
        """Return whose paper it is."""
        return self.person

    @property
    def given(self) -> str:
        """Return what people are called by: the name without the family's, or all of it where it is not told apart."""
        return self.name.removesuffix(self.family).rstrip()

    @property
    def code_groups(self) -> str:
        """Return the token in groups that can be read out and typed."""
        return badge.groups(self.token)


@dataclass(frozen=True, slots=True)
class SignRecord:
    """The sign of one table; `organisation` is empty where the table is bound to nobody."""

    table: str
    label: str
    room: str
    organisation: str
    side: str

    @property
    def about(self) -> str:
        """Return whose paper it is."""
        return self.table

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
    def about(self) -> str:
        """Return whose paper it is."""
        return self.table

    @property
    def where(self) -> str:
        """Return the table with its room."""
        return " · ".join(filter(None, (table_title(self.label), self.room)))


@dataclass(frozen=True, slots=True)
class AgendaRecord:
    """One person's meetings, free slots and breaks as the day stands, all words in the `language` of its code.

    `date` is that of the event, `page_pattern` has places for {page} and {pages} where a paper needs several.
    """

    person: str
    name: str
    organisation: str
    side: str
    rows: tuple[Row, ...]
    stamp: str
    language: str = "en"
    title: str = "Agenda"
    date: str = ""
    page_pattern: str = "Page {page} of {pages}"
    word_time: str = "Time"
    word_table: str = "Table"
    word_whom: str = "With"

    @property
    def about(self) -> str:
        """Return whose paper it is."""
        return self.person


class Record(Protocol):
    """What one paper says; those of each document are a type of their own."""

    @property
    def about(self) -> str:
        """Return whose paper it is, empty where it is everybody's."""


@dataclass(frozen=True, slots=True)
class Header:
    """What every paper says about the event."""

    name: str
    date: str
    venue: str

    @property
    def where(self) -> str:
        """Return date and venue in one line."""
        return " · ".join(filter(None, (self.date, self.venue)))


def header(event: EventInfo, language: Language = Language.ENGLISH) -> Header:
    """Return name, date and venue as they are printed."""
    return Header(event.name, heading(date_in(event.date, language)), event.venue)


def badges(day: Day, *, only: Collection[str] | None = None) -> tuple[BadgeRecord, ...]:
    """Return the badges of everybody who may enter, or of these people only, by last name."""
    return tuple(_badge(day, person) for person in roll.people(day, only))


def signs(day: Day, *, only: Collection[str] | None = None) -> tuple[SignRecord, ...]:
    """Return the signs of all tables in use, or of these only, in the order of their numbers."""
    return tuple(SignRecord(table.id, table.label, table.room, *_home(day, table)) for table in roll.tables(day, only))


def cards(day: Day, now: datetime, *, only: Collection[str] | None = None) -> tuple[CardRecord, ...]:
    """Return the cards of all tables in use, or of these only, as the day stands at `now`."""
    printed, known = stamp(day, now), roll.filed(day)
    return tuple(
        CardRecord(table.id, table.label, table.room, *_home(day, table), card_rows(day, table.id, known), printed)
        for table in roll.tables(day, only)
    )


def agendas(
    day: Day,
    now: datetime,
    *,
    only: Collection[str] | None = None,
    language: Language = Language.ENGLISH,
    own: bool = False,
) -> tuple[AgendaRecord, ...]:
    """Return the agendas of everybody with a meeting, or of these people only, as the day stands at `now`.

    With `own` each person's own language goes before `language`, where it is known and papers are printed in it.
    """
    known = roll.filed(day)
    wanted = (p for p in roll.people(day, only) if only is not None or p.id in known.of_person)
    return tuple(_agenda(day, now, person, language_for(person, language, own=own), known) for person in wanted)


def _agenda(day: Day, now: datetime, person: Person, language: Language, known: roll.Filed) -> AgendaRecord:
    words = wording(language)
    return AgendaRecord(
        person=person.id,
        name=person.name,
        organisation=organisation_name(day, person.id),
        side=roll.side_of(day, person),
        rows=agenda_rows(day, person.id, language, known),
        stamp=stamp(day, now, language),
        language=language,
        title=words.agenda,
        date=heading(date_in(day.schedule.event.date, language)),
        page_pattern=words.page,
        word_time=words.time,
        word_table=words.table,
        word_whom=words.whom,
    )


def _badge(day: Day, person: Person) -> BadgeRecord:
    known = day.organisation(person.organisation)
    name = person.badge_name or person.name
    return BadgeRecord(
        person=person.id,
        name=name,
        organisation=known.name if known else "",
        second_line=person.badge_line2 or person.job_title,
        role=person.participant_type,
        country=country_name(person.country or (known.country if known else "")),
        side=roll.side_of(day, person),
        token=day.token_of(person.id) or "",
        family=person.last_name if _is_told_apart(name, person.last_name) else "",
    )


def _is_told_apart(name: str, family: str) -> bool:
    """Tell whether a name ends with that of the family and is of a script that sets both apart.

    Names in Han, kana and Hangul are one word to their owners, however they were typed into two columns.
    """
    return bool(family) and name.endswith(f" {family}") and not _ONE_WORD.search(name)


def _home(day: Day, table: Table) -> tuple[str, str]:
    """Return name and side of the organisation that a table is bound to."""
    owner = day.person(table.fixed_for) if table.fixed_for else None
    return (organisation_name(day, owner.id), roll.side_of(day, owner)) if owner else ("", "")
