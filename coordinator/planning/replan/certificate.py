"""Bounds that anybody can check by adding up: prices at which nothing is worth more than they say (weak duality)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coordinator.planning.replan.model import bits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coordinator.planning.replan.model import Model

_GRAIN = 10_000  # prices are told in ten-thousandths, so that the sums are exact


@dataclass(frozen=True, slots=True)
class ValuePrices:
    """Prices of a person's spare slots and of the places at tables of the pool, in grains."""

    person: Mapping[int, int]
    pool: int

    @classmethod
    def of(cls, person: Mapping[int, float], pool: float) -> ValuePrices:
        """Round prices to whole grains."""
        return cls({p: grains for p, y in person.items() if (grains := _grains(y))}, _grains(pool))

    def bound(self, model: Model) -> int:
        """Return the value that no plan can exceed in which every announced meeting is held."""
        total = self.pool * model.pool_spare + sum(y * model.spare[p] for p, y in self.person.items())
        for m in model.bounded:
            total += max(0, model.value[m] * _GRAIN - self.paid(model, m))
        return total // _GRAIN

    def paid(self, model: Model, m: int) -> int:
        """Return what a meeting pays, in grains."""
        return self.person.get(model.a[m], 0) + self.person.get(model.b[m], 0) + self.pool * model.pool[m]

    def document(self, model: Model) -> dict[str, Any]:
        """Return the certificate as it stands in a result."""
        return {
            "y": {str(model.people[p]): grains / _GRAIN for p, grains in sorted(self.person.items())},
            "y0": self.pool / _GRAIN,
        }


@dataclass(frozen=True, slots=True)
class FullPrices:
    """Prices of a person's slot, by person * slots + slot, and of a table of the pool in a slot, in grains."""

    weight: int
    person: Mapping[int, int]
    pool: Mapping[int, int]

    @classmethod
    def of(cls, weight: int, person: Mapping[int, float], pool: Mapping[int, float]) -> FullPrices:
        """Round prices to whole grains."""
        return cls(
            weight,
            {key: grains for key, y in person.items() if (grains := _grains(y))},
            {slot: grains for slot, y in pool.items() if (grains := _grains(y))},
        )

    def bound(self, model: Model) -> int:
        """Return what weight * value - changes cannot exceed, whatever plan holds every announced meeting."""
        total = sum(self.person.values()) + sum(model.capacity[slot] * mu for slot, mu in self.pool.items())
        for m in (*model.intact, *model.bounded):
            best = self._best(model, m)
            total += best if model.announced[m] else max(0, best)
        return total // _GRAIN

    def proves(self, model: Model, value: int, changes: int) -> bool:
        """Return whether no plan can be better than one of this value with these changes."""
        return self.bound(model) == self.weight * value - changes

    def lifted(self, model: Model, by_value: ValuePrices) -> FullPrices:
        """Return prices for a greater weight that also hold for meetings which do not pay their prices of value.

        Adding K times the prices of value to those of every slot raises the bound by K times the bound of value, and
        leaves the meetings that pay exactly as they were; the others lose, so that they need not have been looked at.
        """
        more = 0
        for m in model.bounded:
            lack = by_value.paid(model, m) - model.value[m] * _GRAIN
            if lack > 0 and (best := self._best(model, m)) > 0:
                more = max(more, -(-best // lack))
        if not more:
            return self
        person, pool = dict(self.person), dict(self.pool)
        for p, price in by_value.person.items():
            for slot in bits(model.available[p]):
                key = p * model.slots + slot
                person[key] = person.get(key, 0) + more * price
        for slot, tables in enumerate(model.capacity):
            if tables and by_value.pool:
                pool[slot] = pool.get(slot, 0) + more * by_value.pool
        return FullPrices(self.weight + more, person, pool)

    def _best(self, model: Model, m: int) -> int:
        """Return what a meeting is worth at most beyond the prices it pays."""
        person, origin = self.person, model.origin[m]
        a, b = model.a[m] * model.slots, model.b[m] * model.slots
        gain = 0 if model.announced[m] else self.weight * model.value[m] * _GRAIN
        pool = self.pool if model.pool[m] else {}
        return max(
            gain
            - (_GRAIN if origin >= 0 and slot != origin else 0)
            - person.get(a + slot, 0)
            - person.get(b + slot, 0)
            - pool.get(slot, 0)
            for slot in bits(model.loose[m])
        )

    def document(self, model: Model) -> dict[str, Any]:
        """Return the certificate as it stands in a result."""
        people, slots = model.people, model.slots
        return {
            "W": self.weight,
            "pi": {f"{people[key // slots]},{key % slots}": y / _GRAIN for key, y in sorted(self.person.items())},
            "mu": {str(slot): y / _GRAIN for slot, y in sorted(self.pool.items())},
        }


def _grains(price: float) -> int:
    return max(0, round(price * _GRAIN))
