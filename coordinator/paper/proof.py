"""What a job puts on paper: how many leaves it needs, and each leaf drawn when somebody wants to see or print it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from coordinator.domain.printing import Document
from coordinator.domain.trouble import ProgramTrouble
from coordinator.paper.drawing.press import Press
from coordinator.paper.issues import Issue, IssueKind
from coordinator.paper.sheet import Sheet
from coordinator.paper.stocks import imposing
from coordinator.paper.templates import fields
from coordinator.views.papers import header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coordinator.domain.look import EventLook
    from coordinator.domain.schedule import EventInfo
    from coordinator.paper.geometry import Size
    from coordinator.paper.job import Job
    from coordinator.views.papers import Record

    Told = Callable[[int], bool]
    """Told how many leaves are drawn; answers whether to go on."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Leaves as a PDF: its pages, what to look at on them, and whether somebody stopped before the last."""

    pdf: bytes
    pages: int
    issues: tuple[Issue, ...]
    stopped: bool = False


class Proof:
    """The leaves of a job, counted without being drawn; a leaf has one page, or two with its back."""

    def __init__(self, job: Job, records: Sequence[Record], event: EventInfo, look: EventLook) -> None:
        if not all(isinstance(record, fields.RECORDS[job.document]) for record in records):
            raise ProgramTrouble(f"{job.document} were given records of something else.")
        self.job, self._look, self._header = job, look, header(event)
        self._title = f"{event.name} – {job.document.value}"
        sheet, press = self._open(io.BytesIO())
        self._units = [unit for record in _printable(sheet, records) for unit in press.units(record.about, record)]
        nothing = () if self._units else (Issue("", IssueKind.NOTHING_TO_PRINT, _NOTHING[job.document]),)
        self.left_out: tuple[Issue, ...] = (*sheet.issues, *nothing)
        """Why records, or all of them, are not on paper at all."""
        self.page: Size = sheet.page
        self.leaves = imposing.page_count(self._count, job.stock.per_page, job.start)
        self.sides = 2 if job.back and not job.stock.folded else 1

    @property
    def pages(self) -> int:
        """Return how many pages all leaves have."""
        return self.leaves * self.sides

    @property
    def turn(self) -> int:
        """Return by how many degrees a page is turned to be read: paper is upright, a wide layout lies on its side."""
        lies = self.job.stock.per_page == 1 and not self.job.template.scale_on(self.job.stock.panel)
        return 90 if lies else 0

    @property
    def _count(self) -> int:
        return len(self._units) * self.job.copies

    @property
    def subjects(self) -> tuple[str, ...]:
        """Return whose paper it is, each once; where a list of everything is among them, it is of nobody."""
        found = dict.fromkeys(unit.about for unit in self._units)
        return () if "" in found else tuple(found)

    def cells(self, leaf: int) -> tuple[int, ...]:
        """Return which cells of a leaf (from 0) are filled."""
        return tuple(cell for cell, _ in self._on(leaf))

    def draw(self, leaves: Sequence[int] | None = None, told: Told = lambda _number: True) -> Drawn:
        """Draw some leaves, or all of them."""
        memory = io.BytesIO()
        sheet, press = self._open(memory)
        stopped = False
        for number, leaf in enumerate(range(self.leaves) if leaves is None else leaves):
            stopped = not told(number)
            if stopped:
                break
            press.page([(cell, self._units[unit // self.job.copies]) for cell, unit in self._on(leaf)])
        if sheet.pages:
            sheet.finish()
        return Drawn(memory.getvalue(), sheet.pages, sheet.issues, stopped)

    def _on(self, leaf: int) -> imposing.Page:
        job = self.job
        return imposing.page(self._count, job.stock.per_page, leaf, job.start, job.order)

    def _open(self, out: BinaryIO) -> tuple[Sheet, Press]:
        sheet = Sheet(out, self._title, self.job.stock.page, self.job.profile)
        return sheet, Press(sheet, self.job, self._header, self._look)


_NOTHING = {
    Document.BADGES: "There is no badge to print.",
    Document.BLANKS: "There is no blank badge to print.",
    Document.SIGNS: "There is no table to make a sign for.",
    Document.CARDS: "There is no table to make a card for.",
    Document.AGENDAS: "Nobody has a meeting to put on an agenda.",
    Document.ORGANISATION_AGENDAS: "No organisation has a meeting to put on an agenda.",
    Document.SLIPS: "Nobody's day has changed.",
    Document.PARTICIPANTS: "There is nobody to list.",
    Document.MISSING: "Nobody is missing.",
    Document.INTERPRETERS: "There is no interpreter.",
    Document.DOORS: "There is nobody to list.",
    Document.CHART: "There is no meeting to show.",
}


def _printable(sheet: Sheet, records: Sequence[Record]) -> Iterator[Record]:
    """Return the records that can be printed; a badge without a code would not open the door."""
    for record in records:
        if getattr(record, "token", " "):
            yield record
        else:
            sheet.about = record.about
            name = getattr(record, "name", "")
            sheet.note(IssueKind.NO_BADGE, f"{name} has no badge code yet, so no badge was printed.")
