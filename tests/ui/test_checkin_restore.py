"""The check-in page when somebody comes after all: what they lost can be restored, and the page is quiet otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from coordinator.domain.entries import RepairKind
from coordinator.domain.schedule import Side
from coordinator.planning.proposals import Offers
from coordinator.ui.link import Link
from coordinator.ui.pages.checkin.page import CheckinPage
from coordinator.ui.pages.floor.page import FloorPage
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk

LATE = "E29"


@pytest.fixture
def window(qtbot: QtBot, sample_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    """Return a window with check-in and floor; somebody late was missed at table 2, which was then left empty."""
    monkeypatch.setattr("coordinator.ui.lookout._AFTER_MS", 0)
    sample_desk.mark_missed("M013", Side.GUEST)
    offers = sample_desk.propose("M013")
    assert isinstance(offers, Offers)
    sample_desk.accept(next(p for p in offers.proposals if p.kind is RepairKind.LEAVE_EMPTY))
    preferences = Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))
    link, tasks = Link(sample_desk), Tasks(AtOnce())
    made = Window([CheckinPage(link, tasks, preferences), FloorPage(link, tasks)])
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    return made


@pytest.fixture
def page(window: Window) -> CheckinPage:
    found = window.page("checkin")
    assert isinstance(found, CheckinPage)
    return found


def scan(page: CheckinPage, person: str) -> None:
    page.stage.scan.line.setText(person)
    page.stage.scan.submit()
    QApplication.processEvents()


def test_who_comes_late_is_told_that_a_lost_meeting_can_be_restored(page: CheckinPage) -> None:
    scan(page, LATE)
    assert page.stage.below.day.restore.isVisible()
    assert page.stage.below.day.restore.words.text() == "1 of 1 lost meeting can be restored."


def test_f3_shows_it_on_the_floor_where_enter_restores_it(
    qtbot: QtBot, window: Window, page: CheckinPage, sample_desk: Desk
) -> None:
    scan(page, LATE)
    qtbot.keyClick(window, Qt.Key.Key_F3)
    floor = window.current_page()
    assert isinstance(floor, FloorPage)
    assert floor.many.panel.title.text() == "Kestävä Metsä (Päivi Hämäläinen)"
    qtbot.keyClick(floor.many.panel.cards, Qt.Key.Key_Return)
    qtbot.wait(70)
    assert sample_desk.day.meetings["M013"].is_open
    window.show_page("checkin")
    assert not page.stage.below.day.restore.isVisible()


def test_the_button_does_the_same(qtbot: QtBot, window: Window, page: CheckinPage) -> None:
    scan(page, LATE)
    qtbot.mouseClick(page.stage.below.day.restore.button, Qt.MouseButton.LeftButton)
    assert isinstance(window.current_page(), FloorPage)


def test_the_page_is_quiet_about_everybody_else(qtbot: QtBot, window: Window, page: CheckinPage) -> None:
    scan(page, LATE)
    scan(page, "E01")
    assert not page.stage.below.day.restore.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F3)
    assert window.current_page() is page


def test_it_keeps_step_with_the_day(page: CheckinPage, sample_desk: Desk) -> None:
    scan(page, LATE)
    sample_desk.check_out("U03")
    QApplication.processEvents()
    assert page.stage.below.day.restore.isHidden()
