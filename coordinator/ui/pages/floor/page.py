"""The floor: every table in every round, and the ways to save what goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator.domain.schedule import Phase, moment
from coordinator.ui import look
from coordinator.ui.lookout import RESTORE
from coordinator.ui.models.floor import FloorModel
from coordinator.ui.page import SteadyPage
from coordinator.ui.pages.floor.chips import FloorChips
from coordinator.ui.pages.floor.grid import FloorGrid
from coordinator.ui.pages.floor.many_side import FloorMany
from coordinator.ui.pages.floor.no_meetings import NoMeetings
from coordinator.ui.pages.floor.notice import BackNotice
from coordinator.ui.pages.floor.panel import FloorPanel
from coordinator.ui.pages.floor.side import FloorSide
from coordinator.ui.widgets.boxes import Column, Row
from coordinator.ui.widgets.card import Card
from coordinator.ui.widgets.key_hint import KeyHint
from coordinator.views.floor import Grouping
from coordinator.views.floor_counts import counts, rounds_to_fill

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from coordinator.desk.answers import Change
    from coordinator.ui.link import Link
    from coordinator.ui.tasks import Tasks
    from coordinator.views.floor_cells import Kind as CellKind

KEYS = (
    KeyHint("← ↑ → ↓", "Move"),
    KeyHint("Enter", "Open"),
    KeyHint("H", "Arrived"),
    KeyHint("N", "No-show"),
    KeyHint("R", "Reassign"),
    KeyHint("W", "+5 min"),
    KeyHint("L", "Leave empty"),
    KeyHint("F", "Fill a round"),
    KeyHint("B", "Restore"),
    KeyHint("Ctrl+Z", "Undo"),
    KeyHint("S", "Start / end"),
    KeyHint("T", "Go to table"),
    KeyHint("1–9", "Mark a card, take it"),
    KeyHint("Space", "More of a card, leave it out"),
    KeyHint("+ −", "Row height"),
)


class FloorPage(SteadyPage):
    """Numbers above, the grid, and the panel of the chosen cell, or of an offer of many meetings, beside it."""

    key = "floor"
    title = "Floor"
    icon = "layout-grid"
    keys = KEYS

    def __init__(self, link: Link, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._desk = link, link.desk
        self._stale, self._minute, self._panel_was_open = True, 0, False
        self.model = FloorModel(link.desk)
        self.grid = FloorGrid(self.model)
        self.panel = FloorPanel()
        self.chips = FloorChips()
        self.side = FloorSide(link.desk, tasks, self.model, self.grid, self.panel)
        self.deeds = self.side.deeds
        self.many = FloorMany(link.desk, tasks, self)
        self.notice = BackNotice(link.desk, tasks)
        self.nothing = NoMeetings(link.desk, tasks, self.asked_for.emit, self.said.emit)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect(link)
        look.follow(self)
        self._bring_up_to_date()

    # -- what the window tells it

    def show_now(self, what: str = "") -> None:
        """Come on screen, at a meeting if its id is given."""
        if self._stale:
            self._bring_up_to_date()
        place = self.model.place_of(what) if what else None
        if place is not None:
            self.grid.choose(place)
            self.side.open()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        if what.startswith(RESTORE):
            self.many.restore(what.removeprefix(RESTORE))

    def tick(self) -> None:
        """Let a second pass."""
        if self.model.tick():
            self.grid.reload()
            self.grid.show_round_now()
        else:
            self.grid.tick()
        minute = int(self._desk.now.timestamp() // 60)
        if minute != self._minute:
            self._minute = minute
            self._count()
        self.side.refresh(ask=False)

    def restyle(self) -> None:
        """Give the panel the width of the look."""
        wide = self.width() >= look.px(1600)
        for panel in (self.notice, self.panel, self.many.panel):
            panel.setFixedWidth(look.px(402 if wide else 324))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the panel in proportion."""
        super().resizeEvent(event)
        self.restyle()
        self.side.refresh(ask=False)

    # -- keeping in step

    def _take(self, change: Change) -> None:
        self.notice.take()
        if not self.isVisible():
            self._stale = True
            return
        rows = self.model.take(change)
        if rows is None:
            self._bring_up_to_date()
            return
        self.grid.refresh(rows)
        self._count()
        self.side.refresh(ask=True)
        self.many.refresh()

    def _bring_up_to_date(self) -> None:
        self._stale = False
        self.model.regroup(self.model.floor.grouping)
        empty = not (self.model.rows and self.model.columns and self._desk.day.meetings)
        self.nothing.take()
        self._stack.setCurrentIndex(1 if empty else 0)
        self.grid.reload()
        self.grid.show_round_now()
        self._count()
        if self.grid.current() is None and not empty:
            self._choose_first()
        self.side.refresh(ask=True)
        self.many.refresh()

    def _choose_first(self) -> None:
        """Begin where somebody is needed: a no-show, then a table that waits, else the first."""
        day, now = self._desk.day, self._desk.now
        # Before the first round nobody waits, and the cells of a very large event need not be worked out for it.
        quiet = all(slot.start > now for slot in day.schedule.slots) and not any(
            m.is_broken for m in day.meetings.values()
        )
        if quiet or not any(self.grid.jump(kinds) for kinds in self.chips.urgent()):
            self.grid.choose_row(0)

    def _count(self) -> None:
        day = self._desk.day
        after = moment(day.schedule, self._desk.now).phase is Phase.AFTER
        self.chips.show_counts(counts(day, self._desk.now, self._desk.policy), finished=after)
        self.chips.offer_fill(rounds_to_fill(day, self._desk.now))

    def _filter(self, kinds: frozenset[CellKind]) -> None:
        self.grid.set_filter(kinds)
        if kinds:
            self.grid.jump(kinds)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _regroup(self, index: int) -> None:
        place, meeting = self.grid.current(), self.side.meeting
        self.model.regroup(tuple(Grouping)[index])
        self.grid.reload()
        self.grid.show_round_now()
        found = self.model.place_of(meeting) if meeting else None
        if found is not None:
            self.grid.choose(found)
        elif place is not None and self.grid.current() is None:
            self._choose_first()
        self.side.refresh(ask=True)

    def _several(self) -> None:
        """Start or confirm all meetings that the button counts."""
        found = counts(self._desk.day, self._desk.now, self._desk.policy)
        if found.to_confirm:
            self.deeds.hold_all(found.to_confirm)
        elif found.ready:
            self.deeds.start_all(found.ready)

    # -- many meetings at once

    def _elsewhere(self, what: str) -> None:
        """Fill the round that comes next, or restore what somebody lost: who has just come, or of the chosen cell."""
        if what == "fill":
            self.many.fill()
        elif self.notice.person:
            self.many.restore(self.notice.person)
        elif person := self.side.who_lost():
            self.many.restore(person)
        else:
            self.side.say_no("Choose a meeting that was missed or left empty, to restore what its people lost.")

    def _make_room(self) -> None:
        self.notice.step_aside(aside=True)
        self._panel_was_open = not self.panel.isHidden() or self._panel_was_open
        self.panel.hide()

    def _give_room(self) -> None:
        self.notice.step_aside(aside=False)
        if self._panel_was_open:
            self._panel_was_open = False
            self.side.open()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- how it is built

    def _lay_out(self) -> None:
        card = Card(margins=(13, 5, 6, 5))
        card.body.addWidget(self.grid)
        body = Row(gap=14)
        body.addWidget(card, 1)
        beside = Column(gap=10)
        beside.addWidget(self.notice, 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(self.panel)
        beside.addWidget(self.many.panel)
        body.addLayout(beside)
        inner = QWidget()
        rows = Column(inner, gap=10)
        rows.addWidget(self.chips)
        rows.addLayout(body, 1)
        self._stack.addWidget(inner)
        self._stack.addWidget(self.nothing)
        column = Column(self, margins=(24, 15, 18, 12))
        column.setSizeConstraint(Column.SizeConstraint.SetNoConstraint)
        column.addWidget(self._stack)

    def _connect(self, link: Link) -> None:
        link.changed.connect(self._take)
        self.chips.filtered.connect(self._filter)
        self.chips.several.connect(self._several)
        self.chips.report.connect(lambda: self.asked_for.emit("report", ""))
        self.chips.regrouped.connect(self._regroup)
        self.chips.fill.connect(self.many.fill)
        self.side.elsewhere.connect(self._elsewhere)
        self.side.opened.connect(self.many.close)
        self.many.opened.connect(self._make_room)
        self.many.closed.connect(self._give_room)
        self.notice.wanted.connect(self.many.restore)
        for deeds in (self.deeds, self.many):
            deeds.done.connect(lambda sentence: self.said.emit(sentence, True))  # noqa: FBT003 - a Qt signal
