"""Meetings are added one by one: directly, then by chains that grow, then by exchanges; what was moved goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.planning.replan.chains import Chains

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from coordinator.planning.replan.placing import Placing

# depth, changes, openings looked at
QUIET = ((1, 0, 60), (2, 0, 60), (3, 0, 120))
STAGES = (*QUIET, (1, 1, 60), (2, 1, 200), (3, 1, 300), (2, 2, 300), (3, 2, 800), (3, 3, 1500))
_BACK = 40


def by_need(plan: Placing, meetings: Iterable[int]) -> list[int]:
    """Sort meetings: those with the fewest free slots first, then the most valuable."""
    value = plan.model.value
    return sorted(meetings, key=lambda m: (plan.free(m).bit_count(), -value[m], m))


def direct(plan: Placing, meetings: Iterable[int]) -> list[int]:
    """Place meetings where everything is free; return those for which nothing is."""
    left = [m for m in meetings if not plan.directly(m)]
    plan.log.clear()
    return left


def push(
    plan: Placing,
    meetings: list[int],
    left: Callable[[], float],
    stages: Sequence[tuple[int, int, int]] = STAGES,
) -> list[int]:
    """Place meetings by chains; return those for which there is none."""
    chains = Chains(plan)
    for depth, budget, steps in stages:
        if not meetings:
            break
        still = []
        for m in meetings:
            if left() <= 0 or not chains.place(m, depth, budget, steps):
                still.append(m)
            plan.log.clear()
        meetings = still
    return meetings


def exchange(plan: Placing, meetings: list[int], left: Callable[[], float]) -> list[int]:
    """Place meetings by exchanging two slots; return those for which that is not possible."""
    chains = Chains(plan)
    still = [m for m in meetings if left() <= 0 or not chains.exchange(m)]
    plan.log.clear()
    return still


def fill(plan: Placing, left: Callable[[], float]) -> None:
    """Add whatever else still fits, the most valuable first."""
    model = plan.model
    loose = [m for m in model.candidates if plan.slot[m] < 0 and plan.has_room(m)]
    for m in sorted(loose, key=lambda m: (-model.value[m], m)):
        if left() <= 0:
            break
        if plan.has_room(m) and not plan.directly(m) and push(plan, [m], left):
            exchange(plan, [m], left)
    plan.log.clear()


def send_back(plan: Placing, left: Callable[[], float]) -> int:
    """Move announced meetings back to where they were announced, if nothing is lost by it; return how many went."""
    model, chains, back = plan.model, Chains(plan), 0
    for m in model.intact:
        if plan.is_moved(m) and left() > 0:
            plan.log.clear()
            if _back(plan, chains, m):
                back += 1
            else:
                plan.rollback()
    plan.log.clear()
    return back


def _back(plan: Placing, chains: Chains, m: int) -> bool:
    model, origin = plan.model, plan.model.origin[m]
    if not model.rounds[m] >> origin & 1:
        return False
    plan.take(m)
    blocking = {plan.at[part][origin] for part in model.parts[m]} - {-1}
    if any(model.announced[other] for other in blocking):
        return False
    for other in sorted(blocking):
        plan.take(other)
    if not plan.free(m) >> origin & 1:
        return False
    plan.put(m, origin)
    return all(chains.place(other, 2, 0, _BACK, {m: origin, other: origin}) for other in sorted(blocking))
