"""A second file during the day, on screen: what contradicts the day is decided before Apply, and written elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings

from coordinator.desk.answers import Refusal
from coordinator.domain.day import Presence
from coordinator.domain.schedule import Side
from coordinator.ui.link import Link
from coordinator.ui.pages.importing.page import ImportPage
from coordinator.ui.pages.importing.steps import Step
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import AtOnce, Tasks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def page(qtbot: QtBot, sample_desk: Desk, preferences: Preferences) -> ImportPage:
    made = ImportPage(Link(sample_desk), Tasks(AtOnce()), preferences)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "files"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("*.md", "*.json"))
    return sorted(folder.glob("*.csv"))


def without(files: list[Path], *meetings: str) -> None:
    """Take meetings out of the file."""
    path = next(path for path in files if path.name == "meetings.csv")
    rows = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    path.write_text("".join(row for row in rows if row.partition(",")[0] not in meetings), encoding="utf-8")


def move(desk: Desk, meeting: str) -> None:
    """Let the guest of a meeting be missed, and move it."""
    desk.mark_missed(meeting, Side.GUEST)
    offers = desk.propose(meeting)
    assert not isinstance(offers, Refusal)
    desk.accept(next(p for p in offers.proposals if p.kind == "move"))


def test_apply_waits_until_every_contradiction_is_decided(
    page: ImportPage, sample_desk: Desk, files: list[Path]
) -> None:
    move(sample_desk, "M013")
    place = sample_desk.day.meetings["M013"].slot
    without(files, "M013")
    page.read(files)
    assert page.step is Step.READY
    assert "1 meeting to decide first" in page.words.text()
    assert not page.next.isEnabled()
    page.ready.decide.day.click()
    assert page.next.isEnabled()
    page.apply()
    assert sample_desk.day.meetings["M013"].slot == place
    assert sample_desk.day.plan == 2


def test_the_file_goes_first_where_staff_say_so_and_undo_takes_all_of_it_back(
    page: ImportPage, sample_desk: Desk, files: list[Path]
) -> None:
    move(sample_desk, "M013")
    before = sample_desk.day.meetings
    without(files, "M013")
    page.read(files)
    page.ready.decide.file_for_all.click()
    page.apply()
    assert not sample_desk.day.meetings["M013"].takes_place
    sample_desk.undo()
    assert sample_desk.day.meetings == before
    assert page.step is Step.FILE


def test_a_meeting_that_the_day_moves_meanwhile_becomes_one_to_decide(
    page: ImportPage, sample_desk: Desk, files: list[Path]
) -> None:
    without(files, "M013")
    page.read(files)
    assert page.next.isEnabled()
    move(sample_desk, "M013")
    assert page.ready.decide.open == 1
    assert not page.next.isEnabled()


def test_it_is_written_away_from_the_screen_and_a_scan_meanwhile_is_not_lost(
    qtbot: QtBot, sample_desk: Desk, preferences: Preferences, files: list[Path]
) -> None:
    tasks = Tasks()
    page = ImportPage(Link(sample_desk), tasks, preferences)
    qtbot.addWidget(page)
    without(files, "M091")
    page.read(files)
    qtbot.waitUntil(lambda: page.reading is not None, timeout=20_000)
    late = next(p.id for p in sample_desk.day.people() if sample_desk.day.presence(p.id) is Presence.UNKNOWN)
    page.apply()
    assert page.words.text().startswith("Writing")
    assert sample_desk.check_in(late).saved
    qtbot.waitUntil(lambda: page.ready.again.isVisibleTo(page), timeout=10_000)
    assert sample_desk.day.plan == 2
    assert sample_desk.day.presence(late) is Presence.HERE
    tasks.close()


def test_the_plan_is_saved_as_a_workbook_that_changes_nothing_when_it_is_read(page: ImportPage, tmp_path: Path) -> None:
    page.files.workbooks.save_plan(tmp_path / "plan.xlsx")
    page.files.workbooks.save_template(tmp_path / "empty.xlsx")
    assert (tmp_path / "empty.xlsx").is_file()
    page.read([tmp_path / "plan.xlsx"])
    assert page.intake is not None
    assert page.intake.must_fix == ()
    page.files.workbooks.save_plan(tmp_path / "gone" / "plan.xlsx")
    assert "could not be saved" in page.trouble.words()
