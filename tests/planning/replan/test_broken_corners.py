"""Events whose program does not come out in whole numbers: what its prices leave out is in no better plan."""

from __future__ import annotations

import time
from typing import Any

import pytest

pytest.importorskip("highspy")

from coordinator.planning.replan.exact import exact
from coordinator.planning.replan.figures import worth
from coordinator.planning.replan.grid import WEIGHT, Sheet, columns, grid
from coordinator.planning.replan.linear import solve
from coordinator.planning.replan.reading import read

# Of each it is known that the program has broken columns; the last two reach less than the bound.
EVENTS: list[tuple[int, dict[str, Any]]] = [
    (4031, {}),
    (4161, {"fill": 0.99}),
    (4075, {"bipartite": False}),
    (4120, {"bipartite": False}),
    (4192, {"bipartite": False, "fill": 0.99}),
]


@pytest.mark.parametrize("changes", [None, 2])
@pytest.mark.parametrize(("seed", "kind"), EVENTS, ids=str)
def test_the_best_plan_is_worth_as_much_as_the_whole_program_in_whole_numbers(
    generator: Any, seed: int, kind: dict[str, Any], changes: int | None
) -> None:
    sheet = Sheet.of(read(generator.generate("90", seed, **kind)))
    model = sheet.model
    cells = columns(model, range(model.size), model.rounds)
    plain = solve(grid(sheet, cells, model.capacity, model.room, changes).program, 60.0, whole=True)
    began = time.monotonic()
    found = exact(sheet, lambda: 60.0 - (time.monotonic() - began), changes=changes)
    assert plain is not None
    assert found is not None
    assert found.slots is not None
    assert found.settled
    value, moved = worth(model, found.slots)
    assert WEIGHT * value - moved == round(plain.worth)
    # The best plan of the whole program is one of those that are looked at for fewer gaps.
    best = [(int(cells.meeting[cell]), int(cells.slot[cell])) for cell, x in enumerate(plain.x) if x > 0.5]
    assert all(found.near[m] >> slot & 1 for m, slot in best)
