"""The columns of a strange list on screen: shown over their first rows, changed by hand, remembered, carried."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSettings, Qt

from coordinator.desk import opening
from coordinator.domain.schedule import EventInfo
from coordinator.ui.link import Link
from coordinator.ui.pages.importing.page import ImportPage
from coordinator.ui.pages.importing.preview import Preview
from coordinator.ui.pages.importing.steps import Step
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import AtOnce, Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk

PEOPLE = "Vorname;Nachname;Firma;E-Mail;Aufgabe\n" + "".join(
    f"Anna{n};Berg{n};Firma {n};anna{n}@example.org;Leitung {n}\n" for n in range(12)
)
UNKNOWN = "Wer;Von wo;Zeichen\nAnna Berg;Wärme GmbH;A1\nBo Lund;Öst AB;B2\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opening.create(tmp_path / "event.sqlite", EventInfo("Börse", date(2026, 11, 24), "Europe/Berlin"))
    yield opened
    opened.close()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, preferences: Preferences) -> ImportPage:
    made = ImportPage(Link(desk), Tasks(AtOnce()), preferences)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def other(qtbot: QtBot, desk: Desk, tmp_path: Path) -> ImportPage:
    """Return the page of another laptop."""
    elsewhere = QSettings(str(tmp_path / "elsewhere" / "preferences.ini"), QSettings.Format.IniFormat)
    made = ImportPage(Link(desk), Tasks(AtOnce()), Preferences(elsewhere))
    qtbot.addWidget(made)
    return made


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "teilnehmer.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def choose(page: ImportPage, header: str, field: str) -> None:
    """Read a column of the sheet on screen as another field."""
    view = page.columns.current()
    assert view is not None
    page.choosing.field(view, header, field)


def field_of(page: ImportPage, header: str) -> str:
    view = page.columns.current()
    assert view is not None
    return next(column.field for column in view.columns if column.header == header)


def test_a_strange_list_begins_at_its_columns_with_eight_rows_below_their_fields(
    page: ImportPage, people: Path
) -> None:
    page.read([people])
    assert page.step is Step.COLUMNS
    rows = page.columns.rows
    titles = [rows.headerData(n, Qt.Orientation.Horizontal) for n in range(rows.columnCount())]
    assert titles == ["Row", "First name", "Last name", "Organisation", "Email", "“Aufgabe”"]
    assert [rows.index(row, 0).data() for row in range(rows.rowCount())] == [str(line) for line in range(2, 10)]
    assert rows.index(0, 3).data() == "Firma 0"


def test_a_column_is_read_as_another_field_and_the_page_stays_where_it_was(page: ImportPage, people: Path) -> None:
    page.read([people])
    page.columns.view.selectRow(4)
    page.columns.field.setCurrentIndex(page.columns.field.findData("job_title"))
    page.columns.field.activated.emit(page.columns.field.currentIndex())
    assert page.step is Step.COLUMNS
    assert field_of(page, "Aufgabe") == "job_title"
    page.go_on()
    page.go_on()
    page.apply()
    assert page.ready.is_same is False


def test_what_was_chosen_is_known_at_the_next_file_of_this_platform_and_can_be_forgotten(
    page: ImportPage, people: Path
) -> None:
    page.read([people])
    choose(page, "Aufgabe", "job_title")
    later = people.with_name("teilnehmer-neu.csv")
    later.write_text(PEOPLE.replace("Anna1;", "Anja1;"), encoding="utf-8")
    page.read([later])
    assert field_of(page, "Aufgabe") == "job_title"
    assert "chose before" in page.columns.memory.text()
    page.columns.forget.click()
    assert field_of(page, "Aufgabe") == ""


def test_columns_are_carried_to_another_laptop_as_a_file(
    page: ImportPage, other: ImportPage, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = people.with_name("stick.json")
    page.read([people])
    choose(page, "Aufgabe", "job_title")
    monkeypatch.setattr(page.choosing.memory, "ask_for_place", lambda _: stick)
    page.columns.give.click()
    other.read([people])
    assert field_of(other, "Aufgabe") == ""
    monkeypatch.setattr(other.choosing.memory, "ask_for_file", lambda: stick)
    other.columns.take.click()
    assert field_of(other, "Aufgabe") == "job_title"
    monkeypatch.setattr(other.choosing.memory, "ask_for_file", lambda: people)
    other.columns.take.click()
    assert "no file of columns" in other.trouble.words()


def test_a_list_that_nobody_understands_is_understood_once_its_columns_are_chosen(
    page: ImportPage, tmp_path: Path
) -> None:
    path = tmp_path / "liste.csv"
    path.write_text(UNKNOWN, encoding="utf-8")
    page.read([path])
    assert page.checks.isVisibleTo(page)
    page.checks.detail.columns_wanted.emit("liste.csv", "")
    assert page.columns.isVisibleTo(page)
    choose(page, "Wer", "full_name")
    choose(page, "Von wo", "organisation")
    assert page.intake is not None
    assert page.intake.schedule is not None
    assert [person.name for person in page.intake.schedule.people] == ["Anna Berg", "Bo Lund"]


def test_rows_that_are_left_out_are_shown_with_their_reason(page: ImportPage, people: Path) -> None:
    people.write_text("Stand 23.11.;;;;\n;;;;\n" + PEOPLE + "Gesamt;12;;;\n", encoding="utf-8")
    page.read([people])
    reasons = [left.reason for left in page.columns.left_out.rows]
    assert {"above the header", "empty row", "a total"} <= set(reasons)


def test_the_first_rows_are_a_sound_model(page: ImportPage, people: Path, qtmodeltester: Any) -> None:
    qtmodeltester.check(Preview())
    page.read([people])
    qtmodeltester.check(page.columns.rows)
