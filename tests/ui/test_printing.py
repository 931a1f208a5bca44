"""Printing on screen: what, whose, on which paper, the page, the file, the printer, and what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QFileDialog

from coordinator.desk import papers
from coordinator.domain.printing import Document
from coordinator.paper.stocks.imposing import Order
from coordinator.printing.backend import Found
from coordinator.ui.link import Link
from coordinator.ui.pages.printing.page import PrintingPage
from coordinator.ui.print_work import Setting, Wanted
from coordinator.ui.tasks import AtOnce, Tasks

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk
    from coordinator.ui.pages.printing.view import PrintView


@pytest.fixture
def page(printing_page: PrintingPage) -> PrintingPage:
    return printing_page


@pytest.fixture
def view(page: PrintingPage) -> PrintView:
    return page.view


def pages_of(path: Path) -> list[tuple[float, float]]:
    """Return the sizes of a PDF's pages in millimetres."""
    document = pypdfium2.PdfDocument(path)
    try:
        sizes = [document[number].get_size() for number in range(len(document))]
    finally:
        document.close()
    return [(width / 72 * 25.4, height / 72 * 25.4) for width, height in sizes]


def texts_on(path: Path, number: int = 0) -> set[str]:
    """Return what the codes on a page say."""
    document = pypdfium2.PdfDocument(path)
    try:
        picture = document[number].render(scale=150 / 72).to_pil()
    finally:
        document.close()
    return {code.text for code in zxingcpp.read_barcodes(picture)}


def choose(view: PrintView, stock: str) -> None:
    assert view.how.choose_stock(stock)


# -- which document, and of whom


def test_every_document_of_people_and_tables_says_how_many_there_are(view: PrintView) -> None:
    numbers = {document: tile.number() for document, tile in view.documents.tiles.items()}
    assert [numbers[d] for d in (Document.BADGES, Document.SIGNS, Document.CARDS, Document.AGENDAS)] == [52, 15, 15, 47]


def test_all_twelve_documents_are_offered(view: PrintView) -> None:
    assert set(view.documents.tiles) == set(Document)


def test_all_documents_and_choices_fit_a_small_screen(page: PrintingPage, view: PrintView) -> None:
    window = page.window()
    for tile in view.documents.tiles.values():
        corner = tile.mapTo(window, tile.rect().bottomRight())
        assert corner.y() < window.height() - 34


def test_the_preview_turns_pages(view: PrintView) -> None:
    assert view.preview.sheet.has_page()
    assert view.preview.where.text() == "1 / 13"
    view.preview.step(1)
    assert view.preview.where.text() == "2 / 13"
    view.preview.step(99)
    assert view.preview.where.text() == "13 / 13"


def test_one_person_gets_one_badge_of_exact_size(
    page: PrintingPage, view: PrintView, sample_desk: Desk, tmp_path: Path
) -> None:
    page.show_now("badges:E03")
    choose(view, "a6")
    page.save(tmp_path / "one.pdf")
    assert pages_of(tmp_path / "one.pdf") == [pytest.approx((105, 148), abs=0.2)]
    assert texts_on(tmp_path / "one.pdf") == {sample_desk.day.token_of("E03")}


def test_a_person_is_found_by_name_without_accents(view: PrintView) -> None:
    view.how.whom.choose("one")
    assert [found.title for found in view.how.whom.picker.found("nunez")] == ["Anaïs Núñez-Peña"]


@pytest.mark.parametrize(
    ("document", "typed", "title"),
    [
        ("organisation-agendas", "prairie", "Silicon Prairie Net"),
        ("doors", "registration", "Registration desk"),
        ("signs", "12", "Table 12"),
    ],
)
def test_organisations_doors_and_tables_are_found_as_well(
    page: PrintingPage, view: PrintView, document: str, typed: str, title: str
) -> None:
    page.show_now(document)
    view.how.whom.choose("one")
    assert title in [found.title for found in view.how.whom.picker.found(typed)]


