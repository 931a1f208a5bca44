"""How figures are printed: percentiles in milliseconds, beside a reference of the same run."""

from __future__ import annotations

import importlib.util
import os
import platform
import statistics
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain.entries import CheckedIn, ExpectedLate, MeetingHeld, MeetingMissed, MeetingStarted
from coordinator.domain.people import Organisation, Person
from coordinator.domain.schedule import EventInfo, Meeting, Request, Schedule, Side, Slot, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coordinator.domain.entries import Fact

ROUND = timedelta(minutes=20)
NINE = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Vienna"))
SHARED = Path(__file__).resolve().parents[3] / "shared"
FORUM = SHARED / "data" / "forum-13" / "forum-13.xlsx"


@pytest.fixture(scope="session", autouse=True)
def machine() -> None:
    """Say once what the figures were measured on."""
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"\n{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()} {load}")


@pytest.fixture
def figures() -> Any:
    """Return a function that prints the distribution of measured seconds."""

    def show(what: str, seconds: Sequence[float]) -> None:
        ordered = sorted(1000 * second for second in seconds)
        cut = statistics.quantiles(ordered, n=100, method="inclusive")
        parts = {"p50": cut[49], "p95": cut[94], "p99": cut[98], "max": ordered[-1]}
        print(f"{what:<58} {'   '.join(f'{p} {ms:7.2f}' for p, ms in parts.items())} ms   n {len(ordered)}")

    return show


@pytest.fixture
def forum_file() -> Path:
    """Return the workbook of forum-13, or skip."""
    if not FORUM.is_file():
        pytest.skip("the files of forum-13 are not beside this checkout")
    return FORUM


@cache
def _tool(name: str) -> Any:
    path = SHARED / "tools" / f"{name}.py"
    if not path.is_file():
        pytest.skip(f"{path.name} is not beside this checkout")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


@pytest.fixture(scope="session")
def tool() -> Callable[[str], Any]:
    """Return a function that loads one of the tools beside the checkout, or skips."""
    return _tool


# -- generated events as the desk knows them


@dataclass(frozen=True, slots=True)
class Generated:
    """A generated event: its schedule, what happened so far, and the time, six minutes into the running round."""

    schedule: Schedule
    facts: tuple[Fact, ...]
    now: datetime


@pytest.fixture(scope="session")
def generated() -> Callable[[Any], Generated]:
    """Return a function that turns a generated problem into an event at the desk."""

    def turn(problem: Any) -> Generated:
        start = NINE + problem["now"] * ROUND
        return Generated(_schedule(problem), tuple(_morning(problem)), start + timedelta(minutes=6))

    return turn


def _schedule(problem: Any) -> Schedule:
    people = [(f"P{p['id']}", f"O{p['id']}", p) for p in problem["participants"]]
    # Every third organisation sent a second delegate, who has no meetings and could stand in.
    seconds = [(f"{person}b", organisation, p) for person, organisation, p in people if p["id"] % 3 == 0]
    announced = [m for m in problem["meetings"] if m["state"] != "requested"]
    return Schedule(
        EventInfo(problem["name"], date(2026, 11, 24), "Europe/Vienna"),
        organisations=tuple(Organisation(organisation, f"Company {organisation}") for _, organisation, _ in people),
        people=tuple(
            Person(person, "Ada", person, organisation, unavailable=frozenset(f"S{slot}" for slot in p["forb"]))
            for person, organisation, p in (*people, *seconds)
        ),
        slots=tuple(Slot(f"S{n}", NINE + n * ROUND, NINE + (n + 1) * ROUND) for n in range(problem["slots"])),
        tables=tuple(
            Table(f"T{t['id']}", str(t["id"] + 1), fixed_for=f"P{t['home']}" if t["home"] >= 0 else None)
            for t in problem["tables"]
        ),
        meetings=tuple(
            Meeting(f"M{m['id']}", f"P{m['a']}", (f"P{m['b']}",), f"S{m['slot']}", f"T{m['table']}", pinned=m["pinned"])
            for m in announced
        ),
        requests=tuple(
            Request(f"Q{m['id']}{side}", f"P{one}", f"P{other}", priority=min(5, 1 + rank // 3))
            for m in problem["meetings"]
            for side, one, other, rank in (("a", m["a"], m["b"], m["ra"]), ("b", m["b"], m["a"], m["rb"]))
            if rank
        ),
    )


def _morning(problem: Any) -> Iterator[Fact]:
    """Say who came, who sent word, and what became of the meetings up to the running round."""
    present = {p["id"]: p["checked_in"] and not p["no_show"] for p in problem["participants"]}
    for p in problem["participants"]:
        if present[p["id"]]:
            yield CheckedIn(f"P{p['id']}", "registration")
            if p["id"] % 3 == 0:
                yield CheckedIn(f"P{p['id']}b", "registration")
        elif p["arrive"] > 0:
            yield ExpectedLate(f"P{p['id']}", int((NINE + p["arrive"] * ROUND).timestamp() * 1000))
    for m in problem["meetings"]:
        match m["state"]:
            case "held":
                yield MeetingHeld(f"M{m['id']}")
            case "running":
                yield MeetingStarted(f"M{m['id']}")
            case "missed":
                away = [side for side, p in ((Side.HOST, m["a"]), (Side.GUEST, m["b"])) if not present[p]]
                yield MeetingMissed(f"M{m['id']}", away[0] if len(away) == 1 else Side.BOTH)
            case _:
                pass
