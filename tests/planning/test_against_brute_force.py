"""Small random days: every proposal is judged by other code, and nothing that is possible is overlooked."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.day import Day, MeetingNow, Presence
from coordinator.domain.entries import Fact, RepairKind, Undone
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import MeetingStatus, Side
from coordinator.domain.step import replay, start
from coordinator.planning.proposals import Proposal, propose, still_holds
from coordinator.planning.rules import judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Hall = Any
    Maker = Callable[..., Hall]
    Step = Callable[[Day, Fact], Day]

ORGANISATIONS = ("Acme", "Brew", "Coop", "Deli", "Echo")
ONE_MOVES = (RepairKind.SWAP, RepairKind.PULL_FORWARD)
STATUSES = ("accepted", "standby", "pending", "declined")


# -- the same rules, written a second time and slowly


def sits(day: Day, meeting: MeetingNow) -> bool:
    """Return whether a meeting occupies its people and its table."""
    return meeting.status in (MeetingStatus.PLANNED, MeetingStatus.RUNNING, MeetingStatus.HELD)


def couples(meeting: MeetingNow) -> set[frozenset[str]]:
    """Return the pairs that meet in a meeting."""
    return {frozenset({meeting.host, guest}) for guest in meeting.guests}


def homes(day: Day, people: tuple[str, ...]) -> set[str]:
    """Return the open home tables of these people's organisations."""
    mine = {day.person(person).organisation for person in people}
    return {
        t.id for t in day.schedule.tables if t.active and t.fixed_for and day.person(t.fixed_for).organisation in mine
    }


def table_fits(day: Day, people: tuple[str, ...], table: str) -> bool:
    """Return whether these people may sit at this table."""
    known = day.schedule.table_by_id[table]
    own = homes(day, people)
    return known.active and (table in own if own else known.fixed_for is None)


def faults(day: Day) -> list[str]:
    """Return what is wrong with the plan as it stands."""
    meetings = [m for m in day.meetings.values() if sits(day, m)]
    wrong = []
    for number, one in enumerate(meetings):
        wrong += [f"table of {one.id}"] * (not table_fits(day, one.people, one.table))
        wrong += [f"{p} is away in {one.id}" for p in one.people if one.slot in day.person(p).unavailable]
        for other in meetings[:number]:
            together = one.slot == other.slot
            wrong += [f"person in {one.id} and {other.id}"] * (together and bool({*one.people} & {*other.people}))
            wrong += [f"table in {one.id} and {other.id}"] * (together and one.table == other.table)
            wrong += [f"pair in {one.id} and {other.id}"] * bool(couples(one) & couples(other))
    for person in day.people():
        load = sum(person.id in m.people for m in meetings)
        wrong += [f"{person.id} has too many"] * (person.max_meetings is not None and load > person.max_meetings)
    return wrong


def can_be_there(hall: Hall, day: Day, person: str, slot: Any) -> bool:
    """Return whether a person can be in the hall for this round."""
    presence, known = day.presence(person), day.person(person)
    if slot.id in known.unavailable:
        return False
    if presence is Presence.HERE:
        return bool(slot.end > hall.now)
    if presence is Presence.LATE:
        return bool(slot.start > hall.now and slot.start.timestamp() * 1000 >= day.standing(person).expected)
    return bool(presence is Presence.UNKNOWN and slot.start > hall.now)


def fits(  # noqa: PLR0917 (one for each thing that must fit)
    hall: Hall, day: Day, broken: MeetingNow, people: tuple[str, ...], slot: Any, table: str
) -> bool:
    """Return whether these people could meet there if the broken meeting did not exist."""
    others = [m for m in day.meetings.values() if sits(day, m) and m.id != broken.id]
    if not table_fits(day, people, table) or not all(can_be_there(hall, day, p, slot) for p in people):
        return False
    for person in people:
        most = day.person(person).max_meetings
        if most is not None and sum(person in m.people for m in others) >= most:
            return False
    wanted = {frozenset({people[0], guest}) for guest in people[1:]}
    return not any(
        (m.slot == slot.id and ({*m.people} & {*people} or m.table == table)) or couples(m) & wanted for m in others
    )


def missing(hall: Hall, day: Day, meeting: MeetingNow) -> set[str]:
    """Return who is missing from a meeting."""
    away = {p for p in meeting.people if day.presence(p) is not Presence.HERE}
    if meeting.status is MeetingStatus.MISSED:
        side = {Side.HOST: {meeting.host}, Side.GUEST: {*meeting.guests}}.get(meeting.missed, {*meeting.people})
        return side & away or side
    slot = day.schedule.slot_by_id[meeting.slot]
    coming = next((s for s in day.schedule.meeting_slots if s.start > hall.now), None)
    if coming is None or slot.start <= coming.start:
        return away
    return {
        p for p in meeting.people if not can_be_there(hall, day, p, slot) and slot.id not in day.person(p).unavailable
    }


