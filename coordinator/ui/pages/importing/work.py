"""What an import does away from the screen: read, understand as was remembered, and look at what would change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coordinator.intake import door

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from coordinator.desk.desk import Desk
    from coordinator.desk.importing import Outlook
    from coordinator.intake.choices import Choices
    from coordinator.intake.decisions import Word
    from coordinator.intake.door import Intake
    from coordinator.intake.profiles import Shelf
    from coordinator.ui.progress import Progress

_FIRST_ROWS = 20
"""Among these the header of a list is looked for that nobody understands yet."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read with which choices, what it would do, and for which sheets columns were remembered."""

    intake: Intake
    choices: Choices
    outlook: Outlook | None = None
    remembered: frozenset[str] = frozenset()


def read(desk: Desk, paths: Sequence[Path], choices: Choices, shelf: Shelf, progress: Progress) -> Reading:
    """Read files; where their headers are known, once more with the columns that were chosen then."""
    day = desk.day
    tell, stop = progress.tell, progress.is_stopped
    intake = door.load(paths, progress=tell, cancelled=stop, choices=choices, day=day)
    before = shelf.columns_for(_headers(intake)) if not intake.cancelled else {}
    columns = {**before, **choices.columns}
    if columns != choices.columns:
        choices = replace(choices, columns=columns)
        intake = door.load(paths, progress=tell, cancelled=stop, choices=choices, day=day)
    if intake.schedule is None or intake.cancelled:
        return Reading(intake, choices, remembered=frozenset(before))
    tell(1, 1, "Comparing it with the event")
    return Reading(intake, choices, desk.outlook(intake.schedule), frozenset(before))


def look_again(desk: Desk, reading: Reading, words: Mapping[str, Word]) -> Reading:
    """Look once more at what an import would do: the day has gone on, or staff decided something."""
    schedule = reading.intake.schedule
    return replace(reading, outlook=desk.outlook(schedule, words)) if schedule is not None else reading


def _headers(intake: Intake) -> Iterator[tuple[str, ...]]:
    """Return the headers of every sheet; of one that was not understood, every row that may be its header."""
    known = {(mapping.file, mapping.sheet): mapping for mapping in intake.mappings}
    for sheet in intake.beginnings:
        mapping = known.get((sheet.file, sheet.name))
        if mapping is not None:
            yield tuple(column.header for column in mapping.columns)
        else:
            yield from (row.cells for row in sheet.rows[:_FIRST_ROWS])
