"""Which meetings, slots ignored: a b-matching over spare capacities, whose value no plan can exceed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coordinator.planning.replan.linear import Program, Solver, rows_of

if TYPE_CHECKING:
    from coordinator.planning.replan.linear import Array
    from coordinator.planning.replan.model import Model


class Target:
    """The program of the b-matching, kept so that it can be solved again with other preferences."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.meetings = np.array(model.candidates, dtype=np.int64)
        self.value = np.array([model.value[m] for m in model.candidates], dtype=float)
        a = np.array([model.a[m] for m in model.candidates], dtype=np.int64)
        b = np.array([model.b[m] for m in model.candidates], dtype=np.int64)
        pool = np.nonzero([model.pool[m] for m in model.candidates])[0]
        self._people, row = rows_of(np.concatenate([a, b]))
        last, count = len(self._people), len(self.meetings)
        most = np.array([model.spare[p] for p in self._people] + [max(0, model.pool_spare)], dtype=float)
        program = Program(
            gain=self.value,
            row=np.concatenate([row, np.full(len(pool), last)]),
            column=np.concatenate([np.arange(count), np.arange(count), pool]),
            least=np.full(last + 1, -np.inf),
            most=most,
        )
        self._solver = Solver(program) if count else None
        self.bound = 0.0
        self.prices: Array = np.zeros(last + 1)
        self.slack: Array = np.zeros(count)
        self._rows = (row[:count], row[count:], pool)

    def settle(self, seconds: float) -> bool:
        """Find the bound and its prices; say whether the solver got there in time."""
        if self._solver is None:
            return True
        found = self._solver.solve(seconds)
        if found is None:
            return False
        self.bound = found.worth
        self.prices = np.maximum(0.0, found.prices)
        a, b, pool = self._rows
        self.slack = self.value - self.prices[a] - self.prices[b]
        self.slack[pool] -= self.prices[-1]
        return True

    def choose(self, liking: Array, seconds: float) -> list[int]:
        """Return the meetings of the best choice when some are liked a little more than their value says."""
        if self._solver is None:
            return []
        found = self._solver.solve(seconds, gain=self.value + liking)
        return [] if found is None else [int(m) for m in self.meetings[found.x > 0.5]]

    def tight(self) -> frozenset[int]:
        """Return the meetings that a plan which reaches the bound can have: those that pay their prices."""
        return frozenset(int(m) for m in self.meetings[self.slack >= -1e-6])

    def by_person(self) -> dict[int, float]:
        """Return the price of a slot of each person, by number."""
        return {int(p): float(y) for p, y in zip(self._people, self.prices, strict=False) if y > 0}

    @property
    def of_pool(self) -> float:
        """Return the price of a place at a table of the pool."""
        return float(self.prices[-1])