def possible_moves(hall: Hall, day: Day, broken: MeetingNow) -> list[str]:
    """Return every later round into which the meeting could move."""
    if broken.pinned:
        return []
    return [
        slot.id
        for slot in day.schedule.meeting_slots
        if slot.start > hall.now
        and slot.id != broken.slot
        and any(fits(hall, day, broken, broken.people, slot, table.id) for table in day.schedule.tables)
    ]


def near(hall: Hall, day: Day, slot: Any) -> bool:
    """Return whether a new meeting in this round needs people who are here."""
    coming = [s.start for s in day.schedule.meeting_slots if s.start > hall.now][: hall.policy.lead]
    return slot.start <= hall.now or slot.start in coming


def possible_fills(hall: Hall, day: Day, broken: MeetingNow) -> Iterator[frozenset[str]]:
    """Return every pair of the standby pool that could meet in the place of the broken meeting."""
    slot = day.schedule.slot_by_id[broken.slot]
    gone = missing(hall, day, broken)
    idle = {p for p in broken.people if p not in gone}
    if near(hall, day, slot):
        idle = {p for p in idle if day.presence(p) is Presence.HERE}
    promised = [
        m for m in day.meetings.values() if sits(day, m) or (m.status is MeetingStatus.MISSED and not m.settled)
    ]
    for wish in day.schedule.requests:
        both = (wish.from_person, wish.to_person)
        served = any({*both} in couples(m) or m.request == wish.id for m in promised)
        if wish.status.value == "declined" or served or {*both} & gone or (idle and not {*both} & idle):
            continue
        if near(hall, day, slot) and not all(day.presence(p) is Presence.HERE for p in both):
            continue
        tables = [t.id for t in day.schedule.tables] if idle else [broken.table]
        if slot.end > hall.now and any(fits(hall, day, broken, both, slot, table) for table in tables):
            yield frozenset(both)


def worth(day: Day, both: frozenset[str]) -> int:
    """Return what a wish is worth: the ranks of both sides first, then how far it got."""
    asked = [wish for wish in day.schedule.requests if {wish.from_person, wish.to_person} == both]
    asked = [wish for wish in asked if wish.status.value != "declined"]
    ranks = sum(max((6 - w.priority for w in asked if w.from_person == person), default=0) for person in both)
    return 10 * ranks + max(2 - STATUSES.index(wish.status.value) for wish in asked)


def possible_stand_ins(hall: Hall, day: Day, broken: MeetingNow) -> Iterator[tuple[str, ...]]:
    """Return every way in which present colleagues could take the place of who is missing."""
    slot, gone = day.schedule.slot_by_id[broken.slot], missing(hall, day, broken)
    coming = next((s.start for s in day.schedule.meeting_slots if s.start > hall.now), slot.start)
    choices = [
        [c.id for c in day.colleagues(p) if day.presence(c.id) is Presence.HERE and c.id not in broken.people]
        if p in gone
        else [p]
        for p in broken.people
    ]
    for people in product(*choices):
        rest = {*people} & {*broken.people}
        if len({*people}) < len(people) or slot.end <= hall.now:
            continue
        if slot.start <= coming and any(day.presence(p) is not Presence.HERE for p in rest):
            continue
        if any(fits(hall, day, broken, people, slot, table.id) for table in day.schedule.tables):
            yield people


def is_intact(hall: Hall, day: Day, meeting: MeetingNow) -> bool:
    """Return whether a meeting is announced and nobody is missing."""
    over = day.schedule.slot_by_id[meeting.slot].end <= hall.now
    return meeting.status is MeetingStatus.PLANNED and not over and not missing(hall, day, meeting)


def far(hall: Hall, day: Day) -> list[Any]:
    """Return the rounds into and out of which an announced meeting may move."""
    coming = [slot for slot in day.schedule.meeting_slots if slot.start > hall.now]
    return coming[hall.policy.lead :]


def places(hall: Hall, day: Day, meeting: MeetingNow, slot: Any) -> list[int]:
    """Return 0 for the meeting's own table and 1 for every other one at which it could take place in this round."""
    tables = [table.id for table in day.schedule.tables if fits(hall, day, meeting, meeting.people, slot, table.id)]
    return sorted(int(table != meeting.table) for table in tables)


