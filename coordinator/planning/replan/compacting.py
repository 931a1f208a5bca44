"""Fewer idle gaps: two rounds are exchanged along a chain of meetings, at random at first and ever more choosily."""

from __future__ import annotations

from math import exp
from random import Random
from typing import TYPE_CHECKING

from coordinator.planning.masks import bits
from coordinator.planning.replan.figures import idle, masks, waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coordinator.planning.replan.placing import Placing

    Chain = tuple[list[int], list[int], Sequence[int]]

# What a calendar costs: for each gap, more for each further gap of the same person, and for each round waited.
_GAP, _AGAIN, _WAIT = 10, 2, 2
_HOT, _COLD = 4.5, 1.5  # what a worse calendar may cost at the beginning and at the end, in the same units
_MOST = 2 * _GAP  # what the other end of a chain can make good
_PAIR = 2
_LOOK = 256  # moves between two looks at the clock
_KNOWN = 200_000  # calendars whose cost is remembered


class Compacting:
    """Searches plans with the same meetings and fewer gaps; announced meetings stay where they are.

    A meeting goes to a round in which one of its people is free. Whoever it holds up there goes to the round it comes
    from, and so on: of all these people only those at the two ends have other rounds than before.
    """

    def __init__(self, plan: Placing, seed: int = 0) -> None:
        model = plan.model
        self._plan = plan
        self._random = Random(seed).random  # noqa: S311 - a search that can be repeated, no secret
        self._allowed = [0 if fixed else rounds for fixed, rounds in zip(model.announced, model.rounds, strict=True)]
        self._beyond = [
            a ^ b if len(parts) == _PAIR else -1 for a, b, parts in zip(model.a, model.b, model.parts, strict=True)
        ]
        self._loose = [m for m in model.candidates if plan.slot[m] >= 0 and self._allowed[m] & ~(1 << plan.slot[m]) > 0]
        self._sessions = masks(model)
        self._costs: dict[int, int] = {}
        self._free: dict[int, tuple[int, ...]] = {}
        counted = [busy for busy, away in zip(plan.busy, model.absent, strict=True) if not away]
        self._gaps = sum(idle(self._sessions, busy) for busy in counted)
        self._total = sum(self._cost(busy) for busy in counted)

    def search(self, moves: int, left: Callable[[], float]) -> int:
        """Try so many moves while there is time, keep the best plan met, and return how many gaps it has less."""
        plan, whole = self._plan, left()
        first = best = (self._gaps, self._total)
        kept, heat = list(plan.slot), _HOT
        for number in range(moves if self._loose else 0):
            if not number % _LOOK:
                rest = left()
                if rest <= 0 or not best[1]:
                    break
                heat = _HOT * (_COLD / _HOT) ** max(number / moves, 1 - rest / whole)
            if self._move(heat) and (self._gaps, self._total) < best:
                best, kept = (self._gaps, self._total), list(plan.slot)
        plan.adopt(kept)
        self._gaps, self._total = best
        return first[0] - best[0]

    def _cost(self, busy: int) -> int:
        found = self._costs.get(busy)
        if found is None:
            if len(self._costs) > _KNOWN:
                self._costs.clear()
            gaps = idle(self._sessions, busy)
            found = _GAP * gaps + _AGAIN * gaps * (gaps - 1) // 2 + _WAIT * waiting(self._sessions, busy)
            self._costs[busy] = found
        return found

    def _free_rounds(self, busy: int) -> tuple[int, ...]:
        found = self._free.get(busy)
        if found is None:
            if len(self._free) > _KNOWN:
                self._free.clear()
            found = self._free[busy] = tuple(bits(~busy & (1 << self._plan.model.slots) - 1))
        return found

    def _move(self, heat: float) -> bool:
        """Try one chain; say whether anything was moved."""
        plan, model = self._plan, self._plan.model
        drawn = 2 * len(self._loose) * self._random()
        number = int(drawn)
        meeting = self._loose[number >> 1]
        person = model.a[meeting] if number & 1 else model.b[meeting]
        busy, here = plan.busy[person], plan.slot[meeting]
        free = self._free_rounds(busy)
        if not free:
            return False
        there = free[int((drawn - number) * len(free))]
        both = 1 << here | 1 << there
        if not self._allowed[meeting] >> there & 1 or self._cost(busy ^ both) - self._cost(busy) > _MOST:
            return False
        chain = self._chain(meeting, person, here, there)
        if chain is None:
            return False
        meetings, people, ends = chain
        changed = [(busy, busy ^ both) for end in ends if not model.absent[end] for busy in (plan.busy[end],)]
        worse = sum(self._cost(after) - self._cost(before) for before, after in changed)
        if worse > 0 and self._random() >= exp(-worse / heat):
            return False
        if not plan.exchange(meetings, people, here, there):
            return False
        self._total += worse
        self._gaps += sum(idle(self._sessions, after) - idle(self._sessions, before) for before, after in changed)
        return True

    def _chain(self, meeting: int, person: int, here: int, there: int) -> Chain | None:
        """Follow the meetings that hold each other up: they, their people, and those at the ends; None if one is held.

        Meetings of two make a line that ends where somebody is free.
        """
        at, allowed, beyond = self._plan.at, self._allowed, self._beyond
        line, people, moved = [], [person], meeting
        while moved >= 0:
            if beyond[moved] < 0:
                return self._web(meeting, here, there)
            if not allowed[moved] >> there & 1:
                return None
            line.append(moved)
            person ^= beyond[moved]
            people.append(person)
            moved = at[person][there]
            here, there = there, here
        return line, people, (people[0], person)

    def _web(self, meeting: int, here: int, there: int) -> Chain | None:
        """Follow the meetings that hold each other up where some need more than two."""
        plan, model = self._plan, self._plan.model
        web, people, queue = {meeting}, set(), [meeting]
        while queue:
            moved = queue.pop()
            goal = here + there - plan.slot[moved]
            if not self._allowed[moved] >> goal & 1:
                return None
            for part in model.parts[moved]:
                people.add(part)
                other = plan.at[part][goal]
                if other >= 0 and other not in web:
                    web.add(other)
                    queue.append(other)
        ends = [part for part in people if (plan.busy[part] >> here ^ plan.busy[part] >> there) & 1]
        return sorted(web), sorted(people), ends
