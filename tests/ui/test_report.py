"""The report on screen follows the day and writes files."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt

from coordinator.desk import opening
from coordinator.desk.logs import Log
from coordinator.domain.schedule import EventInfo
from coordinator.ui.link import Link
from coordinator.ui.pages.report.page import ReportPage
from coordinator.ui.preferences import Preferences
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def page(qtbot: QtBot, sample_desk: Desk, preferences: Preferences) -> ReportPage:
    page = ReportPage(Link(sample_desk), preferences)
    window = Window([page])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    return page


def test_the_headline_tells_the_sample_morning(page: ReportPage) -> None:
    numbers = {name: figure.number() for name, figure in page.figures.items()}
    assert numbers["People here"] == 43
    assert numbers["No-shows"] == 2
    assert numbers["Meetings held"] == 20
    assert page.note.words() == "As of 09:52, day not finished"


def test_a_check_in_changes_the_number_at_once(page: ReportPage, sample_desk: Desk) -> None:
    missing = next(p for p in sample_desk.day.people() if sample_desk.day.standing(p.id).arrived is None)
    sample_desk.check_in(missing.id)
    assert page.figures["People here"].number() == 44
    assert sum(bar.number for bar in page.arrivals.bars()) == 44


def test_the_table_of_meetings_can_be_sorted(page: ReportPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.meetings)
    page.meetings.sort(2, Qt.SortOrder.DescendingOrder)
    hosts = [line.host for line in page.meetings.lines()]
    assert hosts == sorted(hosts, reverse=True)
    assert len(hosts) == 91


@pytest.mark.parametrize("log", list(Log))
def test_every_export_is_written_as_csv(page: ReportPage, qtbot: QtBot, tmp_path: Path, log: Log) -> None:
    with qtbot.waitSignal(page.said) as told:
        page.export(log, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert told.args[0] == f"{len(rows) - 1} rows saved to {tmp_path / 'out.csv'}"


def test_an_export_that_cannot_be_written_says_why(page: ReportPage, tmp_path: Path) -> None:
    page.export(Log.MEETINGS, tmp_path / "nowhere" / "out.csv")
    assert "could not be saved" in page.trouble.words()


def test_an_empty_event_offers_the_import(
    qtbot: QtBot, sample_desk: Desk, preferences: Preferences, tmp_path: Path
) -> None:
    day = sample_desk.day.schedule.event.date
    desk = opening.create(tmp_path / "new.sqlite", EventInfo("My event", day, "Europe/Berlin"))
    page = ReportPage(Link(desk), preferences)
    qtbot.addWidget(page)
    page.show_now()
    assert page._pages.currentIndex() == 1
    desk.close()
