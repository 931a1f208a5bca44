"""Agendas in eight languages: whose is which, and what they say."""

from __future__ import annotations

import string
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from coordinator.domain.entries import Change, MarkedAbsent, MeetingMissed, PlanChanged, RepairKind
from coordinator.domain.people import Person
from coordinator.domain.schedule import Side
from coordinator.views import papers
from coordinator.views.languages import Language, date_in, day_in, own_language
from coordinator.views.papers_rows import RowKind
from coordinator.views.wording import pause_name, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.domain.schedule import Schedule

DATES = {
    Language.ENGLISH: "Friday 1 May 2026",
    Language.GERMAN: "Freitag, 1. Mai 2026",
    Language.FRENCH: "vendredi 1er mai 2026",
    Language.ITALIAN: "venerdì 1 maggio 2026",
    Language.SPANISH: "viernes, 1 de mayo de 2026",
    Language.POLISH: "piątek, 1 maja 2026",
    Language.PORTUGUESE: "sexta-feira, 1 de maio de 2026",
    Language.DUTCH: "vrijdag 1 mei 2026",
}


@pytest.mark.parametrize("language", Language)
def test_date_is_written_as_the_language_writes_it(language: Language) -> None:
    assert date_in(date(2026, 5, 1), language) == DATES[language]
    assert DATES[language].startswith(day_in(date(2026, 5, 1), language))


@pytest.mark.parametrize("language", Language)
def test_every_language_has_seven_days_and_twelve_months_of_its_own(language: Language) -> None:
    week = {day_in(date(2026, 6, number), language).split()[0] for number in range(1, 8)}
    months = {date_in(date(2026, number, 2), language).split(" 2")[1] for number in range(1, 13)}
    assert (len(week), len(months)) == (7, 12)


@pytest.mark.parametrize("language", Language)
def test_words_of_a_language_are_complete_and_fill_in_the_same_places_as_in_english(language: Language) -> None:
    english, words = asdict(wording(Language.ENGLISH)), asdict(wording(language))
    assert all(words.values())
    assert {name: places(text) for name, text in words.items()} == {name: places(t) for name, t in english.items()}


@pytest.mark.parametrize("language", Language)
def test_name_never_stands_first_nor_beside_another_where_it_would_turn_the_line(language: Language) -> None:
    for text in asdict(wording(language)).values():
        ours = ""
        for before, name, _, _ in string.Formatter().parse(text):
            ours += before
            if name in ("who", "came", "went"):
                assert any(letter.isalpha() for letter in ours), text
                ours = ""


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("", None),
        ("hr; sr", None),
        ("hr; de", Language.GERMAN),
        ("en;pl", Language.ENGLISH),
        ("pl-PL / en", Language.POLISH),
        ("PT_BR", Language.PORTUGUESE),
        ("Niederländisch (C1), English", Language.DUTCH),
        ("  français | en", Language.FRENCH),
        ("Español", Language.SPANISH),
        ("Italienisch", Language.ITALIAN),
        ("dead languages only", None),
        (";;", None),
    ],
)
def test_own_language_is_the_first_registered_one_that_is_printed(said: str, language: Language | None) -> None:
    assert own_language(Person("P", "A", "B", "", languages=said)) is language


