"""The choices between changes and value: the same program with a limit on changes, where that is quickly solved."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coordinator.planning.replan.clock import at_most
from coordinator.planning.replan.exact import SMALL, allowed, exact
from coordinator.planning.replan.figures import worth

if TYPE_CHECKING:
    from coordinator.planning.replan.grid import Sheet
    from coordinator.planning.replan.work import Work

_LONGEST = 0.5  # seconds for one choice of a small event
_TINY, _SOME = 20_000, 80_000  # columns up to which every choice is solved anew, and the one without changes


def look_for_choices(work: Work, sheet: Sheet) -> None:
    """Find the best plans with fewer changes than the best one, each by a program of its own."""
    model, plan = work.model, work.plan
    if not work.ask.points or not plan.changed:
        return
    for limit in _limits(plan.changed):
        if work.left() <= 0 or (limit == 0 and work.homeless):
            continue
        meetings = (*model.intact, *model.candidates)
        count = sum(allowed(model, m, limit).bit_count() for m in meetings)
        if count > (_TINY if limit else _SOME):
            continue
        left = at_most(work.left, _LONGEST) if count <= SMALL else work.left
        found = exact(sheet, left, None, limit, partial(work.front.within, limit))
        if found is None or found.slots is None:
            continue
        value, changes = worth(model, found.slots)
        work.front.offer(changes, value, found.slots, proven=found.settled)


def _limits(most: int) -> tuple[int, ...]:
    """Return a few limits below the changes of the best plan: all of few, else none, one, two and growing steps."""
    limits, step = [0], 1
    while limits[-1] + step < most:
        limits.append(limits[-1] + step)
        step = max(1, limits[-1] // 2)
    return tuple(limits[:7])
