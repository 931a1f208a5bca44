"""Finding the one person, organisation, table or door that paper is wanted for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coordinator.domain.day import NOBODY
from coordinator.ui.pages.printing.documents import Of
from coordinator.ui.widgets import Column, Found, LineEdit, SearchResults
from coordinator.views.countries import country_name
from coordinator.views.folding import fold, natural
from coordinator.views.papers_rows import table_title
from coordinator.views.words import organisation_name, person_name, table_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coordinator.domain.day import Books, Day
    from coordinator.ui.tasks import Task, Tasks

_MOST = 8
_ASKED = {
    Of.PEOPLE: "Name, organisation or id",
    Of.ORGANISATIONS: "Organisation or country",
    Of.TABLES: "Table number",
    Of.DOORS: "Name of the checkpoint",
    Of.BLANKS: "Number of the blank badge",
    Of.EVERYTHING: "",
}


class Picker(QWidget):
    """A field with a list under it; `picked` when one was taken or taken away, `key` is its id."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = ""
        self._of = Of.PEOPLE
        self._day: Day | None = None
        self._known: Books | None = None
        self._people: Sequence[tuple[str, Found]] = ()
        self._reading: Task[Sequence[tuple[str, Found]]] | None = None
        self._results: SearchResults | None = None
        self.field = LineEdit("", "Name, organisation or id")
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName("Find one")
        self.field.textEdited.connect(self._search)
        self.field.installEventFilter(self)
        Column(self).addWidget(self.field)

    def show_day(self, day: Day) -> None:
        """Search in this day from now on."""
        self._day = day

    def look_for(self, of: Of) -> None:
        """Look for people, organisations, tables or doors."""
        if of is not self._of:
            self._of, self.key = of, ""
            self.field.clear()
            self.field.setPlaceholderText(_ASKED[of])

    def take(self, key: str) -> None:
        """Take this person or table, silently."""
        self.key = key
        self.field.setText(self._name(key) if key else "")

    def read_names(self, tasks: Tasks) -> None:
        """Read the names of everybody elsewhere, before somebody types: of ten thousand it takes a while."""
        day = self._day
        if day is not None and self._known is not day.books:
            if self._reading is not None:
                self._reading.cancel()
            self._reading = tasks.run(partial(_people, day), partial(self._read, day), _broke)

    def found(self, text: str) -> tuple[Found, ...]:
        """Return who or what fits the text, the best first."""
        words = fold(text).split()
        if self._day is None or not words:
            return ()
        fitting = [found for key, found in self._names(self._day) if all(word in key for word in words)]
        fitting.sort(key=lambda f: (not fold(f.title).startswith(words[0]), natural(f.title)))
        return tuple(fitting[:_MOST])

    def _names(self, day: Day) -> Iterable[tuple[str, Found]]:
        if self._of is not Of.PEOPLE:
            return ((_key(found), found) for found in self._all(day))
        if self._known is not day.books:
            self._read(day, _people(day))
        return self._people

    def _read(self, day: Day, people: Sequence[tuple[str, Found]]) -> None:
        self._known, self._people = day.books, people

    def _all(self, day: Day) -> Iterator[Found]:
        match self._of:
            case Of.TABLES:
                for table in day.schedule.tables:
                    home = organisation_name(day, table.fixed_for) if table.fixed_for else table.room
                    yield Found(table.id, table_title(table.label), home, icon="table-2")
            case Of.PEOPLE:
                yield from (found for _, found in self._names(day))
            case Of.ORGANISATIONS:
                homes = {person.organisation for person in day.people()}
                for known in (day.organisation(home) for home in homes):
                    if known is not None:
                        yield Found(known.id, known.name, country_name(known.country), icon="users")
            case Of.DOORS:
                for door in day.schedule.checkpoints:
                    yield Found(door.id, door.name, "", icon="log-in")
            case Of.BLANKS:
                for number, token in enumerate(day.books.blanks, 1):
                    if day.owner_of(token) == NOBODY:
                        yield Found(str(number), f"Blank {number}", "", icon="id-card")
            case Of.EVERYTHING:
                return

    def _name(self, key: str) -> str:
        if self._day is None:
            return key
        match self._of:
            case Of.PEOPLE:
                return person_name(self._day, key)
            case Of.TABLES:
                return table_title(table_label(self._day, key))
            case _:
                return next((found.title for found in self._all(self._day) if found.key == key), key)

    def _search(self, text: str) -> None:
        if self.key:
            self.key = ""
            self.picked.emit()
        self._list().show_found(self.found(text), self.field)

    def _list(self) -> SearchResults:
        if self._results is None:
            self._results = SearchResults(self.window())
            self._results.chosen.connect(self._pick)
        return self._results

    def _pick(self, key: str) -> None:
        self.take(key)
        self.picked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk through the list with the arrows, take with Enter, close with Esc or when the focus goes."""
        if self._results is not None and self._results.isVisible():
            if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
                return self._key(event.key())
            if event.type() is QEvent.Type.FocusOut:
                self._results.hide()
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        results = self._list()
        match key:
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                results.step(1 if key == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                current = results.current()
                results.hide()
                if current is not None:
                    self._pick(current.key)
            case Qt.Key.Key_Escape:
                results.hide()
            case _:
                return False
        return True


def _people(day: Day) -> Sequence[tuple[str, Found]]:
    """Return everybody with the letters by which they are found."""
    people = (Found(person.id, person.name, organisation_name(day, person.id)) for person in day.people())
    return [(_key(found), found) for found in people]


def _key(found: Found) -> str:
    return fold(f"{found.title} {found.detail} {found.key}")


def _broke(error: Exception) -> None:
    raise error
