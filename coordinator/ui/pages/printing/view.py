"""What is printed, how, as it will look, and where it goes: the four columns of the print page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from coordinator.desk.answers import Done, Refusal
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper import files
from coordinator.paper.profile import PLAIN
from coordinator.printing.backend import Failed
from coordinator.ui import look, print_work
from coordinator.ui.pages.printing import documents
from coordinator.ui.pages.printing.documents import Documents, Of
from coordinator.ui.pages.printing.how import How
from coordinator.ui.pages.printing.issues import PrintIssues
from coordinator.ui.pages.printing.jobs import PrintJobs
from coordinator.ui.pages.printing.preview import PrintPreview
from coordinator.ui.pages.printing.question import Question
from coordinator.ui.pages.printing.target import PrintTarget
from coordinator.ui.pages.side_column import SideColumn
from coordinator.ui.widgets import Column, Row, Scroll

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

    from coordinator.domain.printing import Document
    from coordinator.printing.backend import Printer
    from coordinator.ui.link import Link
    from coordinator.ui.pages.printing.documents import Counts
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.print_room import Errand, PrintRoom
    from coordinator.ui.print_work import Before, Sample, Wanted
    from coordinator.ui.tasks import Task, Tasks

_ROOMY, _WIDE, _NARROW = 1180, 236, 66
_STAYS_MS = 600


class PrintView(QWidget):
    """Asks the print room for what is chosen; `said` tells a sentence, `broke` what could not be done."""

    said = Signal(str)
    broke = Signal(str)

    def __init__(
        self, link: Link, tasks: Tasks, preferences: Preferences, room: PrintRoom, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._link, self._tasks, self._preferences, self._room = link, tasks, preferences, room
        self._sampling: Task[Sample] | None = None
        self._counting: Task[Mapping[Document, Counts]] | None = None
        self._sample: Sample | None = None
        self._counts: Mapping[Document, Counts] = {}
        self._asked: tuple[Wanted, Printer, Before, str] | None = None
        self.documents, self.how = Documents(), How()
        self.preview = PrintPreview(tasks)
        self.target, self.issues, self.jobs = PrintTarget(room.printers), PrintIssues(tasks), PrintJobs(room)
        self.question = Question()
        self._whole: Callable[[], Sample] | None = None
        self._stays = QTimer(self)
        self._stays.setSingleShot(True)
        self._stays.setInterval(_STAYS_MS)
        self._stays.timeout.connect(self._go_on)
        self._lay_out()
        look.follow(self)
        self.documents.chosen.connect(self._other_document)
        self.how.changed.connect(self._other_setting)
        self.how.blanks_wanted.connect(self._make_blanks)
        self.preview.cell_pressed.connect(self.how.cells.choose)
        self.target.other.connect(self.draw)
        self.target.print_button.clicked.connect(self.print_now)
        self.target.save_button.clicked.connect(self.ask_where)
        self.question.answered.connect(self._answered)
        self._show_offer("")

    # -- what is shown

    def choose(self, document: Document, only: str = "") -> None:
        """Choose a document, and one person or table if an id is given; whoever asks shows it by a `refresh`."""
        self.how.show_day(self._link.desk.day)
        self.documents.blockSignals(True)  # noqa: FBT003 - a Qt property
        self.documents.choose(document)
        self.documents.blockSignals(False)  # noqa: FBT003 - a Qt property
        self._show_offer(only)

    def refresh(self) -> None:
        """Count and draw anew from the day as it stands."""
        day = self._link.desk.day
        self.how.show_day(day)
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._tasks.run(partial(documents.counts, day), self._counted, self._failed)
        self.how.whom.picker.read_names(self._tasks)
        self.draw()

    def draw(self) -> None:
        """Draw what is chosen as it is now."""
        self._stays.stop()
        if self._sampling is not None:
            self._sampling.cancel()
        wanted, offer = self.how.wanted(), self.documents.offer
        self.target.show_stock(self.how.stock())
        if wanted is None:
            self._nothing("No layout of this document fits a paper." if self.how.stock() is None else _FIND[offer.of])
            return
        printer = self.target.printer()
        profile = replace(PLAIN, mono=printer.profile.mono, dpi=printer.profile.dpi) if printer else PLAIN
        self._whole = partial(print_work.sample, self._link.desk, wanted, profile)
        work = partial(print_work.first_look, self._link.desk, wanted, profile)
        self._sampling = self._tasks.run(work, self._sampled, self._not_sampled)

    def _sampled(self, sample: Sample) -> None:
        """Show a document; the whole of a very long one is put together once somebody stays with it."""
        self._sample = sample
        self.target.set_ready(ready=sample.proof.leaves > 0 and not sample.begun)
        self.preview.show_sample(sample)
        self.issues.show_proof(sample.proof)
        if sample.begun:
            self._stays.start()

    def _go_on(self) -> None:
        if self._whole is not None:
            self._sampling = self._tasks.run(self._whole, self._sampled, self._not_sampled)

    def _not_sampled(self, error: Exception) -> None:
        if not isinstance(error, WorldTrouble):
            raise error
        self._nothing(str(error))

    def _nothing(self, words: str) -> None:
        """Show why there is no page."""
        self._sample = None
        self.target.set_ready(ready=False)
        self.preview.show_words(words)
        self.issues.show_proof(None)

    def _counted(self, counts: Mapping[Document, Counts]) -> None:
        self._counts = counts
        self.documents.show_counts(counts)
        self.how.show_counts(counts.get(self.documents.offer.document))

    def _failed(self, error: Exception) -> None:
        self.broke.emit(str(error))
        if not isinstance(error, WorldTrouble):
            raise error

    # -- what is chosen

    def _other_document(self) -> None:
        self._show_offer("")
        self.draw()

    def _show_offer(self, only: str) -> None:
        offer = self.documents.offer
        setting = print_work.understood(self._preferences.paper_setting(offer.document), offer.document)
        self.question.hide()
        self.how.show_offer(offer, setting, only)
        self.how.show_counts(self._counts.get(offer.document))

    def _other_setting(self) -> None:
        document = self.documents.offer.document
        self._preferences.keep_paper_setting(document, print_work.written(self.how.setting()))
        self.question.hide()
        self.draw()

    def _make_blanks(self, number: int) -> None:
        match self._link.desk.make_blanks(number):
            case Done(sentence):
                self.said.emit(sentence)
            case Refusal(sentence):
                self.broke.emit(sentence)
        self.refresh()

    # -- what is done

    def print_now(self) -> None:
        """Print what is chosen, or save it where there is no printer; what was printed before is asked about."""
        printer, wanted, sample = self.target.printer(), self.how.wanted(), self._sample
        if not self.target.is_ready() or wanted is None or sample is None:
            return
        if printer is None:
            self.ask_where()
            return
        work = partial(print_work.printed_before, self._link.desk, wanted, sample.proof.subjects)
        self._tasks.run(work, partial(self._ask_first, wanted, printer, self.how.job_title()), self._failed)

    def _ask_first(self, wanted: Wanted, printer: Printer, title: str, before: Before | None) -> None:
        if before is None:
            self._room.make(wanted, title, printer, self._ended)
            return
        self._asked = wanted, printer, before, title
        fresh = len(before.fresh)
        if fresh and before.of > 1:
            answers = ["Print all", f"Only the {fresh:,} not yet printed", "Cancel"]
        else:
            answers = ["Print again", "Cancel"]
        self.question.ask(before.sentence, answers, focus=len(answers) - 1)

    def _answered(self, number: int) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            wanted, printer, before, title = asked
            several = bool(before.fresh) and before.of > 1
            if number == 0:
                self._room.make(wanted, title, printer, self._ended)
            elif several and number == 1:
                self._room.make(before.rest(wanted), f"{title} · not yet printed", printer, self._ended)
        self.documents.focus()

    def save(self, path: Path) -> None:
        """Save what is chosen, as pictures where the file's name ends like that of one."""
        wanted = self.how.wanted()
        if wanted is not None:
            self._preferences.paper_folder = path.parent
            self._room.make(wanted, self.how.job_title(), path, self._ended)

    def ask_where(self) -> None:
        """Ask for a file to save in."""
        wanted = self.how.wanted()
        if wanted is None or not self.target.is_ready():
            return
        folder = self._preferences.paper_folder or Path.home()
        kinds = f"PDF (*.pdf);;Pictures of the pages (*{files.PICTURE})"
        name, kind = QFileDialog.getSaveFileName(self, "Save", str(folder / f"{wanted.document.value}.pdf"), kinds)
        if name:
            path = Path(name)
            pictures = "Pictures" in kind and path.suffix.lower() == ".pdf"
            self.save(path.with_suffix(files.PICTURE) if pictures else path)

    def _ended(self, errand: Errand) -> None:
        """Count anew what was never printed; whoever is on another page is told what failed."""
        if self.isVisible():
            self.refresh()
        elif isinstance(errand.state, Failed):
            self.said.emit(f"{errand.title}: {errand.state.reason}")

    # -- how it is built

    def restyle(self) -> None:
        """Take the zoom."""
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the page."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the documents' names only where there is room for them beside the page."""
        narrow = self.width() < look.px(_ROOMY)
        self._left.setFixedWidth(look.px(_NARROW if narrow else _WIDE))
        self.documents.set_narrow(narrow=narrow)

    def _lay_out(self) -> None:
        row, below = Row(self, margins=(24, 12, 20, 14), gap=14), Column(gap=14)
        middle, right = Column(), Column(gap=14)
        self._left = Scroll(self.documents)
        middle.addWidget(Scroll(self.how))
        inner = QWidget()
        inner.setLayout(below)
        below.addWidget(self.issues)
        below.addWidget(self.jobs, 1)
        right.addWidget(self.target)
        right.addWidget(Scroll(inner), 1)
        row.addWidget(self._left)
        row.addWidget(SideColumn(middle, 302))
        row.addWidget(self.preview, 1)
        row.addWidget(SideColumn(right, 284))


_FIND = {
    Of.PEOPLE: "Find one person at the left.",
    Of.ORGANISATIONS: "Find one organisation at the left.",
    Of.TABLES: "Find one table at the left.",
    Of.DOORS: "Find one checkpoint at the left.",
    Of.BLANKS: "Find one blank badge at the left.",
    Of.EVERYTHING: "",
}
