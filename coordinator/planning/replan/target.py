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
        count = len(self.meetings)
        places = np.array([model.place[m] for m in model.candidates], dtype=np.int64)
        seated = np.nonzero(places >= 0)[0]
        needs = [(n, part) for n, m in enumerate(model.candidates) for part in model.parts[m]]
        column, part = np.array(needs, dtype=np.int64).reshape(-1, 2).T
        self._people, row = rows_of(part)
        self._column = np.concatenate([column, seated])
        self._row = np.concatenate([row, len(self._people) + places[seated]])
        most = [*(model.spare[p] for p in self._people), *(max(0, spare) for spare in model.spare_of)]
        program = Program(
            gain=self.value,
            row=self._row,
            column=self._column,
            least=np.full(len(most), -np.inf),
            most=np.array(most, dtype=float),
        )
        self._solver = Solver(program) if count else None
        self.bound = 0.0
        self.prices: Array = np.zeros(len(most))
        self.slack: Array = np.zeros(count)

    def settle(self, seconds: float) -> bool:
        """Find the bound and its prices; say whether the solver got there in time."""
        if self._solver is None:
            return True
        found = self._solver.solve(seconds)
        if found is None:
            return False
        self.bound = found.worth
        self.prices = np.maximum(0.0, found.prices)
        self.slack = self.value.copy()
        np.subtract.at(self.slack, self._column, self.prices[self._row])
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

    def by_place(self) -> dict[int, float]:
        """Return the price of a seat at each place, by number."""
        return {place: float(y) for place, y in enumerate(self.prices[len(self._people) :]) if y > 0}
