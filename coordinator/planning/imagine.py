"""What if: the day as it would be if somebody were absent, a table closed, or the event ended earlier."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coordinator.domain.day import Presence

if TYPE_CHECKING:
    from datetime import datetime

    from coordinator.planning.problem import Problem


@dataclass(frozen=True, slots=True)
class Imagined:
    """What is only thought of: people who do not come, tables that close, and the time when everything ends."""

    absent: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    end: datetime | None = None

    def __bool__(self) -> bool:
        """Return whether anything is imagined."""
        return bool(self.absent or self.closed or self.end)


def imagine(problem: Problem, imagined: Imagined) -> Problem:
    """Return the day as it would be; the day itself is not touched."""
    rounds = sum(1 << n for n, slot in enumerate(problem.slots) if imagined.end is None or slot.end <= imagined.end)
    people = {
        person: replace(known, available=0, presence=Presence.ABSENT)
        if person in imagined.absent
        else replace(known, available=known.available & rounds)
        for person, known in problem.people.items()
    }
    tables = {
        table: replace(known, active=known.active and table not in imagined.closed)
        for table, known in problem.tables.items()
    }
    gone = sum(problem.table_bit(table) for table in imagined.closed)
    homes = {org: open_tables for org, own in problem.homes.items() if (open_tables := own & ~gone)}
    return replace(problem, people=people, tables=tables, homes=homes)
