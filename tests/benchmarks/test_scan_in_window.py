"""From Enter in the scan line to saved and painted, with a real event loaded."""

from __future__ import annotations

import sqlite3
import time
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, Qt

from coordinator.desk import opening
from coordinator.desk.clock import OwnClock
from coordinator.domain.schedule import EventInfo
from coordinator.intake import door
from coordinator.ui import look
from coordinator.ui.link import Link
from coordinator.ui.pages.checkin.page import CheckinPage
from coordinator.ui.pages.floor.page import FloorPage
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.bench

SCANS = 600


class PaintWatch(QObject):
    """Notes when a widget was last painted."""

    painted = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt calls it)
        """Let the paint happen, then note the time."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            watched.event(event)
            watched.installEventFilter(self)
            self.painted = time.perf_counter()
            return True
        return False


def test_scan_to_saved_and_painted(qtbot: Any, qapp: Any, tmp_path: Path, forum_file: Path, figures: Any) -> None:
    look.apply(qapp, look.Mode.LIGHT, 100)
    at = datetime(2026, 11, 24, 10, 5, tzinfo=ZoneInfo("Europe/Madrid"))
    clock = OwnClock(int(at.timestamp() * 1000))
    desk = opening.create(tmp_path / "forum.sqlite", EventInfo("Forum", date(2026, 11, 24), "UTC"), clock=clock)
    schedule = door.load([forum_file]).schedule
    assert schedule is not None
    desk.adopt(schedule)
    link, tasks = Link(desk), Tasks()
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    page = CheckinPage(link, tasks, preferences)
    window = Window((page, FloorPage(link, tasks)))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    watch = PaintWatch()
    page.stage.panel.installEventFilter(watch)
    tokens = [desk.day.token_of(person.id) for person in schedule.people]
    taken: list[float] = []
    for number in range(SCANS):
        page.stage.scan.line.setText(tokens[number % len(tokens)] or "")
        qapp.processEvents()
        watch.painted, began = 0.0, time.perf_counter()
        qtbot.keyClick(page.stage.scan.line, Qt.Key.Key_Return)
        while not watch.painted:
            qapp.processEvents()
        taken.append(watch.painted - began)
        clock.start += 61_000
    desk.close()
    figures("scan in the window: Enter to saved and painted", taken)
    figures("reference: one row committed by SQLite alone (WAL, FULL)", commits(tmp_path / "reference.sqlite"))
    assert len(desk.day.history) >= SCANS


def commits(path: Path) -> list[float]:
    """Time commits of one small row with the pragmas of the event file."""
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(
        "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (x TEXT)"
    )
    taken = []
    for number in range(SCANS):
        began = time.perf_counter()
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO t VALUES (?)", (f"row {number}" * 20,))
        database.execute("COMMIT")
        taken.append(time.perf_counter() - began)
    database.close()
    return taken
