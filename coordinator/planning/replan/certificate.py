"""Bounds that anybody can check by adding up: prices at which nothing is worth more than they say (weak duality)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coordinator.planning.masks import bits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coordinator.planning.replan.model import Model

_GRAIN = 10_000  # prices are told in ten-thousandths, so that the sums are exact


@dataclass(frozen=True, slots=True)
class ValuePrices:
    """Prices of a person's spare slots and of the seats that a place has left, in grains."""

    person: Mapping[int, int]
    place: Mapping[int, int]

    @classmethod
    def of(cls, person: Mapping[int, float], place: Mapping[int, float]) -> ValuePrices:
        """Round prices to whole grains."""
        return cls(_in_grains(person), _in_grains(place))

    def bound(self, model: Model) -> int:
        """Return the value that no plan can exceed in which every announced meeting is held."""
        total = sum(y * model.spare_of[place] for place, y in self.place.items())
        total += sum(y * model.spare[p] for p, y in self.person.items())
        for m in model.bounded:
            total += max(0, model.value[m] * _GRAIN - self.paid(model, m))
        return total // _GRAIN

    def paid(self, model: Model, m: int) -> int:
        """Return what a meeting pays, in grains."""
        return sum(self.person.get(part, 0) for part in model.parts[m]) + self.place.get(model.place[m], 0)

    def document(self, model: Model) -> dict[str, Any]:
        """Return the certificate as it stands in a result."""
        return {
            "y": {str(model.people[p]): grains / _GRAIN for p, grains in sorted(self.person.items())},
            "y0": self.place.get(0, 0) / _GRAIN,
        }


@dataclass(frozen=True, slots=True)
class FullPrices:
    """Prices of slots of people, of tables of a place in a slot, and of one meeting more of who may have only so many.

    All are in grains; the keys are person * slots + slot, place * slots + slot, and the person.
    """

    weight: int
    person: Mapping[int, int]
    place: Mapping[int, int]
    share: Mapping[int, int]

    @classmethod
    def of(
        cls, weight: int, person: Mapping[int, float], place: Mapping[int, float], share: Mapping[int, float]
    ) -> FullPrices:
        """Round prices to whole grains."""
        return cls(weight, _in_grains(person), _in_grains(place), _in_grains(share))

    def bound(self, model: Model) -> int:
        """Return what weight * value - changes cannot exceed, whatever plan holds every announced meeting."""
        total = sum(self.person.values()) + sum(y * model.room[p] for p, y in self.share.items())
        for key, mu in self.place.items():
            place, slot = divmod(key, model.slots)
            total += model.capacity[place][slot] * mu
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
        person, place = dict(self.person), dict(self.place)
        for p, price in by_value.person.items():
            for slot in bits(model.available[p]):
                key = p * model.slots + slot
                person[key] = person.get(key, 0) + more * price
        for number, price in by_value.place.items():
            for slot, tables in enumerate(model.capacity[number]):
                if tables:
                    key = number * model.slots + slot
                    place[key] = place.get(key, 0) + more * price
        return FullPrices(self.weight + more, person, place, self.share)

    def _best(self, model: Model, m: int) -> int:
        """Return what a meeting is worth at most beyond the prices it pays."""
        person, place, origin, slots = self.person, self.place, model.origin[m], model.slots
        starts = [part * slots for part in model.parts[m]]
        gain = 0 if model.announced[m] else self.weight * model.value[m] * _GRAIN
        gain -= sum(self.share.get(part, 0) for part in model.parts[m]) if self.share else 0
        tables = model.place[m] * slots if model.place[m] >= 0 else -slots
        return max(
            gain
            - (_GRAIN if origin >= 0 and slot != origin else 0)
            - sum(person.get(start + slot, 0) for start in starts)
            - place.get(tables + slot, 0)
            for slot in bits(model.loose[m])
        )

    def document(self, model: Model) -> dict[str, Any]:
        """Return the certificate as it stands in a result."""
        people, slots = model.people, model.slots
        return {
            "W": self.weight,
            "pi": {f"{people[key // slots]},{key % slots}": y / _GRAIN for key, y in sorted(self.person.items())},
            "mu": {str(slot): y / _GRAIN for slot, y in sorted(self.place.items()) if slot < slots},
        }


def _in_grains(prices: Mapping[int, float]) -> dict[int, int]:
    found = {key: max(0, round(price * _GRAIN)) for key, price in prices.items()}
    return {key: grains for key, grains in found.items() if grains}
