"""The door of paper: a job and its records in, a PDF on disk or in memory out."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from coordinator.disk import write_whole
from coordinator.domain.look import EventLook
from coordinator.domain.printing import Document
from coordinator.domain.trouble import ProgramTrouble, WorldTrouble
from coordinator.paper.drawing.press import Press
from coordinator.paper.geometry import A4, Size
from coordinator.paper.issues import Issue, IssueKind
from coordinator.paper.sheet import Sheet
from coordinator.paper.templates import fields
from coordinator.views.papers import Record, header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coordinator.domain.schedule import EventInfo
    from coordinator.paper.job import Job


@dataclass(frozen=True, slots=True)
class Result:
    """How many pages of which size a document got, and what to look at; with no pages nothing was written."""

    pages: int
    issues: tuple[Issue, ...] = ()
    page: Size = A4


class CannotWrite(WorldTrouble):
    """The PDF could not be written where it was wanted."""


PLAIN_LOOK = EventLook()


def render(
    job: Job, records: Sequence[Record], event: EventInfo, out: BinaryIO | Path, look: EventLook = PLAIN_LOOK
) -> Result:
    """Draw the records of a job; nothing is written when there is nothing to print."""
    if not all(isinstance(record, fields.RECORDS[job.document]) for record in records):
        raise ProgramTrouble(f"{job.document} were given records of something else.")
    memory = io.BytesIO()
    sheet = Sheet(memory, f"{event.name} – {job.document.value}", job.stock.page, job.profile)
    press = Press(sheet, job, header(event), look)
    units = [unit for record in _printable(sheet, records) for unit in press.units(record.about, record)]
    if not units:
        empty = Issue("", IssueKind.NOTHING_TO_PRINT, _NOTHING[job.document])
        return Result(0, (*sheet.issues, empty), sheet.page)
    press.print(units)
    sheet.finish()
    put(memory.getvalue(), out)
    return Result(sheet.pages, sheet.issues, sheet.page)


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


def put(content: bytes, out: BinaryIO | Path) -> None:
    """Write a finished PDF, to disk whole or not at all."""
    if not isinstance(out, Path):
        out.write(content)
        return
    try:
        write_whole(out, content)
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        raise CannotWrite(f"The PDF could not be saved as {out}: {reason}. Choose another folder.") from trouble
