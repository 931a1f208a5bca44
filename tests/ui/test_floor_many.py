"""Many meetings at once on the floor: a round is filled, and somebody who came after all gets meetings back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coordinator.desk.answers import Done
from coordinator.domain.entries import RepairKind, Replanned, RoundFilled
from coordinator.domain.schedule import MeetingStatus, Side
from coordinator.planning.proposals import Offers
from coordinator.ui import look
from coordinator.ui.link import Link
from coordinator.ui.pages.floor.page import FloorPage
from coordinator.ui.tasks import Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coordinator.desk.clock import OwnClock
    from coordinator.desk.desk import Desk

LATE = "E29"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coordinator.ui.lookout._AFTER_MS", 0)


@pytest.fixture
def window(floor_window: Window) -> Window:
    return floor_window


@pytest.fixture
def page(floor_page: FloorPage) -> FloorPage:
    return floor_page


def press(qtbot: QtBot, page: FloorPage, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(page.focusWidget() or page.grid, key)
        qtbot.wait(70)


def give_up_all(desk: Desk, person: str) -> None:
    """Let staff mark a person absent and leave all their meetings out; the one that runs was missed."""
    desk.mark_missed("M013", Side.GUEST)
    desk.mark_absent(person)
    for meeting in desk.day.meetings_of(person):
        offers = desk.propose(meeting.id)
        assert isinstance(offers, Offers)
        empty = next(p for p in offers.proposals if p.kind is RepairKind.LEAVE_EMPTY)
        assert isinstance(desk.accept(empty), Done)


def newest_fact(desk: Desk) -> object:
    return tuple(desk.day.history.values())[-1].entry.fact


# -- filling


def test_f_offers_to_fill_the_round_that_comes_next(qtbot: QtBot, page: FloorPage) -> None:
    assert page.chips.filler.words() == "Fill 10:15"
    press(qtbot, page, Qt.Key.Key_F)
    panel = page.many.panel
    assert panel.isVisible()
    assert not page.panel.isVisible()
    assert panel.title.text() == "Fill the round at 10:15 with 1 new meeting"
    assert panel.verdict.words() == "Proven best"
    assert panel.cards.hasFocus()
    card = panel.cards.cards[0]
    assert (card.title, card.before, card.after) == (
        "GreenTech Říp and Cascadia Wood Works meet at table 12",
        "T12 · free",
        "T12 · 10:15",
    )
    assert "Hank Sørlie (Cascadia Wood Works" in card.tells


def test_enter_fills_and_ctrl_z_empties_again(qtbot: QtBot, window: Window, page: FloorPage, sample_desk: Desk) -> None:
    before = sample_desk.day.meetings
    press(qtbot, page, Qt.Key.Key_F, Qt.Key.Key_Return)
    assert isinstance(newest_fact(sample_desk), RoundFilled)
    assert len(sample_desk.day.meetings) == len(before) + 1
    assert page.panel.isVisible()
    assert page.grid.hasFocus()
    assert window.toast.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sample_desk.day.meetings == before


def test_f_again_or_the_mouse_goes_to_the_round_that_runs(qtbot: QtBot, page: FloorPage) -> None:
    press(qtbot, page, Qt.Key.Key_F, Qt.Key.Key_F)
    assert page.many.panel.title.text() == "Fill the round at 09:50 with 1 new meeting"
    assert page.many.panel.rounds.current() == 0
    page.many.panel.rounds.chosen.emit(1)
    assert page.many.panel.title.text() == "Fill the round at 10:15 with 1 new meeting"


def test_what_is_given_up_by_a_fill_is_named(page: FloorPage, sample_desk: Desk) -> None:
    sample_desk.mark_absent(LATE)
    page.many.fill("R3")
    words = [words for _, words in page.many.panel._lines]
    assert "Given up: table 2 at 09:50, Boston BioHarbor × Kestävä Metsä" in words


def test_the_button_fills_too_and_esc_gives_the_room_back(qtbot: QtBot, page: FloorPage) -> None:
    qtbot.mouseClick(page.chips.filler, Qt.MouseButton.LeftButton)
    assert page.many.is_open
    press(qtbot, page, Qt.Key.Key_Escape)
    assert not page.many.is_open
    assert page.panel.isVisible()
    assert page.grid.hasFocus()


def test_choosing_a_cell_gives_the_room_back_as_well(page: FloorPage) -> None:
    page.many.fill()
    page.grid.pressed.emit()
    assert not page.many.is_open
    assert page.panel.isVisible()


def test_a_round_with_nothing_to_fill_says_why(page: FloorPage, sample_desk: Desk) -> None:
    page.many.fill("R3")
    page.many.panel.accepted.emit()
    page.many.fill("R3")
    panel = page.many.panel
    assert panel.title.text() == "Nothing to fill at 09:50"
    assert panel.sentence.text() == "18 people are idle at 09:50, but no table is free for a wish of two of them."
    assert not panel.accept.isVisible()
    panel.accepted.emit()
    assert panel.notice.text() == "There is nothing to accept here."


def test_after_the_last_round_there_is_nothing_to_fill(page: FloorPage, sample_clock: OwnClock) -> None:
    evening = datetime(2017, 5, 16, 20, tzinfo=ZoneInfo("America/New_York"))
    sample_clock.set(int(evening.timestamp() * 1000))
    page.tick()
    assert not page.chips.filler.isVisible()
    page.many.fill()
    assert page.many.panel.sentence.text() == "No round is left today."


def test_a_fill_that_no_longer_holds_goes_grey_says_why_and_cannot_be_accepted(
    qtbot: QtBot, page: FloorPage, sample_desk: Desk
) -> None:
    page.many.fill()
    panel, host = page.many.panel, page.many.offers.offer.changes[0].host  # type: ignore[union-attr]
    cards = panel.cards.cards
    sample_desk.check_out(host)
    assert panel.cards.cards == cards
    assert not panel.cards.isEnabled()
    assert panel.gone.text() == "No longer possible: GreenTech Říp (Kateřina Řeháková) has left."
    assert not panel.accept.isEnabled()
    entries = len(sample_desk.day.history)
    press(qtbot, page, Qt.Key.Key_Return)
    assert len(sample_desk.day.history) == entries
    press(qtbot, page, Qt.Key.Key_R)
    assert panel.gone.text() == ""
    assert panel.cards.cards != cards


def test_a_fill_that_holds_again_comes_to_life(page: FloorPage, sample_desk: Desk) -> None:
    page.many.fill()
    sample_desk.check_out(page.many.offers.offer.changes[0].host)  # type: ignore[union-attr]
    sample_desk.undo()
    assert page.many.panel.cards.isEnabled()
    assert page.many.panel.accept.isEnabled()


def test_a_fill_that_still_holds_stays_on_screen_when_a_better_one_turns_up(
    qtbot: QtBot, page: FloorPage, sample_desk: Desk
) -> None:
    page.many.fill()
    panel, cards = page.many.panel, page.many.panel.cards.cards
    sample_desk.check_out("E27")
    assert panel.cards.cards == cards
    assert panel.gone.text() == "There is another offer now; look again."
    assert panel.accept.isEnabled()
    press(qtbot, page, Qt.Key.Key_R)
    assert panel.title.text() == "Fill the round at 10:15 with 2 new meetings"
    assert panel.gone.text() == ""


# -- restoring


def test_who_comes_after_all_is_announced_with_what_can_be_restored(
    qtbot: QtBot, page: FloorPage, sample_desk: Desk
) -> None:
    give_up_all(sample_desk, LATE)
    assert not page.notice.isVisible()
    sample_desk.check_in(LATE)
    QApplication.processEvents()
    assert page.notice.isVisible()
    assert page.notice.words.text() == "Kestävä Metsä (Päivi Hämäläinen): 4 of 4 lost meetings can be restored."
    press(qtbot, page, Qt.Key.Key_B)
    panel = page.many.panel
    assert [(card.before, card.after) for card in panel.cards.cards] == [
        ("T2 · missed", "T2 · now"),
        ("T3 · given up", "T3 · 10:15"),
        ("T5 · given up", "T5 · 11:00"),
        ("T1 · given up", "T1 · 12:15"),
    ]
    assert not page.notice.isVisible()


def test_enter_restores_with_one_entry_and_one_undo(
    qtbot: QtBot, window: Window, page: FloorPage, sample_desk: Desk
) -> None:
    give_up_all(sample_desk, LATE)
    sample_desk.check_in(LATE)
    QApplication.processEvents()
    before, entries, findings = sample_desk.day.meetings, len(sample_desk.day.history), sample_desk.check()
    press(qtbot, page, Qt.Key.Key_B, Qt.Key.Key_Return)
    assert len(sample_desk.day.history) == entries + 1
    assert isinstance(newest_fact(sample_desk), Replanned)
    assert all(m.status is MeetingStatus.PLANNED for m in sample_desk.day.meetings_of(LATE))
    assert page.notice.isHidden()
    assert sample_desk.check() == findings
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sample_desk.day.meetings == before


def test_a_meeting_that_is_not_ticked_stays_as_it_is(qtbot: QtBot, page: FloorPage, sample_desk: Desk) -> None:
    give_up_all(sample_desk, LATE)
    sample_desk.check_in(LATE)
    QApplication.processEvents()
    press(qtbot, page, Qt.Key.Key_B, Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert page.many.panel.accept.words() == "Restore 2"
    press(qtbot, page, Qt.Key.Key_2)
    assert page.many.panel.accept.words() == "Restore 3"
    press(qtbot, page, Qt.Key.Key_Return)
    found = {m.id: m.status for m in sample_desk.day.meetings_of(LATE)}
    assert found.pop("M013") is MeetingStatus.MISSED
    assert set(found.values()) == {MeetingStatus.PLANNED}


def test_with_nothing_ticked_nothing_is_restored(qtbot: QtBot, page: FloorPage, sample_desk: Desk) -> None:
    give_up_all(sample_desk, LATE)
    sample_desk.check_in(LATE)
    QApplication.processEvents()
    keys = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
    press(qtbot, page, Qt.Key.Key_B, *keys)
    assert not page.many.panel.accept.isEnabled()
    press(qtbot, page, Qt.Key.Key_Return)
    assert page.many.panel.notice.text() == "There is nothing to accept here."


def test_an_absence_that_is_taken_back_offers_the_same(page: FloorPage, sample_desk: Desk) -> None:
    sample_desk.mark_missed("M013", Side.GUEST)
    offers = sample_desk.propose("M013")
    assert isinstance(offers, Offers)
    sample_desk.accept(next(p for p in offers.proposals if p.kind is RepairKind.LEAVE_EMPTY))
    absent = sample_desk.mark_absent(LATE)
    assert isinstance(absent, Done)
    assert page.notice.isHidden()
    sample_desk.undo(absent.entries[0])
    QApplication.processEvents()
    assert page.notice.words.text().endswith("1 of 1 lost meeting can be restored.")


def test_what_cannot_be_restored_is_grey_with_its_reason(page: FloorPage, sample_desk: Desk) -> None:
    give_up_all(sample_desk, LATE)
    sample_desk.check_in(LATE)
    QApplication.processEvents()
    sample_desk.check_out("U07")
    sample_desk.mark_absent("U03")
    page.many.restore(LATE)
    gone = [card for card in page.many.panel.cards.cards if card.gone]
    assert page.many.panel.sentence.text() == f"{4 - len(gone)} of 4 lost meetings can be restored."


def test_a_lost_cell_has_a_button_to_restore(page: FloorPage, sample_desk: Desk) -> None:
    give_up_all(sample_desk, LATE)
    assert "restore" in page.panel.buttons()
    page.side.act("restore")
    assert page.many.panel.title.text() == "Kestävä Metsä (Päivi Hämäläinen)"
    assert page.many.panel.sentence.text() == "0 of 4 lost meetings can be restored."
    assert not page.many.panel.accept.isVisible()


def test_b_on_a_cell_where_nothing_was_lost_says_what_to_choose(qtbot: QtBot, page: FloorPage) -> None:
    press(qtbot, page, Qt.Key.Key_B)
    assert page.panel.notice.text().startswith("Choose a meeting that was missed or left empty")


def test_a_restoration_on_screen_keeps_step_with_the_day(page: FloorPage, sample_desk: Desk) -> None:
    give_up_all(sample_desk, LATE)
    sample_desk.check_in(LATE)
    QApplication.processEvents()
    page.many.restore(LATE)
    sample_desk.check_out(LATE)
    assert page.many.panel.gone.text() == "No longer possible: Kestävä Metsä (Päivi Hämäläinen) is not here."
    assert page.notice.isHidden()
    sample_desk.undo()
    assert page.many.panel.gone.text() == ""


def test_another_page_can_ask_for_a_restoration(window: Window, page: FloorPage, sample_desk: Desk) -> None:
    give_up_all(sample_desk, LATE)
    sample_desk.check_in(LATE)
    QApplication.processEvents()
    window.show_page("floor", f"restore:{LATE}")
    assert page.many.is_open
    assert page.many.panel.cards.hasFocus()


def test_the_notice_can_be_sent_away(page: FloorPage, sample_desk: Desk) -> None:
    give_up_all(sample_desk, LATE)
    sample_desk.check_in(LATE)
    QApplication.processEvents()
    page.notice.dismiss()
    sample_desk.check_out("U03")
    assert page.notice.isHidden()


def test_what_happened_behind_the_offer_is_seen_when_it_closes(page: FloorPage, sample_desk: Desk) -> None:
    page.many.fill()
    sample_desk.check_out("E27")
    page.many.close()
    assert page.panel.cards.cards[0].gone == "Știință Verde Cluj (Ștefan Țurcanu) has left."


def test_it_all_works_while_the_search_goes_on_in_another_thread(qtbot: QtBot, sample_desk: Desk) -> None:
    tasks = Tasks()
    page = FloorPage(Link(sample_desk), tasks)
    window = Window([page])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    page.many.fill()
    panel = page.many.panel
    assert panel.title.text() == "Looking…"
    qtbot.waitUntil(panel.cards.hasFocus)
    sample_desk.check_out("E27")
    assert not panel.cards.isEnabled()
    qtbot.waitUntil(panel.cards.hasFocus)
    qtbot.keyClick(panel.cards, Qt.Key.Key_Return)
    assert isinstance(newest_fact(sample_desk), RoundFilled)
    give_up_all(sample_desk, LATE)
    sample_desk.check_in(LATE)
    qtbot.waitUntil(page.notice.isVisible)
    page.side.act("restore")
    qtbot.waitUntil(panel.cards.hasFocus)
    qtbot.keyClick(panel.cards, Qt.Key.Key_Return)
    assert isinstance(newest_fact(sample_desk), Replanned)
    qtbot.waitUntil(page.notice.isHidden)
    tasks.close()


@pytest.mark.parametrize("mode", [look.Mode.LIGHT, look.Mode.DARK])
def test_offers_are_painted_in_both_themes(window: Window, page: FloorPage, sample_desk: Desk, mode: look.Mode) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look.apply(app, mode)
    give_up_all(sample_desk, LATE)
    sample_desk.check_in(LATE)
    QApplication.processEvents()
    for show in (page.many.fill, lambda: page.many.restore(LATE), page.many.close):
        show()
        assert not window.grab().isNull()
