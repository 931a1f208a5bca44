"""Files that nobody here wrote lose no row while they are read, counted by other means."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from coordinator.intake import child
from coordinator.intake.problems import Problem, Question
from coordinator.intake.rows import Sheet

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = (".csv", ".txt", ".dzn")


def files(shared: Path, *ends: str) -> list[Path]:
    """Return the real files with one of these endings."""
    return [path for path in sorted((shared / "real").rglob("*")) if path.suffix in ends]


def test_every_real_text_is_read_row_by_row(shared: Path) -> None:
    asked = []
    for path in files(shared, *TEXTS):
        content = path.read_bytes()
        found = child.read(path.name, content)
        if isinstance(found[0], Problem) and found[0].question is Question.ENCODING:
            asked.append(path.name)
            found = child.read(path.name, content, found[0].options[0])
        (sheet,) = [each for each in found if isinstance(each, Sheet)]
        assert [each for each in found if isinstance(each, Problem) and each.must_fix] == [], path.name
        text = content.decode("utf-8-sig", "replace")
        assert len(sheet.rows) == len(list(csv.reader(io.StringIO(text, newline="")))), path.name
    assert asked == ["goutils_iso8859-1_semicolon.txt", "hitobito_iso88591.csv"]


def test_every_real_workbook_is_read_row_by_row(shared: Path) -> None:
    for path in files(shared, ".xlsx"):
        found = child.read(path.name, path.read_bytes())
        assert [each for each in found if isinstance(each, Problem) and each.must_fix] == []
        with zipfile.ZipFile(path) as parts:
            texts = parts.read("xl/sharedStrings.xml").decode() if "xl/sharedStrings.xml" in parts.namelist() else ""
            blank = {n for n, si in enumerate(re.findall(r"<si>.*?</si>|<si/>", texts, re.DOTALL)) if not bare(si)}
            sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name]
        counted = sorted(sum(says_something(row, blank) for row in re.split(r"<row ", xml)[1:]) for xml in sheets)
        assert sorted(len(each.rows) for each in found if isinstance(each, Sheet)) == counted, path.name


def test_the_real_open_document_is_read_row_by_row(shared: Path) -> None:
    (path,) = files(shared, ".ods")
    (sheet,) = child.read(path.name, path.read_bytes())
    assert isinstance(sheet, Sheet)
    with zipfile.ZipFile(path) as parts:
        rows = parts.read("content.xml").decode().split("<table:table-row")[1:]
    assert len(sheet.rows) == sum("<text:p" in row for row in rows)


def test_every_real_event_of_a_calendar_is_a_row_or_set_aside_or_explained(shared: Path) -> None:
    for path in files(shared, ".ics"):
        *sheets, found = child.read(path.name, path.read_bytes())
        assert isinstance(found, Problem)
        events = len(re.findall(r"^BEGIN:V(?:EVENT|TODO)", path.read_text(encoding="utf-8-sig"), re.MULTILINE))
        told = re.search(r"the (\d+) events", found.sentence)
        assert (int(told[1]) if told else 0) == events, path.name
        assert sum(len(sheet.set_aside) for sheet in sheets if isinstance(sheet, Sheet)) == events, path.name


def says_something(row: str, blank: set[int]) -> bool:
    """Return whether a row of XML has a cell that says anything."""
    shared = [int(number) for number in re.findall(r't="s"[^>]*><v>(\d+)</v>', row)]
    other = re.findall(r"<c (?![^>]*t=\"s\")[^>]*>.*?<(?:v|t)[^>]*>([^<]+)<", row)
    return any(number not in blank for number in shared) or bool(other)


def bare(xml: str) -> str:
    """Return the text of a piece of XML."""
    return re.sub(r"<[^>]+>", "", xml).strip()


@pytest.mark.parametrize("name", ["participants", "slots", "tables", "meetings", "requests"])
def test_every_row_of_the_sheets_of_a_whole_event_arrives(shared: Path, name: str) -> None:
    path = shared / "forum-13" / f"{name}.csv"
    (sheet,) = child.read(path.name, path.read_bytes())
    assert isinstance(sheet, Sheet)
    assert len(sheet.rows) == len(path.read_text(encoding="utf-8-sig").splitlines())
