"""Any schedule comes back from every supported shape, in every language of headers, with any separator and encoding."""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from coordinator.domain import step
from coordinator.domain.day import WALK_INS, Books, Day
from coordinator.domain.entries import Entry, PlanAdopted
from coordinator.domain.people import Organisation, Person
from coordinator.domain.schedule import EventInfo, Meeting, Schedule, Slot, Table
from coordinator.intake import child
from coordinator.intake.compare import difference
from coordinator.intake.door import Choices, Intake, settle
from coordinator.intake.matching import match
from coordinator.intake.rows import Sheet

ZONE = ZoneInfo("Europe/Madrid")
EVENT = EventInfo("Round trip", date(2026, 11, 24), "Europe/Madrid", slot_minutes=20)
FIRST = (
    "Ana",
    "Zoë",
    "Łucja",
    "Bjørn",
    "José María",
    "Иван",
    "Ελένη",
    "Anne-Marie",
    "O’Brien",
    "Ürün",
    "Li",
    "Van Der",
)
LAST = ("Ruiz", "Núñez", "Żynda", "Østergård", "Müller", "Петров", "Papas", "D’Angelo", "Smith", "Çelik", "Wei", "Berg")
HOMES = (
    "Alpha GmbH",
    "Beta & Co",
    "Gamma, Delta S.L.",
    "Łódź Hub",
    "Øster",
    "Quote “X”",
    "Ünal A.Ş.",
    "Zeta 4",
    "Eta / Theta",
)
Rows = list[list[str]]


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Make a schedule of two people a meeting in which nobody and no table is twice in a slot."""
    both = draw(st.lists(st.sampled_from(list(itertools.product(FIRST, LAST))), min_size=2, max_size=9, unique=True))
    homes = draw(st.lists(st.sampled_from(HOMES), min_size=len(both), max_size=len(both)))
    organisations = tuple(Organisation(f"O{HOMES.index(name)}", name) for name in dict.fromkeys(homes))
    people = tuple(
        Person(f"P{n}", first, last, f"O{HOMES.index(home)}", email=draw(st.sampled_from(["", f"p{n}@example.org"])))
        for n, ((first, last), home) in enumerate(zip(both, homes, strict=True))
    )
    slots, clock = [], datetime(2026, 11, 24, 8, 30, tzinfo=ZONE)
    for number in range(draw(st.integers(2, 5))):
        start = clock + timedelta(minutes=draw(st.sampled_from([0, 5, 40])))
        clock = start + timedelta(minutes=20)
        slots.append(Slot(f"S{number}", start, clock))
    tables = tuple(Table(f"T{number}", str(number + 1)) for number in range(draw(st.integers(2, 4))))
    meetings: list[Meeting] = []
    for slot in slots:
        free = draw(st.permutations([person.id for person in people]))
        for table, (host, guest) in zip(tables, _pairs(free), strict=False):
            if draw(st.booleans()) and not any({host, guest} == set(known.people) for known in meetings):
                meetings.append(Meeting(f"M{len(meetings)}", host, (guest,), slot.id, table.id))
    return Schedule(EVENT, organisations, people, tuple(slots), tables, tuple(meetings))


def _pairs(people: list[str]) -> list[tuple[str, str]]:
    return list(zip(people[::2], people[1::2], strict=False))


def day_of(schedule: Schedule) -> Day:
    """Return a day with this plan in force."""
    books = Books({WALK_INS: Schedule(EVENT), 1: schedule})
    return step.replay(step.start(books), [Entry("d-1", "d", 1, 1, 1, PlanAdopted(1))])


def told(schedule: Schedule) -> set[tuple[object, ...]]:
    """Return every meeting by what people see of it, whoever is told as the host."""
    slots, tables, people = schedule.slot_by_id, schedule.table_by_id, schedule.person_by_id
    return {
        (
            frozenset(people[person].name for person in meeting.people),
            slots[meeting.slot].start if meeting.slot else None,
            tables[meeting.table].label if meeting.table else None,
        )
        for meeting in schedule.meetings
    }


# -- the writers


class Words:
    """The words for one person, slot and table of a schedule."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule

    def person(self, known: str) -> list[str]:
        """Return name, organisation and address."""
        person = self.schedule.person_by_id[known]
        return [person.name, self.schedule.organisation_by_id[person.organisation].name, person.email]

    def when(self, meeting: Meeting) -> list[str]:
        """Return date, start and end."""
        slot = self.schedule.slot_by_id[meeting.slot or ""]
        return [f"{slot.start:%d.%m.%Y}", f"{slot.start:%H:%M}", f"{slot.end:%H:%M}"]

    def table(self, meeting: Meeting) -> str:
        """Return the label of the table."""
        return self.schedule.table_by_id[meeting.table or ""].label


