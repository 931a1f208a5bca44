"""An offered plan: it says exactly what it changes, and whatever happens later is noticed before it is accepted."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.entries import (
    Change,
    CheckedIn,
    CheckedOut,
    Entry,
    Fact,
    GivenUp,
    MarkedAbsent,
    MeetingStarted,
    PlanChanged,
    RepairKind,
    Replanned,
)
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import Side
from coordinator.domain.step import step
from coordinator.planning.problem import Problem
from coordinator.planning.replan.asking import Ask
from coordinator.planning.replan.engine import solve
from coordinator.planning.replan.event import model_of
from coordinator.planning.replan.holding import offer_still_holds
from coordinator.planning.replan.offer import PlanOffer, Step, StepKind, offer

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.day import Day

    Hall = Any
    Maker = Callable[..., Hall]


def planned(made: Hall, changes: int | None = 0) -> PlanOffer:
    """Return the best plan for the rest of the day."""
    event, clock = model_of(made.problem()), itertools.count()
    outcome = solve(event.model, Ask(1e4, changes, points=False), lambda: next(clock) * 1e-3)
    return offer(event, outcome.slots)


def objections(made: Hall, plan: PlanOffer) -> tuple[str, ...]:
    """Return what no longer holds of a plan."""
    day, number = made.day(), len(made.facts) + 1
    after, _ = step(day, Entry(f"e{number}", "desk", number, number, number, plan.fact()))
    return offer_still_holds(made.problem(), Problem.of(after, made.now, made.policy), plan)


def by_hand(*changes: Change, kind: StepKind = StepKind.RECOVERED, given: tuple[GivenUp, ...] = ()) -> PlanOffer:
    """Return a plan nobody computed."""
    return PlanOffer(tuple(Step(kind, change, change.meeting, "", "") for change in changes), given, (), 0)


@pytest.fixture
def made(hall: Maker) -> Hall:
    """Return a day with everything a plan may do: recover, fill, reseat, let a colleague stand in, and give up."""
    made = hall(rounds=4, tables=3).table("X1", active=False).at("9:05")
    made.people("Ann@Acme", "Abe@Acme", "Bob@Brew", "Ben@Brew", "Cid@Coop", "Dot@Deli", "Eve@Echo")
    made.meeting("M1 Ann Bob R1 T1").meeting("M2 Cid Bob R3 T2").meeting("M3 Dot Eve R3 X1").meeting("M4 Abe Eve R4 T1")
    made.wish("Q1 Ann Cid").wish("Q2 Cid Dot pending 4")
    made.here("Ann", "Ben", "Cid", "Dot", "Eve", "Abe").missed("M1").then(MarkedAbsent("Bob"))
    return made


# -- what an offer says


def test_the_steps_are_exactly_what_differs_once_the_plan_is_in_force(made: Hall, after: Any) -> None:
    plan, day = planned(made), made.day()
    accepted: Day = after(day, plan.fact())
    differs = {m for m, now in accepted.meetings.items() if day.meetings.get(m) != now}
    steps = {one.change.meeting: one.change for one in plan.steps}
    assert differs == steps.keys() | {given.meeting for given in plan.instead_of}
    assert len(steps) == len(plan.steps)
    for meeting, change in steps.items():
        now = accepted.meetings[meeting]
        assert (now.host, now.guests, now.slot, now.table) == (change.host, change.guests, change.slot, change.table)
        assert meeting not in day.meetings or day.meetings[meeting].version == change.expects
    assert objections(made, plan) == ()


def test_every_step_is_told_in_the_words_of_the_event(made: Hall) -> None:
    plan = planned(made)
    said = {one.change.meeting: (one.kind, one.title, one.before) for one in plan.steps}
    assert said == {
        "M1": (StepKind.RECOVERED, "Acme × Brew, Ben instead of Bob", "T1 · 09:00 missed"),
        "M2": (StepKind.RECOVERED, "Coop × Brew, Ben instead of Bob", "T2 · 09:40"),
        "M3": (StepKind.RESEATED, "Deli × Echo", "X1 · 09:40"),
        "F-Q1": (StepKind.FILLED, "Acme × Coop", "wish"),
        "F-Q2": (StepKind.FILLED, "Coop × Deli", "wish"),
    }
    assert plan.title == "Re-plan: 2 recovered, 2 new, 1 at another table"
    assert plan.lost == ()
    clocks = {"R2": "09:20", "R3": "09:40", "R4": "10:00"}
    for one in plan.steps:
        assert one.after == f"T{one.change.table[1:]} · {clocks[one.change.slot]}"
    assert [one.change.slot for one in plan.steps] == sorted(one.change.slot for one in plan.steps)


def test_everybody_who_sits_somewhere_else_is_told_once(made: Hall) -> None:
    plan = planned(made)
    assert sorted(plan.tells) == ["Ann", "Ben", "Cid", "Dot", "Eve"]


def test_the_value_is_that_of_what_is_added(made: Hall) -> None:
    # A promise is worth 33 more than the wish of its two people, a stand-in one less; a wish of rank 3 is 11.
    assert planned(made).value == 2 * (33 + 11 - 1) + 11 + 3 * 2


def test_a_moved_meeting_tells_where_it_was(hall: Maker) -> None:
    made = hall(rounds=3, tables=1).people("Ann", "Bob", "Cid").here("Ann", "Bob", "Cid").at("9:05")
    made.edit("Cid", unavailable=frozenset({"R2"})).meeting("M1 Ann Bob R3 T1").wish("Q1 Ann Cid")
    made.policy = Policy(lead=0)
    plan = planned(made, None)
    moved = next(one for one in plan.steps if one.kind is StepKind.MOVED)
    assert (moved.title, moved.before, moved.after) == ("Ann × Bob", "T1 · 09:40", "T1 · 09:20")
    assert plan.title == "Re-plan: 1 new, 1 moved"
    assert objections(made, plan) == ()


def test_a_plan_that_changes_nothing_says_so_and_cannot_be_accepted(hall: Maker) -> None:
    made = hall().people("Ann", "Bob")
    plan = planned(made)
    assert plan == PlanOffer((), (), (), 0)
    assert plan.title == "Re-plan: nothing changes"
    assert plan.fact() == Replanned()
    assert objections(made, plan) == ("This plan changes nothing.",)


# -- what is given up


@pytest.fixture
def lost(hall: Maker) -> Hall:
    """Return a day in which Ann's meeting with Bob, who does not come, holds one of two tables."""
    made = hall(rounds=2, tables=2).people("Ann", "Bob", "Cid", "Dot", "Eve").here("Ann", "Cid", "Dot", "Eve")
    return made.at("9:05").meeting("M1 Ann Bob R2 T1").then(MarkedAbsent("Bob"))


