"""A snapshot that takes over what an earlier one knows says the same as one taken from nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.day import Presence
from coordinator.domain.entries import (
    CheckedIn,
    CheckedOut,
    Entry,
    MarkedAbsent,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    PlanAdopted,
    Redone,
    Undone,
)
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import Side
from coordinator.domain.step import step
from coordinator.planning.fill_all import fill_all
from coordinator.planning.problem import Problem
from coordinator.planning.proposals import propose

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.day import Day
    from coordinator.domain.entries import Fact


def something(draw: random.Random, day: Day, problem: Problem) -> Fact:
    """Return a thing that may happen next; whether it has an effect is for the day to say."""
    meeting = draw.choice(list(day.meetings.values()))
    person = draw.choice(list(problem.people))
    taken_back = [entry for entry in day.history if entry not in day.undone][1:]
    match draw.randrange(9):
        case 0:
            return MeetingStarted(meeting.id, meeting.version)
        case 1:
            return MeetingHeld(meeting.id, meeting.version)
        case 2 | 3:
            return MeetingMissed(meeting.id, draw.choice(list(Side)), meeting.version)
        case 4:
            return MarkedAbsent(person)
        case 5:
            away = day.presence(person) is not Presence.HERE
            return CheckedIn(person, "registration") if away else CheckedOut(person, "registration")
        case 6 if day.undone:
            return Redone(draw.choice(sorted(day.undone)))
        case 6 if taken_back:
            return Undone(draw.choice(taken_back))
        case 7:
            offers = [offer for m in day.meetings if len(found := propose(problem, m).proposals) > 1 for offer in found]
            return draw.choice(offers).fact() if offers else MarkedAbsent(person)
        case _:
            return fill_all(problem, problem.coming).fact()


@pytest.mark.parametrize("seed", range(8))
def test_after_every_entry_it_is_the_snapshot_that_would_be_taken_from_nothing(sample: Any, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - a made-up day, no secret
    day, now = sample.day(), sample.now
    kept = Problem.of(day, now, Policy())
    applied = 0
    for number in range(60):
        fact = something(draw, day, kept)
        place = len(day.history)
        day, recorded = step(day, Entry(f"n{number}", "desk", place, place, place, fact))
        applied += recorded.verdict == "applied"
        now += timedelta(seconds=draw.randrange(90))
        kept = Problem.of(day, now, Policy(), kept)
        anew = Problem.of(day, now, Policy())
        assert (kept, kept.booked) == (anew, anew.booked), fact
        assert kept.wishes_of.keys() == {person for wish in kept.wishes for person in wish.people}
    assert applied > 20


def test_a_check_in_leaves_the_calendars_as_they_were(sample: Any, after: Callable[[Day, Fact], Day]) -> None:
    day = sample.day()
    before = Problem.of(day, sample.now, Policy())
    missing = next(person for person in before.people if not before.is_here(person))
    later = Problem.of(after(day, CheckedIn(missing, "registration")), sample.now, Policy(), before)
    assert later.calendar is before.calendar
    assert later.wishes_of is before.wishes_of
    assert later.is_here(missing)


def test_another_schedule_is_read_anew(sample: Any) -> None:
    day = sample.day()
    before = Problem.of(day, sample.now, Policy())
    schedule = replace(day.schedule, tables=day.schedule.tables[:-1], requests=day.schedule.requests[5:])
    day = day.with_books(day.books.with_plan(2, schedule))
    place = len(day.history)
    day, recorded = step(day, Entry("second", "desk", place, place, place, PlanAdopted(2)))
    assert recorded.verdict == "applied"
    later = Problem.of(day, sample.now, Policy(), before)
    assert later == Problem.of(day, sample.now, Policy())
    assert len(later.tables) == len(before.tables) - 1


def test_a_snapshot_of_another_day_does_no_harm(sample: Any, hall: Any) -> None:
    other = hall().people("Ann", "Bob").meeting("M001 Ann Bob R1 T1").problem()
    assert Problem.of(sample.day(), sample.now, Policy(), other) == sample.problem()
