"""How a text is written: what is certain is read, everything else is asked about with the doubtful lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coordinator.intake import child
from coordinator.intake.door import Choices, Intake
from coordinator.intake.encodings import MIXED
from coordinator.intake.problems import Problem, Question
from coordinator.intake.rows import Sheet

Load = Callable[..., Intake]
HEADER = "Vorname;Nachname;Firma\n"
GERMAN = HEADER + "Jörg;Müller;Süd GmbH\nAna;Weiß;Öl & Söhne\n"
POLISH = HEADER + "Łukasz;Żak;Wrocław Hub\nMałgorzata;Ćwik;Łódź\n"
RUSSIAN = HEADER + "Иван;Петров;Альфа\nМария;Сидорова;Бета\n"  # noqa: RUF001 - Cyrillic is meant


def ask(content: bytes, encoding: str = "") -> Problem:
    """Return the question about the encoding of a text."""
    (found,) = child.read("a.csv", content, encoding)
    assert isinstance(found, Problem)
    assert found.question is Question.ENCODING
    return found


def last_names(content: bytes, encoding: str = "") -> list[str]:
    """Return the second column of a text."""
    found = child.read("a.csv", content, encoding)
    return [row.cells[1] for sheet in found if isinstance(sheet, Sheet) for row in sheet.rows[1:]]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [GERMAN, POLISH, RUSSIAN])
def test_utf_16_without_a_mark_is_certain(encoding: str, text: str) -> None:
    assert last_names(text.encode(encoding)) == last_names(text.encode())


def test_utf_32_of_the_other_byte_order_is_read() -> None:
    assert last_names(b"\x00\x00\xfe\xff" + GERMAN.encode("utf-32-be")) == ["Müller", "Weiß"]


@pytest.mark.parametrize(
    ("text", "encoding", "first"),
    [
        (GERMAN, "cp1252", "cp1252"),
        (GERMAN, "mac-roman", "mac-roman"),
        (GERMAN, "cp850", "cp850"),
        (POLISH, "cp1250", "cp1250"),
        (POLISH, "iso8859-2", "iso8859-2"),
        (RUSSIAN, "cp1251", "cp1251"),
    ],
)
def test_the_right_encoding_is_among_the_offers_with_a_preview_of_the_lines(
    text: str, encoding: str, first: str
) -> None:
    question = ask(text.encode(encoding))
    assert first in question.options
    assert len(question.previews) == len(question.options)
    shown = question.previews[question.options.index(first)]
    assert shown.splitlines()[0] == next(line for line in text.splitlines() if not line.isascii())
    assert question.row == 2
    assert last_names(text.encode(encoding), first) == last_names(text.encode())


@pytest.mark.parametrize(("text", "encoding"), [(GERMAN, "cp1252"), (POLISH, "cp1250")])
def test_the_likeliest_encoding_of_western_and_polish_names_is_offered_first(text: str, encoding: str) -> None:
    assert ask(text.encode(encoding)).options[0] == encoding


def test_a_euro_sign_tells_encodings_apart_that_are_nearly_the_same() -> None:
    question = ask("Name;Preis\nAna Weiß;5 €\n".encode("iso8859-15"))
    assert question.previews[question.options.index("iso8859-15")] == "Ana Weiß;5 €"


def test_no_two_offers_look_the_same() -> None:
    previews = ask((HEADER + "André;Né;Été\n").encode("cp1252")).previews
    assert len(set(previews)) == len(previews)


def test_a_file_put_together_of_two_is_said_to_be_one_and_can_be_read(load: Load) -> None:
    content = GERMAN.encode() + "Björn;Öst;Ähre\n".encode("cp1252")
    question = ask(content)
    assert question.options[0] == MIXED
    assert "line 4" in question.sentence
    assert last_names(content, MIXED) == ["Müller", "Weiß", "Öst"]
    intake = load({"a.csv": content}, choices=Choices().answered(question, MIXED))
    assert intake.must_fix == ()


def test_a_choice_made_for_one_file_leaves_another_that_is_utf_8_alone(load: Load) -> None:
    choices = Choices(encoding="cp1252")
    intake = load({"a.csv": GERMAN.encode("cp1252"), "b.csv": POLISH.encode()}, choices=choices)
    assert intake.schedule is not None
    assert {person.last_name for person in intake.schedule.people} == {"Müller", "Weiß", "Żak", "Ćwik"}


@pytest.mark.parametrize("encoding", ["klingon", "zip", "rot13", "utf-8\x00"])
def test_what_is_no_encoding_of_texts_is_asked_about(encoding: str) -> None:
    assert "no encoding" in ask(GERMAN.encode("cp1252"), encoding).sentence


def test_a_choice_that_does_not_fit_is_asked_again() -> None:
    assert "cannot be read as ascii" in ask(GERMAN.encode("cp1252"), "ascii").sentence


def test_a_mark_that_lies_is_said_to_lie() -> None:
    assert "says that it is written in utf-8" in ask(b"\xef\xbb\xbf" + GERMAN.encode("cp1252")).sentence


def test_the_preview_of_a_file_of_one_endless_line_is_short() -> None:
    question = ask("ä".encode("cp1252") * 5_000_000)
    assert all(len(preview) < 200 for preview in question.previews)
    assert len(question.value) < 600


def test_the_lines_that_are_shown_are_those_that_tell_the_encodings_apart() -> None:
    rows = ["Jürgen;Größner"] * 20 + ["Søren;Bøgelund", "João;Guimarães"]
    asked = ask(("Vorname;Nachname\n" + "\n".join(rows) + "\n").encode("cp1252"))
    western = dict(zip(asked.options, asked.previews, strict=True))["cp1252"]
    assert "Søren;Bøgelund" in western
    assert len(set(asked.previews)) == len(asked.previews)