FLAT = {
    "en": "Date;Start time;End time;Table;Host;Host company;Host e-mail;Guest;Guest company;Guest e-mail",
    "de": "Datum;Beginn;Ende;Tisch;Gastgeber;Gastgeber Firma;Gastgeber E-Mail;Gast;Gast Firma;Gast E-Mail",
    "fr": "Date;Heure de début;Heure de fin;N° table;Hôte;"
    "Société de l'hôte;E-mail de l'hôte;Invité;Société de l'invité;E-mail de l'invité",
    "it": "Data;Ora inizio;Orario finale;Tavolo;Richiedente;"
    "Azienda richiedente;E-mail richiedente;Invitato;Azienda invitato;E-mail invitato",
    "es": "Fecha;Hora de inicio;Hora de fin;Mesa;Anfitrión;"
    "Empresa anfitrión;E-mail anfitrión;Invitado;Empresa invitado;E-mail invitado",
    "pl": "Data;Początek;Koniec;Stolik;Gospodarz;Firma gospodarza;E-mail gospodarza;Gość;Firma gościa;E-mail gościa",
    "pt": "Data;Início;Fim;Mesa;Anfitrião;"
    "Empresa do anfitrião;E-mail do anfitrião;Convidado;Empresa do convidado;E-mail do convidado",
    "nl": "Datum;Begin;Einde;Tafel;Gastheer;Bedrijf gastheer;E-mail gastheer;Gast;Bedrijf gast;E-mail gast",
}
PERSONAL = {
    "en": "Participant;Company;E-mail;Date;Start;End;Table;Meeting with;Partner company;Partner e-mail",
    "de": "Teilnehmer;Firma;E-Mail;Datum;Beginn;Ende;Tisch;Termin mit;Partner Firma;Partner E-Mail",
    "fr": "Nom complet;Société;E-mail;Date;Début;Fin;Table;Rendez-vous avec;Partenaire société;Partenaire e-mail",
    "it": "Partecipante;Azienda;Email;Data;Inizio;Fine;Tavolo;Incontro con;Partner azienda;Partner email",
    "es": "Participante;Empresa;Email;Fecha;Inicio;Fin;Mesa;Reunión con;Socio empresa;Socio email",
    "pl": "Uczestnik;Firma;E-mail;Data;Początek;Koniec;Stolik;Spotkanie z;Partner firma;Partner e-mail",
    "pt": "Participante;Empresa;E-mail;Data;Início;Fim;Mesa;Reunião com;Parceiro empresa;Parceiro e-mail",
    "nl": "Deelnemer;Bedrijf;E-mail;Datum;Begin;Einde;Tafel;Afspraak met;Partner bedrijf;Partner e-mail",
}
PEOPLE = {
    "en": "First name;Last name;Company;E-mail;Job title;Country;Phone",
    "de": "Vorname;Nachname;Firma;E-Mail;Position;Land;Telefonnummer",
    "fr": "Prénom;Nom;Société;Adresse e-mail;Fonction;Pays;Numéro de téléphone",
    "it": "Nome;Cognome;Azienda;Indirizzo email;Ruolo;Nazione;Numero di telefono",
    "es": "Nombre;Apellidos;Empresa;Correo electrónico;Cargo;País;Número de teléfono",
    "pl": "Imię;Nazwisko;Firma;Adres e-mail;Stanowisko;Kraj;Numer telefonu",
    "pt": "Nome;Sobrenome;Empresa;Endereço de e-mail;Cargo;País;Telefone",
    "nl": "Voornaam;Achternaam;Bedrijf;E-mailadres;Functie;Land;Telefoonnummer",
}


