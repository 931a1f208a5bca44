"""Window search: some slots and people around one loose end are planned anew as a small program."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coordinator.planning.masks import bits
from coordinator.planning.replan.grid import WEIGHT, columns, grid
from coordinator.planning.replan.linear import solve

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from coordinator.planning.replan.grid import Sheet
    from coordinator.planning.replan.placing import Placing
    from coordinator.planning.replan.target import Target

_EPS = 1e-6
_TRIES = 20
_REFRESH = 25
_LONGEST = 1.0  # seconds for one window


@dataclass(frozen=True, slots=True)
class Size:
    """How many slots a window has, and how many people."""

    slots: int
    people: int


class Windows:
    """Improves one plan window by window; every step is kept only if the plan is better after it."""

    def __init__(self, sheet: Sheet, plan: Placing, target: Target, size: Size, seed: int) -> None:
        self._sheet, self._plan, self._target, self._size = sheet, plan, target, size
        self._random = random.Random(seed)  # noqa: S311 - a search, no secret
        self._rounds = 0
        self._resting: dict[int, int] = {}
        self._loose: list[int] = []
        self._moved: list[int] = []
        self._stale = True
        # What a plan lacks to the bound is meetings worth more than their prices left out, meetings worth less let in,
        # and things of a price lying idle: only there is something to gain.
        self._wanted = target.meetings[target.slack > _EPS].tolist()
        self._unwanted = target.meetings[target.slack < -_EPS].tolist()
        self._prices, self._of_place = target.by_person(), target.by_place()
        self._fitting = target.meetings[np.abs(target.slack) <= _EPS].tolist()
        model = sheet.model
        self._wishes: list[list[int]] = [[] for _ in model.people]
        for m in model.candidates:
            for part in model.parts[m]:
                self._wishes[part].append(m)

    def search(self, left: Callable[[], float], better: Callable[[], None], *, value_only: bool = False) -> None:
        """Search until the time is over or nothing is left to gain; call `better` after every improvement."""
        while left() > 0:
            if self._stale or self._rounds % _REFRESH == 0:
                self._look()
            if not self._loose and (value_only or not self._moved):
                return
            end = self._loose_end()
            window = self._window(end)
            gain = self._solve(self._around(end, window), window, left())
            self._rounds += 1
            if gain > 0:
                self._stale = True
                better()
            else:
                rest = (len(self._loose) + len(self._moved)) // 2
                self._resting[end] = self._rounds + rest

    def _look(self) -> None:
        """Find what is loose: meetings not placed whose sides have room, and announced ones that were moved."""
        plan, model = self._plan, self._sheet.model
        self._stale = False
        self._moved = [m for m in model.intact if plan.is_moved(m)]
        self._loose = []
        if plan.value < self._target.bound - _EPS:
            self._loose = [m for m in self._wanted if plan.slot[m] < 0]
            self._loose += [m for m in self._unwanted if plan.slot[m] >= 0]
            room = {place for place, price in self._of_place.items() if price > _EPS and plan.roomy[place]}
            self._loose += [m for m in self._fitting if plan.slot[m] < 0 and self._pays(m, room)]

    def _pays(self, m: int, room: Collection[int]) -> bool:
        """Return whether placing this meeting would use something that has a price and lies idle."""
        plan, model, prices = self._plan, self._sheet.model, self._prices
        idle = (p in prices and model.available[p] & ~plan.busy[p] for p in model.parts[m])
        return plan.has_room(m) and (any(idle) or model.place[m] in room)

    def _loose_end(self) -> int:
        found = -1
        for _ in range(_TRIES):
            wanted = self._loose and (not self._moved or self._random.random() < 0.7)
            found = self._random.choice(self._loose if wanted else self._moved)
            if self._resting.get(found, 0) <= self._rounds:
                break
        return found

    def _window(self, end: int) -> int:
        """Choose the slots: free ones of both sides, or where the meeting stands and came from; then any."""
        plan, model = self._plan, self._sheet.model
        a, b = model.a[end], model.b[end]
        if plan.slot[end] >= 0:
            window = 1 << plan.slot[end] | (1 << model.origin[end] if model.announced[end] else 0)
        else:
            window = self._one_of(model.available[a] & ~plan.busy[a] or model.rounds[end])
            window |= self._one_of(model.available[b] & ~plan.busy[b] or model.rounds[end])
        others = list(bits((model.available[a] | model.available[b]) & ~window))
        self._random.shuffle(others)
        for slot in others[: max(0, self._size.slots - window.bit_count())]:
            window |= 1 << slot
        return window

    def _one_of(self, slots: int) -> int:
        return 1 << self._random.choice(list(bits(slots)))

    def _around(self, end: int, window: int) -> list[int]:
        """Grow the people around a loose end; return the meetings they have, or could have, in the window."""
        plan, model, slots = self._plan, self._sheet.model, list(bits(window))
        people = set(model.parts[end])
        queue, free = deque(people), {end}
        while queue and len(people) < self._size.people:
            person = queue.popleft()
            held = [m for slot in slots if (m := plan.at[person][slot]) >= 0 and not model.pinned[m]]
            free.update(held)
            wanted = [m for m in self._wishes[person] if plan.slot[m] < 0 and model.rounds[m] & window]
            self._random.shuffle(wanted)
            for m in (*held, *wanted[:6]):
                others = [part for part in model.parts[m] if part not in people]
                people.update(others)
                queue.extend(others)
        free.update(
            m
            for person in people
            for m in self._wishes[person]
            if plan.slot[m] < 0 and model.rounds[m] & window and people.issuperset(model.parts[m])
        )
        return sorted(m for m in free if plan.slot[m] < 0 or window >> plan.slot[m] & 1)

    def _solve(self, free: list[int], window: int, seconds: float) -> float:
        """Plan these meetings anew within the window; return what was gained, with the plan unchanged for nothing."""
        plan, model = self._plan, self._sheet.model
        old = [plan.slot[m] for m in free]
        value, moved = plan.value, plan.changed
        plan.log.clear()
        for m, slot in zip(free, old, strict=True):
            if slot >= 0:
                plan.take(m)
        cells = columns(model, free, [plan.free(m) & window for m in free])
        limit = plan.limit - (plan.changed - sum(model.announced[m] for m in free))
        tight = limit < len(free)
        program = grid(self._sheet, cells, plan.left, plan.room, limit if tight else None).program
        before = self._worth(free, old)
        found = solve(program, min(_LONGEST, seconds))
        if found is not None and found.worth > before + _EPS and len(found.broken):
            found = solve(program, min(_LONGEST, seconds), whole=True)
        if found is None or found.worth <= before + _EPS:
            plan.rollback()
            return 0.0
        for cell in np.nonzero(found.x > 0.5)[0].tolist():
            plan.put(int(cells.meeting[cell]), int(cells.slot[cell]))
        gain = WEIGHT * (plan.value - value) - (plan.changed - moved)
        if gain <= 0 or any(model.announced[m] and plan.slot[m] < 0 for m in free):
            plan.rollback()
            return 0.0
        plan.log.clear()
        return gain

    def _worth(self, free: list[int], slots: list[int]) -> float:
        model = self._sheet.model
        return sum(
            -(slot != model.origin[m]) if model.announced[m] else WEIGHT * model.value[m]
            for m, slot in zip(free, slots, strict=True)
            if slot >= 0
        )
