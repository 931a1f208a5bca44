"""What goes to printers stands in the journal before it goes, and what became of it afterwards; in any thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.desk.answers import Answer, Done, Refusal
from coordinator.domain.entries import PrintEnded, PrintStarted
from coordinator.domain.printing import PrintOutcome
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper import files
from coordinator.printing import backend
from coordinator.store.additions import NOTHING
from coordinator.views import prints
from coordinator.views.deeds import deed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from coordinator.desk.desk import Desk
    from coordinator.domain.day import Day
    from coordinator.domain.entries import Fact
    from coordinator.domain.printing import Document
    from coordinator.paper.progress import Progress
    from coordinator.paper.proof import Proof
    from coordinator.printing.backend import JobState
    from coordinator.store.additions import Additions
    from coordinator.views.prints import Already


def begin(  # noqa: PLR0917 - what stands in the journal of a print, in its order
    desk: Desk,
    document: Document,
    subjects: Collection[str],
    printer: str,
    stock: str,
    template: str,
    copies: int = 1,
    *,
    version: int | None = None,
) -> str:
    """Write that a print starts and return its entry; an empty printer stands for a PDF.

    `version` is how many entries the journal had when the records were made, now if it is not given.
    """

    def prepare(day: Day) -> tuple[Sequence[Fact], Additions]:
        drawn = len(day.history) if version is None else version
        return (PrintStarted(document, tuple(subjects), printer, stock, template, copies, drawn),), NOTHING

    return desk.keep(prepare)[-1]


def end(desk: Desk, job: str, outcome: PrintOutcome, pages: int, reason: str = "") -> Answer:
    """Write what became of a print; it ends once, and only if it was started."""
    fact = PrintEnded(job, outcome, pages, reason)
    refused = ""

    def prepare(day: Day) -> tuple[Sequence[Fact], Additions]:
        nonlocal refused
        known = day.prints.jobs.get(job)
        if known is None:
            refused = "The print that ended is not in the journal."
        elif known.end is not None:
            refused = "This print had ended already."
        return ((), NOTHING) if refused else ((fact,), NOTHING)

    entries = desk.keep(prepare)
    return Refusal(refused) if refused else Done(deed(desk.day, fact), entries, saved=not desk.trouble)


def note_start(desk: Desk, proof: Proof, version: int, printer: str = "") -> str:
    """Write that a proof of the day at this version is about to be printed or saved, and return the entry."""
    job = proof.job
    return begin(
        desk, job.document, proof.subjects, printer, job.stock.id, job.template.id, job.copies, version=version
    )


def note_end(desk: Desk, entry: str, state: JobState) -> None:
    """Write how a job ended; of one that has not there is nothing to write."""
    match state:
        case backend.Done(pages):
            end(desk, entry, PrintOutcome.SENT, pages)
        case backend.Stopped(pages):
            end(desk, entry, PrintOutcome.STOPPED, pages)
        case backend.Failed(reason, pages):
            end(desk, entry, PrintOutcome.FAILED, pages, reason)
        case backend.Waiting() | backend.Printing():
            pass


def save(
    desk: Desk, proof: Proof, version: int, path: Path, progress: Progress, *, pdf: bytes, pages: int
) -> backend.Done | backend.Stopped:
    """Write a drawn proof into a file: PDF or, by its ending, pictures; the journal says so before and after."""
    entry = note_start(desk, proof, version)
    try:
        written = files.write(pdf, pages, path, progress)
    except WorldTrouble as trouble:
        note_end(desk, entry, backend.Failed(str(trouble)))
        raise
    state = backend.Done(written) if written == pages else backend.Stopped(written)
    note_end(desk, entry, state)
    return state


def how_often(desk: Desk, document: Document, subjects: Collection[str]) -> Already:
    """Return what is known of earlier prints of these subjects, to ask before they are printed again."""
    return prints.already(desk.day, document, subjects)
