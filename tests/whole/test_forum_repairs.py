"""Twenty broken meetings of a real event: repaired, printed, undone; judged by code that did not make the proposals."""

from __future__ import annotations

import io
import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.desk import opening, papers
from coordinator.desk.answers import Done
from coordinator.desk.clock import OwnClock
from coordinator.domain.day import Presence
from coordinator.domain.entries import RepairKind
from coordinator.domain.printing import Document
from coordinator.domain.schedule import EventInfo, MeetingStatus, Side
from coordinator.intake import door
from coordinator.paper import offering
from coordinator.planning.fill_all import FillOffer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from coordinator.desk.desk import Desk
    from coordinator.domain.day import Day
    from coordinator.planning.proposals import Proposal

FORUM = Path(__file__).resolve().parents[3] / "shared" / "data" / "forum-13"
ONE_MOVES = (RepairKind.SWAP, RepairKind.PULL_FORWARD)
TAKEN = (MeetingStatus.PLANNED, MeetingStatus.RUNNING, MeetingStatus.HELD)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk of forum-13 at which three of four people have been checked in."""
    if not FORUM.is_dir():
        pytest.skip("the files of forum-13 are not beside this checkout")
    clock = OwnClock(0, speed=0)
    path = tmp_path_factory.mktemp("forum") / "forum.sqlite"
    made = opening.create(path, EventInfo("Forum", date(2026, 11, 24), "UTC"), clock=clock)
    schedule = door.load([FORUM / "forum-13.xlsx"]).schedule
    assert schedule is not None
    clock.set(int(schedule.meeting_slots[0].start.timestamp() * 1000) - 3_600_000)
    made.adopt(schedule)
    for number, person in enumerate(schedule.people):
        if number % 4:
            made.check_in(person.id)
    yield made
    made.close()


def chosen() -> list[str]:
    """Return twenty meeting ids, the same in every run."""
    return random.Random(13).sample([f"M{number:03}" for number in range(1, 155)], 20)  # noqa: S311 (the same twenty in every run)


@pytest.mark.parametrize("meeting", chosen())
def test_a_missed_meeting_of_a_real_event_is_repaired_printed_and_undone(desk: Desk, meeting: str) -> None:
    planned = desk.day.schedule.meeting_by_id[meeting]
    slot = desk.day.schedule.slot_by_id[planned.slot or ""]
    clock: Any = desk.clock
    clock.set(int((slot.start + timedelta(minutes=6)).timestamp() * 1000))
    before = desk.day.meetings
    side = Side.GUEST if desk.day.presence(planned.host) is Presence.HERE else Side.HOST
    assert isinstance(desk.mark_missed(meeting, side), Done)
    offers = desk.propose(meeting)
    broken = desk.day
    kinds = {proposal.kind for proposal in offers.proposals}
    for proposal in offers.proposals:
        assert complaints(broken, proposal, desk.now) == []
    assert (RepairKind.FILL in kinds) == bool(fills(broken, meeting))
    assert (RepairKind.MOVE in kinds) == bool(moves(broken, meeting, desk.now))
    for shift in (proposal for proposal in offers.proposals if proposal.kind in ONE_MOVES):
        assert isinstance(desk.accept(shift), Done)
        assert complaints_of_day(desk.day) == []
        assert touched(broken, desk.day) == {meeting, *(change.meeting for change in shift.changes)}
        assert isinstance(desk.undo(), Done)
        assert desk.day.meetings == broken.meetings
    best = offers.proposals[0]
    assert isinstance(desk.accept(best), Done)
    assert complaints_of_day(desk.day) == []
    assert desk.check() == ()
    printed = io.BytesIO()
    changed = papers.write(desk, offering.job(Document.CARDS), printed, (papers.CHANGED,))
    assert bool(changed.pages) == bool(best.changes)
    assert isinstance(desk.undo(), Done)
    assert isinstance(desk.undo(), Done)
    assert desk.day.meetings == before
    assert desk.check() == ()


def test_every_round_of_a_real_event_is_filled_at_once_and_undone(desk: Desk) -> None:
    clock: Any = desk.clock
    filled = 0
    for slot in desk.day.schedule.meeting_slots:
        clock.set(int((slot.start - timedelta(minutes=3)).timestamp() * 1000))
        before = desk.day.meetings
        offer = desk.fill_offer()
        assert isinstance(offer, FillOffer)
        assert offer.is_best
        if offer.blocked:
            continue
        assert isinstance(desk.accept(offer), Done)
        filled += len(offer.meetings)
        assert complaints_of_day(desk.day) == []
        assert desk.check() == ()
        assert all(desk.day.presence(person) is Presence.HERE for person in offer.tells)
        given = {each.meeting for each in offer.instead_of}
        new = {change.meeting for change in offer.changes}
        assert {known for known, m in desk.day.meetings.items() if before.get(known) != m} == given | new
        assert isinstance(desk.undo(), Done)
        assert desk.day.meetings == before
    assert filled


# -- a referee of its own: it reads the plan and the state, and shares nothing with the planner


def may_sit(day: Day, people: tuple[str, ...], slot: str, table: str, ignoring: Collection[str]) -> list[str]:
    """Say what speaks against these people at this table in this slot."""
    plan, said = day.schedule, []
    if table not in plan.table_by_id or not plan.table_by_id[table].active:
        said.append("H6 no such table")
    for other in day.meetings.values():
        if other.id in ignoring or other.status not in TAKEN or other.slot != slot:
            continue
        if other.table == table:
            said.append(f"H6 table taken by {other.id}")
        if set(other.people) & set(people):
            said.append(f"H5 somebody sits in {other.id}")
    for person in people:
        known = plan.person_by_id[person]
        if slot in known.unavailable or not day.presence(person).may_come:
            said.append(f"H4 {person} is not available")
    if plan.table_by_id[table].fixed_for:
        said.append("H7 a home table")
    return said


def complaints(day: Day, proposal: Proposal, now: datetime) -> list[str]:
    """Say which rule a proposal breaks; only a swap or pulling forward touches another meeting, and names it."""
    said = []
    gone = {proposal.meeting, *(change.meeting for change in proposal.changes)}
    others = [
        change.meeting for change in proposal.changes if change.meeting in day.meetings.keys() - {proposal.meeting}
    ]
    if len(others) != (proposal.kind in ONE_MOVES):
        said.append(f"H9 {others} are touched")
    for other in others:
        if not set(day.meetings[other].people) <= set(proposal.tells) or "moves from" not in proposal.effects[0]:
            said.append(f"nobody is told of {other}")
        slots = {change.slot for change in proposal.changes if change.meeting == other} | {day.meetings[other].slot}
        if any(is_near(day, slot, now) for slot in slots):
            said.append(f"H10 {other} is moved in the lead time")
    for change in proposal.changes:
        slot = day.schedule.slot_by_id[change.slot]
        people = (change.host, *change.guests)
        if slot.end <= now:
            said.append("H2 the slot is over")
        if slot.start <= now and any(day.presence(person) is not Presence.HERE for person in people):
            said.append("policy: somebody is not here for a round that runs")
        said += may_sit(day, people, change.slot, change.table, gone)
        if change.request and pair(people) in pairs(day, without=""):
            said.append("H3 this pair meets already")
    return said


def is_near(day: Day, slot: str | None, now: datetime) -> bool:
    """Return whether a slot is the very next one."""
    return slot == next((known.id for known in day.schedule.meeting_slots if known.start > now), None)


def touched(before: Day, after: Day) -> set[str]:
    """Return which meetings stand otherwise than before."""
    return {known for known, meeting in after.meetings.items() if before.meetings.get(known) != meeting}


def complaints_of_day(day: Day) -> list[str]:
    """Say which rule the whole plan breaks as it stands."""
    held = [m for m in day.meetings.values() if m.status in TAKEN]
    seats = Counter((person, m.slot) for m in held for person in m.people)
    tables = Counter((m.table, m.slot) for m in held)
    return [str(key) for counted in (seats, tables) for key, number in counted.items() if number > 1]


def pair(people: tuple[str, ...]) -> frozenset[str]:
    """Return two people without their order."""
    return frozenset(people)


def pairs(day: Day, without: str) -> set[frozenset[str]]:
    """Return who meets whom today, but for one meeting."""
    return {pair(m.people) for m in day.meetings.values() if m.status in TAKEN and m.id != without}


def fills(day: Day, meeting: str) -> list[str]:
    """Return the requests that could fill the broken meeting's place, by trying all of them.

    Whoever of the broken meeting is here must be part of it; where nobody is, only the table is to be filled.
    """
    broken = day.meetings[meeting]
    missing = broken.host if broken.missed is Side.HOST else broken.guests[0]
    idle = {person for person in broken.people if person != missing and day.presence(person) is Presence.HERE}
    found = []
    for request in day.schedule.requests:
        people = (request.from_person, request.to_person)
        here = all(day.presence(person) is Presence.HERE for person in people)
        wanted = (
            request.status.can_be_filled and here and idle <= set(people) and pair(people) not in pairs(day, meeting)
        )
        if wanted and not may_sit(day, people, broken.slot or "", broken.table or "", (meeting,)):
            found.append(request.id)
    return found


def moves(day: Day, meeting: str, now: datetime) -> list[tuple[str, str]]:
    """Return the later places at which the broken meeting could take place, by trying all of them."""
    broken = day.meetings[meeting]
    return [
        (slot.id, table.id)
        for slot in day.schedule.meeting_slots
        if slot.start > now
        for table in day.schedule.tables
        if not may_sit(day, broken.people, slot.id, table.id, (meeting,))
    ]
