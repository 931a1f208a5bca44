"""How good a re-plan is after how long, beside a plan that leaves everything where it is and fills greedily."""

from __future__ import annotations

import importlib.util
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coordinator.planning.replan.asking import Ask
from coordinator.planning.replan.engine import solve
from coordinator.planning.replan.reading import read
from coordinator.planning.replan.result import document
from coordinator.planning.replan.start import standing

pytestmark = pytest.mark.bench

TOOLS = Path(__file__).resolve().parents[3] / "shared" / "tools"
KINDS: dict[str, dict[str, Any]] = {
    "two sides": {},
    "any to any": {"bipartite": False},
    "nearly full tables": {"fill": 0.99},
}
RUNS = [
    ("90", 40, 2.0),
    ("800", 12, 2.0),
    ("5000", 3, 0.3),
    ("5000", 3, 2.0),
    ("5000", 3, 6.0),
    ("20000", 2, 5.0),
    ("50000", 1, 1.5),
    ("50000", 1, 30.0),
]


@dataclass(frozen=True, slots=True)
class Measured:
    """One event: seconds, gap to the bound in percent as the referee sees it, what it confirms, and the reference."""

    seconds: float
    gap: float
    proven: bool
    changes: int
    greedy_gap: float


def tool(name: str) -> Any:
    """Load one of the tools beside the checkout, or skip."""
    path = TOOLS / f"{name}.py"
    if not path.is_file():
        pytest.skip(f"{path.name} is not beside this checkout")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def greedy(model: Any) -> int:
    """Return the value of freezing everything and filling what is free, the most valuable first."""
    plan = standing(model)
    for m in sorted(model.candidates, key=lambda m: (-model.value[m], m)):
        plan.directly(m)
    return plan.value


def measure(problem: Any, referee: Any, seconds: float) -> Measured:
    """Plan one event and let the referee judge the result."""
    model = read(problem)
    began = time.perf_counter()
    outcome = solve(model, Ask(seconds, None, points=False), time.perf_counter)
    took = time.perf_counter() - began
    wrong, claims, met, bounds = referee.verify(problem, json.loads(json.dumps(document(outcome))))
    assert (wrong, claims) == ([], [])
    most = bounds["value_upper_bound"]
    proven = bool(bounds.get("lexicographic_optimum_proven(value,changes)"))
    return Measured(took, bounds["value_gap_pct"], proven, met["changes"], 100 * (most - greedy(model)) / max(1, most))


def middle(values: list[float]) -> float:
    """Return the middle one."""
    return sorted(values)[len(values) // 2]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("size", "events", "seconds"), RUNS)
def test_re_plans(size: str, events: int, seconds: float, kind: str) -> None:
    pytest.importorskip("highspy")
    generator, referee = tool("gen_event"), tool("verify_schedule")
    found = [measure(generator.generate(size, seed, **KINDS[kind]), referee, seconds) for seed in range(1, events + 1)]
    took, gaps = [m.seconds for m in found], [m.gap for m in found]
    proven = f"{sum(m.proven for m in found)} of {len(found)}"
    print(
        f"{size:>5} {kind:<18} limit {seconds:4.1f} s   "
        f"took p50 {middle(took):6.3f}  p95 {sorted(took)[int(0.95 * len(took))]:6.3f}  max {max(took):6.3f} s   "
        f"gap p50 {middle(gaps):6.3f}  max {max(gaps):6.3f} %   proven {proven}   "
        f"changes {min(m.changes for m in found)}-{max(m.changes for m in found)}   "
        f"greedy gap p50 {middle([m.greedy_gap for m in found]):5.1f} %"
    )
