"""Lists on paper: everybody stands on them once, rows keep apart, pages are full before the next one begins."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pixels
import pytest
from hard_names import HARD_NAMES
from placed import clashes, pieces, words_of

from coordinator.domain import step
from coordinator.domain.day import Books
from coordinator.domain.entries import CheckedIn, PlanAdopted
from coordinator.domain.look import EventLook
from coordinator.domain.printing import Document
from coordinator.domain.schedule import Schedule
from coordinator.paper import offering
from coordinator.paper.drawing import tables
from coordinator.paper.issues import IssueKind
from coordinator.paper.proof import Proof
from coordinator.views import interpreters, lists, organisation_agendas
from coordinator.views.languages import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.paper.door import Result
    from coordinator.views.papers import Record

    Print = Callable[..., tuple[bytes, Result]]

LISTS = (
    Document.PARTICIPANTS,
    Document.MISSING,
    Document.DOORS,
    Document.INTERPRETERS,
    Document.ORGANISATION_AGENDAS,
)
SHEETS = ("a4", "letter", "a5")
SAFE = {"a4": (7, 7, 203, 290), "letter": (6.6, 6.6, 209.3, 272.8), "a5": (4.9, 4.9, 143, 205)}
"""Millimetres: what lies outside is left white, as most printers cannot reach it."""

ROW, TOP = 6.4, 28 + tables.TITLES
"""Millimetres: the height of a row of participants, and where the first one begins."""


@pytest.fixture(scope="session")
def interpreted(schedule: Schedule) -> Schedule:
    """Return the sample event with two interpreters, one of them wanted twice at once, and somebody who needs one."""
    names = {"M004": "Anna Kowalska", "M013": "Jan Nowak", "M014": "Anna Kowalska", "M009": "Anna Kowalska"}
    meetings = tuple(replace(m, interpreter=names.get(m.id, "")) for m in schedule.meetings)
    people = tuple(replace(p, needs_interpreter=p.id == "E10") for p in schedule.people)
    return replace(schedule, meetings=meetings, people=people)


@pytest.fixture(scope="session")
def spoken(interpreted: Schedule, happen: Callable[..., Day]) -> Day:
    """Return the morning of the event with interpreters."""
    return happen(step.start(Books({0: Schedule(interpreted.event), 1: interpreted}, {})), PlanAdopted(1))


@pytest.fixture(scope="session")
def records(repaired: Day, spoken: Day, now: datetime) -> Callable[[Document], Sequence[Record]]:
    """Return a function that gives the records of the repaired day for a document."""

    def of(document: Document) -> Sequence[Record]:
        match document:
            case Document.PARTICIPANTS:
                return [lists.participants(repaired, now)]
            case Document.MISSING:
                return [lists.missing(repaired, now)]
            case Document.DOORS:
                return lists.doors(repaired, now)
            case Document.INTERPRETERS:
                return [interpreters.interpreters_at_tables(spoken, now), *interpreters.interpreters(spoken, now)]
            case _:
                return organisation_agendas.organisation_agendas(repaired, now)

    return of


def person(name: str, group: str = "A", number: int = 1) -> lists.ListedPerson:
    return lists.ListedPerson(group, f"P{number}", name, name, "", "Digital Hub Łódź", "Poland", "A", "EU cluster")


def listed(count: int) -> lists.ParticipantList:
    rows = tuple(person(f"Name {number:05}", number=number) for number in range(1, count + 1))
    return lists.ParticipantList("Participants", rows, f"{count} people", "Printed now", "Today")


def wanted(number: int, group: str) -> lists.MissingRow:
    whom = f"Wanted {number:03}"
    return lists.MissingRow(group, whom, whom, "Ours", "A", "+1", "Not here yet", group, "1", "Table 1", "Them", "2")


def missing(groups: Sequence[int]) -> lists.MissingList:
    rows = [wanted(at * 100 + n, f"{9 + at:02}:00") for at, many in enumerate(groups) for n in range(many)]
    return lists.MissingList("Missing", tuple(rows), "some", "Printed now", "Today")


# -- who stands on them


def test_everybody_stands_on_the_list_of_participants_once(
    schedule: Schedule, printed: Print, morning: Day, now: datetime
) -> None:
    pdf, result = printed(Document.PARTICIPANTS, [lists.participants(morning, now)])
    text = " ".join(words_of(pdf))
    assert result.issues == ()
    for each in schedule.people:
        assert text.count(f"{each.last_name} {each.first_name}") == 1


def test_every_door_has_a_list_with_everybody_once(
    schedule: Schedule, printed: Print, morning: Day, now: datetime
) -> None:
    for made in lists.doors(morning, now):
        pdf, _ = printed(Document.DOORS, [made])
        text = " ".join(words_of(pdf))
        assert made.title in words_of(pdf)[0]
        assert all(text.count(f"{each.last_name} {each.first_name}") == 1 for each in schedule.people)


def test_list_of_the_missing_names_everybody_once_with_phone_and_table(
    printed: Print, repaired: Day, now: datetime
) -> None:
    made = lists.missing(repaired, now)
    pdf, _ = printed(Document.MISSING, [made])
    found = Counter(piece.text for page in range(len(words_of(pdf))) for piece in pieces(pdf, page))
    assert {row.name: found[row.name] for row in made.rows} == dict.fromkeys((row.name for row in made.rows), 1)
    assert all(found[row.phone] for row in made.rows if row.phone)
    assert all(found[row.place] for row in made.rows)


def test_interpreters_have_their_meetings_and_staff_sees_who_is_needed(
    printed: Print, spoken: Day, now: datetime
) -> None:
    staff, (anna, jan) = interpreters.interpreters_at_tables(spoken, now), interpreters.interpreters(spoken, now)
    pdf, _ = printed(Document.INTERPRETERS, [staff, anna, jan])
    all_of_them, hers, his = words_of(pdf)
    assert all_of_them.count("still needed") == sum(1 for row in staff.rows if not row.interpreter) > 0
    assert all_of_them.count("Anna Kowalska") == len(anna.rows) == 3
    assert "Anna Kowalska" in hers
    assert all(row.place in hers for row in anna.rows)
    assert "Interpreter" not in hers
    assert his.count("Table") == len(jan.rows) + 1


def test_lists_for_staff_are_about_nobody_and_those_of_doors_about_each(
    schedule: Schedule, records: Callable[..., Sequence[Record]]
) -> None:
    for document in (Document.INTERPRETERS, Document.PARTICIPANTS):
        assert Proof(offering.job(document), records(document), schedule.event, EventLook()).subjects == ()
    doors = Proof(offering.job(Document.DOORS), records(Document.DOORS), schedule.event, EventLook())
    assert doors.subjects == ("registration", "seminar", "matchmaking")


def test_meeting_of_an_interpreter_wanted_twice_at_once_is_marked_red(
    printed: Print, spoken: Day, now: datetime
) -> None:
    made = interpreters.interpreters_at_tables(spoken, now)
    clash = replace(made, rows=tuple(replace(row, clash="yes") for row in made.rows))
    calm = replace(made, rows=tuple(replace(row, clash="") for row in made.rows))
    bar = (10.4, 40, 11.5, 270)
    assert pixels.ink_inside(printed(Document.INTERPRETERS, [clash])[0], 0, bar)
    assert not pixels.ink_inside(printed(Document.INTERPRETERS, [calm])[0], 0, bar)


def test_who_is_here_has_a_tick_and_the_time_and_nothing_else_changes(
    printed: Print, morning: Day, happen: Callable[..., Day], now: datetime
) -> None:
    nobody = lists.participants(morning, now)
    made = lists.participants(happen(morning, CheckedIn("U01", "registration")), now)
    at = next(number for number, each in enumerate(made.rows) if each.person == "U01")
    before, after = (
        printed(Document.PARTICIPANTS, [replace(record, count="", stamp="")])[0] for record in (nobody, made)
    )
    page, row = divmod(at, 38)
    top = TOP + row * ROW
    assert pixels.ink_outside(after, page, (0, 0, 19, 297), without=before)
    assert pixels.ink_outside(after, page, (0, 0, 170, 297), without=before)
    assert not pixels.ink_outside(after, page, (19, top, 200, top + ROW), without=before)
    assert made.rows[at].time in words_of(after)[page]


def test_letter_stands_once_a_page_before_its_names(printed: Print, morning: Day, now: datetime) -> None:
    pdf, _ = printed(Document.PARTICIPANTS, [lists.participants(morning, now)])
    for page in range(2):
        letters = [p.text for p in pieces(pdf, page) if p.points == 13 and len(p.text) == 1]
        assert letters == sorted(set(letters))


# -- pages


@pytest.mark.parametrize("stock", ["a4", "letter"])
def test_page_of_participants_has_at_least_35_rows(printed: Print, stock: str) -> None:
    pdf, _ = printed(Document.PARTICIPANTS, [listed(200)], stock=stock)
    assert words_of(pdf)[0].count("Name 0") >= 35


@pytest.mark.parametrize("stock", SHEETS)
def test_full_page_is_one_and_one_more_person_begins_the_next(printed: Print, stock: str) -> None:
    full = words_of(printed(Document.PARTICIPANTS, [listed(200)], stock=stock)[0])[0].count("Name 0")
    assert printed(Document.PARTICIPANTS, [listed(full)], stock=stock)[1].pages == 1
    pdf, result = printed(Document.PARTICIPANTS, [listed(full + 1)], stock=stock)
    assert result.pages == 2
    assert f"Name {full + 1:05}" in words_of(pdf)[1]
    assert "Page 2 of 2" in words_of(pdf)[1]


def test_ten_thousand_people_are_all_on_the_list(printed: Print) -> None:
    pdf, result = printed(Document.PARTICIPANTS, [listed(10_000)])
    assert result.pages == -(-10_000 // 38)
    assert Counter(" ".join(words_of(pdf)).split())["Name"] == 10_000 + result.pages


@pytest.mark.parametrize("first", range(15, 26))
def test_title_of_a_group_never_ends_a_page_and_is_said_again_on_the_next(printed: Print, first: int) -> None:
    pdf, result = printed(Document.MISSING, [missing([first, 30])])
    texts = words_of(pdf)
    assert sum(text.count("Wanted") for text in texts) == first + 30
    for page in range(result.pages):
        body = sorted((p for p in pieces(pdf, page) if 36 < p.box[1] < 278), key=lambda p: p.box[1])
        here = [int(p.text.removeprefix("Wanted ")) for p in body if p.text.startswith("Wanted ")]
        group = "09:00" if here[0] < 100 else "10:00"
        assert body[0].text == (group if here[0] % 100 == 0 else f"{group} (continued)")
        assert not body[-1].text.startswith(("09:00", "10:00"))


@pytest.mark.parametrize("document", [Document.PARTICIPANTS, Document.MISSING])
def test_list_without_anybody_says_so(printed: Print, document: Document) -> None:
    empty = {Document.PARTICIPANTS: listed(0), Document.MISSING: missing([])}[document]
    pdf, result = printed(document, [empty])
    assert result.pages == 1
    assert {Document.PARTICIPANTS: "There is nobody to list.", Document.MISSING: "Nobody is missing."}[
        document
    ] in words_of(pdf)[0]


# -- how they look


@pytest.mark.parametrize("document", LISTS)
@pytest.mark.parametrize("stock", SHEETS)
def test_texts_keep_apart_and_stay_on_the_paper(
    printed: Print, records: Callable[..., Sequence[Record]], document: Document, stock: str
) -> None:
    pdf, result = printed(document, records(document), stock=stock)
    assert {issue.kind for issue in result.issues} <= {IssueKind.SQUEEZED}
    for page in range(min(3, result.pages)):
        assert clashes(pieces(pdf, page)) == []
        assert not pixels.ink_outside(pdf, page, SAFE[stock], dpi=72)


@pytest.mark.parametrize("document", LISTS)
def test_same_lists_give_the_same_bytes(
    printed: Print, records: Callable[..., Sequence[Record]], document: Document
) -> None:
    assert printed(document, records(document)) == printed(document, records(document))


def test_hard_names_keep_to_their_rows(printed: Print) -> None:
    rows = tuple(replace(person(name, number=n), organisation=name) for n, name in enumerate(HARD_NAMES))
    pdf, result = printed(Document.PARTICIPANTS, [replace(listed(0), rows=rows)])
    assert result.pages == -(-len(rows) // 38)
    for page in range(result.pages):
        assert not pixels.ink_outside(pdf, page, SAFE["a4"], dpi=72)
        for piece in pieces(pdf, page):
            if TOP < piece.box[1] < 283:
                row = TOP + ((piece.box[1] + piece.box[3]) / 2 - TOP) // ROW * ROW
                assert row - 0.3 < piece.box[1]
                assert piece.box[3] < row + ROW + 0.3


SCRIPTS = (
    "Ελένη Παπαδάκη",
    "Екатерина Воскресенская",
    "Արիստակես Դոլուխանով",
    "გრძელიშვილი",
    "王小明",
    "コンピューター",
    "사회과학원",
    "สมชาย ใจดี",
    "مُنذر شربتلي",
    "ישראלה",
    "Nguyễn Thị Hồng",
)


def test_names_of_all_scripts_are_printed_on_lists(printed: Print) -> None:
    rows = tuple(person(name, number=n) for n, name in enumerate(SCRIPTS))
    pdf, result = printed(Document.DOORS, [lists.DoorList("D", "Door", "x", rows, "11", "Printed now", "Today")])
    assert result.issues == ()
    text = words_of(pdf)[0].replace(" ", "")
    assert all(name.replace(" ", "") in text for name in SCRIPTS if not ("\u0590" < name[0] < "\u0700" or "ส" in name))


# -- agendas of organisations


@pytest.mark.parametrize("language", Language)
def test_agenda_of_an_organisation_speaks_every_language(
    printed: Print, repaired: Day, now: datetime, language: Language
) -> None:
    made = organisation_agendas.organisation_agendas(repaired, now, language=language)
    pdf, result = printed(Document.ORGANISATION_AGENDAS, made)
    assert {issue.kind for issue in result.issues} <= {IssueKind.SQUEEZED}
    for record, text in zip(made, words_of(pdf), strict=True):
        assert record.name in text
        assert record.word_table in text
        assert all(row.place in text for row in record.rows if row.place)
        assert all(text.count(row.start) >= 1 for row in record.rows)


def test_large_delegation_goes_on_with_all_its_meetings(printed: Print, repaired: Day, now: datetime) -> None:
    made = organisation_agendas.organisation_agendas(repaired, now, language=Language.GERMAN)[0]
    rows = tuple(replace(row, group=f"{n} {row.group}") for n in range(9) for row in made.rows)
    pdf, result = printed(Document.ORGANISATION_AGENDAS, [replace(made, rows=rows)])
    pages = words_of(pdf)
    assert result.pages == len(pages) > 1
    assert f"Seite {len(pages)} von {len(pages)}" in pages[-1]
    meetings = sum(1 for row in rows if row.place)
    assert sum(text.count("Tisch ") for text in pages) == meetings + len(pages)


def test_every_document_has_a_layout_for_its_usual_stock_and_for_letter() -> None:
    for document in Document:
        assert offering.job(document).template.document is document
        names = {stock.id for stock in offering.stocks_for(document)}
        assert names & {"letter", "letter-4", "letter-2"}, document
