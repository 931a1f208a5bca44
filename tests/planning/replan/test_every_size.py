"""Generated events of every size and real ones, planned in processes of their own and judged by the referee.

`pytest -m referee -s tests/planning/replan` prints what was reached; only rules and claims are asserted. On a machine
that others use as well, PLANNING_CLOCK=processor counts the seconds of the planning process alone, and
PLANNING_SHARE=0.1 plans a tenth of the events, but some of every kind.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

pytestmark = pytest.mark.referee

PROCESS = Path(__file__).resolve().parents[2] / "benchmarks" / "planning_process.py"
CLOCK = os.environ.get("PLANNING_CLOCK", "wall")
SHARE = float(os.environ.get("PLANNING_SHARE", "1"))
FIRST_SEED = 4001
SOON = 0.3
ALONE = 5000  # meetings from which on every event has a process of its own
KINDS: dict[str, dict[str, Any]] = {
    "two sides": {},
    "any to any": {"bipartite": False},
    "nearly full": {"fill": 0.99},
    "any to any, nearly full": {"bipartite": False, "fill": 0.99},
}
EVENTS = {
    "90": (60, 60, 50, 30),
    "800": (12, 10, 10, 8),
    "5000": (2, 2, 1, 1),
    "20000": (0, 1, 1, 0),
    "50000": (0, 0, 0, 1),
}
RUNS = [("90", 2.0), ("800", 2.0), ("5000", 0.3), ("5000", 2.0), ("5000", 6.0)]
RUNS += [("20000", 5.0), ("50000", 1.5), ("50000", 30.0)]
OPTIMAL = "lexicographic_optimum_proven(value,changes)"


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of one result.

    `gap` is what the referee says is missing to the best value, in percent; `too_many` how many changes more than the
    prices prove to be needed there are, None without prices or below the best value.
    """

    accepted: bool
    complaints: tuple[str, ...]
    status: str
    gap: float
    changes: int
    too_many: int | None
    seconds: float
    first: float | None
    proven_after: float | None
    memory: int


@pytest.fixture(scope="module")
def made(generator: Any) -> Any:
    """Return the generator; what it made for one limit of time is there for the next."""
    return cache(generator.generate)


@pytest.fixture
def judged(referee: Any, tmp_path: Path) -> Any:
    """Return a function that plans problems within so many seconds, and lets the referee judge every result."""
    pytest.importorskip("highspy")

    def judge(problems: Sequence[Any], seconds: float) -> list[Judged]:
        alone = len(problems[0]["meetings"]) >= ALONE
        found: list[Judged] = []
        for batch in [[problem] for problem in problems] if alone else [problems]:
            jobs = [written(problem, tmp_path / f"{n}", seconds) for n, problem in enumerate(batch)]
            for problem, job, answer in zip(batch, jobs, planned(jobs), strict=True):
                result = json.loads(Path(job["result"]).read_text(encoding="utf-8"))
                found.append(opinion(referee.verify(problem, result), result, answer))
        return found

    return judge


def written(problem: Any, folder: Path, seconds: float) -> dict[str, Any]:
    """Write a problem file; return the job of planning it."""
    folder.mkdir(exist_ok=True)
    path = folder / "problem.json"
    path.write_text(json.dumps(problem), encoding="utf-8")
    return {"problem": str(path), "result": str(folder / "result.json"), "seconds": seconds, "clock": CLOCK}


