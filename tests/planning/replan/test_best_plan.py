"""Tiny days, tried out in full: no plan is better than the one the engine finds."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.planning.replan.asking import Proof

if TYPE_CHECKING:
    from collections.abc import Iterator


def present(problem: Any, number: int, slot: int) -> bool:
    """Return whether a participant is there in a slot."""
    p = problem["participants"][number]
    return not p["no_show"] and p["arrive"] <= slot < p["leave"] and slot not in p["forb"]


def choices(problem: Any, m: Any) -> tuple[list[int], bool]:
    """Return the slots a meeting may have, -1 for none, and whether it stands as announced."""
    ahead = range(problem["now"] + 1, problem["slots"])
    slots = [t for t in ahead if present(problem, m["a"], t) and present(problem, m["b"], t)]
    stands = m["state"] == "planned" and m["slot"] in slots
    if stands and m["pinned"]:
        return [m["slot"]], True
    return (slots if stands else [*slots, -1]), stands


def enough_tables(problem: Any, slots: tuple[int, ...], slot: int) -> bool:
    """Return whether everybody finds a table in a slot: hosts at their own, the others at what is open of the rest."""
    homes = {table["home"] for table in problem["tables"] if table["home"] >= 0}
    open_ = sum(table["home"] < 0 and slot not in table["closed"] for table in problem["tables"])
    sitting = (m for m, t in zip(problem["meetings"], slots, strict=True) if t == slot)
    return sum(not homes & {m["a"], m["b"]} for m in sitting) <= open_


def plans(problem: Any) -> Iterator[tuple[int, int]]:
    """Return value and minus changes of every plan there is."""
    return ((value, changes) for value, changes, _ in every_plan(problem))


def every_plan(problem: Any) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Return value, minus changes and the slots of every plan there is."""
    meetings = problem["meetings"]
    options = [choices(problem, m) for m in meetings]
    for slots in itertools.product(*(found for found, _ in options)):
        seats = [(p, t) for m, t in zip(meetings, slots, strict=True) if t >= 0 for p in (m["a"], m["b"])]
        if len(set(seats)) < len(seats) or not all(enough_tables(problem, slots, t) for t in set(slots) - {-1}):
            continue
        value = changes = 0
        for m, t, (_, stands) in zip(meetings, slots, options, strict=True):
            if stands:
                changes += t != m["slot"]
            elif t >= 0:
                value += m["value"] + (12 if m["state"] != "requested" else 0)
        yield value, -changes, slots


def unfairness_and_gaps(problem: Any, slots: tuple[int, ...]) -> tuple[int, int]:
    """Return the squares of what everybody lost of what was promised, added up, and how often somebody waits."""
    meetings = list(zip(problem["meetings"], slots, strict=True))
    unfair = gaps = 0
    for person in range(len(problem["participants"])):
        mine = [(m, t) for m, t in meetings if person in (m["a"], m["b"])]
        lost = sum(m["state"] != "requested" for m, _ in mine) - sum(t >= 0 for _, t in mine)
        unfair += max(0, lost) ** 2
        busy = {t for _, t in mine if t >= 0}
        gaps += max(0, sum(t + 1 not in busy for t in busy) - 1)
    return unfair, gaps


@pytest.mark.parametrize("seed", range(60))
def test_no_plan_of_a_tiny_day_has_more_value_or_the_same_with_fewer_changes(tiny: Any, replan: Any, seed: int) -> None:
    pytest.importorskip("highspy")
    problem = tiny(seed)
    figures = replan(problem).figures
    assert (figures.value, -figures.changes) == max(plans(problem))


@pytest.mark.parametrize("seed", range(1000, 1060))
def test_of_the_best_plans_of_a_tiny_day_none_is_fairer_or_as_fair_with_fewer_gaps(
    tiny: Any, replan: Any, seed: int
) -> None:
    pytest.importorskip("highspy")
    problem = tiny(seed)
    figures, every = replan(problem).figures, list(every_plan(problem))
    best = max((value, changes) for value, changes, _ in every)
    assert figures.table_moves == 0
    assert (figures.fairness, figures.gaps) == min(
        unfairness_and_gaps(problem, slots) for *worth, slots in every if tuple(worth) == best
    )


@pytest.mark.parametrize("seed", range(20))
def test_with_a_limit_on_changes_no_plan_within_it_is_better(tiny: Any, replan: Any, seed: int) -> None:
    pytest.importorskip("highspy")
    problem = tiny(seed)
    for limit in (0, 1):
        figures = replan(problem, changes=limit).figures
        assert figures.changes <= limit
        assert figures.value == max(value for value, changes in plans(problem) if -changes <= limit)


@pytest.mark.parametrize("seed", range(20))
def test_every_point_of_the_list_is_the_best_for_its_changes(tiny: Any, replan: Any, seed: int) -> None:
    pytest.importorskip("highspy")
    problem = tiny(seed)
    points = replan(problem).points
    every = list(plans(problem))
    for point in points:
        assert point.value == max(value for value, changes in every if -changes <= point.changes)
    assert [p.changes for p in points] == sorted({p.changes for p in points})


@pytest.mark.long
def test_two_thousand_tiny_days_agree_with_every_plan_there_is(
    tiny: Any, replan: Any, written: Any, referee: Any
) -> None:
    pytest.importorskip("highspy")
    for seed in range(1000, 3000):
        problem = tiny(seed)
        every, outcome = list(plans(problem)), replan(problem)
        figures = outcome.figures
        assert (figures.value, -figures.changes) == max(every), seed
        wrong, claims, _, _ = referee.verify(problem, written(outcome))
        assert (wrong, claims) == ([], []), seed
        for point in outcome.points:
            assert point.value == max(value for value, changes in every if -changes <= point.changes), seed
        few = replan(problem, changes=1).figures
        assert few.changes <= 1, seed
        assert few.value == max(value for value, changes in every if -changes <= 1), seed


@pytest.mark.parametrize("seed", range(20))
def test_what_is_called_optimal_is_confirmed_by_a_referee_who_only_adds_up(
    tiny: Any, replan: Any, written: Any, referee: Any, seed: int
) -> None:
    problem = tiny(seed)
    outcome = replan(problem)
    wrong, claims, _, bounds = referee.verify(problem, written(outcome))
    assert (wrong, claims) == ([], [])
    if outcome.proof is Proof.FULL:
        assert bounds["lexicographic_optimum_proven(value,changes)"]
    if outcome.proof is Proof.VALUE:
        assert bounds["value_gap_pct"] == 0


def test_without_a_solver_the_plan_is_valid_and_nothing_is_claimed_of_the_best_one(
    tiny: Any, replan: Any, written: Any, referee: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator.planning.replan.engine.has_solver", lambda: False)
    for seed in range(20):
        problem = tiny(seed)
        outcome = replan(problem)
        wrong, claims, _, _ = referee.verify(problem, written(outcome))
        assert (wrong, claims) == ([], [])
    assert outcome.proof is Proof.NONE
    assert any("highspy is not installed" in note for note in outcome.notes)


def test_equal_questions_get_equal_plans(tiny: Any, replan: Any, written: Any) -> None:
    results = [written(replan(tiny(7), seed=3)) for _ in range(2)]
    assert results[0]["assign"] == results[1]["assign"]
