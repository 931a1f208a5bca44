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
from coordinator.ui.pages.checkin import CheckinPage
from coordinator.ui.pages.floor import FloorPage
from coordinator.ui.pages.importing import ImportPage
from coordinator.ui.pages.printing import PrintingPage
from coordinator.ui.pages.report import ReportPage
from coordinator.ui.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

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

    # An event without people begins at the import.
    importing = window.current_page()
    assert isinstance(importing, ImportPage)
    importing.read(sample_files)
    qtbot.waitUntil(lambda: importing.intake is not None, timeout=20_000)
    for _ in range(3):
        qtbot.keyClick(importing, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(desk.day.schedule.people) == 52, timeout=5_000)

    # Five people are scanned; the scanner types faster than any hand.
    window.show_page("checkin")
    door = window.current_page()
    assert isinstance(door, CheckinPage)
    for person in GUESTS:
        qtbot.keyClicks(door.stage.scan.line, desk.day.token_of(person))
        qtbot.keyClick(door.stage.scan.line, Qt.Key.Key_Return)
        assert desk.day.presence(person) is Presence.HERE
    assert door.stage.panel.isVisible()

    # Table 2 waits for its guest, who does not come; the best proposal fills it.
    before = desk.day.meetings
    window.show_page("floor", "M013")
    floor = window.current_page()
    assert isinstance(floor, FloorPage)
    press(qtbot, floor, Qt.Key.Key_N)
    assert desk.day.meetings["M013"].is_broken
    qtbot.waitUntil(floor.panel.apply.isEnabled, timeout=5_000)
    press(qtbot, floor, Qt.Key.Key_Return)
    filled = set(desk.day.meetings) - set(before)
    assert len(filled) == 1
    assert desk.day.meetings[filled.pop()].table == "T02"

    # The changed card is printed.
    window.show_page("print", "cards:changed")
    printing = window.current_page()
    assert isinstance(printing, PrintingPage)
    qtbot.waitUntil(printing.target.is_ready, timeout=10_000)
    printing.save(tmp_path / "changed.pdf")
    qtbot.waitUntil((tmp_path / "changed.pdf").exists, timeout=10_000)
    assert "Știință Verde Cluj" in text_of(tmp_path / "changed.pdf")

    # Undo brings the plan back to the last table.
    window.undo_asked.emit()
    window.undo_asked.emit()
    assert desk.day.meetings == before
    assert desk.day.meetings["M013"].status is MeetingStatus.PLANNED

    # The log tells it all.
    window.show_page("report")
    report = window.current_page()
    assert isinstance(report, ReportPage)
    report.export(Log.ATTENDANCE, tmp_path / "attendance.csv")
    with (tmp_path / "attendance.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["person id"] for row in rows if row["what"] == "checked in"] == list(GUESTS)
    assert desk.check() == ()


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
