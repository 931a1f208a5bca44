"""Settings take effect at once and are remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt

from coordinator.ui import look
from coordinator.ui.link import Link
from coordinator.ui.pages.settings.page import SettingsPage
from coordinator.ui.pages.settings.scanner import said_about
from coordinator.ui.preferences import Preferences
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.desk.clock import OwnClock
    from coordinator.desk.desk import Desk


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def page(qtbot: QtBot, sample_desk: Desk, preferences: Preferences) -> SettingsPage:
    page = SettingsPage(Link(sample_desk), preferences)
    window = Window([page])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    return page


def test_the_plan_is_shown_as_it_is(page: SettingsPage) -> None:
    assert page.facts["Name"].words() == "EU–US Cluster Matchmaking"
    assert page.facts["Time zone"].words() == "America/New_York"
    assert [number for number, _ in page.rounds.rows] == [1, 2, 3, 4, 0, 5, 6, 7, 8]


def test_grace_and_lead_hold_at_once(page: SettingsPage, sample_desk: Desk) -> None:
    page.grace.more.click()
    page.lead.less.click()
    assert sample_desk.policy.grace_minutes == 6
    assert sample_desk.policy.lead == 0


def test_the_desk_is_renamed_and_its_next_entries_carry_the_name(
    page: SettingsPage, sample_desk: Desk, preferences: Preferences
) -> None:
    page.desk_name.setText("  Door   north ")
    page.desk_name.editingFinished.emit()
    assert sample_desk.name == "Door north"
    assert preferences.desk_name == "Door north"
    missing = next(p for p in sample_desk.day.people() if sample_desk.day.standing(p.id).arrived is None)
    scanned = sample_desk.check_in(missing.id)
    assert scanned.saved
    assert scanned.entry is not None
    assert sample_desk.day.history[scanned.entry].entry.desk == "Door north"


def test_a_desk_without_a_name_is_refused(page: SettingsPage, sample_desk: Desk) -> None:
    page.desk_name.setText("  ")
    page.desk_name.editingFinished.emit()
    assert page.name_field.error() == "A desk needs a name."
    assert sample_desk.name == "Desk 1"


def test_theme_and_zoom_are_worn_and_remembered(page: SettingsPage, preferences: Preferences) -> None:
    page.theme.choose(2)
    page.theme.chosen.emit(2)
    page.zoom.setCurrentText("125 %")
    page.zoom.activated.emit(page.zoom.currentIndex())
    assert look.tokens().dark
    assert look.zoom() == 125
    assert (preferences.theme, preferences.zoom) == (look.Mode.DARK, 125)


def test_a_tried_scan_says_what_was_read_and_is_not_kept(page: SettingsPage, qtbot: QtBot, sample_desk: Desk) -> None:
    before = len(sample_desk.day.history)
    token = sample_desk.day.token_of("E03") or ""
    page.scanner.line.setText(token.lower())
    qtbot.keyClick(page.scanner.line, Qt.Key.Key_Tab)
    assert page.scanner.words() == "Read well: the badge of Anaïs Núñez-Peña."
    assert page.scanner.line.text() == ""
    assert len(sample_desk.day.history) == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hello", "No badge"),
        ("BCDFGHJK", "Only a part"),
        ("BCDFGHJKLNPRSTVXBCDF", "do not add up"),
    ],
)
def test_every_kind_of_reading_has_its_sentence(sample_desk: Desk, text: str, words: str) -> None:
    assert words in said_about(sample_desk.day, text, sample_desk.tag)[2]


def test_a_backup_is_made_and_told(page: SettingsPage, qtbot: QtBot, sample_desk: Desk, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.said) as told:
        page.backup.back_up()
    assert told.args[0].startswith("Backup made:")
    assert sample_desk.backups()[0].reason == "by hand"
    assert page.backup.last.words().endswith("by hand")
    page.backup.copy_to(tmp_path / "copy.sqlite")
    assert (tmp_path / "copy.sqlite").is_file()
    page.backup.copy_to(tmp_path / "copy.sqlite")
    assert "There is a file" in page.backup.trouble.text()


def test_the_sample_clock_can_run_ten_times_as_fast(page: SettingsPage, sample_clock: OwnClock) -> None:
    page.speed.chosen.emit(1)
    assert sample_clock.speed == 10
    page.speed.chosen.emit(0)
    assert sample_clock.speed == 1


def test_closing_the_event_is_offered_where_somebody_listens(page: SettingsPage, qtbot: QtBot) -> None:
    assert page.leave.isHidden()
    with qtbot.waitSignal(page.leave_wanted):
        page.show_now()
        assert not page.leave.isHidden()
        page.leave.click()