def test_without_a_choice_of_person_nothing_can_be_printed(view: PrintView) -> None:
    view.how.whom.choose("one")
    assert not view.target.is_ready()
    assert view.preview.sheet.words() == "Find one person at the left."
    view.how.whom.picker._pick("E03")
    assert view.target.is_ready()


def test_people_with_one_role_get_their_badges_together(view: PrintView, sample_desk: Desk) -> None:
    view.how.whom.choose("role:EU cluster")
    wanted = view.how.wanted()
    assert wanted is not None
    roles = {person.id: person.participant_type for person in sample_desk.day.people()}
    assert {roles[person] for person in wanted.only} == {"EU cluster"}
    assert view.how.job_title() == "Badges · EU cluster"


def test_changed_only_is_empty_before_anything_changed(page: PrintingPage, view: PrintView, sample_desk: Desk) -> None:
    page.show_now("signs:changed")
    assert view.how.wanted() == Wanted(Document.SIGNS, (papers.CHANGED,))
    assert not view.preview.sheet.has_page()
    assert view.preview.sheet.words() == "There is no table to make a sign for."
    assert not view.target.is_ready()


def test_blank_badges_are_made_where_they_are_printed(page: PrintingPage, view: PrintView, sample_desk: Desk) -> None:
    page.show_now("blanks")
    assert not view.target.is_ready()
    view.how.blanks.number.show_value(6)
    view.how.blanks.button.click()
    assert len(sample_desk.day.books.blanks) == 6
    assert view.preview.pages == 2
    assert view.documents.tiles[Document.BLANKS].number() == 6


# -- on which paper


def test_only_papers_that_the_document_fits_are_offered(page: PrintingPage, view: PrintView) -> None:
    page.show_now("badges")
    assert view.how.choose_stock("avery-l4785")
    page.show_now("signs")
    assert not view.how.choose_stock("avery-l4785")


def test_a_paper_whose_measures_were_not_tried_says_so(view: PrintView) -> None:
    assert view.how._unverified.isHidden()
    choose(view, "avery-l4785")
    assert not view.how._unverified.isHidden()
    assert view.how._size.text() == "10 on a sheet, each 80 × 50 mm"


def test_a_begun_sheet_is_filled_from_the_cell_that_was_pressed(view: PrintView, tmp_path: Path) -> None:
    view.preview.sheet.pressed.emit(QPointF(0.75, 0.25))
    assert view.how.cells.start() == 2
    assert view.preview.pages == 14
    view.save(tmp_path / "begun.pdf")
    assert len(texts_on(tmp_path / "begun.pdf")) == 3


def test_a_cell_of_a_later_page_is_no_place_to_begin(view: PrintView) -> None:
    view.preview.step(1)
    view.preview.sheet.pressed.emit(QPointF(0.75, 0.25))
    assert view.how.cells.start() == 1


def test_the_first_free_cell_is_chosen_with_the_keys(qtbot: QtBot, view: PrintView) -> None:
    cells = view.how.cells
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(cells, key)
    assert cells.start() == 4
    assert cells.accessibleDescription() == "4 of 4"
    qtbot.keyClick(cells, Qt.Key.Key_Down)
    assert cells.start() == 4
    qtbot.keyClick(cells, Qt.Key.Key_Up)
    assert cells.start() == 2


def test_a_cell_is_chosen_with_the_mouse(qtbot: QtBot, view: PrintView) -> None:
    middle = view.how.cells.cell_rects()[2].center().toPoint()
    qtbot.mouseClick(view.how.cells, Qt.MouseButton.LeftButton, pos=middle)
    assert view.how.cells.start() == 3


def test_copies_and_both_sides_are_counted_in_pages(view: PrintView) -> None:
    view.how.copies.more.click()
    assert view.preview.pages == 26
    view.how.back.click()
    assert view.preview.pages == 52


