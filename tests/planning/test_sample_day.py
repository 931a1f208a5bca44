"""The planner on the sample event as it opens, and on a real event's shape."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

from coordinator.domain.entries import RepairKind, Undone
from coordinator.domain.schedule import Side
from coordinator.planning.proposals import propose, still_holds
from coordinator.planning.rules import judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.day import Day
    from coordinator.domain.entries import Fact


def test_the_sample_breaks_no_rule(sample: Any) -> None:
    assert judge(sample.day()) == ()


def test_the_real_event_breaks_no_rule(forum: Any) -> None:
    assert judge(forum.day()) == ()


def test_who_waits_at_table_two_is_first_offered_the_strongest_wish_of_somebody_here(sample: Any) -> None:
    offers = propose(sample.problem(), "M013").proposals
    assert offers[0].title == "Fill table 2 with Știință Verde Cluj now"
    assert offers[0].effects[:2] == ("Nobody else moves", "2 people told")
    assert (offers[0].before, offers[0].after) == ("T2 · empty", "T2 · now")
    assert {offer.kind for offer in offers} == {
        RepairKind.FILL,
        RepairKind.WAIT,
        RepairKind.MOVE,
        RepairKind.SWAP,
        RepairKind.LEAVE_EMPTY,
    }


def test_a_move_for_somebody_not_seen_says_so_and_stands_below_the_fills(sample: Any) -> None:
    offers = propose(sample.problem(), "M013").proposals
    move = next(offer for offer in offers if offer.kind is RepairKind.MOVE)
    assert move.title == "Move both to 11:50"
    assert "has not been seen" in move.reason
    assert not move.certain
    kinds = [offer.kind for offer in offers]
    assert kinds.index(RepairKind.FILL) < kinds.index(RepairKind.MOVE)


def test_somebody_announced_in_time_is_waited_for(sample: Any) -> None:
    best = propose(sample.problem(), "M007").proposals[0]
    assert best.kind is RepairKind.WAIT
    assert "expected at 10:05, in time for 10:15" in best.reason


def test_a_meeting_whose_guest_came_after_all_moves_to_the_next_round(sample: Any) -> None:
    offers = propose(sample.problem(), "M084")
    assert offers.proposals[0].title == "Move both to 10:15"
    assert offers.proposals[0].certain


def test_where_nothing_fits_the_nearest_obstacle_is_named(sample: Any) -> None:
    offers = propose(sample.problem(), "M088")
    assert [offer.kind for offer in offers.proposals] == [RepairKind.LEAVE_EMPTY]
    assert offers.blocked.startswith("Moving to 11:00 is not possible")
    assert "rule H5" in offers.blocked


def test_the_problem_travels_to_another_process_unchanged(sample: Any) -> None:
    problem = sample.problem()
    copy = pickle.loads(pickle.dumps(problem))  # noqa: S301 (its own bytes)
    assert copy == problem
    assert propose(copy, "M013") == propose(problem, "M013")


def test_the_problem_knows_the_last_entry_it_saw(sample: Any) -> None:
    day, problem = sample.day(), sample.problem()
    assert problem.last_entry == list(day.history)[-1]
    assert problem.entries == len(day.history)


def test_the_same_question_gets_the_same_ids_a_minute_later(sample: Any) -> None:
    before = [offer.id for offer in propose(sample.problem(), "M013").proposals]
    after = [offer.id for offer in propose(sample.at("09:53").problem(), "M013").proposals]
    assert before == after
    assert len(set(before)) == len(before)


def test_twenty_missed_meetings_of_a_real_day_are_repaired_one_after_the_other(
    forum: Any, after: Callable[[Day, Fact], Day]
) -> None:
    people = [person.id for person in forum.schedule.people]
    forum.here(*people[:60])
    for number, planned in enumerate(forum.schedule.meetings[::7][:20]):
        slot = forum.schedule.slot_by_id[planned.slot]
        forum.at(f"{slot.start:%H:%M}")
        day = forum.day()
        meeting = day.meetings[planned.id]
        if meeting.moved or not meeting.is_open:
            continue
        forum.missed(planned.id, Side.HOST if number % 3 == 0 else Side.GUEST)
        problem, marked = forum.problem(), forum.day()
        offers = propose(problem, planned.id)
        assert offers.proposals[-1].kind is RepairKind.LEAVE_EMPTY
        for proposal in offers.proposals:
            assert still_holds(problem, proposal) == ()
            accepted = after(marked, proposal.fact())
            assert judge(accepted) == ()
            touched = {planned.id, *(change.meeting for change in proposal.changes)}
            assert {m for m in marked.meetings if accepted.meetings[m] != marked.meetings[m]} <= touched
            taken_back = after(accepted, Undone(list(accepted.history)[-1]))
            assert taken_back.meetings == marked.meetings
        forum.then(offers.proposals[0].fact())
    assert judge(forum.day()) == ()
    assert sum(meeting.moved for meeting in forum.day().meetings.values()) >= 10
