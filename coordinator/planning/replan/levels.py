"""The lower levels of the goal for a small event: fewest table moves, fair losses, then the fewest idle gaps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from coordinator.planning.masks import bits
from coordinator.planning.replan.clock import at_most
from coordinator.planning.replan.figures import masks, measure
from coordinator.planning.replan.grid import as_columns, columns, grid
from coordinator.planning.replan.linear import Program, solve
from coordinator.planning.replan.tables import keeps, seat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from coordinator.planning.replan.grid import Columns, Sheet
    from coordinator.planning.replan.linear import Array
    from coordinator.planning.replan.model import Model
    from coordinator.planning.replan.placing import Placing

_SECONDS = 0.5  # for both levels; the first of them seldom takes a tenth of it


@dataclass(slots=True)
class _Rows:
    """A program that grows: entries, what every row needs at least and allows at most, and the gain of new columns."""

    cells: Columns
    base: Program
    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    factor: list[float] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    gain: dict[int, float] = field(default_factory=dict)
    width: int = 0

    def add(self, entries: Iterable[tuple[int, float]], least: float = -np.inf, most: float = np.inf) -> None:
        """Add a row of columns with their factors."""
        number = len(self.base.most) + len(self.most)
        for column, factor in entries:
            self.row.append(number)
            self.column.append(column)
            self.factor.append(factor)
        self.least.append(least)
        self.most.append(most)

    def new(self, gain: float) -> int:
        """Add a column."""
        self.gain[self.width] = gain
        self.width += 1
        return self.width - 1

    def program(self) -> Program:
        """Return the program as it is now; only new columns gain anything."""
        gain = np.zeros(self.width)
        gain[list(self.gain)] = list(self.gain.values())
        base = self.base
        return Program(
            gain,
            np.concatenate([base.row, np.array(self.row, dtype=np.int64)]),
            np.concatenate([base.column, np.array(self.column, dtype=np.int64)]),
            np.concatenate([base.least, np.array(self.least)]),
            np.concatenate([base.most, np.array(self.most)]),
            np.concatenate([np.ones(len(base.row)), np.array(self.factor)]),
        )


def refine(sheet: Sheet, plan: Placing, rounds: Mapping[int, int], left: Callable[[], float]) -> None:
    """Make losses fairer, then calendars denser, with value, changes and table moves as they are.

    `rounds` are the slots that meetings may have in plans as good as this one, as bitmasks.
    """
    model = sheet.model
    cells = columns(model, list(rounds), list(rounds.values()))
    rows = _Rows(cells, grid(sheet, cells, model.capacity, model.room).program, width=len(cells.meeting))
    _keep(sheet, rows, plan)
    of_person, left = _by_person(model, cells), at_most(left, _SECONDS)
    for build in (_losses, _gaps):
        if left() <= 0:
            return
        build(model, rows, of_person)
        found = solve(rows.program(), left(), start=as_columns(cells, plan.slot), whole=True)
        if found is None:
            return
        slots = [-1] * model.size
        for cell in np.nonzero(found.x[: len(cells.meeting)] > 0.5)[0].tolist():
            slots[int(cells.meeting[cell])] = int(cells.slot[cell])
        if _worth(model, slots) < _worth(model, plan.slot):
            plan.adopt(slots)
        if build is _losses:
            # The losses are settled; from here on only gaps count.
            rows.add(((c, -gain) for c, gain in rows.gain.items()), most=_worth(model, plan.slot)[3])
            rows.gain.clear()


def _worth(model: Model, slots: list[int]) -> tuple[int, int, int, int, int]:
    figures = measure(model, slots, seat(model, slots))
    return (-figures.value, figures.changes, figures.table_moves, figures.fairness, figures.gaps)


def _keep(sheet: Sheet, rows: _Rows, plan: Placing) -> None:
    """Add the rows that keep value, changes and table moves."""
    model, cells = sheet.model, rows.cells
    announced = sheet.announced[cells.meeting]
    stays = announced & (cells.slot == sheet.origin[cells.meeting])
    worth = sheet.value[cells.meeting]
    rows.add(((int(c), float(worth[c])) for c in np.nonzero(~announced)[0]), least=plan.value)
    rows.add(((int(c), 1.0) for c in np.nonzero(announced & ~stays)[0]), most=plan.changed)
    gone = [int(c) for c in np.nonzero(stays)[0] if not keeps(model, int(cells.meeting[c]))]
    moved = sum(1 for m in model.intact if not plan.is_moved(m) and not keeps(model, m))
    rows.add(((c, 1.0) for c in gone), most=moved)


def _by_person(model: Model, cells: Columns) -> dict[int, dict[int, list[int]]]:
    """Return the columns that hold a person in a slot."""
    found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    pairs: Array = np.stack([cells.meeting, cells.slot], axis=1)
    for column, (m, slot) in enumerate(pairs.tolist()):
        for part in model.parts[m]:
            found[part][slot].append(column)
    return found


def _losses(model: Model, rows: _Rows, of_person: dict[int, dict[int, list[int]]]) -> None:
    """Every further loss of the same person costs more, so that the sum of squares is counted."""
    for person, promised in enumerate(model.promised):
        if promised and not model.absent[person]:
            held = [(c, 1.0) for found in of_person.get(person, {}).values() for c in found]
            lost = [(rows.new(-(2.0 * n + 1)), 1.0) for n in range(promised)]
            rows.add([*held, *lost], least=promised)


def _gaps(model: Model, rows: _Rows, of_person: dict[int, dict[int, list[int]]]) -> None:
    """Every start of a run of meetings costs one, the first of a session nothing."""
    for by_slot in (found for person, found in of_person.items() if not model.absent[person]):
        for session in masks(model):
            slots = [slot for slot in bits(session) if by_slot.get(slot)]
            for slot in slots if len(slots) > 1 else ():
                here = [(c, -1.0) for c in by_slot[slot]]
                before = [(c, 1.0) for c in by_slot.get(slot - 1, ())] if slot - 1 in slots else []
                rows.add([*here, *before, (rows.new(-1.0), 1.0)], least=0.0)
            if len(slots) > 1:
                every = [(c, 1.0) for slot in slots for c in by_slot[slot]]
                rows.add([*every, (rows.new(1.0), -1.0)], least=0.0)
