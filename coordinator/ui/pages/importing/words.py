"""What the foot of the page says, and which step comes first after reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.ui.pages.importing.steps import Step
from coordinator.views.words import count

if TYPE_CHECKING:
    from coordinator.intake.door import Intake
    from coordinator.ui.pages.importing.work import Reading

_OUR_OWN = 100


def about(reading: Reading | None, *, busy: bool, writing: bool, to_decide: int) -> str:
    """Name the files that were read, and say what stands in the way of the next step."""
    if writing:
        return "Writing… Nothing else can be done here until it is done."
    if reading is None:
        return ""
    if busy:
        return "Reading once more…"
    sources = reading.intake.sources
    names = ", ".join(source.name for source in sources[:3])
    more = f" and {len(sources) - 3} more" if len(sources) > 3 else ""
    fix = len(reading.intake.must_fix)
    if fix:
        return f"{names}{more} · {count(fix, 'thing')} must be fixed first"
    if to_decide:
        return f"{names}{more} · {count(to_decide, 'meeting')} to decide first"
    return f"{names}{more}"


def step_after(intake: Intake, before: Step) -> Step:
    """Return where to go on after reading: at columns that are not written as ours are, at what was found, or the end.

    Whoever was at a later step when the same files were read once more stays there, while there is something to do.
    """
    if before is not Step.FILE:
        return Step.READY if before is Step.CHECK and not intake.problems else before
    found = [column for mapping in intake.mappings for column in mapping.columns if column.field]
    if any(column.sure != _OUR_OWN for column in found):
        return Step.COLUMNS
    return Step.CHECK if intake.problems else Step.READY
