"""Meetings that last two rounds hold their people and their table in both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.entries import MarkedAbsent, RepairKind
from coordinator.planning.fill_all import fill_all
from coordinator.planning.proposals import propose
from coordinator.planning.replan.event import model_of
from coordinator.planning.rules import Rule, judge

if TYPE_CHECKING:
    from collections.abc import Callable

    Maker = Callable[..., Any]


@pytest.fixture
def long(hall: Maker) -> Any:
    """Return a hall in which Ann and Bob meet at table 1 in the second and the third round."""
    made = hall(rounds=4, tables=2).people("Ann@Acme", "Bob@Brew", "Cid@Coop", "Dee@Dale")
    return made.meeting("M1 Ann Bob R2 T1", rounds=2)


def rules_broken(hall: Any) -> set[Rule]:
    """Return the rules that the plan breaks."""
    return {finding.rule for finding in judge(hall.day())}


def test_a_long_meeting_breaks_no_rule_by_itself(long: Any) -> None:
    assert rules_broken(long) == set()


@pytest.mark.parametrize(
    ("other", "rule"), [("M2 Ann Cid R3 T2", Rule.H5), ("M2 Cid Dee R3 T1", Rule.H6), ("M2 Cid Dee R3 T2", None)]
)
def test_its_second_round_is_taken_for_its_people_and_its_table(long: Any, other: str, rule: Rule | None) -> None:
    assert rules_broken(long.meeting(other)) == ({rule} if rule else set())


def test_who_ruled_out_its_second_round_cannot_have_it(long: Any) -> None:
    assert rules_broken(long.edit("Bob", unavailable=frozenset({"R3"}))) == {Rule.H4}


def test_it_does_not_begin_where_no_time_is_left(hall: Maker) -> None:
    made = hall(rounds=2).people("Ann", "Bob").meeting("M1 Ann Bob R2 T1", rounds=2)
    assert [finding.sentence for finding in judge(made.day())] == [
        "From 09:20 on no time is left for a meeting of 2 rounds."
    ]


def test_a_broken_one_moves_only_where_both_rounds_are_free(hall: Maker) -> None:
    made = hall(rounds=6).people("Ann@Acme", "Bob@Brew", "Cid@Coop").meeting("M1 Ann Bob R1 T1", rounds=2)
    made = made.meeting("M2 Ann Cid R3 T2").here("Ann", "Bob", "Cid").at("08:50").missed("M1")
    moves = [offer for offer in propose(made.problem(), "M1").proposals if offer.kind is RepairKind.MOVE]
    assert [offer.changes[0].slot for offer in moves] == ["R4", "R5"]


def test_a_round_is_not_filled_with_who_sits_in_the_second_half_of_a_long_meeting(long: Any) -> None:
    made = long.wish("Q1 Ann Cid").wish("Q2 Cid Dee").here("Ann", "Bob", "Cid", "Dee").at("09:35")
    problem = made.problem()
    offer = fill_all(problem, problem.coming)
    assert problem.slots[problem.coming].id == "R3"
    assert [(new.change.request, new.change.table) for new in offer.meetings] == [("Q2", "T2")]


def test_a_re_plan_takes_a_long_meeting_as_given(long: Any) -> None:
    made = long.wish("Q1 Ann Cid").here("Ann", "Bob", "Cid", "Dee").at("09:05")
    event = model_of(made.problem())
    assert [item.request for item in event.items] == ["Q1"]
    assert event.left_alone == ()
    assert event.model.rounds[0] == 1 << 3
    assert event.model.capacity[0] == (0, 1, 1, 2)


def test_a_broken_long_meeting_is_left_to_staff(long: Any) -> None:
    event = model_of(long.then(MarkedAbsent("Bob")).problem())
    assert event.items == ()
