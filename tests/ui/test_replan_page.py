"""Re-planning the rest of the day on screen, by keys alone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from coordinator.desk.answers import Done
from coordinator.planning.replan.engine import solve
from coordinator.ui.link import Link
from coordinator.ui.pages.replan.page import ReplanPage
from coordinator.ui.pages.replan.session import World
from coordinator.ui.tasks import AtOnce, Tasks
from coordinator.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from coordinator.desk.clock import OwnClock
    from coordinator.desk.desk import Desk
    from coordinator.planning.replan.asking import Ask, Improvement, Outcome
    from coordinator.planning.replan.model import Model

CONTROL = Qt.KeyboardModifier.ControlModifier
GONE = ("E03", "E10", "E11", "E15", "E20")


class Here:
    """A re-plan in this process, so that a test need not wait for another one."""

    def __init__(self, model: Model, ask: Ask, heard: Callable[[Improvement], None], _standby: object) -> None:
        self._model, self._ask, self._heard = model, ask, heard

    def run(self) -> Outcome:
        return solve(self._model, self._ask, time.perf_counter, self._heard)

    def cancel(self) -> None: ...


class NoProcess:
    def end(self) -> None: ...


def shown(qtbot: QtBot, page: ReplanPage, desk: Desk) -> None:
    window = Window([page])
    window.undo_asked.connect(desk.undo)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    page.show_now()


@pytest.fixture
def page(qtbot: QtBot, sample_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> ReplanPage:
    """Return the page before the sample event, from which five people have gone home; everything happens at once."""
    monkeypatch.setattr("coordinator.desk.replanning.Replanning", Here)
    monkeypatch.setattr("coordinator.ui.pages.replan.search.Standby", NoProcess)
    monkeypatch.setattr("coordinator.ui.pages.replan.page.BREATH_MS", 0)
    for person in GONE:
        sample_desk.check_out(person)
    made = ReplanPage(Link(sample_desk), Tasks(AtOnce()))
    shown(qtbot, made, sample_desk)
    return made


@pytest.fixture
def elsewhere(qtbot: QtBot, sample_desk: Desk) -> Iterator[ReplanPage]:
    """Return the page with threads and processes as the program has them."""
    tasks = Tasks()
    made = ReplanPage(Link(sample_desk), tasks)
    shown(qtbot, made, sample_desk)
    yield made
    tasks.close()
    made.hide()


def press(qtbot: QtBot, page: ReplanPage, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(page.focusWidget() or page, key, modifier or Qt.KeyboardModifier.NoModifier)


def entries(desk: Desk) -> int:
    return len(desk.day.history)


def places(desk: Desk) -> dict[str, tuple[object, ...]]:
    return {m.id: (m.slot, m.table, m.people, m.status) for m in desk.day.meetings.values()}


# -- with a process of its own


def test_plans_are_found_elsewhere_and_the_one_that_moves_nobody_is_chosen(
    qtbot: QtBot, elsewhere: ReplanPage, sample_desk: Desk
) -> None:
    page, before = elsewhere, entries(sample_desk)
    press(qtbot, page, Qt.Key.Key_F5)
    assert page.strip.cancel.hasFocus()
    qtbot.waitUntil(page.difference.accept.isVisible, timeout=15_000)
    assert page.head.words() == "57 meetings stand, 2 broken, 48 wishes wait, 52 people expected"
    assert page.choices.rows.hasFocus()
    assert [line.changes for line in page.choices.rows.rows] == [0, 1]
    assert page.choices.rows.selected == 0
    assert page.strip.pill.words() == "Proven best"
    assert page.session.search.heard
    assert entries(sample_desk) == before


def test_a_search_is_cancelled_with_esc_and_leaves_nothing_behind(qtbot: QtBot, elsewhere: ReplanPage) -> None:
    page = elsewhere
    press(qtbot, page, Qt.Key.Key_F5)
    press(qtbot, page, Qt.Key.Key_Escape)
    assert not page.session.busy
    assert page.session.real.plan is None
    qtbot.waitUntil(lambda: page.difference.empty.accessibleName() == "Plan the rest of the day anew")
    assert page.head.begin.hasFocus()


def test_a_search_cancelled_before_the_day_was_looked_at_does_not_leave_the_page_waiting(
    qtbot: QtBot, elsewhere: ReplanPage
) -> None:
    page = elsewhere
    page.session.real = World()
    press(qtbot, page, Qt.Key.Key_F5)
    press(qtbot, page, Qt.Key.Key_Escape)
    assert page.difference.empty.accessibleName() == "Looking how the rest of the day stands…"
    qtbot.waitUntil(lambda: page.difference.empty.accessibleName() == "Plan the rest of the day anew")


def test_the_program_need_not_wait_for_a_search_when_it_ends(
    qtbot: QtBot, sample_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = []

    class Endless(Here):
        def run(self) -> Outcome:
            while not stopped:
                time.sleep(0.01)
            return super().run()

        def cancel(self) -> None:
            stopped.append(True)

    monkeypatch.setattr("coordinator.desk.replanning.Replanning", Endless)
    monkeypatch.setattr("coordinator.ui.pages.replan.search.Standby", NoProcess)
    tasks = Tasks()
    page = ReplanPage(Link(sample_desk), tasks)
    shown(qtbot, page, sample_desk)
    page.begin()
    qtbot.waitUntil(lambda: page.session.search.running)
    tasks.close()
    assert stopped


# -- choosing and accepting


def test_the_difference_follows_the_point_that_is_chosen(qtbot: QtBot, page: ReplanPage) -> None:
    press(qtbot, page, Qt.Key.Key_F5)
    cheap = page.difference.heading.text()
    press(qtbot, page, Qt.Key.Key_Down)
    assert page.choices.rows.selected == 1
    assert page.difference.heading.text() != cheap
    assert "Moved" in {page.difference.steps.data(page.difference.steps.index(row, 1)) for row in range(17)}
    press(qtbot, page, Qt.Key.Key_Left)
    assert page.difference.heading.text() == cheap


def test_on_a_large_day_the_best_plan_without_changes_is_looked_for_by_itself(
    qtbot: QtBot, page: ReplanPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    class Noted(Here):
        def run(self) -> Outcome:
            asked.append((self._ask.changes, self._ask.seconds))
            return super().run()

    press(qtbot, page, Qt.Key.Key_F5)
    before = page.choices.rows.rows
    monkeypatch.setattr("coordinator.desk.replanning.Replanning", Noted)
    monkeypatch.setattr("coordinator.desk.replanning.LARGE", 0)
    press(qtbot, page, Qt.Key.Key_F5)
    assert asked == [(0, 1.5), (None, 3.5)]
    assert [(line.changes, line.value) for line in page.choices.rows.rows] == [(n.changes, n.value) for n in before]


def test_list_grid_and_what_is_lost_take_turns(qtbot: QtBot, page: ReplanPage) -> None:
    press(qtbot, page, Qt.Key.Key_F5)
    press(qtbot, page, Qt.Key.Key_F3)
    assert page.difference.grid is not None
    assert page.difference.grid.isVisible()
    rounds = [column.start for column in page.difference.grid._after.columns]
    assert rounds[0] == "10:15"
    press(qtbot, page, Qt.Key.Key_F3)
    lost = page.difference.lost.lines()
    assert len(lost) == 7
    assert all(sentence.startswith("The meeting of") for sentence in lost)


def test_an_accepted_plan_is_one_entry_and_does_what_it_said(qtbot: QtBot, page: ReplanPage, sample_desk: Desk) -> None:
    press(qtbot, page, Qt.Key.Key_F5)
    before, count = places(sample_desk), entries(sample_desk)
    choice = page.session.real.plan and page.session.real.plan.choice
    assert choice
    with qtbot.waitSignal(page.said) as told:
        press(qtbot, page, Qt.Key.Key_Return, CONTROL)
    assert told.args == [choice.offer.title, True]
    assert entries(sample_desk) == count + 1
    after = places(sample_desk)
    promised = {step.change.meeting for step in choice.offer.steps} | {g.meeting for g in choice.offer.instead_of}
    assert {meeting for meeting in after if after[meeting] != before.get(meeting)} == promised
    assert page.strip.pill.words() == "Accepted"
    assert page.head.begin.hasFocus()


def test_when_a_plan_is_undone_its_points_can_be_accepted_again(
    qtbot: QtBot, page: ReplanPage, sample_desk: Desk
) -> None:
    press(qtbot, page, Qt.Key.Key_F5)
    before = places(sample_desk)
    page.accept()
    assert isinstance(sample_desk.undo(), Done)
    assert places(sample_desk) == before
    page.session.look_again()
    assert page.choices.isVisible()
    assert not any(line.gone for line in page.choices.rows.rows)
    assert page.difference.accept.isEnabled()


def test_a_change_of_the_day_greys_what_no_longer_holds_and_says_why(
    qtbot: QtBot, page: ReplanPage, sample_desk: Desk
) -> None:
    press(qtbot, page, Qt.Key.Key_F5)
    choice = page.session.real.plan and page.session.real.plan.choice
    assert choice
    sample_desk.check_out(choice.offer.steps[0].change.host)
    qtbot.waitUntil(lambda: bool(page.choices.rows.rows[0].gone))
    assert page.choices.rows.rows[0].gone.endswith("has left.")
    assert page.strip.pill.words() == "The day has changed"
    assert page.strip.anew.isVisible()
    assert not page.difference.accept.isEnabled()
    count = entries(sample_desk)
    page.accept()
    assert page.difference.told.text().startswith("This no longer holds:")
    assert entries(sample_desk) == count
    press(qtbot, page, Qt.Key.Key_F5)
    assert not page.choices.rows.rows[0].gone


def test_a_round_that_begins_is_a_change_of_the_day(qtbot: QtBot, page: ReplanPage, sample_clock: OwnClock) -> None:
    press(qtbot, page, Qt.Key.Key_F5)
    sample_clock.set(sample_clock.wall() + 30 * 60_000)
    page.tick()
    assert page.choices.rows.rows[0].gone == "The round at 10:15 has begun."


# -- what if


def test_what_is_imagined_is_planned_compared_and_never_touches_the_day(
    qtbot: QtBot, page: ReplanPage, sample_desk: Desk
) -> None:
    press(qtbot, page, Qt.Key.Key_F5)
    count = entries(sample_desk)
    press(qtbot, page, Qt.Key.Key_F2)
    assert page.what_if.field.hasFocus()
    for words in ("digital hub", "table 8", "11:30"):
        qtbot.keyClicks(page.what_if.field, words)
        press(qtbot, page, Qt.Key.Key_Return)
    assert [thought.what for thought in page.what_if.imagined()] == ["delegation", "table", "end"]
    press(qtbot, page, Qt.Key.Key_F5)
    assert page.band.isVisible()
    assert page.band.title.text() == "Only imagined: nothing can be accepted"
    assert "table 8 closes, everything ends at 11:30. 29 meetings would break," in page.band.words.text()
    assert not page.difference.accept.isVisible()
    press(qtbot, page, Qt.Key.Key_Return, CONTROL)
    assert page.difference.told.text().startswith("This is only imagined")
    assert entries(sample_desk) == count
    press(qtbot, page, Qt.Key.Key_Escape)
    assert not page.band.isVisible()
    assert page.difference.accept.isEnabled()
    assert page.what_if.imagined() == ()


def test_a_change_of_the_day_makes_what_was_imagined_of_it_old(
    qtbot: QtBot, page: ReplanPage, sample_desk: Desk
) -> None:
    press(qtbot, page, Qt.Key.Key_F2)
    qtbot.keyClicks(page.what_if.field, "12:00")
    press(qtbot, page, Qt.Key.Key_Return)
    press(qtbot, page, Qt.Key.Key_F5)
    assert page.strip.pill.words() != "The day has changed"
    sample_desk.check_out("E14")
    page.session.look_again()
    assert page.strip.pill.words() == "The day has changed"
    press(qtbot, page, Qt.Key.Key_F5)
    assert page.strip.pill.words() != "The day has changed"
    assert page.band.isVisible()


def test_a_thought_is_dropped_with_delete_and_a_second_end_replaces_the_first(qtbot: QtBot, page: ReplanPage) -> None:
    press(qtbot, page, Qt.Key.Key_F2)
    for words in ("11:30", "wisniewska", "12:00"):
        qtbot.keyClicks(page.what_if.field, words)
        press(qtbot, page, Qt.Key.Key_Return)
    assert [thought.title for thought in page.what_if.imagined()] == [
        "Małgorzata Wiśniewska",
        "Everything ends at 12:00",
    ]
    page.what_if.rows.setFocus()
    press(qtbot, page, Qt.Key.Key_Delete)
    assert [thought.title for thought in page.what_if.imagined()] == ["Everything ends at 12:00"]
    press(qtbot, page, Qt.Key.Key_Delete)
    assert page.what_if.field.hasFocus()
    assert not page.what_if.go.isEnabled()


def test_esc_first_clears_what_is_typed_then_leaves_the_form(qtbot: QtBot, page: ReplanPage) -> None:
    press(qtbot, page, Qt.Key.Key_F2)
    qtbot.keyClicks(page.what_if.field, "digi")
    for text, is_open in (("digi", True), ("", True), ("", False)):
        assert (page.what_if.field.text(), page.what_if.isVisible()) == (text, is_open)
        press(qtbot, page, Qt.Key.Key_Escape)


# -- when there is nothing to plan


@pytest.mark.parametrize(("minutes", "title"), [(2 * 60 + 30, "No round is left today"), (5 * 60, "The day is over")])
def test_late_in_the_day_nothing_is_left_to_plan(
    page: ReplanPage, sample_clock: OwnClock, minutes: int, title: str
) -> None:
    sample_clock.set(sample_clock.wall() + minutes * 60_000)
    page.tick()
    assert page.empty.isVisible()
    assert page.empty.accessibleName() == title


def test_without_the_solver_the_page_says_what_is_missing(
    qtbot: QtBot, page: ReplanPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator.ui.pages.replan.words.has_solver", lambda: False)
    monkeypatch.setattr("coordinator.planning.replan.engine.has_solver", lambda: False)
    page.session.look_again()
    assert "The package highspy is not installed" in page.strip.sentence.text()
    press(qtbot, page, Qt.Key.Key_F5)
    assert page.strip.pill.words() == "Not proven"
    assert "The package highspy is not installed" in page.strip.sentence.text()
    assert page.difference.accept.isEnabled()
