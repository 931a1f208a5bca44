"""The third step: what must be fixed, what to look at, and what is fine, each with its place and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QStackedLayout, QWidget

from coordinator.ui.look import Tone
from coordinator.ui.models.listing import Column as TableColumn
from coordinator.ui.models.listing import Listing
from coordinator.ui.pages.importing.detail import Detail
from coordinator.ui.pages.importing.findings import ASK, BAD, FINE, Found, alike, lists_of
from coordinator.ui.pages.side_column import SideColumn
from coordinator.ui.widgets import Card, Column, EmptyState, KpiChip, Row, TableView
from coordinator.ui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from coordinator.intake.door import Intake
    from coordinator.intake.problems import Problem


class CheckStep(QWidget):
    """`left_out` tells problems whose rows are not wanted, `answered` a question and the answer.

    `columns_wanted` tells file and sheet whose columns should be looked at.
    """

    left_out = Signal(object)
    answered = Signal(object, str)
    columns_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._intake: Intake | None = None
        self._kept: set[Problem] = set()
        self._opened: set[str] = set()
        self._lists: dict[int, tuple[Found, ...]] = {BAD: (), ASK: (), FINE: ()}
        self._shown = BAD
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
        self.view.clicked.connect(self._turn)
        turn = QShortcut(QKeySequence(Qt.Key.Key_Space), self.view, context=Qt.ShortcutContext.WidgetShortcut)
        turn.activated.connect(lambda: self._turn(self.view.currentIndex()))
        self.detail.left_out.connect(self.left_out)
        self.detail.answered.connect(self.answered)
        self.detail.kept.connect(self._keep)
        self.detail.columns_wanted.connect(self.columns_wanted)

    def begin(self) -> None:
        """Forget what was kept and opened among other files."""
        self._kept, self._opened = set(), set()

    def show_intake(self, intake: Intake) -> None:
        """Show all that was found; the worst list comes first."""
        self._intake = intake
        self._fill()
        self.show_list(next((number for number in (BAD, ASK) if self._lists[number]), FINE))

    def show_list(self, number: int) -> None:
        """Show one of the three lists."""
        self._shown = number
        self.chips[number].setChecked(True)
        lines = self._lists[number]
        self.found.show_lines(lines)
        self._pages.setCurrentIndex(0 if lines else 1)
        self._none.say(*_NOTHING[number])
        if lines:
            self.view.selectRow(0)
        self._show_detail()

    def _fill(self) -> None:
        if self._intake is None:
            return
        self._lists = lists_of(self._intake, self._kept, self._opened)
        open_yet = [problem for problem in self._intake.look_at if problem not in self._kept]
        self.chips[BAD].set_number(len(self._intake.must_fix))
        self.chips[ASK].set_number(len(open_yet))
        self.chips[FINE].set_number(sum(found.used for found in self._intake.counts), "rows fine")

    def _keep(self, problems: tuple[Problem, ...]) -> None:
        """Leave these as they are; the list goes on with what comes next."""
        row = self.view.currentIndex().row()
        self._kept.update(problems)
        self._fill()
        self.show_list(self._shown if self._lists[self._shown] else FINE)
        if self._shown == ASK:
            self.view.selectRow(min(row, self.found.rowCount() - 1))

    def _turn(self, index: QModelIndex) -> None:
        """Open or close a group."""
        line = self.found.line(index.row())
        if line is None or line.is_open is None:
            return
        self._opened ^= {alike(line.problems[0])}
        self._fill()
        self.found.show_lines(self._lists[self._shown])
        self.view.selectRow(index.row())

    def _show_detail(self, *_: object) -> None:
        strange = set()
        if self._intake is not None:
            known = {(mapping.file, mapping.sheet) for mapping in self._intake.mappings}
            strange = {(sheet.file, sheet.name) for sheet in self._intake.beginnings} - known
        self.detail.show_found(self.found.line(self.view.currentIndex().row()), strange)

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
        inner = QWidget()
        stack = Column(inner)
        stack.addWidget(self.detail)
        stack.addStretch(1)
        scroll = Scroll(inner)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = Column()
        side.addWidget(scroll)
        row = Row(gap=18)
        row.addWidget(card, 1)
        row.addWidget(SideColumn(side, 344))
        column = Column(self, gap=14)
        column.addLayout(chips)
        column.addLayout(row, 1)


_NOTHING = {
    BAD: ("circle-check", "Nothing must be fixed", "The schedule can be imported as it is."),
    ASK: ("circle-check", "Nothing to look at", "Every row was clear."),
    FINE: ("circle-alert", "Nothing could be used", "See what must be fixed."),
}
_COLUMNS: tuple[TableColumn[Found], ...] = (
    TableColumn("Where", lambda f: f.place, ink=lambda f: f.ink, icon=lambda f: f.icon),
    TableColumn("Column", lambda f: f.column, ink=lambda _: "text2"),
    TableColumn("Value", lambda f: f.value, ink=lambda _: "text2"),
    TableColumn("What was found", lambda f: f.sentence, strong=False),
)
