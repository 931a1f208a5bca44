"""The panel beside the floor: one place, who belongs there, what can be done, and the ways to repair it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.pages.floor.cells import CLOTHES
from coordinator.ui.pages.floor.lines import IconLine, Rule
from coordinator.ui.pages.floor.people import PartyRows
from coordinator.ui.pages.floor.proposals import ProposalCards
from coordinator.ui.widgets.boxes import Column, Row, clear
from coordinator.ui.widgets.button import Button, Kind
from coordinator.ui.widgets.card import Card
from coordinator.ui.widgets.pill import Pill
from coordinator.ui.widgets.scroll import Scroll
from coordinator.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from coordinator.ui.pages.floor.cards import CardLine
    from coordinator.views.floor_panel import Panel

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


@dataclass(frozen=True, slots=True)
class Action:
    """A button of the panel: what is asked for, how it is called, its icon and its key."""

    name: str
    words: str
    icon: str
    key: str = ""


class FloorPanel(Card):
    """Shows what the page tells it; `asked` names an action, `closed` asks for the room back."""

    asked = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(17, 14, 15, 14), gap=8, parent=parent)
        self._actions: tuple[Action, ...] = ()
        self._consequences: tuple[tuple[str, str], ...] = ()
        self.pill = Pill("", Tone.NEUTRAL, "", height=26)
        self.clock = Text("", "small", "text3")
        self.place = Text("", "title", "text")
        self.note = Text("", "body", "text2", wrap=True)
        self.people = PartyRows("People of this meeting")
        self.phones = Text("", "lead_strong", "text", wrap=True)
        self.heading = Text("", "section", "text")
        self.blocked = Text("", "body", "text2", wrap=True)
        self.cards = ProposalCards()
        self.notice = Text("", "body_medium", "bad.text", wrap=True)
        self.apply = Button("Apply", "check", kind=Kind.PRIMARY, key="Enter", height=44)
        self.leave = Button("Leave empty", key="L", height=44)
        self.again = Button("Look again", "refresh-cw", key="R", height=44)
        self._buttons = Column(gap=8)
        self._after = QWidget()
        self._after_column = Column(self._after, gap=10, margins=(0, 6, 0, 0))
        self._scroll = Scroll(self.cards)
        self._rule = Rule()
        self._lay_out()
        self.cards.chosen.connect(self._bring_into_sight)
        self.apply.clicked.connect(lambda: self.asked.emit("apply"))
        self.leave.clicked.connect(lambda: self.asked.emit("leave"))
        self.again.clicked.connect(lambda: self.asked.emit("reassign"))
        self.setAccessibleName("The chosen place")

    def show_panel(self, panel: Panel, actions: Sequence[Action]) -> None:
        """Say what there is to know about a place, and offer what can be done."""
        clothes = CLOTHES[panel.kind]
        self.pill.say(panel.state, clothes.tone, clothes.icon, solid=clothes.solid)
        for label, words in ((self.clock, panel.clock), (self.place, panel.place), (self.note, panel.note)):
            if label.text() != words:
                label.setText(words)
        self.note.setVisible(bool(panel.note))
        self.people.show_rows(panel.parties)
        self.people.setVisible(bool(panel.parties))
        self.setAccessibleDescription(f"{panel.place}. {panel.state}. {panel.clock}. {panel.note}")
        if tuple(actions) != self._actions:
            self._actions = tuple(actions)
            self._fill_buttons()

    def show_cards(self, cards: Sequence[CardLine], best: str, blocked: str, *, thinking: bool) -> None:
        """Show proposals, or why there are none; while new ones are looked for the old ones are pale."""
        self.cards.setEnabled(not thinking)
        if not thinking:
            self.cards.show_cards(cards, best)
        shown = self.cards.cards
        self.heading.setText(_heading(shown, thinking=thinking))
        self.heading.setVisible(bool(shown) or bool(blocked) or thinking)
        self._rule.setVisible(True)
        self.blocked.setText(blocked)
        self.blocked.setVisible(bool(blocked))
        self._scroll.setVisible(bool(shown))

    def can_apply(self, *, card: bool, leave: bool) -> None:
        """Say whether the chosen card can be taken, or is grey, and whether the table can be left empty."""
        self.apply.setVisible(card)
        self.apply.setEnabled(self.cards.isEnabled())
        self.again.setVisible(not card and bool(self.cards.cards))
        self.leave.setVisible(leave)

    def no_cards(self) -> None:
        """Show a place that needs no repair."""
        self.cards.show_cards(())
        for widget in (self._rule, self.heading, self.blocked, self._scroll, self.apply, self.again, self.leave):
            widget.setVisible(False)
        self.show_consequences(())

    def show_consequences(self, lines: Sequence[tuple[str, str]]) -> None:
        """Say what happens when the chosen proposal is applied, where there is room to say it."""
        if tuple(lines) != self._consequences:
            self._consequences = tuple(lines)
            clear(self._after_column)
            if lines:
                self._after_column.addWidget(Text("What happens when you apply", "section", "text"))
            for icon, words in lines:
                self._after_column.addWidget(IconLine(icon, words))
        self._fit()

    def say_no(self, sentence: str) -> None:
        """Say why something was refused; nothing takes it back."""
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))

    def call(self, words: str) -> None:
        """Show telephone numbers large enough to dial from; nothing hides them."""
        self.phones.setText(words)
        self.phones.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say more where there is room."""
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        """Take the look."""
        super().restyle()
        self._fill_buttons()

    def _fit(self) -> None:
        roomy = self.height() >= look.px(780)
        self._after.setVisible(roomy and bool(self._consequences))

    def _lay_out(self) -> None:
        close = Button("", "x", kind=Kind.GHOST, height=32, hint="Close the panel")
        close.clicked.connect(self.closed)
        head = Row(gap=10)
        head.addWidget(self.pill)
        head.addWidget(self.clock)
        head.addStretch(1)
        head.addWidget(close)
        bottom = Row(gap=8)
        bottom.addWidget(self.apply, 3)
        bottom.addWidget(self.again, 3)
        bottom.addWidget(self.leave, 2)
        self.body.addLayout(head)
        for widget in (self.place, self.people, self.note, self.phones):
            self.body.addWidget(widget)
        self.body.addLayout(self._buttons)
        self.body.addWidget(self._rule)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.blocked)
        self.body.addWidget(self._scroll, 20)
        self.body.addWidget(self._after)
        self.body.addStretch(1)
        self.body.addWidget(self.notice)
        self.body.addLayout(bottom)
        self.say_no("")
        self.call("")

    def _fill_buttons(self) -> None:
        clear(self._buttons)
        wide = self.width() >= look.px(380)
        for first in range(0, len(self._actions), 3):
            row = Row(gap=8)
            for action in self._actions[first : first + 3]:
                button = Button(action.words, action.icon, key=action.key if wide else "", hint=action.key)
                button.clicked.connect(lambda _=False, name=action.name: self.asked.emit(name))
                row.addWidget(button, 1)
            self._buttons.addLayout(row)

    def _bring_into_sight(self) -> None:
        area = self.cards.card_rect(self.cards.current).toRect()
        self._scroll.ensureVisible(area.center().x(), area.center().y(), 0, area.height() // 2 + 4)

    def buttons(self) -> dict[str, Button]:
        """Return the buttons of the place by the name of what they ask for."""
        found = self.findChildren(Button, options=Qt.FindChildOption.FindDirectChildrenOnly)
        names = {action.words: action.name for action in self._actions}
        return {names[button.words()]: button for button in found if button.words() in names}


def _heading(cards: Sequence[CardLine], *, thinking: bool) -> str:
    ways = sum(1 for card in cards if not card.gone)
    if ways:
        number = _NUMBERS[ways] if ways < len(_NUMBERS) else str(ways)
        return f"{number} {'way' if ways == 1 else 'ways'} to save this meeting"
    return "Looking…" if thinking else "No longer possible" if cards else "Nothing saves this meeting"
