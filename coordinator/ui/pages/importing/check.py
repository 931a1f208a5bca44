"""The third step: what must be fixed, what to look at, and what is fine, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QStackedLayout, QWidget

from coordinator.intake.problems import Problem, Severity
from coordinator.ui.look import Tone
from coordinator.ui.models.listing import Column as TableColumn
from coordinator.ui.models.listing import Listing
from coordinator.ui.pages.importing.columns import place
from coordinator.ui.pages.side_column import SideColumn
from coordinator.ui.widgets import Button, Card, Column, EmptyState, KpiChip, Row, TableView, Text, clear
from coordinator.views.words import count

if TYPE_CHECKING:
    from coordinator.intake.door import Intake


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the three lists; `problem` is None where all is fine."""

    icon: str
    ink: str
    place: str
    column: str
    value: str
    sentence: str
    problem: Problem | None = None


class CheckStep(QWidget):
    """`left_out` tells a problem whose row is not wanted, `answered` a question and the answer."""

    left_out = Signal(object)
    answered = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists: dict[int, tuple[Found, ...]] = {0: (), 1: (), 2: ()}
        self.chips = (
            KpiChip("Must fix", "circle-alert", Tone.BAD),
            KpiChip("Look at", "triangle-alert", Tone.WAIT),
            KpiChip("Fine", "circle-check", Tone.OK),
        )
        self._group = QButtonGroup(self)
        for number, chip in enumerate(self.chips):
            self._group.addButton(chip, number)
        self.found: Listing[Found] = Listing(_COLUMNS, self)
        self.view = TableView("Checks")
        self.view.setModel(self.found)
        self.view.set_widths({0: 250, 1: 110, 2: 130}, stretch=3)
        self.detail = Detail()
        self._none = EmptyState("circle-check", "Nothing here")
        self._lay_out()
        self._group.idClicked.connect(self.show_list)
        self.view.selectionModel().currentRowChanged.connect(self._show_detail)
        self.detail.left_out.connect(self.left_out)
        self.detail.answered.connect(self.answered)

    def show_intake(self, intake: Intake) -> None:
        """Show all that was found; the worst list comes first."""
        bad = [p for p in intake.problems if p.severity is Severity.MUST_FIX]
        ask = [p for p in intake.problems if p.severity is Severity.LOOK_AT]
        self._lists = {
            0: tuple(_line(problem, "circle-alert", "bad.text") for problem in bad),
            1: tuple(_line(problem, "triangle-alert", "wait.text") for problem in ask),
            2: _fine(intake),
        }
        for number, chip in enumerate(self.chips):
            chip.set_number(len(self._lists[number]))
        self.chips[2].set_number(sum(found.used for found in intake.counts), "rows fine")
        self.show_list(next((n for n in (0, 1) if self._lists[n]), 2))

    def show_list(self, number: int) -> None:
        """Show one of the three lists."""
        self.chips[number].setChecked(True)
        lines = self._lists[number]
        self.found.show_lines(lines)
        self._pages.setCurrentIndex(0 if lines else 1)
        self._none.say(*_NOTHING[number])
        if lines:
            self.view.selectRow(0)
        self._show_detail()

    def _show_detail(self, *_: object) -> None:
        self.detail.show_found(self.found.line(self.view.currentIndex().row()))

    def _lay_out(self) -> None:
        chips = Row(gap=8)
        for chip in self.chips:
            chips.addWidget(chip)
        chips.addStretch(1)
        card = Card(margins=(14, 12, 6, 6), gap=0)
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pages = QStackedLayout(holder)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._none)
        card.body.addWidget(holder, 1)
        side = Column()
        side.addWidget(self.detail)
        side.addStretch(1)
        row = Row(gap=18)
        row.addWidget(card, 1)
        row.addWidget(SideColumn(side, 334))
        column = Column(self, gap=14)
        column.addLayout(chips)
        column.addLayout(row, 1)


class Detail(Card):
    """One finding in full: what is wrong, where, what the cell says, what to do, and what can be done here."""

    left_out = Signal(object)
    answered = Signal(object, str)

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

    def show_found(self, found: Found | None) -> None:
        """Show another finding, or none."""
        self.setVisible(found is not None)
        clear(self._acts)
        if found is None:
            return
        self._sentence.setText(found.sentence)
        self._place.setText(f"{found.place}{f' · column “{found.column}”' if found.column else ''}")
        self._value.setText(f"The cell says: {found.value}" if found.value else "")
        self._value.setVisible(bool(found.value))
        problem = found.problem
        for widget in (self._todo_title, self._todo):
            widget.setVisible(problem is not None and bool(problem.todo))
        if problem is not None:
            self._todo.setText(problem.todo)
            self._offer(problem)

    def _offer(self, problem: Problem) -> None:
        for option in problem.options:
            button = Button(option[:1].upper() + option[1:], "check")
            button.clicked.connect(partial(self.answered.emit, problem, option))
            self._acts.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if problem.must_fix and problem.row is not None and not problem.options:
            button = Button("Leave this row out", "eye-off", hint="Import the rest without this row")
            button.clicked.connect(partial(self.left_out.emit, problem))
            self._acts.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _line(problem: Problem, icon: str, ink: str) -> Found:
    where = place(problem.file, problem.sheet, problem.row)
    return Found(icon, ink, where, problem.column, problem.value, problem.sentence, problem)


def _fine(intake: Intake) -> tuple[Found, ...]:
    lines = []
    for found in intake.counts:
        if found.used:
            left = f", {found.left_out} left out" if found.left_out else ""
            sentence = f"{count(found.used, 'row')} read as {found.kind}{left}."
            lines.append(Found("circle-check", "ok.text", place(found.file, found.sheet), "", "", sentence))
    return tuple(lines)


_NOTHING = {
    0: ("circle-check", "Nothing must be fixed", "The schedule can be imported as it is."),
    1: ("circle-check", "Nothing to look at", "Every row was clear."),
    2: ("circle-alert", "Nothing could be used", "See what must be fixed."),
}
_COLUMNS: tuple[TableColumn[Found], ...] = (
    TableColumn("Where", lambda f: f.place, ink=lambda f: f.ink, icon=lambda f: f.icon),
    TableColumn("Column", lambda f: f.column, ink=lambda _: "text2"),
    TableColumn("Value", lambda f: f.value, ink=lambda _: "text2"),
    TableColumn("What was found", lambda f: f.sentence, strong=False),
)
