"""How the rest of the day stands, how long to look for plans, and the buttons that begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from coordinator.ui.widgets import Button, Card, Kind, Row, Segmented, Text
from coordinator.views.words import count

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coordinator.views.replan import Standing

SECONDS = (2, 5, 15, 60)
NORMALLY = 5


class ReplanHead(Card):
    """`begun` tells that plans are wanted, `imagining` that something is to be imagined."""

    begun = Signal()
    imagining = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(18, 10, 12, 10), parent=parent)
        self._numbers = [Text("", "kpi", ink) for ink in ("text", "bad.text", "accent", "text")]
        self._nouns = [Text("", "body_medium", "text2") for _ in self._numbers]
        self.seconds = Segmented(
            [f"{each} s" for each in SECONDS], SECONDS.index(NORMALLY), name="How long to look for plans"
        )
        self.imagine = Button("What if", "lightbulb", key="F2")
        self.begin = Button("Find plans", "calendar-sync", kind=Kind.PRIMARY, key="F5")
        row = Row(gap=7)
        for number, noun in zip(self._numbers, self._nouns, strict=True):
            row.addWidget(number)
            row.addWidget(noun)
            row.addSpacing(14)
        row.addStretch(1)
        for widget in (self.seconds, self.imagine, self.begin):
            row.addWidget(widget)
        self.body.addLayout(row)
        self._standing: Standing | None = None
        self._close = False
        self.begin.clicked.connect(self.begun)
        self.imagine.clicked.connect(self.imagining)

    def wanted_seconds(self) -> float:
        """Return how long to look."""
        return float(SECONDS[self.seconds.current()])

    def show_standing(self, standing: Standing | None) -> None:
        """Say how the rest of the day stands."""
        self._standing = standing
        numbers: tuple[int | None, ...] = (None,) * 4
        if standing is not None:
            numbers = (standing.stand, standing.broken, standing.wishes, standing.people)
            self.setAccessibleName(f"{count(standing.rounds, 'round')} to come")
        nouns = (
            _CLOSE if self._close else [one if n == 1 else more for n, (one, more) in zip(numbers, _NOUNS, strict=True)]
        )
        for label, noun, number, word in zip(self._numbers, self._nouns, numbers, nouns, strict=True):
            label.setText("–" if number is None else str(number))
            noun.setText(word)
        self._numbers[1].set_ink("bad.text" if standing and standing.broken else "text")
        self.setAccessibleDescription(self.words())

    def draw_in(self, close: bool) -> None:  # noqa: FBT001 - a state of the widget
        """Say less where there is little room."""
        if close != self._close:
            self._close = close
            self.imagine.shorten(2 if close else 0)
            self.begin.shorten(1 if close else 0)
            self.show_standing(self._standing)

    def words(self) -> str:
        """Return what the head says."""
        parts = (f"{a.text()} {b.text()}" for a, b in zip(self._numbers, self._nouns, strict=True))
        return ", ".join(parts)

    def show_running(self, *, running: bool, known: bool, can_begin: bool) -> None:
        """Say what the buttons do now."""
        self.begin.set_words("Plan again" if known else "Find plans")
        self.begin.setEnabled(can_begin and not running)
        self.seconds.setEnabled(not running)
        self.imagine.setEnabled(not running)


_NOUNS = (
    ("meeting stands", "meetings stand"),
    ("broken", "broken"),
    ("wish waits", "wishes wait"),
    ("person expected", "people expected"),
)
_CLOSE = ["stand", "broken", "wishes", "people"]
