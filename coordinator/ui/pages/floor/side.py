"""The panel beside the floor kept in step with the chosen cell, and what keys and buttons do with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from coordinator.domain.entries import RepairKind
from coordinator.ui import look
from coordinator.ui.pages.floor import words
from coordinator.ui.pages.floor.deeds import SIDE_WORDS, FloorDeeds, of_kind
from coordinator.ui.pages.floor.offers import FloorOffers
from coordinator.views.floor_cells import Kind
from coordinator.views.floor_panel import Panel, panel
from coordinator.views.state import missing_people
from coordinator.views.words import person_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.desk.desk import Desk
    from coordinator.domain.schedule import Side
    from coordinator.ui.models.floor import FloorModel
    from coordinator.ui.pages.floor.grid import FloorGrid
    from coordinator.ui.pages.floor.offers import Shown
    from coordinator.ui.pages.floor.panel import FloorPanel
    from coordinator.ui.tasks import Tasks

NOT_BEGUN = "This round has not begun."

ELSEWHERE = ("fill", "restore")
"""What is asked for here and done in another panel."""


class FloorSide(QObject):
    """Stands between grid, panel and desk; `opened` tells that the panel takes its room, `elsewhere` who should."""

    opened = Signal()
    elsewhere = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, model: FloorModel, grid: FloorGrid, panel: FloorPanel) -> None:
        super().__init__(grid)
        self._desk, self.model, self.grid, self.panel = desk, model, grid, panel
        self._cards_wanted = False
        self._now: Panel | None = None
        self.deeds = FloorDeeds(desk, self)
        self.offers = FloorOffers(desk, tasks, self)
        self.offers.changed.connect(self._show_offers)
        self.deeds.refused.connect(self._refused)
        grid.chosen.connect(partial(self.refresh, ask=False))
        grid.pressed.connect(self.open)
        grid.opened.connect(self._opened)
        grid.asked.connect(self.act)
        grid.numbered.connect(self._number)
        panel.asked.connect(self.act)
        panel.closed.connect(self.close)
        panel.cards.asked.connect(self.act)
        panel.cards.taken.connect(partial(self.act, "apply"))
        panel.cards.left.connect(self._back)
        panel.cards.chosen.connect(self._show_consequences)

    @property
    def meeting(self) -> str:
        """Return the meeting of the chosen cell."""
        return self._now.meeting if self._now else ""

    def who_lost(self) -> str:
        """Return somebody who lost the meeting of the chosen cell: first whoever did not come."""
        now = self._now
        if now is None or now.kind not in (Kind.NO_SHOW, Kind.MISSED, Kind.EMPTY, Kind.UNCONFIRMED):
            return ""
        meeting = self._desk.day.meetings[now.meeting]
        return next(iter((*missing_people(meeting, meeting.missed), *meeting.people)))

    def say_no(self, sentence: str) -> None:
        """Say why something cannot be done with the chosen place."""
        self.open()
        self.panel.say_no(sentence)

    def refresh(self, *, ask: bool) -> None:
        """Say the chosen place anew; proposals are looked for if that is asked for, or the place stands otherwise."""
        place = self.grid.current()
        if place is None or self.panel.isHidden():
            return
        row, column = self.model.rows[place[0]], self.model.columns[place[1]]
        before, now = self._now, panel(self.model.floor, row, column.slot)
        self._now = now
        changed = before is None or (before.meeting, before.kind) != (now.meeting, now.kind)
        if before is None or before.meeting != now.meeting:
            self.panel.call("")
            self.panel.say_no("")
        if ask or changed:
            self.offers.ask(now.meeting if now.needs_repair or self._keeps_cards(now) else "")
        self._show_actions()

    def _keeps_cards(self, now: Panel) -> bool:
        """Return whether the cards on screen stay, to say why nothing of them is needed any more."""
        same = bool(self.offers.shown) and self.offers.meeting == now.meeting
        return same and now.kind in (Kind.READY, Kind.PLANNED)

    def _show_actions(self) -> None:
        if self._now is not None:
            wide = self.panel.width() >= look.px(380)
            buttons = words.actions(self._desk.day, self._now, self.offers.offers, wide=wide)
            self.panel.show_panel(self._now, buttons)

    def _show_offers(self) -> None:
        """Show what the search for proposals has come to."""
        offers, thinking = self.offers.offers, self.offers.thinking
        if offers is None and not thinking:
            self.panel.no_cards()
        else:
            lines = words.card_lines(self._desk.day, self.offers.shown)
            blocked = offers.blocked if offers else ""
            # Cards that are looked for anew are pale and lose the keys; they get them back with the answer.
            self._cards_wanted |= self.panel.cards.hasFocus()
            self.panel.show_cards(lines, self.offers.best, blocked, thinking=thinking)
            if self._cards_wanted and lines and not thinking:
                self._into_cards()
            self._show_consequences()
        self._show_actions()

    def _show_consequences(self) -> None:
        chosen = self._chosen()
        possible = chosen is not None and not chosen.gone
        leave = of_kind(self.offers.offers, RepairKind.LEAVE_EMPTY) is not None
        self.panel.can_apply(card=possible, leave=leave)
        told = words.consequences(self._desk.day, chosen.proposal) if chosen and possible else ()
        self.panel.show_consequences(told)

    def _chosen(self) -> Shown | None:
        card = self.panel.cards.card()
        return self.offers.find(card.key) if card else None

    # -- what staff asks for

    def open(self) -> None:
        """Show the panel."""
        hidden = self.panel.isHidden()
        if hidden:
            self.panel.show()
            self.opened.emit()
        self.refresh(ask=hidden)

    def act(self, what: str) -> None:
        """Do what a key or a button asks for with the chosen place."""
        if what in ELSEWHERE:
            self.elsewhere.emit(what)
            return
        self.open()
        now = self._now
        if now is None:
            return
        self.panel.say_no("")
        match what:
            case "reassign":
                self._reassign()
            case "apply":
                self._apply()
            case "leave":
                self._accept(RepairKind.LEAVE_EMPTY, "There is nothing to leave empty here.")
            case "wait":
                self._accept(RepairKind.WAIT, "Waiting is not among the choices here.")
            case "call":
                self.panel.call(words.phones(now))
            case "arrived":
                self._arrived(now)
            case "no-show":
                self._no_show(now)
            case "start":
                self._start(now)

    def _reassign(self) -> None:
        """Give the cards the keys; if one of them no longer holds, look for proposals anew."""
        if any(shown.gone for shown in self.offers.shown):
            self.offers.ask_anew()
        self._into_cards()

    def _apply(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.gone:
            self.panel.say_no(f"This no longer holds: {chosen.gone}")
        elif self.deeds.accept(chosen.proposal if chosen else None, "There is no proposal to apply."):
            self._settled()

    def _accept(self, kind: RepairKind, otherwise: str) -> None:
        if self.deeds.accept(of_kind(self.offers.offers, kind), otherwise):
            self._settled()

    def _settled(self) -> None:
        """Go on after staff did what was to do here: the cards have nothing more to say."""
        self.offers.forget()
        self.refresh(ask=True)
        self._back()

    def _number(self, number: int) -> None:
        """Mark the card with this number; there the number takes it."""
        if number <= len(self.panel.cards.cards) and self.panel.cards.isVisible():
            self.panel.cards.choose(number - 1)
            self._into_cards()

    def _arrived(self, now: Panel) -> None:
        if not now.missing:
            self.panel.say_no("Everybody of this meeting is here." if now.meeting else "Nobody is expected here.")
        elif len(now.missing) == 1:
            self._came(now.missing)
        else:
            names = [(person_name(self._desk.day, p), partial(self._came, (p,))) for p in now.missing]
            self._menu([*names, ("All of them", partial(self._came, now.missing))])

    def _came(self, people: Sequence[str]) -> None:
        self.deeds.arrived(people)
        self.offers.forget()
        self.refresh(ask=True)

    def _no_show(self, now: Panel) -> None:
        sides = self.deeds.sides(now)
        if not now.begun:
            self.panel.say_no(NOT_BEGUN)
        elif len(sides) == 1:
            self._mark(now.meeting, sides[0])
        elif sides:
            self._menu([(SIDE_WORDS[side], partial(self._mark, now.meeting, side)) for side in sides])

    def _mark(self, meeting: str, side: Side) -> None:
        if self.deeds.missed(meeting, side):
            self.offers.ask_anew()
            self._into_cards()

    def _start(self, now: Panel) -> None:
        if not now.begun:
            self.panel.say_no(NOT_BEGUN)
        elif now.meeting:
            self.deeds.start_or_end(now.meeting)

    def _into_cards(self) -> None:
        """Give the cards the keys, now or, while they are still looked for, when they appear."""
        self._cards_wanted = self.offers.thinking or not self.panel.cards.isVisible()
        self.panel.cards.setFocus(Qt.FocusReason.OtherFocusReason)

    def _menu(self, choices: Sequence[tuple[str, partial[None]]]) -> None:
        menu = QMenu(self.grid)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(look.font("row"))
        for label, deed in choices:
            menu.addAction(label).triggered.connect(deed)
        place = self.grid.current()
        corner = self.grid.cell_rect(place).bottomLeft() if place else QPoint(0, 0)
        menu.popup(self.grid.viewport().mapToGlobal(corner))

    def _opened(self) -> None:
        self.open()
        if self.panel.cards.cards and self.panel.cards.isVisible():
            self._into_cards()

    def close(self) -> None:
        """Give the room to the grid."""
        self.panel.hide()
        self._back()

    def _back(self) -> None:
        self._cards_wanted = False
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, sentence: str) -> None:
        """Say why not, and look again at how things stand."""
        self.refresh(ask=True)
        self.panel.say_no(sentence)
