"""Paper on its way: what is to be printed, drawn from the day as it is at that moment, to a file or to a printer."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.desk import papers
from coordinator.paper import offering
from coordinator.printing.backend import Done, Failed, Printer, PrintFile, Stopped, Way
from coordinator.ui import printers

if TYPE_CHECKING:
    from pathlib import Path

    from coordinator.desk.desk import Desk
    from coordinator.domain.printing import Document
    from coordinator.paper.geometry import Size
    from coordinator.paper.issues import Issue
    from coordinator.paper.job import Job
    from coordinator.ui.progress import Progress


@dataclass(frozen=True, slots=True)
class Order:
    """Which document, and of whom: ids, `papers.CHANGED`, or nothing for everybody; a single one on its own page."""

    document: Document
    only: tuple[str, ...] = ()
    single: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as it was drawn: the PDF, its pages and their size, and what to look at."""

    order: Order
    pdf: bytes
    pages: int
    page: Size
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a job: how many of its pages, and where they are."""

    pages: int
    place: str
    stopped: bool = False
    issues: tuple[Issue, ...] = ()


def _job(desk: Desk, order: Order) -> Job:
    return offering.job(order.document, design=desk.look.design, single=order.single)


def draw(desk: Desk, order: Order) -> Drawn:
    """Draw a document in memory."""
    out = io.BytesIO()
    result = papers.write(desk, _job(desk, order), out, order.only)
    return Drawn(order, out.getvalue(), result.pages, result.page, result.issues)


def save(desk: Desk, order: Order, path: Path) -> Finished:
    """Save a document as PDF; a document without pages is not written."""
    result = papers.write(desk, _job(desk, order), path, order.only)
    return Finished(result.pages, str(path), issues=result.issues)


def send(desk: Desk, order: Order, printer: str, progress: Progress) -> Finished:
    """Print a document on a printer of this computer."""
    drawn = draw(desk, order)
    if not drawn.pages:
        return Finished(0, printer, issues=drawn.issues)
    title = f"{desk.day.schedule.event.name} – {order.document.value}"
    size = (drawn.page.width, drawn.page.height)
    sheet = PrintFile(drawn.pdf, drawn.pages, size, title)
    match printers.QtRaster().submit(sheet, Printer(printer, Way.QT, printer), progress):
        case Done(pages):
            return Finished(pages, printer, issues=drawn.issues)
        case Stopped(pages):
            return Finished(pages, printer, stopped=True, issues=drawn.issues)
        case Failed(reason):
            raise printers.CannotPrint(reason)


def changed_count(desk: Desk, document: Document) -> int:
    """Return for how many people or tables paper is out of date."""
    return len(papers.records(desk, document, (papers.CHANGED,)))
