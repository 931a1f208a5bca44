"""How long a start takes: the journal of a day, or of ten, applied to the plan."""

from __future__ import annotations

import json
import random
import time
from datetime import date
from typing import Any

import pytest

from coordinator.domain.codec import body
from coordinator.domain.day import Books
from coordinator.domain.entries import CheckedIn, CheckedOut, Entry, Fact, PlanAdopted, SeenAgain, Undone
from coordinator.domain.people import Organisation, Person
from coordinator.domain.schedule import EventInfo, Schedule
from coordinator.domain.step import replay, start

pytestmark = pytest.mark.bench

PEOPLE = 2_000
ROUNDS = 9


@pytest.mark.parametrize("entries", [3_000, 20_000])
def test_replay(entries: int, figures: Any) -> None:
    plan = Schedule(
        EventInfo("Large", date(2026, 11, 24), "UTC"),
        (Organisation("O", "One"),),
        tuple(Person(f"P{number}", "A", "B", "O") for number in range(PEOPLE)),
    )
    books = Books({0: Schedule(plan.event), 1: plan})
    chance = random.Random(entries)  # noqa: S311 (the same day in every run)
    journal = [Entry("e0", "Desk", 1, 0, 0, PlanAdopted(1))]
    for number in range(1, entries):
        fact = something(chance, number)
        journal.append(Entry(f"e{number}", "Desk", number + 1, number * 1000, number, fact))
    times, reference = [], []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        day = replay(start(books), journal)
        times.append(time.perf_counter() - began)
        began = time.perf_counter()
        for entry in journal:
            json.loads(json.dumps(body(entry.fact)))
        reference.append(time.perf_counter() - began)
    assert len(day.history) == entries
    figures(f"replay of {entries} entries, 2 % of them undone", times)
    figures(f"reference: {entries} bodies to JSON and back", reference)


def something(chance: random.Random, number: int) -> Fact:
    """Return a scan, a check-out, or now and then an undo of a recent entry."""
    person = f"P{chance.randrange(PEOPLE)}"
    kind = chance.random()
    if kind < 0.02 and number > 10:
        return Undone(f"e{number - chance.randrange(1, 9)}")
    if kind < 0.7:
        return CheckedIn(person, "door")
    return SeenAgain(person, "door", "already-here") if kind < 0.85 else CheckedOut(person, "door")