def without(day: Day, *gone: str) -> Day:
    """Return the day as if these meetings did not exist."""
    return replace(day, meetings={known: m for known, m in day.meetings.items() if known not in gone})


def possible_swaps(hall: Hall, day: Day, broken: MeetingNow) -> Iterator[tuple[str, str, str, int]]:
    """Return every round of the broken meeting with the other one, its nearest new round, and the table moves."""
    allowed = [table.id for table in day.schedule.tables if table_fits(day, broken.people, table.id)]
    for slot in far(hall, day) if not broken.pinned else ():
        there = [m for m in day.meetings.values() if sits(day, m) and m.slot == slot.id and m.id != broken.id]
        near_by = [m for m in there if {*m.people} & {*broken.people}]
        near_by = near_by or [m for m in there if [m.table] == allowed]
        if slot.id == broken.slot or len(near_by) != 1 or near_by[0].pinned or not is_intact(hall, day, near_by[0]):
            continue
        (other,) = near_by
        own = places(hall, without(day, other.id), broken, slot)[:1]
        ways = [
            (moves, then.start, then.id)
            for then in far(hall, day)
            if then is not slot
            for moves in places(hall, without(day, broken.id), other, then)
        ]
        if own and ways:
            yield slot.id, other.id, min(ways)[2], own[0] + min(ways)[0]


def possible_pulls(hall: Hall, day: Day, broken: MeetingNow) -> Iterator[tuple[int, Any, str]]:
    """Return every later meeting of somebody idle that could take place in the broken one's round."""
    slot, gone = day.schedule.slot_by_id[broken.slot], missing(hall, day, broken)
    idle = {p for p in broken.people if p not in gone and day.presence(p) is Presence.HERE}
    too_near = slot.start > hall.now and slot not in far(hall, day)
    for other in day.meetings.values():
        then = day.schedule.slot_by_id[other.slot]
        if too_near or slot.end <= hall.now or then not in far(hall, day) or then.start <= slot.start:
            continue
        here = all(day.presence(person) is Presence.HERE for person in other.people)
        if not {*other.people} & idle or other.pinned or not here or not is_intact(hall, day, other):
            continue
        for moves in places(hall, without(day, broken.id), other, slot)[:1]:
            yield moves, -then.start.timestamp(), other.id


# -- random days


def random_hall(hall: Maker, seed: int) -> Hall:
    """Return a small day somewhere in its middle."""
    draw = random.Random(seed)  # noqa: S311 (must be the same every time)
    made = hall(rounds=draw.randint(2, 5), tables=draw.randint(1, 3))
    names = [f"P{n}" for n in range(draw.randint(4, 9))]
    made.people(*(f"{name}@{draw.choice(ORGANISATIONS)}" for name in names))
    rounds = [slot.id for slot in made.schedule.slots]
    for number in range(draw.randint(0, 2)):
        made.table(f"H{number}", home=draw.choice(names))
    if draw.random() < 0.2:
        made.table("X1", active=False)
    for name in names:
        if draw.random() < 0.2:
            made.edit(name, unavailable=frozenset(draw.sample(rounds, 1)))
        if draw.random() < 0.1:
            made.edit(name, max_meetings=draw.randint(1, 3))
    _random_plan(made, draw, names, rounds)
    for number in range(draw.randint(2, 14)):
        one, other = draw.sample(names, 2)
        made.wish(f"Q{number} {one} {other} {draw.choice(STATUSES)} {draw.randint(1, 5)}")
    made.policy = Policy(grace_minutes=draw.choice((3, 5, 10)), lead=draw.choice((0, 1, 1, 2)))
    made.at(f"{9 + (minute := draw.randint(-10, 20 * len(rounds))) // 60:02}:{minute % 60:02}")
    return _random_morning(made, draw, names)


def _random_plan(made: Hall, draw: random.Random, names: list[str], rounds: list[str]) -> None:
    for number in range(draw.randint(3, 14)):
        host, *guests = draw.sample(names, 3 if draw.random() < 0.1 else 2)
        table = draw.choice(made.schedule.tables).id
        before = made.schedule
        made.meeting(f"M{number} {host} {'+'.join(guests)} {draw.choice(rounds)} {table}", pinned=draw.random() < 0.1)
        if faults(made.day()):
            made.schedule = before


def _random_morning(made: Hall, draw: random.Random, names: list[str]) -> Hall:
    made.wake(draw, names, (8, 3, 2, 1, 1), lambda: f"{draw.randint(9, 10):02}:{draw.randint(0, 59):02}")
    return made.miss_some(draw)


# -- the comparison


