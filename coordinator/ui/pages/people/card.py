"""The card beside the list of people: one person, what can be done, their day, and what happened with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator.domain.day import Presence
from coordinator.ui.look import Tone
from coordinator.ui.pages.checkin.answers import day_line
from coordinator.ui.pages.people.late import LateLine
from coordinator.ui.pages.people.rows import HistoryRows, NarrowDayRows
from coordinator.ui.widgets.boxes import Column, Grid, Row
from coordinator.ui.widgets.button import Button, Kind
from coordinator.ui.widgets.card import Card
from coordinator.ui.widgets.empty_state import EmptyState
from coordinator.ui.widgets.pill import Pill
from coordinator.ui.widgets.scroll import Scroll
from coordinator.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.domain.people import Person
    from coordinator.views.agenda import Agenda
    from coordinator.views.people import HistoryLine

PILLS = {
    Presence.HERE: (Tone.OK, "presence-here"),
    Presence.LATE: (Tone.WAIT, "presence-late"),
    Presence.UNKNOWN: (Tone.NEUTRAL, "presence-away"),
    Presence.ABSENT: (Tone.BAD, "circle-x"),
    Presence.LEFT: (Tone.NEUTRAL, "log-out"),
}


class PersonCard(Card):
    """Shows what the page tells it; `asked` names what is wanted, `late` until when somebody is expected."""

    asked = Signal(str)
    late = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(17, 14, 15, 12), gap=8, parent=parent)
        self.name = Text("", "title", "text", wrap=True)
        self.detail = Text("", "body", "text2", wrap=True)
        self.reach = Text("", "body", "text2", wrap=True)
        self.pill = Pill("", height=26)
        self.buttons = {
            "check-in": Button("Check in", "log-in", kind=Kind.PRIMARY, key="F5"),
            "check-out": Button("Check out", "log-out", key="F7"),
            "late": Button("Late…", "timer"),
            "absent": Button("Will not come", "ban", height=32),
            "agenda": Button("Agenda", "calendar-days", key="F8", height=32),
            "badge": Button("Badge", "printer", key="F9", height=32),
            "replace": Button("New badge", "id-card", height=32, hint="Make a new badge; the old one is void"),
        }
        self.until = LateLine()
        self.day = NarrowDayRows("Day")
        self.past = HistoryRows("What happened today")
        self._day_title = Text("Day", "section", "text")
        self._day_note = Text("", "small", "text3")
        self._past_title = Text("What happened today", "section", "text")
        self._day_scroll, self._past_scroll = Scroll(self.day), Scroll(self.past)
        self._nothing = EmptyState("users", "Nobody chosen", "Choose somebody in the list.")
        self._whole = QWidget()
        self._lay_out()
        for what, button in self.buttons.items():
            button.clicked.connect(lambda _=False, name=what: self.asked.emit(name))
        self.until.given.connect(self.late)
        self.show_nobody()

    def show_nobody(self) -> None:
        """Show that nobody is chosen."""
        self._whole.hide()
        self._nothing.show()

    def show_person(self, person: Person, lines: Sequence[str], presence: Presence, words: str) -> None:
        """Show who this is: organisation and reach in two lines, and whether they are here."""
        self._nothing.hide()
        self._whole.show()
        tone, icon = PILLS[presence]
        self.name.setText(person.name)
        for label, text in zip((self.detail, self.reach), lines, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self.pill.say(words, tone, icon)
        here = presence is Presence.HERE
        self.buttons["check-in"].setVisible(not here)
        self.buttons["check-out"].setVisible(here)
        self.buttons["late"].setVisible(not here)
        self.buttons["absent"].setEnabled(not here and presence is not Presence.ABSENT)
        if here:
            self.until.close_line()
        self.setAccessibleName(f"{person.name}, {words}")

    def show_day(self, agenda: Agenda, past: Sequence[HistoryLine]) -> None:
        """Show the person's rounds and what happened with them."""
        self._day_note.setText(agenda.note if agenda.rounds else "No meetings")
        self.day.show_rows([day_line(row) for row in agenda.rounds])
        self.past.show_rows(past)
        self._past_title.setVisible(bool(past))
        self._past_scroll.setVisible(bool(past))
        current = next((number for number, row in enumerate(self.day.rows) if row.current), 0)
        area = self.day.row_rect(current)
        self._day_scroll.ensureVisible(0, round(area.center().y()), 0, round(area.height()))

    def _lay_out(self) -> None:
        column = Column(self._whole, gap=8)
        for widget in (self.name, self.detail, self.reach):
            column.addWidget(widget)
        head = Row(gap=8)
        head.addWidget(self.pill)
        head.addStretch(1)
        column.addLayout(head)
        column.addLayout(self._buttons())
        column.addWidget(self.until)
        title = Row(gap=8, margins=(0, 4, 0, 0))
        title.addWidget(self._day_title)
        title.addStretch(1)
        title.addWidget(self._day_note)
        column.addLayout(title)
        column.addWidget(self._day_scroll, 3)
        column.addWidget(self._past_title)
        column.addWidget(self._past_scroll, 2)
        self.body.addWidget(self._whole, 1)
        self.body.addWidget(self._nothing, 1)

    def _buttons(self) -> Column:
        column = Column(gap=8)
        first = Row(gap=8)
        first.addWidget(self.buttons["check-in"], 3)
        first.addWidget(self.buttons["check-out"], 3)
        first.addWidget(self.buttons["late"], 2)
        column.addLayout(first)
        grid = Grid(gaps=(8, 8))
        for number, name in enumerate(("absent", "agenda", "replace", "badge")):
            grid.addWidget(self.buttons[name], number // 2, number % 2)
        column.addLayout(grid)
        return column
