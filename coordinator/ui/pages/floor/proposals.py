"""Cards below each other: one is chosen with arrows, numbers or the mouse; Enter takes, the space bar says more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.pages.floor import cards as drawing
from coordinator.ui.pages.floor.cards import CardLine, Pick, Pose
from coordinator.ui.pages.floor.grid import COMMANDS, LETTERS, NUMBERS
from coordinator.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget


class ProposalCards(Painted):
    """`chosen` tells that another card is marked or ticked, `taken` that the marked one is to be carried out."""

    chosen = Signal()
    taken = Signal()
    asked = Signal(str)
    left = Signal()
    letters_here = True

    def __init__(self, pick: Pick = Pick.ONE, name: str = "Proposals", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: tuple[CardLine, ...] = ()
        self.current = 0
        self.left_out: frozenset[str] = frozenset()
        self._pick, self._best, self._open = pick, "", False
        self._tops: list[float] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_cards(self, cards: Sequence[CardLine], best: str = "") -> None:
        """Show other cards; the one that was chosen stays chosen if it is still there. `best` is a card's key."""
        before = self.card()
        self.cards, self._best = tuple(cards), best
        keys = [card.key for card in self.cards]
        self.current = keys.index(before.key) if before and before.key in keys else 0
        self._open = self._open and before is not None and before.key in keys
        self.left_out &= frozenset(keys)
        self.restyle()
        self._announce()

    def clear(self) -> None:
        """Show nothing, and forget what was left out."""
        self.left_out = frozenset()
        self.show_cards(())

    def set_pick(self, pick: Pick) -> None:
        """Say how cards are taken from now on."""
        self._pick = pick

    def card(self) -> CardLine | None:
        """Return the card that is chosen."""
        return self.cards[self.current] if self.current < len(self.cards) else None

    def choose(self, index: int) -> None:
        """Mark another card."""
        if 0 <= index < len(self.cards) and index != self.current:
            self.current = index
            self.restyle()
            self._announce()
            self.chosen.emit()

    def tick(self, index: int) -> None:
        """Leave a card out, or take it in again, where some of the cards are taken."""
        if self._pick is Pick.SOME and 0 <= index < len(self.cards) and not self.cards[index].gone:
            self.left_out ^= {self.cards[index].key}
            self.restyle()
            self._announce()
            self.chosen.emit()

    def restyle(self) -> None:
        """Measure again."""
        self.setFixedHeight(max(1, round(self._measure(max(1, self.width())))))
        super().restyle()

    def sizeHint(self) -> QSize:
        """Return the height of all cards."""
        return QSize(look.px(260), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.restyle()

    def _announce(self) -> None:
        card = self.card()
        if card is None:
            words = ""
        elif card.gone:
            words = f"{card.title}. No longer possible: {card.gone}"
        else:
            ticked = ("Left out. " if card.key in self.left_out else "Taken. ") if self._pick is Pick.SOME else ""
            words = f"{ticked}{card.title}. {card.before} to {card.after}. {card.reason} {card.effects}"
        self.setAccessibleDescription(words)

    # -- where cards stand, and how

    def _pose(self, index: int) -> Pose:
        card, chosen = self.cards[index], index == self.current
        ticked = chosen if self._pick is Pick.ONE else card.key not in self.left_out
        best = bool(self._best) and card.key == self._best
        return Pose(index + 1, self._pick, chosen, self._open, best, ticked, focused=chosen and self.hasFocus())

    def _measure(self, width: float) -> float:
        self._tops = []
        top = 0.0
        for index, card in enumerate(self.cards):
            self._tops.append(top)
            top += drawing.height(card, self._pose(index), width) + look.px(8)
        return max(0.0, top - look.px(8)) + look.px(2)

    def card_rect(self, index: int) -> QRectF:
        """Return where a card stands."""
        high = drawing.height(self.cards[index], self._pose(index), self.width())
        return QRectF(1, self._tops[index] + 1, self.width() - 2, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards that show."""
        painter = look.smooth(QPainter(self))
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        for index, card in enumerate(self.cards):
            area = self.card_rect(index)
            if area.intersects(QRectF(event.rect())):
                drawing.paint(painter, area, card, self._pose(index))
        painter.end()

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, take with Enter or a number, say more or tick with the space bar, go back with Esc."""
        key = Qt.Key(event.key())
        if event.modifiers() & COMMANDS:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.choose(self.current + (1 if key is Qt.Key.Key_Down else -1))
        elif key is Qt.Key.Key_Space:
            self._space()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif key is Qt.Key.Key_Escape:
            self.left.emit()
        elif key in NUMBERS:
            self.press_number(NUMBERS[key])
        elif key in LETTERS:
            self.asked.emit(LETTERS[key])
        else:
            super().keyPressEvent(event)

    def press_number(self, number: int) -> None:
        """Choose the card with this number and take it, or tick it where some of the cards are taken."""
        if number > len(self.cards):
            return
        self.choose(number - 1)
        if self._pick is Pick.ONE:
            self.taken.emit()
        else:
            self.tick(number - 1)

    def _space(self) -> None:
        if self._pick is Pick.SOME:
            self.tick(self.current)
        else:
            self._open = not self._open
            self.restyle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the card under the mouse, or tick it if its box was hit."""
        for index in range(len(self.cards)):
            area = self.card_rect(index)
            if area.contains(event.position()):
                self.choose(index)
                if drawing.sign_rect(area).adjusted(-6, -6, 6, 6).contains(event.position()):
                    self.tick(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        self.update()
        super().focusOutEvent(event)