def flat(schedule: Schedule, language: str) -> Rows:
    """Return one row a meeting."""
    words = Words(schedule)
    rows = [
        [*words.when(m), f"Table {words.table(m)}", *words.person(m.host), *words.person(m.guests[0])]
        for m in schedule.meetings
    ]
    return [FLAT[language].split(";"), *rows]


def personal(schedule: Schedule, language: str) -> Rows:
    """Return one row a person and slot: each meeting stands there for either side, free slots too."""
    words, rows = Words(schedule), [PERSONAL[language].split(";")]
    for person in schedule.people:
        for m in schedule.meetings:
            if person.id in m.people:
                other = next(known for known in m.people if known != person.id)
                rows.append([*words.person(person.id), *words.when(m), words.table(m), *words.person(other)])
        rows.append([*words.person(person.id), "24.11.2026", "08:00", "08:20", "", "free", "", ""])
    return rows


def by_table(schedule: Schedule, sign: str) -> Rows:
    """Return a grid of rounds by tables, with both people in the cell."""
    words = Words(schedule)
    cells = {(m.slot, m.table): sign.join(words.person(p)[0] for p in m.people) for m in schedule.meetings}
    rows = [
        [f"{s.start:%H:%M} - {s.end:%H:%M}", *(cells.get((s.id, t.id), "") for t in schedule.tables)]
        for s in schedule.slots
    ]
    return [["Time", *(f"Table {table.label}" for table in schedule.tables)], *rows]


def by_person(schedule: Schedule, *, across: bool) -> Rows:
    """Return a grid of rounds by people, with the other side and the table in the cell."""
    words, cells = Words(schedule), {}
    for m in schedule.meetings:
        for one, other in ((m.host, m.guests[0]), (m.guests[0], m.host)):
            cells[m.slot, one] = f"{words.person(other)[0]} (Table {words.table(m)})"
    names = {person.id: words.person(person.id)[0] for person in schedule.people}
    times = {slot.id: f"{slot.start:%H:%M}-{slot.end:%H:%M}" for slot in schedule.slots}
    if across:
        rows = [[names[p], *(cells.get((slot, p), "") for slot in times)] for p in names]
        return [["Name", *times.values()], *rows]
    return [["Time", *names.values()], *([times[slot], *(cells.get((slot, p), "") for p in names)] for slot in times)]


# -- reading


