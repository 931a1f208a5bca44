"""The agenda of an organisation: slot by slot, which of its people meets whom at which table, and who is free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.views import roll
from coordinator.views.countries import country_name
from coordinator.views.folding import fold, natural
from coordinator.views.languages import Language, date_in, day_in, heading, own_language
from coordinator.views.papers_rows import RowKind, loss, organisations_of, party, remark, stamp, table_title
from coordinator.views.wording import pause_name, wording
from coordinator.views.words import hhmm, person_name, table_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.people import Organisation, Person
    from coordinator.domain.schedule import Slot


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """What some people of an organisation do in one slot; `group` is the slot, with the day where there are more.

    `ours` are the names of the people concerned, `whom` and `people` those they meet, `label` says what a row without
    a meeting is, `mark` what is not as planned.
    """

    group: str
    kind: RowKind
    day: str
    start: str
    end: str
    ours: str = ""
    table: str = ""
    place: str = ""
    whom: str = ""
    people: str = ""
    label: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationAgenda:
    """One organisation's day, all words in the `language` of its code."""

    id: str
    name: str
    country: str
    side: str
    delegates: str
    rows: tuple[OrganisationRow, ...]
    stamp: str
    language: str
    title: str
    date: str
    page_pattern: str
    word_time: str
    word_table: str
    word_whom: str
    count: str

    @property
    def about(self) -> str:
        """Return whose paper it is."""
        return self.id


def organisation_agendas(
    day: Day,
    now: datetime,
    *,
    only: Collection[str] | None = None,
    language: Language = Language.ENGLISH,
    own: bool = False,
) -> tuple[OrganisationAgenda, ...]:
    """Return the agendas of all organisations with a meeting, or of these only, by name.

    With `own` the first language that one of its people is registered with goes before `language`.
    """
    known, members = roll.filed(day), _members(day)
    found = []
    for organisation in roll.organisations(day, only):
        people = members.get(organisation.id, [])
        if only is not None or any(person.id in known.of_person for person in people):
            theirs = next((said for person in people if (said := own_language(person))), None) if own else None
            ids = frozenset(person.id for person in people)
            found.append(_Delegation(day, organisation, people, ids, known, theirs or language).agenda(now))
    return tuple(found)


def _members(day: Day) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for person in roll.people(day):
        found.setdefault(person.organisation, []).append(person)
    return found


@dataclass(frozen=True, slots=True)
class _Delegation:
    """One organisation with its people, and the language of its paper."""

    day: Day
    organisation: Organisation
    people: Sequence[Person]
    ids: frozenset[str]
    known: roll.Filed
    language: Language

    def agenda(self, now: datetime) -> OrganisationAgenda:
        """Return the whole paper."""
        words, home = wording(self.language), self.organisation
        mine = self._meetings(planned=False)
        return OrganisationAgenda(
            id=home.id,
            name=home.name,
            country=country_name(home.country),
            side=home.side,
            delegates=", ".join(person.name for person in self.people),
            rows=tuple(self._rows(mine)),
            stamp=stamp(self.day, now, self.language),
            language=self.language,
            title=words.agenda,
            date=heading(date_in(self.day.schedule.event.date, self.language)),
            page_pattern=words.page,
            word_time=words.time,
            word_table=words.table,
            word_whom=words.whom,
            count=str(sum(1 for meeting in mine if meeting.takes_place)),
        )

    def _meetings(self, *, planned: bool) -> list[MeetingNow]:
        filed = self.known.planned_for_person if planned else self.known.of_person
        return list({m.id: m for person in self.people for m in filed.get(person.id, ())}.values())

    def _rows(self, mine: Sequence[MeetingNow]) -> Iterator[OrganisationRow]:
        sitting = [m for m in mine if m.takes_place]
        covered = [(slot, m) for m in sitting for slot in self.day.schedule.slots_of(m)]
        planned = self._meetings(planned=True)
        for slot in roll.slots(self.day):
            begins = sorted((m for m in sitting if m.slot == slot.id), key=self._by_table)
            if slot.is_break and not begins:
                yield self._row(slot, RowKind.BREAK, label=pause_name(slot.block, self.language))
                continue
            yield from (self._meeting(slot, m) for m in begins)
            busy = {person for taken, m in covered if taken == slot.id for person in m.people}
            idle = [person for person in self.people if person.id not in busy]
            if not slot.is_break:
                yield from self._idle(slot, idle, [*planned, *mine])

    def _idle(self, slot: Slot, idle: Sequence[Person], known: Sequence[MeetingNow]) -> Iterator[OrganisationRow]:
        """Return who has nothing to do: those who lost a meeting one by one, all others together."""
        words, told = wording(self.language), set[str]()
        names = {person.id: person.name for person in idle}
        lost = {m.id: m for m in known if slot.id in (m.slot, m.planned.slot if m.planned else m.slot)}
        for meeting in lost.values():
            before = meeting.planned if meeting.planned and meeting.planned.slot == slot.id else meeting
            ours = [person for person in before.people if person in names]
            if ours:
                told.update(ours)
                others = organisations_of(self.day, (p for p in before.people if p not in self.ids))
                mark = loss(self.day, meeting, slot.id, others or self.organisation.name, self.language)
                said = ", ".join(names[person] for person in ours)
                yield self._row(slot, RowKind.FREE, ours=said, label=words.free, mark=mark)
        for away, label in ((False, words.free), (True, words.away)):
            rest = [p.name for p in idle if p.id not in told and (slot.id in p.unavailable) is away]
            if rest:
                yield self._row(slot, RowKind.FREE, ours=", ".join(rest), label=label)

    def _meeting(self, slot: Slot, meeting: MeetingNow) -> OrganisationRow:
        mine = [person for person in meeting.people if person in self.ids]
        others = party(self.day, (p for p in meeting.people if p not in self.ids))
        table = table_label(self.day, meeting.table) if meeting.table else ""
        place = table_title(table, wording(self.language).table) if table else ""
        end = hhmm((self.day.schedule.time_of(meeting) or slot).end)
        return self._row(
            slot,
            RowKind.MEETING,
            end=end,
            ours=", ".join(person_name(self.day, person) for person in mine),
            table=table,
            place=place,
            whom=others.organisation or self.organisation.name,
            people=others.people,
            mark=remark(self.day, meeting, self.language),
        )

    def _row(self, slot: Slot, kind: RowKind, *, end: str = "", **more: str) -> OrganisationRow:
        date = heading(day_in(slot.start.date(), self.language)) if roll.has_several_days(self.day) else ""
        start, end = hhmm(slot.start), end or hhmm(slot.end)
        group = ", ".join(filter(None, (date, f"{start} – {hhmm(slot.end)}")))
        return OrganisationRow(group, kind, date, start, end, **more)

    def _by_table(self, meeting: MeetingNow) -> tuple[object, str, str]:
        return natural(table_label(self.day, meeting.table)), fold(person_name(self.day, meeting.host)), meeting.id
