"""The plan while it is being made: who sits when, with a bitmask for everybody, and a log to take steps back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.planning.masks import bits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.planning.replan.model import Model


class Placing:
    """Every meeting and its slot, -1 for none. `changed` counts announced meetings that do not stand at their origin.

    `at` says which meeting holds a person in a slot, -1 for none; `left` how many tables of a place are free in a
    slot, `roomy` the slots where there is one. `room` is how many more meetings those may have who have a maximum.
    `value` is what all added meetings are worth.
    """

    __slots__ = ("at", "busy", "changed", "left", "limit", "log", "model", "room", "roomy", "slot", "value")

    def __init__(self, model: Model, limit: int | None = None) -> None:
        self.model = model
        self.busy = [0] * len(model.people)
        self.at = [[-1] * model.slots for _ in model.people]
        self.left = [list(capacity) for capacity in model.capacity]
        self.roomy = [sum(1 << slot for slot, left in enumerate(lefts) if left > 0) for lefts in self.left]
        self.room = dict(model.room)
        self.slot = [-1] * model.size
        self.value = 0
        self.changed = len(model.intact)
        self.limit = model.size if limit is None else limit
        self.log: list[tuple[int, int]] = []

    def put(self, meeting: int, slot: int) -> None:
        """Place a meeting that has no slot."""
        model, bit = self.model, 1 << slot
        for part in model.parts[meeting]:
            self.busy[part] |= bit
            self.at[part][slot] = meeting
            if part in self.room:
                self.room[part] -= 1
        self.slot[meeting] = slot
        place = model.place[meeting]
        if place >= 0:
            self.left[place][slot] -= 1
            if self.left[place][slot] <= 0:
                self.roomy[place] &= ~bit
        if not model.announced[meeting]:
            self.value += model.value[meeting]
        elif slot == model.origin[meeting]:
            self.changed -= 1
        self.log.append((meeting, -1))

    def take(self, meeting: int) -> int:
        """Take a meeting out and return the slot it had."""
        model, slot = self.model, self.slot[meeting]
        bit = 1 << slot
        for part in model.parts[meeting]:
            self.busy[part] &= ~bit
            self.at[part][slot] = -1
            if part in self.room:
                self.room[part] += 1
        self.slot[meeting] = -1
        place = model.place[meeting]
        if place >= 0:
            self.left[place][slot] += 1
            if self.left[place][slot] > 0:
                self.roomy[place] |= bit
        if not model.announced[meeting]:
            self.value -= model.value[meeting]
        elif slot == model.origin[meeting]:
            self.changed += 1
        self.log.append((meeting, slot))
        return slot

    def exchange(self, meetings: Sequence[int], people: Sequence[int], one: int, other: int) -> bool:
        """Exchange two slots for added meetings and all their people; say whether the tables suffice.

        Nobody of these may have another meeting in these slots. It cannot be taken back by the log.
        """
        model, more = self.model, dict.fromkeys(range(len(self.left)), 0)
        for meeting in meetings:
            if model.place[meeting] >= 0:
                more[model.place[meeting]] += 1 if self.slot[meeting] == one else -1
        if any(self.left[place][other] < count or self.left[place][one] < -count for place, count in more.items()):
            return False
        both = 1 << one | 1 << other
        for person in people:
            at = self.at[person]
            at[one], at[other] = at[other], at[one]
            if (self.busy[person] >> one ^ self.busy[person] >> other) & 1:
                self.busy[person] ^= both
        for meeting in meetings:
            self.slot[meeting] = one + other - self.slot[meeting]
        for place, count in more.items():
            for slot, step in ((one, count), (other, -count)):
                self.left[place][slot] += step
                full = self.left[place][slot] <= 0
                self.roomy[place] = self.roomy[place] & ~(1 << slot) | (0 if full else 1 << slot)
        return True

    def rollback(self, mark: int = 0) -> None:
        """Take steps back until the log has the length it had."""
        log = self.log
        while len(log) > mark:
            meeting, slot = log.pop()
            if slot < 0:
                self.take(meeting)
            else:
                self.put(meeting, slot)
            log.pop()

    def free(self, meeting: int) -> int:
        """Return the slots a meeting could have as everybody else sits now."""
        model = self.model
        found = model.rounds[meeting]
        for part in model.parts[meeting]:
            found &= ~self.busy[part]
        if self.room and self.is_full(meeting):
            return 0
        place = model.place[meeting]
        return found & self.roomy[place] if place >= 0 else found

    def is_full(self, meeting: int) -> bool:
        """Return whether somebody the meeting needs has as many meetings as they may have."""
        return any(self.room.get(part, 1) <= 0 for part in self.model.parts[meeting])

    def best_of(self, meeting: int, slots: int) -> int:
        """Return the slot among these that suits best: its origin, beside other meetings, then where there is room."""
        origin = self.model.origin[meeting]
        if origin >= 0 and slots >> origin & 1:
            return origin
        if slots & (slots - 1) == 0:
            return slots.bit_length() - 1
        a, b = self.busy[self.model.a[meeting]], self.busy[self.model.b[meeting]]
        beside_a, beside_b = a << 1 | a >> 1, b << 1 | b >> 1
        good = (slots & beside_a & beside_b) or (slots & (beside_a | beside_b)) or slots
        place = self.model.place[meeting]
        return max(bits(good), key=self.left[place].__getitem__) if place >= 0 else next(bits(good))

    def directly(self, meeting: int) -> bool:
        """Place a meeting where everything is free; say whether that was possible."""
        slots = self.free(meeting)
        if slots:
            self.put(meeting, self.best_of(meeting, slots))
        return bool(slots)

    def has_room(self, meeting: int) -> bool:
        """Return whether everybody has a free slot, though perhaps not the same one."""
        available = self.model.available
        return all(available[p] & ~self.busy[p] and self.room.get(p, 1) > 0 for p in self.model.parts[meeting])

    def is_moved(self, meeting: int) -> bool:
        """Return whether an announced meeting stands elsewhere than announced."""
        return self.slot[meeting] != self.model.origin[meeting]

    def adopt(self, slots: list[int]) -> None:
        """Become the plan that has these slots."""
        for meeting, slot in enumerate(slots):
            if self.slot[meeting] not in (slot, -1):
                self.take(meeting)
        for meeting, slot in enumerate(slots):
            if self.slot[meeting] != slot:
                self.put(meeting, slot)
        self.log.clear()
