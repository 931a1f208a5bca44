"""The plan as it stands: every announced meeting in its slot; those that cannot stay there find another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.trouble import WorldTrouble
from coordinator.planning.masks import bits
from coordinator.planning.replan.chains import Chains
from coordinator.planning.replan.placing import Placing
from coordinator.planning.replan.tables import keeps

if TYPE_CHECKING:
    from coordinator.planning.replan.model import Model

_DEPTH, _STEPS = 3, 3000


class NoPlan(WorldTrouble):
    """The announced meetings cannot all be held; the text names one that stands in the way."""


def standing(model: Model, limit: int | None = None) -> Placing:
    """Return the announced plan with as few changes as it needs; changes that nobody can avoid are always allowed."""
    plan = Placing(model)
    homeless = []
    for m in sorted(model.intact, key=lambda m: not model.pinned[m]):
        slot = model.origin[m]
        fits = model.rounds[m] >> slot & 1 and not any(plan.busy[part] >> slot & 1 for part in model.parts[m])
        if fits and (not model.pinned[m] or keeps(model, m)):
            plan.put(m, slot)
        elif model.pinned[m]:
            raise NoPlan(f"Meeting {model.ids[m]} is pinned to slot {slot}, where its place is not free.")
        else:
            homeless.append(m)
    chains = Chains(plan)
    for place in range(len(model.capacity)):
        for slot in range(model.slots):
            homeless += _crowded_out(plan, place, slot)
    lost = [m for m in homeless if not _settle(plan, chains, m)]
    if lost:
        m = lost[0]
        raise NoPlan(f"Meeting {model.ids[m]} cannot stay in slot {model.origin[m]}, and no other slot is free for it.")
    plan.log.clear()
    plan.limit = model.size if limit is None else max(limit, plan.changed)
    return plan


def _crowded_out(plan: Placing, place: int, slot: int) -> list[int]:
    """Take out the meetings for which no table of a place is left in a slot, those with most other slots first."""
    model, left, out = plan.model, plan.left[place], []
    if left[slot] < 0:
        here = [m for m in model.intact if plan.slot[m] == slot and model.place[m] == place and not model.pinned[m]]
        here = [m for m in here if model.rounds[m] & ~(1 << slot)]
        here.sort(key=lambda m: (-(plan.free(m) & ~(1 << slot)).bit_count(), m))
        out = here[: -left[slot]]
    for m in out:
        plan.take(m)
    if left[slot] < 0:
        raise NoPlan(f"In slot {slot} more meetings are announced than open tables hold, and none of them can move.")
    return out


def _settle(plan: Placing, chains: Chains, m: int) -> bool:
    if plan.free(m):
        plan.put(m, plan.best_of(m, plan.free(m)))
        return True
    if any(chains.place(m, depth, depth, _STEPS) for depth in range(1, _DEPTH + 1)) or chains.exchange(m):
        return True
    # The way may be blocked by a meeting that itself waits for a place: give every slot a try.
    return any(_into(plan, chains, m, slot) for slot in bits(plan.model.rounds[m]))


def _into(plan: Placing, chains: Chains, m: int, slot: int) -> bool:
    model, mark = plan.model, len(plan.log)
    blocking = {plan.at[part][slot] for part in model.parts[m]} - {-1}
    if any(model.pinned[other] for other in blocking):
        return False
    for other in blocking:
        plan.take(other)
    if plan.free(m) >> slot & 1:
        plan.put(m, slot)
        if all(chains.place(other, _DEPTH, _DEPTH, _STEPS, {m: slot}) for other in blocking):
            return True
    plan.rollback(mark)
    return False
