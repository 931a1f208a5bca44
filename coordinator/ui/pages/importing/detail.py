"""One finding in full: what is wrong, where, what the cell says, what to do, and what can be done here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from coordinator.intake.problems import Question
from coordinator.ui.widgets import Button, Card, Column, Text, clear
from coordinator.views.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from PySide6.QtWidgets import QWidget

    from coordinator.intake.problems import Problem
    from coordinator.ui.pages.importing.findings import Found

_MOST_ROWS = 6
_ENCODINGS = {
    "cp1252": "Western European (Windows)",
    "iso8859-1": "Western European (ISO 8859-1)",
    "iso8859-15": "Western European (ISO 8859-15)",
    "cp1250": "Central European (Windows)",
    "iso8859-2": "Central European (ISO 8859-2)",
    "mac-roman": "Western European (old Mac)",
    "cp1251": "Cyrillic (Windows)",
    "koi8-r": "Cyrillic (KOI8-R)",
    "cp1253": "Greek (Windows)",
    "cp1254": "Turkish (Windows)",
    "cp1257": "Baltic (Windows)",
    "cp437": "Old DOS (437)",
    "cp850": "Old DOS (850)",
}
_CHOOSE = {
    Question.ENCODING: "Choose the reading in which the names look right.",
    Question.DATE_ORDER: "Choose how the dates in this file are meant.",
    Question.COLUMN: "Choose what this column holds.",
}
_LETTERS = 46
_DATES = {"day first": "The day first: 24/11", "month first": "The month first: 11/24"}


class Detail(Card):
    """`left_out` and `kept` tell the problems that are meant, `answered` a question and the answer."""

    left_out = Signal(object)
    kept = Signal(object)
    answered = Signal(object, str)
    columns_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", gap=8, parent=parent)
        self._sentence = Text("", "lead_strong", "text", wrap=True)
        self._place = Text("", "body", "text3", wrap=True)
        self._value = Text("", "body_medium", "text2", wrap=True)
        self._todo_title = Text("What to do", "small_strong", "text3")
        self._todo = Text("", "row", "text", weight=400, wrap=True)
        self._acts = Column(gap=8)
        for widget in (self._sentence, self._place, self._value):
            self.body.addWidget(widget)
        self.body.addSpacing(6)
        self.body.addWidget(self._todo_title)
        self.body.addWidget(self._todo)
        self.body.addSpacing(4)
        self.body.addLayout(self._acts)

    def show_found(self, found: Found | None, strange: Collection[tuple[str, str]] = ()) -> None:
        """Show another finding, or none; `strange` are the sheets that were not understood."""
        self.setVisible(found is not None)
        clear(self._acts)
        if found is None:
            return
        first = found.problems[0] if found.problems else None
        self._sentence.setText(found.sentence)
        self._place.setText(f"{found.place}{f' · column “{found.column}”' if found.column else ''}")
        self._value.setText(_values(found))
        self._value.setVisible(bool(self._value.text()))
        todo = _todo(first) if first else ""
        self._todo.setText(todo)
        for widget in (self._todo_title, self._todo):
            widget.setVisible(bool(todo))
        if first is None:
            return
        if (first.file, first.sheet) in strange:
            self._offer("Choose the columns", "table-2", partial(self.columns_wanted.emit, first.file, first.sheet))
        if len(found.problems) == 1:
            self._offer_answers(first)
        self._offer_rest(found.problems)

    def _offer_answers(self, problem: Problem) -> None:
        previews = [*problem.previews, *[""] * (len(problem.options) - len(problem.previews))]
        for option, preview in zip(problem.options, previews, strict=True):
            self._offer(_words(problem, option), "check", partial(self.answered.emit, problem, option))
            if preview:
                self._acts.addWidget(Text(_short(preview), "small", "text2"))
                self._acts.addSpacing(4)

    def _offer_rest(self, problems: tuple[Problem, ...]) -> None:
        """Offer to leave rows out, or to keep everything as it is."""
        one = len(problems) == 1
        if not any(problem.must_fix for problem in problems) and not problems[0].options:
            words = "Keep it as it is" if one else f"Keep all {len(problems)} as they are"
            self._offer(words, "check", partial(self.kept.emit, problems))
        rows = {(problem.file, problem.sheet, problem.row) for problem in problems if problem.row is not None}
        if rows and not (problems[0].options and problems[0].must_fix):
            words = "Leave this row out" if one else f"Leave out {count(len(rows), 'row')}"
            self._offer(words, "eye-off", partial(self.left_out.emit, problems))

    def _offer(self, words: str, icon: str, act: Callable[[], object]) -> None:
        button = Button(words, icon)
        button.clicked.connect(lambda _checked=False: act())
        self._acts.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _values(found: Found) -> str:
    if found.value:
        shown = len(found.problems) == 1 and found.problems[0].previews
        return "" if shown else f"The cell says: {found.value}"
    if len(found.problems) < 2:
        return ""
    rows = [f"row {problem.row}: {problem.value}" for problem in found.problems if problem.row and problem.value]
    rows = rows or [f"row {problem.row}" for problem in found.problems if problem.row]
    more = f"\n… and {len(rows) - _MOST_ROWS} more" if len(rows) > _MOST_ROWS else ""
    return "\n".join(rows[:_MOST_ROWS]) + more


def _todo(problem: Problem) -> str:
    if not problem.options:
        return problem.todo
    return _CHOOSE.get(problem.question, "Choose what is meant.") if problem.question else problem.todo


def _short(preview: str) -> str:
    """Cut lines that are wider than the card."""
    return "\n".join(line if len(line) <= _LETTERS else f"{line[:_LETTERS]}…" for line in preview.splitlines())


def _words(problem: Problem, option: str) -> str:
    match problem.question:
        case Question.ENCODING:
            return _ENCODINGS.get(option, option)
        case Question.DATE_ORDER:
            return _DATES.get(option, option)
        case _:
            return option[:1].upper() + option[1:]
