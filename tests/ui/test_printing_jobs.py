"""Jobs on their way to a printer: sent, refused, stopped, repeated, asked about, and told after a crash."""

from __future__ import annotations

import shutil
import socket
from contextlib import closing, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QMessageBox

from coordinator.desk import opening, printing
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.paper.profile import Profile
from coordinator.printing import all_printers
from coordinator.printing.backend import Done, Failed, Stopped, Way
from coordinator.printing.label_printers import ZplSocket
from coordinator.printing.profiles import Profiles, Setup
from coordinator.ui import badge_printing, print_room
from coordinator.ui.link import Link
from coordinator.ui.pages.printing.page import PrintingPage
from coordinator.ui.preferences import Preferences
from coordinator.ui.print_room import room_of
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.window import Window
from coordinator.views import prints

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk
    from coordinator.domain.print_log import Job
    from coordinator.ui.pages.printing.view import PrintView


class LabelPrinter:
    """A printer in the network that takes what it is sent, once it is switched on, and at its leisure."""

    def __init__(self) -> None:
        self.took = bytearray()
        self.listening = socket.socket()
        self.listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.listening.bind(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.at_work = Event()
        self.at_work.set()
        self.connections: list[socket.socket] = []

    def switch_on(self) -> None:
        self.listening.listen(8)
        Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self.listening.accept()
                self.connections.append(connection)
                Thread(target=self._read, args=(connection,), daemon=True).start()

    def _read(self, connection: socket.socket) -> None:
        with suppress(OSError), closing(connection):
            while self.at_work.wait() and (piece := connection.recv(65536)):
                self.took += piece

    def labels(self) -> int:
        return self.took.count(b"^XZ")

    def switch_off(self) -> None:
        self.at_work.set()
        for connection in (self.listening, *self.connections):
            connection.close()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def zebra(preferences: Preferences, no_printers: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[LabelPrinter]:
    """Return the one printer of this computer; it is not switched on yet."""
    monkeypatch.setattr(all_printers, "ways", lambda: {Way.SOCKET: ZplSocket()})
    printer = LabelPrinter()
    profile = Profile("Zebra", dpi=203, mono=True)
    Profiles(preferences.printers_folder).keep(
        Setup("Zebra", Way.SOCKET, f"127.0.0.1:{printer.port}", profile, stock="a6")
    )
    yield printer
    printer.switch_off()


@pytest.fixture
def page(qtbot: QtBot, sample_desk: Desk, preferences: Preferences, zebra: LabelPrinter) -> Iterator[PrintingPage]:
    tasks = Tasks(AtOnce())
    page = PrintingPage(Link(sample_desk), tasks, preferences)
    window = Window([page])
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    page.view.how.choose_stock("a6")
    yield page
    print_room.leave(tasks)


def one_person(page: PrintingPage, person: str = "E03") -> PrintView:
    page.view.how.whom.choose("one")
    page.view.how.whom.picker._pick(person)
    return page.view


def ended(qtbot: QtBot, page: PrintingPage, jobs: int = 1) -> None:
    """Wait until so many jobs were made and all of them have ended."""
    qtbot.waitUntil(lambda: len(page.room.errands()) == jobs and not page.room.under_way(), timeout=20_000)


def journal(desk: Desk) -> list[Job]:
    return list(desk.day.prints.jobs.values())


# -- sent


def test_a_label_printer_gets_the_badge_and_the_journal_says_so(
    qtbot: QtBot, page: PrintingPage, zebra: LabelPrinter, sample_desk: Desk
) -> None:
    zebra.switch_on()
    view = one_person(page)
    assert view.target.print_button.words() == "Print"
    view.print_now()
    ended(qtbot, page)
    assert isinstance(page.room.errands()[0].state, Done)
    qtbot.waitUntil(lambda: zebra.labels() == 1)
    (job,) = journal(sample_desk)
    assert (job.asked.document, job.asked.subjects, job.asked.printer) == (Document.BADGES, ("E03",), "Zebra")
    assert (job.asked.stock, job.asked.copies) == ("a6", 1)
    assert job.end is not None
    assert job.end.outcome is PrintOutcome.SENT
    assert view.jobs.lines()[0].words() == "1 page sent to Zebra"


def test_who_was_printed_is_no_longer_among_the_unprinted(
    qtbot: QtBot, page: PrintingPage, zebra: LabelPrinter
) -> None:
    zebra.switch_on()
    one_person(page).print_now()
    ended(qtbot, page)
    page.view.how.whom.choose("new")
    assert page.view.preview.pages == 51


# -- refused and stopped


def test_a_printer_that_is_off_fails_with_its_reason_and_retry_prints(
    qtbot: QtBot, page: PrintingPage, zebra: LabelPrinter, sample_desk: Desk
) -> None:
    one_person(page).print_now()
    ended(qtbot, page)
    (line,) = page.view.jobs.lines()
    assert isinstance(line.errand.state, Failed)
    assert line.words().startswith("The printer at 127.0.0.1")
    zebra.switch_on()
    line.button.click()
    qtbot.waitUntil(lambda: isinstance(page.room.errands()[0].state, Done), timeout=20_000)
    outcomes = [job.end.outcome for job in journal(sample_desk) if job.end]
    assert outcomes == [PrintOutcome.FAILED, PrintOutcome.SENT]


def test_a_job_that_is_stopped_says_after_how_many_pages(
    qtbot: QtBot, page: PrintingPage, zebra: LabelPrinter, sample_desk: Desk
) -> None:
    zebra.at_work.clear()
    zebra.switch_on()
    page.view.print_now()
    qtbot.waitUntil(lambda: bool(journal(sample_desk)), timeout=20_000)
    (line,) = page.view.jobs.lines()
    assert page.under_way().startswith("“Badges” is still being printed;")
    line.button.click()
    ended(qtbot, page)
    assert isinstance(page.room.errands()[0].state, Stopped)
    assert line.words().startswith("Stopped")
    (job,) = journal(sample_desk)
    assert job.end is not None
    assert job.end.outcome is PrintOutcome.STOPPED


def test_jobs_that_ended_can_be_put_away(qtbot: QtBot, page: PrintingPage, zebra: LabelPrinter) -> None:
    zebra.switch_on()
    one_person(page).print_now()
    ended(qtbot, page)
    page.view.jobs.clear_button.click()
    assert page.view.jobs.lines() == ()
    assert page.room.errands() == ()


def test_the_window_asks_before_it_closes_on_a_job(
    qtbot: QtBot, page: PrintingPage, zebra: LabelPrinter, sample_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_parent: object, _title: str, question: str, *_buttons: object) -> QMessageBox.StandardButton:
        asked.append(question)
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "question", answer)
    zebra.at_work.clear()
    zebra.switch_on()
    page.view.print_now()
    qtbot.waitUntil(lambda: bool(journal(sample_desk)), timeout=20_000)
    page.window().close()
    assert page.window().isVisible()
    assert asked[0].startswith("“Badges” is still being printed;")
    page.room.cancel(1)
    ended(qtbot, page)
    page.window().close()
    assert not page.window().isVisible()


# -- printed before


def printed(desk: Desk, *people: str) -> None:
    """Note that the badges of these people came out."""
    job = printing.begin(desk, Document.BADGES, people, "Other", "a6", "badge-tall-band")
    printing.end(desk, job, PrintOutcome.SENT, len(people))


def test_what_was_printed_before_is_asked_about_and_only_the_rest_can_be_printed(
    qtbot: QtBot, page: PrintingPage, zebra: LabelPrinter, sample_desk: Desk
) -> None:
    zebra.switch_on()
    printed(sample_desk, "E01", "E02")
    printed(sample_desk, "E02")
    page.view.print_now()
    question = page.view.question
    assert question.words().startswith("2 of 52 are printed already")
    assert question.words().endswith("1 twice.")
    assert [button.words() for button in question.buttons] == ["Print all", "Only the 50 not yet printed", "Cancel"]
    assert page.room.errands() == ()
    question.buttons[1].click()
    ended(qtbot, page)
    job = journal(sample_desk)[-1]
    assert len(job.asked.subjects) == 50
    assert not {"E01", "E02"} & set(job.asked.subjects)


def test_cancelling_the_question_prints_nothing(
    qtbot: QtBot, page: PrintingPage, zebra: LabelPrinter, sample_desk: Desk
) -> None:
    zebra.switch_on()
    printed(sample_desk, "E03")
    view = one_person(page)
    view.print_now()
    assert view.question.words().startswith("Already printed once")
    qtbot.keyClick(view.question, Qt.Key.Key_Escape)
    assert view.question.words() == ""
    assert page.room.errands() == ()
    view.print_now()
    view.question.buttons[0].click()
    ended(qtbot, page)
    assert prints.times_printed(sample_desk.day, Document.BADGES, "E03") == 2


def test_what_is_wanted_only_of_those_without_paper_is_not_asked_about(
    qtbot: QtBot, page: PrintingPage, zebra: LabelPrinter, sample_desk: Desk
) -> None:
    zebra.switch_on()
    printed(sample_desk, "E01")
    page.view.how.whom.choose("new")
    page.view.print_now()
    assert page.view.question.words() == ""
    ended(qtbot, page)


# -- after a crash


def crashed(desk: Desk, tmp_path: Path, *people: str) -> Path:
    """Return a copy of the event as a program leaves it that dies while it prints."""
    printing.begin(desk, Document.BADGES, people, "Zebra", "a6", "badge-tall-band")
    desk.backup_to(tmp_path / "left.sqlite")
    return tmp_path / "left.sqlite"


def test_a_print_whose_end_nobody_knows_is_asked_about_after_a_crash(
    qtbot: QtBot, sample_desk: Desk, preferences: Preferences, zebra: LabelPrinter, tmp_path: Path
) -> None:
    path = crashed(sample_desk, tmp_path, "E01", "E02", "E03", "E04")
    shutil.copyfile(path, tmp_path / "again.sqlite")
    desk = opening.open_event(tmp_path / "again.sqlite", trust_file=True)
    page = PrintingPage(Link(desk), Tasks(AtOnce()), preferences)
    said: list[str] = []
    page.said.connect(lambda words, _undo: said.append(words))
    qtbot.addWidget(page)
    assert page.unknown.words().startswith("The program ended while 4 badges were being printed on Zebra at 09:52.")
    qtbot.waitUntil(lambda: bool(said))
    assert said == [page.unknown.words()]
    page.unknown.buttons[0].click()
    assert page.unknown.words() == ""
    assert prints.times_printed(desk.day, Document.BADGES, "E01") == 1
    desk.close()


def test_a_print_that_did_not_come_out_is_not_yet_printed(
    qtbot: QtBot, sample_desk: Desk, preferences: Preferences, zebra: LabelPrinter
) -> None:
    printing.begin(sample_desk, Document.BADGES, ("E01",), "Zebra", "a6", "badge-tall-band")
    page = PrintingPage(Link(sample_desk), Tasks(AtOnce()), preferences)
    qtbot.addWidget(page)
    assert "E01" not in prints.unprinted(sample_desk.day, Document.BADGES)
    assert [button.words() for button in page.unknown.buttons] == ["It came out", "It did not", "Later"]
    page.unknown.buttons[1].click()
    assert "E01" in prints.unprinted(sample_desk.day, Document.BADGES)


def test_jobs_of_this_window_are_not_asked_about(
    qtbot: QtBot, page: PrintingPage, zebra: LabelPrinter, sample_desk: Desk
) -> None:
    zebra.at_work.clear()
    zebra.switch_on()
    page.view.print_now()
    qtbot.waitUntil(lambda: bool(journal(sample_desk)), timeout=20_000)
    page.show_now()
    assert page.unknown.words() == ""
    page.room.cancel(1)
    ended(qtbot, page)


# -- one badge at the desk


def test_a_single_badge_goes_to_the_printer_and_a_second_one_says_so(
    qtbot: QtBot, sample_desk: Desk, preferences: Preferences, zebra: LabelPrinter
) -> None:
    zebra.switch_on()
    said: list[str] = []
    tasks = Tasks(AtOnce())
    for number in (1, 2, 3):
        badge_printing.print_badge(sample_desk, "E03", preferences, tasks, done=said.append, failed=pytest.fail)
        qtbot.waitUntil(lambda number=number: len(said) == number, timeout=20_000)
    name = "Badge of Anaïs Núñez-Peña sent to Zebra"
    assert said == [name, f"{name} · printed once already", f"{name} · printed twice already"]
    assert {job.asked.stock for job in journal(sample_desk)} == {"a6"}
    print_room.leave(tasks)


def test_a_single_badge_without_a_printer_is_saved_and_says_where(
    sample_desk: Desk, preferences: Preferences, no_printers: None
) -> None:
    said: list[str] = []
    tasks = Tasks(AtOnce())
    badge_printing.print_badge(sample_desk, "E03", preferences, tasks, done=said.append, failed=pytest.fail)
    place = badge_printing.place_for(sample_desk, "E03", "Badge")
    assert said == [f"No printer: badge of Anaïs Núñez-Peña saved as {place}"]
    assert place.is_file()


def test_a_single_badge_that_cannot_be_printed_says_why(
    qtbot: QtBot, sample_desk: Desk, preferences: Preferences, zebra: LabelPrinter
) -> None:
    said: list[str] = []
    tasks = Tasks(AtOnce())
    badge_printing.print_badge(sample_desk, "E03", preferences, tasks, done=pytest.fail, failed=said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said[0].startswith("The printer at 127.0.0.1")
    assert room_of(sample_desk, preferences, tasks).errands()[0].title == "Badge · Anaïs Núñez-Peña"
    print_room.leave(tasks)


def test_closing_the_room_stops_what_is_under_way_and_writes_it_down(
    qtbot: QtBot, page: PrintingPage, zebra: LabelPrinter, sample_desk: Desk
) -> None:
    zebra.at_work.clear()
    zebra.switch_on()
    page.view.print_now()
    qtbot.waitUntil(lambda: bool(journal(sample_desk)), timeout=20_000)
    page.room.close()
    assert page.under_way() == ""
    assert all(job.end is not None for job in journal(sample_desk))


def test_ids_that_a_file_name_cannot_tell_apart_get_files_of_their_own(sample_desk: Desk) -> None:
    names = {badge_printing.place_for(sample_desk, person, "Badge").name for person in ("a/b", "a_b", "a:b", "x" * 300)}
    assert len(names) == 4
    assert max(map(len, names)) < 100
