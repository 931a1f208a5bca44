"""Blank badges at the door, in a real window: what a scan of one says, and how it gets its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from coordinator.ui.link import Link
from coordinator.ui.pages.checkin.page import CheckinPage
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.widgets import Verdict
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk
    from coordinator.ui.pages.checkin.walk_in import WalkInCard


@pytest.fixture
def page(qtbot: QtBot, sample_desk: Desk, tmp_path: Path) -> Iterator[CheckinPage]:
    preferences = Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))
    tasks = Tasks(AtOnce())
    link = Link(sample_desk)
    page = CheckinPage(link, tasks, preferences)
    window = Window([page])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    yield page
    tasks.close()
    del link


@pytest.fixture
def blank(sample_desk: Desk) -> str:
    """Return the token of the one blank badge of the event."""
    sample_desk.make_blanks(1)
    return sample_desk.day.books.blanks[-1]


@pytest.fixture
def form(page: CheckinPage) -> WalkInCard:
    """Return the form for a walk-in."""
    return page.stage.below.walk_in


def _scan(page: CheckinPage, text: str) -> str:
    """Let a scanner type this text and Enter into the field; return the word of the answer."""
    page.stage.scan.line.setText(text)
    page.stage.scan.submit()
    result = page.stage.panel.result()
    assert result is not None
    return result.kicker


def test_a_blank_badge_says_that_it_waits_for_an_owner_and_shows_no_token(page: CheckinPage, blank: str) -> None:
    assert _scan(page, blank) == "BLANK BADGE"
    result = page.stage.panel.result()
    assert result is not None
    assert result.verdict is Verdict.AGAIN
    assert [act.key for act in result.acts] == ["F6"]
    assert blank not in f"{page._shown!r} {result!r}"
    assert not page.stage.below.matches.rows.rows


def test_f6_after_a_blank_badge_gives_it_to_the_newcomer(
    page: CheckinPage, form: WalkInCard, sample_desk: Desk, blank: str, qtbot: QtBot
) -> None:
    _scan(page, blank)
    qtbot.keyClick(page.stage.scan.line, Qt.Key.Key_F6)
    assert form.first.text() == ""
    form.first.setText("Quirin")
    qtbot.keyClick(form.first, Qt.Key.Key_Return)
    assert sample_desk.day.token_of(page.person() or "") == blank
    assert _scan(page, blank) != "BLANK BADGE"
    assert page.person() == sample_desk.day.owner_of(blank)


def test_a_blank_badge_scanned_while_the_form_is_open_keeps_what_was_typed(
    page: CheckinPage, form: WalkInCard, sample_desk: Desk, blank: str, qtbot: QtBot
) -> None:
    page.open_walk_in()
    form.first.setText("Nadia")
    page.deeds.scan(blank)
    assert page.stage.below.shows(form)
    assert (form.first.text(), QApplication.focusWidget()) == ("Nadia", form.last)
    qtbot.keyClick(form.last, Qt.Key.Key_Return)
    assert sample_desk.day.token_of(page.person() or "") == blank


def test_undo_of_a_walk_in_makes_the_badge_blank_again_and_the_next_form_begins_without_one(
    page: CheckinPage, form: WalkInCard, blank: str, qtbot: QtBot
) -> None:
    _scan(page, blank)
    page.open_walk_in()
    form.first.setText("Nadia")
    form.submit()
    page.act("undo")
    assert page.stage.panel.result() is not None
    page.open_walk_in()
    assert form.blank == ""
    qtbot.keyClick(form.first, Qt.Key.Key_Escape)
    assert _scan(page, blank) == "BLANK BADGE"


def test_a_walk_in_after_another_scan_gets_a_new_badge_and_not_the_blank_one(
    page: CheckinPage, form: WalkInCard, sample_desk: Desk, blank: str
) -> None:
    _scan(page, blank)
    _scan(page, sample_desk.day.token_of("E01") or "")
    page.open_walk_in()
    form.first.setText("Nadia")
    form.submit()
    assert sample_desk.day.token_of(page.person() or "") not in (None, blank)
    assert _scan(page, blank) == "BLANK BADGE"