def planned(jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Let one process plan these problems one after the other."""
    lines = "".join(f"{json.dumps(job)}\n" for job in jobs)
    done = subprocess.run([sys.executable, str(PROCESS)], input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def opinion(verdict: Any, result: dict[str, Any], answer: dict[str, Any]) -> Judged:
    """Put together what the referee says and what was measured."""
    wrong, claims, met, bounds = verdict
    status, optimal = result["status"], bool(bounds.get(OPTIMAL))
    complaints = [*wrong, *claims]
    if status == "optimal" and not optimal:
        complaints.append("It says optimal, and the referee cannot confirm it.")
    if status == "best value" and bounds["value_gap_pct"] > 0:
        complaints.append("It says best value, and the referee cannot confirm it.")
    # A plan that is proven optimal has no gap, however far off the bound of value is.
    gap = 0.0 if optimal else bounds["value_gap_pct"]
    return Judged(
        not complaints,
        tuple(complaints),
        status,
        gap,
        met["changes"],
        min(bounds["B3_gap"], met["changes"]) if gap == 0 and "B3_gap" in bounds else None,
        answer["seconds"],
        answer["first"],
        result.get("proven_after"),
        answer["memory"],
    )


# -- how it is printed


def spread(values: Sequence[float]) -> str:
    """Return least, middle, 95 of 100 and most."""
    ordered = sorted(values)
    if not ordered:
        return "–"
    part = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0, 0.5, 0.95)]
    return " / ".join(f"{value:.3g}" for value in (*part, ordered[-1]))


def show(group: str, found: Sequence[Judged]) -> None:
    """Print one group: least, middle, 95 % and most of everything."""
    optimal = [one for one in found if one.status == "optimal"]
    best = sum(one.status in ("optimal", "best value") for one in found)
    memory = max((one.memory for one in found), default=0) / 2**20
    print(f"{group}: {sum(one.accepted for one in found)} of {len(found)} accepted; ", end="")
    soon = sum(one.proven_after is not None and one.proven_after <= SOON for one in optimal)
    print(f"best value {best}, optimal {len(optimal)}, {soon} of them within {SOON} s; ", end="")
    print(f"memory at most {memory:.0f} MB; load {os.getloadavg()[0]:.1f}")
    print(f"    gap % {spread([one.gap for one in found])}", end="   ")
    print(f"seconds {spread([one.seconds for one in found])}", end="   ")
    print(f"first better plan {spread([one.first for one in found if one.first is not None])}", end="   ")
    print(f"proven after {spread([one.proven_after for one in optimal if one.proven_after is not None])}", end="   ")
    print(f"changes {spread([one.changes for one in found])}", end="   ")
    print(f"more than proven {spread([one.too_many for one in found if one.too_many is not None])}")


def complaints(found: Sequence[Judged]) -> list[str]:
    """Return everything the referee has to say against any of them."""
    return [complaint for one in found for complaint in one.complaints]


# -- the events


@pytest.mark.parametrize(("size", "seconds"), RUNS)
def test_every_generated_event_is_planned_by_the_rules_and_nothing_false_is_claimed(
    made: Any, judged: Any, size: str, seconds: float
) -> None:
    every: list[Judged] = []
    seed = FIRST_SEED
    print(f"\n== {size} meetings, {seconds} s by the {CLOCK} clock; least / middle / 95 % / most")
    for (kind, options), count in zip(KINDS.items(), EVENTS[size], strict=True):
        problems = [made(size, seed + number, **options) for number in range(ceil(count * SHARE))]
        seed += count
        if problems:
            found = judged(problems, seconds)
            show(f"{size} {kind}", found)
            every += found
    show(f"{size} all", every)
    assert complaints(every) == []


@pytest.mark.parametrize("absent", [5, 15, 30])
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # the tool leaves closing to Python
def test_every_real_event_is_repaired_after_no_shows(  # noqa: PLR0917 (one for each thing it needs)
    generator: Any, judged: Any, requests_folder: Path, tmp_path: Path, scheduled: Any, absent: int
) -> None:
    print(f"\n== real events, {absent} % do not come, 2.0 s; least / middle / 95 % / most")
    every: list[Judged] = []
    for path in sorted(requests_folder.glob("*.dzn")):
        plan = tmp_path / "plan.txt"
        plan.write_text(scheduled(generator.parse_dzn(str(path))), encoding="utf-8")
        problems = [
            without_some(generator.from_dzn(str(path), str(plan), seed, affected=0.0), absent / 100, seed)
            for seed in range(FIRST_SEED, FIRST_SEED + ceil(8 * SHARE))
        ]
        found = judged(problems, 2.0)
        show(path.stem, found)
        every += found
    show(f"all real events, {absent} %", every)
    assert complaints(every) == []


def without_some(problem: Any, share: float, seed: int) -> Any:
    """Let a share of the people not come."""
    rng = random.Random(f"{problem['name']}/{share}/{seed}")  # noqa: S311 - a made-up day, no secret
    people = problem["participants"]
    gone = set(rng.sample(range(len(people)), round(share * len(people))))
    for number in gone:
        people[number].update(no_show=True, checked_in=False)
    for meeting in meetings_of(problem, gone):
        meeting["pinned"] = False
        if meeting["state"] in ("held", "running"):
            meeting["state"] = "missed"
    return problem


def meetings_of(problem: Any, people: set[int]) -> Iterator[Any]:
    """Return the meetings of these people."""
    return (meeting for meeting in problem["meetings"] if {meeting["a"], meeting["b"]} & people)
