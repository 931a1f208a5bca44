"""The first page says what is wanted, and checks a new event before it asks for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog

from coordinator.domain.schedule import EventInfo
from coordinator.ui.pages.first_run.page import FirstRunPage, home_of
from coordinator.ui.preferences import Preferences

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def page(qtbot: QtBot, preferences: Preferences, tmp_path: Path) -> FirstRunPage:
    for name in ("old", "newer"):
        path = tmp_path / f"{name}.sqlite"
        path.touch()
        preferences.remember_event(path)
    page = FirstRunPage(preferences)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitExposed(page):
        page.show()
    return page


def test_the_sample_is_wanted_with_one_click(page: FirstRunPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.sample_wanted):
        page.sample.button.click()


def test_events_used_last_are_offered_the_newest_first(page: FirstRunPage, qtbot: QtBot, tmp_path: Path) -> None:
    assert [row.name for row in page.recent.rows] == ["newer", "old"]
    with qtbot.waitSignal(page.open_wanted) as told:
        page.recent.pressed.emit(1)
    assert told.args == [tmp_path / "old.sqlite"]


def test_an_event_that_is_gone_is_not_offered(page: FirstRunPage, tmp_path: Path) -> None:
    (tmp_path / "old.sqlite").unlink()
    page.show_now()
    assert [row.name for row in page.recent.rows] == ["newer"]


def test_a_new_event_is_wanted_with_its_place(page: FirstRunPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.own.button.click()
    form = page.form
    form.name.setText("Matchmaking 2026")
    form.day.setText("2026-11-24")
    form.zone.setText("Europe/Berlin")
    form.venue.setText("Hall 4")
    form.place.setText(str(tmp_path / "mine"))
    with qtbot.waitSignal(page.new_wanted) as told:
        form.submit()
    assert told.args == [
        tmp_path / "mine.sqlite",
        EventInfo("Matchmaking 2026", date(2026, 11, 24), "Europe/Berlin", "Hall 4"),
    ]


def test_what_is_wrong_with_a_new_event_stands_at_its_place(page: FirstRunPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.own.button.click()
    form = page.form
    form.day.setText("24.11.")
    form.zone.setText("Mars/Olympus")
    form.place.setText(str(tmp_path / "old.sqlite"))
    with qtbot.assertNotEmitted(page.new_wanted):
        form.submit()
    assert form.fields["name"].error() == "Give the event a name."
    assert "no date" in form.fields["day"].error()
    assert "no such time zone" in form.fields["zone"].error()
    assert "already" in form.fields["place"].error()


def test_a_restore_is_wanted_with_backup_and_place(
    page: FirstRunPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "mine.sqlite.safety" / "backups" / "b.sqlite"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(backup), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **_: (args[2], ""))
    with qtbot.waitSignal(page.restore_wanted) as told:
        page.restore.button.click()
    assert told.args == [backup, tmp_path / "mine.sqlite"]


def test_the_place_of_a_backup_from_elsewhere_is_beside_it() -> None:
    assert home_of(Path("/stick/monday.sqlite")) == Path("/stick/monday restored.sqlite")


def test_what_went_wrong_is_said_and_can_be_tried_again(page: FirstRunPage) -> None:
    page.set_busy(busy=True)
    assert not page.sample.button.isEnabled()
    page.say("The event file is in use.")
    assert page.trouble.words() == "The event file is in use."
    assert page.sample.button.isEnabled()
