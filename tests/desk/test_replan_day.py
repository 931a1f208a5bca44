"""A re-plan of a real day at the desk: what was offered is what changes, in one entry, and the rules are kept."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.desk import opening
from coordinator.desk.answers import Done, Refusal
from coordinator.desk.replanning import Replanning
from coordinator.domain.schedule import EventInfo, MeetingStatus
from coordinator.intake import door
from coordinator.planning.imagine import Imagined
from coordinator.planning.replan.asking import Ask
from coordinator.planning.replan.engine import solve
from coordinator.planning.replan.offer import PlanOffer, StepKind, offer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coordinator.desk.clock import OwnClock
    from coordinator.desk.desk import Desk
    from coordinator.domain.schedule import Schedule
    from coordinator.planning.replan.event import EventModel

FORUM = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "forum-13" / "forum-13.xlsx"
ABSENT = (5, 15, 30)  # percent of people who do not come


@pytest.fixture(scope="session")
def forum() -> Schedule:
    """Return the schedule of a real event, or skip."""
    if not FORUM.is_file():
        pytest.skip("the real event is not beside this checkout")
    read = door.load([FORUM]).schedule
    assert read is not None
    return read


@pytest.fixture(params=["sample", "forum"])
def plan(request: pytest.FixtureRequest) -> Schedule:
    """Return one schedule after the other."""
    found: Schedule = request.getfixturevalue("schedule" if request.param == "sample" else "forum")
    return found


@pytest.fixture(params=ABSENT)
def day(request: pytest.FixtureRequest, plan: Schedule, tmp_path: Path, clock: OwnClock) -> Iterator[Desk]:
    """Return a desk after two rounds of a day on which many do not come: their meetings so far were missed."""
    desk = opening.create(tmp_path / "day.event", EventInfo("Day", plan.event.date, "UTC"), clock=clock)
    desk.adopt(plan)
    people = [person.id for person in plan.people if person.registration.may_enter]
    away = set(people[1 :: 100 // request.param])
    for person in people:
        if person not in away:
            desk.check_in(person)
    rounds = plan.meeting_slots
    for slot in rounds[:2]:
        for meeting in [m for m in desk.day.meetings.values() if m.slot == slot.id]:
            missed = [person for person in meeting.people if person in away]
            if missed:
                desk.mark_missed(meeting.id, "host" if meeting.host in missed else "guest")
            else:
                desk.hold((meeting.id,))
    for person in sorted(away)[::2]:
        desk.mark_absent(person)
    clock.set(int(rounds[2].start.timestamp() * 1000) - 60_000)
    yield desk
    desk.close()


def offers(event: EventModel, seconds: float = 1e4) -> list[PlanOffer]:
    """Return the choices, found on a clock that moves by itself, so that runs are equal."""
    ticks = itertools.count()
    outcome = solve(event.model, Ask(seconds, None), lambda: next(ticks) * 1e-3)
    return [offer(event, point.slots) for point in outcome.points]


def where(meeting: Any) -> tuple[Any, ...]:
    """Return what a plan can change of a meeting."""
    return (meeting.people, meeting.slot, meeting.table, meeting.status, meeting.settled)


def test_an_accepted_re_plan_changes_what_it_said_and_nothing_else_and_undo_brings_all_back(day: Desk) -> None:
    found = offers(day.rest_of_day())
    assert found
    for chosen in found:
        if not chosen.steps:
            continue
        before, entries = day.day.meetings, len(day.day.history)
        answer = day.accept(chosen)
        assert isinstance(answer, Done), answer
        assert len(day.day.history) == entries + 1
        after = day.day.meetings
        said = {step.change.meeting: step.change for step in chosen.steps}
        given = {gone.meeting for gone in chosen.instead_of}
        assert {m for m in after if m not in before or where(before[m]) != where(after[m])} == {*said, *given}
        for change in said.values():
            now = after[change.meeting]
            assert (now.people, now.slot, now.table) == ((change.host, *change.guests), change.slot, change.table)
            assert now.status is MeetingStatus.PLANNED
        assert all(after[meeting].status is MeetingStatus.CANCELLED for meeting in given)
        assert day.check() == ()
        assert isinstance(day.undo(), Done)
        assert day.day.meetings == before
        assert day.check() == ()


def test_no_meeting_that_stands_is_moved_or_lost_unless_a_choice_with_changes_is_taken(day: Desk) -> None:
    event = day.rest_of_day()
    found = offers(event)
    standing = {event.items[n].meeting: event.model.origin[n] for n in event.model.intact}
    rounds = event.problem.round_of
    assert found[0].count(StepKind.MOVED) == 0
    for chosen in found:
        moved = [step for step in chosen.steps if step.change.meeting in standing]
        assert all(
            (step.kind is StepKind.MOVED) == (rounds[step.change.slot] != standing[step.change.meeting])
            for step in moved
        )
        assert not {gone.meeting for gone in chosen.instead_of} & standing.keys()
    assert [chosen.value for chosen in found] == sorted({chosen.value for chosen in found})


def test_a_re_plan_is_checked_again_when_it_is_accepted(day: Desk) -> None:
    chosen = offers(day.rest_of_day())[-1]
    day.check_out(chosen.tells[0])
    before = day.day.meetings
    answer = day.accept(chosen)
    assert isinstance(answer, Refusal)
    assert answer.sentence.startswith("This no longer holds: ")
    assert day.day.meetings == before


def test_a_plan_that_was_tampered_with_is_refused(day: Desk) -> None:
    chosen = next(plan for plan in reversed(offers(day.rest_of_day())) if len(plan.steps) > 1)
    first, second, *rest = chosen.steps
    twice = replace(second, change=replace(second.change, slot=first.change.slot, table=first.change.table))
    assert isinstance(day.accept(replace(chosen, steps=(first, twice, *rest))), Refusal)


def test_the_re_plan_of_a_desk_runs_in_a_process_of_its_own(desk: Desk) -> None:
    event = desk.rest_of_day()
    outcome = Replanning(event.model, Ask(5.0, None)).run()
    assert outcome is not None
    assert outcome.model == event.model


def test_what_is_imagined_leaves_the_day_alone(day: Desk) -> None:
    before, event = day.day, day.rest_of_day()
    person = event.items[event.model.intact[-1]].people[0]
    table = next(iter(event.problem.tables))
    end = event.problem.slots[-2].end
    imagined = day.rest_of_day(Imagined(frozenset({person}), frozenset({table}), end))
    assert len(imagined.model.intact) < len(event.model.intact)
    found = offers(imagined)
    assert found
    assert all(person not in (*step.change.guests, step.change.host) for plan in found for step in plan.steps)
    assert all(step.change.table != table for plan in found for step in plan.steps)
    assert day.day is before
