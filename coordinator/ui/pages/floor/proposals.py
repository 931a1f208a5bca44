"""Proposals as cards: one is chosen; the space bar shows who must be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.pages.floor.grid import COMMANDS, LETTERS
from coordinator.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class CardLine:
    """One proposal in words; `tells` names who must be told."""

    proposal: str
    title: str
    before: str
    after: str
    reason: str
    effects: str
    tells: str


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of text in one lettering."""

    lines: list[str]
    lettering: QFont
    leading: int
    ink: str


class ProposalCards(Painted):
    """Cards below each other; `chosen` tells that another one is marked, `taken` that it is to be carried out."""

    chosen = Signal()
    taken = Signal()
    asked = Signal(str)
    left = Signal()
    letters_here = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: tuple[CardLine, ...] = ()
        self.current = 0
        self._open = False
        self._tops: list[float] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Proposals")

    def show_cards(self, cards: Sequence[CardLine]) -> None:
        """Show other proposals; the one that was chosen stays chosen if it is still there."""
        before = self.card()
        self.cards = tuple(cards)
        ids = [card.proposal for card in self.cards]
        self.current = ids.index(before.proposal) if before and before.proposal in ids else 0
        self._open = self._open and before is not None and before.proposal in ids
        self.restyle()
        self._announce()

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
        words = f"{card.title}. {card.before} to {card.after}. {card.reason} {card.effects}" if card else ""
        self.setAccessibleDescription(words)

    # -- measuring

    def _measure(self, width: float) -> float:
        self._tops = []
        top = 0.0
        for index in range(len(self.cards)):
            self._tops.append(top)
            top += self._height(index, width) + look.px(8)
        return max(0.0, top - look.px(8)) + look.px(2)

    def _height(self, index: int, width: float) -> float:
        text = sum(len(block.lines) * block.leading for block in self._blocks(index, width))
        return look.px(12 + 26 + 6 + 12) + text + look.px(4)

    def _blocks(self, index: int, width: float) -> tuple[_Block, ...]:
        """Return title, effects, and for the chosen card reason and people, as they wrap at this width."""
        card, room = self.cards[index], width - look.px(40 + 14)
        mark = look.px(56 if index == 0 else 24)
        title, small = look.font("body_strong"), look.font("small", 500)
        blocks = [_Block(look.wrapped(card.title, title, room - mark, 3), title, look.px(17), "text")]
        if index == self.current and card.reason:
            blocks.append(_Block(look.wrapped(card.reason, small, room, 4), small, look.px(16), "text2"))
        blocks.append(_Block(look.wrapped(card.effects, small, room, 3), small, look.px(16), "text3"))
        if index == self.current and self._open:
            words = f"Tell {card.tells}" if card.tells else "Nobody need be told"
            blocks.append(_Block(look.wrapped(words, small, room, 6), small, look.px(16), "text"))
        return tuple(blocks)

    def card_rect(self, index: int) -> QRectF:
        """Return where a card stands."""
        return QRectF(1, self._tops[index] + 1, self.width() - 2, self._height(index, self.width()))

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards that show."""
        painter = look.smooth(QPainter(self))
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        for index in range(len(self.cards)):
            area = self.card_rect(index)
            if area.intersects(QRectF(event.rect())):
                self._paint_card(painter, area, index)
        painter.end()

    def _paint_card(self, painter: QPainter, area: QRectF, index: int) -> None:
        chosen = index == self.current
        line = look.colour("accent" if chosen else "border")
        look.rounded(painter, area, 10, look.colour("accent_soft" if chosen else "surface"), line, 2 if chosen else 1)
        if chosen and self.hasFocus():
            halo = look.colour("accent")
            halo.setAlphaF(0.35)
            look.rounded(painter, area.adjusted(2, 2, -2, -2), 8, None, halo, 2)
        first, *rest = self._blocks(index, self.width())
        top, left = area.top() + look.px(11), area.left() + look.px(40)
        self._paint_radio(painter, QRectF(area.left() + look.px(13), top, look.px(17), look.px(17)), chosen=chosen)
        self._paint_mark(painter, area, index)
        look.text_lines(
            painter, QPointF(left, top), first.lines, first.lettering, look.colour(first.ink), leading=first.leading
        )
        top += len(first.lines) * first.leading + look.px(6)
        self._paint_change(painter, QRectF(left, top, area.right() - left - look.px(12), look.px(26)), index)
        top += look.px(26 + 6)
        for block in rest:
            ink = look.colour(block.ink)
            look.text_lines(painter, QPointF(left, top), block.lines, block.lettering, ink, leading=block.leading)
            top += len(block.lines) * block.leading

    def _paint_radio(self, painter: QPainter, area: QRectF, *, chosen: bool) -> None:
        if chosen:
            look.rounded(painter, area, 9, look.colour("accent"))
            inner = look.px(5.5)
            look.rounded(painter, area.adjusted(inner, inner, -inner, -inner), 9, look.colour("on_accent"))
            return
        painter.setPen(QPen(look.colour("border_strong"), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area.adjusted(0.7, 0.7, -0.7, -0.7))

    def _paint_mark(self, painter: QPainter, area: QRectF, index: int) -> None:
        lettering = look.font("micro", 700)
        if index:
            spot = QRectF(area.right() - look.px(32), area.top() + look.px(11), look.px(20), look.px(17))
            look.text(painter, spot, str(index + 1), look.font("small_strong"), look.colour("text3"), look.RIGHT)
            return
        wide = look.width_of("Best", lettering) + look.px(18)
        pill = QRectF(area.right() - wide - look.px(11), area.top() + look.px(10), wide, look.px(20))
        look.rounded(painter, pill, 10, look.colour("accent"))
        look.text(painter, pill, "Best", lettering, look.colour("on_accent"), look.CENTER)

    def _paint_change(self, painter: QPainter, area: QRectF, index: int) -> None:
        card, lettering = self.cards[index], look.font("small_strong")
        struck = look.font("small", 500)
        struck.setStrikeOut(True)
        size, pad = look.px(16), look.px(10)
        room = area.width() - size - look.px(16)
        before = min(look.width_of(card.before, struck) + 2 * pad, room / 2)
        after = min(look.width_of(card.after, lettering) + 2 * pad, room - before)
        chip = QRectF(area.left(), area.top(), before, area.height())
        look.rounded(painter, chip, 6, look.colour("surface2" if index != self.current else "surface"))
        look.text(
            painter, chip.adjusted(pad - 2, 0, 2 - pad, 0), card.before, struck, look.colour("text3"), look.CENTER
        )
        arrow = QRectF(chip.right() + look.px(8), area.center().y() - size / 2, size, size)
        look.paint_icon(painter, "arrow-right", arrow, look.colour("text3"))
        target = QRectF(arrow.right() + look.px(8), area.top(), after, area.height())
        colours = look.tokens().ok
        look.rounded(painter, target, 6, QColor(colours.soft))
        inner = target.adjusted(pad - 2, 0, 2 - pad, 0)
        look.text(painter, inner, card.after, lettering, QColor(colours.text), look.CENTER)

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, open with the space bar, take with Enter, go back with Esc."""
        key = Qt.Key(event.key())
        if event.modifiers() & COMMANDS:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.choose(self.current + (1 if key is Qt.Key.Key_Down else -1))
        elif key is Qt.Key.Key_Space:
            self._open = not self._open
            self.restyle()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif key is Qt.Key.Key_Escape:
            self.left.emit()
        elif key in LETTERS:
            self.asked.emit(LETTERS[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the card under the mouse."""
        for index in range(len(self.cards)):
            if self.card_rect(index).contains(event.position()):
                self.choose(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        self.update()
        super().focusOutEvent(event)
