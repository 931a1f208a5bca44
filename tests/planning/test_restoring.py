"""Restoring: what somebody who came after all gets back, and why the rest is lost."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.entries import CheckedOut, Fact, MarkedAbsent, PlanChanged, RepairKind, Undone
from coordinator.domain.schedule import MeetingStatus, Side
from coordinator.planning.restoring import offers, still_holds
from coordinator.planning.rules import judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.day import Day
    from coordinator.planning.problem import Problem

    Hall = Any
    Maker = Callable[..., Hall]
    Step = Callable[[Day, Fact], Day]


def left_empty(hall: Hall, *meetings: str) -> Hall:
    """Let staff leave these meetings out."""
    for meeting in meetings:
        version = hall.day().meetings[meeting].version
        hall.then(PlanChanged(meeting, RepairKind.LEAVE_EMPTY, expects=version))
    return hall


def three_lost(hall: Maker) -> Hall:
    """Return a day at 09:10 on which Ann's three meetings were given up before she came."""
    day = hall(rounds=6).people("Ann", "Bob", "Cid", "Dan").here("Bob", "Cid", "Dan").at("9:10")
    day.meeting("M1 Ann Bob R1 T1").meeting("M2 Cid Ann R3 T2").meeting("M3 Ann Dan R4 T1")
    day.missed("M1", Side.HOST)
    return left_empty(day, "M1", "M2", "M3")


def test_who_comes_late_gets_later_meetings_back_in_their_places_and_the_missed_one_in_the_next_free_round(
    hall: Maker,
) -> None:
    day = three_lost(hall).here("Ann").at("9:21")
    offer = offers(day.problem(), "Ann")
    assert offer.sentence == "3 of 3 lost meetings can be restored."
    assert [(way.before, way.after) for way in offer.ways] == [
        ("T1 · 09:00", "T1 · 10:20"),
        ("T2 · given up", "T2 · 09:40"),
        ("T1 · given up", "T1 · 10:00"),
    ]
    assert offer.ways[0].title == "Meet Bob at 10:20 instead of 09:00"
    assert offer.ways[1].title == "Meet Cid at 09:40 after all"
    assert offer.ways[1].reason == "Cid and Ann are here and free at 09:40."
    assert offer.tells == ("Ann", "Bob", "Cid", "Dan")


def test_the_round_that_runs_is_the_first_choice_while_enough_of_it_is_left(hall: Maker) -> None:
    day = three_lost(hall).here("Ann")
    way = offers(day.problem(), "Ann").ways[0]
    assert (way.title, way.after) == ("Meet Bob now", "T1 · now")
    assert way.reason == "Ann and Bob are here; 10 minutes left."
    assert offers(day.at("9:16").problem(), "Ann").ways[0].after == "T1 · 09:20"


def test_what_is_restored_is_one_entry_and_one_undo(hall: Maker, after: Step) -> None:
    day = three_lost(hall).here("Ann").at("9:21")
    before = day.day()
    restored = after(before, offers(day.problem(), "Ann").fact())
    assert {m.status for m in restored.meetings.values()} == {MeetingStatus.PLANNED}
    assert judge(restored) == ()
    entry = next(reversed(tuple(restored.history)))
    assert after(restored, Undone(entry)).meetings == before.meetings


def test_a_place_that_was_given_away_is_not_taken_back(hall: Maker) -> None:
    filled = hall(rounds=2, tables=1).people("Ann", "Bob", "Cid", "Dan").here("Bob", "Cid", "Dan").at("9:05")
    filled.meeting("M1 Ann Bob R2 T1").meeting("M9 Cid Dan R2 T1")
    left_empty(filled, "M1").here("Ann")
    offer = offers(filled.problem(), "Ann")
    assert offer.sentence == "0 of 1 lost meeting can be restored."
    assert offer.lost[0].title == "Bob at 09:20, table 1"
    assert offer.lost[0].why == (
        "Going back to 09:20 is not possible: Table 1 is taken at 09:20: Cid and Dan (rule H6)."
    )


