"""Importing on screen: read, shown, checked, compared, applied, taken back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent

from coordinator.desk import opening
from coordinator.domain.schedule import EventInfo
from coordinator.ui.link import Link
from coordinator.ui.pages.importing.page import ImportPage
from coordinator.ui.pages.importing.steps import Step
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
SHEETS = ("event", "participants", "slots", "tables", "meetings", "requests", "checkpoints")


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def new_desk(sample_desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    day = sample_desk.day.schedule.event.date
    desk = opening.create(tmp_path / "new.sqlite", EventInfo("My event", day, "America/New_York"))
    yield desk
    desk.close()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "files"
    folder.mkdir()
    for sheet in SHEETS:
        shutil.copy(SAMPLE / f"{sheet}.csv", folder)
    return [folder / f"{sheet}.csv" for sheet in SHEETS]


def make(qtbot: QtBot, desk: Desk, preferences: Preferences) -> ImportPage:
    page = ImportPage(Link(desk), Tasks(AtOnce()), preferences)
    window = Window([page])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    return page


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_event_without_a_plan_is_told_so_and_offers_the_sample(
    qtbot: QtBot, new_desk: Desk, preferences: Preferences
) -> None:
    page = make(qtbot, new_desk, preferences)
    assert page.files.drop.accessibleName() == "No schedule yet"
    with qtbot.waitSignal(page.sample_wanted):
        page.files.open_sample.click()


def test_problems_are_shown_with_their_place_and_nothing_is_written(
    qtbot: QtBot, new_desk: Desk, preferences: Preferences, files: list[Path]
) -> None:
    change(files[4], "M001,U01,E06", "M001,U01,E99")
    before = len(new_desk.day.history)
    page = make(qtbot, new_desk, preferences)
    page.read(files)
    assert page.step is Step.CHECK
    (found,) = page.checks.found.lines()
    assert (found.place, found.column, found.value) == ("meetings.csv · row 2", "guest_id", "E99")
    assert "not among the participants" in found.sentence
    assert [chip.number() for chip in page.checks.chips[:2]] == [1, 0]
    assert not page.next.isEnabled()
    page.apply()
    assert len(new_desk.day.history) == before
    assert not new_desk.day.schedule.people


def test_a_row_that_is_wrong_can_be_left_out(
    qtbot: QtBot, new_desk: Desk, preferences: Preferences, files: list[Path]
) -> None:
    change(files[4], "M001,U01,E06", "M001,U01,E99")
    page = make(qtbot, new_desk, preferences)
    page.read(files)
    page.checks.left_out.emit(page.checks.found.lines()[0].problems)
    assert page.step is Step.READY
    page.apply()
    assert len(new_desk.day.schedule.meetings) == 90


def test_a_good_set_of_files_is_applied_with_enter_and_taken_back_whole(
    qtbot: QtBot, new_desk: Desk, preferences: Preferences, files: list[Path]
) -> None:
    page = make(qtbot, new_desk, preferences)
    page.read(files)
    assert page.ready.headline() == "+91 meetings, +52 people"
    with qtbot.waitSignal(page.said) as told:
        qtbot.keyClick(page.next, Qt.Key.Key_Return)
    assert told.args == ["Imported 52 people and 91 meetings", True]
    assert len(new_desk.day.schedule.meetings) == 91
    new_desk.undo()
    assert not new_desk.day.schedule.people
    assert page.step is Step.FILE
    assert page.files.drop.accessibleName() == "No schedule yet"


def test_the_second_import_shows_what_would_change_and_keeps_the_morning(
    qtbot: QtBot, sample_desk: Desk, preferences: Preferences, files: list[Path]
) -> None:
    change(files[4], "M005,U01,E24,R7,T01", "M005,U01,E24,R7,T15")
    page = make(qtbot, sample_desk, preferences)
    page.read(files)
    assert page.ready.headline() == "1 meeting moved"
    assert page.ready.changes.lines()[0].sentence.endswith("table 15.")
    here = len(sample_desk.day.standings)
    page.apply()
    assert sample_desk.day.meetings["M005"].table == "T15"
    assert len(sample_desk.day.standings) == here


def test_the_same_schedule_again_cannot_be_applied(
    qtbot: QtBot, sample_desk: Desk, preferences: Preferences, files: list[Path]
) -> None:
    page = make(qtbot, sample_desk, preferences)
    page.read(files)
    assert page.ready.headline() == "This is the same schedule as before."
    assert not page.next.isEnabled()


def test_a_column_can_be_read_as_another_field(
    qtbot: QtBot, new_desk: Desk, preferences: Preferences, files: list[Path]
) -> None:
    change(files[1], "job_title", "Aufgabe")
    page = make(qtbot, new_desk, preferences)
    page.read(files)
    page.columns.field_chosen.emit(page.columns.sheet_at("participants.csv", ""), "Aufgabe", "job_title")
    page.apply()
    assert new_desk.day.schedule.people[0].job_title == "Managing director"


def test_an_unreadable_file_is_told_in_a_sentence(
    qtbot: QtBot, new_desk: Desk, preferences: Preferences, tmp_path: Path
) -> None:
    page = make(qtbot, new_desk, preferences)
    page.read([tmp_path / "nowhere.xlsx"])
    assert page.step is Step.CHECK
    assert "cannot be opened" in page.checks.found.lines()[0].sentence


def test_reading_can_be_stopped_and_writes_nothing(
    qtbot: QtBot, new_desk: Desk, preferences: Preferences, files: list[Path]
) -> None:
    tasks = Tasks()
    page = ImportPage(Link(new_desk), tasks, preferences)
    qtbot.addWidget(page)
    page.show_now()
    page.read(files)
    assert page.files.is_busy()
    with qtbot.waitSignal(page.said) as told:
        page.stop()
    assert told.args == ["Stopped. Nothing was written.", False]
    assert not page.files.is_busy()
    assert page.intake is None
    tasks.close()


def test_files_read_together_can_be_read_again_together(
    qtbot: QtBot, new_desk: Desk, preferences: Preferences, files: list[Path]
) -> None:
    page = make(qtbot, new_desk, preferences)
    page.read(files)
    assert preferences.recent_files == (tuple(files),)
    page.show_now()
    with qtbot.waitSignal(page.files.chosen) as told:
        page.files.recent.pressed.emit(0)
    assert told.args == [tuple(files)]


def test_the_lists_of_the_import_are_sound_models(
    qtbot: QtBot, new_desk: Desk, preferences: Preferences, files: list[Path], qtmodeltester: ModelTester
) -> None:
    page = make(qtbot, new_desk, preferences)
    page.read(files)
    for model in (page.columns.columns, page.checks.found, page.ready.changes):
        qtmodeltester.check(model)
    page.columns.columns.sort(0)
    qtmodeltester.check(page.columns.columns)


def test_files_can_be_dropped_on_the_page(
    qtbot: QtBot, new_desk: Desk, preferences: Preferences, files: list[Path]
) -> None:
    page = make(qtbot, new_desk, preferences)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    args = QPointF(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(*args))
    assert page.step is Step.READY
