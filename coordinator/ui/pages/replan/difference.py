"""What the chosen point changes: as a table, as a grid, and what finds no place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QWidget

from coordinator.ui.models.listing import Column, Listing
from coordinator.ui.pages.replan.grid import AfterModel, DayAfter, PlanGrid
from coordinator.ui.widgets import Button, Card, EmptyState, Kind, Row, Segmented, TableView, Text
from coordinator.views.replan import Difference, differences, to_tell

if TYPE_CHECKING:
    from coordinator.desk.desk import Desk
    from coordinator.ui.pages.replan.plan import Choice

FACES = ("List", "Grid", "No place")
_KINDS = {
    "moved": ("shuffle", "moved.text", "Moved"),
    "other table": ("table-2", "moved.text", "Other table"),
    "recovered": ("history", "ok.text", "Recovered"),
    "filled": ("sparkles", "accent", "New"),
}
_ORDER = tuple(_KINDS)
_TOLD = 5  # the column with the names


class DifferenceCard(Card):
    """The difference in three ways; `accepted` tells that staff want it."""

    accepted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", margins=(18, 12, 14, 12), gap=8, parent=parent)
        self._desk = desk
        self._choice: Choice | None = None
        self._grid_is_old = True
        self.heading = Text("", "lead_strong", "text")
        self.faces = Segmented(FACES, name="What the plan changes")
        self.steps: Listing[Difference] = Listing(_COLUMNS, self)
        self.lost: Listing[str] = Listing((Column("Meetings that find no place", lambda line: line),), self)
        self.told = Text("", "body_medium", "text2", wrap=True)
        self.accept = Button("Accept this plan", "check", kind=Kind.PRIMARY, key="Ctrl+Enter", height=44)
        self.empty = EmptyState("calendar-sync", "")
        self.grid: PlanGrid | None = None
        self._pages = QStackedWidget()
        self._lay_out()
        self.faces.chosen.connect(self._turn)
        self.accept.clicked.connect(self.accepted)
        self.say("calendar-sync", "", "")

    def say(self, icon: str, title: str, sentence: str) -> None:
        """Show no difference, and say why."""
        self._choice = None
        self.empty.say(icon, title, sentence)
        self._pages.setCurrentIndex(0)
        for widget in (self.heading, self.faces, self.told, self.accept):
            widget.hide()

    def show_choice(self, choice: Choice, *, imagined: bool) -> None:
        """Show what a point changes; what is only imagined cannot be accepted."""
        plan, day = choice.offer, self._desk.day
        known, self._choice = self._choice, choice
        if known is None or known.offer is not plan:
            self._grid_is_old = True
            self.steps.show_lines(differences(day, plan.steps))
            self.lost.show_lines(plan.lost)
        _, _, title = plan.title.partition(": ")
        self.heading.setText(title[:1].upper() + title[1:])
        self.told.setText(to_tell(day, plan.tells))
        self.told.set_ink("text2")
        self.faces.set_words((FACES[0], FACES[1], f"{FACES[2]} {len(plan.lost)}"))
        for widget in (self.heading, self.faces, self.told):
            widget.show()
        self.accept.setVisible(not imagined)
        self.accept.setEnabled(bool(plan.steps) and not choice.gone)
        self._turn(self.faces.current())

    def draw_in(self, close: bool) -> None:  # noqa: FBT001 - a state of the widget
        """Leave away who must be told where there is no room for names."""
        self.table.setColumnHidden(_TOLD, close)

    def wait(self) -> None:
        """Let nothing be accepted until it is known what the chosen point changes."""
        self.accept.setEnabled(False)
        if self._choice is None:
            self.say("hourglass", "Working out what changes…", "")

    def turn(self) -> None:
        """Show the difference in the next way."""
        if self._choice is not None:
            index = (self.faces.current() + 1) % len(FACES)
            self.faces.choose(index)
            self._turn(index)

    def complain(self, sentence: str) -> None:
        """Say why the plan was not accepted."""
        self.told.setText(sentence)
        self.told.set_ink("bad.text")

    def _turn(self, index: int) -> None:
        choice = self._choice
        if choice is None:
            return
        plan = choice.offer
        if index == 1:
            self._show_grid(choice)
        elif index == 0 and not plan.steps:
            self.empty.say("circle-check", "This plan changes nothing", "Everything stays as it is.")
            self._pages.setCurrentIndex(0)
            return
        elif index == 2 and not plan.lost:
            self.empty.say("circle-check", "Nothing is lost", "Every broken meeting finds a place.")
            self._pages.setCurrentIndex(0)
            return
        self._pages.setCurrentIndex(index + 1)

    def _show_grid(self, choice: Choice) -> None:
        if not self._grid_is_old:
            return
        self._grid_is_old = False
        after = DayAfter(choice.after, self._desk.now, self._desk.policy)
        model = AfterModel(after, [step.change for step in choice.offer.steps])
        if self.grid is None:
            self.grid = PlanGrid(model)
            self._grid_place.addWidget(self.grid)
        else:
            self.grid.show_model(model)

    def _lay_out(self) -> None:
        head = Row(gap=10)
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.faces)
        table = TableView("What the plan changes")
        table.setModel(self.steps)
        table.set_widths({0: 66, 1: 118, 3: 118, 4: 96}, stretch=2)
        table.horizontalHeader().setSectionResizeMode(_TOLD, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        lost = TableView("Meetings that find no place")
        lost.setModel(self.lost)
        lost.set_widths({}, stretch=0)
        holder = QWidget()
        self._grid_place = Row(holder)
        for page in (self.empty, table, holder, lost):
            self._pages.addWidget(page)
        self.table = table
        foot = Row(gap=12)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.accept)
        self.body.addLayout(head)
        self.body.addWidget(self._pages, 1)
        self.body.addLayout(foot)


_COLUMNS: tuple[Column[Difference], ...] = (
    Column("Round", lambda d: d.round, ink=lambda d: "text" if d.first else "text3", key=lambda d: d.order),
    Column(
        "What",
        lambda d: _KINDS[d.kind][2],
        ink=lambda d: _KINDS[d.kind][1],
        icon=lambda d: _KINDS[d.kind][0],
        strong=True,
        key=lambda d: _ORDER.index(d.kind),
    ),
    Column("Who", lambda d: d.who, strong=True),
    Column("Before", lambda d: d.before, ink=lambda _: "text3", key=lambda d: d.before),
    Column("After", lambda d: d.after, strong=True, key=lambda d: (d.order, d.after)),
    Column("Must be told", lambda d: d.tell, ink=lambda _: "text2"),
)