def test_without_a_later_round_nothing_comes_back(hall: Maker) -> None:
    day = hall(rounds=1).people("Ann", "Bob").here("Bob").at("9:17")
    day.meeting("M1 Ann Bob R1 T1").missed("M1", Side.HOST).here("Ann")
    assert offers(day.problem(), "Ann").lost[0].why == "No later round is left today."


def test_whoever_has_left_or_does_not_come_is_the_reason(hall: Maker) -> None:
    day = three_lost(hall).here("Ann").then(MarkedAbsent("Dan"), CheckedOut("Cid", "registration"))
    day.then(CheckedOut("Dan", "registration"), MarkedAbsent("Dan"))
    offer = offers(day.at("9:21").problem(), "Ann")
    assert [way.meeting for way in offer.ways] == ["M1"]
    assert [no.why for no in offer.lost] == [
        "Going back to 09:40 is not possible: Cid has left (rule H4).",
        "Going back to 10:00 is not possible: Dan does not come today (rule H4).",
    ]


def test_somebody_not_seen_yet_is_named(hall: Maker) -> None:
    day = hall().people("Ann", "Bob").meeting("M1 Ann Bob R3 T1").here("Ann")
    left_empty(day, "M1")
    way = offers(day.problem(), "Ann").ways[0]
    assert not way.certain
    assert way.reason == "Ann and Bob are free at 09:40, but Bob has not been seen yet."


def test_when_two_lost_meetings_want_the_last_round_the_reason_says_so(hall: Maker) -> None:
    day = hall(rounds=2).people("Ann", "Bob", "Cid").here("Bob", "Cid").at("9:17")
    day.meeting("M1 Ann Bob R1 T1").meeting("M2 Ann Cid R2 T1")
    day.missed("M1", Side.HOST)
    left_empty(day, "M2").here("Ann")
    offer = offers(day.problem(), "Ann")
    assert [way.meeting for way in offer.ways] == ["M2"]
    assert offer.lost[0].why == "The only rounds that fit go to other lost meetings."


def test_a_limit_of_meetings_counts_what_is_restored_too(hall: Maker) -> None:
    day = three_lost(hall).edit("Ann", max_meetings=2).here("Ann").at("9:21")
    offer = offers(day.problem(), "Ann")
    assert len(offer.ways) == 2
    assert offer.lost[0].why == "Ann wants no more than 2 meetings."


def test_the_same_two_people_are_brought_together_once(hall: Maker) -> None:
    day = hall(rounds=4).people("Ann", "Bob").here("Bob")
    day.meeting("M1 Ann Bob R3 T1").meeting("M2 Bob Ann R4 T1")
    left_empty(day, "M1", "M2").here("Ann")
    offer = offers(day.problem(), "Ann")
    assert [way.meeting for way in offer.ways] == ["M1"]
    assert offer.lost[0].why == "Bob and Ann already meet at 09:40."


def test_what_is_held_planned_or_of_others_is_not_lost(hall: Maker) -> None:
    day = hall().people("Ann", "Bob", "Cid", "Dan").here("Ann", "Bob", "Cid", "Dan")
    day.meeting("M1 Ann Bob R1 T1").meeting("M2 Cid Dan R2 T1")
    left_empty(day, "M2")
    offer = offers(day.problem(), "Ann")
    assert (offer.ways, offer.lost, offer.sentence) == ((), (), "Ann lost no meeting today.")


def test_a_meeting_nobody_spoke_of_is_lost_if_somebody_came_after_its_end(hall: Maker) -> None:
    day = hall().people("Ann", "Bob").meeting("M1 Ann Bob R1 T1").here("Ann", "Bob").at("9:25")
    problem = day.problem()
    assert offers(problem, "Ann").ways == ()
    late = replace(problem.people["Ann"], arrived=int(day.time("9:22").timestamp() * 1000))
    came_late = replace(problem, people={**problem.people, "Ann": late})
    assert offers(came_late, "Ann").ways[0].after == "T1 · 09:40"


