"""Paper on its way: what is to be printed, drawn from the day as it is at that moment, to a file or to a printer."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from coordinator.desk import papers
from coordinator.ui import printers

if TYPE_CHECKING:
    from pathlib import Path

    from coordinator.desk.desk import Desk
    from coordinator.paper.door import Document
    from coordinator.paper.issues import Issue
    from coordinator.ui.progress import Progress


@dataclass(frozen=True, slots=True)
class Order:
    """Which document, and of whom: ids, `papers.CHANGED`, or nothing for everybody."""

    document: Document
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as it was drawn: the PDF, its pages, and what to look at."""

    order: Order
    pdf: bytes
    pages: int
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a job: how many of its pages, and where they are."""

    pages: int
    place: str
    stopped: bool = False
    issues: tuple[Issue, ...] = ()


def draw(desk: Desk, order: Order) -> Drawn:
    """Draw a document in memory."""
    out = io.BytesIO()
    result = papers.write(desk, order.document, out, order.only)
    return Drawn(order, out.getvalue(), result.pages, result.issues)


def save(desk: Desk, order: Order, path: Path) -> Finished:
    """Save a document as PDF; a document without pages is not written."""
    result = papers.write(desk, order.document, path, order.only)
    return Finished(result.pages, str(path), issues=result.issues)


def send(desk: Desk, order: Order, printer: str, progress: Progress) -> Finished:
    """Print a document on a printer of this computer."""
    drawn = draw(desk, order)
    if not drawn.pages:
        return Finished(0, printer, issues=drawn.issues)
    title = f"{desk.day.schedule.event.name} – {order.document.value}"
    device = partial(printers.printer, printer, title)
    pages = printers.send(drawn.pdf, drawn.pages, printers.size_of(order.document), device, progress)
    return Finished(pages, printer, stopped=pages < drawn.pages, issues=drawn.issues)


def changed_count(desk: Desk, document: Document) -> int:
    """Return for how many people or tables paper is out of date."""
    return len(papers.records(desk, document, (papers.CHANGED,)))
