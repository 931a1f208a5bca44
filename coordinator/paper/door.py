"""The door of paper: a job and its records in, a PDF on disk or in memory out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from coordinator.disk import write_whole
from coordinator.domain.look import EventLook
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper.geometry import A4, Size
from coordinator.paper.proof import Proof

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.domain.schedule import EventInfo
    from coordinator.paper.issues import Issue
    from coordinator.paper.job import Job
    from coordinator.views.papers import Record


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
    proof = Proof(job, records, event, look)
    if not proof.leaves:
        return Result(0, proof.left_out, proof.page)
    drawn = proof.draw()
    put(drawn.pdf, out)
    return Result(drawn.pages, (*proof.left_out, *drawn.issues), proof.page)


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
