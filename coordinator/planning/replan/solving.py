"""The steps that need the solver: which meetings are wanted, the exact program, the window search, and the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from coordinator.planning.replan import inserting
from coordinator.planning.replan.asking import Proof
from coordinator.planning.replan.certificate import ValuePrices
from coordinator.planning.replan.choices import look_for_choices
from coordinator.planning.replan.clock import part_of
from coordinator.planning.replan.exact import SMALL, allowed, exact
from coordinator.planning.replan.figures import worth
from coordinator.planning.replan.grid import Sheet
from coordinator.planning.replan.levels import refine
from coordinator.planning.replan.target import Target
from coordinator.planning.replan.window import Size, Windows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from coordinator.planning.replan.model import Model
    from coordinator.planning.replan.work import Work

_ROUNDS, _STALLS = 30, 4
_FILTER = 30_000  # columns from which on only meetings that pay their prices are tried first
_WIDE = 4000  # meetings from which on windows are wide
# Parts of the time that is left: for one meeting after the other, for windows before the whole program, and for it.
_FILL, _FIRST, _EXACT = 0.03, 0.4, 0.8


def improve(work: Work) -> None:
    """Improve the plan until it is proven to be the best one or the time is over."""
    target = Target(work.model)
    if target.settle(work.left()):
        work.value_prices = ValuePrices.of(target.by_person(), target.by_place())
        work.bound = work.value_prices.bound(work.model)
    free = np.array([min(4, work.plan.free(m).bit_count()) for m in work.model.candidates], dtype=float)
    rest = work.construct(target.choose(0.01 * free, work.left()))
    work.note(at_once=True)
    sheet = Sheet.of(work.model)

    def searched() -> list[int]:
        _retarget(work, target, rest)
        return list(work.plan.slot)

    if not (_is_small(work) and _adopt_exact(work, sheet, None, searched)):
        _search(work, sheet, target, rest)
    work.note(at_once=True)
    _prove(work)
    _refine(work, sheet)
    look_for_choices(work, sheet)


def _is_best(work: Work) -> bool:
    """Return whether no plan has more value, or as much with fewer changes."""
    return work.bound is not None and work.plan.value >= work.bound and not work.plan.changed


def _search(work: Work, sheet: Sheet, target: Target, rest: list[int]) -> None:
    """Look for better plans, in the whole program if there is time for it."""
    _retarget(work, target, rest)
    size = Size(16, 150) if work.model.size > _WIDE else Size(8, 100)
    windows = Windows(sheet, work.plan, target, size, work.ask.seed)
    if _columns(work.model, None, work.plan.limit) > _FILTER and not _limited(work):
        inserting.fill(work.plan, part_of(work.left, _FILL))
        windows.search(part_of(work.left, _FIRST), work.note, value_only=True)
    if work.ask.dense and _is_best(work):
        return  # What a proof in prices would cost is better spent on gaps.
    if _is_small(work) or not _solve_exactly(work, sheet, target):
        while work.left() > 0 and inserting.send_back(work.plan, work.left):
            pass
        work.note(at_once=True)
        windows.search(work.left, work.note)


def _is_small(work: Work) -> bool:
    """Return whether the whole program is solved sooner than any search would end."""
    return work.model.size <= SMALL and _columns(work.model, None, work.plan.limit) <= SMALL


def _limited(work: Work) -> bool:
    """Return whether there is a limit on changes, so that the bound of value may be out of reach."""
    return work.plan.limit < len(work.model.intact)


def _columns(model: Model, only: Collection[int] | None, changes: int) -> int:
    meetings = (*model.intact, *(m for m in model.candidates if only is None or m in only))
    return sum(allowed(model, m, changes).bit_count() for m in meetings)


def _retarget(work: Work, target: Target, rest: list[int]) -> None:
    """Choose again which meetings are wanted, liking those that have a place and not those that found none."""
    plan, model = work.plan, work.model
    best, slots, stalls = (plan.value, -plan.changed), list(plan.slot), 0
    failed: dict[int, int] = {}
    for _ in range(_ROUNDS):
        if work.left() <= 0 or stalls >= _STALLS or (work.bound is not None and plan.value >= work.bound):
            break
        for m in rest:
            failed[m] = failed.get(m, 0) + 1
        liking = [
            (0.35 if plan.slot[m] >= 0 else 0.0)
            - 0.45 * min(2, failed.get(m, 0))
            + 0.02 * min(4, plan.free(m).bit_count())
            for m in model.candidates
        ]
        rest = _follow(work, target.choose(np.array(liking), work.left()))
        inserting.send_back(plan, work.left)
        now = (plan.value, -plan.changed)
        work.note()
        if now > best:
            best, slots, stalls = now, list(plan.slot), 0
        else:
            stalls += 1
    plan.adopt(slots)


def _follow(work: Work, wanted: list[int]) -> list[int]:
    """Take out what is not wanted, place what is, and put back what still fits; return what found no place."""
    plan, keep = work.plan, frozenset(wanted)
    if not wanted:
        return []
    out = [m for m in work.model.candidates if plan.slot[m] >= 0 and m not in keep]
    for m in out:
        plan.take(m)
    rest = inserting.direct(plan, inserting.by_need(plan, (m for m in wanted if plan.slot[m] < 0)))
    rest = inserting.push(plan, rest, work.left)
    rest = inserting.exchange(plan, rest, work.left)
    inserting.direct(plan, sorted((m for m in out if plan.slot[m] < 0), key=lambda m: -work.model.value[m]))
    return rest


def expected(count: int) -> float:
    """Return the seconds the exact program with so many columns is expected to take at most."""
    return float(0.05 + 1.6 * (count / 50_000) ** 1.8)


def _solve_exactly(work: Work, sheet: Sheet, target: Target) -> bool:
    """Solve the whole program if there is time for it; say whether nothing better is left to find."""
    tight = target.tight()
    for only in (None,) if _limited(work) else (tight, None):
        count = _columns(work.model, only, work.plan.limit)
        if (only is not None and count < _FILTER) or expected(count) > work.left():
            continue
        if _adopt_exact(work, sheet, only):
            return True
    return False


def _adopt_exact(
    work: Work, sheet: Sheet, only: Collection[int] | None, start: Callable[[], list[int]] | None = None
) -> bool:
    plan, model = work.plan, work.model
    limit = plan.limit if _limited(work) else None
    found = exact(sheet, part_of(work.left, _EXACT), only, limit, start or (lambda: list(plan.slot)))
    if found is None:
        return False
    if found.slots is not None:
        value, changes = worth(model, found.slots)
        if (value, -changes) > (plan.value, -plan.changed) and changes <= plan.limit:
            plan.adopt(found.slots)
            work.note(at_once=True)
        if only is None and (plan.value, plan.changed) == (value, changes):
            work.near = found.near
    if limit is not None:
        return found.settled
    prices = found.prices
    if prices is not None and only is not None and work.value_prices is not None:
        prices = prices.lifted(model, work.value_prices)
    work.full_prices = prices
    if prices is not None and prices.proves(model, plan.value, plan.changed):
        work.proven_after = work.spent
        return True
    # Sometimes the best plan is known, yet no prices can prove it.
    return found.settled and (only is None or (work.bound is not None and plan.value >= work.bound))


def _refine(work: Work, sheet: Sheet) -> None:
    """Bring the lower levels of a small event down as far as a program in whole numbers can."""
    model = work.model
    rounds = work.near or {m: model.rounds[m] for m in (*model.intact, *model.candidates)}
    if not rounds or sum(mask.bit_count() for mask in rounds.values()) > SMALL:
        return
    if not work.ask.dense:
        work.polish()  # From a good plan the solver comes to its end sooner.
    refine(sheet, work.plan, rounds, work.left)


def _prove(work: Work) -> None:
    """Say what the certificates prove of the plan as it is."""
    plan, model, prices = work.plan, work.model, work.full_prices
    if work.bound is not None and plan.value >= work.bound:
        work.proof = Proof.VALUE
    if prices is None or not prices.proves(model, plan.value, plan.changed):
        return
    if work.proof is Proof.VALUE or prices.weight + plan.changed > len(model.intact):
        work.proof = Proof.FULL
