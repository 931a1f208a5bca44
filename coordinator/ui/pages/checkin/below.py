"""What stands below the answer: the person's day, the nearest badges, or the form for a walk-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from coordinator.ui import look
from coordinator.ui.pages.checkin.answers import day_line, match_line
from coordinator.ui.pages.checkin.walk_in import WalkInCard
from coordinator.ui.widgets import Button, Card, DayRows, EmptyState, Kind, MatchRows, Row, Scroll, Text
from coordinator.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.views.agenda import Agenda
    from coordinator.views.search import Near


class RestoreLine(Painted):
    """Says that meetings which somebody lost can be restored; hidden where there is nothing to say."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Text("", "body_strong", "text")
        self.button = Button("Show them", kind=Kind.GHOST, key="F3", height=32)
        row = Row(self, margins=(40, 3, 6, 3), gap=8)
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.wanted)
        self.hide()

    def say(self, sentence: str) -> None:
        """Say this, or nothing."""
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the surface with its icon."""
        painter = look.smooth(QPainter(self))
        look.rounded(painter, self.rect(), 8, look.colour("accent_soft"))
        size = look.px(18)
        spot = QRectF(look.px(12), (self.height() - size) / 2, size, size)
        look.paint_icon(painter, "history", spot, look.colour("accent"))
        painter.end()


class DayCard(Card):
    """A person's day, round by round, and what of it can be restored."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Day", " ", margins=(9, 12, 9, 8), gap=6, parent=parent)
        self.head.setContentsMargins(8, 0, 8, 0)
        self.restore = RestoreLine()
        self.rows = DayRows("Day")
        self._scroll = Scroll(self.rows)
        self._nothing = EmptyState("calendar-days", "No meetings", "This person is not in the meeting plan.")
        self.body.addWidget(self.restore)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._nothing, 1)

    def show_agenda(self, agenda: Agenda) -> None:
        """Show this day."""
        self.set_title(agenda.title, agenda.note)
        self.rows.show_rows([day_line(row) for row in agenda.rounds])
        self._scroll.setVisible(bool(agenda.rounds))
        self._nothing.setVisible(not agenda.rounds)


_NOT_NEAR = ("search", "No badge is nearly this one", "Type the name, or add the guest as a walk-in.")
_BLANK = ("user-plus", "Whose will it be?", "Press F6 and type the name of whoever gets this badge.")


class MatchesCard(Card):
    """Whose badge it might have been; `chosen` tells the person."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Closest badges", " ", margins=(9, 12, 9, 8), gap=6, parent=parent)
        self.head.setContentsMargins(8, 0, 8, 0)
        self.rows = MatchRows("Closest badges")
        self.rows.set_selectable(True)
        self.rows.activated.connect(self._activated)
        self._nothing = EmptyState("search", "", "")
        self.body.addWidget(self.rows)
        self.body.addWidget(self._nothing, 1)
        self.body.addStretch(0)

    def show_near(self, near: tuple[Near, ...], *, blank: bool = False) -> None:
        """Show these people, the nearest is chosen; or say how a blank badge gets its owner."""
        self._nothing.say(*(_BLANK if blank else _NOT_NEAR))
        self.set_title("Closest badges" if near else "", "↑ ↓ to choose · Enter to check in" if near else "")
        self.rows.show_rows([match_line(each) for each in near], 0 if near else -1)
        self.rows.setVisible(bool(near))
        self._nothing.setVisible(not near)
        self.body.setStretch(self.body.count() - 1, 1 if near else 0)

    def confirm(self) -> None:
        """Take the person who is chosen."""
        self._activated(self.rows.selected)

    def _activated(self, index: int) -> None:
        if 0 <= index < len(self.rows.rows):
            self.chosen.emit(self.rows.rows[index].person)


class Below(QStackedWidget):
    """One of the three."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day, self.matches, self.walk_in = DayCard(), MatchesCard(), WalkInCard()
        for card in (self.day, self.matches, self.walk_in):
            self.addWidget(card)
        self.currentChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Ask for the room of the card on top only."""
        for card in (self.day, self.matches, self.walk_in):
            policy = QSizePolicy.Policy.Preferred if self.shows(card) else QSizePolicy.Policy.Ignored
            card.setSizePolicy(policy, policy)

    def shows(self, card: Card) -> bool:
        """Return whether this card is on top."""
        return self.currentWidget() is card
