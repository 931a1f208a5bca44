"""Re-planning the rest of the day: what is broken is recovered, what is free is filled, and staff choose the price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator.desk.answers import Done, Refusal
from coordinator.domain.schedule import moment
from coordinator.ui import look
from coordinator.ui.page import SteadyPage
from coordinator.ui.pages.replan import telling
from coordinator.ui.pages.replan.choices import ChoicesCard
from coordinator.ui.pages.replan.difference import DifferenceCard
from coordinator.ui.pages.replan.head import ReplanHead
from coordinator.ui.pages.replan.session import Session
from coordinator.ui.pages.replan.strip import ImaginedBand, StatusStrip
from coordinator.ui.pages.replan.what_if import WhatIfCard
from coordinator.ui.widgets import Column, EmptyState, KeyHint, Row

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent

    from coordinator.desk.answers import Answer, Change
    from coordinator.ui.link import Link
    from coordinator.ui.tasks import Tasks
    from coordinator.views.imagining import Thought

KEYS = (
    KeyHint("F5", "Find plans"),
    KeyHint("↑ ↓", "Choose"),
    KeyHint("F3", "List, grid, no place"),
    KeyHint("Ctrl+Enter", "Accept"),
    KeyHint("F2", "What if"),
    KeyHint("Esc", "Cancel, back"),
    KeyHint("Ctrl+Z", "Undo"),
)
BREATH_MS = 400
"""After a change so long is waited for the next one, before the rest of the day is worked out again."""


class ReplanPage(SteadyPage):
    """How the day stands above, the points at the left, and at the right what the chosen one changes."""

    key = "replan"
    title = "Re-plan"
    icon = "calendar-sync"
    keys = KEYS

    def __init__(self, link: Link, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._desk = link, link.desk
        self._round = -1
        self.session = Session(link.desk, tasks, self)
        self.head = ReplanHead()
        self.band = ImaginedBand()
        self.strip = StatusStrip()
        self.choices = ChoicesCard()
        self.what_if = WhatIfCard(link.desk)
        self.difference = DifferenceCard(link.desk)
        self.empty = EmptyState("calendar-sync", "")
        self._left = QStackedWidget()
        self._whole = QStackedWidget()
        self._breath = QTimer(self)
        self._breath.setSingleShot(True)
        self._breath.setInterval(BREATH_MS)
        self._breath.timeout.connect(self.session.look_again)
        self._lay_out()
        self._connect(link)
        self._shortcuts()
        look.follow(self)

    # -- what the window tells it

    def show_now(self, what: str = "") -> None:
        """Come on screen, and see how the rest of the day stands."""
        del what
        self._round = self._round_now()
        self.session.look_again()
        self.session.search.stand_by()
        self._show()
        self._take_keys()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep no process for a page that nobody sees."""
        super().hideEvent(event)
        self.session.search.stand_down()

    def tick(self) -> None:
        """Look again when a round has begun: nothing can be planned into it any more."""
        if self._round != self._round_now():
            self._round = self._round_now()
            self.session.look_again()

    def restyle(self) -> None:
        """Give the left column the width of the look, and say less where there is little room."""
        close = self.width() < look.px(1180)
        self._left.setFixedWidth(look.px(460 if self.width() >= look.px(1600) else 290 if close else 372))
        self.head.draw_in(close)
        self.difference.draw_in(close)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the columns in proportion."""
        super().resizeEvent(event)
        self.restyle()

    # -- what staff ask for

    def begin(self) -> None:
        """Look for plans: for what is imagined if that is on screen, else for the day as it is."""
        if self.session.busy or not self._can_begin():
            return
        self.session.begin(self.head.wanted_seconds(), self._wanted_thoughts())
        self._left.setCurrentWidget(self.choices)
        self._show()
        self._take_keys()

    def accept(self) -> None:
        """Accept the chosen point."""
        if not self._form_is_open():
            self.session.accept()

    def _answer(self, answer: Answer) -> None:
        self._show()
        match answer:
            case Done(sentence):
                self._take_keys()
                self.said.emit(sentence, True)  # noqa: FBT003 - a signal names nothing
            case Refusal(sentence):
                self.difference.complain(sentence)

    def imagine(self) -> None:
        """Ask what shall be imagined."""
        if not self.session.busy:
            self._left.setCurrentWidget(self.what_if)
            self._show()
            self.what_if.open()

    def step_back(self) -> None:
        """Stop the search, else leave the form, else go back to the day as it is."""
        if self.session.busy:
            self.session.cancel()
        elif self._form_is_open():
            if not self.what_if.step_back():
                self._close_form()
        elif self.session.thoughts:
            self._leave()
        self._take_keys()

    def _leave(self) -> None:
        self.what_if.clear()
        self.session.leave()
        self._take_keys()

    def _close_form(self) -> None:
        self._left.setCurrentWidget(self.choices)
        if not self.what_if.imagined() and self.session.thoughts:
            self.session.leave()
        self._show()
        self._take_keys()

    def _form_is_open(self) -> bool:
        return self._left.currentWidget() is self.what_if

    def _wanted_thoughts(self) -> tuple[Thought, ...]:
        return self.what_if.imagined() if self._form_is_open() or self.session.thoughts else ()

    def _can_begin(self) -> bool:
        event = self.session.real.event
        wanted = event is None or bool(event.model.candidates)
        return bool(self._wanted_thoughts()) or (wanted and not self.session.thoughts)

    # -- keeping in step

    def _take(self, _change: Change) -> None:
        if self.isVisible():
            self._breath.start()

    def _round_now(self) -> int:
        return moment(self._desk.day.schedule, self._desk.now).number

    def _rest(self) -> None:
        """A search has ended: be ready for the next."""
        self._take_keys()
        if self.isVisible():
            self.session.search.stand_by()

    def _choose(self, index: int) -> None:
        plan = self.session.world.plan
        if plan is not None and not self.session.busy:
            plan.choose(index)

    def _take_keys(self) -> None:
        """Give the keys to whatever comes next: to cancel, to type, to choose, or to begin."""
        if not self.isVisible():
            return
        if self.session.busy:
            target: QWidget = self.strip.cancel
        elif self._form_is_open():
            target = self.what_if.field
        elif self._left.isVisible():
            target = self.choices.rows
        else:
            target = self.head.begin if self.head.begin.isEnabled() else self.head.imagine
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is shown

    def _show(self) -> None:
        """Show everything as it stands."""
        session, desk = self.session, self._desk
        nothing = telling.no_rest(desk.day, desk.now)
        self._whole.setCurrentIndex(1 if nothing else 0)
        if nothing:
            self.empty.say(*nothing)
            return
        world, form = session.world, self._form_is_open()
        self.head.show_standing(session.real.standing)
        self.head.show_running(running=session.busy, known=world.plan is not None, can_begin=self._can_begin())
        self.band.setVisible(bool(session.thoughts))
        self.band.show_words(telling.imagined(session))
        self._show_strip()
        found = telling.points(session)
        self._left.setVisible(form or (bool(found.lines) and not session.is_accepted))
        self.choices.show_points(found.lines, found.chosen, found.bound, found.note)
        self._show_difference()

    def _show_strip(self) -> None:
        session = self.session
        if session.busy:
            share = session.search.elapsed / (session.search.seconds + telling.START) if session.search.running else 0
            self.strip.show_progress(share, telling.progress(session))
            return
        news = telling.news(session)
        self.strip.say(news.words, news.sentence, news.tone, anew=news.anew)

    def _show_difference(self) -> None:
        session = self.session
        plan = session.world.plan
        hint = telling.instead(session, self._desk.day)
        if hint is not None:
            self.difference.say(*hint)
        elif plan is not None and plan.choice is not None:
            self.difference.show_choice(plan.choice, imagined=bool(session.thoughts) or self._form_is_open())
        else:
            self.difference.wait()

    # -- how it is built

    def _lay_out(self) -> None:
        for card in (self.choices, self.what_if):
            self._left.addWidget(card)
        body = Row(gap=14)
        body.addWidget(self._left)
        body.addWidget(self.difference, 1)
        inner = QWidget()
        rows = Column(inner, gap=8)
        for widget in (self.head, self.band, self.strip):
            rows.addWidget(widget)
        rows.addLayout(body, 1)
        self._whole.addWidget(inner)
        self._whole.addWidget(self.empty)
        column = Column(self, margins=(24, 15, 18, 12))
        column.setSizeConstraint(Column.SizeConstraint.SetNoConstraint)
        column.addWidget(self._whole)

    def _connect(self, link: Link) -> None:
        link.changed.connect(self._take)
        self.session.changed.connect(self._show)
        self.session.ended.connect(self._rest)
        self.session.answered.connect(self._answer)
        self.head.begun.connect(self.begin)
        self.head.imagining.connect(self.imagine)
        self.band.wanted.connect(self.imagine)
        self.band.left.connect(self._leave)
        self.strip.cancelled.connect(self.step_back)
        self.strip.again.connect(self.begin)
        self.choices.chosen.connect(self._choose)
        self.what_if.tried.connect(self.begin)
        self.what_if.left.connect(self._close_form)
        self.what_if.edited.connect(self._show)
        self.difference.accepted.connect(self.accept)

    def _shortcuts(self) -> None:
        deeds = {"F5": self.begin, "F2": self.imagine, "F3": self.difference.turn, "Esc": self.step_back}
        deeds |= dict.fromkeys(("Ctrl+Return", "Ctrl+Enter"), self.accept)
        for keys, deed in deeds.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(deed)