def test_what_is_not_sensible_on_a_paper_is_not_offered(page: PrintingPage, view: PrintView) -> None:
    choose(view, "a6")
    assert view.how.cells.isHidden()
    assert view.how.marks.isHidden()
    assert not view.how.back.isHidden()
    page.show_now("agendas")
    assert view.how.back.isHidden()


def test_choices_are_kept_for_each_document_on_this_computer(
    page: PrintingPage, view: PrintView, sample_desk: Desk
) -> None:
    choose(view, "avery-l4785")
    view.how.order.choose(1)
    view.how.order.chosen.emit(1)
    page.show_now("signs")
    assert view.how.setting() == Setting()
    page.show_now("badges")
    kept = view.how.setting()
    assert (kept.stock, kept.order) == ("avery-l4785", Order.STACK)
    again = PrintingPage(Link(sample_desk), Tasks(AtOnce()), view._preferences)
    assert again.view.how.setting() == kept


def test_a_kept_choice_that_no_longer_exists_is_as_usual(page: PrintingPage, view: PrintView) -> None:
    view._preferences.keep_paper_setting("badges", '{"stock": "gone", "template": "", "order": "rows"}')
    page.show_now("signs")
    page.show_now("badges")
    assert view.how.setting() == Setting()


# -- saved as files


def test_a_saved_pdf_has_the_pages_of_the_preview(page: PrintingPage, view: PrintView, tmp_path: Path) -> None:
    page.save(tmp_path / "badges.pdf")
    assert len(pages_of(tmp_path / "badges.pdf")) == 13
    assert view.jobs.lines()[0].words() == f"13 pages · {tmp_path / 'badges.pdf'}"


def test_pages_are_saved_as_pictures_in_a_folder_of_their_own(
    page: PrintingPage, view: PrintView, tmp_path: Path
) -> None:
    view.how.whom.choose("role:EU cluster")
    pages = view.preview.pages
    page.save(tmp_path / "badges.png")
    page.save(tmp_path / "badges.png")
    assert len(list((tmp_path / "badges").glob("*.png"))) == pages
    assert len(list((tmp_path / "badges 2").glob("*.png"))) == pages


def test_the_dialog_offers_pictures_as_well(view: PrintView, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = str(tmp_path / "signs.pdf"), "Pictures of the pages (*.png)"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: asked)
    view.how.whom.choose("one")
    view.how.whom.picker._pick("E03")
    view.ask_where()
    assert (tmp_path / "signs.png").is_file()


def test_a_file_that_cannot_be_written_is_told_and_stands_in_the_journal(
    page: PrintingPage, view: PrintView, sample_desk: Desk, tmp_path: Path
) -> None:
    page.save(tmp_path / "no folder" / "badges.pdf")
    (line,) = view.jobs.lines()
    assert "could not be saved" in line.words()
    assert line.button.words() == "Retry"
    (job,) = sample_desk.day.prints.jobs.values()
    assert job.end is not None
    assert job.end.outcome == "failed"
    (tmp_path / "no folder").mkdir()
    line.button.click()
    assert len(pages_of(tmp_path / "no folder" / "badges.pdf")) == 13


# -- without a printer


def test_without_a_printer_saving_is_what_is_offered(view: PrintView) -> None:
    assert view.target.printer() is None
    assert view.target.print_button.isHidden()
    assert not view.target.save_only.isHidden()
    assert view.target.hint().startswith("No printer on this computer")


def test_before_printers_are_found_the_page_says_that_it_looks(view: PrintView) -> None:
    view._room.printers.looked = False
    view._room.printers.found = Found(())
    view.target._dress()
    assert view.target.hint() == "Looking for printers…"


# -- what to look at first


def test_a_large_job_is_looked_through_in_part_until_all_is_wanted(view: PrintView) -> None:
    for _ in range(9):
        view.how.copies.more.click()
    assert view.preview.pages == 130
    assert view.issues._checked.text() == "100 of 130 sheets looked through."
    view.issues.all_button.click()
    assert view.issues.all_button.isHidden()
