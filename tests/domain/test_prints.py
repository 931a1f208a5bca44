"""What was printed is a fact: it ends once, is never taken back, and stands apart from everything else of the day."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from coordinator.domain import badge
from coordinator.domain.checkin import AlreadyHere, BlankBadge, Replaced, Situation, Welcome, decide
from coordinator.domain.codec import body, columns, fact_of
from coordinator.domain.entries import (
    BadgeGiven,
    BadgeReplaced,
    BlanksMade,
    CheckedIn,
    PlanAdopted,
    PrintEnded,
    PrintStarted,
    Redone,
    ScanRefused,
    Undone,
    Unknown,
    Verdict,
    WalkedIn,
)
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.domain.step import step

BADGES = PrintStarted(Document.BADGES, ("A", "B"), "Zebra", "a6", "band", 2, 7)
SENT = PrintEnded("e2", PrintOutcome.SENT, 2)
BLANK = badge.make("BCD", lambda limit: 11 % limit)


@pytest.fixture
def newcomer(hand: Any) -> Any:
    """Return a hand before a day with a blank badge and a person who may walk in."""
    person = replace(hand.day.schedule.people[0], id="W001", first_name="Nadia")
    hand.day = hand.day.with_books(hand.day.books.with_walk_ins((person,), ()).with_badges({BLANK: ""}))
    hand(BlanksMade(1))
    return hand


def scan(hand: Any, text: str) -> Any:
    """Scan at the door without writing anything."""
    return decide(hand.day, text, Situation(10**9, "Desk 1", "door", "BCD"))


def test_a_print_that_started_has_no_end_until_it_is_told(hand: Any) -> None:
    hand(BADGES)
    assert hand.day.prints.jobs["e2"].end is None
    hand(SENT)
    assert hand.day.prints.jobs["e2"].end == SENT
    assert [job.id for job in hand.day.prints.of(Document.BADGES)["B"]] == ["e2"]


def test_a_print_ends_once_and_only_if_it_was_started(hand: Any) -> None:
    hand(BADGES)
    hand(SENT)
    assert hand(PrintEnded("e2", PrintOutcome.FAILED)).verdict is Verdict.NO_EFFECT
    assert hand(PrintEnded("e1", PrintOutcome.SENT)).verdict is Verdict.CONFLICT
    assert hand(PrintEnded("nothing", PrintOutcome.SENT)).verdict is Verdict.CONFLICT
    assert hand.day.prints.jobs["e2"].end == SENT


def test_what_was_printed_or_made_cannot_be_taken_back(hand: Any) -> None:
    hand(BADGES)
    hand(SENT)
    hand(BlanksMade(3))
    for entry in ("e2", "e3", "e4"):
        assert hand(Undone(entry)).verdict is Verdict.NO_EFFECT
    assert not hand.day.undone


def test_an_undo_of_an_import_leaves_what_was_printed(hand: Any) -> None:
    hand(BADGES)
    hand(SENT)
    hand.day = hand.day.with_books(hand.day.books.with_plan(2, hand.day.schedule))
    hand(PlanAdopted(2))
    before = hand.day.prints
    hand(Undone("e4"))
    assert (hand.day.plan, hand.day.prints) == (1, before)
    assert hand.replayed() == hand.day


def test_a_day_without_a_new_print_keeps_the_very_same_log(hand: Any) -> None:
    hand(BADGES)
    before = hand.day.prints
    hand(CheckedIn("A", "door"))
    assert hand.day.prints is before


def test_replay_gives_the_same_day_with_prints_and_blanks_in_it(newcomer: Any) -> None:
    newcomer(BADGES)
    newcomer(WalkedIn("W001", "door"))
    newcomer(BadgeGiven("W001", BLANK))
    newcomer(PrintEnded("e3", PrintOutcome.STOPPED, 1, "no paper"))
    newcomer(Undone("e5"))
    newcomer(Redone("e5"))
    newcomer(PrintStarted(Document.CHART))
    assert newcomer.replayed() == newcomer.day
    assert newcomer.day.given == {BLANK: "W001"}


@pytest.mark.parametrize(
    "fact",
    [
        BADGES,
        PrintStarted(Document.CHART),
        SENT,
        PrintEnded("e9", PrintOutcome.FAILED, 0, "The printer is off."),
        BlanksMade(40),
        BadgeGiven("W001", BLANK),
        ScanRefused(None, "door", "blank"),
        PrintStarted(Document.BADGES, tuple(f"P{number:05}" for number in range(10_000)), "Zebra"),
    ],
)
def test_every_fact_about_paper_comes_back_from_columns_and_json(fact: Any) -> None:
    assert fact_of(fact.kind, columns(fact), json.loads(json.dumps(body(fact)))) == fact


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("print_started", {"document": "postcards"}),
        ("print_started", {"document": "badges", "subjects": [1]}),
        ("print_ended", {"job": "e2", "outcome": "eaten"}),
        ("print_ended", {"job": "e2"}),
    ],
)
def test_a_print_of_tomorrow_stays_unknown_and_whole(hand: Any, kind: str, content: dict[str, Any]) -> None:
    fact = fact_of(kind, {}, content)
    assert fact == Unknown(kind, {}, content)
    assert hand(fact).verdict is Verdict.UNKNOWN_KIND
    assert not hand.day.prints.jobs


def test_a_blank_badge_waits_for_its_owner_and_keeps_its_token_to_itself(newcomer: Any) -> None:
    decision = scan(newcomer, BLANK)
    assert decision.outcome == BlankBadge(BLANK)
    assert decision.facts == (ScanRefused(None, "door", "blank"),)
    assert BLANK not in repr(decision)


def test_a_blank_badge_that_was_given_opens_the_door_for_its_owner(newcomer: Any) -> None:
    newcomer(WalkedIn("W001", "door"))
    newcomer(BadgeGiven("W001", BLANK))
    assert newcomer.day.token_of("W001") == BLANK
    assert scan(newcomer, BLANK).outcome == AlreadyHere("W001", 3000, "Desk 1")


def test_a_blank_badge_has_one_owner_and_only_a_blank_one_can_be_given(newcomer: Any) -> None:
    newcomer(BadgeGiven("W001", BLANK))
    assert newcomer(BadgeGiven("A", BLANK)).verdict is Verdict.CONFLICT
    assert newcomer(BadgeGiven("W001", newcomer.day.token_of("A"))).verdict is Verdict.CONFLICT
    assert newcomer(BadgeGiven("W001", "nothing")).verdict is Verdict.CONFLICT
    assert newcomer(BadgeGiven("Z", BLANK)).verdict is Verdict.CONFLICT


def test_a_blank_badge_taken_back_is_free_again_and_cannot_be_brought_back_once_another_has_it(newcomer: Any) -> None:
    newcomer(BadgeGiven("W001", BLANK))
    newcomer(Undone("e3"))
    assert scan(newcomer, BLANK).outcome == BlankBadge(BLANK)
    newcomer(BadgeGiven("A", BLANK))
    assert scan(newcomer, BLANK).outcome == Welcome("A")
    assert newcomer(Redone("e3")).verdict is Verdict.CONFLICT
    assert newcomer.replayed() == newcomer.day


def test_a_blank_badge_is_void_once_its_owner_has_a_newer_one(newcomer: Any) -> None:
    newcomer(BadgeGiven("A", BLANK))
    assert scan(newcomer, newcomer.day.books.first_badges["A"]).outcome == Replaced("A")
    newcomer(BadgeReplaced("A", BLANK, list(newcomer.day.books.badges)[5]))
    assert scan(newcomer, BLANK).outcome == Replaced("A")


def test_a_blank_badge_is_nobodys_first_badge(newcomer: Any) -> None:
    assert "" not in newcomer.day.books.first_badges
    assert newcomer.day.books.blanks == (BLANK,)


def test_a_step_after_ten_thousand_printed_badges_does_not_copy_them(hand: Any) -> None:
    hand(PrintStarted(Document.BADGES, tuple(f"P{number:05}" for number in range(10_000)), "Zebra"))
    subjects = hand.day.prints.jobs["e2"].asked.subjects
    hand(PrintEnded("e2", PrintOutcome.SENT, 10_000))
    day, _ = step(hand.day, hand.entries[-1])
    assert day.prints.jobs["e2"].asked.subjects is subjects
    assert len(day.prints.of(Document.BADGES)) == 10_000
