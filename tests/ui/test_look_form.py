"""The look of an event on screen: designs, colours, logo, and the papers that follow every change."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog

from coordinator.desk import opening
from coordinator.domain.look import DEFAULT_ACCENT, Design, EventLook
from coordinator.domain.schedule import EventInfo
from coordinator.domain.trouble import WorldTrouble
from coordinator.ui import print_room
from coordinator.ui.link import Link
from coordinator.ui.pages.look_form import samples
from coordinator.ui.pages.look_form.colours import has_dark_letters
from coordinator.ui.pages.printing.page import PrintingPage
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk
    from coordinator.ui.pages.look_form.form import LookForm


@pytest.fixture
def page(qtbot: QtBot, sample_desk: Desk, tmp_path: Path, no_printers: None) -> Iterator[PrintingPage]:
    preferences = Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))
    tasks = Tasks(AtOnce())
    page = PrintingPage(Link(sample_desk), tasks, preferences)
    window = Window([page])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    page.show_now("look")
    yield page
    print_room.leave(tasks)


@pytest.fixture
def form(page: PrintingPage) -> LookForm:
    return page.looks


def colours_of(picture: QImage) -> set[str]:
    """Return the colours that fill a part of a picture worth speaking of."""
    small = picture.scaled(40, 40)
    return {QColor(small.pixel(x, y)).name().upper() for x in range(40) for y in range(40)}


def picture(path: Path, size: tuple[int, int] = (600, 200), colour: str = "#E4572E") -> Path:
    made = Image.new("RGB", size, "white")
    ImageDraw.Draw(made).rectangle((5, 5, size[0] - 5, size[1] - 5), fill=colour)
    made.save(path)
    return path


# -- what is shown


def test_designs_are_badges_of_this_event(form: LookForm) -> None:
    assert [tile.has_picture() for tile in form.designs.values()] == [True, True, True]
    assert [tile.isChecked() for tile in form.designs.values()] == [True, False, False]


def test_two_badges_a_sign_and_an_agenda_stand_beside_the_form(form: LookForm) -> None:
    assert [view.has_page() for view in (*form.papers.badges, form.papers.sign, form.papers.agenda)] == [True] * 4
    sign = form.papers.sign.picture()
    assert sign.width() > sign.height()


def test_sides_are_called_what_the_event_calls_them(form: LookForm) -> None:
    assert form.accent.swatch.accessibleName() == "EU clusters: #1F55D6"
    assert form.second.swatch.accessibleName() == "US organisations: #5A3DBD"


def test_every_participant_type_can_have_a_colour_of_its_own(form: LookForm) -> None:
    assert set(form.roles) == {"EU cluster", "US organisation"}
    assert form.roles["EU cluster"].colour() == ""


def test_everything_of_the_form_fits_a_small_screen(page: PrintingPage, form: LookForm) -> None:
    window = page.window()
    bottom = form.line.mapTo(window, form.line.rect().bottomRight()).y()
    assert bottom < window.height() - 34


# -- what is chosen


def test_a_change_is_kept_in_the_event_without_a_button(qtbot: QtBot, form: LookForm, sample_desk: Desk) -> None:
    form.designs[Design.FULL].click()
    form.accent.take("#0A7551")
    assert sample_desk.look == EventLook()
    qtbot.waitUntil(lambda: sample_desk.look == EventLook(design=Design.FULL, accent="#0A7551"))
    path = sample_desk.path
    sample_desk.close()
    again = opening.open_event(path)
    assert again.look.design is Design.FULL
    again.close()


def test_the_papers_follow_a_colour(form: LookForm) -> None:
    assert "#0A7551" not in colours_of(form.papers.badges[0].picture())
    form.accent.take("#0A7551")
    assert "#0A7551" in colours_of(form.papers.badges[0].picture())
    assert DEFAULT_ACCENT not in colours_of(form.papers.badges[0].picture())


def test_a_role_with_a_colour_is_shown_on_the_badge_of_somebody_who_has_it(form: LookForm) -> None:
    form.roles["US organisation"].take("#FFC53D")
    assert form.look().roles == (("US organisation", "#FFC53D"),)
    assert "#FFC53D" in colours_of(form.papers.badges[0].picture())
    form.roles["US organisation"].clear.click()
    assert form.look().roles == ()
    assert "#FFC53D" not in colours_of(form.papers.badges[0].picture())


def test_leaving_the_view_keeps_what_was_just_chosen(page: PrintingPage, form: LookForm, sample_desk: Desk) -> None:
    form.accent.take("#0A7551")
    page.show_view(0)
    assert sample_desk.look.accent == "#0A7551"


def test_all_changes_are_put_back_at_once(page: PrintingPage, form: LookForm, sample_desk: Desk) -> None:
    sample_desk.set_look(EventLook(accent="#C42E1E"))
    form.show_now()
    assert not form.reset.isEnabled()
    form.designs[Design.EDGE].click()
    form.country.click()
    form.accent.take("#0A7551")
    assert form.reset.isEnabled()
    form.reset.click()
    assert form.look() == EventLook(accent="#C42E1E")
    assert form.country.isChecked()
    assert form.designs[Design.BAND].isChecked()
    assert not form.reset.isEnabled()


def test_a_colour_too_light_for_white_letters_says_so(form: LookForm) -> None:
    form.accent.take("#FFC53D")
    assert form.accent.hint() == "Too light for white letters: they are written dark on it."
    form.accent.take("#1F55D6")
    assert form.accent.hint() == ""
    assert [has_dark_letters(colour) for colour in ("#FFFFFF", "#FFC53D", "#1F55D6", "#000000")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_the_dialog_tries_colours_and_cancelling_it_puts_the_old_one_back(form: LookForm) -> None:
    form.accent.swatch.click()
    dialog = form.window().findChild(QColorDialog)
    assert isinstance(dialog, QColorDialog)
    dialog.setCurrentColor(QColor("#0A7551"))
    assert form.look().accent == "#0A7551"
    dialog.reject()
    assert form.look().accent == DEFAULT_ACCENT


def test_what_the_event_leaves_off_badges_is_left_off(form: LookForm) -> None:
    before = form.papers.badges[0].picture()
    form.country.click()
    assert not form.look().with_country
    assert form.papers.badges[0].picture() != before


def test_a_look_that_cannot_be_kept_is_told(
    page: PrintingPage, form: LookForm, sample_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_look: EventLook) -> None:
        raise WorldTrouble("The disk is full.")

    monkeypatch.setattr(sample_desk, "set_look", full)
    form.accent.take("#0A7551")
    form.apply()
    assert page.trouble.words() == "The disk is full."


# -- the logo


def test_a_logo_is_shown_on_paper_and_can_be_removed(form: LookForm, tmp_path: Path) -> None:
    form.logo.take(picture(tmp_path / "logo.png"))
    assert form.logo.picture.has_logo()
    assert Image.open(io.BytesIO(form.look().logo)).size == (591, 191)
    assert "#E4572E" in colours_of(form.papers.badges[0].picture())
    form.logo.remove.click()
    assert form.look().logo == b""
    assert form.logo.remove.isHidden()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("logo.png", b"no picture", "The logo is neither a PNG nor a JPEG."),
        ("logo.png", b"", "The logo is neither a PNG nor a JPEG."),
    ],
)
def test_what_is_no_logo_is_told_and_changes_nothing(
    form: LookForm, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    form.logo.take(tmp_path / name)
    assert form.logo.trouble().startswith(sentence)
    assert form.look() == EventLook()


def test_a_logo_that_is_gone_or_too_small_is_told(form: LookForm, tmp_path: Path) -> None:
    form.logo.take(tmp_path / "gone.png")
    assert "cannot be read" in form.logo.trouble()
    form.logo.take(picture(tmp_path / "small.png", (40, 20)))
    assert "would be blurred on paper" in form.logo.trouble()


# -- events without people, sides or roles


def test_an_event_without_people_has_a_look_but_no_papers(qtbot: QtBot, tmp_path: Path, no_printers: None) -> None:
    desk = opening.create(tmp_path / "new.sqlite", EventInfo("New", date(2026, 11, 24), "UTC"))
    tasks = Tasks(AtOnce())
    preferences = Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))
    page = PrintingPage(Link(desk), tasks, preferences)
    qtbot.addWidget(page)
    page.looks.show_now()
    assert page.looks.second.isHidden()
    assert page.looks.roles == {}
    assert samples.of_event(desk, samples.read(desk)) == ()
    page.looks.take(replace(EventLook(), design=Design.EDGE))
    page.looks.apply()
    assert desk.look.design is Design.EDGE
    print_room.leave(tasks)
    desk.close()
