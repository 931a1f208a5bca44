"""A new file on the day contradicts what happened: each contradiction is told, and staff decide whose word counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coordinator.domain import step
from coordinator.domain.day import WALK_INS, Books, Day
from coordinator.domain.entries import (
    Change,
    CheckedIn,
    Entry,
    Fact,
    MeetingHeld,
    MeetingMissed,
    PlanAdopted,
    PlanChanged,
    RepairKind,
)
from coordinator.domain.people import Organisation, Person, Registration
from coordinator.domain.schedule import EventInfo, Meeting, MeetingStatus, Schedule, Side, Slot, Table
from coordinator.intake.decisions import Decided, Word, contradictions, decided, no_longer_listed

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
NAMES = {"P1": "Ana Ruiz", "P2": "Bo Berg", "P3": "Cy Cole", "P4": "Di Diaz"}
PLAN = Schedule(
    EventInfo("Day", date(2026, 11, 24), "UTC"),
    (Organisation("alpha", "Alpha"),),
    tuple(Person(known, *name.split(), "alpha") for known, name in NAMES.items()),
    tuple(Slot(f"S{n}", NINE + timedelta(minutes=20 * n), NINE + timedelta(minutes=20 * n + 20)) for n in range(4)),
    tuple(Table(f"T{n}", str(n)) for n in (1, 2, 3)),
    (Meeting("M1", "P1", ("P2",), "S0", "T1"), Meeting("M2", "P3", ("P4",), "S1", "T2")),
)


def day_after(*facts: Fact) -> Day:
    """Return a day with the plan in force on which this happened."""
    books = Books({WALK_INS: Schedule(PLAN.event), 1: PLAN})
    told = [PlanAdopted(1), *facts]
    return step.replay(step.start(books), [Entry(f"d-{n}", "d", n, n, n, fact) for n, fact in enumerate(told, 1)])


def adopted(day: Day, after: Decided) -> Day:
    """Return the day after the schedule was adopted and its entry written, as the desk does it."""
    number = max(day.books.plans) + 1
    day = day.with_books(day.books.with_plan(number, after.schedule))
    facts: list[Fact] = [PlanAdopted(number)] + ([after.entry] if after.entry else [])
    for at, fact in enumerate(facts, len(day.history) + 1):
        day, recorded = step.step(day, Entry(f"d-{at}", "d", at, at, at, fact))
        assert recorded.verdict == "applied", recorded.reason
    return day


def with_meetings(*meetings: Meeting) -> Schedule:
    """Return the plan with other meetings."""
    return replace(PLAN, meetings=meetings)


MOVED = (
    MeetingMissed("M1", Side.GUEST),
    PlanChanged("M1", RepairKind.MOVE, (Change("M1", "P1", ("P2",), "S2", "T3", expects="d-2"),), expects="d-2"),
)


def test_a_file_that_says_the_same_contradicts_nothing() -> None:
    assert contradictions(day_after(*MOVED), PLAN) == ()


def test_a_change_of_a_meeting_that_the_day_left_alone_is_no_contradiction() -> None:
    day = day_after(*MOVED)
    after = with_meetings(PLAN.meetings[0], replace(PLAN.meetings[1], slot="S3"))
    assert contradictions(day, after) == ()


def test_a_file_that_moves_a_meeting_to_where_the_day_moved_it_agrees() -> None:
    after = with_meetings(replace(PLAN.meetings[0], slot="S2", table="T3"), PLAN.meetings[1])
    assert contradictions(day_after(*MOVED), after) == ()


def test_a_meeting_that_day_and_file_moved_to_two_places_is_told_with_both() -> None:
    after = with_meetings(replace(PLAN.meetings[0], slot="S3", table="T1"), PLAN.meetings[1])
    (found,) = contradictions(day_after(*MOVED), after)
    assert found.sentence == "Ana Ruiz and Bo Berg: today at 09:40, table 3; the file says at 10:00, table 1."
    assert found.options == (Word.DAY, Word.FILE)


def test_the_days_word_stays_without_any_entry() -> None:
    day = day_after(*MOVED)
    after = with_meetings(replace(PLAN.meetings[0], slot="S3", table="T1"), PLAN.meetings[1])
    kept = adopted(day, decided(day, after, {"M1": Word.DAY}))
    assert (kept.meetings["M1"].slot, kept.meetings["M1"].table) == ("S2", "T3")


def test_the_files_word_brings_the_meeting_to_where_the_file_has_it() -> None:
    day = day_after(*MOVED)
    after = with_meetings(replace(PLAN.meetings[0], slot="S3", table="T1"), PLAN.meetings[1])
    taken = adopted(day, decided(day, after, {"M1": Word.FILE}))
    now = taken.meetings["M1"]
    assert (now.slot, now.table, now.status, now.moved) == ("S3", "T1", MeetingStatus.PLANNED, False)


def test_a_place_that_the_file_gives_to_others_is_told_and_the_days_word_leaves_them_without_it() -> None:
    day = day_after(*MOVED)
    after = with_meetings(
        *PLAN.meetings, Meeting("M9", "P3", ("P4",), "S2", "T3"), Meeting("M8", "P1", ("P4",), "S2", None)
    )
    (found,) = contradictions(day, after)
    assert found.others == ("M8", "M9")
    kept = adopted(day, decided(day, after, {}))
    assert (kept.meetings["M9"].slot, kept.meetings["M9"].table) == ("S2", None)
    assert (kept.meetings["M8"].slot, kept.meetings["M1"].slot) == (None, "S2")
    taken = adopted(day, decided(day, after, {}, Word.FILE))
    assert (taken.meetings["M9"].table, taken.meetings["M1"].slot) == ("T3", "S0")


def test_a_meeting_of_the_day_that_the_file_does_not_have_is_given_up_by_the_files_word() -> None:
    day = day_after(*MOVED)
    after = with_meetings(PLAN.meetings[1])
    (found,) = contradictions(day, after)
    assert found.sentence == "Ana Ruiz and Bo Berg: today at 09:40, table 3; not in the file."
    assert adopted(day, decided(day, after, {})).meetings["M1"].is_open
    assert adopted(day, decided(day, after, {"M1": Word.FILE})).meetings["M1"].status is MeetingStatus.CANCELLED


@pytest.mark.parametrize("word", list(Word))
def test_a_meeting_that_was_held_stays_held_whatever_a_file_says(word: Word) -> None:
    day = day_after(MeetingHeld("M1"))
    after = with_meetings(replace(PLAN.meetings[0], slot="S3"), PLAN.meetings[1])
    (found,) = contradictions(day, after)
    assert found.options == (Word.DAY,)
    assert adopted(day, decided(day, after, {"M1": word})).meetings["M1"].status is MeetingStatus.HELD


def test_a_no_show_stays_unless_the_file_gives_the_meeting_a_new_time_and_is_taken() -> None:
    day = day_after(MeetingMissed("M1", Side.GUEST))
    assert contradictions(day, PLAN) == ()
    after = with_meetings(replace(PLAN.meetings[0], slot="S3"), PLAN.meetings[1])
    assert [found.days for found in contradictions(day, after)] == ["missed, at 09:00, table 1"]
    assert adopted(day, decided(day, after, {})).meetings["M1"].status is MeetingStatus.MISSED
    assert adopted(day, decided(day, after, {}, Word.FILE)).meetings["M1"].status is MeetingStatus.PLANNED


def test_who_came_and_is_not_in_the_file_or_cancelled_there_is_told() -> None:
    day = day_after(CheckedIn("P1", "registration"), CheckedIn("P2", "registration"), CheckedIn("P3", "registration"))
    people = (replace(PLAN.people[1], registration=Registration.CANCELLED), *PLAN.people[2:])
    found = no_longer_listed(day, replace(PLAN, people=people, meetings=PLAN.meetings[1:]))
    assert [item.sentence for item in found] == [
        "Ana Ruiz came today but is not in the file.",
        "Bo Berg came today; the file says cancelled.",
    ]
