"""Print: what, for whom, as it will look, what to look at first, and where it goes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from coordinator.desk import papers
from coordinator.domain.printing import Document
from coordinator.domain.trouble import WorldTrouble
from coordinator.ui import print_work
from coordinator.ui.look import Tone
from coordinator.ui.page import Page
from coordinator.ui.pages.printing.choice import OFFERS, PrintChoice
from coordinator.ui.pages.printing.issues import PrintIssues
from coordinator.ui.pages.printing.jobs import PrintJobs
from coordinator.ui.pages.printing.preview import PrintPreview
from coordinator.ui.pages.printing.target import PrintTarget
from coordinator.ui.pages.side_column import SideColumn
from coordinator.ui.widgets import Bar, Button, Column, EmptyState, KeyHint, Kind, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coordinator.desk.answers import Change
    from coordinator.ui.link import Link
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.print_work import Drawn, Order
    from coordinator.ui.progress import Progress
    from coordinator.ui.tasks import Task, Tasks

_CALM_MS = 1500


class PrintingPage(Page):
    """Left the choice, in the middle the page, right what to look at, the printer and the jobs."""

    key: ClassVar[str] = "print"
    title: ClassVar[str] = "Print"
    icon: ClassVar[str] = "printer"
    keys = (
        KeyHint("F9", "Print"),
        KeyHint("Ctrl+S", "Save PDF"),
        KeyHint("Page Up / Page Down", "Turn the page"),
    )

    def __init__(self, link: Link, tasks: Tasks, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._tasks, self._preferences = link, tasks, preferences
        self._drawing: Task[Drawn] | None = None
        self._counting: Task[Mapping[Document, tuple[int, int]]] | None = None
        self.choice = PrintChoice()
        self.preview = PrintPreview(tasks)
        self.issues = PrintIssues()
        self.target = PrintTarget(preferences)
        self.jobs = PrintJobs(tasks)
        self.trouble = Bar(Tone.BAD)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self.refresh)
        self._lay_out()
        self.choice.changed.connect(self._draw)
        self.target.print_button.clicked.connect(self.print_now)
        self.target.save_button.clicked.connect(self._ask)
        self.trouble.first.clicked.connect(partial(self.trouble.say, ""))
        for keys, action in (
            ("F9", self.print_now),
            ("Ctrl+S", self._ask),
            ("PgUp", partial(self.preview.step, -1)),
            ("PgDown", partial(self.preview.step, 1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(action)
        link.changed.connect(self._changed)

    # -- what is shown

    def show_now(self, what: str = "") -> None:
        """Come on screen; `what` is a document, or a document and an id as in “badges:P12”."""
        document, _, only = what.partition(":")
        if document in {offer.document.value for offer in OFFERS}:
            self.choice.show_day(self._link.desk.day)
            self.choice.choose(Document(document), only)
        self.target.refresh()
        self.refresh()
        self.choice.tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Count and draw anew from the day as it stands."""
        day = self._link.desk.day
        self._pages.setCurrentIndex(0 if any(day.people()) or day.schedule.tables else 1)
        self.choice.show_day(day)
        self._count()
        self._draw()

    def _changed(self, _change: Change) -> None:
        if self.isVisible():
            self._calm.start()

    def _count(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._tasks.run(partial(_counts, self._link), self.choice.show_counts, self._broke)

    def _draw(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
        order = self.choice.order()
        self.target.set_ready(ready=order is not None)
        if order is None:
            self.preview.show_words("Find one table at the left" if self.choice.offer.of_tables else _FIND)
            self.issues.show_issues(())
            return
        work = partial(print_work.draw, self._link.desk, order)
        self._drawing = self._tasks.run(work, self._drawn, self._broke)

    def _drawn(self, drawn: Drawn) -> None:
        turn = 90 if drawn.order.document is Document.SIGNS else 0
        self.preview.show_drawn(drawn, self.choice.offer.title, turn=turn)
        self.issues.show_issues(drawn.issues if drawn.pages else ())
        self.target.set_ready(ready=drawn.pages > 0)

    def _broke(self, error: Exception) -> None:
        self.trouble.say(str(error), "Close")
        if not isinstance(error, WorldTrouble):
            raise error

    # -- what is done

    def print_now(self) -> None:
        """Print what is chosen, or save it where there is no printer."""
        printer, order = self.target.printer(), self.choice.order()
        if not printer:
            self._ask()
        elif order is not None and self.target.is_ready():
            self.jobs.begin(self._title(order), partial(print_work.send, self._link.desk, order, printer))

    def save(self, path: Path) -> None:
        """Save what is chosen as PDF."""
        order, desk = self.choice.order(), self._link.desk
        if order is None:
            return
        self._preferences.paper_folder = path.parent

        def work(progress: Progress) -> print_work.Finished:
            progress.tell(0, 1, f"Saving {path.name}…")
            return print_work.save(desk, order, path)

        self.jobs.begin(self._title(order), work)

    def _ask(self) -> None:
        order = self.choice.order()
        if order is None or not self.target.is_ready():
            return
        folder = self._preferences.paper_folder or Path.home()
        name = f"{'badge' if order.single else order.document.value}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save PDF", str(folder / name), "PDF (*.pdf)")
        if chosen:
            self.save(Path(chosen))

    def _title(self, order: Order) -> str:
        whose = {"": "", papers.CHANGED: " · changed only"}.get("".join(order.only))
        title = self.choice.offer.title
        return f"{title}{f' · {self.choice.picker.field.text()}' if whose is None else whose}"

    # -- how it is built

    def _lay_out(self) -> None:
        whole = QWidget()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(whole)
        self._pages.addWidget(self._empty())
        column = Column(whole)
        column.addWidget(self.trouble)
        row = Row(margins=(24, 20, 20, 18), gap=18)
        column.addLayout(row, 1)
        left, right = Column(gap=16), Column(gap=16)
        left.addWidget(self.choice)
        left.addWidget(self.target)
        left.addStretch(1)
        right.addWidget(self.issues, 3)
        right.addWidget(self.jobs, 2)
        row.addWidget(SideColumn(left, 332))
        row.addWidget(self.preview, 1)
        row.addWidget(SideColumn(right, 300))

    def _empty(self) -> QWidget:
        button = Button("Import a schedule", "file-up", kind=Kind.PRIMARY)
        button.clicked.connect(lambda: self.asked_for.emit("import", ""))
        return EmptyState("printer", "Nothing to print yet", "Badges and signs come from the schedule.", [button])


_FIND = "Find one person at the left"


def _counts(link: Link) -> Mapping[Document, tuple[int, int]]:
    """Return for each document how many there are, and how many are out of date."""
    desk = link.desk
    whole = {offer.document: len(papers.records(desk, offer.document)) for offer in OFFERS}
    late = {d: print_work.changed_count(desk, d) for d in (Document.CARDS, Document.AGENDAS)}
    return {document: (number, late.get(document, 0)) for document, number in whole.items()}
