"""One morning at the desk, through the real window: import, scan, a no-show, fill, undo, print, export."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PySide6.QtCore import QSettings, Qt

from coordinator import app, cli
from coordinator.desk import opening
from coordinator.desk.logs import Log
from coordinator.domain.day import Presence
from coordinator.domain.schedule import EventInfo, MeetingStatus
from coordinator.ui import look
from coordinator.ui.pages.checkin.page import CheckinPage
from coordinator.ui.pages.floor.page import FloorPage
from coordinator.ui.pages.importing.page import ImportPage
from coordinator.ui.pages.printing.page import PrintingPage
from coordinator.ui.pages.report.page import ReportPage
from coordinator.ui.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from coordinator.desk.desk import Desk
    from coordinator.ui.window import Window

GUESTS = ("E27", "U03", "E01", "E13", "U05")


@pytest.fixture
def program(qapp: Any, tmp_path: Path, sample_date: date) -> Iterator[app.Program]:
    """Return the program before a new, empty event whose clock shows 09:52."""
    look.apply(qapp, look.Mode.LIGHT, 100)
    event = tmp_path / "event.sqlite"
    opening.create(event, EventInfo("New event", sample_date, "America/New_York")).close()
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    started = app.Program(qapp, preferences)
    started.begin(cli.parse(["open", str(event), "--at", "2017-05-16T09:52"]))
    yield started
    started.end()


def test_one_morning_at_the_desk(program: app.Program, qtbot: Any, sample_files: list[Path], tmp_path: Path) -> None:
    window, desk = program.window, program.desk
    assert window is not None
    assert desk is not None
    qtbot.waitExposed(window)
    imported(window, desk, qtbot, sample_files)
    scanned(window, desk, qtbot)
    before = desk.day.meetings
    repaired(window, desk, qtbot)
    printed(window, qtbot, tmp_path / "changed.pdf")
    window.undo_asked.emit()
    window.undo_asked.emit()
    assert desk.day.meetings == before
    assert desk.day.meetings["M013"].status is MeetingStatus.PLANNED
    exported(window, tmp_path / "attendance.csv")
    assert desk.check() == ()


def imported(window: Window, desk: Desk, qtbot: Any, files: list[Path]) -> None:
    """An event without people begins at the import; Enter leads through its steps."""
    page = window.current_page()
    assert isinstance(page, ImportPage)
    page.read(files)
    qtbot.waitUntil(lambda: page.intake is not None, timeout=20_000)
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.day.schedule.people) == 52, timeout=5_000)


def scanned(window: Window, desk: Desk, qtbot: Any) -> None:
    """Five people are scanned; the scanner types faster than any hand."""
    window.show_page("checkin")
    page = window.current_page()
    assert isinstance(page, CheckinPage)
    for person in GUESTS:
        qtbot.keyClicks(page.stage.scan.line, desk.day.token_of(person))
        qtbot.keyClick(page.stage.scan.line, Qt.Key.Key_Return)
        assert desk.day.presence(person) is Presence.HERE
    assert page.stage.panel.isVisible()


def repaired(window: Window, desk: Desk, qtbot: Any) -> None:
    """The guest of table 2 does not come; the best proposal fills the table."""
    before = set(desk.day.meetings)
    window.show_page("floor", "M013")
    page = window.current_page()
    assert isinstance(page, FloorPage)
    press(qtbot, page, Qt.Key.Key_N)
    assert desk.day.meetings["M013"].is_broken
    qtbot.waitUntil(page.panel.apply.isEnabled, timeout=5_000)
    press(qtbot, page, Qt.Key.Key_Return)
    (filled,) = set(desk.day.meetings) - before
    assert desk.day.meetings[filled].table == "T02"


def printed(window: Window, qtbot: Any, path: Path) -> None:
    """The changed card is printed and names the new guest."""
    window.show_page("print", "cards:changed")
    page = window.current_page()
    assert isinstance(page, PrintingPage)
    qtbot.waitUntil(page.view.target.is_ready, timeout=10_000)
    page.save(path)
    qtbot.waitUntil(path.exists, timeout=10_000)
    assert "Știință Verde Cluj" in text_of(path)


def exported(window: Window, path: Path) -> None:
    """The log tells who came, in order."""
    window.show_page("report")
    page = window.current_page()
    assert isinstance(page, ReportPage)
    page.export(Log.ATTENDANCE, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["person id"] for row in rows if row["what"] == "checked in"] == list(GUESTS)


def press(qtbot: Any, page: FloorPage, key: Qt.Key) -> None:
    """Press a key where the page has its focus."""
    qtbot.keyClick(page.focusWidget() or page.grid, key)
    qtbot.wait(100)


def text_of(pdf: Path) -> str:
    """Return the text of all pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()
