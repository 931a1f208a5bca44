"""A first schedule of an event: accepted requests become meetings, what stands stays, and what cannot be says why."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.people import Registration
from coordinator.planning.first_schedule import CannotSchedule, FirstSchedule, first_schedule, model_of_wishes
from coordinator.planning.replan.asking import Ask
from coordinator.planning.replan.engine import solve
from coordinator.planning.rules import judge

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def scheduled() -> Callable[[Any], FirstSchedule]:
    """Return a function that makes a first schedule on a clock that moves by itself."""

    def make(hall: Any) -> FirstSchedule:
        day = hall.day()
        event = model_of_wishes(day, hall.now, hall.policy)
        outcome = solve(event.model, Ask(0.5, 0, dense=True), itertools.count(step=1e-3).__next__)
        return first_schedule(event, outcome, day.schedule)

    return make


@pytest.fixture
def early(hall: Any) -> Callable[[int, int], Any]:
    """Return a maker of small halls two hours before the first round."""
    return lambda rounds, tables: hall(rounds, tables).at("07:00")


def places(found: FirstSchedule) -> set[tuple[str, str | None]]:
    """Return who meets when, of the new meetings."""
    return {(f"{m.host} {' '.join(m.guests)}", m.slot) for m in found.added}


def test_every_accepted_request_becomes_a_meeting_and_nobody_waits(early: Any, scheduled: Any) -> None:
    day = early(5, 2).people("Ann", "Bob", "Cy", "Di")
    for number, pair in enumerate(itertools.combinations(("Ann", "Bob", "Cy", "Di"), 2)):
        day.wish(f"Q{number} {' '.join(pair)}")
    found = scheduled(day)
    assert (len(found.added), found.wanted, found.gaps, found.not_placed) == (6, 6, 0, ())
    assert {m.source_request for m in found.added} == {f"Q{n}" for n in range(6)}
    day.schedule = found.schedule
    assert judge(day.day()) == ()


def test_requests_that_nobody_accepted_are_left_alone(early: Any, scheduled: Any) -> None:
    day = early(3, 1).people("Ann", "Bob", "Cy")
    day.wish("Q1 Ann Bob").wish("Q2 Ann Cy pending").wish("Q3 Bob Cy declined")
    assert [m.source_request for m in scheduled(day).added] == ["Q1"]


def test_meetings_that_stand_stay_and_one_without_a_place_gets_one(early: Any, scheduled: Any) -> None:
    day = early(2, 1).people("Ann", "Bob", "Cy", "Di")
    day.meeting("M1 Ann Bob R1 T1").meeting("M2 Cy Di - -").wish("Q1 Ann Cy")
    found = scheduled(day)
    assert found.schedule.meetings[0] == day.schedule.meetings[0]
    assert [(m.id, m.slot, m.table) for m in found.added] == [("M2", "R2", "T1")]
    assert [missing.request for missing in found.not_placed] == ["Q1"]


def test_all_rounds_are_open_before_the_event_and_after_it_and_those_to_come_while_it_runs(
    early: Any, scheduled: Any
) -> None:
    day = early(3, 1).people("Ann", "Bob").wish("Q1 Ann Bob")
    day.edit("Ann", unavailable=frozenset({"R2"}))
    day.edit("Bob", unavailable=frozenset({"R3"}))
    for clock, slots in (("07:00", {"R1"}), ("23:00", {"R1"}), ("09:05", set())):
        assert {m.slot for m in scheduled(day.at(clock)).added} == slots


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda day: day.edit("Ann", registration=Registration.CANCELLED), "Ann is not registered to come."),
        (lambda day: day.edit("Ann", unavailable=frozenset({"R1", "R2"})), "Ann is not there in any round."),
        (
            lambda day: day.edit("Ann", unavailable=frozenset({"R1"})).edit("Bob", unavailable=frozenset({"R2"})),
            "They are never there in the same round.",
        ),
        (lambda day: day.edit("Ann", max_meetings=0), "Ann wants no more than 0 meetings."),
        (
            lambda day: day.people("Cy", "Di").table("T2").meeting("M1 Ann Cy R1 T2").meeting("M2 Ann Di R2 T2"),
            "Ann has no free round left.",
        ),
        (
            lambda day: day.people("Cy", "Di").table("T2").meeting("M1 Ann Cy R1 T2").meeting("M2 Bob Di R2 T2"),
            "They are never free in the same round.",
        ),
        (
            lambda day: day.people("Cy", "Di").meeting("M1 Cy Di R1 T1").edit("Ann", unavailable=frozenset({"R2"})),
            "No table is free in a round in which they are.",
        ),
    ],
)
def test_what_finds_no_place_says_why(early: Any, scheduled: Any, change: Any, why: str) -> None:
    day = early(2, 1).people("Ann", "Bob").wish("Q1 Ann Bob")
    change(day)
    (missing,) = scheduled(day).not_placed
    assert (missing.title, missing.why) == ("Ann × Bob", why)


def test_a_meeting_of_several_rounds_keeps_them_and_one_without_a_place_is_left_to_staff(
    early: Any, scheduled: Any
) -> None:
    day = early(3, 1).people("Ann", "Bob", "Cy", "Di").wish("Q1 Cy Di")
    day.meeting("M1 Ann Bob R1 T1").meeting("M2 Bob Cy - -")
    day.schedule = replace(day.schedule, meetings=tuple(replace(m, rounds=2) for m in day.schedule.meetings))
    found = scheduled(day)
    assert places(found) == {("Cy Di", "R3")}
    assert [missing.why for missing in found.not_placed] == ["It lasts 2 rounds: give it a place by hand."]


def test_the_longest_day_is_told(early: Any, scheduled: Any) -> None:
    day = early(4, 1).people("Ann", "Bob", "Cy")
    day.meeting("M1 Ann Bob R1 T1").meeting("M2 Ann Cy R3 T1").wish("Q1 Bob Cy")
    found = scheduled(day)
    assert found.longest is not None
    assert (found.longest.name, found.longest.rounds, found.longest.meetings) == ("Ann", 3, 2)
    assert (found.gaps, found.most_gaps, places(found)) == (1, 1, {("Bob Cy", "R2")})


def test_a_schedule_needs_rounds_tables_and_requests(early: Any, scheduled: Any) -> None:
    with pytest.raises(CannotSchedule, match="rounds and tables"):
        scheduled(early(2, 0).people("Ann", "Bob").wish("Q1 Ann Bob"))
    with pytest.raises(CannotSchedule, match="nothing to schedule"):
        scheduled(early(2, 1).people("Ann", "Bob").meeting("M1 Ann Bob R1 T1").wish("Q1 Ann Bob"))


def test_a_plan_with_broken_meetings_is_repaired_first(early: Any, scheduled: Any) -> None:
    day = early(2, 1).people("Ann", "Bob", "Cy").meeting("M1 Ann Bob R1 T1").wish("Q1 Ann Cy").missed("M1")
    with pytest.raises(CannotSchedule, match="1 meeting of the plan cannot take place"):
        scheduled(day)
