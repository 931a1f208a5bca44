"""The floor as staff uses it: keys, the panel, proposals, and taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from coordinator.domain.day import Presence
from coordinator.domain.schedule import MeetingStatus, Side
from coordinator.ui import look
from coordinator.views.floor_cells import Kind

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coordinator.desk.clock import OwnClock
    from coordinator.desk.desk import Desk
    from coordinator.ui.pages.floor.page import FloorPage
    from coordinator.ui.window import Window

MINUTE = 60_000


@pytest.fixture
def window(floor_window: Window) -> Window:
    return floor_window


@pytest.fixture
def page(floor_page: FloorPage) -> FloorPage:
    return floor_page


def at(page: FloorPage, table: str, slot: str) -> tuple[int, int]:
    rows = [row.label for row in page.model.rows]
    return rows.index(table), [column.slot for column in page.model.columns].index(slot)


def press(qtbot: QtBot, page: FloorPage, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(page.focusWidget() or page.grid, key)
        qtbot.wait(70)


def test_it_begins_at_the_table_that_waits(page: FloorPage) -> None:
    assert page.grid.current() == at(page, "2", "R3")
    assert page.panel.place.text() == "Table 2 · 09:50"
    assert page.panel.pill.words() == "Waiting"
    assert page.panel.clock.text() == "2:00 into round 3"
    assert page.panel.cards.cards[0].title.startswith("Fill table 2 with")


def test_a_no_show_is_marked_by_a_key_and_the_best_proposal_applied_by_the_next(
    qtbot: QtBot, page: FloorPage, sample_desk: Desk
) -> None:
    press(qtbot, page, Qt.Key.Key_N)
    assert sample_desk.day.meetings["M013"].is_broken
    assert page.panel.pill.words() == "No-show"
    press(qtbot, page, Qt.Key.Key_Return)
    assert sample_desk.day.meetings["M013"].settled
    filled = page.model.cell(at(page, "2", "R3"))
    assert (filled.kind, filled.title) == (Kind.FILLED, "Știință Verde Cluj")
    assert page.grid.hasFocus()


def test_what_was_applied_is_undone_with_ctrl_z(
    qtbot: QtBot, window: Window, page: FloorPage, sample_desk: Desk
) -> None:
    press(qtbot, page, Qt.Key.Key_R, Qt.Key.Key_Return)
    assert sample_desk.day.meetings["M013"].settled or sample_desk.day.meetings["M013"].status != MeetingStatus.PLANNED
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sample_desk.day.meetings["M013"].status is MeetingStatus.PLANNED
    assert page.model.cell(at(page, "2", "R3")).kind is Kind.WAITING
    assert page.panel.pill.words() == "Waiting"


def test_arrived_checks_the_missing_person_in(qtbot: QtBot, page: FloorPage, sample_desk: Desk) -> None:
    press(qtbot, page, Qt.Key.Key_H)
    assert sample_desk.day.presence("E29") is Presence.HERE
    assert page.panel.pill.words() == "Both here"
    assert page.panel.cards.cards == ()


def test_waiting_five_minutes_is_one_key_and_is_seen_in_the_cell(
    qtbot: QtBot, page: FloorPage, sample_desk: Desk
) -> None:
    press(qtbot, page, Qt.Key.Key_W)
    assert sample_desk.day.meetings["M013"].waits_until is not None
    assert "until" in page.model.cell(at(page, "2", "R3")).words


def test_leaving_the_table_empty_is_one_key(qtbot: QtBot, page: FloorPage, sample_desk: Desk) -> None:
    press(qtbot, page, Qt.Key.Key_L)
    assert sample_desk.day.meetings["M013"].status is MeetingStatus.CANCELLED


def test_a_round_that_has_not_begun_has_no_no_show(qtbot: QtBot, page: FloorPage, sample_desk: Desk) -> None:
    page.grid.choose(at(page, "1", "R4"))
    press(qtbot, page, Qt.Key.Key_N)
    assert page.panel.notice.text() == "This round has not begun."
    assert not sample_desk.day.meetings["M007"].is_broken


def test_a_proposal_that_no_longer_holds_is_refused_with_the_reason(page: FloorPage, sample_desk: Desk) -> None:
    page._link.blockSignals(True)
    sample_desk.check_out("U03")
    page._link.blockSignals(False)
    page.side.act("apply")
    assert sample_desk.day.meetings["M013"].status is MeetingStatus.PLANNED
    assert "no longer holds" in page.panel.notice.text()


def test_where_nothing_helps_the_panel_says_which_rule_is_in_the_way(page: FloorPage) -> None:
    page.grid.choose(at(page, "13", "R2"))
    assert "rule H" in page.panel.blocked.text()
    assert page.panel.leave.isVisible()
    assert not page.panel.apply.isVisible()


def test_the_numbers_count_the_round_that_runs(page: FloorPage) -> None:
    chips = page.chips.chips
    assert {name: chip.number() for name, chip in chips.items()} == {
        "running": 11,
        "waiting": 1,
        "no_show": 2,
        "free": 3,
        "changes": 0,
    }


def test_pressing_a_number_goes_to_its_first_cell(qtbot: QtBot, page: FloorPage) -> None:
    qtbot.mouseClick(page.chips.chips["no_show"], Qt.MouseButton.LeftButton)
    assert page.grid.current() == at(page, "13", "R2")
    qtbot.mouseClick(page.chips.chips["no_show"], Qt.MouseButton.LeftButton)
    assert not page.chips.chips["no_show"].isChecked()


def test_all_meetings_of_a_round_that_is_over_are_confirmed_at_once(
    qtbot: QtBot, page: FloorPage, sample_desk: Desk, sample_clock: OwnClock
) -> None:
    sample_clock.set(sample_clock.start + 19 * MINUTE)
    page.tick()
    assert page.chips.button.words() == "Confirm all 11 meetings"
    qtbot.mouseClick(page.chips.button, Qt.MouseButton.LeftButton)
    held = [m for m in sample_desk.day.meetings.values() if m.slot == "R3" and m.status is MeetingStatus.HELD]
    assert len(held) == 11
    assert not page.chips.button.isVisible()


def test_the_next_round_becomes_the_lens_when_this_one_is_over(page: FloorPage, sample_clock: OwnClock) -> None:
    sample_clock.set(sample_clock.start + 19 * MINUTE)
    page.tick()
    assert [column.note for column in page.model.columns if column.lens == "now"] == ["Round 4 · starts in"]


def test_a_table_is_reached_by_its_number(qtbot: QtBot, page: FloorPage) -> None:
    press(qtbot, page, Qt.Key.Key_T, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Return)
    assert page.grid.current() == at(page, "12", "R3")


def test_arrows_walk_over_the_coffee_break(qtbot: QtBot, page: FloorPage) -> None:
    page.grid.choose(at(page, "1", "R4"))
    press(qtbot, page, Qt.Key.Key_Right)
    assert page.grid.current() == at(page, "1", "R5")


def test_the_current_cell_is_said_to_those_who_cannot_see_it(page: FloorPage) -> None:
    assert page.grid.accessibleName() == "Table 2, 09:50"
    assert page.grid.accessibleDescription() == "Boston BioHarbor, Kestävä Metsä, Waiting · guest · 2 min"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_missing_pair_is_asked_about_one_by_one(qtbot: QtBot, page: FloorPage, sample_desk: Desk) -> None:
    sample_desk.check_out("U03")
    press(qtbot, page, Qt.Key.Key_H)
    menu = page.grid.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Priya Raman", "Päivi Hämäläinen", "All of them"]
    menu.actions()[1].trigger()
    menu.close()
    assert sample_desk.day.presence("E29") is Presence.HERE
    assert sample_desk.day.presence("U03") is Presence.LEFT


def test_rows_can_be_organisations_and_the_chosen_meeting_stays_chosen(page: FloorPage) -> None:
    page.chips.rows._pick(2)
    place = page.grid.current()
    assert place is not None
    assert page.model.cell(place).meeting == "M013"
    assert page.model.cell(place).place == "T2"
    assert page.model.rows[place[0]].title == "Boston BioHarbor"


def test_a_click_chooses_a_cell(qtbot: QtBot, page: FloorPage) -> None:
    spot = page.grid.cell_rect(at(page, "5", "R5")).center()
    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot.x(), spot.y()))
    assert page.panel.place.text() == "Table 5 · 11:00"


def test_the_number_to_call_is_shown_large(page: FloorPage) -> None:
    page.side.act("call")
    assert page.panel.phones.text().startswith("Päivi Hämäläinen: ")
    assert page.panel.phones.isVisible()


def test_something_that_happens_at_the_door_is_seen_on_the_floor(page: FloorPage, sample_desk: Desk) -> None:
    sample_desk.check_in("E29")
    assert page.model.cell(at(page, "2", "R3")).kind is Kind.READY
    assert page.chips.button.words() == "Start 1"


@pytest.mark.parametrize("mode", [look.Mode.LIGHT, look.Mode.DARK])
def test_it_is_painted_in_both_themes_and_at_every_density(window: Window, page: FloorPage, mode: look.Mode) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look.apply(app, mode)
    for step in (-1, 1, 1):
        page.grid.density(step)
        assert not window.grab().isNull()


def test_what_moves_one_other_meeting_names_it_below_what_moves_nobody(
    qtbot: QtBot, page: FloorPage, sample_desk: Desk
) -> None:
    sample_desk.mark_missed("M025", Side.GUEST)
    page.grid.choose(at(page, "4", "R3"))
    qtbot.wait(70)
    cards = page.panel.cards.cards
    quiet = [card.effects.startswith("Nobody else moves") for card in cards]
    assert quiet == sorted(quiet, reverse=True)
    swap = next(card for card in cards if card.title.startswith("Move both to 11:25, and "))
    assert (swap.before, swap.after) == ("T4 · 09:50", "T4 · 11:25")
    assert swap.effects.startswith("The meeting of Ohio Advanced Works and NanoMálaga moves from 11:25 to 11:00")
    assert "Begoña Ordóñez" in swap.tells
    pull = cards[-1]
    assert (pull.before, pull.after) == ("T4 · 11:25", "T4 · now")
    page.panel.cards.choose(len(cards) - 1)
    page.grid.setFocus()
    press(qtbot, page, Qt.Key.Key_Return, Qt.Key.Key_Return)
    pulled = page.model.cell(at(page, "4", "R3"))
    assert (pulled.kind, pulled.title) == (Kind.MOVED, "NanoMálaga")
