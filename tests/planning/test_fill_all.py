"""Fill all: everybody idle and here in a round at once, compared with every way that is possible."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.day import Day, MeetingNow, Presence
from coordinator.domain.entries import CheckedOut, Fact, MarkedAbsent, RoundFilled, Undone
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import MeetingStatus, Side
from coordinator.domain.step import replay, start
from coordinator.planning.fill_all import FillOffer, fill_all, fill_still_holds
from coordinator.planning.rules import judge

if TYPE_CHECKING:
    from collections.abc import Callable

    Hall = Any
    Maker = Callable[..., Hall]
    Step = Callable[[Day, Fact], Day]

STATUSES = ("pending", "standby", "accepted", "declined")
TALK = 5 * 60_000


# -- the same rules, written a second time and slowly


def comes(hall: Hall, day: Day, person: str, slot: Any, *, surely: bool) -> bool:
    """Return whether somebody can still come, or surely comes, early enough for a talk in this round."""
    presence, expected = day.presence(person), day.standing(person).expected
    if presence is Presence.HERE:
        return True
    if presence not in (Presence.LATE, Presence.UNKNOWN):
        return False
    if expected is None:
        return not surely
    early = expected + TALK <= slot.end.timestamp() * 1000
    return early and (not surely or expected >= hall.now.timestamp() * 1000)


def is_lost(hall: Hall, day: Day, meeting: MeetingNow) -> bool:
    """Return whether a meeting surely does not take place in its round."""
    slot = day.schedule.slot_by_id[meeting.slot]
    if meeting.status is MeetingStatus.MISSED:
        others = [m for m in day.meetings.values() if m.takes_place and m.slot == meeting.slot]
        taken = any({*m.people} & {*meeting.people} or m.table == meeting.table for m in others)
        side = {Side.HOST: {meeting.host}, Side.GUEST: {*meeting.guests}}.get(meeting.missed, {*meeting.people})
        marked = {person for person in side if day.presence(person) is not Presence.HERE}
        return taken or not all(comes(hall, day, person, slot, surely=True) for person in marked)
    coming = next((s for s in day.schedule.meeting_slots if s.start > hall.now), slot)
    lost = [p for p in meeting.people if not comes(hall, day, p, slot, surely=False)]
    late = [
        p
        for p in meeting.people
        if slot.start > coming.start
        and day.presence(p) is Presence.LATE
        and day.standing(p).expected <= slot.start.timestamp() * 1000
    ]
    return bool({*lost} - {*late})


def best_value(hall: Hall, day: Day, slot: Any) -> int:
    """Return what the best way to fill a round is worth, by looking at all ways."""
    there = [m for m in day.meetings.values() if m.slot == slot.id and (m.takes_place or m.is_broken)]
    kept = [m for m in there if not is_lost(hall, day, m)]
    lost = {m.id for m in there} - {m.id for m in kept}
    idle = {
        p.id
        for p in day.people()
        if day.presence(p.id) is Presence.HERE
        and slot.id not in p.unavailable
        and not any(p.id in m.people for m in kept)
        and (p.max_meetings is None or load(day, p.id, lost) < p.max_meetings)
    }
    tables = {t.id for t in day.schedule.tables if t.active} - {m.table for m in kept}
    return best_of(day, [*wishes(day, idle).items()], frozenset(), tables)


def load(day: Day, person: str, without: set[str]) -> int:
    """Return how many meetings a person has."""
    return sum(person in m.people and m.takes_place and m.id not in without for m in day.meetings.values())


def wishes(day: Day, idle: set[str]) -> dict[frozenset[str], int]:
    """Return what the wishes of two idle people are worth that have no meeting yet."""
    met = [m for m in day.meetings.values() if m.takes_place or m.is_broken]
    found: dict[frozenset[str], int] = {}
    for both in {frozenset({w.from_person, w.to_person}) for w in day.schedule.requests}:
        asked = [w for w in day.schedule.requests if {w.from_person, w.to_person} == both]
        asked = [w for w in asked if w.status.value != "declined" and not any(m.request == w.id for m in met)]
        if asked and both <= idle and not any(m.host in both and {*m.guests} & both for m in met):
            ranks = sum(max((6 - w.priority for w in asked if w.from_person == person), default=0) for person in both)
            found[both] = 3 * ranks + max(STATUSES.index(w.status.value) for w in asked)
    return found


def tables_of(day: Day, both: frozenset[str]) -> set[str]:
    """Return the tables at which two people may meet."""
    owners = {t.id: day.person(t.fixed_for).organisation for t in day.schedule.tables if t.fixed_for and t.active}
    own = {table for table, owner in owners.items() if owner in {day.person(p).organisation for p in both}}
    return own or {t.id for t in day.schedule.tables if not t.fixed_for}


def best_of(day: Day, open_: list[tuple[frozenset[str], int]], busy: frozenset[str], tables: set[str]) -> int:
    """Return the best value of the wishes from here on, with each table tried."""
    best = 0
    for number, (both, value) in enumerate(open_):
        if not both & busy:
            for table in tables & tables_of(day, both):
                best = max(best, value + best_of(day, open_[number + 1 :], busy | both, tables - {table}))
    return best


# -- random days


def random_hall(hall: Maker, seed: int) -> Hall:
    """Return a small day with many idle people and many wishes."""
    draw = random.Random(seed)  # noqa: S311 (must be the same every time)
    made = hall(rounds=3, tables=draw.randint(0, 3))
    names = [f"P{n}" for n in range(draw.randint(4, 8))]
    made.people(*(f"{name}@{draw.choice('ABCDEFGH')}" for name in names))
    for number in range(draw.choice((0, 0, 1, 2, 3))):
        made.table(f"H{number}", home=draw.choice(names), active=draw.random() < 0.9)
    for name in names:
        if draw.random() < 0.1:
            made.edit(name, unavailable=frozenset({draw.choice(("R1", "R2", "R3"))}))
        if draw.random() < 0.1:
            made.edit(name, max_meetings=draw.randint(1, 2))
    for number in range(draw.randint(0, 5)):
        before, pair = made.schedule, draw.sample(names, 2)
        if made.schedule.tables:
            table = draw.choice(made.schedule.tables).id
            made.meeting(f"M{number} {pair[0]} {pair[1]} {draw.choice(('R1', 'R2', 'R2', 'R3'))} {table}")
        if judge(made.day()):
            made.schedule = before
    for number in range(draw.randint(1, 9)):
        one, other = draw.sample(names, 2)
        made.wish(f"Q{number} {one} {other} {draw.choice(STATUSES)} {draw.randint(1, 5)}")
    made.policy = Policy(lead=draw.choice((0, 1, 2)))
    made.at(f"09:{draw.randint(0, 45):02}")
    return random_morning(made, draw, names)


def random_morning(made: Hall, draw: random.Random, names: list[str]) -> Hall:
    """Let people come or not, and mark some of those who did not."""
    made.wake(draw, names, (12, 1, 2, 1, 1), lambda: f"{draw.randint(9, 10):02}:{draw.randint(0, 59):02}")
    return made.miss_some(draw)


@pytest.mark.parametrize("batch", range(20))
def test_no_way_to_fill_a_round_is_worth_more(hall: Maker, after: Step, batch: int) -> None:
    for seed in range(batch * 50, batch * 50 + 50):
        made = random_hall(hall, seed)
        day, problem = made.day(), made.problem()
        for number, slot in enumerate(problem.slots):
            offer = fill_all(problem, number)
            assert bool(offer.blocked) == (not offer.meetings)
            if slot.end <= made.now:
                assert offer.blocked.endswith("is over.")
                continue
            assert offer.value == offer.bound == best_value(made, day, slot), (seed, slot.id)
            assert fill_all(problem, number) == offer
            if offer.meetings:
                assert fill_still_holds(problem, offer) == ()
                try_out(day, offer, after)


def try_out(day: Day, offer: FillOffer, after: Step) -> None:
    """Accept an offer, judge the plan, replay the journal, and take it back as one."""
    accepted = after(day, offer.fact())
    assert judge(accepted) == ()
    assert replay(start(day.books), (recorded.entry for recorded in accepted.history.values())) == accepted
    given = {each.meeting for each in offer.instead_of}
    new = {change.meeting for change in offer.changes}
    assert {known for known, m in accepted.meetings.items() if day.meetings.get(known) != m} == given | new
    assert all(not accepted.meetings[known].takes_place and accepted.meetings[known].settled for known in given)
    assert after(accepted, Undone(next(reversed(accepted.history)))).meetings == day.meetings


# -- one sentence each


@pytest.fixture
def crowd(hall: Maker) -> Hall:
    """Return four idle people, of whom each of the middle two is wished for twice, and two tables."""
    made = hall().people("Ann@Acme", "Bob@Brew", "Cid@Coop", "Dee@Deli").here("Ann", "Bob", "Cid", "Dee").at("09:10")
    return made.wish("Q1 Bob Cid accepted 1").wish("Q2 Ann Bob accepted 2").wish("Q3 Dee Cid accepted 2")


def test_two_good_meetings_go_before_the_single_best_one(crowd: Hall) -> None:
    offer = fill_all(crowd.problem(), 1)
    assert offer.title == "Fill the round at 09:20 with 2 new meetings"
    assert [meeting.title for meeting in offer.meetings] == [
        "Acme and Brew meet at table 1",
        "Deli and Coop meet at table 2",
    ]
    assert offer.effects == ("Nobody else moves", "4 people told", "No other choice is worth more")
    assert (
        offer.meetings[0].reason == "Acme (Ann) and Brew (Bob) are here and idle; Acme asked for it (accepted, rank 2)."
    )
    assert (offer.meetings[0].before, offer.meetings[0].after) == ("T1 · free", "T1 · 09:20")
    assert offer.is_best
    assert isinstance(offer.fact(), RoundFilled)


def test_one_table_is_filled_with_the_best_meeting(crowd: Hall) -> None:
    crowd.people("Eli", "Fay").meeting("M1 Eli Fay R2 T2").here("Eli", "Fay")
    offer = fill_all(crowd.problem(), 1)
    assert [change.request for change in offer.changes] == ["Q1"]
    assert "2 people stay idle" in offer.effects


def test_who_sits_opposite_somebody_who_does_not_come_is_idle(crowd: Hall) -> None:
    crowd.people("Eli@Echo").meeting("M1 Ann Eli R2 T1").then(MarkedAbsent("Eli"))
    offer = fill_all(crowd.problem(), 1)
    assert [given.meeting for given in offer.instead_of] == ["M1"]
    assert "The meeting of Acme and Echo is given up" in offer.effects
    assert (offer.meetings[0].before, offer.meetings[0].change.table) == ("T1 · waiting", "T1")


def test_who_waits_for_somebody_who_may_still_come_is_not_given_away(crowd: Hall) -> None:
    crowd.people("Eli@Echo").meeting("M1 Ann Eli R2 T1")
    assert "Ann" not in fill_all(crowd.problem(), 1).idle
    assert "Ann" not in fill_all(crowd.late("Eli", "09:30").problem(), 1).idle
    assert "Ann" in fill_all(crowd.late("Eli", "09:39").problem(), 1).idle


def test_who_was_missed_and_came_after_all_is_not_given_away(crowd: Hall) -> None:
    crowd.people("Eli@Echo").meeting("M1 Ann Eli R1 T1").missed("M1")
    assert "Ann" in fill_all(crowd.problem(), 0).idle
    assert "Ann" not in fill_all(crowd.here("Eli").problem(), 0).idle


def test_nothing_to_fill_is_explained(crowd: Hall, hall: Maker) -> None:
    empty = hall().people("Ann", "Bob").at("09:10")
    assert fill_all(empty.problem(), 1).blocked == "Nobody who is here is idle at 09:20."
    empty.here("Ann", "Bob")
    sentence = "2 people are idle at 09:20, but the standby pool holds no wish of two of them."
    assert fill_all(empty.problem(), 1).blocked == sentence
    crowd.people("Eli", "Fay", "Gus", "Hal").meeting("M1 Eli Fay R2 T1").meeting("M2 Gus Hal R2 T2")
    assert fill_all(crowd.problem(), 1).blocked.endswith("no table is free for a wish of two of them.")
    full = hall().people("Ann", "Bob").edit("Ann", max_meetings=0).here("Ann", "Bob").wish("Q1 Ann Bob")
    assert fill_all(full.problem(), 1).blocked.endswith("Ann wants no more than 0 meetings (rule H4).")


def test_an_offer_no_longer_holds_once_somebody_left_or_sits_elsewhere(crowd: Hall) -> None:
    offer = fill_all(crowd.problem(), 1)
    assert fill_still_holds(crowd.problem(), offer) == ()
    gone = crowd.then(CheckedOut("Ann", "registration")).problem()
    assert "Acme (Ann) is not idle any more." in fill_still_holds(gone, offer)
    assert fill_still_holds(crowd.at("09:45").problem(), offer)[0] == "The round at 09:20 is over."


def test_an_offer_no_longer_holds_once_a_wish_has_its_meeting(crowd: Hall, after: Step) -> None:
    offer = fill_all(crowd.problem(), 1)
    crowd.then(offer.fact())
    assert "A wish that would be filled is not open any more." in fill_still_holds(crowd.problem(), offer)


def test_an_offer_no_longer_holds_once_the_missing_side_arrives(crowd: Hall) -> None:
    crowd.people("Eli@Echo").meeting("M1 Ann Eli R2 T1").then(MarkedAbsent("Eli"))
    offer = fill_all(crowd.problem(), 1)
    said = fill_still_holds(crowd.here("Eli").problem(), offer)
    assert said[0] == "The meeting of Acme and Echo was changed in the meantime, or may take place after all."
