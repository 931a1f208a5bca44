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


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS[:3], ids=str)
@pytest.mark.parametrize("size", ["800", "5000", "20000", "50000"])
def test_a_large_event_is_planned_by_the_rules_and_nothing_false_is_claimed(
    generator: Any, referee: Any, written: Any, kind: Any, size: str
) -> None:
    problem = generator.generate(size, 1, **kind)
    outcome = solve(read(problem), Ask(10, None), time.perf_counter)
    bounds = judged(referee, problem, outcome, written)
    assert bounds["value_gap_pct"] < 1


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # the tool leaves closing to Python
def test_real_instances_are_first_planned_and_then_repaired(
    generator: Any, referee: Any, written: Any, requests_folder: Path, tmp_path: Path
) -> None:
    for path in sorted(requests_folder.glob("*.dzn")):
        facts = generator.parse_dzn(str(path))
        plan = tmp_path / "plan.txt"
        plan.write_text(planned(facts), encoding="utf-8")
        problem = generator.from_dzn(str(path), str(plan), 1)
        outcome = solve(read(problem), Ask(5, None), time.perf_counter)
        judged(referee, problem, outcome, written)


def planned(facts: Any) -> str:
    """Plan the requests of an instance from nothing, and write them as its solvers do."""
    slots = facts["T"]
    everyone = [
        {"id": n, "side": "A", "forb": [t - 1 for t in forbidden], "arrive": 0, "leave": slots, "no_show": False}
        for n, forbidden in enumerate(facts["forb"])
    ]
    wanted = [
        {"id": n, "a": a - 1, "b": b - 1, "value": 1, "slot": -1, "table": -1, "state": "missed"}
        for n, (a, b, _) in enumerate(facts["req"])
    ]
    tables = [{"id": n, "home": -1, "closed": []} for n in range(facts["L"])]
    model = read({"slots": slots, "now": -1, "tables": tables, "participants": everyone, "meetings": wanted})
    outcome = solve(model, Ask(5, None), time.perf_counter)
    assert outcome.figures.recovered == len(wanted)
    return "".join(f"Meeting {n + 1} x Time slot {slot + 1}\n" for n, slot in enumerate(outcome.slots))
