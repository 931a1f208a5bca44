"""Filling a round and restoring somebody's meetings from the floor: one panel, one offer at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator.planning.fill_all import FillOffer
from coordinator.planning.restoring import Restoration
from coordinator.ui.pages.floor import many_words as words
from coordinator.ui.pages.floor.deeds import FloorDeeds
from coordinator.ui.pages.floor.many import Many, ManyOffers
from coordinator.ui.pages.floor.many_panel import ManyPanel
from coordinator.views.floor_counts import rounds_to_fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.desk.answers import Refusal
    from coordinator.desk.desk import Desk
    from coordinator.ui.tasks import Tasks
    from coordinator.views.floor_counts import RoundToFill


class FloorMany(QObject):
    """`opened` and `closed` tell whether the panel takes the room beside the floor, `done` what happened."""

    opened = Signal()
    closed = Signal()
    done = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person, self._slot = "", ""
        self._rounds: tuple[RoundToFill, ...] = ()
        self.panel = ManyPanel()
        self.panel.hide()
        self.offers = ManyOffers(desk, tasks, self)
        self.deeds = FloorDeeds(desk, self)
        self.offers.changed.connect(self._show)
        self.deeds.done.connect(self.done)
        self.deeds.refused.connect(self._refused)
        self.panel.accepted.connect(self._accept)
        self.panel.again.connect(self._again)
        self.panel.left.connect(self.close)
        self.panel.switched.connect(self._switch)
        self.panel.other.connect(self._next_round)
        self.panel.cards.chosen.connect(self._show)

    @property
    def is_open(self) -> bool:
        """Return whether an offer is on screen."""
        return not self.panel.isHidden()

    def fill(self, slot: str = "") -> None:
        """Offer to fill this round if it runs or comes next, else the one that comes next."""
        self._rounds = rounds_to_fill(self._desk.day, self._desk.now)
        ids = [each.slot for each in self._rounds]
        self._person, self._slot = "", slot if slot in ids else ids[-1] if ids else ""
        if ids:
            self.panel.rounds.set_words([each.words for each in self._rounds])
            self.panel.rounds.choose(ids.index(self._slot))
        self.panel.rounds.setVisible(len(ids) > 1)
        self._open(partial(self._desk.fill_offer, self._slot))

    def restore(self, person: str) -> None:
        """Offer what a person lost today and can get back."""
        self._person = person
        self.panel.rounds.hide()
        self._open(partial(self._desk.restoration, person))

    def close(self) -> None:
        """Give the room back."""
        if self.is_open:
            self.offers.forget()
            self.panel.hide()
            self.closed.emit()

    def refresh(self) -> None:
        """Look whether what is on screen still holds."""
        if self.is_open:
            self.offers.look_again()

    def _open(self, question: Callable[[], Many | Refusal]) -> None:
        self.panel.say_no("")
        self.panel.cards.clear()
        self.panel.show()
        self.opened.emit()
        self.offers.ask(question)
        self.panel.take_keys()

    def _switch(self, index: int) -> None:
        self.fill(self._rounds[index].slot)

    def _next_round(self) -> None:
        ids = [each.slot for each in self._rounds]
        if not self._person and len(ids) > 1:
            self._switch((ids.index(self._slot) + 1) % len(ids))

    def _again(self) -> None:
        if self._person:
            self.restore(self._person)
        else:
            self.fill(self._slot)

    def _show(self) -> None:
        offers, day = self.offers, self._desk.day
        if self._person:
            offer = offers.offer if isinstance(offers.offer, Restoration) else None
            sheet = words.restore_sheet(day, offer, offers.refusal, self.panel.cards.left_out)
        else:
            round_ = offers.offer if isinstance(offers.offer, FillOffer) else None
            sheet = words.fill_sheet(day, round_, offers.refusal)
        waits = self.panel.hasFocus()
        gone = " ".join(offers.gone[:1])
        self.panel.show_sheet(sheet, gone, newer=offers.newer, thinking=offers.thinking)
        if waits and not offers.thinking:
            self.panel.take_keys()

    def _accept(self) -> None:
        offer, gone = self.offers.offer, " ".join(self.offers.gone[:1])
        if self.offers.thinking:
            return
        if gone:
            self.panel.say_no(f"This no longer holds: {gone}")
            return
        if isinstance(offer, Restoration):
            offer = words.taken_of(offer, self.panel.cards.left_out)
        if self.deeds.accept(offer if offer and offer.changes else None, "There is nothing to accept here."):
            self.close()

    def _refused(self, sentence: str) -> None:
        self.offers.look_again()
        self.panel.say_no(sentence)
