"""What a plan is worth, in the figures it is judged by."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.planning.replan.model import Model


@dataclass(frozen=True, slots=True)
class Figures:
    """The five figures of the goal, in their order, and what they are made of."""

    value: int
    changes: int
    table_moves: int
    fairness: int
    gaps: int
    recovered: int
    filled: int

    @property
    def claims(self) -> dict[str, int]:
        """Return what a result claims of itself."""
        names = ("value", "changes", "table_moves", "fairness", "gaps", "recovered", "filled")
        return {name: getattr(self, name) for name in names}


def measure(model: Model, slots: Sequence[int], tables: Sequence[int]) -> Figures:
    """Return the figures of a plan."""
    held = [m for m, slot in enumerate(slots) if slot >= 0]
    added = [m for m in held if not model.announced[m]]
    value, changes = worth(model, slots)
    sessions, busy_slots = masks(model), calendars(model, slots)
    stayed = [m for m in model.intact if slots[m] == model.origin[m]]
    return Figures(
        value=value,
        changes=changes,
        table_moves=sum(1 for m in stayed if tables[m] != model.table[m]),
        fairness=unfairness(model, slots),
        gaps=sum(idle(sessions, busy) for busy, away in zip(busy_slots, model.absent, strict=True) if not away),
        recovered=sum(1 for m in added if model.broken[m]),
        filled=sum(1 for m in added if not model.broken[m]),
    )


def worth(model: Model, slots: Sequence[int]) -> tuple[int, int]:
    """Return the value of what a plan adds, and how many announced meetings it moves."""
    value = sum(model.value[m] for m, slot in enumerate(slots) if slot >= 0 and not model.announced[m])
    return value, sum(1 for m in model.intact if slots[m] != model.origin[m])


def unfairness(model: Model, slots: Sequence[int]) -> int:
    """Return the sum of squares of meetings promised minus held, over everybody who came."""
    held = [0] * len(model.people)
    for m, slot in enumerate(slots):
        if slot >= 0:
            for part in model.parts[m]:
                held[part] += 1
    losses = zip(model.promised, held, model.absent, strict=True)
    return sum(max(0, promised - kept) ** 2 for promised, kept, absent in losses if not absent)


def calendars(model: Model, slots: Sequence[int]) -> list[int]:
    """Return the slots that hold each person, as bitmasks."""
    busy = [0] * len(model.people)
    for m, slot in enumerate(slots):
        if slot >= 0:
            for part in model.parts[m]:
                busy[part] |= 1 << slot
    return busy


def idle(sessions: Sequence[int], busy: int) -> int:
    """Return how often a person's meetings of one session are interrupted."""
    gaps = 0
    for session in sessions:
        here = busy & session
        if here:
            gaps += (here & ~(here >> 1)).bit_count() - 1
    return gaps


def waiting(sessions: Sequence[int], busy: int) -> int:
    """Return the slots a person waits between their meetings of one session."""
    found = 0
    for session in sessions:
        here = busy & session
        if here:
            between = (1 << here.bit_length()) - (here & -here)
            found += (session & between & ~here).bit_count()
    return found


def masks(model: Model) -> tuple[int, ...]:
    """Return the slots of each session as bitmasks."""
    found: dict[int, int] = defaultdict(int)
    for slot, session in enumerate(model.sessions):
        found[session] |= 1 << slot
    return tuple(found.values())
