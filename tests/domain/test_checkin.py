"""Every scan has one outcome of a closed set."""

from __future__ import annotations

from typing import Any

import pytest

from coordinator.domain import badge
from coordinator.domain.checkin import (
    AlreadyHere,
    DamagedBadge,
    DoubleRead,
    ForeignContent,
    Goodbye,
    NotHere,
    OtherEvent,
    Outcome,
    PartialBadge,
    Replaced,
    Situation,
    UnknownBadge,
    Welcome,
    Withdrawn,
    check_out,
    decide,
)
from coordinator.domain.day import Presence
from coordinator.domain.entries import BadgeReplaced, CheckedIn, ScanRefused


def token(number: int, tag: str = "BCD") -> str:
    """Return the token that is made of this number alone; 0 to 4 belong to A, B, C, D and W, 5 is A's second."""
    return badge.make(tag, lambda limit: number % limit)


@pytest.fixture
def scan(hand: Any) -> Any:
    """Return a function that scans at the door and writes what follows."""

    def scan(text: str, at: int = 0, desk: str = "Desk 1", checkpoint: str = "door") -> Outcome:
        decision = decide(hand.day, text, Situation(at, desk, checkpoint, "BCD"))
        for fact in decision.facts:
            hand(fact, at=at, desk=desk)
        return decision.outcome

    return scan


def test_a_first_scan_is_a_welcome(scan: Any, hand: Any) -> None:
    assert scan(token(0)) == Welcome("A")
    assert hand.day.presence("A") is Presence.HERE


def test_a_typed_person_id_is_a_check_in_by_hand(scan: Any, hand: Any) -> None:
    assert scan("A") == Welcome("A")
    assert hand.entries[-1].fact == CheckedIn("A", "door", by_hand=True)


def test_a_later_scan_says_since_when_and_where(scan: Any) -> None:
    scan(token(0), 1_000)
    assert scan(token(0), 700_000, "Desk 2") == AlreadyHere("A", 1_000, "Desk 1")


def test_two_reads_within_five_seconds_are_one_scan(scan: Any) -> None:
    scan(token(1), 0)
    assert scan(token(1), 4_999) == DoubleRead("B")
    assert scan(token(1), 20_000) == AlreadyHere("B", 0, "Desk 1")


def test_the_same_badge_at_two_desks_within_two_minutes_may_be_a_copy(scan: Any) -> None:
    scan(token(1), 0)
    assert scan(token(1), 60_000, "Desk 2") == AlreadyHere("B", 0, "Desk 1", copied=True)


def test_another_checkpoint_welcomes_the_person_again(scan: Any) -> None:
    scan(token(1), 0)
    assert scan(token(1), 10_000, checkpoint="hall") == Welcome("B")


def test_a_replaced_badge_is_refused_and_the_new_one_opens(scan: Any, hand: Any) -> None:
    hand(BadgeReplaced("A", token(0), token(5)))
    assert scan(token(0)) == Replaced("A")
    assert scan(token(5)) == Welcome("A")


def test_a_badge_that_was_not_yet_given_out_is_refused(scan: Any) -> None:
    assert scan(token(5)) == Replaced("A")


def test_a_withdrawn_person_is_not_let_in(scan: Any, hand: Any) -> None:
    assert scan(token(4)) == Withdrawn("W")
    assert hand.day.presence("W") is Presence.UNKNOWN


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (token(3, "XXX"), OtherEvent()),
        (token(9), UnknownBadge(token(9)[:8])),
        (token(0)[:-1] + "X", DamagedBadge()),
        (token(0)[:12], PartialBadge()),
        ("https://example.org/?q=1", ForeignContent()),
    ],
)
def test_what_lets_nobody_in_is_named_and_logged_without_its_text(
    scan: Any, hand: Any, text: str, outcome: Outcome
) -> None:
    assert scan(text) == outcome
    assert hand.entries[-1].fact == ScanRefused(None, "door", outcome.word)


def test_check_out_ends_the_stay_at_this_checkpoint_only(scan: Any, hand: Any) -> None:
    scan(token(0), 0)
    scan(token(0), 10_000, checkpoint="hall")
    decision = check_out(hand.day, "A", Situation(20_000, "Desk 1", "hall", "BCD"))
    hand(decision.facts[0], at=20_000)
    assert decision.outcome == Goodbye("A")
    assert hand.day.presence("A") is Presence.HERE
    assert hand.day.standing("A").visit_at("hall") is None


def test_who_was_not_here_cannot_be_checked_out(hand: Any) -> None:
    assert check_out(hand.day, "A", Situation(0, "Desk 1", "door", "BCD")).outcome == NotHere("A")