def given_up(plan: PlanOffer) -> list[str]:
    """Return the meetings a plan gives up."""
    return [given.meeting for given in plan.instead_of]


def test_a_broken_meeting_in_nobodys_way_is_not_given_up(lost: Hall) -> None:
    assert given_up(planned(lost)) == []
    assert planned(lost).lost == ("The meeting of Ann and Bob, T1 · 09:20, finds no other place.",)


def test_a_broken_meeting_whose_person_meets_somebody_else_then_is_given_up(lost: Hall) -> None:
    plan = planned(lost.wish("Q1 Ann Cid"))
    assert given_up(plan) == ["M1"]
    assert plan.lost == ("The meeting of Ann and Bob, T1 · 09:20, is given up.",)
    assert objections(lost, plan) == ()


def test_a_broken_meeting_whose_table_is_needed_is_given_up(hall: Maker) -> None:
    made = hall(rounds=2, tables=1).people("Ann", "Bob", "Cid", "Dot").here("Ann", "Cid", "Dot").at("9:05")
    made.meeting("M1 Ann Bob R2 T1").then(MarkedAbsent("Bob"))
    plan = planned(made.wish("Q1 Cid Dot"))
    assert given_up(plan) == ["M1"]
    assert objections(made, plan) == ()


def test_a_broken_meeting_whose_interpreter_is_needed_is_given_up(lost: Hall) -> None:
    lost.schedule = replace(lost.schedule, meetings=(replace(lost.schedule.meetings[0], interpreter="Iris"),))
    lost.meeting("M2 Cid Dot R1 T2", interpreter="Iris").missed("M2", Side.BOTH)
    assert given_up(planned(lost)) == ["M1"]
    assert objections(lost, planned(lost)) == ()


