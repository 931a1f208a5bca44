"""Repairs that move one other meeting: a swap, and pulling a later meeting forward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.entries import CheckedOut, MarkedAbsent, MeetingStarted, RepairKind, Undone
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import MeetingStatus
from coordinator.planning.proposals import Proposal, propose, still_holds
from coordinator.planning.rules import judge

if TYPE_CHECKING:
    from collections.abc import Callable

    Hall = Any
    Maker = Callable[..., Hall]


def kinds(hall: Hall, meeting: str = "M1") -> list[str]:
    """Return the kinds of all proposals in their order."""
    return [proposal.kind.value for proposal in propose(hall.problem(), meeting).proposals]


def first(hall: Hall, kind: RepairKind, meeting: str = "M1") -> Proposal:
    """Return the best proposal of a kind."""
    return next(p for p in propose(hall.problem(), meeting).proposals if p.kind is kind)


@pytest.fixture
def full(hall: Maker) -> Hall:
    """Return Ann waiting for Bob, who is late, with a meeting of hers in the only later round that Bob has free."""
    made = hall().people("Ann@Acme", "Bob@Brew", "Cid@Coop").meeting("M1 Ann Bob R1 T1").meeting("M2 Ann Cid R3 T2")
    made.edit("Bob", unavailable=frozenset({"R2", "R4"}))
    return made.here("Ann", "Cid").late("Bob", "09:25").at("09:06")


def test_a_swap_names_who_moves_and_who_must_be_told(full: Hall) -> None:
    swap = first(full, RepairKind.SWAP)
    assert swap.title == "Move both to 09:40, and Acme and Coop to 10:00"
    assert (swap.before, swap.after) == ("T1 · 09:00", "T1 · 09:40")
    assert swap.effects == ("The meeting of Acme and Coop moves from 09:40 to 10:00", "3 people told")
    assert swap.tells == ("Ann", "Bob", "Cid")
    assert swap.reason == (
        "At 09:40 only the meeting of Acme and Coop is in the way; they are free at 10:00;"
        " Brew (Bob) is expected at 09:25."
    )
    assert [(change.meeting, change.slot, change.table) for change in swap.changes] == [
        ("M1", "R3", "T1"),
        ("M2", "R4", "T2"),
    ]


def test_two_may_change_places_when_the_broken_one_is_told_in_advance(hall: Maker) -> None:
    made = hall(tables=1).people("Ann@Acme", "Bob@Brew", "Cid@Coop")
    made.meeting("M1 Ann Bob R3 T1").meeting("M2 Ann Cid R4 T1").late("Bob", "09:50").here("Ann", "Cid").at("08:50")
    made.edit("Cid", unavailable=frozenset({"R1", "R2"}))
    assert [change.slot for change in first(made, RepairKind.SWAP).changes] == ["R4", "R3"]


def test_the_only_table_may_be_what_is_in_the_way(hall: Maker) -> None:
    made = hall(rounds=3).people("Ann@Acme", "Amy@Acme", "Bob@Brew", "Cid@Coop").table("9", home="Ann")
    made.meeting("M1 Ann Bob R1 9").meeting("M2 Amy Cid R3 9").here("Ann", "Amy", "Cid").late("Bob", "09:40")
    made.edit("Bob", unavailable=frozenset({"R2"})).at("09:06")
    made.policy = Policy(lead=0)
    swap = first(made, RepairKind.SWAP)
    assert [(change.meeting, change.slot) for change in swap.changes] == [("M1", "R3"), ("M2", "R2")]


def test_nothing_is_swapped_out_of_or_into_the_lead_time(full: Hall) -> None:
    full.policy = Policy(lead=3)
    assert "swap" not in kinds(full)
    full.policy = Policy(lead=2)
    assert "swap" not in kinds(full)


def test_a_pinned_or_broken_meeting_is_not_swapped(full: Hall, hall: Maker) -> None:
    assert "swap" not in kinds(full.then(CheckedOut("Cid", "registration"), MarkedAbsent("Cid")))
    made = hall().people("Ann@Acme", "Bob@Brew", "Cid@Coop").meeting("M1 Ann Bob R1 T1").at("09:06")
    made.meeting("M2 Ann Cid R3 T2", pinned=True).edit("Bob", unavailable=frozenset({"R2", "R4"}))
    assert "swap" not in kinds(made.here("Ann", "Cid").late("Bob", "09:25"))


def test_two_meetings_in_the_way_are_too_many(full: Hall) -> None:
    full.people("Dee@Deli").meeting("M3 Bob Dee R3 T1")
    assert "swap" not in kinds(full)


def test_a_swap_stands_below_everything_that_moves_nobody_else(full: Hall) -> None:
    full.wish("Q1 Cid Ann").people("Dee").wish("Q2 Dee Ann").here("Dee")
    assert kinds(full) == ["fill", "swap", "pull forward", "leave empty"]


@pytest.fixture
def idle(hall: Maker) -> Hall:
    """Return Ann waiting for Bob, who does not come; Cid is here, and meets her two rounds later."""
    made = hall().people("Ann@Acme", "Bob@Brew", "Cid@Coop").meeting("M1 Ann Bob R1 T1").meeting("M2 Ann Cid R3 T2")
    return made.here("Ann", "Cid").then(MarkedAbsent("Bob")).missed("M1").at("09:06")


def test_a_later_meeting_is_pulled_forward_into_the_running_round(idle: Hall) -> None:
    pull = first(idle, RepairKind.PULL_FORWARD)
    assert pull.title == "Pull Acme and Coop forward from 09:40 to now"
    assert pull.reason == "Coop (Cid) is here and free; 14 minutes left."
    assert (pull.before, pull.after) == ("T2 · 09:40", "T2 · now")
    assert pull.effects == ("The meeting of Acme and Coop moves from 09:40 to now", "2 people told")
    assert pull.tells == ("Ann", "Cid")
    assert [(change.meeting, change.slot) for change in pull.changes] == [("M2", "R1")]


def test_where_a_meeting_can_be_pulled_forward_nothing_is_said_to_be_blocked(idle: Hall) -> None:
    assert kinds(idle) == ["pull forward", "leave empty"]
    assert propose(idle.problem(), "M1").blocked == ""
    idle.policy = Policy(lead=2)
    assert kinds(idle) == ["leave empty"]
    assert "rule" in propose(idle.problem(), "M1").blocked


def test_the_last_meeting_of_the_day_is_pulled_first(idle: Hall) -> None:
    idle.people("Dee@Deli").meeting("M3 Ann Dee R4 T1").here("Dee")
    titles = [p.title for p in propose(idle.problem(), "M1").proposals if p.kind is RepairKind.PULL_FORWARD]
    assert titles == [
        "Pull Acme and Deli forward from 10:00 to now",
        "Pull Acme and Coop forward from 09:40 to now",
    ]


def test_a_meeting_is_not_pulled_out_of_the_very_next_round(idle: Hall) -> None:
    idle.people("Dee@Deli").meeting("M3 Ann Dee R2 T1").here("Dee")
    changed = [p.changes[0].meeting for p in propose(idle.problem(), "M1").proposals if p.changes]
    assert changed == ["M2"]


def test_who_is_not_here_or_busy_is_not_pulled_forward(hall: Maker) -> None:
    made = hall().people("Ann@Acme", "Bob@Brew", "Cid@Coop", "Dee").meeting("M1 Ann Bob R1 T1")
    made.meeting("M2 Ann Cid R3 T2").here("Ann", "Dee").missed("M1").at("09:06")
    assert "pull forward" not in kinds(made)
    made.here("Cid").meeting("M3 Cid Dee R1 T2")
    assert "pull forward" not in kinds(made)


@pytest.mark.parametrize("kind", [RepairKind.SWAP, RepairKind.PULL_FORWARD])
def test_accepting_moves_exactly_the_two_and_one_undo_brings_all_back(
    full: Hall, idle: Hall, after: Callable[[Any, Any], Any], kind: RepairKind
) -> None:
    made = full if kind is RepairKind.SWAP else idle
    before = made.day()
    day = after(before, first(made, kind).fact())
    assert judge(day) == ()
    assert day.meetings["M2"].moved
    assert day.meetings["M2"].status is MeetingStatus.PLANNED
    if kind is RepairKind.SWAP:
        assert (day.meetings["M1"].status, day.meetings["M1"].slot) == (MeetingStatus.PLANNED, "R3")
    else:
        assert day.meetings["M1"].status is MeetingStatus.MISSED
        assert day.meetings["M1"].settled
    assert after(day, Undone(list(day.history)[-1])).meetings == before.meetings


@pytest.mark.parametrize("kind", [RepairKind.SWAP, RepairKind.PULL_FORWARD])
def test_a_shift_no_longer_holds_once_the_other_meeting_was_changed(full: Hall, idle: Hall, kind: RepairKind) -> None:
    made = full if kind is RepairKind.SWAP else idle
    proposal = first(made, kind)
    assert still_holds(made.problem(), proposal) == ()
    said = still_holds(made.then(MeetingStarted("M2")).problem(), proposal)
    assert "A meeting that this repair needs was changed in the meantime." in said
    assert "The meeting of Acme and Coop is running." in said
