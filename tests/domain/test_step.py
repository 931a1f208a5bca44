"""One entry after the other makes the day; every entry gets a verdict, and undo is one more entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coordinator.domain.codec import body, columns, fact_of
from coordinator.domain.day import Presence
from coordinator.domain.entries import (
    BadgeReplaced,
    Change,
    CheckedIn,
    CheckedOut,
    ExpectedLate,
    GivenUp,
    MarkedAbsent,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    PlanAdopted,
    PlanChanged,
    Redone,
    RepairKind,
    Replanned,
    RoundFilled,
    Undone,
    Unknown,
    Verdict,
    WalkedIn,
)
from coordinator.domain.schedule import Meeting, MeetingStatus, Side
from coordinator.domain.step import step

MOVE = PlanChanged("M1", RepairKind.MOVE, (Change("M1", "A", ("B",), "S3", "T1", expects="e2"),), expects="e2")


def test_an_adopted_plan_brings_its_meetings(hand: Any) -> None:
    assert set(hand.day.meetings) == {"M1", "M2", "M3"}
    assert hand.day.plan == 1


def test_a_check_in_makes_a_person_present_since_its_time(hand: Any) -> None:
    hand(CheckedIn("A", "door"), at=5_000)
    assert hand.day.presence("A") is Presence.HERE
    assert hand.day.standing("A").arrived == 5_000


def test_a_second_check_in_that_did_not_see_the_first_is_double(hand: Any) -> None:
    hand(CheckedIn("A", "door"))
    assert hand(CheckedIn("A", "door")).verdict is Verdict.DOUBLE
    assert hand(CheckedIn("A", "door", sees="e2")).verdict is Verdict.NO_EFFECT


def test_a_check_in_of_nobody_known_is_a_conflict(hand: Any) -> None:
    assert hand(CheckedIn("Z", "door")).verdict is Verdict.CONFLICT


def test_the_same_entry_twice_is_a_repeat_and_changes_nothing(hand: Any) -> None:
    hand(CheckedIn("A", "door"))
    day, recorded = step(hand.day, hand.entries[-1])
    assert recorded.verdict is Verdict.REPEAT
    assert day == hand.day


def test_who_is_expected_late_or_absent_is_here_once_checked_in(hand: Any) -> None:
    hand(ExpectedLate("A", 9_000))
    assert hand.day.presence("A") is Presence.LATE
    hand(MarkedAbsent("A"))
    assert hand.day.presence("A") is Presence.ABSENT
    hand(CheckedIn("A", "door"))
    assert hand.day.presence("A") is Presence.HERE


def test_who_leaves_the_last_checkpoint_has_left(hand: Any) -> None:
    hand(CheckedIn("A", "door"))
    hand(CheckedOut("A", "door", "e2"))
    assert hand.day.presence("A") is Presence.LEFT
    assert hand(CheckedOut("A", "door")).verdict is Verdict.NO_EFFECT


def test_a_meeting_runs_and_is_held(hand: Any) -> None:
    hand(MeetingStarted("M1"))
    assert hand.day.meetings["M1"].status is MeetingStatus.RUNNING
    hand(MeetingHeld("M1", "e2"))
    assert hand.day.meetings["M1"].status is MeetingStatus.HELD
    assert hand(MeetingMissed("M1", Side.HOST, "e3")).verdict is Verdict.NO_EFFECT


def test_a_change_that_did_not_see_the_last_one_is_a_conflict(hand: Any) -> None:
    hand(MeetingMissed("M1", Side.GUEST))
    assert hand(MeetingMissed("M1", Side.BOTH)).verdict is Verdict.CONFLICT
    assert hand.day.meetings["M1"].missed is Side.GUEST


def test_a_move_puts_a_missed_meeting_into_its_new_slot(hand: Any) -> None:
    hand(MeetingMissed("M1", Side.GUEST))
    assert hand(MOVE).verdict is Verdict.APPLIED
    moved = hand.day.meetings["M1"]
    assert (moved.slot, moved.table, moved.status, moved.moved) == ("S3", "T1", MeetingStatus.PLANNED, True)


def test_a_fill_makes_a_meeting_of_a_request_and_settles_the_broken_one(hand: Any) -> None:
    hand(MeetingMissed("M1", Side.GUEST))
    fill = Change("fill-R1", "A", ("D",), "S1", "T1", request="R1")
    hand(PlanChanged("M1", RepairKind.FILL, (fill,), expects="e2"))
    assert hand.day.meetings["fill-R1"].people == ("A", "D")
    assert not hand.day.meetings["M1"].is_broken
    assert hand.day.meetings["M1"].status is MeetingStatus.MISSED


def test_undo_of_a_repair_brings_the_plan_back_to_the_last_table(hand: Any) -> None:
    hand(MeetingMissed("M1", Side.GUEST))
    before = hand.day.meetings
    hand(MOVE)
    hand(Undone("e3"))
    assert hand.day.meetings == before


def test_a_filled_round_makes_meetings_gives_up_broken_ones_and_is_undone_at_once(hand: Any) -> None:
    hand(MeetingMissed("M1", Side.GUEST))
    before = hand.day.meetings
    filled = RoundFilled("S1", (Change("F-R1", "A", ("D",), "S1", "T1", request="R1"),), (GivenUp("M1", "e2"),))
    assert hand(filled).verdict is Verdict.APPLIED
    assert hand.day.meetings["F-R1"].people == ("A", "D")
    assert (hand.day.meetings["M1"].status, hand.day.meetings["M1"].settled) == (MeetingStatus.MISSED, True)
    after = hand.day.meetings
    assert hand(filled).verdict is Verdict.CONFLICT
    hand(Undone("e3"))
    assert hand.day.meetings == before
    hand(Redone("e3"))
    assert hand.day.meetings == after


def test_a_round_is_not_filled_where_a_meeting_was_changed_or_made_in_the_meantime(hand: Any) -> None:
    new = Change("F-R1", "A", ("D",), "S1", "T1", request="R1")
    hand(MeetingMissed("M1", Side.GUEST))
    assert hand(RoundFilled("S1", (new,), (GivenUp("M1"),))).verdict is Verdict.CONFLICT
    assert hand(RoundFilled("S1", (new,), (GivenUp("M9"),))).verdict is Verdict.CONFLICT
    hand(PlanChanged("M1", RepairKind.FILL, (new,), expects="e2"))
    assert hand(RoundFilled("S1", (new,))).verdict is Verdict.CONFLICT


def test_a_re_plan_moves_recovers_and_gives_up_in_one_entry_and_is_undone_as_one(hand: Any) -> None:
    hand(MeetingMissed("M1", Side.GUEST))
    before = hand.day.meetings
    other = next(m for m in before.values() if m.id != "M1")
    moved = Change("M1", "A", ("B",), "S3", "T1", expects="e2")
    plan = Replanned((moved,), (GivenUp(other.id),))
    assert hand(plan).verdict is Verdict.APPLIED
    assert (hand.day.meetings["M1"].slot, hand.day.meetings["M1"].status) == ("S3", MeetingStatus.PLANNED)
    assert hand.day.meetings[other.id].status is MeetingStatus.CANCELLED
    assert hand(plan).verdict is Verdict.CONFLICT
    hand(Undone("e3"))
    assert hand.day.meetings == before


def test_a_re_plan_brings_back_a_meeting_that_was_given_up(hand: Any) -> None:
    hand(MeetingMissed("M1", Side.GUEST))
    hand(PlanChanged("M1", RepairKind.LEAVE_EMPTY, expects="e2"))
    hand(Replanned((Change("M1", "A", ("B",), "S3", "T1", expects="e3"),)))
    assert (hand.day.meetings["M1"].status, hand.day.meetings["M1"].settled) == (MeetingStatus.PLANNED, False)


def test_a_re_plan_does_not_touch_a_meeting_that_has_begun_or_was_changed(hand: Any) -> None:
    hand(MeetingStarted("M1"))
    assert hand(Replanned((Change("M1", "A", ("B",), "S3", "T1", expects="e2"),))).verdict is Verdict.CONFLICT
    assert hand(Replanned((Change("M1", "A", ("B",), "S3", "T1"),))).verdict is Verdict.CONFLICT


def test_undo_and_redo_of_a_check_in_leave_others_alone(hand: Any) -> None:
    hand(CheckedIn("A", "door"))
    hand(CheckedIn("B", "door"))
    hand(Undone("e2"))
    assert (hand.day.presence("A"), hand.day.presence("B")) == (Presence.UNKNOWN, Presence.HERE)
    hand(Redone("e2"))
    assert hand.day.standing("A").arrived == 2_000


def test_undo_of_a_new_badge_makes_the_old_one_valid_again(hand: Any, books: Any) -> None:
    old, new = books.first_badges["A"], list(books.badges)[-1]
    hand(BadgeReplaced("A", old, new))
    assert hand.day.token_of("A") == new
    hand(Undone("e2"))
    assert hand.day.token_of("A") == old


def test_what_was_built_upon_is_taken_back_from_the_newest_inwards(hand: Any) -> None:
    hand(MeetingMissed("M1", Side.GUEST))
    hand(MOVE)
    refused = hand(Undone("e2"))
    assert (refused.verdict, bool(refused.reason)) == (Verdict.CONFLICT, True)


def test_an_undo_of_an_undo_or_of_nothing_has_no_effect(hand: Any) -> None:
    hand(CheckedIn("A", "door"))
    hand(Undone("e2"))
    assert hand(Undone("e3")).verdict is Verdict.NO_EFFECT
    assert hand(Undone("e2")).verdict is Verdict.NO_EFFECT
    assert hand(Undone("nothing")).verdict is Verdict.CONFLICT


def test_a_second_plan_keeps_who_is_here_and_what_was_moved(hand: Any) -> None:
    hand(MeetingMissed("M1", Side.GUEST))
    hand(MOVE)
    hand(CheckedIn("A", "door"))
    plan = hand.day.schedule
    second = replace(plan, meetings=(*plan.meetings[:2], Meeting("M4", "C", ("D",), "S3", "T2")))
    hand.day = hand.day.with_books(hand.day.books.with_plan(2, second))
    hand(PlanAdopted(2))
    assert hand.day.presence("A") is Presence.HERE
    assert hand.day.meetings["M1"].slot == "S3"
    assert {"M3", "M4"} & set(hand.day.meetings) == {"M4"}


def test_undo_of_an_import_brings_the_plan_before_back(hand: Any) -> None:
    before = hand.day.meetings
    second = replace(hand.day.schedule, meetings=())
    hand.day = hand.day.with_books(hand.day.books.with_plan(2, second))
    hand(PlanAdopted(2))
    assert hand.day.meetings == {}
    hand(Undone("e2"))
    assert (hand.day.plan, hand.day.meetings) == (1, before)


def test_a_plan_whose_new_people_did_something_cannot_be_taken_back_first(hand: Any) -> None:
    hand(CheckedIn("A", "door"))
    assert hand(Undone("e1")).verdict is Verdict.CONFLICT


def test_a_walk_in_counts_among_the_people(hand: Any) -> None:
    newcomer = replace(hand.day.schedule.people[0], id="W001", first_name="Nadia")
    hand.day = hand.day.with_books(hand.day.books.with_walk_ins((newcomer,), ()))
    assert newcomer not in hand.day.people()
    hand(WalkedIn("W001", "door"))
    assert newcomer in hand.day.people()


def test_an_entry_of_a_newer_version_is_kept_with_its_verdict(hand: Any) -> None:
    unknown = Unknown("table_closed", {"person": None}, {"table": "T1"})
    assert hand(unknown).verdict is Verdict.UNKNOWN_KIND
    assert hand.day.history["e2"].entry.fact == unknown


@pytest.mark.parametrize(
    "fact",
    [
        CheckedIn("A", "door", "e9", by_hand=True),
        ExpectedLate("A", 12),
        MeetingMissed("M1", Side.BOTH, "e1", "ill"),
        MOVE,
        PlanChanged("M1", RepairKind.WAIT, waits_until=7),
        BadgeReplaced("A", "old", "new"),
        Undone("e1"),
        Unknown("later", {"person": "A", "meeting": None, "checkpoint": None, "undoes": None}, {"x": [1, 2]}),
    ],
)
def test_every_fact_comes_back_from_columns_and_body(fact: Any) -> None:
    assert fact_of(fact.kind, columns(fact), body(fact)) == fact


def test_a_body_that_is_not_understood_stays_unknown_and_whole() -> None:
    kept = fact_of("meeting_missed", {"meeting": "M1"}, {"side": "nobody"})
    assert kept == Unknown("meeting_missed", {"meeting": "M1"}, {"side": "nobody"})


def test_replay_gives_the_same_day_as_one_step_after_the_other(hand: Any) -> None:
    hand(CheckedIn("A", "door"))
    hand(MeetingMissed("M1", Side.GUEST))
    hand(Undone("e2"))
    hand(MeetingStarted("M3"))
    hand(Redone("e2"))
    assert hand.replayed() == hand.day
