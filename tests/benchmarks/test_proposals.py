"""How long it takes to find what can be done about one broken meeting, on generated events of every size."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.day import Books
from coordinator.domain.entries import CheckedIn, Entry, MeetingHeld, PlanAdopted
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import MeetingStatus, Schedule
from coordinator.domain.step import replay, start, step
from coordinator.planning.problem import Problem
from coordinator.planning.proposals import propose

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.day import Day

pytestmark = pytest.mark.bench

SEED = 9001
AT_LEAST = 1000  # queries, so that a hundredth of them is ten
INDEXES = 5


def as_it_stands(event: Any) -> Day:
    """Return the day after everything that happened."""
    day = start(Books({0: Schedule(event.schedule.event), 1: event.schedule}))
    facts = (PlanAdopted(1), *event.facts)
    return replay(day, [Entry(f"e{n}", "desk", n, n, n, fact) for n, fact in enumerate(facts)])


@pytest.mark.parametrize("size", ["90", "800", "5000", "20000", "50000"])
@pytest.mark.parametrize("options", [{}, {"bipartite": False}], ids=["two sides", "any to any"])
def test_proposals(
    size: str, options: dict[str, Any], tool: Callable[[str], Any], generated: Callable[[Any], Any], figures: Any
) -> None:
    event = generated(tool("gen_event").generate(size, SEED, **options))
    day = as_it_stands(event)
    indexes = []
    for _ in range(INDEXES):
        began = time.perf_counter()
        problem = Problem.of(day, event.now, Policy())
        indexes.append(time.perf_counter() - began)
    taken_over: dict[str, list[float]] = {"a scan": [], "a meeting that ends": []}
    for (what, found), fact in zip(taken_over.items(), (scan_of(problem), end_of(day)), strict=True):
        later, _ = step(day, Entry(what, "desk", len(day.history), 0, 0, fact))
        for _ in range(INDEXES):
            began = time.perf_counter()
            Problem.of(later, event.now, Policy(), problem)
            found.append(time.perf_counter() - began)
    broken = [m.id for m in day.meetings.values() if is_open(m) and len(propose(problem, m.id).proposals)]
    taken: list[float] = []
    worked: list[float] = []
    offered = 0
    while len(taken) < AT_LEAST:
        for meeting in broken:
            began, busy = time.perf_counter(), time.process_time()
            offers = propose(problem, meeting)
            worked.append(time.process_time() - busy)
            taken.append(time.perf_counter() - began)
            offered += len(offers.proposals) > 1
    figures(f"{size} meetings, {len(broken)} of them broken: proposals for one", taken)
    figures("    of this at work, however busy the machine is", worked)
    figures("    the index they are found with", indexes)
    for what, found in taken_over.items():
        figures(f"    the index after {what}, from the one before", found)
    print(f"    {100 * offered / len(taken):.0f} % have more to offer than to leave the table empty")


def scan_of(problem: Problem) -> CheckedIn:
    """Return the scan of somebody who has not been here yet."""
    return CheckedIn(next(person for person in problem.people if not problem.is_here(person)), "registration")


def end_of(day: Day) -> MeetingHeld:
    """Return the end of a meeting that runs."""
    meeting = next(m for m in day.meetings.values() if m.status is MeetingStatus.RUNNING)
    return MeetingHeld(meeting.id, meeting.version)


def is_open(meeting: Any) -> bool:
    """Return whether something may still be done about a meeting."""
    return meeting.status in (MeetingStatus.PLANNED, MeetingStatus.MISSED) and not meeting.settled