@pytest.mark.parametrize(("limit", "given"), [(1, ["M1"]), (2, [])])
def test_a_broken_meeting_that_counts_for_a_maximum_is_given_up_once_that_is_reached(
    hall: Maker, limit: int, given: list[str]
) -> None:
    made = hall(rounds=3).people("Ann", "Bob", "Cid").here("Ann", "Cid").edit("Ann", max_meetings=limit).at("9:05")
    made.edit("Cid", unavailable=frozenset({"R2"})).meeting("M1 Ann Bob R2 T1").then(MarkedAbsent("Bob"))
    plan = planned(made.wish("Q1 Ann Cid"))
    assert len(plan.steps) == 1
    assert given_up(plan) == given
    assert objections(made, plan) == ()


# -- what happens later


def test_whoever_leaves_later_is_noticed(made: Hall) -> None:
    plan = planned(made)
    for person in ("Ann", "Ben", "Cid", "Dot", "Eve"):
        later = replace(made, facts=[*made.facts, CheckedOut(person, "registration")])
        assert any("has left" in sentence for sentence in objections(later, plan)), person


def test_a_meeting_of_the_plan_that_was_started_or_changed_is_noticed(made: Hall) -> None:
    plan = planned(made)
    version = made.day().meetings["M1"].version
    facts: dict[Fact, str] = {
        MeetingStarted("M1", version): "The meeting of Acme × Brew, Ben instead of Bob was changed in the meantime.",
        PlanChanged("M1", RepairKind.LEAVE_EMPTY, expects=version): "was changed in the meantime.",
        PlanChanged("M3", RepairKind.WAIT, waits_until=1): "The meeting of Deli × Echo was changed in the meantime.",
    }
    for fact, sentence in facts.items():
        later = replace(made, facts=[*made.facts, fact])
        assert any(sentence in said for said in objections(later, plan)), fact


def test_a_wish_that_was_filled_later_is_noticed(made: Hall) -> None:
    plan = planned(made)
    made.then(Replanned((Change("F-Q1", "Ann", ("Cid",), "R4", "T2", "Q1"),)))
    assert "A wish that would be filled is not open any more." in objections(made, plan)


def test_a_wish_whose_people_meet_otherwise_by_now_is_noticed(made: Hall) -> None:
    plan = planned(made)
    made.then(Replanned((Change("M4", "Ann", ("Cid",), "R4", "T1"),)))
    assert "A wish that would be filled is not open any more." in objections(made, plan)


def test_a_round_that_began_later_is_noticed(made: Hall) -> None:
    plan = planned(made)
    assert "The round at 09:20 has begun." in objections(made.at("9:20"), plan)


def test_a_table_that_was_used_later_is_noticed(made: Hall) -> None:
    plan = planned(made)
    new = next(one.change for one in plan.steps if one.change.meeting == "F-Q1")
    made.then(Replanned((Change("M4", "Abe", ("Eve",), new.slot, new.table),)))
    assert any("is taken at" in sentence for sentence in objections(made, plan))


def test_a_person_who_has_another_meeting_by_now_is_noticed(made: Hall) -> None:
    plan = planned(made)
    new = next(one.change for one in plan.steps if one.change.meeting == "F-Q1")
    made.then(Replanned((Change("M4", "Abe", ("Ann",), new.slot, "T9"),)))
    assert any("has another meeting at" in sentence for sentence in objections(made, plan))


def test_somebody_missing_who_came_after_all_keeps_their_meeting(lost: Hall) -> None:
    plan = planned(lost.wish("Q1 Ann Cid"))
    lost.then(CheckedIn("Bob", "registration"))
    assert "The meeting of Ann and Bob may take place after all." in objections(lost, plan)


def test_a_meeting_to_be_given_up_that_was_changed_later_is_noticed(lost: Hall) -> None:
    plan = planned(lost.wish("Q1 Ann Cid"))
    lost.then(PlanChanged("M1", RepairKind.WAIT, waits_until=int(lost.time("9:22").timestamp() * 1000)))
    assert "A meeting that would be given up was changed in the meantime." in objections(lost, plan)


# -- plans that nobody should accept


