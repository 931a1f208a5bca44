"""Filling a round at the desk: offered, checked again, written as one entry, taken back as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coordinator.desk.answers import Done, Refusal
from coordinator.planning.fill_all import FillOffer

if TYPE_CHECKING:
    from coordinator.desk.clock import OwnClock
    from coordinator.desk.desk import Desk

    Reopened = Any


@pytest.fixture
def busy(desk: Desk, clock: OwnClock) -> Desk:
    """Return a desk at which everybody is here, five minutes before the fifth round."""
    for person in desk.day.schedule.people:
        if person.registration.may_enter:
            desk.check_in(person.id)
    start = desk.day.schedule.meeting_slots[4].start
    clock.set(int(start.timestamp() * 1000) - 300_000)
    return desk


def offer_of(desk: Desk, slot: str = "") -> FillOffer:
    """Return what the desk offers."""
    offer = desk.fill_offer(slot)
    assert isinstance(offer, FillOffer)
    return offer


def test_the_coming_round_is_filled_with_one_entry_and_taken_back_with_one(busy: Desk, reopened: Reopened) -> None:
    before = busy.day.meetings
    offer = offer_of(busy)
    assert offer.slot == busy.day.schedule.meeting_slots[4].id
    assert offer.meetings
    answer = busy.accept(offer)
    assert isinstance(answer, Done)
    assert (answer.sentence, len(answer.entries)) == (offer.title, 1)
    assert busy.check() == ()
    again: Desk = reopened()
    assert {change.meeting for change in offer.changes} <= again.day.meetings.keys()
    undone = again.undo()
    assert isinstance(undone, Done)
    assert undone.sentence.startswith("Undone: filling of the round at ")
    assert again.day.meetings == before
    assert isinstance(again.redo(), Done)
    assert again.check() == ()


def test_a_fill_is_checked_again_when_it_is_accepted(busy: Desk) -> None:
    offer = offer_of(busy)
    busy.check_out(offer.tells[0])
    answer = busy.accept(offer)
    assert isinstance(answer, Refusal)
    assert answer.sentence.startswith("This no longer holds: ")
    assert isinstance(busy.accept(offer_of(busy)), Done)


def test_a_round_that_is_not_there_or_over_is_not_filled(busy: Desk, clock: OwnClock) -> None:
    assert busy.fill_offer("R99") == Refusal("There is no round “R99” in the plan.")
    first = offer_of(busy, busy.day.schedule.meeting_slots[0].id)
    assert first.blocked.endswith("is over.")
    assert isinstance(busy.accept(first), Refusal)
    clock.set(int(busy.day.schedule.meeting_slots[-1].end.timestamp() * 1000))
    assert busy.fill_offer() == Refusal("No round is left today.")
