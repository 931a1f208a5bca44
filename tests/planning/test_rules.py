"""Every rule with two or three people in it: what breaks it, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.entries import MarkedAbsent, MeetingStarted, RepairKind
from coordinator.domain.people import Registration
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import Side
from coordinator.planning.rules import MEANING, Placement, Rule, judge, why_not

if TYPE_CHECKING:
    from collections.abc import Callable

    Hall = Any
    Maker = Callable[..., Hall]


def found(hall: Hall) -> list[tuple[str, str]]:
    """Return the rules the plan breaks and the meetings that break them."""
    return [(finding.rule.value, finding.meeting) for finding in judge(hall.day())]


def said(hall: Hall, placement: Placement) -> dict[str, str]:
    """Return the rules a placement breaks with their sentences."""
    return {objection.rule.value: objection.sentence for objection in why_not(hall.problem(), placement)}


def moved(slot: int, table: str = "T1", repair: RepairKind = RepairKind.MOVE) -> Placement:
    """Return Ann and Bob's meeting M1 in another place."""
    return Placement("M1", "Ann", ("Bob",), slot, table, repair, "M1")


def filled(slot: int = 0, host: str = "Ann", guest: str = "Cid", table: str = "T1") -> Placement:
    """Return a new meeting in the place of M1."""
    return Placement("F-Q1", host, (guest,), slot, table, RepairKind.FILL, "M1")


@pytest.fixture
def pair(hall: Maker) -> Hall:
    """Return two people with one meeting in the second round, and a third person."""
    return hall().people("Ann@Acme", "Bob@Brew", "Cid@Coop").meeting("M1 Ann Bob R2 T1")


def test_every_rule_is_explained() -> None:
    assert set(MEANING) == set(Rule)


def test_a_clean_plan_breaks_no_rule(pair: Hall) -> None:
    assert found(pair.meeting("M2 Ann Cid R1 T1").meeting("M3 Bob Cid R3 T2")) == []


def test_h1_a_running_meeting_is_not_touched(pair: Hall) -> None:
    pair.here("Ann", "Bob").then(MeetingStarted("M1")).at("09:25")
    assert said(pair, moved(2))["H1"] == "The meeting of Acme and Brew is running."


def test_h2_a_move_goes_into_a_round_that_has_not_begun(pair: Hall) -> None:
    pair.here("Ann").at("09:20")
    assert said(pair, moved(1))["H2"] == "The round at 09:20 has begun."
    assert "H2" not in said(pair, moved(2))


def test_h2_a_round_that_is_over_cannot_be_filled(pair: Hall) -> None:
    pair.here("Ann", "Cid").missed("M1").at("09:40")
    assert said(pair, filled(1))["H2"] == "The round at 09:20 is over."


def test_h2_the_plan_names_a_round_that_is_not_there(pair: Hall) -> None:
    pair.meeting("M2 Ann Cid R9 T1")
    assert found(pair) == [("H2", "M2")]


def test_h3_the_same_two_people_meet_once(pair: Hall) -> None:
    pair.meeting("M2 Bob Ann R3 T1")
    assert found(pair) == [("H3", "M2")]
    assert judge(pair.day())[0].sentence == "Brew (Bob) and Acme (Ann) already meet at 09:20."


def test_h3_a_missed_meeting_does_not_count_as_met(pair: Hall) -> None:
    pair.meeting("M2 Bob Ann R3 T1").missed("M1")
    assert found(pair) == []


def test_h4_somebody_ruled_the_round_out(pair: Hall) -> None:
    pair.edit("Bob", unavailable=frozenset({"R2"}))
    assert [finding.sentence for finding in judge(pair.day())] == ["Brew (Bob) is not available at 09:20."]


def test_h4_somebody_wants_fewer_meetings(pair: Hall) -> None:
    pair.meeting("M2 Ann Cid R1 T1").edit("Ann", max_meetings=1)
    assert [finding.rule for finding in judge(pair.day())] == [Rule.H4]


def test_h4_a_cancelled_registration_takes_part_in_nothing(pair: Hall) -> None:
    pair.edit("Bob", registration=Registration.CANCELLED)
    assert found(pair) == [("H4", "M1")]


def test_h4_a_person_nobody_knows(pair: Hall) -> None:
    assert found(pair.meeting("M2 Ann Zoe R1 T1")) == [("H4", "M2")]


def test_h4_nobody_is_moved_to_before_they_come(pair: Hall) -> None:
    pair.here("Ann").late("Bob", "09:50").at("09:05")
    assert said(pair, moved(2))["H4"] == "Brew (Bob) is not expected before 09:50."
    assert "H4" not in said(pair, moved(3))


