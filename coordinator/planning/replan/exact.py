"""The whole re-plan as one program: nearly always it comes out in whole numbers, and its prices prove it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from coordinator.planning.replan.certificate import FullPrices
from coordinator.planning.replan.grid import WEIGHT, as_columns, columns, grid
from coordinator.planning.replan.linear import Solution, Solver, solve

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from coordinator.planning.replan.grid import Grid, Sheet
    from coordinator.planning.replan.linear import Array, Program
    from coordinator.planning.replan.model import Model

SMALL = 3000  # columns that are solved in whole numbers at once
_RADII = 6
_FIRST = 0.7  # part of the time for a plan that reaches the bound
_EPS = 1e-6
_DOUBT = 1e-4  # what the sums of prices may be wrong by


@dataclass(frozen=True, slots=True)
class Exact:
    """The slots of all meetings in the best plan found, None if there was none, and the prices of the program.

    `at_most` is what 1000 * value - changes cannot exceed under these columns and this limit of changes. `settled`
    says that nothing better is among these columns, though the prices may not prove it. `near` are the slots in which
    plans of these columns that are as good as the best one found have the meetings, as bitmasks; empty if not known.
    """

    slots: list[int] | None
    prices: FullPrices | None
    at_most: float
    settled: bool = False
    near: Mapping[int, int] = field(default_factory=dict)


def exact(
    sheet: Sheet,
    left: Callable[[], float],
    only: Collection[int] | None = None,
    changes: int | None = None,
    start: Callable[[], Sequence[int] | None] | None = None,
) -> Exact | None:
    """Solve the program over `only` these candidates (default: all); None if the time does not suffice.

    `start` is asked for a plan where the program does not come out in whole numbers.
    """
    model = sheet.model
    meetings = [*model.intact, *(m for m in model.candidates if only is None or m in only)]
    if not meetings:
        return Exact([-1] * model.size, None, 0.0)
    cells = columns(model, meetings, [allowed(model, m, changes) for m in meetings])
    whole = grid(sheet, cells, model.capacity, model.room, changes)
    found = solve(whole.program, left())
    if found is None:
        return None
    prices = _prices(whole, found)
    best: Solution | None = found
    small = len(whole.program.gain) <= SMALL
    goal = _goal(found.worth, len(model.intact) if changes is None else min(changes, len(model.intact)))
    if len(found.broken):
        best = _small(whole, found, goal, left, start) if small else _whole(sheet, whole, found, goal, left)
    if best is None:
        return Exact(None, prices, found.worth)
    settled = best.worth >= goal - 0.5 or (small and best.best)
    near = _rounds(whole, _near(whole.program, found, best.worth)[1] > 0)
    return Exact(_slots(model.size, whole, best.x), prices, found.worth, bool(settled), near)


def _goal(bound: float, changes: int) -> float:
    """Return the most that a plan with at most so many changes can be worth without exceeding the bound."""
    value = np.floor((bound + _EPS + changes) / WEIGHT)
    return float(min(np.floor(bound + _EPS), value * WEIGHT))


def allowed(model: Model, m: int, changes: int | None) -> int:
    """Return the slots a meeting may have in the program: announced ones only their own where nothing may change."""
    return 1 << model.origin[m] if changes == 0 and model.announced[m] else model.rounds[m]


def _prices(whole: Grid, found: Solution) -> FullPrices:
    prices = iter(found.prices.tolist()[len(whole.meetings) :])
    people, places, shares = (
        dict(zip(keys.tolist(), prices, strict=False)) for keys in (whole.people, whole.places, whole.shares)
    )
    return FullPrices.of(WEIGHT, people, places, shares)


def _slots(size: int, whole: Grid, x: Array) -> list[int]:
    slots = [-1] * size
    for cell in np.nonzero(x > 0.5)[0].tolist():
        slots[int(whole.meeting[cell])] = int(whole.slot[cell])
    return slots


def _rounds(whole: Grid, kept: Array) -> dict[int, int]:
    """Return the slots of these columns by meeting, as bitmasks; nothing if there are too many to go on with."""
    rounds: dict[int, int] = {}
    if kept.sum() > SMALL:
        return rounds
    for m, slot in zip(whole.meeting[kept].tolist(), whole.slot[kept].tolist(), strict=True):
        rounds[m] = rounds.get(m, 0) | 1 << slot
    return rounds


def _whole(sheet: Sheet, whole: Grid, found: Solution, goal: float, left: Callable[[], float]) -> Solution | None:
    """Keep what came out whole and solve the rest in whole numbers; what is free grows until the goal is reached."""
    program = whole.program
    free = np.unique(whole.meeting[found.broken])
    best: Solution | None = None
    for _ in range(_RADII):
        if left() <= 0:
            break
        fixed, one = ~np.isin(whole.meeting, free), found.x > 0.5
        bounds = (np.where(fixed & one, 1.0, 0.0), np.where(fixed & ~one, 0.0, 1.0))
        now = Solver(program, bounds, whole=True).solve(min(left(), 10.0))
        if now is not None and (best is None or now.worth > best.worth):
            best = now
        if best is not None and best.worth >= goal - 0.5:
            break
        people = np.unique(np.concatenate([sheet.a[free], sheet.b[free]]))
        grown = whole.meetings[np.isin(sheet.a[whole.meetings], people) | np.isin(sheet.b[whole.meetings], people)]
        if len(grown) > 0.6 * len(whole.meetings):
            break
        free = grown
    return best


def _small(
    whole: Grid,
    found: Solution,
    goal: float,
    left: Callable[[], float],
    start: Callable[[], Sequence[int] | None] | None,
) -> Solution | None:
    """Solve a small program in whole numbers: look for a plan that reaches the goal, only then for the best one."""
    program = whole.program
    slots = None if start is None else start()
    best = None if slots is None else _known(program, as_columns(whole, slots))
    if best is not None and best.worth >= goal - 0.5:
        return best
    first = _near(program, found, goal)
    reached = solve(program, min(_FIRST * left(), 10.0), first, whole=True)
    if reached is not None and (best is None or reached.worth > best.worth):
        best = reached
    if best is None:
        return solve(program, min(left(), 10.0), whole=True)
    # Where a better plan could only have columns that were all there already, the solver has seen that there is none.
    better = _near(program, found, best.worth + 1.0)
    seen = best is reached and bool(np.all(first[0] <= better[0]) and np.all(better[1] <= first[1]))
    if best.worth >= goal - 0.5 or (seen and best.best):
        return best
    last = solve(program, min(left(), 10.0), _near(program, found, best.worth), best.x, whole=True)
    return last or replace(best, best=False)


def _known(program: Program, x: Array) -> Solution:
    return Solution(x, np.zeros(0), float((x * program.gain).sum()))


def _near(program: Program, found: Solution, worth: float) -> tuple[Array, Array]:
    """Return the columns as any plan worth so much has them: what loses more by its prices than it lacks is in none."""
    lacking, lost = found.worth - worth + _DOUBT, program.gain - _paid(program, found.prices)
    lower = np.where((found.x > 1 - _EPS) & (lost > lacking), 1.0, 0.0)
    return lower, np.where((found.x < _EPS) & (lost < -lacking), 0.0, 1.0)


def _paid(program: Program, prices: Array) -> Array:
    """Return what every column pays for its rows."""
    factor = 1.0 if program.factor is None else program.factor
    paid: Array = np.bincount(program.column, prices[program.row] * factor, minlength=len(program.gain))
    return paid
