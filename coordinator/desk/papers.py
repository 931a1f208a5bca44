"""What the desk hands out on paper: the records of a document as the day stands, drawn by the paper room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.printing import Document
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper import door
from coordinator.views import changed, papers, prints

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from coordinator.desk.desk import Desk
    from coordinator.paper.door import Result
    from coordinator.paper.job import Job
    from coordinator.views.papers import Record

CHANGED = "changed"
"""Stands for everything whose paper no longer says what is planned now."""

UNPRINTED = "unprinted"
"""Stands for everything of which no paper was printed yet, not even perhaps."""


def write(desk: Desk, job: Job, out: BinaryIO | Path, only: Collection[str] = ()) -> Result:
    """Draw a job of everybody, of these ids only, or of what changed."""
    return door.render(job, records(desk, job.document, only), desk.day.schedule.event, out, desk.look)


def records(desk: Desk, document: Document, only: Collection[str] = ()) -> Sequence[Record]:
    """Return the records of a document as the day stands; an id that nobody has is named in an error."""
    wanted = _wanted(desk, document, only)
    match document:
        case Document.BADGES:
            return papers.badges(desk.day, only=wanted)
        case Document.SIGNS:
            return papers.signs(desk.day, only=wanted)
        case Document.CARDS:
            return papers.cards(desk.day, desk.now, only=wanted)
        case Document.AGENDAS:
            return papers.agendas(desk.day, desk.now, only=wanted)
        case _:
            raise WorldTrouble(f"{document} cannot be printed yet.")


def _wanted(desk: Desk, document: Document, only: Collection[str]) -> frozenset[str] | None:
    if not only:
        return None
    tables = document in (Document.SIGNS, Document.CARDS)
    wanted = set(only) - {CHANGED, UNPRINTED}
    known = desk.day.schedule.table_by_id.keys() if tables else {person.id for person in desk.day.people()}
    unknown = sorted(wanted - known)
    if unknown:
        raise WorldTrouble(f"There is no {'table' if tables else 'person'} with the id {', '.join(unknown)}.")
    if CHANGED in only:
        wanted |= changed.out_of_date(desk.day, document)
    if UNPRINTED in only:
        wanted |= prints.unprinted(desk.day, document)
    return frozenset(wanted)