def test_an_offer_says_what_no_longer_holds_of_it(hall: Maker) -> None:
    day = three_lost(hall).here("Ann").at("9:21")
    offer = offers(day.problem(), "Ann")
    assert still_holds(day.problem(), offer) == ()
    assert still_holds(day.problem(), offer.only(())) == ("There is nothing to restore.",)
    assert still_holds(day.at("10:01").problem(), offer) == ("The round at 09:40 is over.",)
    day.at("9:21").then(CheckedOut("Cid", "registration"))
    assert still_holds(day.problem(), offer) == ("Cid has left.",)
    assert still_holds(day.problem(), offer.only({"M1", "M3"})) == ()


def test_a_meeting_that_would_begin_now_needs_its_people_and_time(hall: Maker) -> None:
    day = three_lost(hall).here("Ann")
    now = offers(day.problem(), "Ann").only({"M1"})
    assert still_holds(day.at("9:16").problem(), now) == ("Too little is left of the round at 09:00.",)
    day.at("9:11").then(CheckedOut("Bob", "registration"))
    assert still_holds(day.problem(), now) == ("Bob is not here.",)


def test_what_was_restored_in_the_meantime_is_not_restored_twice(hall: Maker) -> None:
    day = three_lost(hall).here("Ann").at("9:21")
    offer = offers(day.problem(), "Ann")
    day.then(offer.only({"M2"}).fact())
    assert still_holds(day.problem(), offer) == ("The meeting of Cid and Ann was changed in the meantime.",)
    assert [way.meeting for way in offers(day.problem(), "Ann").ways] == ["M1", "M3"]


@pytest.mark.parametrize("seed", range(40))
def test_no_more_meetings_could_be_restored_than_are(hall: Maker, after: Step, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - a test draws, nobody guesses
    day = hall(rounds=5, tables=1).table("T8", "Ann").people("Ann", "Bob", "Cid", "Dan", "Eve").at("9:16")
    for number, guest in enumerate(("Bob", "Cid", "Dan", "Eve"), 1):
        day.meeting(f"M{number} Ann {guest} R{draw.randint(1, 5)} T8")
    for number, guest in enumerate(("Bob", "Cid", "Dan"), 1):
        other = draw.choice(["Dan", "Eve"] if guest == "Cid" else ["Eve"])
        day.meeting(f"N{number} {guest} {other} R{draw.randint(2, 5)} T1")
    day.here(*draw.sample(("Bob", "Cid", "Dan", "Eve"), 3))
    left_empty(day, "M1", "M2", "M3", "M4").here("Ann")
    problem = day.problem()
    offer = offers(problem, "Ann")
    assert len(offer.ways) == most_that_fit(problem)
    if offer.ways:
        restored = after(day.day(), offer.fact())
        assert {f.meeting for f in judge(restored)} == {f.meeting for f in judge(day.day())}
        assert still_holds(problem, offer) == ()


def most_that_fit(problem: Problem) -> int:
    """Return how many of Ann's meetings fit into later rounds, by trying every choice."""
    lost = [m for m in problem.meetings.values() if m.status is MeetingStatus.CANCELLED]
    rounds = [[-1, *(s for s in range(1, 5) if free_then(problem, m.people, s))] for m in lost]
    choices = ([slot for slot in choice if slot >= 0] for choice in product(*rounds))
    return max(len(slots) for slots in choices if len(set(slots)) == len(slots))


def free_then(problem: Problem, people: tuple[str, ...], slot: int) -> bool:
    """Return whether nobody of these has another meeting then; all of them come, and their table is free."""
    at_table = [m for m in problem.meetings.values() if m.takes_place and problem.slot_of(m) == slot]
    return not any(set(m.people) & set(people) or m.table == "T8" for m in at_table)