def written(rows: Rows, separator: str, end: str, encoding: str) -> tuple[bytes, str]:
    """Return rows as a text file, and the encoding a person has to choose for it; in UTF-8 where they need that."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    try:
        return text.getvalue().encode(encoding), "" if encoding.startswith("utf") else encoding
    except UnicodeEncodeError:
        return text.getvalue().encode(), ""


def load(name: str, content: bytes, encoding: str, day: Day | None = None) -> Intake:
    """Read one file into an empty event, or into one that has a plan."""
    (sheet,) = (found for found in child.read(name, content, encoding) if isinstance(found, Sheet))
    return settle([sheet], [], [], EVENT, Choices(), day=day)


files = st.tuples(
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1250"]),
)
few = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def comes_back(schedule: Schedule, rows: Rows, file: tuple[str, str, str]) -> None:
    """Assert that rows tell the meetings of a schedule, to an empty event and to the event itself."""
    content, encoding = written(rows, *file)
    fresh = load("list.csv", content, encoding)
    assert fresh.schedule is not None, fresh.must_fix
    assert told(fresh.schedule) == told(schedule)
    again = load("list.csv", content, encoding, day_of(schedule))
    assert again.schedule is not None, again.must_fix
    # Who of the two is told first is the one thing that a mirrored shape may turn round.
    found = again.schedule.meeting_by_id
    turned = (found[m.id] if m.id in found and {*found[m.id].people} == {*m.people} else m for m in schedule.meetings)
    pairs = zip(schedule.meetings, turned, strict=True)
    before = replace(schedule, meetings=tuple(replace(m, host=other.host, guests=other.guests) for m, other in pairs))
    assert difference(before, again.schedule).summary == "This is the same schedule as before."
    for intake in (fresh, again):
        assert all(count.rows == count.used + count.left_out for count in intake.counts)


with_meetings = schedules().filter(lambda schedule: bool(schedule.meetings))


@few
@given(schedule=with_meetings, language=st.sampled_from(list(FLAT)), file=files)
def test_a_flat_list_comes_back_equal(schedule: Schedule, language: str, file: tuple[str, str, str]) -> None:
    comes_back(schedule, flat(schedule, language), file)


@few
@given(schedule=with_meetings, language=st.sampled_from(list(PERSONAL)), file=files)
def test_a_personal_schedule_comes_back_equal(schedule: Schedule, language: str, file: tuple[str, str, str]) -> None:
    comes_back(schedule, personal(schedule, language), file)


@few
@given(schedule=with_meetings, sign=st.sampled_from([" x ", " × ", " vs. ", " & "]), file=files)
def test_a_grid_of_tables_comes_back_equal(schedule: Schedule, sign: str, file: tuple[str, str, str]) -> None:
    comes_back(schedule, by_table(schedule, sign), file)


@few
@given(schedule=with_meetings, across=st.booleans(), file=files)
def test_a_grid_of_people_comes_back_equal(schedule: Schedule, across: bool, file: tuple[str, str, str]) -> None:
    comes_back(schedule, by_person(schedule, across=across), file)


def under_other_ids(schedule: Schedule, order: list[int]) -> Schedule:
    """Return the same schedule as another platform would number it."""
    people = {person.id: f"P{number}" for person, number in zip(schedule.people, order, strict=False)}
    slots = {slot.id: f"{slot.start:%H%M}" for slot in schedule.slots}
    tables = {table.id: f"T{number}" for table, number in zip(schedule.tables, reversed(order[:4]), strict=False)}
    return replace(
        schedule,
        people=tuple(replace(p, id=people[p.id]) for p in schedule.people),
        slots=tuple(replace(s, id=slots[s.id]) for s in schedule.slots),
        tables=tuple(replace(t, id=tables[t.id]) for t in schedule.tables),
        meetings=tuple(
            replace(
                m,
                id=f"M{99 - number}",
                host=people[m.host],
                guests=(people[m.guests[0]],),
                slot=slots[m.slot or ""],
                table=tables[m.table or ""],
            )
            for number, m in enumerate(schedule.meetings)
        ),
    )


@few
@given(schedule=schedules(), order=st.permutations(list(range(9))))
def test_any_schedule_under_other_ids_is_told_with_its_own(schedule: Schedule, order: list[int]) -> None:
    assert match(schedule, under_other_ids(schedule, order)).schedule == schedule


@pytest.mark.parametrize("language", list(PEOPLE))
def test_a_list_of_people_comes_back_in_every_language(language: str) -> None:
    rows = [PEOPLE[language].split(";"), ["Ana María", "Núñez", "Alpha", "ana@example.org", "Boss", "ES", "+34 1"]]
    content, _ = written(rows, ";", "\n", "utf-8")
    schedule = load("list.csv", content, "").schedule
    assert schedule is not None
    (person,) = schedule.people
    assert (person.first_name, person.last_name, person.email) == ("Ana María", "Núñez", "ana@example.org")
    assert (person.job_title, person.country, person.phone) == ("Boss", "ES", "+34 1")
    assert schedule.organisations[0].name == "Alpha"
