"""The list of people: finding, narrowing, sorting, and what is done with one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from coordinator.domain.day import Presence
from coordinator.ui import look
from coordinator.ui.link import Link
from coordinator.ui.models.people import Col, PeopleModel
from coordinator.ui.pages.checkin.page import CheckinPage
from coordinator.ui.pages.people.page import PeoplePage
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.widgets.field import LineEdit
from coordinator.ui.window import Window
from coordinator.views.people import Group

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from coordinator.desk.clock import OwnClock
    from coordinator.desk.desk import Desk


@pytest.fixture
def window(qtbot: QtBot, sample_desk: Desk, tmp_path: Path) -> Window:
    preferences = Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))
    made = Window([PeoplePage(Link(sample_desk), Tasks(AtOnce()), preferences)])
    made.undo_asked.connect(sample_desk.undo)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def page(window: Window) -> PeoplePage:
    found = window.page("people")
    assert isinstance(found, PeoplePage)
    return found


def names(page: PeoplePage) -> list[str]:
    rows = (page.model.row(number) for number in range(page.model.rowCount()))
    return [row.name for row in rows if row]


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, sample_desk: Desk) -> None:
    model = PeopleModel(sample_desk)
    qtmodeltester.check(model)
    model.narrow("a", Group.HERE)
    model.sort(int(Col.NEXT), Qt.SortOrder.DescendingOrder)
    model.narrow("", Group.ALL)
    model.sort(int(Col.ORGANISATION))


def test_everybody_is_listed_by_last_name(page: PeoplePage) -> None:
    assert len(names(page)) == 52
    assert names(page)[:3] == ["François Açaret", "Conceição Araújo", "Ioana Bălănescu"]


def test_a_name_is_found_without_its_accents(page: PeoplePage) -> None:
    page.field.setText("zsofia komuves")
    assert names(page) == ["Zsófia Kőműves"]
    assert page.card.name.text() == "Zsófia Kőműves"


def test_an_organisation_is_found_without_its_accents(page: PeoplePage) -> None:
    page.field.setText("lodz")
    assert names(page) == ["Małgorzata Wiśniewska", "Paweł Źrebiec"]


def test_where_nobody_fits_a_walk_in_is_offered(qtbot: QtBot, page: PeoplePage) -> None:
    page.field.setText("Nobody Known")
    assert page._no_match.accessibleName() == "No one called ‘Nobody Known’"
    with qtbot.waitSignal(page.asked_for) as asked:
        qtbot.keyClick(page.field, Qt.Key.Key_F6)
    assert asked.args == ["checkin", "walk-in:Nobody Known"]


@pytest.mark.parametrize(
    ("group", "number"),
    [(Group.HERE, 43), (Group.MISSING, 9), (Group.NO_SHOW, 2), (Group.LATE, 1), (Group.WALK_IN, 0)],
)
def test_groups_narrow_the_list_and_say_how_many(qtbot: QtBot, page: PeoplePage, group: Group, number: int) -> None:
    assert page.chips[group].number() == number
    qtbot.mouseClick(page.chips[group], Qt.MouseButton.LeftButton)
    assert len(names(page)) == number


def test_the_list_of_the_missing_can_be_asked_for_from_elsewhere(window: Window, page: PeoplePage) -> None:
    window.show_page("people", "missing")
    assert len(names(page)) == 9


def test_a_person_can_be_asked_for_from_elsewhere(window: Window, page: PeoplePage) -> None:
    window.show_page("people", "E29")
    assert page.card.name.text() == "Päivi Hämäläinen"


def test_sorting_by_the_next_meeting_puts_the_nearest_first(page: PeoplePage) -> None:
    page.table.sortByColumn(int(Col.NEXT), Qt.SortOrder.AscendingOrder)
    first = page.model.row(0)
    last = page.model.row(page.model.rowCount() - 1)
    assert first is not None
    assert last is not None
    assert first.next_time == "09:50"
    assert last.next_time == ""


def test_the_arrows_choose_while_the_field_has_the_focus(qtbot: QtBot, page: PeoplePage) -> None:
    qtbot.keyClick(page.field, Qt.Key.Key_Down)
    assert page.card.name.text() == "Conceição Araújo"


def test_somebody_is_checked_in_by_a_key_and_out_again_by_ctrl_z(
    qtbot: QtBot, window: Window, page: PeoplePage, sample_desk: Desk
) -> None:
    page.choose("E29")
    qtbot.keyClick(page.field, Qt.Key.Key_F5)
    assert sample_desk.day.presence("E29") is Presence.HERE
    assert page.card.pill.words() == "Here since 09:52"
    assert page.chips[Group.HERE].number() == 44
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sample_desk.day.presence("E29") is Presence.UNKNOWN
    assert page.card.past.rows[0].words == "Undo of check-in of Päivi Hämäläinen" or page.card.past.rows[0].undone


def test_somebody_is_expected_at_a_time(page: PeoplePage, sample_desk: Desk) -> None:
    page.choose("E29")
    page.act("late")
    assert page.card.until.field.text() == "10:05"
    page.card.until.field.setText("10:20")
    page.card.until._take()
    assert sample_desk.day.presence("E29") is Presence.LATE
    assert page.card.pill.words() == "Expected 10:20"
    assert page.card.past.rows[0].words == "Päivi Hämäläinen expected at 10:20"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("soon", "Write the time as 10:05."), ("09:00", "That time has passed."), ("25:10", "Write the time as 10:05.")],
)
def test_a_time_that_cannot_be_is_refused_with_the_reason(page: PeoplePage, typed: str, said: str) -> None:
    page.choose("E29")
    page.act("late")
    page.card.until.field.setText(typed)
    page.card.until._take()
    assert page.card.until.wrong.text() == said


def test_somebody_who_will_not_come_is_marked(page: PeoplePage, sample_desk: Desk) -> None:
    page.choose("E29")
    page.act("absent")
    assert sample_desk.day.presence("E29") is Presence.ABSENT
    assert page.card.pill.words() == "Will not come"


def test_a_new_badge_voids_the_old_one_and_is_printed(page: PeoplePage, sample_desk: Desk) -> None:
    page.choose("U03")
    before = sample_desk.day.token_of("U03")
    page.act("replace")
    assert sample_desk.day.token_of("U03") != before
    assert (sample_desk.path.parent / "event paper" / "badge-U03.pdf").exists()


def test_an_agenda_is_printed(page: PeoplePage, sample_desk: Desk) -> None:
    page.choose("U03")
    page.act("agenda")
    assert (sample_desk.path.parent / "event paper" / "agenda-U03.pdf").exists()


def test_whoever_was_chosen_stays_chosen_when_somebody_else_arrives(page: PeoplePage, sample_desk: Desk) -> None:
    page.choose("U03")
    sample_desk.check_in("E29")
    assert page.card.name.text() == "Priya Raman"


def test_the_next_meeting_moves_on_with_the_rounds(page: PeoplePage, sample_clock: OwnClock) -> None:
    before = next(row for n in range(52) if (row := page.model.row(n)) and row.person == "U03")
    sample_clock.set(sample_clock.start + 19 * 60_000)
    page.tick()
    after = next(row for n in range(52) if (row := page.model.row(n)) and row.person == "U03")
    assert (before.next_time, after.next_time) == ("09:50", "10:15")


@pytest.mark.parametrize("mode", [look.Mode.LIGHT, look.Mode.DARK])
def test_it_is_painted_in_both_themes(window: Window, page: PeoplePage, mode: look.Mode) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look.apply(app, mode)
    page.choose("E29")
    assert not window.grab().isNull()


def test_somebody_nobody_knows_becomes_a_walk_in_with_the_name_that_was_typed(
    qtbot: QtBot, sample_desk: Desk, tmp_path: Path
) -> None:
    link, tasks = Link(sample_desk), Tasks(AtOnce())
    preferences = Preferences(QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat))
    checkin, people = CheckinPage(link, tasks, preferences), PeoplePage(link, tasks, preferences)
    window = Window([checkin, people])
    qtbot.addWidget(window)
    window.show_page("people")
    people.field.setText("Nobody Known")
    people._walk_in()
    assert window.current_page() is checkin
    assert checkin.stage.below.shows(checkin.stage.below.walk_in)
    typed = [field.text() for field in checkin.stage.below.walk_in.findChildren(LineEdit)]
    assert {"Nobody", "Known"} <= set(typed)
