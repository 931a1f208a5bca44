"""How good a plan is, in words that claim no more than what is proven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.planning.replan.asking import Proof
from coordinator.planning.words import count

if TYPE_CHECKING:
    from coordinator.planning.replan.asking import Outcome, Point

UNKNOWN = "Nothing is known about the best possible plan"


def praise(outcome: Outcome, point: Point) -> str:
    """Say how good one of the points of an outcome is."""
    is_whole = (point.value, point.changes) == (outcome.figures.value, outcome.figures.changes)
    if is_whole and outcome.proof is Proof.FULL:
        return "Proven best"
    if point.proven:
        return f"Proven best {_with_changes(point.changes)}"
    return at_most_below(point.value, outcome.bound)


def at_most_below(value: int, bound: int | None) -> str:
    """Say how far a plan of this value can be from the best one."""
    if bound is None:
        return UNKNOWN
    if value >= bound:
        return "No plan is worth more"
    # Rounded up: the words must not promise more than the bound does.
    tenths = -(-(bound - value) * 1000 // bound)
    return f"At most {tenths / 10:g} % below the best possible"


def _with_changes(changes: int) -> str:
    if not changes:
        return "without moving a meeting"
    return f"with at most {count(changes, 'meeting', 'meetings')} moved"
