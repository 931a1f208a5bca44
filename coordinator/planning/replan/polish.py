"""The lower levels of the goal, with value and changes as they are: fairer losses, then fewer idle gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.planning.masks import bits
from coordinator.planning.replan.compacting import Compacting
from coordinator.planning.replan.figures import idle, masks

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.planning.replan.placing import Placing

_PASSES = 4
# Moves of the search for fewer gaps: where it may take all the time, and for a moment, by meeting and in all.
_DENSE, _EACH, _MOMENT = 20_000_000, 100, 30_000


def polish(plan: Placing, left: Callable[[], float], seed: int = 0, *, dense: bool = False) -> None:
    """Make losses fairer and calendars denser; announced meetings stay where they are.

    A `dense` plan takes all the time there is, another one but a moment.
    """
    losses = _losses(plan)
    for _ in range(_PASSES):
        if not _fairer(plan, losses, left):
            break
    for _ in range(_PASSES):
        if not _denser(plan, left):
            break
    added = sum(1 for m in plan.model.candidates if plan.slot[m] >= 0)
    if left() > 0:
        Compacting(plan, seed).search(_DENSE if dense else min(_EACH * added, _MOMENT), left)
    plan.log.clear()


def _losses(plan: Placing) -> list[int]:
    """Return promised minus held for every person, negative for those who gained."""
    model = plan.model
    losses = list(model.promised)
    for m, slot in enumerate(plan.slot):
        if slot >= 0:
            for part in model.parts[m]:
                losses[part] -= 1
    return losses


def _pain(plan: Placing, losses: list[int], person: int, change: int = 0) -> int:
    return 0 if plan.model.absent[person] else max(0, losses[person] + change) ** 2


def _fairer(plan: Placing, losses: list[int], left: Callable[[], float]) -> bool:
    """Give the place of one added meeting to another of equal value whose sides have lost more."""
    model, better = plan.model, False
    waiting: dict[int, list[int]] = {}
    for m in model.candidates:
        if plan.slot[m] < 0 and max(losses[model.a[m]], losses[model.b[m]]) > 0:
            for person in (model.a[m], model.b[m]):
                waiting.setdefault(person, []).append(m)
    for m in model.candidates:
        if left() <= 0:
            break
        if plan.slot[m] >= 0:
            others = sorted({n for p in (model.a[m], model.b[m]) for n in waiting.get(p, ()) if plan.slot[n] < 0})
            better |= any(_exchanged(plan, losses, m, n) for n in others if model.value[n] == model.value[m])
    return better


def _exchanged(plan: Placing, losses: list[int], out: int, into: int) -> bool:
    model = plan.model
    if plan.slot[out] < 0 or plan.slot[into] >= 0:
        return False
    change: dict[int, int] = {}
    for m, step in ((out, 1), (into, -1)):
        for person in model.parts[m]:
            change[person] = change.get(person, 0) + step
    gain = sum(_pain(plan, losses, p) - _pain(plan, losses, p, step) for p, step in change.items())
    if gain <= 0:
        return False
    slot = plan.take(out)
    if not plan.directly(into):
        plan.put(out, slot)
        return False
    for person, step in change.items():
        losses[person] += step
    return True


def _denser(plan: Placing, left: Callable[[], float]) -> bool:
    """Move added meetings to free slots that leave fewer gaps in the calendars of both sides."""
    model, sessions, better = plan.model, masks(plan.model), False
    for m in model.candidates:
        slot = plan.slot[m]
        if slot < 0:
            continue
        if left() <= 0:
            break
        free = plan.free(m)
        if not free:
            continue
        without = [plan.busy[part] & ~(1 << slot) for part in model.parts[m] if not model.absent[part]]
        gaps = {here: sum(idle(sessions, busy | 1 << here) for busy in without) for here in (slot, *bits(free))}
        best = min(gaps, key=lambda s: (gaps[s], s != slot, s))
        if gaps[best] < gaps[slot]:
            plan.take(m)
            plan.put(m, best)
            better = True
    return better
