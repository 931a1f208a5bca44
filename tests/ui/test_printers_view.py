"""Printers on screen: how each is reached, how far it is off, and the sheet that shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import QSettings

from coordinator.paper.profile import Flip, Profile
from coordinator.printing import all_printers
from coordinator.printing.backend import Condition, Found, Printer, Way
from coordinator.printing.label_printers import ZplSocket
from coordinator.printing.profiles import Profiles, Setup
from coordinator.ui import print_room
from coordinator.ui.link import Link
from coordinator.ui.pages.printing.page import PrintingPage
from coordinator.ui.preferences import PDF, Preferences
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk
    from coordinator.ui.pages.printing.printers import PrintersView

SETUP = Setup("Zebra", Way.SOCKET, "127.0.0.1:9", Profile("Zebra", dpi=203, mono=True), stock="a6")


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def kept(preferences: Preferences) -> Profiles:
    return Profiles(preferences.printers_folder)


@pytest.fixture
def page(
    qtbot: QtBot, sample_desk: Desk, preferences: Preferences, no_printers: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PrintingPage]:
    monkeypatch.setattr(all_printers, "ways", lambda: {Way.SOCKET: ZplSocket()})
    tasks = Tasks(AtOnce())
    page = PrintingPage(Link(sample_desk), tasks, preferences)
    window = Window([page])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    yield page
    print_room.leave(tasks)


@pytest.fixture
def view(page: PrintingPage, kept: Profiles) -> PrintersView:
    kept.keep(SETUP)
    page.show_now("printers")
    return page.printers


def test_a_computer_without_printers_says_so(page: PrintingPage) -> None:
    page.show_now("printers")
    assert page.printers.rows.rows == ()
    assert not page.printers._none.isHidden()
    assert page.printers.form.isHidden()


def test_a_printer_is_shown_as_it_was_set_up(view: PrintersView) -> None:
    assert [printer.name for printer in view.rows.rows] == ["Zebra"]
    form = view.form
    assert (form.address.text(), form.dpi.value(), form.mono.isChecked()) == ("127.0.0.1:9", 203, True)
    assert form.setup() == SETUP


def test_every_change_is_kept_on_this_computer(qtbot: QtBot, view: PrintersView, kept: Profiles) -> None:
    form = view.form
    form.across.setValue(1.5)
    form.down.setValue(-0.4)
    form.wide.setValue(100.8)
    form.turn.setCurrentIndex(2)
    form.flip.setCurrentIndex(1)
    form.flip.activated.emit(1)
    assert kept.load().of("Zebra") == SETUP
    wanted = replace(SETUP.profile, across=1.5, down=-0.4, scale_across=1.008, turn=180, flip=Flip.SHORT)
    qtbot.waitUntil(lambda: kept.load().of("Zebra") == replace(SETUP, profile=wanted))
    qtbot.waitUntil(lambda: view.rows.rows[0].profile == wanted)


def test_leaving_the_view_keeps_what_was_just_changed(page: PrintingPage, view: PrintersView, kept: Profiles) -> None:
    view.form.across.setValue(2.0)
    page.show_view(0)
    known = kept.load().of("Zebra")
    assert known is not None
    assert known.profile.across == 2.0


def test_an_address_that_is_none_is_told_and_not_kept(view: PrintersView, kept: Profiles) -> None:
    view.form.address.setText("not an address!")
    view.form.address.editingFinished.emit()
    view.keep()
    assert view.form._address.error() == "Write it like 192.168.1.40 or printer.local:9100."
    assert kept.load().of("Zebra") == SETUP


def test_a_label_printer_is_added_by_name_and_its_address_typed(
    qtbot: QtBot, page: PrintingPage, kept: Profiles
) -> None:
    page.show_now("printers")
    page.printers.add_label_printer("Door")
    form = page.printers.form
    assert form.title.text() == "Door"
    form.address.clear()
    qtbot.keyClicks(form.address, "10.0.0.7")
    form.address.editingFinished.emit()
    page.printers.keep()
    known = kept.load().of("Door")
    assert known is not None
    assert (known.way, known.address, known.profile.mono) == (Way.SOCKET, "10.0.0.7", True)


def test_two_printers_cannot_have_one_name(page: PrintingPage, view: PrintersView, kept: Profiles) -> None:
    view.add_label_printer("Zebra")
    assert page.trouble.words() == "There is a printer called “Zebra” already."
    assert kept.load().of("Zebra") == SETUP


def test_a_printer_that_is_removed_is_gone(view: PrintersView, kept: Profiles) -> None:
    assert view.forget.words() == "Remove this printer"
    view.forget.click()
    assert view.rows.rows == ()
    assert kept.load().setups == ()


def test_profiles_that_cannot_be_kept_are_told(page: PrintingPage, view: PrintersView, kept: Profiles) -> None:
    folder = kept._folder
    (folder / "printers.json").unlink()
    folder.rmdir()
    folder.write_text("a file where a folder should be")
    view.form.across.setValue(2.0)
    view.keep()
    assert page.trouble.words().startswith("The printers cannot be kept in")


def test_the_calibration_sheet_shows_what_lies_in_the_printer(
    page: PrintingPage, view: PrintersView, sample_desk: Desk, tmp_path: Path
) -> None:
    view.save_sheet_as(tmp_path / "calibration.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "calibration.pdf")
    try:
        width, height = document[0].get_size()
        text = document[0].get_textpage().get_text_bounded()
    finally:
        document.close()
    assert (width / 72 * 25.4, height / 72 * 25.4) == pytest.approx((105, 148), abs=0.2)
    assert "A6, one on a page" in text
    assert page.view.jobs.lines()[0].errand.title == "Calibration sheet · A6, one on a page"
    assert sample_desk.day.prints.jobs == {}


def test_the_calibration_sheet_goes_to_the_printer_that_is_shown(
    qtbot: QtBot, page: PrintingPage, view: PrintersView
) -> None:
    view.sheet.click()
    (errand,) = page.room.errands()
    assert isinstance(errand.to, Printer)
    assert errand.to.profile == SETUP.profile
    qtbot.waitUntil(lambda: not page.room.under_way(), timeout=20_000)


def test_what_is_wrong_with_a_printer_is_said_where_paper_goes(page: PrintingPage, view: PrintersView) -> None:
    page.show_view(0)
    target = page.view.target
    assert target.hint() == "In this printer lies A6, one on a page, not A4, four A6 to cut."
    assert page.view.how.choose_stock("a6")
    assert target.hint() == "Printed dot by dot, in black and white and in exact size."
    gone = Printer("Office", Way.CUPS, "Office", Condition.GONE, reason="the print system does not list it")
    page.room.printers.found = Found((gone,))
    target._dress()
    assert target.hint() == "“Office” is not there: the print system does not list it."


def test_a_file_stays_the_choice_although_there_is_a_printer(
    page: PrintingPage, view: PrintersView, preferences: Preferences
) -> None:
    page.show_view(0)
    target = page.view.target
    assert target.printer() is not None
    target.printers.setCurrentIndex(0)
    target.printers.activated.emit(0)
    assert preferences.printer == PDF
    assert target.printer() is None
    page.show_now("badges")
    assert target.printer() is None
    assert not target.save_only.isHidden()


def test_the_preview_is_black_and_white_for_such_a_printer(page: PrintingPage, view: PrintersView) -> None:
    page.show_view(0)
    sample = page.view._sample
    assert sample is not None
    assert sample.proof.job.profile.mono
