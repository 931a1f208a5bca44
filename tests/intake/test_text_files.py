"""Encodings, separators, line ends and quotes: read strictly, asked about, never guessed or swallowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from coordinator.intake import child, text_file
from coordinator.intake.door import Choices, Intake
from coordinator.intake.problems import Problem, Question
from coordinator.intake.rows import Sheet

if TYPE_CHECKING:
    from coordinator.domain.schedule import Schedule


Load = Callable[..., Intake]
LIST = "first_name,last_name,organisation\nMałgorzata,Źrebiec,Łódź Hub\nÍñigo,Groß,Øster & Co\n"


def schedule_of(intake: Intake) -> Schedule:
    """Return the schedule of an intake that went well."""
    assert intake.must_fix == ()
    assert intake.schedule is not None
    return intake.schedule


def only_problem(name: str, content: bytes) -> Problem:
    """Return the one thing that a reading gave, which is a problem."""
    (found,) = child.read(name, content)
    assert isinstance(found, Problem)
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_says_by_its_mark_how_it_is_written(load: Load, encoding: str) -> None:
    schedule = schedule_of(load({"people.csv": LIST.encode(encoding)}))
    assert [p.last_name for p in schedule.people] == ["Źrebiec", "Groß"]


def test_utf_16_of_the_other_byte_order_is_read(load: Load) -> None:
    content = b"\xfe\xff" + LIST.encode("utf-16-be")
    assert len(schedule_of(load({"people.csv": content})).people) == 2


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_end_is_read(load: Load, separator: str, end: str) -> None:
    text = LIST.replace(",", separator).replace("\n", end)
    assert schedule_of(load({"people.txt": text})).people == schedule_of(load({"people.csv": LIST})).people


@pytest.mark.parametrize("separator", ["^", "~", "#", "\x1f"])
def test_a_rare_separator_is_found_when_it_cuts_every_row_alike(separator: str) -> None:
    (sheet,) = child.read("people.txt", LIST.replace(",", separator).encode())
    assert isinstance(sheet, Sheet)
    assert [len(row.cells) for row in sheet.rows] == [3, 3, 3]


def test_blanks_separate_only_where_every_row_has_the_same_four_cells_or_more() -> None:
    (table,) = child.read("a.txt", b"id first last company\n1 Ana Ruiz Alpha\n2 Bo Berg Beta\n")
    (names,) = child.read("b.txt", b"Full Name\nAna Ruiz\nBo Berg\n")
    assert isinstance(table, Sheet)
    assert isinstance(names, Sheet)
    assert table.rows[1].cells == ("1", "Ana", "Ruiz", "Alpha")
    assert names.rows[1].cells == ("Ana Ruiz",)


def test_a_declared_separator_goes_before_the_one_that_seems_right() -> None:
    (sheet, *_) = child.read("a.csv", b"sep=|\na;b|c;d\ne;f|g;h\n")
    assert isinstance(sheet, Sheet)
    assert sheet.rows[0].cells == ("a;b", "c;d")


def test_a_row_with_more_cells_than_the_others_is_said_with_its_line() -> None:
    text = "first_name,last_name,organisation\nAna,Ruiz,Alpha\nBo,Berg,Beta, Sons and Co\n"
    (_, problem) = child.read("people.csv", text.encode())
    assert isinstance(problem, Problem)
    assert problem.row == 3
    assert "more than the 3 cells" in problem.sentence


def test_empty_cells_at_the_end_of_rows_are_nothing_to_mention() -> None:
    (_,) = child.read("people.csv", b"first_name,last_name,organisation\nAna,Ruiz,Alpha,,,\nBo,Berg,Beta\n")


def test_rows_with_fewer_cells_are_said_once_and_a_preamble_is_not() -> None:
    text = "Our event\n\nfirst_name,last_name,organisation\nAna,Ruiz,Alpha\nBo,Berg\nCy,Cole,Gamma\nDi,Diaz,Delta\nEd\n"
    (_, problem) = child.read("people.csv", text.encode())
    assert isinstance(problem, Problem)
    assert "2 rows (5, 8) have fewer" in problem.sentence


def test_a_cell_of_a_whole_book_is_refused_with_its_line() -> None:
    problem = only_problem("people.csv", b"first_name,last_name\nAna," + b"x" * 200_000 + b"\n")
    assert "far too long" in problem.sentence
    assert problem.row == 2


def test_a_comma_in_a_name_does_not_make_the_comma_the_separator(load: Load) -> None:
    text = "first_name;last_name;organisation\nAna;Ruiz;Rubenis, Lūse and Kalējs\nBo;Berg;A, B, C\n"
    assert schedule_of(load({"people.csv": text})).organisations[0].name == "Rubenis, Lūse and Kalējs"


def test_a_line_that_declares_the_separator_is_obeyed_and_lines_are_still_counted_right(load: Load) -> None:
    text = "sep=;\nfirst_name;last_name;organisation\nAna;Ruiz;Alpha\n;;Beta\n"
    (problem,) = load({"people.csv": text}).must_fix
    assert problem.row == 4


def test_another_encoding_is_asked_about_with_a_preview(load: Load) -> None:
    content = "Prénom;Nom;Société\nAndré;Müller;Züri AG\n".encode("cp1252")
    (problem,) = load({"liste.csv": content}).must_fix
    assert problem.question is Question.ENCODING
    assert "cp1252" in problem.options
    assert "cp1252: Prénom;Nom;Société" in problem.value
    assert problem.row == 1


def test_the_encoding_that_a_person_chose_is_used(load: Load) -> None:
    content = "Prénom;Nom;Société\nAndré;Müller;Züri AG\n".encode("cp1252")
    schedule = schedule_of(load({"liste.csv": content}, choices=Choices(encoding="cp1252")))
    assert schedule.people[0].name == "André Müller"


def test_a_chosen_encoding_never_overrules_the_mark_of_a_file(load: Load) -> None:
    choices = Choices(encoding="cp1252")
    schedule = schedule_of(load({"people.csv": LIST.encode("utf-8-sig")}, choices=choices))
    assert schedule.people[0].first_name == "Małgorzata"


def test_an_encoding_nobody_knows_is_a_problem(load: Load) -> None:
    assert load({"p.csv": LIST}, choices=Choices(encoding="klingon")).must_fix[0].question is Question.ENCODING


@pytest.mark.parametrize(
    "text",
    [
        'first_name,last_name,organisation\nAna,"Ruiz,Alpha\nBo,Berg,Beta\nCy,Cole,Gamma\n',
        'first_name,last_name,organisation\nAna,"Ruiz,Alpha\nBo,Berg,"Beta"\n',
        'first_name,last_name,organisation\nAna,"Ruiz,Alpha\nBo,Berg,Beta"\nCy,Cole,Gamma\nDi,Diaz,Delta\n',
        'first_name,last_name,organisation\nAna,"Ruiz,Alpha\nBo,Berg",Beta\nCy,Cole,Gamma\nDi,Diaz,Delta\n',
    ],
)
def test_an_open_quote_is_reported_with_its_line_and_no_row_is_swallowed(text: str) -> None:
    problem = only_problem("people.csv", text.encode())
    assert problem.must_fix
    assert problem.row == 2
    assert "quotation mark" in problem.sentence


def test_a_line_break_in_a_cell_is_no_open_quote(load: Load) -> None:
    text = 'first_name,last_name,organisation,notes\nAna,Ruiz,Alpha,"vegan\nlate, maybe"\nBo,Berg,,\n'
    intake = load({"people.csv": text})
    assert schedule_of(intake).people[0].notes == "vegan\nlate, maybe"
    assert [problem.row for problem in intake.look_at] == [4]


def test_a_remark_of_several_lines_with_separators_is_no_open_quote(load: Load) -> None:
    text = 'full_name,notes,organisation\nAna Ruiz,"vegan\nlate, maybe\nor, perhaps, not",Alpha\n'
    assert schedule_of(load({"people.csv": text})).organisations[0].name == "Alpha"


def test_nul_characters_mean_no_text_file() -> None:
    problem = only_problem("people.csv", b"first_name,last_name\nAna,Ru\x00iz\n")
    assert problem.row == 2
    assert "NUL" in problem.sentence


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n  ", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_said_to_be_empty(content: bytes) -> None:
    assert "empty" in only_problem("people.csv", content).sentence


def test_a_header_without_rows_must_be_fixed(load: Load) -> None:
    (problem,) = load({"people.csv": "first_name,last_name,organisation\n"}).must_fix
    assert "no rows below the header" in problem.sentence


def test_blank_lines_are_counted_not_lost(load: Load) -> None:
    intake = load({"people.csv": "\nfirst_name,last_name,organisation\n\nAna,Ruiz,Alpha\n,,\n"})
    (count,) = intake.counts
    assert (count.rows, count.used, count.left_out) == (4, 1, 3)
    assert {(left.reason, left.rows) for left in intake.left_out} == {("empty row", (1, 3, 5))}


def test_guards_of_other_exports_before_a_formula_are_undone(load: Load) -> None:
    text = 'first_name,last_name,organisation,phone\nAna,Ruiz,Alpha,\'+34 600\nBo,Berg,Beta,"\t+47 22"\n'
    assert [p.phone for p in schedule_of(load({"people.csv": text})).people] == ["+34 600", "+47 22"]


def test_accents_written_as_two_characters_become_one(load: Load) -> None:
    text = "first_name,last_name,organisation\nAne\u0301,Ruiz,Alpha\n"
    assert schedule_of(load({"people.csv": text})).people[0].first_name == "Ané"


def test_too_many_columns_are_refused() -> None:
    problem = only_problem("wide.csv", (",".join("x" * 600) + "\n").encode())
    assert "columns" in problem.sentence


def test_rows_carry_the_line_at_which_they_begin() -> None:
    (sheet,) = text_file.read("a.csv", b'a,b\n"1\n2",x\nlast,y\n')
    assert isinstance(sheet, Sheet)
    assert [row.line for row in sheet.rows] == [1, 2, 4]
