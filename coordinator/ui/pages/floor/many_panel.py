"""The panel beside the floor for an offer of many meetings: what would happen, how good it is, one key to accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator.ui.look import Tone
from coordinator.ui.pages.floor.cards import Pick
from coordinator.ui.pages.floor.grid import COMMANDS, LETTERS
from coordinator.ui.pages.floor.lines import IconLine
from coordinator.ui.pages.floor.proposals import ProposalCards
from coordinator.ui.widgets.boxes import Column, Row, clear
from coordinator.ui.widgets.button import Button, Kind
from coordinator.ui.widgets.card import Card
from coordinator.ui.widgets.pill import Pill
from coordinator.ui.widgets.scroll import Scroll
from coordinator.ui.widgets.segmented import Segmented
from coordinator.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from coordinator.ui.pages.floor.many_words import Line, Sheet

NEWER = "There is another offer now; look again."


class ManyPanel(Card):
    """`accepted`, `again` and `left` tell what staff wants, `switched` and `other` which of the rounds."""

    accepted = Signal()
    again = Signal()
    left = Signal()
    switched = Signal(int)
    other = Signal()
    letters_here = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(17, 14, 15, 14), gap=8, parent=parent)
        self.pill = Pill("", Tone.ACCENT, "", height=26)
        self.verdict = Pill("", Tone.OK, "circle-check", height=26)
        self.title = Text("", "title", "text", wrap=True)
        self.rounds = Segmented(("",), name="Round to fill")
        self.sentence = Text("", "body", "text2", wrap=True)
        self.gone = Text("", "body_medium", "bad.text", wrap=True)
        self.cards = ProposalCards(Pick.ALL, "Meetings")
        self.notice = Text("", "body_medium", "bad.text", wrap=True)
        self.accept = Button("", "check", kind=Kind.PRIMARY, key="Enter", height=44)
        self.look = Button("Look again", "refresh-cw", key="R", height=44)
        self._lines: tuple[Line, ...] = ()
        self._after = Column(gap=10, margins=(2, 8, 2, 2))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self.cards.chosen.connect(self._bring_into_sight)
        self.cards.taken.connect(self.accepted)
        self.cards.left.connect(self.left)
        self.cards.asked.connect(self._asked)
        self.accept.clicked.connect(self.accepted)
        self.look.clicked.connect(self.again)
        self.rounds.chosen.connect(self.switched)

    def show_sheet(self, sheet: Sheet, gone: str, *, newer: bool, thinking: bool) -> None:
        """Say what is offered; one that no longer holds is pale, says why, and cannot be accepted."""
        alive = not gone and not thinking
        self.pill.say(sheet.label, Tone.ACCENT, sheet.icon)
        icon = "circle-check" if sheet.tone is Tone.OK else "circle-alert"
        self.verdict.say(sheet.verdict, sheet.tone, icon)
        self.verdict.setVisible(bool(sheet.verdict) and alive)
        for label, words in ((self.title, sheet.title), (self.sentence, sheet.sentence)):
            label.setText(words)
        self.say_gone(f"No longer possible: {gone}" if gone else NEWER if newer else "")
        self.cards.set_pick(sheet.pick)
        self.cards.show_cards(sheet.cards)
        had_focus = self.cards.hasFocus()
        self.cards.setEnabled(alive)
        if had_focus and not alive:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.setVisible(bool(sheet.cards))
        self._show_lines(sheet.lines if alive else ())
        self.accept.set_words(sheet.accept)
        self.accept.setVisible(bool(sheet.accept))
        self.accept.setEnabled(alive and sheet.ready)
        self.look.setVisible(not thinking and (bool(gone) or newer))
        self.setAccessibleName(sheet.label)
        self.setAccessibleDescription(f"{sheet.title}. {sheet.verdict}. {sheet.sentence} {self.gone.text()}")

    def say_gone(self, sentence: str) -> None:
        """Say why the offer is not what it was."""
        self.gone.setText(sentence)
        self.gone.setVisible(bool(sentence))

    def say_no(self, sentence: str) -> None:
        """Say why something was refused."""
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))

    def take_keys(self) -> None:
        """Listen to the keys: the cards if there are any, else the panel itself."""
        ready = self.cards.isEnabled() and bool(self.cards.cards)
        (self.cards if ready else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept with Enter, look again with R, go to the other round with F, go back with Esc."""
        key = Qt.Key(event.key())
        if event.modifiers() & COMMANDS:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif key is Qt.Key.Key_Escape:
            self.left.emit()
        elif key in LETTERS:
            self._asked(LETTERS[key])
        else:
            super().keyPressEvent(event)

    def _asked(self, what: str) -> None:
        if what == "reassign":
            self.again.emit()
        elif what == "fill":
            self.other.emit()

    def _show_lines(self, lines: Sequence[Line]) -> None:
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            clear(self._after)
            for icon, words in lines:
                self._after.addWidget(IconLine(icon, words))

    def _bring_into_sight(self) -> None:
        area = self.cards.card_rect(self.cards.current).toRect()
        self._scroll.ensureVisible(area.center().x(), area.center().y(), 0, area.height() // 2 + 4)

    def _lay_out(self) -> None:
        close = Button("", "x", kind=Kind.GHOST, height=32, hint="Close the panel")
        close.clicked.connect(self.left)
        head = Row(gap=10)
        head.addWidget(self.pill)
        head.addWidget(self.verdict)
        head.addStretch(1)
        head.addWidget(close)
        inner = QWidget()
        column = Column(inner)
        column.addWidget(self.cards)
        column.addLayout(self._after)
        column.addStretch(1)
        self._scroll = Scroll(inner)
        bottom = Row(gap=8)
        bottom.addWidget(self.accept, 3)
        bottom.addWidget(self.look, 2)
        self.body.addLayout(head)
        for widget in (self.title, self.rounds, self.sentence, self.gone):
            self.body.addWidget(widget)
        self.body.addWidget(self._scroll, 20)
        self.body.addStretch(1)
        self.body.addWidget(self.notice)
        self.body.addLayout(bottom)
        self.say_no("")
        self.say_gone("")
