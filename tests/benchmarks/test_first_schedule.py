"""How few gaps a first schedule of real events has after ten seconds, beside what others have published."""

from __future__ import annotations

import importlib.util
import os
import time
from pathlib import Path
from typing import Any

import pytest

from coordinator.planning.replan.asking import Ask
from coordinator.planning.replan.engine import solve
from coordinator.planning.replan.reading import read

pytestmark = [
    pytest.mark.bench,
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),  # the tool leaves closing to Python
]

SHARED = Path(__file__).resolve().parents[3] / "shared"
MORE = "FIRST_SCHEDULE_INSTANCES"  # a folder with more instances of the same form
SECONDS, SEEDS = 10.0, 3
PUBLISHED = {
    "tic-12.original": "0",
    "tic-12crafc.original": "0",
    "tic-13.original": "0",
    "tic-13crafc.original": "4",
    "forum-13.original": "0",
}


def instances() -> list[Path]:
    """Return the files of the instances that are on this computer, those of the fewest rounds first."""
    folders = [SHARED / "data" / "real" / "requests", *(Path(more) for more in (os.environ.get(MORE),) if more)]
    return sorted(path for folder in folders if folder.is_dir() for path in folder.glob("*.dzn"))


def facts_of(path: Path) -> Any:
    """Read an instance with the tool beside the checkout."""
    spec = importlib.util.spec_from_file_location("gen_event", SHARED / "tools" / "gen_event.py")
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module.parse_dzn(str(path))


def problem_of(facts: Any) -> Any:
    """Return an instance as a problem; which meeting must come before which is not part of it."""
    slots = range(facts["T"])
    parts = {1: slots[: facts["am"]], 2: slots[facts["am"] :], 3: slots}
    fixed = facts["fixed"] or [0] * facts["m"]
    wishes = [
        {"id": n, "a": a - 1, "b": b - 1, "value": 1, "state": "requested", "only": [at - 1] if at else [*parts[part]]}
        for n, ((a, b, part), at) in enumerate(zip(facts["req"], fixed, strict=True))
    ]
    people = [{"id": n, "forb": [at - 1 for at in forb if at]} for n, forb in enumerate(facts["forb"])]
    tables = [{"id": n, "home": -1, "closed": []} for n in range(facts["L"])]
    whole = {"slots": len(slots), "now": -1, "sessions": [0] * len(slots)}
    return whole | {"participants": people, "tables": tables, "meetings": wishes}


def fewest(facts: Any) -> int:
    """Return how many gaps people need at least, each of them looked at alone; fixed meetings leave some no choice."""
    return sum(_alone(facts, person) for person in range(1, facts["n"] + 1))


def _alone(facts: Any, person: int) -> int:
    mine = [n for n, (a, b, _) in enumerate(facts["req"]) if person in (a, b)]
    fixed = {facts["fixed"][n] for n in mine if facts["fixed"] and facts["fixed"][n]}
    runs = {(0, False): 0}
    for slot in range(1, facts["T"] + 1):
        following: dict[tuple[int, bool], int] = {}
        for (count, before), found in runs.items():
            for here in (False, True):
                if (here and slot in facts["forb"][person - 1]) or (not here and slot in fixed):
                    continue
                key, cost = (count + here, here), found + (here and not before)
                following[key] = min(cost, following.get(key, cost))
        runs = following
    return min(found for (count, _), found in runs.items() if count == len(mine)) - 1 if mine else 0


@pytest.mark.parametrize("path", instances(), ids=lambda path: path.stem)
def test_first_schedules(path: Path) -> None:
    facts = facts_of(path)
    model = read(problem_of(facts))
    found = []
    for seed in range(SEEDS):
        began = time.perf_counter()
        outcome = solve(model, Ask(SECONDS, 0, seed, points=False, dense=True), time.perf_counter)
        placed = sum(1 for slot in outcome.slots if slot >= 0)
        found.append((placed, outcome.figures.gaps, time.perf_counter() - began))
    tables = sum(map(sum, model.capacity))
    print(
        f"{path.stem:<28} slots {facts['T']:>2}   people {facts['n']:>3}   meetings {facts['m']:>3}   "
        f"tables used {100 * facts['m'] / tables:3.0f} %   placed {'/'.join(str(p) for p, _, _ in found)}   "
        f"gaps {'/'.join(str(g) for _, g, _ in found)}   published {PUBLISHED.get(path.stem, 'not known')}   "
        f"at least {fewest(facts)}   seconds {'/'.join(f'{s:.1f}' for _, _, s in found)}"
    )
