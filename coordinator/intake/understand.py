"""Sheets become a schedule, or a list of problems; nothing here opens a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.intake import dating, happening
from coordinator.intake.asking import Answers
from coordinator.intake.fields import Kind
from coordinator.intake.ledger import Ledger
from coordinator.intake.making import Making
from coordinator.intake.sorting import sort

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from coordinator.domain.schedule import Schedule
    from coordinator.intake.choices import Choices
    from coordinator.intake.happening import Happening
    from coordinator.intake.headers import SheetMapping
    from coordinator.intake.known import Known
    from coordinator.intake.rows import Sheet


@dataclass(frozen=True, slots=True)
class Understood:
    """The schedule that sheets make, how they were read, and the account of their rows."""

    schedule: Schedule | None
    mappings: tuple[SheetMapping, ...]
    ledger: Ledger


def understand(
    sheets: Sequence[Sheet],
    info: Happening,
    today: date,
    choices: Choices,
    known: Known | None = None,
    *,
    pulse: Callable[[], None] = lambda: None,
) -> Understood:
    """Make a schedule of sheets.

    `info` is the event as it is known, `today` its date where nothing else tells one, and `known` the plan in force:
    what is the same in the sheets gets its ids, and what they do not tell stays as it was. `pulse` is called at every
    row, and may raise.
    """
    ledger = Ledger(pulse=pulse)
    mappings, rows = sort(sheets, choices, ledger)
    if not mappings:
        return Understood(None, (), ledger)
    orders = dating.decide(rows, info.day, choices, ledger)
    event = happening.read(rows.get(Kind.EVENT, ()), info, orders, ledger)
    event = happening.complete(event, mappings[0].file, ledger)
    told: dict[Kind, frozenset[str]] = {}
    for mapping in mappings:
        told[mapping.kind] = told.get(mapping.kind, frozenset()) | mapping.told
    for kind, taken in rows.items():
        # A matrix tells of wishes, and of meetings where its cells are times.
        told.setdefault(kind, frozenset(taken[0].values) if taken else frozenset())
    making = Making(event, orders, ledger, Answers.of(choices.answers), told=told, known=known)
    making.take(rows)
    return Understood(making.schedule(today, mappings[0].file), mappings, ledger)
