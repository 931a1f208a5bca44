"""Broken and wrong files, and the child that reads them: the right verdict, and nothing that runs away."""

from __future__ import annotations

import io
import os
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from coordinator.intake import child, door, limits
from coordinator.intake.problems import Problem
from coordinator.intake.reading import Reader, ReaderDoesNotStart
from coordinator.intake.rows import Sheet

if TYPE_CHECKING:
    from pathlib import Path


PEOPLE = [["first_name", "last_name", "organisation"], ["Ana", "Ruiz", "Alpha"], ["Bo", "Berg", "Beta"]]


def workbook(rows: list[list[str]], name: str = "participants") -> bytes:
    """Return an xlsx with one sheet."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def altered(content: bytes, change: dict[str, bytes], level: int = 9) -> bytes:
    """Return a zip file with parts replaced or added."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, True, level) as new,
    ):
        parts = {name: old.read(name) for name in old.namelist()} | change
        for name, data in parts.items():
            new.writestr(name, data)
    return result.getvalue()


def sheet_part(content: bytes) -> bytes:
    """Return the XML of the first sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("xl/worksheets/sheet1.xml")


def verdict(name: str, content: bytes) -> str:
    """Return the sentence of the only problem a file has."""
    (found,) = child.read(name, content)
    assert isinstance(found, Problem)
    assert found.must_fix
    return found.sentence


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_workbook_cut_short_is_damaged(share: float) -> None:
    content = workbook(PEOPLE)
    assert "damaged" in verdict("x.xlsx", content[: int(len(content) * share)])


def test_a_workbook_with_broken_xml_is_damaged() -> None:
    content = workbook(PEOPLE)
    broken = sheet_part(content)[:-40]
    assert "damaged" in verdict("x.xlsx", altered(content, {"xl/worksheets/sheet1.xml": broken}))


def test_a_zip_of_other_things_is_no_workbook() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as parts:
        parts.writestr("letter.txt", b"hello")
    assert "no workbook" in verdict("x.xlsx", content.getvalue())


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n...", "picture"),
        (b"<html><table><tr><td>x</td></tr></table></html>", "web page"),
        (b"SQLite format 3\x00 and so on", "database"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "calendar"),
    ],
)
def test_a_wrong_file_is_called_what_it_is(content: bytes, what: str) -> None:
    assert what in verdict("schedule.csv", content)


def test_a_workbook_called_csv_is_read_as_what_it_is_and_said() -> None:
    sheet, note = child.read("people.csv", workbook(PEOPLE))
    assert isinstance(sheet, Sheet)
    assert len(sheet.rows) == 3
    assert isinstance(note, Problem)
    assert not note.must_fix


def test_a_text_called_xlsx_is_read_as_what_it_is_and_said() -> None:
    sheet, note = child.read("people.xlsx", b"first_name,last_name\nAna,Ruiz\n")
    assert isinstance(sheet, Sheet)
    assert isinstance(note, Problem)


def test_a_formula_without_its_result_is_reported_with_its_cell() -> None:
    content = workbook(PEOPLE)
    formula = b'<row r="4"><c r="A4"><f>B2</f></c></row></sheetData>'
    found = child.read(
        "x.xlsx", altered(content, {"xl/worksheets/sheet1.xml": sheet_part(content).replace(b"</sheetData>", formula)})
    )
    (problem,) = [reading for reading in found if isinstance(reading, Problem)]
    assert (problem.row, problem.column, problem.must_fix) == (4, "A4", False)


def test_a_child_that_dies_costs_one_file_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with Reader(lambda: False) as reader:
        monkeypatch.setattr(reader, "_seconds", 0.0)
        (late,) = reader.read("late.csv", b"first_name,last_name\n" + b"Ana,Ruiz\n" * 90_000) or ()
        assert isinstance(late, Problem)
        assert "too long" in late.sentence
        monkeypatch.setattr(reader, "_seconds", 60.0)
        (sheet,) = reader.read("good.csv", b"first_name,last_name\nAna,Ruiz\n") or ()
        assert isinstance(sheet, Sheet)
        assert reader._child is not None
        reader._child.kill()
        reader._child.join()
        (again,) = reader.read("again.csv", b"first_name,last_name\nAna,Ruiz\n") or ()
        assert isinstance(again, Sheet)


def test_a_child_that_does_not_start_is_not_blamed_on_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "serve", print)
    with Reader(lambda: False) as reader, pytest.raises(ReaderDoesNotStart, match="does not start"):
        reader.read("people.csv", b"first_name,last_name\nAna,Ruiz\n")


def test_cancelling_kills_the_child() -> None:
    process = None

    def cancelled() -> bool:
        nonlocal process
        process = reader._child
        return True

    with Reader(cancelled) as reader:
        assert reader.read("people.csv", b"first_name,last_name\nAna,Ruiz\n") is None
        assert reader.process_id is None
        assert process is not None
        with pytest.raises(ValueError, match="closed"):
            process.is_alive()


def test_a_cancelled_load_says_so_and_gives_nothing(sample: Path) -> None:
    intake = door.load([sample / "participants.csv"], cancelled=lambda: True)
    assert intake.cancelled
    assert intake.schedule is None


def test_a_cancel_is_obeyed_while_the_rows_are_understood(sample: Path) -> None:
    checking: list[str] = []
    intake = door.load(
        [sample / "participants.csv"],
        progress=lambda _done, _of, text: checking.append(text),
        cancelled=lambda: "Checking the schedule" in checking,
    )
    assert intake.cancelled
    assert intake.schedule is None


def test_progress_tells_each_file(sample: Path) -> None:
    told: list[tuple[int, int, str]] = []
    door.load(
        [sample / "event.csv", sample / "participants.csv"],
        progress=lambda done, of, text: told.append((done, of, text)),
    )
    assert [text for _, _, text in told] == ["Reading event.csv", "Reading participants.csv", "Checking the schedule"]
    assert told[-1][:2] == (2, 2)


def test_progress_tells_the_rows_while_a_long_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "long.csv").write_text("first_name,last_name\n" + "Ana,Ruiz\n" * 4_500)
    told: list[str] = []
    door.load([tmp_path / "long.csv"], progress=lambda _done, _of, text: told.append(text))
    assert told[1:3] == ["Reading long.csv: 2,000 rows so far", "Reading long.csv: 4,000 rows so far"]


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes that look like files")
    os.mkfifo(pipe)
    (problem,) = door.load([pipe]).problems
    assert "no file" in problem.sentence


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    (problem,) = door.load([tmp_path / "gone.csv"]).problems
    assert "cannot be opened" in problem.sentence


def test_a_folder_is_a_problem(tmp_path: Path) -> None:
    (problem,) = door.load([tmp_path]).problems
    assert "cannot be opened" in problem.sentence


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    (tmp_path / "big.csv").write_bytes(b"x" * 11)
    (problem,) = door.load([tmp_path / "big.csv"]).problems
    assert "larger than" in problem.sentence


def test_two_files_of_one_name_are_a_problem(tmp_path: Path, sample: Path) -> None:
    (tmp_path / "participants.csv").write_bytes((sample / "participants.csv").read_bytes())
    intake = door.load([sample / "participants.csv", tmp_path / "participants.csv"])
    assert any("Two files" in problem.sentence for problem in intake.must_fix)


def test_no_file_at_all_is_a_problem() -> None:
    assert door.load([]).must_fix
