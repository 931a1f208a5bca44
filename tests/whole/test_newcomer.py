"""A newcomer's path: from a file that nobody has seen before to the first check-in, with no manual but the page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSettings, Qt

from coordinator import app, cli
from coordinator.desk import opening
from coordinator.domain.day import Presence
from coordinator.domain.schedule import EventInfo
from coordinator.ui import look
from coordinator.ui.pages.checkin.page import CheckinPage
from coordinator.ui.pages.importing.page import ImportPage
from coordinator.ui.pages.importing.steps import Step
from coordinator.ui.preferences import Preferences
from coordinator.ui.widgets import Button

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coordinator.ui.window import Window

EXPORT = """Kooperationsbörse Wasserstoff 2026;;;;;;;
Export vom 23.11.2026, 18:04 Uhr;;;;;;;
;;;;;;;
Anrede;Vorname;Nachname;Firma;Funktion;E-Mail-Adresse;Land;Zusage am Stand
Herr;Jürgen;Größner;Präzisionsoptik Saaletal;Geschäftsführer;juergen.groessner@example.org;Deutschland;Halle 4
Frau;Käthe;Weißmüller;Präzisionsoptik Saaletal;Internationales;kaethe.weissmueller@example.org;Deutschland;Halle 4
Herr;Søren;Bøgelund;Energi Øst;Direktor;soren.bogelund@example.org;Dänemark;
Frau;Begoña;Ordóñez;;Directora;begona.ordonez@example.org;Spanien;
;;;;;;;
Gesamt;4;;;;;;
"""
"""What a German platform exports: semicolons, Windows letters, lines above the header, a total below."""


@pytest.fixture
def program(qapp: Any, tmp_path: Path) -> Iterator[app.Program]:
    """Return the program before a new, empty event on its morning."""
    look.apply(qapp, look.Mode.LIGHT, 100)
    event = tmp_path / "event.sqlite"
    opening.create(event, EventInfo("Wasserstoff", date(2026, 11, 24), "Europe/Berlin")).close()
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    started = app.Program(qapp, preferences)
    started.begin(cli.parse(["open", str(event), "--at", "08:40"]))
    yield started
    started.end()


def test_a_newcomer_comes_from_a_strange_export_to_the_first_check_in(
    program: app.Program, qtbot: Any, tmp_path: Path
) -> None:
    window, desk = program.window, program.desk
    assert window is not None
    assert desk is not None
    path = tmp_path / "Teilnehmer.csv"
    path.write_bytes(EXPORT.encode("cp1252"))
    page = imported(window, qtbot, path)
    qtbot.waitUntil(lambda: len(desk.day.schedule.people) == 4, timeout=10_000)
    qtbot.waitUntil(page.ready.to_door.isVisible, timeout=5_000)
    checked_in(page, window, qtbot)
    person = next(person for person in desk.day.people() if person.last_name == "Größner")
    assert desk.day.presence(person.id) is Presence.HERE
    kept = dict(person.extra)
    assert (kept["Zusage am Stand"], person.job_title) == ("Halle 4", "Geschäftsführer")


def imported(window: Window, qtbot: Any, path: Path) -> ImportPage:
    """The page asks which letters look right, shows its columns, names what is missing, and applies with Enter."""
    page = window.current_page()
    assert isinstance(page, ImportPage)
    page.take_files([path])
    qtbot.waitUntil(lambda: page.step is Step.CHECK, timeout=20_000)
    offered = page.checks.detail.findChildren(Button)
    next(button for button in offered if button.words() == "Western European (Windows)").click()
    qtbot.waitUntil(lambda: page.step is Step.COLUMNS, timeout=20_000)
    assert "headers in row 4" in page.columns.account.text()
    assert page.columns.rows.index(0, 2).data() == "Jürgen"
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert page.checks.isVisible()
    assert "Begoña Ordóñez has no organisation" in page.checks.found.lines()[0].sentence
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert page.ready.headline() == "+4 people"
    qtbot.keyClick(page, Qt.Key.Key_Return)
    return page


def checked_in(page: ImportPage, window: Window, qtbot: Any) -> None:
    """The page leads to the desk; two letters of the name are enough."""
    page.ready.to_door.click()
    door = window.current_page()
    assert isinstance(door, CheckinPage)
    qtbot.keyClicks(door.stage.scan.line, "gross")
    qtbot.wait(300)
    qtbot.keyClick(door.stage.scan.line, Qt.Key.Key_Return)
