"""What is proposed when one side of a meeting is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.entries import CheckedIn, MarkedAbsent, MeetingStarted, PlanChanged, RepairKind
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import MeetingStatus, Side
from coordinator.planning.proposals import Proposal, propose, still_holds

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
def waiting(hall: Maker) -> Hall:
    """Return Ann alone at table 1 six minutes into the first round; Bob is nowhere, Cid stands about."""
    made = hall().people("Ann@Acme", "Bob@Brew", "Cid@Coop").meeting("M1 Ann Bob R1 T1")
    return made.here("Ann", "Cid").at("09:06")


def test_leave_empty_stands_last_and_always(waiting: Hall) -> None:
    assert kinds(waiting)[-1] == "leave empty"
    empty = first(waiting.missed("M1"), RepairKind.LEAVE_EMPTY)
    assert (empty.title, empty.before, empty.after) == ("Leave table 1 empty", "T1 · 09:00", "T1 · empty")
    assert empty.fact().repair is RepairKind.LEAVE_EMPTY


def test_a_colleague_who_is_here_and_free_stands_in(waiting: Hall) -> None:
    best = first(waiting.people("Ben@Brew").here("Ben"), RepairKind.SUBSTITUTE)
    assert best.title == "Brew: Ben stands in"
    assert best.changes[0].guests == ("Ben",)
    assert best.tells == ("Ann", "Ben")


def test_a_colleague_who_is_not_here_or_busy_does_not_stand_in(waiting: Hall) -> None:
    waiting.people("Ben@Brew")
    assert "substitute" not in kinds(waiting)
    waiting.meeting("M2 Ben Cid R1 T2").here("Ben")
    assert "substitute" not in kinds(waiting)


def test_a_colleague_who_meets_the_other_side_anyway_does_not_stand_in(waiting: Hall) -> None:
    waiting.people("Ben@Brew").meeting("M2 Ann Ben R3 T1").here("Ben")
    assert "substitute" not in kinds(waiting)


def test_who_is_expected_while_enough_of_the_round_is_left_is_waited_for(waiting: Hall) -> None:
    wait = first(waiting.late("Bob", "09:12"), RepairKind.WAIT)
    assert wait.title == "Wait for Brew until 09:12"
    assert wait.reason == "Brew (Bob) is expected at 09:12, which leaves 8 minutes of the round."
    assert wait.waits_until == int(waiting.time("09:12").timestamp() * 1000)
    assert wait.tells == ("Ann",)


def test_who_comes_at_the_very_end_is_not_waited_for(waiting: Hall) -> None:
    assert "wait" not in kinds(waiting.late("Bob", "09:17"))


def test_who_has_not_been_seen_is_waited_for_until_the_grace_is_over(waiting: Hall) -> None:
    assert "wait" not in kinds(waiting)
    wait = first(waiting.at("09:04"), RepairKind.WAIT)
    assert wait.title == "Wait 5 more minutes for Brew"
    assert not wait.certain


def test_who_arrives_after_being_marked_may_still_have_the_meeting(waiting: Hall) -> None:
    waiting.missed("M1").here("Bob").at("09:08")
    best = propose(waiting.problem(), "M1").proposals[0]
    assert best.title == "Let them meet at table 1 after all"
    assert best.kind is RepairKind.WAIT


def test_a_move_names_the_time_and_keeps_the_table(waiting: Hall) -> None:
    move = first(waiting.late("Bob", "09:30"), RepairKind.MOVE)
    assert (move.title, move.before, move.after) == ("Move both to 09:40", "T1 · 09:00", "T1 · 09:40")
    assert move.reason == "Acme and Brew are free at 09:40; Brew (Bob) is expected at 09:30."
    assert move.effects == ("Nobody else moves", "2 people told")
    assert move.certain


def test_a_move_takes_another_table_where_the_old_one_is_taken(waiting: Hall) -> None:
    waiting.people("Dee", "Eli").meeting("M2 Dee Eli R2 T1").late("Bob", "09:20")
    assert first(waiting, RepairKind.MOVE).title == "Move both to 09:20, table 2"


def test_a_move_into_the_very_next_round_for_somebody_unseen_says_so(waiting: Hall) -> None:
    move = first(waiting.missed("M1"), RepairKind.MOVE)
    assert move.title == "Move both to 09:20"
    assert move.reason == (
        "Acme and Brew are free at 09:20, but Brew (Bob) has not been seen yet, and this is the very next round."
    )


def test_a_fill_takes_a_wish_of_the_idle_side_in_either_direction(waiting: Hall) -> None:
    fill = first(waiting.wish("Q1 Cid Ann accepted 1"), RepairKind.FILL)
    assert fill.title == "Fill table 1 with Coop now"
    assert fill.reason == "Coop (Cid) is here and free; Coop asked for it (accepted, rank 1); 14 minutes left."
    assert (fill.before, fill.after) == ("T1 · empty", "T1 · now")
    change = fill.changes[0]
    assert (change.meeting, change.host, change.guests, change.request) == ("F-Q1", "Cid", ("Ann",), "Q1")
    assert fill.effects[-1] == "Brew (Bob) loses this meeting"


@pytest.mark.parametrize("status", ["declined", "cancelled", "expired"])
def test_a_wish_that_is_off_fills_nothing(waiting: Hall, status: str) -> None:
    assert "fill" not in kinds(waiting.wish(f"Q1 Cid Ann {status}"))


def test_two_who_meet_today_anyway_fill_nothing(waiting: Hall) -> None:
    assert "fill" not in kinds(waiting.wish("Q1 Cid Ann").meeting("M2 Ann Cid R4 T1"))


def test_who_is_not_here_fills_nothing_in_the_running_round(waiting: Hall) -> None:
    assert "fill" not in kinds(waiting.people("Dee").wish("Q1 Dee Ann"))


def test_a_distant_round_may_be_filled_with_somebody_who_is_still_expected(hall: Maker) -> None:
    made = hall().people("Ann@Acme", "Bob@Brew", "Cid@Coop").meeting("M1 Ann Bob R4 T1").wish("Q1 Cid Ann")
    made.then(MarkedAbsent("Bob"))
    fill = first(made, RepairKind.FILL)
    assert not fill.certain
    assert "free but not here yet" in fill.reason
    made.policy = Policy(lead=4)
    assert "fill" not in kinds(made)


def test_the_rank_decides_then_both_sides_then_the_status(hall: Maker) -> None:
    names = ["Cid", "Dee", "Eli", "Fay"]
    made = hall().people("Ann@Acme", "Bob@Brew", *names).meeting("M1 Ann Bob R1 T1").here("Ann", *names).at("09:06")
    made.wish("Q1 Cid Ann pending 2").wish("Q2 Dee Ann accepted 2").wish("Q3 Ann Eli standby 1")
    made.wish("Q4 Fay Ann pending 3").wish("Q5 Ann Fay pending 3")
    fills = [p.title for p in propose(made.problem(), "M1").proposals if p.kind is RepairKind.FILL]
    assert fills == [f"Fill table 1 with {name} now" for name in ("Fay", "Eli", "Dee")]


def test_an_empty_table_is_filled_by_two_people_who_may_sit_there(hall: Maker) -> None:
    made = hall().people("Ann@Acme", "Bob@Brew", "Cid@Coop", "Dee@Deli").meeting("M1 Ann Bob R1 T1").at("09:06")
    made.wish("Q1 Cid Dee").here("Cid", "Dee")
    assert first(made, RepairKind.FILL).title == "Fill table 1 with Coop and Deli now"
    made.table("T9", home="Cid")
    assert "fill" not in kinds(made)


def test_an_idle_guest_goes_to_the_home_table_of_the_other(hall: Maker) -> None:
    made = hall().people("Ann@Acme", "Bob@Brew", "Cid@Coop").table("9", home="Cid").table("8", home="Ann")
    made.meeting("M1 Ann Bob R1 8").wish("Q1 Bob Cid").here("Bob", "Cid").at("09:06").missed("M1", Side.HOST)
    assert first(made, RepairKind.FILL).title == "Brew and Coop meet at table 9 now"


def test_a_new_meeting_gets_an_id_nobody_has(waiting: Hall) -> None:
    waiting.people("Dee").meeting("F-Q1 Bob Dee R4 T1").wish("Q1 Cid Ann")
    assert first(waiting, RepairKind.FILL).changes[0].meeting == "F-Q1-2"


def test_what_recovers_a_promise_surely_stands_above_a_new_wish(waiting: Hall) -> None:
    waiting.wish("Q1 Cid Ann accepted 1").people("Ben@Brew").here("Ben").late("Bob", "09:12")
    order = list(dict.fromkeys(kinds(waiting)))
    assert order == ["substitute", "wait", "move", "fill", "leave empty"]


def test_a_meeting_of_the_next_round_is_at_risk_and_gets_proposals(hall: Maker) -> None:
    made = hall().people("Ann@Acme", "Bob@Brew", "Cid@Coop").meeting("M1 Ann Bob R2 T1").wish("Q1 Cid Ann")
    made.here("Ann", "Cid").at("09:15")
    assert first(made, RepairKind.FILL).title == "Fill table 1 with Coop at 09:20"


def test_a_sound_meeting_gets_no_proposals_but_a_sentence(waiting: Hall) -> None:
    waiting.here("Bob")
    offers = propose(waiting.problem(), "M1")
    assert offers.proposals == ()
    assert offers.blocked == "Nobody is missing from the meeting of Acme and Brew."


def test_running_held_settled_and_unknown_meetings_get_a_sentence(waiting: Hall) -> None:
    assert propose(waiting.problem(), "M7").blocked == "Meeting M7 is not in the plan."
    waiting.missed("M1").then(PlanChanged("M1", RepairKind.LEAVE_EMPTY, expects="e3"))
    assert propose(waiting.problem(), "M1").blocked.startswith("It is settled")


def test_a_started_meeting_is_left_alone(waiting: Hall) -> None:
    waiting.here("Bob").then(MeetingStarted("M1"))
    assert propose(waiting.problem(), "M1").blocked == "The meeting of Acme and Brew is running."


def test_the_rule_that_blocks_the_nearest_way_is_named(waiting: Hall) -> None:
    offers = propose(waiting.then(MarkedAbsent("Bob")).problem(), "M1")
    assert offers.blocked == "Moving to 09:20 is not possible: Brew (Bob) does not come today (rule H4)."
    waiting.people("Dee").wish("Q1 Dee Ann").edit("Bob", unavailable=frozenset({"R2", "R3", "R4"}))
    assert "rule" in propose(waiting.problem(), "M1").blocked


def test_at_the_end_of_the_day_there_is_no_later_round(hall: Maker) -> None:
    made = (
        hall(rounds=1).people("Ann@Acme", "Bob@Brew").meeting("M1 Ann Bob R1 T1").here("Ann").missed("M1").at("09:10")
    )
    expected = "No later round is left today, and nobody in the standby pool fits Acme."
    assert propose(made.problem(), "M1").blocked == expected


def test_a_pinned_meeting_is_not_moved_but_its_place_is_filled(hall: Maker) -> None:
    made = hall().people("Ann@Acme", "Bob@Brew", "Cid@Coop").meeting("M1 Ann Bob R1 T1", pinned=True)
    made.wish("Q1 Ann Cid").here("Ann", "Cid").at("09:06")
    assert kinds(made) == ["fill", "leave empty"]


def test_a_proposal_no_longer_holds_once_the_missing_side_arrives(waiting: Hall) -> None:
    fill = first(waiting.wish("Q1 Cid Ann"), RepairKind.FILL)
    assert still_holds(waiting.problem(), fill) == ()
    sentences = still_holds(waiting.here("Bob").problem(), fill)
    assert "Nobody is missing from the meeting of Acme and Brew." in sentences


def test_a_proposal_no_longer_holds_once_the_meeting_was_changed(waiting: Hall) -> None:
    move = first(waiting, RepairKind.MOVE)
    assert still_holds(waiting.missed("M1").problem(), move) == (
        "The meeting of Acme and Brew was changed in the meantime.",
    )


def test_a_fill_no_longer_holds_once_its_wish_has_a_meeting(waiting: Hall) -> None:
    fill = first(waiting.wish("Q1 Cid Ann"), RepairKind.FILL)
    waiting.meeting("M2 Ann Cid R3 T1")
    assert "The wish that would be filled is not open any more." in still_holds(waiting.problem(), fill)


def test_waiting_no_longer_holds_once_its_time_is_over_or_the_person_is_given_up(waiting: Hall) -> None:
    wait = first(waiting.late("Bob", "09:12"), RepairKind.WAIT)
    assert still_holds(waiting.at("09:12").problem(), wait) == ("The time to wait is over.",)
    gone = waiting.at("09:07").then(MarkedAbsent("Bob")).problem()
    assert still_holds(gone, wait) == ("Brew (Bob) does not come any more.",)


def test_a_move_no_longer_holds_once_its_round_has_begun(waiting: Hall) -> None:
    move = first(waiting, RepairKind.MOVE)
    assert "The round at 09:20 has begun." in still_holds(waiting.at("09:20").problem(), move)


def test_waiting_makes_a_missed_meeting_planned_again(waiting: Hall, after: Callable[[Any, PlanChanged], Any]) -> None:
    waiting.missed("M1").late("Bob", "09:12")
    day = after(waiting.day(), first(waiting, RepairKind.WAIT).fact())
    assert day.meetings["M1"].status is MeetingStatus.PLANNED


def test_waiting_is_not_offered_where_the_idle_side_was_given_away(waiting: Hall) -> None:
    waiting.wish("Q1 Cid Ann").missed("M1").late("Bob", "09:12")
    assert "wait" in kinds(waiting)
    waiting.meeting("M2 Ann Cid R1 T2")
    assert "wait" not in kinds(waiting)


def test_a_check_in_elsewhere_counts_as_here(waiting: Hall) -> None:
    waiting.then(CheckedIn("Bob", "seminar"))
    assert propose(waiting.problem(), "M1").proposals == ()
