"""Linear programs of rows and columns with ones in them; the only place that speaks to the solver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    Array = np.ndarray[Any, np.dtype[Any]]

_EPS = 1e-6


@dataclass(frozen=True, slots=True)
class Program:
    """Maximise `gain` over columns between 0 and 1; a row says how much of its columns is allowed.

    The entries of the matrix are ones, at `row` and `column`; `factor` holds others where they are needed.
    """

    gain: Array
    row: Array
    column: Array
    least: Array
    most: Array
    factor: Array | None = None


@dataclass(frozen=True, slots=True)
class Solution:
    """What the solver found: columns, prices of the rows (none for a program in whole numbers), and its worth.

    `best` says that the solver looked to the end.
    """

    x: Array
    prices: Array
    worth: float
    best: bool = True

    @property
    def broken(self) -> Array:
        """Return the columns that are neither 0 nor 1."""
        found: Array = np.nonzero((self.x > _EPS) & (self.x < 1 - _EPS))[0]
        return found


class _Quiet(highspy.Highs):
    """The solver without callbacks: hooking them up prints a banner, and this program speaks on standard output."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)  # noqa: FBT003 - the solver takes no keywords here


class Solver:
    """One program in the solver, which may be solved again with other gains."""

    def __init__(self, program: Program, bounds: tuple[Array, Array] | None = None, *, whole: bool = False) -> None:
        self._highs: Any = _Quiet()
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("random_seed", 0)
        if whole:
            self._highs.setOptionValue("mip_rel_gap", 0.0)
            self._highs.setOptionValue("mip_abs_gap", 0.99)
        self._whole, self._program = whole, program
        self._highs.passModel(_described(program, bounds, whole=whole))

    def solve(self, seconds: float, gain: Array | None = None, start: Array | None = None) -> Solution | None:
        """Return the best solution, for a program in whole numbers the best within the time; None if there is none.

        `start` is a known solution, at least of the first columns.
        """
        highs, count = self._highs, len(self._program.gain)
        highs.setOptionValue("time_limit", highs.getRunTime() + max(0.01, seconds))
        if gain is not None:
            highs.changeColsCost(count, np.arange(count, dtype=np.int32), gain)
        if start is not None:
            highs.setSolution(len(start), np.arange(len(start), dtype=np.int32), start)
        highs.run()
        found, info = highs.getSolution(), highs.getInfo()
        optimal = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if info.primal_solution_status != 2 or not (optimal or self._whole):
            return None
        x = np.array(found.col_value)
        prices = np.zeros(0) if self._whole else np.array(found.row_dual)
        return Solution(x, prices, float((x * (self._program.gain if gain is None else gain)).sum()), optimal)


def solve(
    program: Program,
    seconds: float,
    bounds: tuple[Array, Array] | None = None,
    start: Array | None = None,
    *,
    whole: bool = False,
) -> Solution | None:
    """Solve a program once."""
    if not len(program.gain):
        return None
    return Solver(program, bounds, whole=whole).solve(seconds, start=start)


def rows_of(keys: Sequence[int] | Array) -> tuple[Array, Array]:
    """Number the different keys: the keys in order, and for each place the number of its key."""
    found: tuple[Array, Array] = np.unique(np.asarray(keys, dtype=np.int64), return_inverse=True)
    return found


def _described(program: Program, bounds: tuple[Array, Array] | None, *, whole: bool) -> Any:
    lp = highspy.HighsLp()
    columns, rows = len(program.gain), len(program.most)
    order = np.argsort(program.row, kind="stable")
    factor = np.ones(len(order)) if program.factor is None else program.factor[order]
    lp.num_col_, lp.num_row_ = columns, rows
    lp.col_cost_ = program.gain.astype(float)
    lp.col_lower_, lp.col_upper_ = bounds or (np.zeros(columns), np.ones(columns))
    lp.row_lower_, lp.row_upper_ = program.least, program.most
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum(np.bincount(program.row, minlength=rows)))).astype(np.int32)
    lp.a_matrix_.index_ = program.column[order].astype(np.int32)
    lp.a_matrix_.value_ = factor
    lp.sense_ = highspy.ObjSense.kMaximize
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
    return lp