@pytest.fixture
def full(hall: Maker) -> Hall:
    """Return a day on which everybody is here, with one meeting missed and three to come."""
    made = hall(rounds=5, tables=3).people("Ann", "Bob", "Cid", "Dot").here("Ann", "Bob", "Cid", "Dot").at("9:05")
    made.meeting("M1 Ann Bob R1 T1").meeting("M2 Ann Cid R4 T1").meeting("M3 Bob Dot R4 T2")
    made.meeting("M4 Cid Dot R5 T1", pinned=True).missed("M1", Side.BOTH)
    return made.wish("Q1 Ann Dot").wish("Q2 Bob Cid")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ("M1 Ann Bob R4 T3", "Ann has another meeting at 10:00: Ann and Cid."),
        ("M1 Ann Bob R3 T1, M2 Ann Cid R3 T2", "Ann has another meeting at 09:40"),
        ("M1 Ann Bob R5 T1", "Table 1 is taken at 10:20: Cid and Dot."),
        ("M2 Ann Cid R3 T1, M3 Bob Dot R3 T1", "Table 1 is taken at 09:40"),
        ("M4 Cid Dot R5 T2", "The meeting of Cid and Dot is pinned to its place."),
        ("M4 Cid Dot R3 T1", "The meeting of Cid and Dot is pinned to its place."),
        ("M1 Ann Cid R3 T1", "Ann and Cid already meet"),
        ("M1 Ann Dot R3 T1, F-Q1 Ann Dot R2 T1", "Ann and Dot already meet"),
        ("M2 Ann Cid R2 T1", "their round is too near."),
        ("M2 Ann Cid R1 T1", "The round at 09:00 has begun."),
        ("M2 Ann Cid R3 T7", "Table T7 is not in the plan."),
        ("M2 Ann Nemo R3 T1", "Person Nemo is in no plan of this event."),
        ("M2 Ann Cid R9 T1", "R9 is no round of this event."),
        ("M9 Ann Cid R3 T1", "was changed in the meantime."),
    ],
)
def test_a_plan_that_breaks_a_rule_is_told_which(full: Hall, changes: str, sentence: str) -> None:
    versions = {meeting: known.version for meeting, known in full.day().meetings.items()}
    wanted = []
    for text in changes.split(", "):
        meeting, host, guest, slot, table = text.split()
        request = meeting[2:] if meeting.startswith("F-") else None
        wanted.append(Change(meeting, host, (guest,), slot, table, request, versions.get(meeting)))
    assert any(sentence in said for said in objections(full, by_hand(*wanted)))


def test_a_plan_may_not_give_somebody_more_meetings_than_they_want(full: Hall) -> None:
    full.edit("Bob", max_meetings=1)
    version = full.day().meetings["M1"].version
    plan = by_hand(Change("M1", "Ann", ("Bob",), "R3", "T1", expects=version))
    assert objections(full, plan) == ("Bob wants no more than 1 meeting.",)
    two = by_hand(*plan.fact().changes, Change("F-Q2", "Bob", ("Cid",), "R2", "T1", "Q2"))
    assert "Cid wants no more than 2 meetings." in objections(full.edit("Cid", max_meetings=2), two)


def test_several_recovered_meetings_together_may_not_pass_a_maximum_either(hall: Maker) -> None:
    made = hall(rounds=6).people("Ann", "Bob", "Cid", "Dot").here("Ann", "Bob", "Cid", "Dot").at("9:25")
    made.meeting("M1 Ann Bob R1 T1").meeting("M2 Ann Cid R2 T1").meeting("M3 Ann Dot R6 T1").edit("Ann", max_meetings=2)
    made.missed("M1").missed("M2")
    known = made.day().meetings
    plan = by_hand(
        Change("M1", "Ann", ("Bob",), "R4", "T1", expects=known["M1"].version),
        Change("M2", "Ann", ("Cid",), "R5", "T1", expects=known["M2"].version),
    )
    assert objections(made, plan) == ("Ann wants no more than 2 meetings.",)
    assert len(planned(made).steps) == 1


def test_a_meeting_of_somebody_over_their_maximum_may_still_get_another_table(hall: Maker) -> None:
    made = hall(rounds=4).table("X1", active=False).people("Ann", "Bob", "Cid").here("Ann", "Bob", "Cid")
    made.meeting("M1 Ann Bob R3 X1").meeting("M2 Ann Cid R4 T1").edit("Ann", max_meetings=1)
    plan = planned(made)
    assert [one.change.meeting for one in plan.steps] == ["M1"]
    assert objections(made, plan) == ()


def test_a_meeting_both_sides_can_hold_is_not_given_up(full: Hall) -> None:
    version = full.day().meetings["M1"].version
    plan = by_hand(Change("M1", "Ann", ("Bob",), "R4", "T3", expects=version), given=(GivenUp("M2"), GivenUp("M3")))
    assert objections(full, plan) == (
        "The meeting of Ann and Cid may take place after all.",
        "The meeting of Bob and Dot may take place after all.",
    )
