"""Restoring at the desk: offered, checked again, written as one entry, taken back as one, also after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from coordinator.desk.answers import Done, Refusal
from coordinator.domain.entries import RepairKind
from coordinator.domain.schedule import MeetingStatus, Side
from coordinator.planning.proposals import Offers
from coordinator.planning.restoring import Restoration

if TYPE_CHECKING:
    from coordinator.desk.clock import OwnClock
    from coordinator.desk.desk import Desk

    Reopened = Any

LATE = "E29"


@pytest.fixture
def given_up(desk: Desk, clock: OwnClock) -> Desk:
    """Return a desk in the second round: everybody came but one, who was marked absent and whose meetings are gone."""
    for person in desk.day.schedule.people:
        if person.registration.may_enter and person.id != LATE:
            desk.check_in(person.id)
    second = desk.day.schedule.meeting_slots[1]
    clock.set(int(second.start.timestamp() * 1000) + 60_000)
    desk.mark_absent(LATE)
    for meeting in desk.day.meetings_of(LATE):
        slot = desk.day.schedule.slot_by_id[meeting.slot or ""]
        if slot.start < desk.now:
            desk.mark_missed(meeting.id, Side.GUEST if LATE in meeting.guests else Side.HOST)
        offers = desk.propose(meeting.id)
        assert isinstance(offers, Offers)
        desk.accept(next(p for p in offers.proposals if p.kind is RepairKind.LEAVE_EMPTY))
    return desk


def restoration(desk: Desk) -> Restoration:
    """Return what the desk offers."""
    offer = desk.restoration(LATE)
    assert isinstance(offer, Restoration)
    return offer


def test_what_was_lost_comes_back_with_one_entry_and_goes_with_one(given_up: Desk, reopened: Reopened) -> None:
    assert restoration(given_up).ways == ()
    given_up.check_in(LATE)
    before, offer = given_up.day.meetings, restoration(given_up)
    assert len(offer.ways) == len(given_up.day.meetings_of(LATE))
    answer = given_up.accept(offer)
    assert isinstance(answer, Done)
    assert (answer.sentence, len(answer.entries)) == (offer.title, 1)
    assert given_up.check() == ()
    again: Desk = reopened()
    assert {m.status for m in again.day.meetings_of(LATE)} == {MeetingStatus.PLANNED}
    assert isinstance(again.undo(), Done)
    assert again.day.meetings == before
    assert isinstance(again.redo(), Done)
    assert again.check() == ()
    assert restoration(again).sentence.endswith("lost no meeting today.")


def test_a_restoration_is_checked_again_when_it_is_accepted(given_up: Desk) -> None:
    given_up.check_in(LATE)
    offer = restoration(given_up)
    given_up.check_out(LATE)
    answer = given_up.accept(offer)
    assert isinstance(answer, Refusal)
    assert "has left" in answer.sentence
    given_up.check_in(LATE)
    assert isinstance(given_up.accept(restoration(given_up)), Done)
    assert isinstance(given_up.accept(offer), Refusal)


def test_a_meeting_nobody_spoke_of_comes_back_for_who_came_after_it(desk: Desk, clock: OwnClock) -> None:
    third = desk.day.schedule.meeting_slots[3]
    clock.set(int(third.start.timestamp() * 1000))
    over = [m for m in desk.day.meetings_of(LATE) if desk.day.schedule.slot_by_id[m.slot or ""].end <= desk.now]
    assert restoration(desk).ways == ()
    desk.check_in(LATE)
    assert {way.meeting for way in restoration(desk).ways} == {m.id for m in over}
    assert isinstance(desk.accept(restoration(desk)), Done)


def test_nobody_is_asked_about_who_is_not_in_the_plan(desk: Desk) -> None:
    assert desk.restoration("nobody") == Refusal("There is no person “nobody” in the plan.")


def test_of_several_repairs_it_is_said_at_once_what_no_longer_holds(given_up: Desk) -> None:
    given_up.check_in(LATE)
    offer = restoration(given_up)
    assert given_up.objections(()) == ()
    assert given_up.objections((offer, offer.only(()))) == ((), ("There is nothing to restore.",))
