"""From Enter in the scan line to saved and painted: a real event, and the largest while the rest of its day is planned.

How long it takes from cancelling a re-plan to its process being gone stands beside it.
"""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
import time
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, Qt

from coordinator.desk import opening
from coordinator.desk.clock import OwnClock
from coordinator.desk.replanning import Replanning
from coordinator.domain.schedule import EventInfo
from coordinator.intake import door
from coordinator.planning.replan.asking import Ask
from coordinator.planning.replan.reading import read
from coordinator.ui import look
from coordinator.ui.link import Link
from coordinator.ui.pages.checkin.page import CheckinPage
from coordinator.ui.pages.floor.page import FloorPage
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coordinator.domain.schedule import Schedule

pytestmark = pytest.mark.bench

SCANS = 600
SECONDS = 60.0
LARGE, SEED = "20000", 9501


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


class Counter:
    """A check-in desk with its window, at which one guest after the other is scanned."""

    def __init__(self, qtbot: Any, qapp: Any, folder: Path, schedule: Schedule) -> None:
        look.apply(qapp, look.Mode.LIGHT, 100)
        self.qtbot, self.qapp = qtbot, qapp
        at = datetime(2026, 11, 24, 10, 5, tzinfo=ZoneInfo("Europe/Madrid"))
        self.clock = OwnClock(int(at.timestamp() * 1000))
        event = EventInfo("Benchmark", date(2026, 11, 24), "UTC")
        self.desk = opening.create(folder / "event.sqlite", event, clock=self.clock)
        self.desk.adopt(schedule)
        link, tasks = Link(self.desk), Tasks()
        preferences = Preferences(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        self.page = CheckinPage(link, tasks, preferences)
        self.window = Window((self.page, FloorPage(link, tasks)))
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.watch = PaintWatch()
        self.page.stage.panel.installEventFilter(self.watch)
        self.tokens = [self.desk.day.token_of(person.id) for person in schedule.people]

    def scan(self, number: int) -> float:
        """Scan the next guest; return the seconds from Enter to saved and painted."""
        self.page.stage.scan.line.setText(self.tokens[number % len(self.tokens)] or "")
        self.qapp.processEvents()
        self.watch.painted, began = 0.0, time.perf_counter()
        self.qtbot.keyClick(self.page.stage.scan.line, Qt.Key.Key_Return)
        while not self.watch.painted:
            self.qapp.processEvents()
        self.clock.start += 61_000 if len(self.tokens) < SCANS else 1_000
        return self.watch.painted - began


@pytest.fixture
def counter(qtbot: Any, qapp: Any, tmp_path: Path) -> Callable[[Any], Counter]:
    """Return a function that opens a desk with its window for a schedule."""
    return lambda schedule: Counter(qtbot, qapp, tmp_path, schedule)


def test_scan_to_saved_and_painted(
    counter: Callable[[Any], Counter], tmp_path: Path, forum_file: Path, figures: Any
) -> None:
    schedule = door.load([forum_file]).schedule
    assert schedule is not None
    at = counter(schedule)
    taken = [at.scan(number) for number in range(SCANS)]
    at.desk.close()
    figures("scan in the window: Enter to saved and painted", taken)
    figures("reference: one row committed by SQLite alone (WAL, FULL)", commits(tmp_path / "reference.sqlite"))
    assert len(at.desk.day.history) >= SCANS


@pytest.mark.parametrize("loaded", ["forum-13", "the same event"])
def test_scan_while_20_000_meetings_are_planned(  # noqa: PLR0917 (one for each thing it needs)
    loaded: str,
    counter: Callable[[Any], Counter],
    tool: Callable[[str], Any],
    generated: Callable[[Any], Any],
    forum_file: Path,
    figures: Any,
) -> None:
    problem = tool("gen_event").generate(LARGE, SEED)
    schedule = door.load([forum_file]).schedule if loaded == "forum-13" else generated(problem).schedule
    assert schedule is not None
    at = counter(schedule)
    quiet = [at.scan(number) for number in range(SCANS // 2)]
    heard: list[Any] = []
    replanning = Replanning(read(problem), Ask(SECONDS, None), heard.append)
    thread = threading.Thread(target=replanning.run)
    thread.start()
    taken: list[float] = []
    began = time.perf_counter()
    # From before the process starts to well into its search, however quick the scans are.
    while len(taken) < SCANS or (time.perf_counter() - began < SECONDS / 4 and len(heard) < 3):
        taken.append(at.scan(SCANS // 2 + len(taken)))
    was_planning = thread.is_alive()
    replanning.cancel()
    thread.join()
    at.desk.close()
    figures(f"{loaded}: a scan while nothing is planned", quiet)
    figures(f"{loaded}: a scan while 20,000 meetings are planned", taken)
    print(f"    {len(heard)} better plans came meanwhile; it was {'still' if was_planning else 'no longer'} planning")


def test_cancel_to_gone(tool: Callable[[str], Any], figures: Any) -> None:
    model = read(tool("gen_event").generate(LARGE, SEED))
    taken = []
    for number in range(12):
        replanning = Replanning(model, Ask(SECONDS, None))
        thread = threading.Thread(target=replanning.run)
        thread.start()
        time.sleep(0.3 + 0.5 * number)
        children = multiprocessing.active_children()
        began = time.perf_counter()
        replanning.cancel()
        thread.join()
        taken.append(time.perf_counter() - began)
        assert children
        assert not multiprocessing.active_children()
    figures("from cancel to the process being gone, 20,000 meetings", taken)


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