@pytest.mark.parametrize("batch", range(25))
def test_every_proposal_is_sound_and_none_is_overlooked(hall: Maker, after: Step, batch: int) -> None:
    for seed in range(batch * 100, batch * 100 + 100):
        made = random_hall(hall, seed)
        day, problem = made.day(), made.problem()
        assert faults(day) == []
        assert judge(day) == ()
        for meeting in day.meetings.values():
            offers = propose(problem, meeting.id)
            assert offers.meeting == meeting.id
            assert bool(offers.blocked) == (len(offers.proposals) < 2), (seed, meeting.id)
            if not offers.proposals:
                assert not missing(made, day, meeting) or meeting.status is not MeetingStatus.PLANNED
                continue
            compare(made, day, meeting, offers.proposals)
            for proposal in offers.proposals:
                assert still_holds(problem, proposal) == ()
                try_out(day, meeting, proposal, after)


def compare(made: Hall, day: Day, meeting: MeetingNow, proposals: tuple[Proposal, ...]) -> None:
    """Compare what is proposed with all that is possible."""

    def of(kind: RepairKind) -> list[Proposal]:
        return [proposal for proposal in proposals if proposal.kind is kind]

    assert len({proposal.id for proposal in proposals}) == len(proposals)
    moves = [proposal.changes[0].slot for proposal in of(RepairKind.MOVE)]
    assert moves == possible_moves(made, day, meeting)[:3]
    pairs = [frozenset({p.changes[0].host, *p.changes[0].guests}) for p in of(RepairKind.FILL)]
    fills = {*possible_fills(made, day, meeting)}
    assert {*pairs} <= fills
    assert len(pairs) == min(3, len(fills))
    here = {fill for fill in fills if all(day.presence(person) is Presence.HERE for person in fill)}
    best = sorted((worth(day, fill) for fill in here), reverse=True)[:3]
    assert [worth(day, fill) for fill in pairs if fill in here] == best
    stand_ins = {*possible_stand_ins(made, day, meeting)}
    people = [(p.changes[0].host, *p.changes[0].guests) for p in of(RepairKind.SUBSTITUTE)]
    assert {*people} <= stand_ins
    assert bool(people) == bool(stand_ins)
    sure = [proposal.kind for proposal in proposals[:-1] if proposal.certain and proposal.kind not in ONE_MOVES]
    assert sure == [proposal.kind for proposal in proposals[: len(sure)]]
    order = [kind is RepairKind.FILL for kind in sure]
    assert order == sorted(order)
    compare_shifts(made, day, meeting, proposals)


def compare_shifts(made: Hall, day: Day, meeting: MeetingNow, proposals: tuple[Proposal, ...]) -> None:
    """Compare the repairs that move one other meeting with all that are possible; they stand below all others."""
    shifts = [proposal for proposal in proposals if proposal.kind in ONE_MOVES]
    assert [p.kind in ONE_MOVES for p in proposals[:-1]] == sorted(p.kind in ONE_MOVES for p in proposals[:-1])
    found = [
        (p.changes[0].slot, p.changes[1].meeting, p.changes[1].slot, table_moves(day, p))
        for p in shifts
        if p.kind is RepairKind.SWAP
    ]
    assert found == [*possible_swaps(made, day, meeting)][:3]
    pulled = [(table_moves(day, p), p.changes[0].meeting) for p in shifts if p.kind is RepairKind.PULL_FORWARD]
    assert pulled == [(moves, other) for moves, _, other in sorted(possible_pulls(made, day, meeting))][:3]
    for proposal in shifts:
        (other,) = {change.meeting for change in proposal.changes} - {meeting.id}
        assert {*day.meetings[other].people} <= {*proposal.tells}
        assert proposal.effects[0].startswith("The meeting of ")


def table_moves(day: Day, proposal: Proposal) -> int:
    """Return how many meetings change their table."""
    return sum(day.meetings[change.meeting].table != change.table for change in proposal.changes)


def try_out(day: Day, meeting: MeetingNow, proposal: Proposal, after: Step) -> None:
    """Accept a proposal, judge the plan, replay the journal, and take it back."""
    accepted = after(day, proposal.fact())
    assert replay(start(day.books), (recorded.entry for recorded in accepted.history.values())) == accepted
    assert faults(accepted) == []
    assert judge(accepted) == ()
    touched = {meeting.id, *(change.meeting for change in proposal.changes)}
    assert all(accepted.meetings[other] == day.meetings[other] for other in day.meetings if other not in touched)
    taken_back = after(accepted, Undone(next(reversed(list(accepted.history)))))
    assert taken_back.meetings == day.meetings
    assert taken_back.standings == day.standings
