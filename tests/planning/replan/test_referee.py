"""Events of the generator and real instances, judged by the referee."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.planning.replan.asking import Ask, Proof
from coordinator.planning.replan.engine import solve
from coordinator.planning.replan.reading import read

if TYPE_CHECKING:
    from pathlib import Path

KINDS: tuple[dict[str, Any], ...] = ({}, {"bipartite": False}, {"fill": 0.99}, {"fill": 1.0, "tables": 8})


def judged(referee: Any, problem: Any, outcome: Any, written: Any, lead: int = 0) -> Any:
    """Let the referee judge a result; return the bounds it confirms."""
    wrong, claims, _, bounds = referee.verify(problem, written(outcome), lead=lead)
    assert (wrong, claims) == ([], [])
    assert (outcome.proof is Proof.FULL) <= bounds.get("lexicographic_optimum_proven(value,changes)", False)
    assert (outcome.proof is Proof.NONE) or bounds["value_gap_pct"] == 0 or outcome.proof is Proof.FULL
    return bounds


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("seed", range(1, 4))
def test_a_small_event_is_planned_by_the_rules_and_nothing_false_is_claimed(
    generator: Any, referee: Any, written: Any, kind: Any, seed: int
) -> None:
    problem = generator.generate("90", seed, **kind)
    outcome = solve(read(problem), Ask(5, None), time.perf_counter)
    judged(referee, problem, outcome, written)


@pytest.mark.parametrize("lead", [1, 2])
@pytest.mark.parametrize("changes", [0, 2, None])
def test_lead_time_and_limit_of_changes_hold(
    generator: Any, referee: Any, written: Any, lead: int, changes: int | None
) -> None:
    problem = generator.generate("90", 5)
    outcome = solve(read(problem, lead), Ask(5, changes), time.perf_counter)
    judged(referee, problem, outcome, written, lead)
    assert changes is None or outcome.figures.changes <= changes


def test_with_no_time_at_all_the_announced_plan_comes_back(generator: Any, referee: Any, written: Any) -> None:
    problem = generator.generate("800", 1)
    outcome = solve(read(problem), Ask(0, None), time.perf_counter)
    judged(referee, problem, outcome, written)


def test_improvements_are_valid_and_get_better(generator: Any, referee: Any) -> None:
    problem = generator.generate("800", 2)
    heard: list[Any] = []
    model = read(problem)
    solve(model, Ask(5, None), time.perf_counter, heard.append)
    assert len(heard) >= 2
    worth = [(i.value, -i.changes) for i in heard]
    assert worth == sorted(worth)
    for improvement in heard:
        seats = [(p, t) for m, t in enumerate(improvement.slots) if t >= 0 for p in (model.a[m], model.b[m])]
        assert len(set(seats)) == len(seats)
        assert all(improvement.slots[m] >= 0 for m in model.intact)


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # the tool leaves closing to Python
def test_real_instances_are_first_planned_and_then_repaired(  # noqa: PLR0917 (one for each thing it needs)
    generator: Any, referee: Any, written: Any, requests_folder: Path, tmp_path: Path, scheduled: Any
) -> None:
    for path in sorted(requests_folder.glob("*.dzn")):
        facts = generator.parse_dzn(str(path))
        plan = tmp_path / "plan.txt"
        plan.write_text(scheduled(facts), encoding="utf-8")
        problem = generator.from_dzn(str(path), str(plan), 1)
        outcome = solve(read(problem), Ask(5, None), time.perf_counter)
        judged(referee, problem, outcome, written)