def test_h4_an_absent_person_is_nowhere(pair: Hall) -> None:
    pair.here("Ann").then(MarkedAbsent("Bob"))
    assert said(pair, moved(3))["H4"] == "Brew (Bob) does not come today."


def test_h4_presence_is_no_fault_of_the_plan(pair: Hall) -> None:
    assert found(pair.then(MarkedAbsent("Bob"))) == []


def test_h5_nobody_has_two_meetings_in_a_round(pair: Hall) -> None:
    pair.meeting("M2 Cid Bob R2 T2")
    assert found(pair) == [("H5", "M2")]
    assert judge(pair.day())[0].sentence == "Brew (Bob) has another meeting at 09:20: Acme and Brew."


def test_h5_a_missed_meeting_keeps_nobody_busy(pair: Hall) -> None:
    assert found(pair.meeting("M2 Cid Bob R2 T2").missed("M1", Side.HOST)) == []


def test_h6_a_table_holds_one_meeting_a_round(pair: Hall) -> None:
    pair.people("Dee").meeting("M2 Cid Dee R2 T1")
    assert [finding.sentence for finding in judge(pair.day())] == ["Table 1 is taken at 09:20: Acme and Brew."]


def test_h6_a_table_that_is_not_there(pair: Hall) -> None:
    assert found(pair.meeting("M2 Ann Cid R1 T9")) == [("H6", "M2")]


def test_h6_a_closed_table(pair: Hall) -> None:
    assert found(pair.table("T5", active=False).meeting("M2 Ann Cid R1 T5")) == [("H6", "M2")]


def test_h7_a_home_table_is_used_by_its_owners_whole_organisation(pair: Hall) -> None:
    pair.people("Eve@Coop").table("T5", home="Cid").meeting("M2 Ann Eve R1 T5")
    assert found(pair) == []


def test_h7_who_has_a_home_table_meets_nowhere_else(pair: Hall) -> None:
    pair.table("T5", home="Cid").meeting("M2 Ann Cid R1 T1")
    assert [f.sentence for f in judge(pair.day())] == ["Coop must meet at their own table, not at table 1."]


def test_h7_nobody_sits_at_the_home_of_others(pair: Hall) -> None:
    pair.people("Dee").table("5", home="Cid").meeting("M2 Ann Dee R1 5")
    assert [f.sentence for f in judge(pair.day())] == ["Table 5 is the home of Coop."]


def test_h8_a_pinned_meeting_keeps_its_place(hall: Maker) -> None:
    pinned = hall().people("Ann@Acme", "Bob@Brew").meeting("M1 Ann Bob R2 T1", pinned=True).missed("M1")
    assert said(pinned, moved(2))["H8"] == "The meeting of Acme and Brew is pinned to its place."


def test_h9_a_meeting_whose_sides_are_here_is_held(pair: Hall) -> None:
    pair.here("Ann", "Bob", "Cid").at("09:05")
    assert said(pair, filled(1))["H9"] == "Acme and Brew are here, so their meeting is held."


def test_h10_a_sound_meeting_of_the_next_round_stays_there(pair: Hall) -> None:
    pair.here("Ann", "Bob").at("09:05")
    assert "H10" in said(pair, moved(3))
    pair.policy = Policy(lead=0)
    assert "H10" not in said(pair, moved(3))


def test_policy_nobody_unseen_is_given_a_new_meeting_soon(pair: Hall) -> None:
    pair.here("Ann").missed("M1").at("09:05")
    assert said(pair, filled(1))["policy"] == "Coop (Cid) has not checked in."
    pair.policy = Policy(lead=0)
    assert "policy" not in said(pair, filled(1))


def test_policy_does_not_speak_against_a_move(pair: Hall) -> None:
    pair.here("Ann").missed("M1").at("09:05")
    assert said(pair, moved(2)) == {}


def test_a_meeting_with_several_guests_needs_all_of_them(pair: Hall) -> None:
    pair.people("Dee").meeting("M2 Cid Bob+Dee R2 T2")
    assert found(pair) == [("H5", "M2")]


def test_a_pinned_meeting_elsewhere_than_planned_is_told(hall: Maker) -> None:
    pinned = hall().people("Ann@Acme", "Bob@Brew").meeting("M1 Ann Bob R2 T1", pinned=True)
    day = pinned.day()
    shifted = replace(day, meetings={"M1": replace(day.meetings["M1"], table="T2")})
    assert [finding.rule for finding in judge(shifted)] == [Rule.H8]
