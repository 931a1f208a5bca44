"""The whole re-plan as one program: nearly always it comes out in whole numbers, and its prices prove it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coordinator.planning.replan.certificate import FullPrices
from coordinator.planning.replan.grid import WEIGHT, columns, grid
from coordinator.planning.replan.linear import Solution, Solver, solve

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from coordinator.planning.replan.grid import Grid, Sheet
    from coordinator.planning.replan.linear import Array, Program
    from coordinator.planning.replan.model import Model

SMALL = 3000  # columns that are solved in whole numbers at once
_RADII = 6
_EPS = 1e-6


@dataclass(frozen=True, slots=True)
class Exact:
    """The slots of all meetings in the best plan found, None if there was none, and the prices of the program.

    `at_most` is what 1000 * value - changes cannot exceed under these columns and this limit of changes. `settled`
    says that nothing better is among these columns, though the prices may not prove it.
    """

    slots: list[int] | None
    prices: FullPrices | None
    at_most: float
    settled: bool = False


def exact(
    sheet: Sheet,
    left: Callable[[], float],
    only: Collection[int] | None = None,
    changes: int | None = None,
    start: Callable[[], list[int]] | None = None,
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
    if len(found.broken):
        best = _whole(sheet, whole, found, left, start)
    if best is None:
        return Exact(None, prices, found.worth)
    small = len(whole.program.gain) <= SMALL
    settled = best.worth >= np.floor(found.worth + _EPS) - 0.5 or (small and best.best)
    return Exact(_slots(model.size, whole, best.x), prices, found.worth, bool(settled))


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


def _whole(
    sheet: Sheet, whole: Grid, found: Solution, left: Callable[[], float], start: Callable[[], list[int]] | None
) -> Solution | None:
    """Keep what came out whole and solve the rest in whole numbers; what is free grows until the bound is reached."""
    program, goal = whole.program, np.floor(found.worth + _EPS)
    if len(program.gain) <= SMALL:
        return _small(whole, found, left, None if start is None else _as_columns(whole, start()))
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


def _small(whole: Grid, found: Solution, left: Callable[[], float], known: Array | None) -> Solution | None:
    """Solve a small program in whole numbers, where a known plan leaves a doubt that it is the best one."""
    program = whole.program
    if known is None:
        return solve(program, min(left(), 10.0), whole=True)
    worth = float((known * program.gain).sum())
    if worth >= np.floor(found.worth + _EPS) - 0.5:
        return Solution(known, np.zeros(0), worth)
    # What loses more by its prices than the known plan lacks is in no better plan.
    lacking, lost = found.worth - worth + _EPS, program.gain - _paid(program, found.prices)
    upper = np.where((found.x < _EPS) & (lost < -lacking), 0.0, 1.0)
    lower = np.where((found.x > 1 - _EPS) & (lost > lacking), 1.0, 0.0)
    return solve(program, min(left(), 10.0), (lower, upper), known, whole=True)


def _paid(program: Program, prices: Array) -> Array:
    """Return what every column pays for its rows."""
    factor = 1.0 if program.factor is None else program.factor
    paid: Array = np.bincount(program.column, prices[program.row] * factor, minlength=len(program.gain))
    return paid


def _as_columns(whole: Grid, slots: list[int]) -> Array:
    same: Array = np.array(slots)[whole.meeting] == whole.slot
    return same.astype(float)
