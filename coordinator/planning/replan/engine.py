"""The re-plan: from the announced plan by ever dearer steps to the best one found in time, with its proof."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from coordinator.planning.replan import inserting
from coordinator.planning.replan.asking import Outcome, Point, Proof
from coordinator.planning.replan.figures import measure
from coordinator.planning.replan.tables import seat
from coordinator.planning.replan.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.planning.replan.asking import Ask, Improvement
    from coordinator.planning.replan.model import Model

BROKE_OFF = "The search broke off; this is the best plan it had told of."
WITHOUT_SOLVER = "The package highspy is not installed: the plan is valid, but nothing is known about the best one."


def solve(
    model: Model,
    ask: Ask,
    now: Callable[[], float],
    tell: Callable[[Improvement], None] | None = None,
) -> Outcome:
    """Plan the rest of the day anew; `tell` hears of better plans on the way."""
    work = Work(model, ask, now, tell)
    work.note()
    if work.homeless:
        work.notes.append(f"{work.homeless} announced meetings cannot stay where they are.")
    if has_solver():
        # The solver is loaded only here: everything else works without it.
        from coordinator.planning.replan.solving import improve  # noqa: PLC0415

        improve(work)
    else:
        work.notes.append(WITHOUT_SOLVER)
        _without_solver(work)
    return work.finish()


def finish(model: Model, improvement: Improvement) -> Outcome:
    """Make a whole plan of one that was found on the way, when the search broke off."""
    tables = seat(model, improvement.slots)
    return Outcome(
        model=model,
        slots=improvement.slots,
        tables=tuple(tables),
        figures=measure(model, improvement.slots, tables),
        proof=Proof.NONE,
        bound=None,
        value_prices=None,
        full_prices=None,
        points=(Point(improvement.changes, improvement.value, improvement.slots),),
        seconds=improvement.seconds,
        notes=(BROKE_OFF,),
    )


def warm_up() -> None:
    """Load the solver, which takes longer than many a plan."""
    if has_solver():
        from coordinator.planning.replan import solving  # noqa: F401, PLC0415 - loaded for the next who asks


def has_solver() -> bool:
    """Return whether the packages for bounds and proofs are installed."""
    return find_spec("highspy") is not None and find_spec("numpy") is not None


def _without_solver(work: Work) -> None:
    work.construct(_greedy(work.model))
    inserting.fill(work.plan, work.left)
    while work.left() > 0 and inserting.send_back(work.plan, work.left):
        pass


def _greedy(model: Model) -> list[int]:
    """Choose what is wanted by value alone, as far as both sides and the tables have places."""
    spare, tables, wanted = list(model.spare), list(model.spare_of), []
    for m in sorted(model.candidates, key=lambda m: (-model.value[m], m)):
        place = model.place[m]
        if all(spare[part] > 0 for part in model.parts[m]) and (place < 0 or tables[place] > 0):
            for part in model.parts[m]:
                spare[part] -= 1
            if place >= 0:
                tables[place] -= 1
            wanted.append(m)
    return wanted
