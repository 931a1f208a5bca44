"""JSON: check-in lists, orders and exports of pretix, and plain lists of objects."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from coordinator.domain.people import Registration
from coordinator.intake import child
from coordinator.intake.door import Intake
from coordinator.intake.problems import Problem
from coordinator.intake.rows import Sheet

Load = Callable[..., Intake]


def ticket(number: int, name: str | None, **more: Any) -> dict[str, Any]:
    """Return one position of a check-in list as the interface of pretix gives it."""
    return {
        "id": 1000 + number,
        "order": "ABC12",
        "positionid": number,
        "item": 7,
        "attendee_name": name,
        "attendee_name_parts": {"_scheme": "given_family", "given_name": "Ana", "family_name": "Ruiz"} if name else {},
        "attendee_email": f"p{number}@example.org" if name else None,
        "company": "Alpha GmbH" if name else None,
        "country": "DE",
        "secret": "not to be shown",
        "addon_to": None,
        "checkins": [],
        "answers": [],
    } | more


def page(*tickets: dict[str, Any], following: str | None = None) -> str:
    """Return one page of a check-in list."""
    return json.dumps({"count": 300, "next": following, "previous": None, "results": tickets})


def sheet_of(text: str) -> list[dict[str, str]]:
    """Return the rows of a JSON file by column."""
    sheet = next(reading for reading in child.read("list.json", text.encode()) if isinstance(reading, Sheet))
    header, *rows = sheet.rows
    return [dict(zip(header.cells, row.cells, strict=True)) for row in rows]


def test_a_check_in_list_becomes_participants(load: Load) -> None:
    arrived = [{"list": 1, "type": "entry", "datetime": "2026-11-24T08:45:23Z"}]
    intake = load({"list.json": page(ticket(1, "Ana Ruiz", checkins=arrived), ticket(2, "Bo Berg"))})
    assert intake.must_fix == ()
    assert intake.schedule is not None
    first, second = intake.schedule.people
    assert (first.id, first.name, first.email, first.country) == ("ABC12-1", "Ana Ruiz", "p1@example.org", "DE")
    assert intake.schedule.organisations[0].name == "Alpha GmbH"
    assert ("checked_in", "2026-11-24T08:45:23Z") in first.extra
    assert all(key != "checked_in" for key, _ in second.extra)


def test_the_secrets_of_tickets_are_not_taken() -> None:
    assert "not to be shown" not in str(sheet_of(page(ticket(1, "Ana Ruiz"))))


def test_an_add_on_is_set_aside_and_its_product_is_kept() -> None:
    menu = ticket(2, None, addon_to=1001, item={"id": 8, "name": {"en": "Lunch", "de": "Essen"}})
    (sheet,) = child.read("list.json", page(ticket(1, "Ana Ruiz"), menu, ticket(3, "Bo Berg")).encode())
    assert isinstance(sheet, Sheet)
    assert [row.line for row in sheet.rows] == [1, 2, 4]
    assert sheet.set_aside == ((3, "an add-on to another ticket"),)
    assert "Lunch" in sheet.rows[1].cells


def test_an_add_on_with_a_name_is_a_person() -> None:
    assert len(sheet_of(page(ticket(1, "Ana Ruiz"), ticket(2, "Bo Berg", addon_to=1001)))) == 2


def test_who_left_again_is_not_checked_in() -> None:
    scans = [
        {"type": "entry", "datetime": "2026-11-24T08:45:23Z"},
        {"type": "exit", "datetime": "2026-11-24T09:45:23Z"},
    ]
    (row,) = sheet_of(page(ticket(1, "Ana Ruiz", checkins=scans)))
    assert "checked_in" not in row


def test_answers_to_questions_become_columns() -> None:
    asked = [{"question": {"id": 1, "question": {"en": "Job title"}}, "answer": "Engineer"}]
    (row,) = sheet_of(page(ticket(1, "Ana Ruiz", answers=asked)))
    assert row["Job title"] == "Engineer"


def test_orders_carry_their_state_to_their_tickets(load: Load) -> None:
    orders = [
        {"code": code, "status": status, "positions": [ticket(1, name, order=None)]}
        for code, status, name in (("A", "p", "Ana Ruiz"), ("B", "c", "Bo Berg"), ("C", "n", "Cy Cole"))
    ]
    intake = load({"orders.json": json.dumps({"results": orders})})
    assert intake.schedule is not None
    assert {person.id: person.registration for person in intake.schedule.people} == {
        "A-1": Registration.REGISTERED,
        "B-1": Registration.CANCELLED,
        "C-1": Registration.WAITING,
    }


def test_who_buys_one_nameless_ticket_is_who_comes() -> None:
    order = {
        "code": "A",
        "status": "p",
        "email": "ana@alpha.example",
        "phone": "+34 600",
        "invoice_address": {"name": "Ana Ruiz", "company": "Alpha"},
        "positions": [ticket(1, None, order=None)],
    }
    (row,) = sheet_of(json.dumps([order]))
    assert (row["full_name"], row["email"], row["organisation"]) == ("Ana Ruiz", "ana@alpha.example", "Alpha")


def test_the_whole_export_of_an_event_names_questions_and_products() -> None:
    event = {
        "name": "Day",
        "items": [{"id": 7, "name": "Delegate"}],
        "questions": [{"id": 3, "question": "Function"}],
        "orders": [
            {"code": "A", "status": "p", "positions": [ticket(1, "Ana", answers=[{"question": 3, "answer": "CTO"}])]}
        ],
    }
    (row,) = sheet_of(json.dumps({"event": event}))
    assert (row["product"], row["Function"]) == ("Delegate", "CTO")


def test_one_page_of_several_is_said() -> None:
    readings = child.read("list.json", page(ticket(1, "Ana"), following="https://x.example/?page=2").encode())
    (problem,) = [each for each in readings if isinstance(each, Problem)]
    assert "1 entries of 300" in problem.sentence
    assert not problem.must_fix


def test_a_plain_list_of_objects_is_a_table(load: Load) -> None:
    people = [{"name": "Ana Ruiz", "company": "Alpha", "email": "a@x.org", "address": {"city": "Bilbao"}}]
    intake = load({"people.json": json.dumps(people)})
    assert intake.schedule is not None
    assert intake.schedule.people[0].name == "Ana Ruiz"
    assert sheet_of(json.dumps(people))[0]["address city"] == "Bilbao"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"results": [', "not copied to its end"),
        ("{}", "no list of people"),
        ("[1, 2, 3]", "no list of people"),
        ("[]", "no list of people"),
        ("[" * 100_000, "built in a way"),
        ('{"event": {"orders": []}}', "no tickets"),
        ('{"event": {"orders": [1, {"positions": 3}]}}', "no tickets"),
        ('[{"a": ' + "9" * 5000 + "}]", "built in a way"),
    ],
)
def test_other_json_is_explained(text: str, sentence: str) -> None:
    (problem,) = child.read("list.json", text.encode())
    assert isinstance(problem, Problem)
    assert problem.must_fix
    assert sentence in problem.sentence


def test_half_a_letter_does_no_harm() -> None:
    assert sheet_of(r'[{"name": "Ana \ud83d Ruiz", "company": "Alpha"}]')[0]["name"] == "Ana ? Ruiz"


def test_a_csv_that_begins_with_a_bracket_is_no_json() -> None:
    (sheet,) = child.read("people.csv", b"[name],[company],[email]\nAna Ruiz,Alpha,a@x.org\n")
    assert isinstance(sheet, Sheet)
    assert sheet.rows[1].cells == ("Ana Ruiz", "Alpha", "a@x.org")
