"""A plan can be looked at before it is in force, and judged ahead: only the day it was judged against counts."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from coordinator.desk.answers import Done, Refusal
from coordinator.planning.replan.asking import Ask
from coordinator.planning.replan.engine import solve
from coordinator.planning.replan.offer import PlanOffer, offer

if TYPE_CHECKING:
    from coordinator.desk.desk import Desk
    from coordinator.domain.day import Day


@pytest.fixture
def plan(desk: Desk) -> PlanOffer:
    """Return a plan for the sample's day when everybody but one has come."""
    for person in [person.id for person in desk.day.people()][1:]:
        desk.check_in(person)
    event, ticks = desk.rest_of_day(), itertools.count()
    outcome = solve(event.model, Ask(1e4, None), lambda: next(ticks) * 1e-3)
    return offer(event, outcome.points[0].slots)


def places(day: Day) -> dict[str, tuple[object, ...]]:
    return {m.id: (m.slot, m.table, m.people, m.status) for m in day.meetings.values()}


def test_the_day_as_it_would_be_is_the_day_that_accepting_makes(desk: Desk, plan: PlanOffer) -> None:
    before = places(desk.day)
    imagined = places(desk.day_with(plan))
    assert places(desk.day) == before
    assert isinstance(desk.accept(plan), Done)
    assert places(desk.day) == imagined
    assert imagined != before


def test_a_plan_that_was_judged_against_this_very_day_is_not_judged_again(
    desk: Desk, plan: PlanOffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.objections((plan,)) == ((),)
    monkeypatch.setattr(desk, "objections", None)
    assert isinstance(desk.accept(plan, desk.day), Done)


def test_a_plan_that_was_judged_against_an_earlier_day_is_judged_again(desk: Desk, plan: PlanOffer) -> None:
    judged = desk.day
    desk.check_out(plan.steps[0].change.host)
    answer = desk.accept(plan, judged)
    assert isinstance(answer, Refusal)
    assert "has left" in answer.sentence