def test_agenda_speaks_the_language_that_is_asked_for(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    (record,) = papers.agendas(make(schedule), begin, only={"A1"}, language=Language.GERMAN)
    assert [(row.place or row.label) for row in record.rows] == ["Tisch 2", "Tisch 2", "Kaffeepause", "Frei", "Frei"]
    assert (record.title, record.date) == ("Terminplan", "Freitag, 1. Mai 2026")
    assert record.stamp == "Gedruckt am Freitag, 1. Mai 2026, 09:00 · Version 1"
    assert record.page_pattern.format(page=1, pages=2) == "Seite 1 von 2"
    assert (record.word_time, record.word_table, record.word_whom) == ("Zeit", "Tisch", "Mit")


def test_each_persons_own_language_goes_first_and_everybody_else_gets_the_common_one(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    records = papers.agendas(make(schedule), begin, language=Language.ITALIAN, own=True)
    assert {record.person: record.language for record in records} == {
        "A1": "de",
        "A2": "fr",
        "A3": "pl",
        "B1": "it",
        "B2": "en",
        "C1": "nl",
    }


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        (Language.ENGLISH, ["Moved to 10:30, table 10: Digital Hub GmbH", "Moved from 09:25, table 2"]),
        (Language.GERMAN, ["Verlegt, jetzt 10:30, Tisch 10: Digital Hub GmbH", "Verlegt (bisher: 09:25, Tisch 2)"]),
        (
            Language.FRENCH,
            ["Déplacé, désormais 10:30, table 10 : Digital Hub GmbH", "Déplacé (avant : 09:25, table 2)"],
        ),
        (Language.POLISH, ["Przeniesione, teraz 10:30, stolik 10: Digital Hub GmbH", None]),
    ],
)
def test_change_is_marked_in_the_language_of_the_agenda(
    make: Callable[..., Day], schedule: Schedule, begin: datetime, language: Language, marks: list[str | None]
) -> None:
    day = make(schedule, PlanChanged("M3", RepairKind.MOVE, (Change("M3", "A1", ("B2",), "R4", "T10"),)))
    (record,) = papers.agendas(day, begin, only={"B2"}, language=language)
    found = [row.mark for row in record.rows if row.mark]
    assert [said for said, wanted in zip(found, marks, strict=True) if wanted] == [m for m in marks if m]


def test_mark_of_a_substitute_keeps_names_from_right_to_left_apart(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    day = make(schedule, PlanChanged("M2", RepairKind.SUBSTITUTE, (Change("M2", "A2", ("B1",), "R1", "T10"),)))
    (record,) = papers.agendas(day, begin, only={"A2"})
    assert record.rows[0].mark == "Now יונתן כהן for Owen Abel"


def test_somebody_left_out_or_added_is_named(make: Callable[..., Day], schedule: Schedule, begin: datetime) -> None:
    alone = make(schedule, PlanChanged("M4", RepairKind.MOVE, (Change("M4", "C1", ("A3",), "R3", "T1"),)))
    (record,) = papers.agendas(alone, begin, only={"A3"})
    assert [row.mark for row in record.rows if row.mark] == ["Without יונתן כהן"]
    joined = make(schedule, PlanChanged("M2", RepairKind.MOVE, (Change("M2", "A2", ("B2", "C1"), "R1", "T10"),)))
    (record,) = papers.agendas(joined, begin, only={"A2"}, language=Language.DUTCH)
    assert record.rows[0].mark == "Met Solo Grün"


def test_missed_meeting_is_told_in_every_language(
    make: Callable[..., Day], schedule: Schedule, begin: datetime
) -> None:
    day = make(schedule, MarkedAbsent("B2"), MeetingMissed("M2", Side.GUEST))
    marks = set()
    for language in Language:
        (record,) = papers.agendas(day, begin, only={"B2"}, language=language)
        marks.add(record.rows[0].mark.removesuffix("Digital Hub GmbH"))
    assert len(marks) == len(Language)


@pytest.mark.parametrize(
    ("block", "language", "name"),
    [
        ("coffee", Language.ENGLISH, "Coffee"),
        ("", Language.ENGLISH, "Break"),
        ("Lunch break", Language.SPANISH, "Almuerzo"),
        ("", Language.POLISH, "Przerwa"),
        ("networking", Language.GERMAN, "Networking"),
    ],
)
def test_break_has_its_name_and_a_usual_one_is_translated(block: str, language: Language, name: str) -> None:
    assert pause_name(block, language) == name


def test_days_have_headings_in_the_language_of_the_agenda(
    make: Callable[..., Day], two_days: Schedule, begin: datetime
) -> None:
    (record,) = papers.agendas(make(two_days), begin, only={"C1"}, language=Language.FRENCH)
    days = [row.label for row in record.rows if row.kind is RowKind.DAY]
    assert days == ["Vendredi 1er mai 2026", "Samedi 2 mai 2026"]


def test_heading_of_paper_speaks_a_language_too(schedule: Schedule) -> None:
    head = papers.header(replace(schedule.event, venue=""), Language.PORTUGUESE)
    assert head == papers.Header("Matchmaking", "Sexta-feira, 1 de maio de 2026", "")


def test_agendas_of_ten_thousand_people_are_all_there(
    make: Callable[..., Day], crowd: Schedule, begin: datetime
) -> None:
    records = papers.agendas(make(crowd), begin, own=True)
    assert len(records) == 10_000
    assert {sum(1 for row in record.rows if row.kind is RowKind.MEETING) for record in records} == {4}
