"""Where the file contradicts the day: staff decide whose word counts, meeting by meeting or for all at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator.intake.decisions import Word
from coordinator.ui.models.listing import Column as TableColumn
from coordinator.ui.models.listing import Listing
from coordinator.ui.widgets import Button, Column, Row, TableView, Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coordinator.intake.decisions import Contradiction


@dataclass(frozen=True, slots=True)
class _Line:
    found: Contradiction
    word: Word | None


class Decide(QWidget):
    """One row for each meeting; `decided` tells that a word was given."""

    decided = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Contradiction, ...] = ()
        self._words: dict[str, Word] = {}
        self.lines: Listing[_Line] = Listing(_COLUMNS, self)
        self.view = TableView("What contradicts the day")
        self.view.setModel(self.lines)
        self.view.set_widths({1: 150}, stretch=0)
        self.sentence = Text("", "body", "text2", wrap=True)
        self.day = Button("Today stays", "history", height=32)
        self.file = Button("The file goes first", "file-text", height=32)
        self.day_for_all = Button("Today for all", "history", height=32)
        self.file_for_all = Button("The file for all", "file-text", height=32)
        self._lay_out()
        self.view.selectionModel().currentRowChanged.connect(self._show_sentence)
        self.day.clicked.connect(partial(self.give, Word.DAY))
        self.file.clicked.connect(partial(self.give, Word.FILE))
        self.day_for_all.clicked.connect(partial(self.give_all, Word.DAY))
        self.file_for_all.clicked.connect(partial(self.give_all, Word.FILE))

    @property
    def words(self) -> Mapping[str, Word]:
        """Return whose word counts, for each meeting that was decided."""
        return {found.meeting: self._words[found.meeting] for found in self._found if found.meeting in self._words}

    @property
    def open(self) -> int:
        """Return how many meetings are not decided yet."""
        return sum(1 for found in self._found if not found.happened and found.meeting not in self._words)

    def begin(self) -> None:
        """Forget what was decided about other files."""
        self._words = {}

    def show_found(self, found: Sequence[Contradiction]) -> None:
        """Show other contradictions; what was decided about the same meetings still counts."""
        self._found = tuple(found)
        self._fill()
        if self._found:
            self.view.selectRow(next((n for n in range(len(self._found)) if self._is_open(n)), 0))

    def give(self, word: Word) -> None:
        """Decide about the meeting that is selected, and go on to the next one that is open."""
        row = self.view.currentIndex().row()
        line = self.lines.line(row)
        if line is None or line.found.happened:
            return
        self._words[line.found.meeting] = word
        self._fill()
        after = [*range(row + 1, len(self._found)), *range(row)]
        self.view.selectRow(next((n for n in after if self._is_open(n)), row))
        self.decided.emit()

    def give_all(self, word: Word) -> None:
        """Decide about all of them."""
        self._words |= {found.meeting: word for found in self._found if not found.happened}
        self._fill()
        self.decided.emit()

    def _is_open(self, row: int) -> bool:
        line = self.lines.line(row)
        return line is not None and line.word is None and not line.found.happened

    def _fill(self) -> None:
        row = self.view.currentIndex().row()
        words = self.words
        self.lines.show_lines([_Line(found, words.get(found.meeting)) for found in self._found])
        self.view.selectRow(max(row, 0))
        self._show_sentence()

    def _show_sentence(self, *_: object) -> None:
        line = self.lines.line(self.view.currentIndex().row())
        may = line is not None and not line.found.happened
        self.sentence.setText("" if line is None else line.found.sentence if may else f"{line.found.sentence} {_HELD}")
        self.day.setEnabled(may)
        self.file.setEnabled(may)

    def _lay_out(self) -> None:
        column = Column(self, gap=8)
        column.addWidget(self.view, 1)
        column.addWidget(self.sentence)
        row = Row(gap=8, margins=(0, 0, 12, 6))
        for button in (self.day, self.file):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.day_for_all, self.file_for_all):
            row.addWidget(button)
        column.addLayout(row)


def _word(line: _Line) -> str:
    if line.found.happened:
        return "took place: stays"
    return {Word.DAY: "today stays", Word.FILE: "the file", None: "to decide"}[line.word]


def _ink(line: _Line) -> str:
    return "text3" if line.found.happened else "wait.text" if line.word is None else "ok.text"


_HELD = "It has taken place, so it stays."
_COLUMNS: tuple[TableColumn[_Line], ...] = (
    TableColumn("Meeting", lambda line: line.found.sentence),
    TableColumn(
        "Whose word counts",
        _word,
        ink=_ink,
        icon=lambda line: "circle-question-mark" if line.word is None and not line.found.happened else "check",
    ),
)
