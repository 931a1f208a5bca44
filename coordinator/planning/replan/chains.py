"""A meeting finds its slot by pushing others on: chains of up to three pushes, and exchanges between two slots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.planning.masks import bits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coordinator.planning.replan.placing import Placing

    Step = tuple[int, int, int, tuple[int, ...]]

_PAIR = 2
ALONE: Mapping[int, int] = {}


class Chains:
    """Searches chains in one plan: `steps` is how many openings a search may still look at, `ceiling` the changes."""

    __slots__ = ("ceiling", "plan", "steps")

    def __init__(self, plan: Placing) -> None:
        self.plan = plan
        self.steps = 0
        self.ceiling = 0

    def place(self, meeting: int, depth: int, budget: int, steps: int, barred: Mapping[int, int] = ALONE) -> bool:
        """Place a meeting with at most `depth` pushes and `budget` more changes; else leave the plan alone."""
        self.steps = steps
        self.ceiling = min(self.plan.changed + budget, self.plan.limit)
        return self._search(meeting, depth, {meeting: -1, **barred})

    def _search(self, meeting: int, depth: int, barred: dict[int, int]) -> bool:
        plan = self.plan
        slots = plan.free(meeting)
        no = barred.get(meeting, -1)
        if no >= 0:
            slots &= ~(1 << no)
        if slots:
            plan.put(meeting, plan.best_of(meeting, slots))
            return True
        self.steps -= 1
        if depth <= 0 or self.steps < 0 or (plan.room and plan.is_full(meeting)):
            return False
        for _, pushes, slot, pushed in sorted(self._openings(meeting, depth, barred), key=_price):
            mark = len(plan.log)
            below = dict(barred)
            below.setdefault(meeting, -1)
            for other in pushed:
                below[other] = plan.take(other)
            plan.put(meeting, slot)
            if all(self._search(other, depth - pushes, below) for other in pushed):
                return True
            plan.rollback(mark)
            if self.steps < 0:
                return False
        return False

    def _openings(self, meeting: int, depth: int, barred: dict[int, int]) -> Iterator[Step]:
        """Return the slots a meeting could have if those in its way went on: changes, pushes, slot, who is pushed."""
        plan, model = self.plan, self.plan.model
        at = [plan.at[part] for part in model.parts[meeting]]
        slots = model.rounds[meeting]
        no = barred.get(meeting, -1)
        if no >= 0:
            slots &= ~(1 << no)
        while slots:
            bit = slots & -slots
            slots ^= bit
            slot = bit.bit_length() - 1
            pushed = tuple({other: None for calendar in at if (other := calendar[slot]) >= 0})
            if not pushed or len(pushed) > depth:
                continue
            changes = self._changes(meeting, slot, pushed, depth, barred)
            if changes >= 0:
                yield changes, len(pushed), slot, pushed

    def _changes(self, meeting: int, slot: int, pushed: tuple[int, ...], depth: int, barred: dict[int, int]) -> int:
        """Return how many announced meetings such a push would move from their place, -1 if it cannot be."""
        plan, model = self.plan, self.plan.model
        changes = freed = 0
        for other in pushed:
            if other in barred or model.pinned[other]:
                return -1
            changes += model.origin[other] == slot
            freed += model.place[other] == model.place[meeting]
        if plan.changed + changes > self.ceiling:
            return -1
        place = model.place[meeting]
        if place >= 0 and plan.left[place][slot] + freed < 1:
            return -1
        if depth == len(pushed) and not all(self._can_go(other, slot) for other in pushed):
            return -1
        return changes

    def _can_go(self, meeting: int, slot: int) -> bool:
        return bool(self.plan.free(meeting) & ~(1 << slot))

    def exchange(self, meeting: int, longest: int = 60) -> bool:
        """Place a meeting of two by exchanging two slots along a path of such meetings; fewest changes win."""
        plan, model = self.plan, self.plan.model
        if len(model.parts[meeting]) > _PAIR or (plan.room and plan.is_full(meeting)):
            return False
        a, b = model.a[meeting], model.b[meeting]
        best: tuple[int, int, int, list[int]] | None = None
        free_a, free_b = model.rounds[meeting] & ~plan.busy[a], model.rounds[meeting] & ~plan.busy[b]
        for first, second, mine, theirs in ((a, b, free_a, free_b), (b, a, free_b, free_a)):
            for slot in bits(mine & plan.busy[second]):
                for other in bits(theirs & ~(1 << slot)):
                    most = plan.limit - plan.changed if best is None else best[0] - 1
                    found = self._path((second, first), (slot, other), longest, most)
                    if found and self._tables_suffice(meeting, slot, other, found[1]):
                        best = (found[0], slot, other, found[1])
        if best is None:
            return False
        _, slot, other, path = best
        for moved, old in [(moved, plan.take(moved)) for moved in path]:
            plan.put(moved, slot + other - old)
        plan.put(meeting, slot)
        return True

    def _path(
        self, people: tuple[int, int], slots: tuple[int, int], longest: int, most: int
    ) -> tuple[int, list[int]] | None:
        """Follow the meetings of two slots from one person, not to the other: changes, and who is exchanged."""
        plan, model = self.plan, self.plan.model
        path: list[int] = []
        (person, end), here, changes = people, slots[0], 0
        while (meeting := plan.at[person][here]) >= 0:
            there = sum(slots) - here
            following = model.b[meeting] if model.a[meeting] == person else model.a[meeting]
            if model.pinned[meeting] or following == end or not model.rounds[meeting] >> there & 1:
                return None
            if len(model.parts[meeting]) > _PAIR:
                return None
            path.append(meeting)
            if model.announced[meeting]:
                changes += (here == model.origin[meeting]) - (there == model.origin[meeting])
            if len(path) > longest:
                return None
            person, here = following, there
        return (changes, path) if changes <= most else None

    def _tables_suffice(self, meeting: int, slot: int, other: int, path: list[int]) -> bool:
        plan, place = self.plan, self.plan.model.place
        for number, left in enumerate(plan.left):
            more = sum(-1 if plan.slot[moved] == slot else 1 for moved in path if place[moved] == number)
            first, second = more + (place[meeting] == number), -more
            if (first > 0 and left[slot] < first) or (second > 0 and left[other] < second):
                return False
        return True


def _price(step: Step) -> tuple[int, int, int]:
    return step[:3]
