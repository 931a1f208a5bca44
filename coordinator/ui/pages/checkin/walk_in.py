"""The form for somebody who is not on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

from coordinator.desk.answers import Newcomer
from coordinator.ui.widgets import Button, Card, Choice, Field, Grid, Kind, LineEdit, Row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coordinator.domain.day import Day

_SIDES = ("", "A", "B")
_TITLE, _KEYS = "Add a walk-in", "Enter to check in · Esc to leave"
_WITH_BLANK = "The blank badge becomes theirs"


class WalkInCard(Card):
    """Asks for name and organisation; Enter checks in, Esc leaves. `ready` tells the newcomer.

    `blank` is the token of the blank badge that they get, empty where they get a new one.
    """

    ready = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_TITLE, _KEYS, margins=(17, 14, 17, 14), parent=parent)
        self.blank = ""
        self.first, self.last, self.organisation = LineEdit(), LineEdit(), LineEdit()
        self.email, self.phone = LineEdit(), LineEdit()
        self.side = Choice(("No side", "Side A", "Side B"))
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._complete()
        self._first = Field("First name", self.first)
        self._last = Field("Last name", self.last)
        self._organisation = Field("Organisation", self.organisation)
        grid = Grid(gaps=(16, 8))
        places = (
            (self._first, Field("Email", self.email)),
            (self._last, Field("Phone", self.phone)),
            (self._organisation, Field("Side of the event", self.side)),
        )
        for row, fields in enumerate(places):
            for column, field in enumerate(fields):
                grid.addWidget(field, row, column)
        self.body.addLayout(grid)
        self.body.addSpacing(8)
        self.body.addLayout(self._buttons())
        self.body.addStretch(1)
        for editor in self._editors():
            editor.installEventFilter(self)

    def take_blank(self, token: str) -> None:
        """Give this blank badge to whoever is being added, and let the typing go on."""
        self.blank = token
        self.set_title(_TITLE, f"{_WITH_BLANK} · {_KEYS}" if token else _KEYS)
        editors = (self.first, self.last, self.organisation)
        next((editor for editor in editors if not editor.text().strip()), self.organisation).setFocus()

    def start(self, day: Day, typed: str = "", blank: str = "") -> None:
        """Begin with an empty form, or with the name that was typed; a blank badge that was scanned becomes theirs."""
        for editor in self._editors():
            if isinstance(editor, LineEdit):
                editor.clear()
        self._names.setStringList(sorted({organisation.name for organisation in day.schedule.organisations}))
        first, _, last = typed.strip().partition(" ")
        self.first.setText(first[:1].upper() + first[1:])
        self.last.setText(last.strip())
        self.side.setCurrentIndex(0)
        for field in (self._first, self._last, self._organisation):
            field.set_error("")
        self.take_blank(blank)

    def submit(self) -> None:
        """Hand over the newcomer, or say what is missing."""
        self._last.set_error("" if self.first.text().strip() or self.last.text().strip() else "Give a name.")
        if self._last.error():
            self.last.setFocus()
            return
        self.ready.emit(
            Newcomer(
                self.first.text().strip(),
                self.last.text().strip(),
                self.organisation.text().strip(),
                email=self.email.text().strip(),
                phone=self.phone.text().strip(),
                side=_SIDES[self.side.currentIndex()],
            )
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter check in and Esc leave from every field."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            popup = self._completer.popup()
            choosing = popup is not None and popup.isVisible()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not choosing:
                self.submit()
                return True
            if event.key() == Qt.Key.Key_Escape and not choosing:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _editors(self) -> tuple[QWidget, ...]:
        return self.first, self.last, self.organisation, self.email, self.phone, self.side

    def _complete(self) -> None:
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.organisation.setCompleter(self._completer)

    def _buttons(self) -> Row:
        row = Row(gap=8)
        check_in = Button("Check in", "check", kind=Kind.PRIMARY, key="Enter")
        check_in.clicked.connect(self.submit)
        leave = Button("Leave", key="Esc")
        leave.clicked.connect(self.left)
        row.addWidget(check_in)
        row.addWidget(leave)
        row.addStretch(1)
        return row
