"""A printer's thread writes into the journal, and the window hears of it in its own thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QSettings

from coordinator.desk import printing
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.ui.link import Link
from coordinator.ui.pages.people.page import PeoplePage
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.desk.answers import Change
    from coordinator.desk.desk import Desk


class Listener(QObject):
    """Remembers what it heard and in which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[int, frozenset[Document]]] = []

    def take(self, change: Change) -> None:
        """Hear of a change."""
        self.heard.append((threading.get_ident(), change.documents))


@pytest.fixture
def link(sample_desk: Desk) -> Link:
    """Return the link between the desk and the window."""
    return Link(sample_desk)


@pytest.fixture
def people(qtbot: QtBot, link: Link, tmp_path: Path) -> Iterator[PeoplePage]:
    """Return the people's page in a window, with one person chosen."""
    preferences = Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))
    tasks = Tasks(AtOnce())
    page = PeoplePage(link, tasks, preferences)
    window = Window([page])
    qtbot.addWidget(window)
    window.show()
    page.choose("E01")
    yield page
    tasks.close()


def _print_badge(desk: Desk) -> None:
    """Print the badge of E01 as a printer does: in a thread of its own."""

    def work() -> None:
        job = printing.begin(desk, Document.BADGES, ("E01",), "Zebra", "a6", "band")
        printing.end(desk, job, PrintOutcome.SENT, 1)

    printer = threading.Thread(target=work)
    printer.start()
    printer.join()


def test_the_window_hears_of_a_print_in_its_own_thread(qtbot: QtBot, link: Link, sample_desk: Desk) -> None:
    listener = Listener()
    link.changed.connect(listener.take)
    _print_badge(sample_desk)
    qtbot.waitUntil(lambda: len(listener.heard) == 2)
    assert listener.heard == [(threading.get_ident(), frozenset({Document.BADGES}))] * 2


def test_the_card_of_a_person_shows_at_once_that_their_badge_was_printed(
    qtbot: QtBot, people: PeoplePage, sample_desk: Desk
) -> None:
    _print_badge(sample_desk)
    qtbot.waitUntil(lambda: any(row.words == "Badge printed" for row in people.card.past.rows))
