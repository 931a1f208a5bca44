"""The report: how the day went so far, in numbers, pictures and one table, and as files to take away."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHeaderView, QSizePolicy, QStackedLayout, QWidget

from coordinator.desk import logs
from coordinator.desk.logs import Log
from coordinator.domain.trouble import WorldTrouble
from coordinator.ui.look import Tone
from coordinator.ui.models.listing import Column, Listing
from coordinator.ui.page import Page
from coordinator.ui.pages.report.charts import ArrivalsChart, RoundsChart
from coordinator.ui.pages.report.figure import Figure
from coordinator.ui.widgets import Bar, Button, Card, EmptyState, KeyHint, Kind, Pill, Row, TableView
from coordinator.ui.widgets import Column as Stack
from coordinator.views.report import MeetingLine, NoShow, Report, arrivals_sentence, report
from coordinator.views.state import State
from coordinator.views.words import count

if TYPE_CHECKING:
    from coordinator.desk.answers import Change
    from coordinator.ui.link import Link
    from coordinator.ui.preferences import Preferences

_MARKS = {
    State.HELD: ("check", "ok.text"),
    State.RUNNING: ("circle-play", "ok.text"),
    State.NO_SHOW: ("user-x", "bad.text"),
    State.MISSED: ("user-x", "bad.text"),
    State.CANCELLED: ("ban", "text3"),
    State.UNCONFIRMED: ("circle-question-mark", "wait.text"),
    State.WAITING: ("hourglass", "wait.text"),
    State.AT_RISK: ("triangle-alert", "wait.text"),
    State.READY: ("user-check", "text2"),
    State.PLANNED: ("clock", "text3"),
}
_WORDS = {Log.ATTENDANCE: "Attendance CSV", Log.MEETINGS: "Meetings CSV", Log.BADGES: "Badges CSV"}


class ReportPage(Page):
    """Headline, two charts, no-shows and all meetings; everything follows the day."""

    key: ClassVar[str] = "report"
    title: ClassVar[str] = "Report"
    icon: ClassVar[str] = "chart-column"
    keys = (KeyHint("Ctrl+E", "Save attendance"), KeyHint("Ctrl+1", "Back to check-in"))

    def __init__(self, link: Link, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._preferences = link, preferences
        self._minute = ""
        self.note = Pill("", Tone.NEUTRAL, "clock", height=32)
        self.trouble = Bar(Tone.BAD)
        self.figures = {name: Figure(name, tone, icon) for name, tone, icon in _FIGURES}
        self.arrivals, self.rounds = ArrivalsChart(), RoundsChart()
        self.no_shows: Listing[NoShow] = Listing(_NO_SHOW_COLUMNS, self)
        self.meetings: Listing[MeetingLine] = Listing(_MEETING_COLUMNS, self)
        self.exports = {log: Button(words, "download", height=32) for log, words in _WORDS.items()}
        self._lay_out()
        for log, button in self.exports.items():
            button.clicked.connect(partial(self._ask, log))
        self.trouble.first.clicked.connect(partial(self.trouble.say, ""))
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(partial(self._ask, Log.ATTENDANCE))
        link.changed.connect(self._changed)

    # -- what is shown

    def show_now(self, what: str = "") -> None:  # noqa: ARG002 - the report is one thing
        """Come on screen with the day as it stands."""
        self.trouble.say("")
        self._show()

    def tick(self) -> None:
        """Follow the clock once a minute."""
        if f"{self._link.desk.now:%H:%M}" != self._minute:
            self._show()

    def _changed(self, _change: Change) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        desk = self._link.desk
        now = desk.now
        self._minute = f"{now:%H:%M}"
        told = report(desk.day, now, desk.policy)
        self._pages.setCurrentIndex(1 if told.is_empty else 0)
        self.note.say(told.note, Tone.OK if told.finished else Tone.NEUTRAL, "flag" if told.finished else "clock")
        self._show_figures(told)
        self.arrivals.show_bars(told.arrivals)
        self._arrivals_card.set_title(f"Arrivals per {told.step} minutes", arrivals_sentence(told))
        self.rounds.show_rounds(told.rounds)
        self.no_shows.show_lines(told.no_shows)
        self._no_shows_pages.setCurrentIndex(0 if told.no_shows else 1)
        self.meetings.show_lines(told.meetings)
        self._meetings_card.set_title("All meetings", count(len(told.meetings), "meeting"))

    def _show_figures(self, told: Report) -> None:
        head = told.headline
        running = f"{head.running} running now" if head.running else f"of {head.meetings} meetings"
        self.figures["People here"].show_number(head.here, f"of {head.people} · {head.came} came")
        self.figures["Meetings held"].show_number(head.held, running)
        self.figures["Moved"].show_number(head.moved, "to another time or table")
        self.figures["No-shows"].show_number(head.missed, "meetings missed")
        self.figures["Not confirmed"].show_number(head.unconfirmed, "over, but nobody noted it")
        self.figures["Walk-ins"].show_number(head.walk_ins, "registered today")

    # -- files

    def _ask(self, log: Log) -> None:
        folder = self._preferences.paper_folder or Path.home()
        name = f"{log.value}-{self._link.desk.now:%Y-%m-%d}.csv"
        chosen, _ = QFileDialog.getSaveFileName(self, _WORDS[log], str(folder / name), "Tables (*.csv)")
        if chosen:
            self.export(log, Path(chosen))

    def export(self, log: Log, path: Path) -> None:
        """Write a log where it is wanted, and say so or say why not."""
        try:
            rows = logs.write(self._link.desk, log, path)
        except WorldTrouble as trouble:
            self.trouble.say(str(trouble), "Close")
            return
        self._preferences.paper_folder = path.parent
        self.trouble.say("")
        self.said.emit(f"{count(rows, 'row')} saved to {path}", False)  # noqa: FBT003 - a signal names nothing

    # -- how it is built

    def _lay_out(self) -> None:
        whole = QWidget()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(whole)
        self._pages.addWidget(self._empty())
        column = Stack(whole, gap=0)
        column.addWidget(self.trouble)
        inner = Stack(margins=(24, 18, 20, 16), gap=14)
        column.addLayout(inner, 1)
        inner.addLayout(self._head())
        figures = Row(gap=12)
        for figure in self.figures.values():
            figures.addWidget(figure, 1)
        inner.addLayout(figures)
        charts = Row(gap=18)
        self._arrivals_card = Card("Arrivals", gap=6)
        self._arrivals_card.body.addWidget(self.arrivals, 1)
        rounds = Card("Use of tables per round", gap=6)
        rounds.body.addWidget(self.rounds, 1)
        charts.addWidget(self._arrivals_card, 9)
        charts.addWidget(rounds, 5)
        inner.addLayout(charts, 4)
        tables = Row(gap=18)
        tables.addWidget(self._meeting_table(), 9)
        tables.addWidget(self._no_show_table(), 5)
        inner.addLayout(tables, 5)

    def _head(self) -> Row:
        row = Row(gap=8)
        row.addWidget(self.note)
        row.addStretch(1)
        for button in self.exports.values():
            row.addWidget(button)
        return row

    def _meeting_table(self) -> Card:
        self._meetings_card = card = Card("All meetings", margins=(18, 12, 4, 4))
        card.head.setContentsMargins(0, 0, 14, 0)
        view = TableView("All meetings")
        view.setModel(self.meetings)
        view.set_widths({0: 96, 1: 96, 4: 208}, stretch=2)
        view.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.setSortingEnabled(True)
        view.setMinimumHeight(150)
        card.body.addWidget(view, 1)
        return card

    def _no_show_table(self) -> Card:
        card = Card("No-shows by organisation", margins=(18, 12, 4, 4))
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._no_shows_pages = QStackedLayout(holder)
        view = TableView("No-shows by organisation")
        view.setModel(self.no_shows)
        view.set_widths({1: 80, 2: 150}, stretch=0)
        self._no_shows_pages.addWidget(view)
        self._no_shows_pages.addWidget(EmptyState("user-check", "No no-shows so far"))
        card.body.addWidget(holder, 1)
        return card

    def _empty(self) -> QWidget:
        button = Button("Import a schedule", "file-up", kind=Kind.PRIMARY)
        button.clicked.connect(lambda: self.asked_for.emit("import", ""))
        sentence = "Import a schedule; the report fills by itself while the day goes on."
        return EmptyState("chart-column", "Nothing to report yet", sentence, [button])


_FIGURES = (
    ("People here", Tone.ACCENT, "users"),
    ("Meetings held", Tone.OK, "handshake"),
    ("Moved", Tone.MOVED, "shuffle"),
    ("No-shows", Tone.BAD, "user-x"),
    ("Not confirmed", Tone.WAIT, "circle-question-mark"),
    ("Walk-ins", Tone.NEUTRAL, "user-plus"),
)
_MEETING_COLUMNS: tuple[Column[MeetingLine], ...] = (
    Column("Planned", lambda m: m.planned, ink=lambda m: "text3" if m.moved else "text", key=lambda m: m.order),
    Column(
        "Actual",
        lambda m: m.actual if m.moved else "as planned",
        ink=lambda m: "moved.text" if m.moved else "text3",
        key=lambda m: m.order,
    ),
    Column("Host", lambda m: m.host, strong=True),
    Column("Guest", lambda m: m.guest),
    Column("Outcome", lambda m: m.outcome, ink=lambda m: _MARKS[m.state][1], icon=lambda m: _MARKS[m.state][0]),
)
_NO_SHOW_COLUMNS: tuple[Column[NoShow], ...] = (
    Column("Organisation", lambda n: n.organisation, strong=True),
    Column("Meetings", lambda n: str(n.meetings), right=True, key=lambda n: n.meetings),
    Column("People", lambda n: n.people, ink=lambda _: "text2"),
)
