"""Out of people, tables and meetings comes the model: what stands, what is broken, what may be added and where."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.planning.replan.model import BONUS, Board, Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Kept:
    """A meeting the engine thinks about, as far as it is known while the document is read.

    `only` are the slots it may be put in, as a bitmask, wherever its people could be there.
    """

    id: int
    a: int
    b: int
    value: int
    state: str
    slot: int
    table: int
    pinned: bool
    only: int = -1


@dataclass(frozen=True, slots=True)
class Hall:
    """People, slots and tables of the document."""

    slots: int
    now: int
    lead: int
    sessions: tuple[int, ...]
    number: Mapping[int, int]
    available: Sequence[int]
    here: Sequence[bool]
    absent: Sequence[bool]
    tables: Sequence[Board]
    homes: Sequence[tuple[int, ...]]

    @property
    def soon(self) -> int:
        """Return the slots within the lead time."""
        first = self.now + 1
        return ((1 << min(self.slots, first + self.lead)) - 1) & ~((1 << first) - 1)

    @property
    def pool(self) -> tuple[int, ...]:
        """Return how many tables of the pool are open in every slot to come."""
        pool = [board for board in self.tables if board.home < 0]
        return tuple(
            sum(1 for board in pool if not board.closed >> slot & 1) if slot > self.now else 0
            for slot in range(self.slots)
        )


@dataclass(frozen=True, slots=True)
class _Judged:
    """What becomes of every meeting: the columns of a model that follow from the people."""

    intact: list[bool]
    broken: list[bool]
    value: list[int]
    loose: list[int]
    rounds: list[int]
    spare: list[int]

    def may_be_added(self, n: int) -> bool:
        """Return whether a meeting does not stand and its sides have a slot in common."""
        return not self.intact[n] and self.loose[n] > 0


def _judged(hall: Hall, kept: Sequence[Kept]) -> _Judged:
    both = [hall.available[m.a] & hall.available[m.b] for m in kept]
    intact = [m.state == "planned" and bool(mask >> m.slot & 1) for m, mask in zip(kept, both, strict=True)]
    broken = [m.state != "requested" and not stands for m, stands in zip(kept, intact, strict=True)]
    spare = [mask.bit_count() for mask in hall.available]
    for m, stands in zip(kept, intact, strict=True):
        if stands:
            spare[m.a] -= 1
            spare[m.b] -= 1
    loose = [
        1 << m.slot if ok and m.pinned else mask & (m.only | ok << max(0, m.slot))
        for m, ok, mask in zip(kept, intact, both, strict=True)
    ]
    return _Judged(
        intact=intact,
        broken=broken,
        value=[m.value + BONUS * lost for m, lost in zip(kept, broken, strict=True)],
        loose=loose,
        rounds=[_rounds(m, mask, hall, intact=ok) for m, mask, ok in zip(kept, loose, intact, strict=True)],
        spare=spare,
    )


def shape(hall: Hall, kept: Sequence[Kept], met: set[frozenset[int]]) -> Model:
    """Return the model of a hall and its meetings; `met` are the pairs that have met or are meeting."""
    found, pool = _judged(hall, kept), hall.pool
    own = [(*hall.homes[m.a], *hall.homes[m.b]) for m in kept]
    standing = [n for n, stands in enumerate(found.intact) if stands]
    bounded = [n for n, m in enumerate(kept) if found.may_be_added(n) and found.spare[m.a] > 0 and found.spare[m.b] > 0]
    meets = met | {frozenset((kept[n].a, kept[n].b)) for n in standing}
    possible = [n for n in bounded if found.rounds[n] and found.value[n] > 0]
    place = {board.id: number for number, board in enumerate(hall.tables)}
    return Model(
        slots=hall.slots,
        now=hall.now,
        lead=hall.lead,
        sessions=hall.sessions,
        people=tuple(hall.number),
        available=tuple(hall.available),
        absent=tuple(hall.absent),
        tables=tuple(hall.tables),
        capacity=(pool,),
        ids=tuple(m.id for m in kept),
        a=tuple(m.a for m in kept),
        b=tuple(m.b for m in kept),
        parts=tuple((m.a, m.b) for m in kept),
        value=tuple(found.value),
        announced=tuple(found.intact),
        broken=tuple(found.broken),
        origin=tuple(m.slot if ok else -1 for m, ok in zip(kept, found.intact, strict=True)),
        table=tuple(place.get(m.table, -1) for m in kept),
        pinned=tuple(m.pinned and ok for m, ok in zip(kept, found.intact, strict=True)),
        own=tuple(own),
        place=tuple(-1 if tables else 0 for tables in own),
        rounds=tuple(found.rounds),
        loose=tuple(found.loose),
        intact=tuple(standing),
        candidates=tuple(_once_a_pair(possible, kept, found, meets)),
        bounded=tuple(bounded),
        spare=tuple(found.spare),
        spare_of=(sum(pool) - sum(1 for n in standing if not own[n]),),
        promised=_promised(hall, kept, found),
    )


def _promised(hall: Hall, kept: Sequence[Kept], found: _Judged) -> tuple[int, ...]:
    count = [0] * len(hall.number)
    for n, m in enumerate(kept):
        if found.intact[n] or found.broken[n]:
            count[m.a] += 1
            count[m.b] += 1
    return tuple(count)


def _rounds(meeting: Kept, mask: int, hall: Hall, *, intact: bool) -> int:
    """Return the slots a meeting may be put in, under lead time, policy and the tables of its hosts."""
    if not intact and not (hall.here[meeting.a] and hall.here[meeting.b]):
        mask &= ~hall.soon
    if intact:
        mask &= 1 << meeting.slot if hall.soon >> meeting.slot & 1 else ~hall.soon
    own = (*hall.homes[meeting.a], *hall.homes[meeting.b])
    if own:
        open_slots = 0
        for table in own:
            open_slots |= ~hall.tables[table].closed
        mask &= open_slots
    return mask


def _once_a_pair(
    possible: Iterable[int], kept: Sequence[Kept], found: _Judged, taken: set[frozenset[int]]
) -> list[int]:
    """Leave out requests of pairs that meet anyway, so that nobody meets the same person twice."""
    by_pair: dict[frozenset[int], list[int]] = defaultdict(list)
    for n in possible:
        by_pair[frozenset((kept[n].a, kept[n].b))].append(n)
    left: list[int] = []
    for pair, numbers in by_pair.items():
        promised = [n for n in numbers if found.broken[n]]
        if promised:
            left += promised
        elif pair not in taken:
            left.append(max(numbers, key=lambda n: (found.value[n], -n)))
    return sorted(left)
