"""Printing on screen: what, whose, the page, the PDF, the printer, and what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter

from coordinator.desk import papers
from coordinator.domain.printing import Document
from coordinator.domain.trouble import WorldTrouble
from coordinator.printing.backend import Done, Printer, PrintFile, Stopped, Way
from coordinator.ui import badge_printing, print_work, printers
from coordinator.ui.link import Link
from coordinator.ui.pages.printing.page import PrintingPage
from coordinator.ui.preferences import Preferences
from coordinator.ui.print_work import Finished, Order
from coordinator.ui.progress import Progress
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk


ANY = Printer("Any", Way.QT, "Any")


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def page(qtbot: QtBot, sample_desk: Desk, preferences: Preferences) -> PrintingPage:
    page = PrintingPage(Link(sample_desk), Tasks(AtOnce()), preferences)
    window = Window([page])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    return page


def pages_of(path: Path) -> list[tuple[float, float]]:
    """Return the sizes of a PDF's pages in millimetres."""
    document = pypdfium2.PdfDocument(path)
    try:
        sizes = [document[number].get_size() for number in range(len(document))]
    finally:
        document.close()
    return [(width / 72 * 25.4, height / 72 * 25.4) for width, height in sizes]


def sheet_of(drawn: print_work.Drawn) -> PrintFile:
    """Return a document as it goes to a printer."""
    return PrintFile(drawn.pdf, drawn.pages, (drawn.page.width, drawn.page.height), "Paper")


def texts_on(path: Path, number: int = 0) -> set[str]:
    """Return what the codes on a page say."""
    document = pypdfium2.PdfDocument(path)
    try:
        picture = document[number].render(scale=150 / 72).to_pil()
    finally:
        document.close()
    return {code.text for code in zxingcpp.read_barcodes(picture)}


def test_every_document_says_how_many_there_are(page: PrintingPage) -> None:
    assert [tile.number() for tile in page.choice.tiles] == [52, 15, 15, 47]


def test_the_preview_turns_pages(page: PrintingPage) -> None:
    assert page.preview.sheet.has_page()
    assert page.preview.where.text() == "1 / 13"
    page.preview.step(1)
    assert page.preview.where.text() == "2 / 13"
    page.preview.step(99)
    assert page.preview.where.text() == "13 / 13"


def test_a_saved_pdf_has_the_pages_of_the_preview(page: PrintingPage, tmp_path: Path) -> None:
    page.save(tmp_path / "badges.pdf")
    assert len(pages_of(tmp_path / "badges.pdf")) == 13
    assert page.jobs.lines()[0].words() == f"13 pages · {tmp_path / 'badges.pdf'}"


def test_one_person_gets_one_badge_of_exact_size(page: PrintingPage, sample_desk: Desk, tmp_path: Path) -> None:
    page.show_now("badges:E03")
    page.choice.sheet.choose(1)
    page.save(tmp_path / "one.pdf")
    assert pages_of(tmp_path / "one.pdf") == [pytest.approx((105, 148), abs=0.2)]
    assert texts_on(tmp_path / "one.pdf") == {sample_desk.day.token_of("E03")}


def test_a_person_is_found_by_name_without_accents(page: PrintingPage) -> None:
    page.choice.who.chosen.emit(2)
    assert [found.title for found in page.choice.picker.found("nunez")] == ["Anaïs Núñez-Peña"]


def test_without_a_choice_of_person_nothing_can_be_printed(page: PrintingPage) -> None:
    page.choice.who.choose(2)
    page.choice.who.chosen.emit(2)
    assert not page.target.is_ready()
    page.choice.picker._pick("E03")
    assert page.target.is_ready()


def test_changed_only_is_empty_before_anything_changed(page: PrintingPage) -> None:
    page.show_now("agendas")
    page.choice.who.choose(1)
    page.choice.who.chosen.emit(1)
    assert page.choice.order() == Order(Document.AGENDAS, (papers.CHANGED,))
    assert not page.preview.sheet.has_page()
    assert not page.target.is_ready()


def test_without_a_printer_saving_is_what_is_offered(page: PrintingPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printers, "names", tuple)
    page.target.refresh()
    assert page.target.printer() == ""
    assert page.target.print_button.isHidden()
    assert not page.target.save_only.isHidden()
    assert page.target.hint().startswith("No printer on this computer")


def test_a_failed_job_stays_with_its_reason_and_can_be_tried_again(page: PrintingPage) -> None:
    tries: list[int] = []

    def work(_progress: Progress) -> Finished:
        tries.append(1)
        if len(tries) == 1:
            raise WorldTrouble("The printer is not there.")
        return Finished(3, "Printer")

    line = page.jobs.begin("Badges", work)
    assert line.failed
    assert line.words() == "The printer is not there."
    assert line.button.words() == "Retry"
    line.button.click()
    assert not line.failed
    assert line.words() == "3 pages · Printer"


def test_pages_reach_the_printer_in_exact_size_and_upright(sample_desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "printed.pdf"
    drawn = print_work.draw(sample_desk, Order(Document.BADGES, ("E03",), single=True))
    made: list[QPrinter] = []

    def device(_to: Printer, _title: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out))
        printer.setResolution(300)
        made.append(printer)
        return printer

    assert printers.QtRaster(device).submit(sheet_of(drawn), ANY, Progress()) == Done(1, seen=False)
    assert made[0].pageLayout().orientation() is QPageLayout.Orientation.Portrait
    assert pages_of(out) == [pytest.approx((105, 148), abs=0.4)]
    assert texts_on(out) == {sample_desk.day.token_of("E03")}


def test_a_stopped_job_prints_no_further_page(sample_desk: Desk, tmp_path: Path) -> None:
    drawn = print_work.draw(sample_desk, Order(Document.BADGES))
    progress = Progress()
    progress.stop()

    def device(_to: Printer, _title: str) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "stopped.pdf"))
        return printer

    assert printers.QtRaster(device).submit(sheet_of(drawn), ANY, progress) == Stopped(0)


def test_a_single_badge_without_a_printer_is_saved_and_says_where(
    sample_desk: Desk, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printers, "names", tuple)
    said: list[str] = []
    tasks = Tasks(AtOnce())
    badge_printing.print_badge(sample_desk, "E03", preferences, tasks, done=said.append, failed=pytest.fail)
    place = badge_printing.place_for(sample_desk, "E03", "Badge")
    assert said == [f"No printer: badge of Anaïs Núñez-Peña saved as {place}"]
    assert texts_on(place) == {sample_desk.day.token_of("E03")}


def test_a_printer_that_is_gone_is_told(
    sample_desk: Desk, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printers, "names", lambda: ("Zebra",))
    preferences.printer = "Zebra"
    said: list[str] = []
    tasks = Tasks(AtOnce())
    badge_printing.print_badge(sample_desk, "E03", preferences, tasks, done=pytest.fail, failed=said.append)
    assert said[0].startswith("The printer “Zebra” is not there.")
