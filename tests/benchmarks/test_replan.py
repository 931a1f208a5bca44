"""The re-plan beside two others in the same run: CP-SAT on the same model, and a frozen plan filled greedily."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

pytestmark = pytest.mark.bench

HERE = Path(__file__).resolve().parent
PROCESS = {"re-plan": "planning_process.py", "CP-SAT": "reference_process.py", "greedy": "reference_process.py"}
KINDS: tuple[dict[str, Any], ...] = ({}, {"bipartite": False}, {"fill": 0.99})  # two sides, any to any, nearly full
FIRST_SEED = 7001
RUNS = [
    ("90", 12, 2.0, 2.0),
    ("800", 6, 2.0, 2.0),
    ("800", 3, 2.0, 30.0),
    ("5000", 3, 6.0, 6.0),
    ("5000", 1, 6.0, 60.0),
    ("20000", 2, 5.0, 5.0),
    ("20000", 1, 5.0, 60.0),
    ("50000", 1, 30.0, 30.0),
]


@dataclass(frozen=True, slots=True)
class Reached:
    """What one way of planning reached for one event, the figures as the referee adds them up."""

    value: int
    changes: int
    seconds: float
    memory: int
    status: str


@pytest.fixture
def reached(tool: Callable[[str], Any], tmp_path: Path) -> Any:
    """Return a function that lets somebody plan an event in a process of its own."""

    def plan(problem: Any, who: str, seconds: float) -> tuple[Reached, int, bool]:
        files = {"problem": str(tmp_path / "problem.json"), "result": str(tmp_path / "result.json")}
        Path(files["problem"]).write_text(json.dumps(problem), encoding="utf-8")
        job = f"{json.dumps(files | {'seconds': seconds, 'who': who})}\n"
        command = [sys.executable, str(HERE / PROCESS[who])]
        done = subprocess.run(command, input=job, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        answer = next(json.loads(line) for line in done.stdout.splitlines() if line.startswith("{"))
        result = json.loads(Path(files["result"]).read_text(encoding="utf-8"))
        wrong, claims, met, bounds = tool("verify_schedule").verify(problem, result)
        assert (wrong, claims) == ([], [])
        status = answer.get("status") or result.get("status") or "valid"
        found = Reached(met["value"], met["changes"], answer["seconds"], answer["memory"], status)
        return found, bounds["value_upper_bound"], bool(bounds.get("lexicographic_optimum_proven(value,changes)"))

    return plan


@pytest.mark.parametrize(("size", "events", "seconds", "more_seconds"), RUNS)
def test_side_by_side(  # noqa: PLR0917 (one for each column of the runs)
    size: str, events: int, seconds: float, more_seconds: float, reached: Any, tool: Callable[[str], Any]
) -> None:
    pytest.importorskip("highspy")
    if importlib.util.find_spec("ortools") is None:
        pytest.skip("CP-SAT is not installed; it comes with the extra “oracle”.")
    rows: dict[str, list[tuple[float, Reached]]] = {who: [] for who in PROCESS}
    for number in range(events):
        problem = tool("gen_event").generate(size, FIRST_SEED + number, **KINDS[number % len(KINDS)])
        ours, bound, optimal = reached(problem, "re-plan", seconds)
        others = {who: reached(problem, who, more_seconds)[0] for who in ("CP-SAT", "greedy")}
        best = ours.value if optimal else bound
        for who, found in {"re-plan": ours, **others}.items():
            assert found.value <= best
            rows[who].append((100 * (best - found.value) / max(1, best), found))
        if others["CP-SAT"].status == "OPTIMAL":
            # Two programs that share no code agree on what the best plan is worth.
            assert (ours.value, -ours.changes) <= (others["CP-SAT"].value, -others["CP-SAT"].changes)
            assert not optimal or (ours.value, ours.changes) == (others["CP-SAT"].value, others["CP-SAT"].changes)
    print(f"\n== {size} meetings, {events} events, {seconds} s, CP-SAT {more_seconds} s with 2 workers")
    for who, row in rows.items():
        show(who, row)


def show(who: str, row: Sequence[tuple[float, Reached]]) -> None:
    """Print what one way of planning reached: the middle one, and the range."""
    found = [one for _, one in row]
    proven = sum(one.status in ("optimal", "OPTIMAL") for one in found)
    print(
        f"{who:<8} value {middle([one.value for one in found]):>7}   "
        f"below the bound {spread([gap for gap, _ in row])} %   "
        f"changes {spread([one.changes for one in found])}   seconds {spread([one.seconds for one in found])}   "
        f"memory {max(one.memory for one in found) / 2**20:.0f} MB   proven {proven} of {len(found)}"
    )


def middle(values: Sequence[float]) -> float:
    """Return the middle one."""
    return sorted(values)[len(values) // 2]


def spread(values: Sequence[float]) -> str:
    """Write least, middle and most."""
    return " / ".join(f"{value:.4g}" for value in (min(values), middle(values), max(values)))
