"""Columns are found by their headers, in five languages, and by their neighbours where one word means two things."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from coordinator.intake import headers
from coordinator.intake.door import Choices, Intake
from coordinator.intake.fields import FIELDS, Kind
from coordinator.intake.folding import header_key
from coordinator.intake.rows import Row, Sheet
from coordinator.intake.synonyms import synonyms

if TYPE_CHECKING:
    from pathlib import Path

Load = Callable[..., Intake]


def mapped(*rows: str, file: str = "list.csv", chosen: dict[str, str] | None = None) -> dict[str, str]:
    """Return the field of each header of a small list."""
    cells = [Row(number, tuple(row.split(";"))) for number, row in enumerate(rows, start=1)]
    mapping = headers.recognise(Sheet(file, "", tuple(cells)), chosen or {})
    assert mapping is not None
    return {column.header: column.field for column in mapping.columns}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Name;Company;E-mail", "full_name"),
        ("Name;Vorname;Firma", "last_name"),
        ("Name;Surname;Company", "first_name"),
        ("Name;First name;Last name", "full_name"),
        ("Nom;Prénom;Société", "last_name"),
        ("Nom;Société;E-mail", "full_name"),
        ("Nome;Cognome;Azienda", "first_name"),
        ("Nome;Azienda;Email", "full_name"),
        ("Nombre;Apellidos;Empresa", "first_name"),
        ("Nombre;Empresa;Email", "full_name"),
    ],
)
def test_one_word_for_a_name_is_settled_by_its_neighbours(header: str, field: str) -> None:
    assert mapped(header, "a;b;c@d")[header.split(";", 1)[0]] == field


def test_a_title_is_a_salutation_or_a_job_by_what_stands_below() -> None:
    assert mapped("Title;First name;Last name", "Dr.;Ana;Ruiz", "Ms;Bo;Berg")["Title"] == "title"
    assert mapped("Title;First name;Last name", "Managing director;Ana;Ruiz")["Title"] == "job_title"
    assert mapped("Title;Job title;Last name", "Managing director;x;Ruiz")["Title"] != "job_title"


def test_a_company_column_of_yes_and_no_is_no_organisation() -> None:
    found = mapped("First name;Last name;company;company_name", "Ana;Ruiz;ja;Alpha", "Bo;Berg;nein;Beta")
    assert (found["company"], found["company_name"]) == ("", "organisation")


def test_a_position_is_a_job_unless_it_is_a_german_order() -> None:
    assert mapped("Position;Vorname;Nachname", "Chef;Ana;Ruiz")["Position"] == "job_title"
    assert mapped("Bestellnummer;Position;Vorname;Nachname", "X;1;A;B", "X;2;C;D")["Position"] == "participant_id"


def test_an_id_that_repeats_is_no_id() -> None:
    rows = ("Order code;First name;Last name", "X1;Ana;Ruiz", "X1;Bo;Berg")
    assert mapped(*rows)["Order code"] == ""


def test_the_id_of_a_ticket_goes_before_the_id_of_an_order() -> None:
    found = mapped("Order #;Attendee #;First name;Last name", "1;10;Ana;Ruiz", "2;11;Bo;Berg")
    assert (found["Order #"], found["Attendee #"]) == ("", "participant_id")


def test_marks_of_a_template_do_not_hide_a_header() -> None:
    found = mapped("*First Name (required);LAST_NAME;Organization  (optional)", "Ana;Ruiz;Alpha")
    assert list(found.values()) == ["first_name", "last_name", "organisation"]


def test_lines_above_the_header_are_passed_over(load: Load) -> None:
    text = "List of delegates;;\nas of today;;\n\nFirst name;Last name;Company\nAna;Ruiz;Alpha\n"
    intake = load({"x.csv": text})
    assert intake.schedule is not None
    assert intake.schedule.people[0].name == "Ana Ruiz"
    assert intake.mappings[0].header_line == 4
    assert {(left.reason, left.rows) for left in intake.left_out} == {("above the header", (1, 2)), ("empty row", (3,))}


@pytest.mark.parametrize(
    "header",
    [
        "Date;Start;End;Table;Host;Host company;Guest;Guest company",
        "Datum;Beginn;Ende;Tisch;Gastgeber;Gastgeber Firma;Gast;Gast Firma",
        "Date;Heure de début;Heure de fin;N° table;Hôte;Hôte Société;Invité;Invité Société",
        "Data;Ora inizio;Orario finale;Tavolo;Richiedente;Richiedente Azienda;Invitato;Invitato Azienda",
        "Fecha;Hora de inicio;Hora de finalización;Mesa;Anfitrión;Anfitrión Empresa;Invitado;Invitado Empresa",
        "Day;Start time;End time;Table no.;Name 1;Company 1;Name 2;Company 2",
        "Date;From;To;Table;Participant A;Company A;Participant B;Company B",
    ],
)
def test_a_meeting_list_is_read_in_five_languages(load: Load, header: str) -> None:
    intake = load({"x.csv": f"{header}\n24.11.2026;09:00;09:20;7;Ana Ruiz;Alpha;Bo Berg;Beta\n"})
    assert intake.schedule is not None
    (meeting,) = intake.schedule.meetings
    people = intake.schedule.person_by_id
    assert [people[person].name for person in meeting.people] == ["Ana Ruiz", "Bo Berg"]
    assert [o.name for o in intake.schedule.organisations] == ["Alpha", "Beta"]
    assert intake.schedule.tables[0].label == "7"
    assert f"{intake.schedule.slots[0].start:%H:%M}" == "09:00"


def test_a_person_may_say_what_a_column_is(load: Load) -> None:
    choices = Choices(columns={"Wer": "full_name", "Von wo": "organisation"})
    intake = load({"x.csv": "Wer;Von wo\nAna Ruiz;Alpha\n"}, choices=choices)
    assert intake.schedule is not None
    assert intake.schedule.organisations[0].name == "Alpha"
    assert [column.sure for column in intake.mappings[0].columns] == [101, 101]


def test_unknown_columns_are_kept(load: Load) -> None:
    intake = load({"x.csv": "First name;Last name;Company;Diet\nAna;Ruiz;Alpha;vegan\nBo;Berg;Beta;\n"})
    assert intake.schedule is not None
    assert [p.extra for p in intake.schedule.people] == [(("Diet", "vegan"),), ()]


def test_every_synonym_of_the_list_leads_to_a_field(sample: Path) -> None:
    known = {field for fields in FIELDS.values() for field in fields} | {"host", "guest", "from", "to"}
    with (sample.parent / "intake" / "headers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 400
    assert {row["field"] for row in rows} <= known
    assert all(header_key(row["header"]) in synonyms() for row in rows)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_formats_own_headers_are_sure(kind: Kind) -> None:
    body = ["x@y"] * len(FIELDS[kind])
    rows = (Row(1, FIELDS[kind]), Row(2, tuple(body)))
    mapping = headers.recognise(Sheet(f"{kind}.csv", "", rows), {})
    assert mapping is not None
    assert mapping.kind is kind
    assert {column.field for column in mapping.columns} == set(FIELDS[kind])
