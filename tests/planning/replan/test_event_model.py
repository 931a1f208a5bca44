"""From the day to the re-plan: who can meet when and where, what is wanted, and what is left as it is."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.entries import CheckedOut, MarkedAbsent, MeetingHeld, MeetingStarted, PlanChanged, RepairKind
from coordinator.domain.people import Registration
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import Side, Slot
from coordinator.planning.replan.asking import Ask
from coordinator.planning.replan.engine import solve
from coordinator.planning.replan.event import model_of
from coordinator.planning.replan.offer import offer

if TYPE_CHECKING:
    from collections.abc import Callable

    Hall = Any
    Maker = Callable[..., Hall]


def replanned(made: Hall, changes: int | None = 0) -> list[str]:
    """Return what the best plan changes: the meeting, who sits there, the round and the table."""
    event, clock = model_of(made.problem()), itertools.count()
    outcome = solve(event.model, Ask(1e4, changes, points=False), lambda: next(clock) * 1e-3)
    changes_made = (step.change for step in offer(event, outcome.slots).steps)
    return [f"{c.meeting} {c.host} {'+'.join(c.guests)} {c.slot} {c.table}" for c in changes_made]


def rounds_of(made: Hall, meeting: str) -> str:
    """Return the rounds into which a meeting may be put, by any of its ways: "2 3"."""
    event = model_of(made.problem())
    mask = 0
    for item, rounds in zip(event.items, event.model.rounds, strict=True):
        mask |= rounds if item.meeting == meeting else 0
    return " ".join(str(n + 1) for n in range(event.model.slots) if mask >> n & 1)


def all_here(made: Hall, *people: str) -> Hall:
    """Add people, each of an organisation of their own unless they name one, and check them in."""
    return made.people(*people).here(*(text.partition("@")[0] for text in people))


# -- tables


def test_delegates_who_share_one_home_table_never_have_two_meetings_in_a_round(hall: Maker) -> None:
    made = all_here(hall(rounds=3, tables=3), "Ann@Acme", "Abe@Acme", "Ada@Acme", "Bob", "Cid", "Dot")
    made.at("8:50").table("H1", home="Ann").wish("Q1 Ann Bob").wish("Q2 Abe Cid").wish("Q3 Ada Dot").wish("Q4 Bob Cid")
    plan = [line.split() for line in replanned(made)]
    at_home = [slot for _, _, _, slot, table in plan if table == "H1"]
    assert sorted(at_home) == ["R1", "R2", "R3"]
    assert [line[-1][0] for line in plan if line[1] == "Bob"] == ["T"]


def test_two_home_tables_hold_two_meetings_of_three_delegates_in_a_round(hall: Maker) -> None:
    made = all_here(hall(rounds=2, tables=3), "Ann@Acme", "Abe@Acme", "Ada@Acme", "Bob", "Cid", "Dot")
    made.at("8:50").table("H1", home="Ann").table("H2", home="Ada")
    made.wish("Q1 Ann Bob").wish("Q2 Abe Cid").wish("Q3 Ada Dot")
    plan = [line.split() for line in replanned(made)]
    assert len(plan) == 3
    assert {table for *_, table in plan} <= {"H1", "H2"}
    assert max([slot for *_, slot, _ in plan].count(slot) for slot in ("R1", "R2")) == 2


def test_an_organisation_with_more_home_tables_than_delegates_is_never_short_of_tables(hall: Maker) -> None:
    made = all_here(hall(rounds=1, tables=0), "Ann@Acme", "Abe@Acme", "Bob", "Cid")
    made.table("H1", home="Ann").table("H2", home="Ann").table("H3", home="Abe").at("8:50")
    made.wish("Q1 Ann Bob").wish("Q2 Abe Cid")
    assert len(model_of(made.problem()).model.capacity) == 1
    assert len(replanned(made)) == 2


def test_a_meeting_left_alone_at_a_home_table_leaves_that_many_tables_fewer(hall: Maker) -> None:
    made = all_here(hall(rounds=1, tables=1), "Ann@Acme", "Abe@Acme", "Bob", "Cid", "Dot", "Eve", "Fox").at("8:50")
    made.table("H1", home="Ann").table("H2", home="Abe")
    made.meeting("M1 Dot Eve R1 H1").meeting("M2 Dot Fox R1 T1").wish("Q1 Ann Bob").wish("Q2 Abe Cid")
    assert {*model_of(made.problem()).left_alone} == {"M1", "M2"}
    assert [line.split()[-1] for line in replanned(made)] == ["H2"]


def test_a_meeting_of_two_organisations_with_homes_stays_at_the_side_where_it_is(hall: Maker) -> None:
    made = all_here(hall(tables=0), "Ann@Acme", "Bob@Brew", "Cid@Coop").table("A1", home="Ann").table("B1", home="Bob")
    made.meeting("M1 Ann Bob R1 B1").missed("M1", Side.BOTH).wish("Q1 Ann Cid")
    event = model_of(made.problem())
    assert [event.problem.table_at(n).id for n in event.model.own[0]] == ["B1"]
    assert sorted(line.split()[-1] for line in replanned(made)) == ["A1", "B1"]


def test_a_closed_home_table_sends_its_people_to_the_pool(hall: Maker) -> None:
    made = all_here(hall(tables=1), "Ann@Acme", "Bob").table("H1", home="Ann", active=False)
    assert replanned(made.meeting("M1 Ann Bob R3 H1")) == ["M1 Ann Bob R3 T1"]


def test_a_table_that_is_closed_is_given_to_nobody(hall: Maker) -> None:
    made = all_here(hall(rounds=3, tables=1), "Ann", "Bob", "Cid", "Dot").at("9:00").table("T0", active=False)
    made.wish("Q1 Ann Bob").wish("Q2 Cid Dot")
    assert sorted(line.split()[-1] for line in replanned(made)) == ["T1", "T1"]


# -- people


def test_a_colleague_who_is_here_takes_the_place_of_who_is_missing(hall: Maker) -> None:
    made = all_here(hall().people("Ben@Brew"), "Ann", "Bob@Brew").meeting("M1 Ann Ben R2 T1").then(MarkedAbsent("Ben"))
    (line,) = replanned(made)
    assert line.split()[:3] == ["M1", "Ann", "Bob"]


def test_a_colleague_who_is_not_here_takes_nobodys_place(hall: Maker) -> None:
    made = all_here(hall().people("Ben@Brew", "Bob@Brew"), "Ann").meeting("M1 Ann Ben R2 T1").then(MarkedAbsent("Ben"))
    assert replanned(made) == []


def test_a_colleague_who_meets_the_other_side_anyway_takes_nobodys_place(hall: Maker) -> None:
    made = all_here(hall().people("Ben@Brew"), "Ann", "Bob@Brew").then(MarkedAbsent("Ben"))
    assert replanned(made.meeting("M1 Ann Ben R2 T1").meeting("M2 Ann Bob R4 T1")) == []


def test_who_was_missed_and_came_after_all_is_placed_and_no_colleague(hall: Maker) -> None:
    made = all_here(hall().people("Ben@Brew"), "Ann", "Bob@Brew").meeting("M1 Ann Ben R1 T1").missed("M1")
    assert [line.split()[2] for line in replanned(made)] == ["Bob"]
    assert [line.split()[2] for line in replanned(made.here("Ben"))] == ["Ben"]


def test_nobody_stands_in_where_two_are_missing(hall: Maker) -> None:
    made = all_here(hall().people("Ann@Acme", "Ben@Brew"), "Abe@Acme", "Bob@Brew").meeting("M1 Ann Ben R2 T1")
    assert replanned(made.then(MarkedAbsent("Ann"), MarkedAbsent("Ben"))) == []


def test_with_a_stand_in_nobody_is_awaited_in_the_round_that_comes_next(hall: Maker) -> None:
    made = all_here(hall().people("Ann", "Ben@Brew"), "Bob@Brew").meeting("M1 Ann Ben R4 T1").then(MarkedAbsent("Ben"))
    made.policy = Policy(lead=0)
    assert rounds_of(made, "M1") == "3 4"
    assert rounds_of(made.here("Ann"), "M1") == "2 3 4"


def test_a_maximum_of_meetings_counts_those_held_and_those_to_come(hall: Maker) -> None:
    made = all_here(hall(rounds=6), "Ann", "Bob", "Cid", "Dot", "Eve").edit("Ann", max_meetings=3).at("9:25")
    made.meeting("M1 Ann Bob R1 T1").meeting("M2 Ann Cid R5 T1").then(MeetingHeld("M1"))
    made.wish("Q1 Ann Dot pending 1").wish("Q2 Ann Eve pending 2")
    assert [line.split()[0] for line in replanned(made)] == ["F-Q1"]


def test_a_meeting_somebody_only_interprets_in_does_not_count_for_their_maximum(hall: Maker) -> None:
    made = all_here(hall(rounds=4), "Ann", "Bob", "Cid", "Dot").edit("Dot", max_meetings=1)
    made.meeting("M1 Ann Bob R2 T1", interpreter="Dot").meeting("M2 Ann Cid R1 T1", interpreter="Dot").missed("M2")
    made.wish("Q1 Dot Ann")
    assert sorted(line.split()[0] for line in replanned(made)) == ["F-Q1", "M2"]


def test_an_interpreter_is_never_in_two_meetings_at_once(hall: Maker) -> None:
    made = all_here(hall(rounds=2), "Ann", "Bob", "Cid", "Dot").at("9:05")
    made.meeting("M1 Ann Bob R1 T1", interpreter="Iris").meeting("M2 Cid Dot R1 T2", interpreter="Iris")
    assert len(replanned(made.missed("M1").missed("M2"))) == 1


def test_an_interpreter_who_is_a_participant_must_be_there(hall: Maker) -> None:
    made = all_here(hall().people("Iris"), "Ann", "Bob").meeting("M1 Ann Bob R1 T1", interpreter="Iris").missed("M1")
    assert rounds_of(made.late("Iris", "9:35"), "M1") == "3 4"
    assert rounds_of(made.then(MarkedAbsent("Iris")), "M1") == ""


def test_a_meeting_without_its_interpreter_moves_even_out_of_the_next_round(hall: Maker) -> None:
    made = all_here(hall().people("Iris"), "Ann", "Bob").meeting("M1 Ann Bob R2 T1", interpreter="Iris")
    assert replanned(made.late("Iris", "9:35")) == ["M1 Ann Bob R3 T1"]


def test_a_meeting_of_three_needs_all_three(hall: Maker) -> None:
    made = all_here(hall(), "Ann", "Bob", "Cid").meeting("M1 Ann Bob+Cid R1 T1").missed("M1")
    made.edit("Ann", unavailable=frozenset({"R2"})).edit("Cid", unavailable=frozenset({"R4"}))
    assert replanned(made) == ["M1 Ann Bob+Cid R3 T1"]


def test_nobody_whose_registration_was_cancelled_is_given_a_meeting(hall: Maker) -> None:
    made = all_here(hall(), "Ann", "Bob").edit("Bob", registration=Registration.CANCELLED)
    assert replanned(made.wish("Q1 Ann Bob")) == []


def test_a_pair_never_meets_twice_by_a_wish_and_by_a_stand_in(hall: Maker) -> None:
    made = all_here(hall().people("Ben@Brew"), "Ann", "Bob@Brew").meeting("M1 Ann Ben R2 T1").then(MarkedAbsent("Ben"))
    assert [line.split()[:3] for line in replanned(made.wish("Q1 Ann Bob"))] == [["M1", "Ann", "Bob"]]


def test_a_pair_with_two_broken_meetings_gets_one_back(hall: Maker) -> None:
    made = all_here(hall(rounds=6), "Ann", "Bob").at("9:45")
    made.meeting("M1 Ann Bob R1 T1").meeting("M2 Bob Ann R2 T1").missed("M1", Side.BOTH).missed("M2", Side.BOTH)
    assert len(replanned(made)) == 1


# -- what stays as it is


def test_a_pinned_meeting_stays_and_a_broken_one_is_not_recovered(hall: Maker) -> None:
    made = all_here(hall(rounds=3, tables=1), "Ann", "Bob", "Cid").at("9:10")
    made.meeting("M1 Ann Bob R2 T1", pinned=True).meeting("M2 Bob Cid R1 T1", pinned=True).missed("M2")
    assert rounds_of(made, "M1") == "2"
    assert replanned(made, None) == []


def test_of_two_pinned_meetings_at_one_table_none_is_touched(hall: Maker) -> None:
    made = all_here(hall(rounds=3), "Ann", "Bob", "Cid", "Dot")
    made.meeting("M1 Ann Bob R3 T1", pinned=True).meeting("M2 Cid Dot R3 T1", pinned=True)
    assert model_of(made.problem()).left_alone == ("M1", "M2")
    assert replanned(made, None) == []


def test_no_meeting_moves_into_or_out_of_the_rounds_within_the_lead_time(hall: Maker) -> None:
    made = all_here(hall(rounds=5), "Ann", "Bob", "Cid").meeting("M1 Ann Bob R2 T1").meeting("M2 Ann Cid R5 T1")
    made.policy = Policy(lead=2)
    assert [rounds_of(made, meeting) for meeting in ("M1", "M2")] == ["2", "4 5"]


@pytest.mark.parametrize(("lead", "rounds"), [(0, "2 3 4"), (1, "3 4"), (2, "4")])
def test_who_has_not_checked_in_gets_nothing_new_within_the_lead_time(hall: Maker, lead: int, rounds: str) -> None:
    made = all_here(hall().people("Bob"), "Ann").wish("Q1 Ann Bob")
    made.policy = Policy(lead=lead)
    assert rounds_of(made, "F-Q1") == rounds
    assert rounds_of(made.here("Bob"), "F-Q1") == "2 3 4"


def test_who_said_when_they_come_gets_rounds_from_then_on_and_who_is_overdue_none(hall: Maker) -> None:
    made = all_here(hall().people("Bob"), "Ann").wish("Q1 Ann Bob").late("Bob", "9:45")
    assert rounds_of(made.at("9:10"), "F-Q1") == "4"
    assert rounds_of(made.at("9:50"), "F-Q1") == ""


def test_who_was_missed_today_is_promised_nothing_until_they_come(hall: Maker) -> None:
    made = all_here(hall().people("Bob"), "Ann", "Cid").meeting("M1 Ann Bob R1 T1").missed("M1").wish("Q1 Bob Cid")
    assert (rounds_of(made, "M1"), rounds_of(made, "F-Q1")) == ("", "")


def test_a_meeting_that_waits_for_somebody_keeps_its_people_and_its_table(hall: Maker) -> None:
    made = all_here(hall(rounds=2, tables=1).people("Bob"), "Ann", "Cid", "Dot").late("Bob", "9:25").at("9:10")
    made.meeting("M1 Ann Bob R2 T1").wish("Q1 Ann Cid").wish("Q2 Cid Dot")
    until = int(made.time("9:25").timestamp() * 1000)
    assert len(replanned(made)) == 1
    assert replanned(made.then(PlanChanged("M1", RepairKind.WAIT, waits_until=until))) == []


def test_a_meeting_that_was_started_before_its_round_keeps_its_people_and_its_table(hall: Maker) -> None:
    made = all_here(hall(rounds=2, tables=1), "Ann", "Bob", "Cid", "Dot").at("9:10")
    made.meeting("M1 Ann Bob R2 T1").wish("Q1 Cid Dot")
    assert replanned(made.then(MeetingStarted("M1"))) == []


def test_a_meeting_that_is_settled_is_left(hall: Maker) -> None:
    made = all_here(hall(), "Ann", "Bob").meeting("M1 Ann Bob R1 T1").missed("M1", Side.BOTH)
    assert len(replanned(made)) == 1
    assert replanned(made.then(PlanChanged("M1", RepairKind.LEAVE_EMPTY, expects="e3"))) == []


def test_both_meetings_of_a_clash_are_left_alone_and_told(hall: Maker) -> None:
    made = all_here(hall(), "Ann", "Bob", "Cid").meeting("M1 Ann Bob R3 T1").meeting("M2 Ann Cid R3 T2")
    made.wish("Q1 Bob Cid")
    assert model_of(made.problem()).left_alone == ("M1", "M2")
    assert [line.split()[3] for line in replanned(made, None)] == ["R2"]


def test_what_is_over_somebodys_maximum_or_a_pair_twice_is_left_alone_and_told(hall: Maker) -> None:
    made = all_here(hall(rounds=5), "Ann", "Bob", "Cid", "Dot").edit("Dot", max_meetings=1)
    made.meeting("M1 Ann Bob R2 T1").meeting("M2 Ann Bob R3 T1").meeting("M3 Dot Ann R4 T1").meeting("M4 Dot Cid R5 T1")
    assert model_of(made.problem()).left_alone == ("M1", "M2", "M4")


def test_a_meeting_of_somebody_nobody_knows_is_left_alone_and_keeps_its_table(hall: Maker) -> None:
    made = all_here(hall(rounds=2, tables=1), "Ann", "Bob", "Cid").meeting("M1 Ann Nemo R2 T1").wish("Q1 Bob Cid")
    assert model_of(made.problem()).left_alone == ("M1",)
    assert replanned(made) == []


def test_a_broken_meeting_with_somebody_nobody_knows_and_their_wishes_are_not_planned(hall: Maker) -> None:
    made = all_here(hall(), "Ann").meeting("M1 Ann Nemo R1 T1").missed("M1").wish("Q1 Ann Nemo")
    assert model_of(made.problem()).items == ()


# -- the edges of the day


def test_a_day_without_anything_to_do_has_a_plan_that_changes_nothing(hall: Maker) -> None:
    made = all_here(hall(), "Ann", "Bob").meeting("M1 Ann Bob R3 T1")
    assert replanned(made, None) == []
    assert replanned(hall()) == []


@pytest.mark.parametrize("clock", ["9:30", "9:59", "11:00"])
def test_when_no_round_is_left_nothing_is_planned(hall: Maker, clock: str) -> None:
    made = all_here(hall(rounds=2), "Ann", "Bob", "Cid").meeting("M1 Ann Bob R1 T1").missed("M1").wish("Q1 Ann Cid")
    assert replanned(made.at(clock), None) == []


def test_who_left_the_hall_is_planned_no_more(hall: Maker) -> None:
    made = all_here(hall(), "Ann", "Bob").wish("Q1 Ann Bob").then(CheckedOut("Bob", "registration"))
    assert replanned(made) == []


def test_a_meeting_that_has_no_place_yet_gets_one(hall: Maker) -> None:
    made = all_here(hall(), "Ann", "Bob").meeting("M1 Ann Bob - -")
    assert replanned(made) == ["M1 Ann Bob R2 T1"]


def test_a_break_another_block_and_another_day_begin_a_session(hall: Maker) -> None:
    made = hall(rounds=0)
    times = [("R1", 9, "a", 0), ("R2", 10, "a", 0), ("B1", 11, "a", 0), ("R3", 12, "a", 0), ("R4", 13, "b", 0)]
    slots = tuple(
        Slot(name, start, start.replace(minute=30), block, is_break=name == "B1")
        for name, hour, block, day in [*times, ("R5", 13, "b", 1)]
        for start in [made.now.replace(hour=hour, day=made.now.day + day)]
    )
    made.schedule = replace(made.schedule, slots=slots)
    assert model_of(made.problem()).model.sessions == (0, 0, 1, 2, 3)


def test_where_the_open_tables_cannot_hold_all_who_loses_a_closed_one_is_broken(hall: Maker) -> None:
    made = hall(rounds=1, tables=1).people("Ann", "Bob", "Cid", "Dee").table("9", active=False)
    event = model_of(made.meeting("M1 Ann Bob R1 9").meeting("M2 Cid Dee R1 T1").at("08:00").problem())
    standing = {event.items[n].meeting for n in event.model.intact}
    broken = {event.items[n].meeting for n, is_broken in enumerate(event.model.broken) if is_broken}
    assert (standing, broken) == ({"M2"}, {"M1"})
