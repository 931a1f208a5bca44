"""The way to the re-plan page, and what it says where there is nothing to plan."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt

from coordinator.desk import opening
from coordinator.domain.people import Person
from coordinator.domain.schedule import EventInfo, Meeting, Schedule, Slot, Table
from coordinator.ui.link import Link
from coordinator.ui.page import Page
from coordinator.ui.pages.replan.page import ReplanPage
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.desk.clock import OwnClock
    from coordinator.desk.desk import Desk

CONTROL = Qt.KeyboardModifier.ControlModifier


class NoProcess:
    def end(self) -> None: ...


@pytest.fixture(autouse=True)
def nothing_stands_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no process that nobody asks anything."""
    monkeypatch.setattr("coordinator.ui.pages.replan.search.Standby", NoProcess)


def shown(qtbot: QtBot, page: Page) -> None:
    window = Window([page])
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    page.show_now()


class Elsewhere(Page):
    key, title, icon = "floor", "Floor", "layout-grid"


def test_without_meetings_there_is_nothing_to_plan(qtbot: QtBot, tmp_path: Path, sample_clock: OwnClock) -> None:
    info = EventInfo("Empty", date(2017, 5, 16), "UTC")
    desk = opening.create(tmp_path / "empty.sqlite", info, clock=sample_clock)
    page = ReplanPage(Link(desk), Tasks(AtOnce()))
    shown(qtbot, page)
    assert page.empty.accessibleName() == "No meetings yet"
    page.hide()
    desk.close()


def test_where_nothing_is_broken_and_nothing_fits_it_says_so(
    qtbot: QtBot, tmp_path: Path, sample_clock: OwnClock
) -> None:
    three = datetime(2017, 5, 16, 15, tzinfo=ZoneInfo("UTC"))
    schedule = Schedule(
        EventInfo("Small", three.date(), "UTC"),
        people=(Person("P1", "Ada", "Byron", "O1"), Person("P2", "Zoë", "Łukaszewicz", "O2")),
        slots=(Slot("S1", three, three + timedelta(minutes=20)),),
        tables=(Table("T1", "1"),),
        meetings=(Meeting("M1", "P1", ("P2",), "S1", "T1"),),
    )
    desk = opening.create(tmp_path / "small.sqlite", schedule.event, clock=sample_clock)
    desk.adopt(schedule)
    page = ReplanPage(Link(desk), Tasks(AtOnce()))
    shown(qtbot, page)
    assert page.difference.empty.accessibleName() == "Nothing is broken, nothing to fill"
    assert page.difference.empty.accessibleDescription().startswith("1 meeting stands as planned")
    assert not page.head.begin.isEnabled()
    assert page.head.imagine.hasFocus()
    page.hide()
    desk.close()


def test_ctrl_r_leads_here_from_every_page(qtbot: QtBot, sample_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coordinator.ui.pages.replan.search.Standby", NoProcess)
    elsewhere, page = Elsewhere(), ReplanPage(Link(sample_desk), Tasks(AtOnce()))
    window = Window([elsewhere, page])
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    elsewhere.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    elsewhere.setFocus()
    qtbot.keyClick(elsewhere, Qt.Key.Key_R, CONTROL)
    assert window.current_page() is page
    assert page.head.begin.hasFocus()
