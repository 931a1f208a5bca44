"""Where: every meeting keeps its table unless it changes its slot or the table is gone; the rest gets what is free."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coordinator.planning.replan.model import Model


def seat(model: Model, slots: Sequence[int]) -> list[int]:
    """Return the number of the table of every meeting that has a slot, -1 for the others."""
    table = [-1] * model.size
    by_slot: dict[int, list[int]] = defaultdict(list)
    for m, slot in enumerate(slots):
        if slot >= 0:
            by_slot[slot].append(m)
    beside = [-1] * len(model.people)
    for slot in sorted(by_slot):
        _seat_slot(model, slot, by_slot[slot], table, beside)
        for m in by_slot[slot]:
            for part in model.parts[m]:
                beside[part] = table[m]
    return table


def _seat_slot(model: Model, slot: int, meetings: list[int], table: list[int], beside: Sequence[int]) -> None:
    taken: set[int] = set()
    waiting = []
    for m in sorted(meetings, key=lambda m: not model.pinned[m]):
        if model.origin[m] == slot and _fits(model, m, model.table[m], slot) and model.table[m] not in taken:
            table[m] = model.table[m]
            taken.add(table[m])
        else:
            waiting.append(m)
    still = []
    for m in waiting:
        # A table the meeting had, or one that a side sits at just before, spares people a walk.
        liked = (model.table[m], beside[model.a[m]], beside[model.b[m]])
        found = next((t for t in liked if t not in taken and _fits(model, m, t, slot)), -1)
        if found < 0:
            still.append(m)
        else:
            table[m] = found
            taken.add(found)
    pool = [n for n, board in enumerate(model.tables) if board.home < 0 and not board.closed >> slot & 1]
    rest = iter([n for n in pool if n not in taken])
    for m in still:
        own = model.own[m]
        table[m] = next(t for t in _open(model, own, slot) if t not in taken) if own else next(rest)
        taken.add(table[m])


def keeps(model: Model, m: int) -> bool:
    """Return whether an announced meeting that keeps its slot can keep its table, too."""
    return _fits(model, m, model.table[m], model.origin[m])


def _fits(model: Model, m: int, table: int, slot: int) -> bool:
    if table < 0 or model.tables[table].closed >> slot & 1:
        return False
    return table in model.own[m] if model.own[m] else model.tables[table].home < 0


def _open(model: Model, tables: Iterable[int], slot: int) -> Iterator[int]:
    return iter([table for table in tables if not model.tables[table].closed >> slot & 1])
