"""Jobs of which nobody knows whether they came out, because the program ended meanwhile: asked about one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.desk import printing
from coordinator.domain.printing import PrintOutcome
from coordinator.ui.pages.printing.question import Question
from coordinator.views.prints import paper_of
from coordinator.views.words import hhmm, local

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coordinator.desk.desk import Desk
    from coordinator.domain.print_log import Job


class UnknownPrints(Question):
    """Asks for each job that had begun before this window opened and never ended; an answer goes into the journal."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs: list[Job] = [job for job in desk.day.prints.jobs.values() if job.end is None]
        self.answered.connect(self._take)

    def sentence(self) -> str:
        """Say what is not known of the first of these jobs, nothing where there is none."""
        if not self._jobs:
            return ""
        job, day = self._jobs[0], self._desk.day
        asked = job.asked
        paper = paper_of(day, asked.document, asked.subjects)
        many = len(asked.subjects) > 1
        where = f"on {asked.printer}" if asked.printer else "into a file"
        being = f"{'were' if many else 'was'} being printed {where} at {hhmm(local(day, job.at))}"
        return f"The program ended while {paper} {being}. Look whether {'they' if many else 'it'} came out."

    def begin(self) -> None:
        """Ask about the first of them, if there is one."""
        if self._jobs:
            many = len(self._jobs[0].asked.subjects) > 1
            word = "They" if many else "It"
            self.ask(self.sentence(), (f"{word} came out", f"{word} did not", "Later"))

    def _take(self, number: int) -> None:
        job = self._jobs.pop(0)
        match number:
            case 0:
                printing.end(self._desk, job.id, PrintOutcome.SENT, 0)
            case 1:
                printing.end(self._desk, job.id, PrintOutcome.FAILED, 0, "the program ended")
            case _:
                pass
        self.begin()
