"""What is asked of a re-plan, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coordinator.planning.replan.certificate import FullPrices, ValuePrices
    from coordinator.planning.replan.figures import Figures
    from coordinator.planning.replan.model import Model


class Proof(StrEnum):
    """What the certificates prove: nothing, that no plan has more value, or that none has fewer changes at that."""

    NONE = "valid"
    VALUE = "best value"
    FULL = "optimal"


@dataclass(frozen=True, slots=True)
class Ask:
    """A question: `changes` is how many announced meetings may change their slot, None for as many as it takes.

    Unless `points` is off, plans with fewer changes are looked for as well, so that people can choose. A `dense` plan
    is one worth all the seconds for fewer idle gaps, as for a first schedule; else they get but a moment.
    """

    seconds: float = 10.0
    changes: int | None = 0
    seed: int = 0
    points: bool = True
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Improvement:
    """A valid plan found on the way: the slot of every meeting of the model, -1 for none."""

    seconds: float
    value: int
    changes: int
    bound: int | None
    slots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One choice between value and changes: no plan that was found has as much value with fewer changes."""

    changes: int
    value: int
    slots: tuple[int, ...]
    proven: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The plan, its figures, what is proven of it, and the other points people may choose."""

    model: Model
    slots: tuple[int, ...]
    tables: tuple[int, ...]
    figures: Figures
    proof: Proof
    bound: int | None
    value_prices: ValuePrices | None
    full_prices: FullPrices | None
    points: tuple[Point, ...]
    seconds: float
    proven_after: float | None = None
    notes: tuple[str, ...] = field(default=())
