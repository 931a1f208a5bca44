"""Live stepping, replay from the file and the views in SQL say the same about the day, whatever happened."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coordinator.domain import effects
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
    PlanChanged,
    Redone,
    RepairKind,
    Replanned,
    RoundFilled,
    ScanRefused,
    SeenAgain,
    Undone,
)
from coordinator.domain.schedule import Side
from coordinator.domain.step import replay, start
from coordinator.store.event_file import EventFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.day import Day, MeetingNow, Standing
    from coordinator.domain.entries import Fact

PLACES = ("registration", "seminar")
SIDES = tuple(Side)


def act(hand: Any, action: int, first: int, second: int, third: int) -> None:
    """Do one thing of the day; the numbers choose what and with whom."""
    day: Day = hand.day
    entries = list(day.history)
    match action:
        case 0 | 1 | 2 | 3:
            hand.make(presence(day, action, first, second, third))
        case 4 | 5 | 6 | 7:
            hand.make(meeting(day, action, first, second, third))
        case 8:
            hand.make(Undone(entries[-1 - (first * 4 + second) % len(entries)]))
        case 9:
            undone = sorted(day.undone) or ["none"]
            hand.make(Redone(undone[first % len(undone)]))
        case 10:
            number = max(day.books.plans) + 1
            if number <= 3:
                hand.adopt(number)
        case 11:
            key = f"W{1 + first % 3}"
            if key not in day.books.plans[0].person_by_id:
                hand.walk_in(key)
            else:
                hand.make(BadgeReplaced(key, f"TOKEN{key}", "TOKENA"))


def presence(day: Day, action: int, first: int, second: int, third: int) -> Fact:
    """Return something that happens to a person."""
    people = [*"ABCDEF", *(f"W{n}" for n in range(1, 4) if f"W{n}" in day.books.plans[0].person_by_id)]
    person, place = people[first % len(people)], PLACES[second % 2]
    match action:
        case 0:
            return CheckedIn(person, place, by_hand=bool(third % 2))
        case 1:
            return CheckedOut(person, place)
        case 2:
            return SeenAgain(person, place, "already-here") if third else ScanRefused(person, place, "replaced")
        case _:
            return ExpectedLate(person, 5_000 + third) if second % 2 else MarkedAbsent(person)


def meeting(day: Day, action: int, first: int, second: int, third: int) -> Fact:
    """Return something that happens to a meeting."""
    meetings = sorted(day.meetings) or ["M1"]
    name = meetings[first % len(meetings)]
    now = day.meetings.get(name)
    expects = now.version if now and third else None
    match action:
        case 4:
            return MeetingStarted(name, expects) if second % 2 else MeetingHeld(name, expects)
        case 5:
            return MeetingMissed(name, SIDES[second % 3], expects, "ill" if second % 2 else "")
        case 7 if second == 4:
            return fill(day, expects, (first, third))
        case 8 if second == 4:
            return replanned(day, expects, (first, third))
        case _:
            return repair(day, name, expects, (first, second, third))


def repair(day: Day, meeting: str, expects: str | None, choice: tuple[int, int, int]) -> PlanChanged:
    """Return a repair: wait, leave empty, move, substitute, or fill with a request."""
    first, second, third = choice
    now = day.meetings.get(meeting)
    slot, table = f"S{1 + second % 4}", f"T{1 + third % 2}"
    if now is None or second == 0:
        return PlanChanged(meeting, RepairKind.WAIT, waits_until=9_000 + third, expects=expects)
    if second == 1:
        return PlanChanged(meeting, RepairKind.LEAVE_EMPTY, expects=expects)
    if second == 2:
        change = Change(meeting, now.host, now.guests, slot, table, expects=expects)
        return PlanChanged(meeting, RepairKind.MOVE, (change,), expects=expects)
    if second == 3:
        guests = ("ABCDEF"[first % 6],) if third % 2 else ("B", "E")
        change = Change(meeting, now.host, guests, slot, table, expects=expects)
        return PlanChanged(meeting, RepairKind.SUBSTITUTE, (change,), expects=expects)
    wish = f"Q{third}"
    known = day.meetings.get(wish)
    change = Change(wish, now.host, ("F",), slot, table, request=None if known else wish)
    others = [m for m in day.meetings.values() if m.id not in (meeting, wish)][:1]
    also = [Change(m.id, m.host, m.guests, slot, "T2", expects=m.version) for m in others]
    return PlanChanged(meeting, RepairKind.FILL, (change, *also), expects=expects)


def fill(day: Day, expects: str | None, choice: tuple[int, int]) -> RoundFilled:
    """Return a filled round: new meetings, some of them in the place of others."""
    first, third = choice
    names = sorted(day.meetings)
    given = [GivenUp(names[n % len(names)], expects) for n in {first, first + third} if names]
    given += [GivenUp(m.id, m.version) for m in day.meetings.values() if third % 2][:1]
    given = [*{each.meeting: each for each in given[third % 2 :]}.values()]
    slot = f"S{1 + third}"
    changes = [Change(f"Q{first + n}", "ABC"[n], ("DEF"[n],), slot, f"T{n}", f"Q{first + n}") for n in range(third)]
    return RoundFilled(slot, tuple(changes), tuple(given))


def replanned(day: Day, expects: str | None, choice: tuple[int, int]) -> Replanned:
    """Return a re-plan: a meeting moved, perhaps one made of a request, perhaps one given up."""
    first, third = choice
    names = sorted(day.meetings)
    moved, given = names[first % len(names)], names[(first + 1) % len(names)]
    now, other = day.meetings[moved], day.meetings[given]
    changes = [
        Change(moved, now.host, now.guests, f"S{1 + third}", "T2", expects=now.version if first % 3 else expects)
    ]
    changes += [Change(f"Q{first}", "A", ("F",), f"S{1 + third}", "T1", f"Q{first}")] if third % 2 else []
    return Replanned(tuple(changes), (GivenUp(given, other.version),) if given != moved and third else ())


ACTIONS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(0, 4), st.integers(0, 3)), min_size=5, max_size=45
)


def day_says(day: Day) -> dict[str, Any]:
    """Return what the value in memory says, in plain words."""
    standings = day.standings.values()
    return {
        "plan": day.plan,
        "standing": {s.person: standing_in_words(s) for s in standings},
        "visits": {s.person: [(v.checkpoint, v.since, v.entry, v.desk) for v in s.visits] for s in standings},
        "people": sorted((p.id, p.name, str(day.presence(p.id))) for p in day.people()),
        "meetings": {m.id: meeting_in_words(m) for m in day.meetings.values()},
        "held": sorted((m.id, m.slot, m.table) for m in day.meetings.values() if m.status == "held"),
    }


def standing_in_words(standing: Standing) -> dict[str, Any]:
    """Return where a person stands as the view has it."""
    scan = standing.last_scan
    return {
        "presence": str(standing.presence),
        "checkpoints": len(standing.visits),
        "arrived": standing.arrived,
        "left": standing.left,
        "expected": standing.expected,
        "absent": standing.absent,
        "walked_in": standing.walked_in,
        "scanned": scan.at if scan else None,
        "scanned_by": scan.desk if scan else None,
        "scanned_at": scan.checkpoint if scan else None,
        "scanned_entry": scan.entry if scan else None,
    }


def meeting_in_words(now: MeetingNow) -> dict[str, Any]:
    """Return how a meeting stands as the view has it."""
    plain = ("host", "slot", "table", "reason", "version", "waits_until", "started", "ended", "moved")
    return {
        **{name: getattr(now, name) for name in plain},
        "guests": list(now.guests),
        "status": str(now.status),
        "missed": str(now.missed) if now.missed else None,
    }


def views_say(file: EventFile) -> dict[str, Any]:
    """Return what the views in SQL say, in the same words."""
    db = file._db
    standing = {row.pop("person"): row for row in db.query("SELECT * FROM standing")}
    visits: dict[str, list[tuple[Any, ...]]] = {person: [] for person in standing}
    for row in db.query("SELECT * FROM visits ORDER BY pos"):
        visits[row["person"]].append((row["checkpoint"], row["since"], row["entry"], row["desk"]))
    meetings = {row.pop("id"): row for row in db.query("SELECT * FROM meetings_now")}
    people = db.query("SELECT person, first_name || ' ' || last_name AS name, presence FROM attendance")
    held = db.query('SELECT meeting, slot, "table" FROM meetings_held')
    return {
        "plan": next(db.query("SELECT number FROM plan_in_force"))["number"],
        "standing": standing,
        "visits": visits,
        "people": sorted(tuple(row.values()) for row in people),
        "meetings": {key: {**row, "guests": json.loads(row["guests"])} for key, row in meetings.items()},
        "held": sorted(tuple(row.values()) for row in held),
    }


def assert_all_say_the_same(hand: Any, path: Path) -> None:
    """Compare live stepping, replay from the file and the views."""
    with EventFile.open(path) as file:
        again = replay(start(file.books()), (recorded.entry for recorded in file.journal()))
        assert [*again.history.values()] == [*file.journal()]
        assert again == hand.day
        assert views_say(file) == day_says(again)
        assert not file.check()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(actions=ACTIONS)
def test_live_replay_and_views_agree_about_any_day(
    actions: list[tuple[int, int, int, int]], new_hand: Callable[[], Any], info: Any
) -> None:
    hand = new_hand()
    hand.adopt(1)
    for action in actions:
        act(hand, *action)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.event"
        with EventFile.create(path, info, tag="BCD", event_id="e") as file:
            hand.save(file)
        assert_all_say_the_same(hand, path)


def a_full_day(hand: Any) -> None:
    """Live a day in which everything happens that a wrong rule could get wrong."""
    hand.adopt(1)
    for key in "ABC":
        hand.make(CheckedIn(key, "registration"))
    hand.make(CheckedOut("C", "registration"))
    hand.make(MarkedAbsent("E"))
    taken_back = hand.make(CheckedIn("D", "seminar"))
    hand.make(Undone(taken_back.entry.id))
    hand.make(Redone(taken_back.entry.id))
    hand.walk_in("W1")
    missed = hand.make(MeetingMissed("M1", Side.GUEST, None, "no answer"))
    change = Change("M1", "A", ("E",), "S4", "T2", expects=missed.entry.id)
    hand.make(PlanChanged("M1", RepairKind.SUBSTITUTE, (change,), expects=missed.entry.id))
    started = hand.make(MeetingStarted("M2"))
    hand.adopt(2)
    hand.make(MeetingHeld("M2", started.entry.id))
    hand.make(MeetingMissed("M6", Side.BOTH))


def test_views_agree_about_a_full_day(hand: Any, file: EventFile, path: Path) -> None:
    a_full_day(hand)
    hand.save(file)
    file.close()
    assert_all_say_the_same(hand, path)


def _no_check_out(stand: Callable[..., Any]) -> Callable[..., Any]:
    return lambda before, entry, fact: before if isinstance(fact, CheckedOut) else stand(before, entry, fact)


def _no_host(place: Callable[..., Any]) -> Callable[..., Any]:
    return lambda before, entry, change: place(before, entry, change) if before is None else before


def _everything_forgotten(_rebase: Callable[..., Any]) -> Callable[..., Any]:
    return lambda planned, _before: {m.id: effects.MeetingNow.as_planned(m) for m in planned}


WRONG_RULES = {"stand": _no_check_out, "place": _no_host, "rebase": _everything_forgotten}


@pytest.mark.parametrize("rule", WRONG_RULES)
def test_a_wrong_rule_is_caught_by_the_comparison(
    rule: str,
    hand: Any,
    file: EventFile,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(effects, rule, WRONG_RULES[rule](getattr(effects, rule)))
    a_full_day(hand)
    hand.save(file)
    file.close()
    with pytest.raises(AssertionError):
        assert_all_say_the_same(hand, path)


def test_an_undo_that_forgets_is_caught_by_the_comparison(
    hand: Any, file: EventFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator.domain.step._Draft._rebuild", lambda _draft, _target: None)
    hand.adopt(1)
    arrived = hand.make(CheckedIn("A", "registration"))
    hand.make(Undone(arrived.entry.id))
    hand.save(file)
    file.close()
    with pytest.raises(AssertionError):
        assert_all_say_the_same(hand, path)
