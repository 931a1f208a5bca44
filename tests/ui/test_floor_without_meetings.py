"""The floor before there is a meeting: a first schedule is made there, looked at, and adopted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coordinator.desk import opening
from coordinator.desk.clock import OwnClock
from coordinator.domain.schedule import Request
from coordinator.ui.link import Link
from coordinator.ui.pages.floor import no_meetings
from coordinator.ui.pages.floor.page import FloorPage
from coordinator.ui.tasks import Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk


@pytest.fixture
def desk(sample_desk: Desk, tmp_path: Path) -> Iterator[Desk]:
    """Return a desk before an event whose meetings are still accepted requests, an hour before the first of them."""
    plan = sample_desk.day.schedule
    wishes = tuple(Request(f"A{n}", m.host, m.guests[0]) for n, m in enumerate(plan.meetings))
    clock = OwnClock(int(plan.slots[0].start.timestamp() * 1000) - 3_600_000, speed=0)
    opened = opening.create(tmp_path / "wishes.sqlite", plan.event, clock=clock)
    opened.adopt(replace(plan, meetings=(), requests=wishes))
    yield opened
    opened.close()


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    """Return work that is done in other threads."""
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> FloorPage:
    monkeypatch.setattr(no_meetings, "SECONDS", 2.0)
    made = FloorPage(Link(desk), tasks)
    window = Window([made])
    window.undo_asked.connect(desk.undo)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    return made


def shown(page: FloorPage) -> list[str]:
    """Return the words of the buttons there are."""
    nothing = page.nothing
    buttons = (nothing.make, nothing.load, nothing.stop, nothing.adopt, nothing.leave)
    return [button.accessibleName() for button in buttons if button.isVisible()]


def test_a_first_schedule_is_made_looked_at_adopted_and_taken_back(qtbot: QtBot, page: FloorPage, desk: Desk) -> None:
    assert "accepted requests can become a first schedule" in page.nothing.accessibleDescription()
    page.nothing.make.click()
    assert page.nothing.stop.isVisible()
    qtbot.waitUntil(page.nothing.adopt.isVisible, timeout=20_000)
    assert "wanted meetings have a place" in page.nothing.accessibleName()
    assert "The longest day: " in page.nothing.accessibleDescription()
    assert not desk.day.meetings
    page.nothing.adopt.click()
    assert len(desk.day.meetings) >= 80
    assert page.grid.isVisible()
    assert desk.check() == ()
    desk.undo()
    assert page.nothing.make.isVisible()


def test_a_search_can_be_stopped_and_leaves_nothing(qtbot: QtBot, page: FloorPage, desk: Desk) -> None:
    page.nothing.make.click()
    page.nothing.stop.click()
    assert shown(page) == ["Make a first schedule", "Import a schedule"]
    qtbot.wait(200)
    assert not desk.day.meetings


def test_what_speaks_against_a_schedule_is_said(page: FloorPage, desk: Desk) -> None:
    desk.adopt(replace(desk.day.schedule, tables=()))
    page.nothing.make.click()
    assert "needs rounds and tables" in page.nothing.accessibleDescription()


def test_without_requests_only_an_import_is_offered(page: FloorPage, desk: Desk) -> None:
    desk.adopt(replace(desk.day.schedule, requests=()))
    assert shown(page) == ["Import a schedule"]
