"""Small days for the re-plan, and the referee where it stands beside the checkout."""

from __future__ import annotations

import importlib.util
import itertools
import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from coordinator.planning.replan.asking import Ask, Outcome
from coordinator.planning.replan.engine import solve
from coordinator.planning.replan.reading import read
from coordinator.planning.replan.result import document

SHARED = Path(__file__).resolve().parents[4] / "shared"


def tool(name: str) -> Any:
    """Load one of the tools beside the checkout, or skip."""
    path = SHARED / "tools" / f"{name}.py"
    if not path.is_file():
        pytest.skip(f"{path.name} is not beside this checkout")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


@pytest.fixture(scope="session")
def generator() -> Any:
    """Return the tool that makes events."""
    return tool("gen_event")


@pytest.fixture(scope="session")
def referee() -> Any:
    """Return the tool that judges results and shares no code with the engine."""
    return tool("verify_schedule")


@pytest.fixture(scope="session")
def requests_folder() -> Path:
    """Return the folder of real instances, or skip."""
    folder = SHARED / "data" / "real" / "requests"
    if not folder.is_dir():
        pytest.skip("the real instances are not beside this checkout")
    return folder


@pytest.fixture
def scheduled() -> Any:
    """Return a function that plans the requests of a real instance from nothing, and writes them as its solvers do."""

    def schedule(facts: Any) -> str:
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

    return schedule


@pytest.fixture
def person() -> Any:
    """Return a maker of participants."""

    def make(number: int, **more: Any) -> dict[str, Any]:
        plain = {"id": number, "side": "A", "forb": [], "arrive": 0, "leave": 99, "no_show": False, "checked_in": True}
        return plain | more

    return make


@pytest.fixture
def meeting() -> Any:
    """Return a maker of meetings; without a slot it is a request."""

    def make(number: int, a: int, b: int, slot: int = -1, **more: Any) -> dict[str, Any]:
        plain = {"id": number, "a": a, "b": b, "value": 5, "slot": slot, "table": 0 if slot >= 0 else -1}
        return plain | {"state": "planned" if slot >= 0 else "requested", "pinned": False} | more

    return make


@pytest.fixture
def day() -> Any:
    """Return a maker of problems."""

    def make(people: list[Any], meetings: list[Any], slots: int = 4, tables: int = 4, **more: Any) -> dict[str, Any]:
        plain: dict[str, Any] = {"slots": slots, "now": 0, "participants": people, "meetings": meetings}
        plain["tables"] = [{"id": number, "home": -1, "closed": []} for number in range(tables)]
        return plain | more

    return make


@pytest.fixture
def replan() -> Any:
    """Return a function that solves a problem document on a clock that moves by itself, so that runs are equal."""

    def plan(problem: Any, changes: int | None = None, lead: int = 0, **ask: Any) -> Outcome:
        clock = itertools.count()
        return solve(read(problem, lead), Ask(1e4, changes, **ask), lambda: next(clock) * 1e-3)

    return plan


@pytest.fixture
def written() -> Any:
    """Return a function that gives the result as it is read from a file."""
    return lambda outcome: json.loads(json.dumps(document(outcome)))


@pytest.fixture
def tiny(person: Any, meeting: Any, day: Any) -> Any:
    """Return a maker of random days with four slots and at most six meetings to think about.

    Of seeds from 1000 on, somebody may have a table of their own, a table may be closed, and meetings were missed.
    """

    def make(seed: int) -> dict[str, Any]:
        rng = random.Random(seed)  # noqa: S311 - a made-up day, no secret
        people = [
            person(n, forb=rng.sample(range(1, 5), rng.choice((0, 0, 1))), arrive=rng.choice((0, 0, 0, 2)))
            for n in range(5)
        ]
        pairs = rng.sample(list(itertools.combinations(range(5), 2)), rng.randint(3, 6))
        meetings: list[dict[str, Any]] = []
        taken: set[tuple[int, int]] = set()
        host = rng.choice((-1, 0)) if seed >= 1000 else -1
        for number, (a, b) in enumerate(pairs):
            slot = rng.choice((1, 2, 3, 4, -1, -1))
            at_home = host in (a, b)
            table = 2 if at_home else sum(1 for m in meetings if m["slot"] == slot and m["table"] != 2)
            if slot > 0 and ((a, slot) in taken or (b, slot) in taken or (table >= 2 and not at_home)):
                slot, table = -1, -1
            taken |= {(a, slot), (b, slot)} if slot > 0 else set()
            pinned = slot > 0 and rng.random() < 0.15
            meetings.append(meeting(number, a, b, slot, table=table, value=rng.randint(1, 9), pinned=pinned))
            if slot < 0 and seed >= 1000 and rng.random() < 0.3:
                meetings[-1].update(state="missed", slot=0)
        made = day(people, meetings, slots=5, tables=2)
        if host >= 0:
            made["tables"].append({"id": 2, "home": host, "closed": []})
        if seed >= 1000 and rng.random() < 0.2:
            _close_a_table(made, rng)
        return made

    return make


def _close_a_table(made: dict[str, Any], rng: random.Random) -> None:
    """Close a table of the pool in slots in which nobody sits there."""
    table = rng.choice(made["tables"][:2])
    used = {m["slot"] for m in made["meetings"] if m["table"] == table["id"]}
    table["closed"] = [slot for slot in range(1, 5) if slot not in used]
