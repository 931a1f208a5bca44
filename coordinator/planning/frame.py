"""What the schedule alone says to a planner: rounds and tables by number, homes, and who asked for whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from coordinator.planning.wishes import by_pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from coordinator.domain.people import Person
    from coordinator.domain.schedule import Schedule, Slot, Table
    from coordinator.planning.wishes import Pair, Wish


@dataclass(frozen=True, slots=True)
class Frame:
    """What stays the same all day long, unless another schedule comes.

    Rounds are counted from 0 in time order; `ends` holds the last round of the block for each. The tables that are the
    home of an organisation, and those that are nobody's, are bitmasks over the numbers of tables. `asked` is the wish
    that stands between two people, the most valuable first; `open` the rounds that people did not rule out.
    """

    schedule: Schedule
    slots: tuple[Slot, ...]
    round_of: Mapping[str, int]
    ends: tuple[int, ...]
    pauses: tuple[datetime, ...]
    tables: Mapping[str, Table]
    table_order: tuple[str, ...]
    number_of: Mapping[str, int]
    homes: Mapping[str, int]
    pool_tables: int
    asked: Mapping[Pair, Wish]
    open: Mapping[str, int]

    @classmethod
    def of(cls, schedule: Schedule) -> Frame:
        """Number rounds and tables, and find out what every wish is worth."""
        slots = schedule.meeting_slots
        round_of = {slot.id: number for number, slot in enumerate(slots)}
        number_of = {table: number for number, table in enumerate(schedule.table_by_id)}
        bound = {org: _mask(number_of[table] for table in own) for org, own in schedule.home_tables.items()}
        open_tables = _mask(number_of[table.id] for table in schedule.tables if table.active)
        return cls(
            schedule=schedule,
            slots=slots,
            round_of=round_of,
            ends=tuple(round_of[schedule.covered(slot.id, len(slots))[-1].id] for slot in slots),
            pauses=tuple(slot.start for slot in schedule.slots if slot.is_break),
            tables=dict(schedule.table_by_id),
            table_order=tuple(number_of),
            number_of=number_of,
            homes={org: own & open_tables for org, own in bound.items() if own & open_tables},
            pool_tables=_mask(number_of.values()) & ~reduce(or_, bound.values(), 0),
            asked=dict(sorted(by_pair(schedule.requests).items(), key=lambda wish: -wish[1].value)),
            open={person.id: _open(person, round_of) for person in schedule.people},
        )

    def open_to(self, person: Person) -> int:
        """Return the rounds that a person did not rule out, as a bitmask."""
        known = self.open.get(person.id)
        return _open(person, self.round_of) if known is None else known


def _open(person: Person, round_of: Mapping[str, int]) -> int:
    out = _mask(round_of[slot] for slot in person.unavailable if slot in round_of)
    return (1 << len(round_of)) - 1 & ~out


def _mask(numbers: Iterable[int]) -> int:
    return reduce(or_, (1 << number for number in numbers), 0)
