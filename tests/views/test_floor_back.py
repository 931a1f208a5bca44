"""Who has just come back, and whether they may have lost something."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain.day import Books, Day
from coordinator.domain.entries import (
    CheckedIn,
    CheckedOut,
    Entry,
    ExpectedLate,
    Fact,
    MarkedAbsent,
    MeetingMissed,
    PlanAdopted,
    PlanChanged,
    RepairKind,
    ScanRefused,
    Undone,
)
from coordinator.domain.people import Organisation, Person
from coordinator.domain.schedule import EventInfo, Meeting, Schedule, Side, Slot, Table
from coordinator.domain.step import replay, start
from coordinator.views.floor_back import back_again, may_have_lost
from coordinator.views.floor_counts import RoundToFill, rounds_to_fill

NINE = datetime(2026, 5, 12, 9, tzinfo=ZoneInfo("Europe/Prague"))
ROUND = timedelta(minutes=20)
SCHEDULE = Schedule(
    EventInfo("Event", date(2026, 5, 12), "Europe/Prague"),
    organisations=(Organisation("A", "Alfa"), Organisation("B", "Beta")),
    people=(Person("a1", "Ann", "Alfa", "A"), Person("b1", "Bea", "Beta", "B"), Person("b2", "Bo", "Beta", "B")),
    slots=(Slot("S1", NINE, NINE + ROUND), Slot("S2", NINE + 2 * ROUND, NINE + 3 * ROUND)),
    tables=(Table("T1", "1"),),
    meetings=(Meeting("m1", "a1", ("b1",), "S1", "T1"), Meeting("m2", "a1", ("b2",), "S2", "T1")),
)


def after(*actions: tuple[Fact, ...] | Fact) -> Day:
    """Return the day after these actions; facts in one tuple were written together."""
    entries = [Entry("e0", "desk", 0, 0, 0, PlanAdopted(1))]
    for moment, action in enumerate(actions, 1):
        for fact in action if isinstance(action, tuple) else (action,):
            entries.append(Entry(f"e{len(entries)}", "desk", len(entries), moment, moment, fact))
    return replay(start(Books({0: Schedule(SCHEDULE.event), 1: SCHEDULE})), entries)


CAME = CheckedIn("a1", "door")


@pytest.mark.parametrize(
    ("actions", "back"),
    [
        ((CAME,), ("a1",)),
        (((CheckedIn("b2", "door"), CAME),), ("a1", "b2")),
        ((CAME, MarkedAbsent("b1")), ()),
        ((CAME, ScanRefused("b1", "door", "replaced")), ()),
        ((MarkedAbsent("b1"), Undone("e1")), ("b1",)),
        ((ExpectedLate("b1", 1), Undone("e1")), ("b1",)),
        ((CAME, CheckedOut("a1", "door"), Undone("e2")), ("a1",)),
        ((MeetingMissed("m1", Side.GUEST), Undone("e1")), ("b1",)),
        ((CAME, Undone("e1")), ()),
        ((CAME, CheckedIn("a1", "door", sees="e1")), ()),
        ((), ()),
    ],
)
def test_whoever_came_by_the_newest_action_is_back(actions: tuple[Fact, ...], back: tuple[str, ...]) -> None:
    assert back_again(after(*actions)) == back


def test_only_who_has_a_meeting_that_was_missed_given_up_or_never_spoken_of_may_have_lost_one() -> None:
    untouched = after()
    assert not may_have_lost(untouched, "a1", NINE)
    assert may_have_lost(untouched, "a1", NINE + ROUND)
    assert not may_have_lost(untouched, "b2", NINE + ROUND)
    assert may_have_lost(after(MeetingMissed("m1", Side.GUEST)), "b1", NINE)
    given_up = after(PlanChanged("m2", RepairKind.LEAVE_EMPTY))
    assert may_have_lost(given_up, "b2", NINE)
    assert not may_have_lost(given_up, "b1", NINE)


@pytest.mark.parametrize(
    ("minutes", "rounds"),
    [
        (-5, (RoundToFill("S1", "09:00 next"),)),
        (5, (RoundToFill("S1", "09:00 now"), RoundToFill("S2", "09:40 next"))),
        (25, (RoundToFill("S2", "09:40 next"),)),
        (45, (RoundToFill("S2", "09:40 now"),)),
        (65, ()),
    ],
)
def test_the_running_and_the_coming_round_can_be_filled(minutes: int, rounds: tuple[RoundToFill, ...]) -> None:
    assert rounds_to_fill(after(), NINE + timedelta(minutes=minutes)) == rounds
