"""The problem of a re-plan in flat lists: people, slots and meetings by number, sets of slots as bitmasks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BONUS = 12  # what makes a broken promise worth more than any new request


@dataclass(frozen=True, slots=True)
class Board:
    """One table: `home` is the number of the participant it belongs to, -1 for nobody; `closed` a set of slots."""

    id: int
    home: int
    closed: int


@dataclass(frozen=True, slots=True)
class Model:
    """Everything the engine needs to know; the lists of meetings leave out what was held, runs, or can never be.

    `a` and `b` are the two sides of a meeting, `parts` all it needs: the sides first, then further people, and what
    only one meeting of several may have. `room` is how many more meetings those can have who have a maximum.
    `own` holds the tables a meeting must sit at, none if any table of the pool does. A `place` is a group of tables
    that are not enough for everybody: the pool is place 0, and -1 says that a table is certain. `capacity` counts the
    open tables of every place in every slot, `spare_of` what announced meetings leave of them all together.
    `announced` marks the meetings that stand and could take place as they are, `broken` those to recover; the others
    are requests. `origin` is the slot and `table` the table a meeting stands at, -1 for none. `rounds` are the slots a
    meeting may be put in, `loose` the same without lead time, policy and closed home tables: what a bound may assume.
    `candidates` are the meetings that may be added, `promised` counts the meetings a person was promised.
    """

    slots: int
    now: int
    lead: int
    sessions: tuple[int, ...]
    people: tuple[int, ...]
    available: tuple[int, ...]
    absent: tuple[bool, ...]
    tables: tuple[Board, ...]
    capacity: tuple[tuple[int, ...], ...]
    ids: tuple[int, ...]
    a: tuple[int, ...]
    b: tuple[int, ...]
    parts: tuple[tuple[int, ...], ...]
    value: tuple[int, ...]
    announced: tuple[bool, ...]
    broken: tuple[bool, ...]
    origin: tuple[int, ...]
    table: tuple[int, ...]
    pinned: tuple[bool, ...]
    own: tuple[tuple[int, ...], ...]
    place: tuple[int, ...]
    rounds: tuple[int, ...]
    loose: tuple[int, ...]
    intact: tuple[int, ...]
    candidates: tuple[int, ...]
    bounded: tuple[int, ...]
    spare: tuple[int, ...]
    spare_of: tuple[int, ...]
    promised: tuple[int, ...]
    room: Mapping[int, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Return how many meetings there are to think about."""
        return len(self.ids)
