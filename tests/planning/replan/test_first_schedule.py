"""A first schedule from nothing: every wish that fits has a place, no rule is broken, and few people wait between."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest

from coordinator.planning.replan.asking import Ask, Outcome
from coordinator.planning.replan.compacting import Compacting
from coordinator.planning.replan.engine import solve
from coordinator.planning.replan.figures import calendars, idle, masks
from coordinator.planning.replan.reading import read
from coordinator.planning.replan.start import standing

pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # the tool leaves closing to Python

REAL = ["forum-13.original", "forum-13.fixed040-Forb", "forum-13.prec25", "tic-12.original"]


@pytest.fixture
def instance(generator: Any, requests_folder: Any, person: Any, meeting: Any) -> Any:
    """Return a maker of a problem with nothing but wishes, and the facts of the real instance it is made of."""

    def make(name: str) -> tuple[Any, Any]:
        facts = generator.parse_dzn(str(requests_folder / f"{name}.dzn"))
        slots, morning = range(facts["T"]), facts["am"]
        parts = {1: slots[:morning], 2: slots[morning:], 3: slots}
        fixed = facts["fixed"] or [0] * facts["m"]
        wishes = [
            meeting(n, a - 1, b - 1, value=1, only=[at - 1] if at else [*parts[part]])
            for n, ((a, b, part), at) in enumerate(zip(facts["req"], fixed, strict=True))
        ]
        people = [
            person(n, forb=[at - 1 for at in forbidden if at], leave=facts["T"])
            for n, forbidden in enumerate(facts["forb"])
        ]
        tables = [{"id": n, "home": -1, "closed": []} for n in range(facts["L"])]
        whole = {"slots": facts["T"], "now": -1, "sessions": [0] * facts["T"]}
        return whole | {"participants": people, "tables": tables, "meetings": wishes}, facts

    return make


@pytest.fixture
def schedule() -> Any:
    """Return a function that makes a first schedule on a clock that moves by itself, so that runs are equal."""

    def make(problem: Any, seconds: float = 0.5, seed: int = 0) -> Outcome:
        clock = itertools.count()
        return solve(read(problem), Ask(seconds, 0, seed, dense=True), lambda: next(clock) * 1e-3)

    return make


def broken_rules(facts: Any, outcome: Outcome) -> list[str]:
    """Judge a schedule by the facts of the instance alone, without the model."""
    wrong, people, tables = [], set(), set()
    for n, (slot, table) in enumerate(zip(outcome.slots, outcome.tables, strict=True)):
        a, b, part = facts["req"][n]
        allowed = {1: slot < facts["am"], 2: slot >= facts["am"], 3: True}[part]
        if not 0 <= slot < facts["T"] or not allowed:
            wrong.append(f"{n} stands in {slot}")
        if facts["fixed"] and facts["fixed"][n] not in (0, slot + 1):
            wrong.append(f"{n} is not where it is fixed")
        if not 0 <= table < facts["L"] or (table, slot) in tables:
            wrong.append(f"{n} has no table of its own")
        tables.add((table, slot))
        for person in (a, b):
            if (person, slot) in people or slot + 1 in facts["forb"][person - 1]:
                wrong.append(f"{person} cannot be in {n}")
            people.add((person, slot))
    return wrong


def waits(facts: Any, outcome: Outcome) -> int:
    """Count how often anybody has no meeting after one and before another, over the whole day."""
    found = 0
    for person in range(1, facts["n"] + 1):
        slots = sorted(s for s, (a, b, _) in zip(outcome.slots, facts["req"], strict=True) if person in (a, b))
        found += sum(1 for one, other in itertools.pairwise(slots) if other > one + 1)
    return found


@pytest.mark.parametrize("name", REAL)
def test_a_first_schedule_of_a_real_event_places_every_meeting_and_breaks_no_rule(
    name: str, instance: Any, schedule: Any, referee: Any, written: Any
) -> None:
    problem, facts = instance(name)
    outcome = schedule(problem)
    assert broken_rules(facts, outcome) == []
    wrong, claims, figures, _ = referee.verify(problem, written(outcome))
    assert (wrong, claims) == ([], [])
    assert figures["filled"] == facts["m"]
    assert figures["gaps"] == waits(facts, outcome) == outcome.figures.gaps


def test_nobody_waits_in_a_first_schedule_of_tic_12(instance: Any, schedule: Any) -> None:
    problem, facts = instance("tic-12.original")
    assert waits(facts, schedule(problem)) == 0


def test_a_first_schedule_of_forum_13_has_a_fraction_of_the_waits_that_a_plain_plan_has(
    instance: Any, schedule: Any
) -> None:
    problem, facts = instance("forum-13.original")
    clock = itertools.count()
    plain = solve(read(problem), Ask(0.5, 0), lambda: next(clock) * 1e-3)
    assert waits(facts, schedule(problem, 1.0)) * 2 < waits(facts, plain)


def test_the_same_seed_gives_the_same_first_schedule(instance: Any, schedule: Any) -> None:
    problem, _ = instance("tic-12.original")
    assert schedule(problem, seed=3).slots == schedule(problem, seed=3).slots


def test_a_wish_that_may_only_be_in_some_rounds_gets_one_of_these_or_none(
    day: Any, person: Any, meeting: Any, schedule: Any
) -> None:
    people = [person(n) for n in range(3)]
    wishes = [meeting(0, 0, 1, only=[2]), meeting(1, 0, 2, only=[2], value=9)]
    outcome = schedule(day(people, wishes, now=-1))
    assert outcome.slots == (-1, 2)


def test_meetings_that_stand_stay_while_a_schedule_around_them_is_made_denser(
    generator: Any, schedule: Any, referee: Any, written: Any
) -> None:
    problem = generator.generate("90", 5)
    model = read(problem)
    outcome = schedule(problem)
    plain = solve(model, Ask(2.0, 0), itertools.count(step=1e-3).__next__)
    assert outcome.figures.changes == 0
    assert all(outcome.slots[m] == model.origin[m] for m in model.intact)
    assert outcome.figures.value == plain.figures.value
    assert referee.verify(problem, written(outcome))[:2] == ([], [])


def test_a_meeting_of_three_takes_everybody_along_when_rounds_are_exchanged(
    day: Any, person: Any, meeting: Any
) -> None:
    people = [person(n) for n in range(6)]
    pairs = [(0, 1), (0, 3), (3, 4), (4, 5)]
    problem = day(people, [meeting(n, a, b) for n, (a, b) in enumerate(pairs)], slots=4, now=-1)
    model = read(problem)
    model = replace(model, parts=((0, 1, 2), *model.parts[1:]))
    plan = standing(model)
    for m, slot in enumerate((0, 2, 1, 3)):
        plan.put(m, slot)
    before = sum(idle(masks(model), busy) for busy in plan.busy)
    gained = Compacting(plan).search(2000, lambda: 1.0)
    after = sum(idle(masks(model), busy) for busy in plan.busy)
    assert (before, after, gained) == (2, 0, 2)
    assert plan.busy == calendars(model, plan.slot)
    assert all(slot >= 0 for slot in plan.slot)
