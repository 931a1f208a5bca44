"""The frame around every page: keys reach the scan line, pages change by keys, and the clock stays quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from coordinator.ui import look
from coordinator.ui.frame_state import FrameState
from coordinator.ui.page import Page
from coordinator.ui.widgets import KeyHint, ScanLine
from coordinator.ui.window import Window
from coordinator.views.round_clock import RoundClock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

BADGE = "BCDFGHJKLNPRSTVXBCDF"


class _Scanning(Page):
    key, title, icon = "checkin", "Check-in", "scan-line"
    keys: ClassVar[tuple[KeyHint, ...]] = (KeyHint("F6", "Walk-in"),)

    def __init__(self) -> None:
        super().__init__()
        self.line = ScanLine("Scan a badge")
        self.scans: list[str] = []
        self.line.submitted.connect(self.scans.append)
        QVBoxLayout(self).addWidget(self.line)

    def show_now(self, _what: str = "") -> None:
        self.line.setFocus()


class _Grid(QWidget):
    letters_here = True

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.letters: list[str] = []

    def keyPressEvent(  # noqa: N802 - Qt
        self, event: QKeyEvent
    ) -> None:
        self.letters.extend(event.text())


class _Other(Page):
    key, title, icon = "floor", "Floor", "layout-grid"

    def __init__(self) -> None:
        super().__init__()
        self.button, self.text, self.grid = QPushButton("Call"), QLineEdit("notes"), _Grid()
        self.ticks = 0
        column = QVBoxLayout(self)
        for widget in (self.button, self.text, self.grid):
            column.addWidget(widget)

    def show_now(self, _what: str = "") -> None:
        self.button.setFocus()

    def tick(self) -> None:
        self.ticks += 1


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    window = Window([_Scanning(), _Other()])
    qtbot.addWidget(window)
    with qtbot.captureExceptions() as trouble:
        window.resize(1366, 768)
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        yield window
    assert trouble == []


def _scan(window: Window) -> _Scanning:
    page = window.page("checkin")
    assert isinstance(page, _Scanning)
    return page


def _other(window: Window) -> _Other:
    page = window.page("floor")
    assert isinstance(page, _Other)
    return page


def _press(window: Window, keys: str) -> None:
    """Let the focused widget meet these keys as fast as a scanner sends them."""
    for letter in keys:
        code = {"\n": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}.get(letter) or Qt.Key(ord(letter.upper()))
        focus = QApplication.focusWidget() or window
        QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, letter))


class _StillClock:
    """Time that stands still, so that every key follows the last one at once."""

    def __init__(self, step: int) -> None:
        self.step, self.at = step, 0

    def __call__(self) -> int:
        self.at += self.step
        return self.at


@pytest.mark.parametrize("end", ["\n", "\t"], ids=["Enter", "Tab"])
def test_enter_and_tab_end_a_scan(window: Window, end: str) -> None:
    _press(window, BADGE + end)
    assert _scan(window).scans == [BADGE]
    assert _scan(window).line.text() == ""


@pytest.mark.parametrize("end", ["\n", "\t"], ids=["Enter", "Tab"])
def test_keys_typed_on_another_page_reach_the_scan_line(window: Window, end: str) -> None:
    window.show_page("floor")
    _press(window, BADGE + end)
    assert _scan(window).scans == [BADGE]
    assert window.current_page() is _scan(window)


def test_one_letter_outside_a_text_field_begins_a_search(window: Window) -> None:
    window.show_page("floor")
    _press(window, "z")
    assert _scan(window).line.text() == "z"
    assert QApplication.focusWidget() is _scan(window).line.line


def test_a_scan_into_a_text_field_goes_to_the_scan_line_and_leaves_the_field_as_it_was(window: Window) -> None:
    window.show_page("floor")
    window.wedge._now = _StillClock(1)
    _other(window).text.setFocus()
    _press(window, BADGE + "\n")
    assert _scan(window).scans == [BADGE]
    assert _other(window).text.text() == "notes"


def test_typing_in_a_text_field_stays_there_however_fast(window: Window) -> None:
    window.show_page("floor")
    window.wedge._now = _StillClock(1)
    _other(window).text.setFocus()
    _other(window).text.clear()
    _press(window, "table seven\n")
    assert _other(window).text.text() == "table seven"
    assert _scan(window).scans == []


def test_a_badge_typed_by_hand_into_a_text_field_stays_there(window: Window) -> None:
    window.show_page("floor")
    window.wedge._now = _StillClock(200)
    _other(window).text.setFocus()
    _other(window).text.clear()
    _press(window, BADGE + "\n")
    assert _other(window).text.text() == BADGE
    assert _scan(window).scans == []


def test_a_scan_on_a_grid_with_letters_of_its_own_is_a_scan(window: Window) -> None:
    window.show_page("floor")
    window.wedge._now = _StillClock(1)
    grid = _other(window).grid
    grid.setFocus()
    _press(window, BADGE + "\n")
    assert _scan(window).scans == [BADGE]
    assert grid.letters == []


def test_the_shift_key_of_a_scanner_that_sends_capitals_does_not_break_the_scan(window: Window) -> None:
    window.show_page("floor")
    window.wedge._now = _StillClock(1)
    grid = _other(window).grid
    grid.setFocus()
    for letter in BADGE:
        shift = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(grid, shift)
        _press(window, letter)
    _press(window, "\n")
    assert _scan(window).scans == [BADGE]
    assert grid.letters == []


def test_a_scan_whose_enter_comes_late_waits_in_the_scan_line_and_acts_on_nothing(window: Window, qtbot: QtBot) -> None:
    window.show_page("floor")
    window.wedge._now = _StillClock(1)
    grid = _other(window).grid
    grid.setFocus()
    _press(window, BADGE)
    qtbot.waitUntil(lambda: _scan(window).line.text() == BADGE)
    assert grid.letters == []
    _press(window, "\n")
    assert _scan(window).scans == [BADGE]


def test_a_single_letter_on_such_a_grid_is_its_own(window: Window, qtbot: QtBot) -> None:
    window.show_page("floor")
    grid = _other(window).grid
    grid.setFocus()
    _press(window, "n")
    qtbot.waitUntil(lambda: grid.letters == ["n"])
    assert window.current_page() is _other(window)


def test_pages_change_by_keys(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page() is _other(window)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page() is _scan(window)
    assert window.footer.keys() == (KeyHint("F6", "Walk-in"),)


def test_undo_and_zoom_are_keys_of_the_window_even_while_the_empty_scan_line_has_the_focus(
    window: Window, qtbot: QtBot
) -> None:
    field = _scan(window).line.line
    with qtbot.waitSignal(window.undo_asked):
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.redo_asked):
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(field, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert look.zoom() == 110
    qtbot.keyClick(field, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert look.zoom() == 100


class _Paints(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.painted: list[QObject] = []

    def eventFilter(  # noqa: N802 - Qt
        self, watched: QObject, event: QEvent
    ) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.painted.append(watched)
        return False


def test_a_second_repaints_the_clocks_and_no_page(window: Window, qtbot: QtBot) -> None:
    def state(second: int) -> FrameState:
        clock = RoundClock("Round 3 / 8", "09:50 – 10:10", "ends in", f"12:{second:02}", 0.37)
        return FrameState(round=clock, clock=f"09:57:{second:02}", event_line="Sample", desk_line="Desk 1")

    window.set_frame(state(10))
    qtbot.waitUntil(lambda: not window.testAttribute(Qt.WidgetAttribute.WA_PendingMoveEvent))
    QApplication.processEvents()
    paints = _Paints()
    for widget in (window.footer, window.rail, _scan(window)):
        widget.installEventFilter(paints)
    window.set_frame(state(11))
    QApplication.processEvents()
    assert paints.painted == []
    assert window.top.clock.text() == "09:57:11"


def test_what_is_not_on_disk_stands_in_red_above_every_page(window: Window, qtbot: QtBot) -> None:
    window.set_frame(FrameState(not_saved="Not saved: the disk is full."))
    assert window.bar.isVisible()
    assert window.bar.words() == "Not saved: the disk is full."
    with qtbot.waitSignal(window.retry_asked):
        window.bar.first.click()
    window.set_frame(FrameState())
    assert not window.bar.isVisible()


def test_only_the_page_on_screen_is_told_that_a_second_passed(window: Window) -> None:
    window.tick()
    assert _other(window).ticks == 0
    window.show_page("floor")
    window.tick()
    assert _other(window).ticks == 1


def test_a_notice_offers_undo_and_the_window_passes_it_on(window: Window, qtbot: QtBot) -> None:
    window.say("Moved.", undo=True)
    assert window.toast.isVisible()
    with qtbot.waitSignal(window.undo_asked):
        window.toast.undo.emit()
