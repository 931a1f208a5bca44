"""For whom paper is made: everybody, whose paper is missing or out of date, those with one role, or one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator.desk import papers
from coordinator.domain.printing import Document
from coordinator.ui.pages.printing.documents import BY_DOCUMENT, Of
from coordinator.ui.pages.printing.search import Picker
from coordinator.ui.widgets import Choice, Column, Text

if TYPE_CHECKING:
    from coordinator.domain.day import Day
    from coordinator.ui.pages.printing.documents import Counts, Offer

_ALL, _NEW, _CHANGED, _ONE = "all", "new", "changed", "one"
_ROLE = "role:"
_NEVER_CHANGES = (Document.BLANKS, Document.DOORS, Document.SLIPS)


class Whom(QWidget):
    """A choice with the number of papers behind each, and a field to find one; `changed` when it is another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer: Offer = BY_DOCUMENT[Document.BADGES]
        self._day: Day | None = None
        self._counts: Counts | None = None
        self._roles: dict[str, tuple[str, ...]] = {}
        self.choice = Choice()
        self.choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setAccessibleName("For whom")
        self.picker = Picker()
        self._title = Text("For whom", "small_strong", "text2")
        self._title.setBuddy(self.choice)
        self._hint = Text("", "small", "text3", wrap=True)
        column = Column(self, gap=6)
        for widget in (self._title, self.choice, self.picker, self._hint):
            column.addWidget(widget)
        self.choice.activated.connect(self._chosen)
        self.picker.picked.connect(self._chosen)

    def only(self) -> tuple[str, ...] | None:
        """Return the ids, or the word that stands for them; nothing at all while one is still to be found."""
        key = self.current()
        match key:
            case "all":
                return ()
            case "new":
                return (papers.UNPRINTED,)
            case "changed":
                return (papers.CHANGED,)
            case "one":
                return (self.picker.key,) if self.picker.key else None
            case _:
                return self._roles.get(key, ()) or None

    def current(self) -> str:
        """Return the key of the choice."""
        return str(self.choice.currentData() or _ALL)

    def words(self) -> str:
        """Return whose papers they are, nothing for everybody's."""
        match self.current():
            case "all":
                return ""
            case "new":
                return "not yet printed"
            case "changed":
                return "changed"
            case "one":
                return self.picker.field.text()
            case key:
                return key.removeprefix(_ROLE)

    def choose(self, key: str) -> None:
        """Choose by key, as if somebody had."""
        self.choice.setCurrentIndex(max(0, self.choice.findData(key)))
        self._chosen()

    def show_offer(self, offer: Offer, only: str = "") -> None:
        """Show the choices of a document; everybody's paper, that of one, or one of the words of the desk's papers."""
        self._offer, self._counts = offer, None
        self.picker.look_for(offer.of)
        self._fill()
        key = {"": _ALL, papers.CHANGED: _CHANGED, papers.UNPRINTED: _NEW}.get(only, _ONE)
        self.picker.take(only if key == _ONE else "")
        self.choice.setCurrentIndex(max(0, self.choice.findData(key)))
        self._dress()

    def show_day(self, day: Day) -> None:
        """Take people and roles from this day."""
        self.picker.show_day(day)
        if self._day is None or day.schedule is not self._day.schedule:
            roles: dict[str, list[str]] = {}
            for person in day.people():
                if person.participant_type:
                    roles.setdefault(person.participant_type, []).append(person.id)
            self._roles = {f"{_ROLE}{role}": tuple(ids) for role, ids in sorted(roles.items())}
            self._day = day
            self._fill()
        self._day = day

    def show_counts(self, counts: Counts | None) -> None:
        """Show how many papers are behind each choice."""
        self._counts = counts
        for index, (_, words) in enumerate(self._choices()):
            self.choice.setItemText(index, words)

    def _choices(self) -> list[tuple[str, str]]:
        known = self._counts
        all_of, one = _WORDS[self._offer.of]
        number = f" · {known.number}" if known else ""
        choices = [(_ALL, f"{all_of}{number}")]
        if self._offer.of is Of.EVERYTHING:
            return choices
        choices.append((_NEW, f"Not yet printed{f' · {known.unprinted}' if known else ''}"))
        if self._offer.document not in _NEVER_CHANGES:
            choices.append((_CHANGED, f"Changed since{f' · {known.changed}' if known else ''}"))
        choices.append((_ONE, one))
        if self._offer.of is Of.PEOPLE and len(self._roles) > 1:
            choices += [(key, f"{key.removeprefix(_ROLE)} · {len(ids)}") for key, ids in self._roles.items()]
        return choices

    def _fill(self) -> None:
        before = self.current()
        self.choice.clear()
        for key, words in self._choices():
            self.choice.addItem(words, key)
        self.choice.setCurrentIndex(max(0, self.choice.findData(before)))

    def _chosen(self) -> None:
        self._dress()
        self.changed.emit()

    def _dress(self) -> None:
        a_list = self._offer.of is Of.EVERYTHING
        key = self.current()
        self._title.setVisible(not a_list)
        self.choice.setVisible(not a_list)
        self.picker.setVisible(not a_list and key == _ONE)
        self._title.setText("For whom" if self._offer.of in (Of.PEOPLE, Of.ORGANISATIONS) else "Which ones")
        self._hint.setText(_CHANGED_HINT if key == _CHANGED else "")
        self._hint.setVisible(bool(self._hint.text()))


_WORDS = {
    Of.PEOPLE: ("Everybody", "One person…"),
    Of.ORGANISATIONS: ("All organisations", "One organisation…"),
    Of.TABLES: ("All tables", "One table…"),
    Of.DOORS: ("All checkpoints", "One checkpoint…"),
    Of.BLANKS: ("All without an owner", "One blank badge…"),
    Of.EVERYTHING: ("Everything", ""),
}
_CHANGED_HINT = "Whose paper no longer says what is planned now."
