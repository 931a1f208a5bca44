"""Qt draws without a screen; every test starts in the light look at normal size."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings

from coordinator.desk import opening, sample
from coordinator.desk.clock import OwnClock
from coordinator.printing import all_printers
from coordinator.ui import look, print_room, printers
from coordinator.ui.link import Link
from coordinator.ui.pages.floor.page import FloorPage
from coordinator.ui.pages.printing.page import PrintingPage
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def light_look(qapp: QApplication) -> None:
    """Dress the application as it starts, after the windows of the last test are gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    look.apply(qapp, look.Mode.LIGHT, 100)


@pytest.fixture
def no_printers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand at a computer whose print system lists no printers, whatever this one has."""
    monkeypatch.setattr(all_printers, "ways", dict)
    monkeypatch.setattr(printers, "names", tuple)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample event as a file: its third round has just begun, and one table waits."""
    path = tmp_path_factory.mktemp("sample") / "sample.sqlite"
    sample.build(path).close()
    return path


@pytest.fixture
def sample_clock() -> OwnClock:
    """Return a clock that stands at 09:52 of the sample's day until a test moves it."""
    opens = datetime(2017, 5, 16, 9, 52, tzinfo=ZoneInfo("America/New_York"))
    return OwnClock(int(opens.timestamp() * 1000), speed=0)


@pytest.fixture
def sample_desk(sample_file: Path, sample_clock: OwnClock, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk before a copy of the sample event."""
    path = tmp_path / "event.sqlite"
    shutil.copyfile(sample_file, path)
    desk = opening.open_event(path, clock=sample_clock)
    yield desk
    desk.close()


@pytest.fixture
def floor_window(qtbot: QtBot, sample_desk: Desk) -> Window:
    """Return a window with the floor of the sample event in it."""
    made = Window([FloorPage(Link(sample_desk), Tasks(AtOnce()))])
    made.undo_asked.connect(sample_desk.undo)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def floor_page(floor_window: Window) -> FloorPage:
    """Return the floor with the keys in its grid."""
    found = floor_window.page("floor")
    assert isinstance(found, FloorPage)
    found.grid.setFocus()
    return found


@pytest.fixture
def printing_page(qtbot: QtBot, sample_desk: Desk, tmp_path: Path, no_printers: None) -> Iterator[PrintingPage]:
    """Return the print page of the sample event in a window, at a computer without printers."""
    preferences = Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))
    tasks = Tasks(AtOnce())
    made = PrintingPage(Link(sample_desk), tasks, preferences)
    window = Window([made])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    yield made
    print_room.leave(tasks)
