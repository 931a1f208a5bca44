"""The re-plan in words: what a choice costs and brings, and never more certainty than was proven."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain.day import Books, Day, Standing, Visit
from coordinator.domain.entries import Change
from coordinator.domain.people import Organisation, Person
from coordinator.domain.schedule import EventInfo, Schedule, Slot, Table
from coordinator.views.imagining import What, absent, said, thoughts
from coordinator.views.replan import PointLine, Proven, compared, differences, kept, noted, to_tell, verdict
from coordinator.views.search import Index

NINE = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Vienna"))
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Planned:
    """One step of a plan."""

    kind: str
    change: Change
    title: str = "A × B"
    before: str = "wish"
    after: str = "T1 · 09:00"


@pytest.fixture
def day() -> Day:
    people = (("P1", "Zoë", "Łukaszewicz", "O1"), ("P2", "Dale", "Whitcomb", "O1"), ("P3", "Ada", "Byron", "O2"))
    schedule = Schedule(
        EventInfo("Test", date(2026, 11, 24), "Europe/Vienna"),
        organisations=(Organisation("O1", "Digital Hub Łódź"), Organisation("O2", "Analytical Engines")),
        people=tuple(Person(*each) for each in people),
        slots=tuple(Slot(f"S{n}", NINE + n * QUARTER, NINE + (n + 1) * QUARTER) for n in range(4)),
        tables=(Table("T1", "1"), Table("T8", "8", fixed_for="P3"), Table("T9", "9", active=False)),
    )
    return Day(Books({1: schedule}), 1, {"P1": Standing("P1", (Visit("door", 0, "e", "d"),), arrived=0)})


def point(changes: int, value: int, recovered: int = 2, new: int = 7) -> PointLine:
    return PointLine(changes, value, recovered, new)


def test_each_choice_says_what_it_has_over_the_one_before() -> None:
    first, second, third = noted([point(0, 148), point(1, 150), point(4, 171, 3, 8)])
    assert first.words == "0 changes · 2 recovered · 7 new · value 148 · best without moving anybody"
    assert second.words == "1 change · 2 recovered · 7 new · value 150 · 2 more for 1 more change"
    assert third.words == "4 changes · 3 recovered · 8 new · value 171 · 21 more for 3 more changes"
    assert (first.title, second.title, third.title) == (
        "No meeting changes time",
        "1 meeting changes time",
        "4 meetings change time",
    )


def test_while_the_search_runs_only_choices_stay_that_nothing_cheaper_beats() -> None:
    heard = [point(0, 0), point(2, 90), point(0, 80), point(1, 80), point(3, 120)]
    assert [(line.changes, line.value) for line in kept(heard)] == [(0, 80), (2, 90), (3, 120)]


@pytest.mark.parametrize(
    ("line", "proven", "words", "part"),
    [
        (point(0, 148), Proven(148), "Proven best", "nobody is moved"),
        (point(3, 392), Proven(392, of_all=True), "Proven best", "none of its worth moves fewer meetings"),
        (point(3, 392), Proven(392), "Proven best value", "one that moves fewer meetings may exist"),
        (point(0, 148), Proven(150, at_its_cost=True), "Proven best", "No plan that moves nobody is worth more"),
        (point(2, 149), Proven(150, at_its_cost=True), "Proven best", "moves at most 2 meetings"),
        (point(3, 996), Proven(1000), "At most 0.4 % below the best possible", "No plan is worth more than 1000"),
        (point(3, 99_999), Proven(100_000), "At most 0.1 % below the best possible", "100000"),
        (point(3, 392), Proven(), "Not proven", "Nothing is known"),
    ],
)
def test_a_choice_is_called_as_good_as_was_proven(line: PointLine, proven: Proven, words: str, part: str) -> None:
    found = verdict(line, proven)
    assert found.words == words
    assert part in found.sentence
    assert found.sure == words.startswith("Proven")


def test_what_a_plan_changes_is_told_round_by_round(day: Day) -> None:
    steps = [
        Planned("filled", Change("M2", "P1", ("P3",), "S2", "T1")),
        Planned("moved", Change("M1", "P2", ("P3",), "S1", "T8")),
        Planned("recovered", Change("M3", "P1", ("P2",), "S2", "T8")),
    ]
    rows = differences(day, steps)
    assert [(row.round, row.first, row.kind) for row in rows] == [
        ("09:15", True, "moved"),
        ("09:30", True, "filled"),
        ("09:30", False, "recovered"),
    ]
    assert rows[0].tell == "Dale Whitcomb, Ada Byron"


def test_it_says_who_must_be_told_and_is_not_in_the_hall(day: Day) -> None:
    assert to_tell(day, ("P1", "P2", "P3")) == "3 people must be told, 2 of them not here."
    assert to_tell(day, ("P1",)) == "1 person must be told; all of them are here."
    assert to_tell(day, ()) == "Nobody need be told."


def test_what_is_imagined_is_compared_with_the_day() -> None:
    assert compared(7, 5) == "7 meetings would break, 5 of them could be recovered."
    assert compared(1, None) == "1 meeting would break."
    assert compared(0, 0) == "No meeting would break."


def found(day: Day, text: str, now: datetime = NINE) -> list[tuple[What, str]]:
    return [(each.what, each.title) for each in thoughts(day, Index(day), text, now)]


def test_one_field_understands_people_organisations_tables_and_times(day: Day) -> None:
    assert found(day, "zoe") == [(What.PERSON, "Zoë Łukaszewicz")]
    assert found(day, "digital")[0] == (What.DELEGATION, "Everybody of Digital Hub Łódź")
    assert found(day, "analyt") == [(What.PERSON, "Ada Byron")]
    assert found(day, "t8") == found(day, "table 8") == found(day, "8") == [(What.TABLE, "Table 8 closes")]
    assert found(day, "09:40") == [(What.END, "Everything ends at 09:40")]
    assert found(day, "x") == []


def test_a_closed_table_and_a_time_that_ends_nothing_are_not_offered(day: Day) -> None:
    assert found(day, "table 9") == []
    assert found(day, "17:00") == []
    assert found(day, "09:20", NINE + 2 * QUARTER) == []
    assert found(day, "25:00") == []


def test_what_is_imagined_is_one_sentence_and_a_set_of_people(day: Day) -> None:
    imagined = [thoughts(day, Index(day), text, NINE)[0] for text in ("digital", "table 8", "09:40", "ada")]
    assert absent(day, imagined) == {"P1", "P2", "P3"}
    assert said(imagined) == (
        "Everybody of Digital Hub Łódź stays away, table 8 closes, everything ends at 09:40, 1 more."
    )
    assert said(imagined[-1:]) == "Ada Byron stays away."
    assert said(()) == ""
