"""Which window is shown: the event of last time, the first page, another event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSettings

from coordinator import app, cli
from coordinator.desk import opening
from coordinator.domain.schedule import EventInfo
from coordinator.domain.trouble import WorldTrouble
from coordinator.ui import look
from coordinator.ui.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path


@pytest.fixture
def program(qapp: Any, tmp_path: Path) -> Iterator[app.Program]:
    """Return the program before anything was opened on this computer."""
    look.apply(qapp, look.Mode.LIGHT, 100)
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    started = app.Program(qapp, preferences)
    yield started
    started.end()
    if started.first_run is not None:
        started.first_run.close()


@pytest.fixture
def event(tmp_path: Path, sample_date: date) -> Path:
    """Return an event file without a plan."""
    path = tmp_path / "event.sqlite"
    opening.create(path, EventInfo("Event", sample_date, "UTC")).close()
    return path


def test_the_first_start_asks_what_to_do(program: app.Program) -> None:
    program.begin(cli.parse([]))
    assert program.first_run is not None
    assert program.window is None


def test_a_later_start_opens_the_event_of_last_time(program: app.Program, event: Path) -> None:
    program.begin(cli.parse([str(event)]))
    program.end()
    program.begin(cli.parse([]))
    assert program.desk is not None
    assert program.desk.path == event


def test_closing_an_event_lets_go_of_its_file_and_asks_again(program: app.Program, event: Path) -> None:
    program.begin(cli.parse([str(event)]))
    program._back_to_start()
    assert program.first_run is not None
    assert program.first_run.isVisible()
    opening.open_event(event).close()


def test_another_event_takes_the_place_of_the_one_before(program: app.Program, event: Path, tmp_path: Path) -> None:
    program.begin(cli.parse([str(event)]))
    first = program.window
    program.begin(cli.parse(["demo", "--out", str(tmp_path / "demo")]))
    assert program.window is not first
    assert program.desk is not None
    assert len(program.desk.day.schedule.people) == 52
    opening.open_event(event).close()


def test_a_file_that_is_no_event_is_told_on_the_first_page(program: app.Program, tmp_path: Path) -> None:
    wrong = tmp_path / "notes.sqlite"
    wrong.write_text("no event", encoding="utf-8")
    program._try(lambda: program._open(wrong))
    assert program.first_run is not None
    assert program.first_run.isVisible()


def test_a_file_named_on_the_command_line_that_is_missing_ends_with_a_sentence(
    program: app.Program, tmp_path: Path
) -> None:
    with pytest.raises(WorldTrouble, match=r"nowhere\.sqlite"):
        program.begin(cli.parse([str(tmp_path / "nowhere.sqlite")]))
