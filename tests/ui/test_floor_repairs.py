"""Live repair on the floor: cards stay in step with the day, whoever changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from coordinator.domain.schedule import MeetingStatus, Side
from coordinator.ui.link import Link
from coordinator.ui.pages.floor.page import FloorPage
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coordinator.desk.desk import Desk
    from coordinator.ui.pages.floor.cards import CardLine


@pytest.fixture
def page(qtbot: QtBot, sample_desk: Desk) -> FloorPage:
    """Return the floor of the sample in a window: table 2 waits for Päivi Hämäläinen (E29)."""
    made = FloorPage(Link(sample_desk), Tasks(AtOnce()))
    window = Window([made])
    window.undo_asked.connect(sample_desk.undo)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    made.grid.setFocus()
    return made


def cards(page: FloorPage) -> tuple[CardLine, ...]:
    return page.panel.cards.cards


def press(qtbot: QtBot, page: FloorPage, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(page.focusWidget() or page.grid, key)
        qtbot.wait(70)


def test_a_card_whose_people_leave_goes_grey_in_its_place_and_says_why(page: FloorPage, sample_desk: Desk) -> None:
    before = [card.title for card in cards(page)]
    assert before[0] == "Fill table 2 with Știință Verde Cluj now"
    sample_desk.check_out("E27")
    assert [card.title for card in cards(page)][: len(before)] == before
    assert cards(page)[0].gone == "Știință Verde Cluj (Ștefan Țurcanu) has left."
    assert not page.panel.apply.isVisible()
    assert page.panel.again.isVisible()


def test_a_grey_card_cannot_be_accepted_and_comes_to_life_again_when_it_holds(
    page: FloorPage, sample_desk: Desk
) -> None:
    sample_desk.check_out("E27")
    page.side.act("apply")
    assert page.panel.notice.text() == "This no longer holds: Știință Verde Cluj (Ștefan Țurcanu) has left."
    assert sample_desk.day.meetings["M013"].status is MeetingStatus.PLANNED
    sample_desk.undo()
    assert not cards(page)[0].gone
    page.side.act("apply")
    assert sample_desk.day.meetings["M013"].status is not MeetingStatus.PLANNED


def test_the_number_of_the_best_card_stays_when_another_becomes_the_best(page: FloorPage, sample_desk: Desk) -> None:
    first = cards(page)[0].key
    sample_desk.check_out("E27")
    assert page.side.offers.best not in ("", first)
    assert cards(page)[0].key == first


def test_looking_again_drops_what_is_grey(qtbot: QtBot, page: FloorPage, sample_desk: Desk) -> None:
    sample_desk.check_out("E27")
    press(qtbot, page, Qt.Key.Key_R)
    assert cards(page)
    assert not any(card.gone for card in cards(page))
    assert page.panel.cards.hasFocus()
    assert not page.panel.again.isVisible()


def test_a_repair_that_becomes_possible_is_put_below_the_others(page: FloorPage, sample_desk: Desk) -> None:
    sample_desk.check_out("E27")
    before = [card.key for card in cards(page)]
    page.side.offers.ask_anew()
    sample_desk.undo()
    after = [card.key for card in cards(page)]
    assert after[-1] == before[0]
    assert page.side.offers.best == after[-1]


def test_when_the_missing_side_comes_in_at_the_door_the_cards_stay_and_say_so(
    page: FloorPage, sample_desk: Desk
) -> None:
    sample_desk.check_in("E29")
    assert page.panel.pill.words() == "Both here"
    assert {card.gone for card in cards(page)} == {
        "Nobody is missing from the meeting of Boston BioHarbor and Kestävä Metsä."
    }
    assert page.panel.heading.text() == "No longer possible"
    assert not page.panel.apply.isVisible()
    sample_desk.undo()
    assert not any(card.gone for card in cards(page))


def test_cards_of_another_place_are_forgotten(page: FloorPage, sample_desk: Desk) -> None:
    sample_desk.check_in("E29")
    place = page.grid.current()
    assert place is not None
    page.grid.choose((place[0] + 1, place[1]))
    page.grid.choose(place)
    assert cards(page) == ()


def test_a_number_marks_a_card_and_there_the_number_takes_it(qtbot: QtBot, page: FloorPage, sample_desk: Desk) -> None:
    second = cards(page)[1]
    press(qtbot, page, Qt.Key.Key_2)
    assert page.panel.cards.card() == second
    assert sample_desk.day.meetings["M013"].version is None
    press(qtbot, page, Qt.Key.Key_2)
    assert sample_desk.day.meetings["M013"].version is not None
    assert page.grid.hasFocus()


def test_numbers_that_no_card_has_do_nothing(qtbot: QtBot, page: FloorPage, sample_desk: Desk) -> None:
    press(qtbot, page, Qt.Key.Key_R, Qt.Key.Key_9)
    assert sample_desk.day.meetings["M013"].version is None


def test_a_no_show_marked_elsewhere_keeps_the_cards_that_still_help(page: FloorPage, sample_desk: Desk) -> None:
    before = [card.key for card in cards(page)]
    sample_desk.mark_missed("M013", Side.GUEST)
    assert [card.key for card in cards(page)][: len(before)] == before
    assert not any(card.gone for card in cards(page))
    page.side.act("apply")
    assert sample_desk.day.meetings["M013"].settled
