"""What stands on paper: sorted as staff sorts it, as the day stands, with changes marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain import step
from coordinator.domain.day import Books, Day
from coordinator.domain.entries import (
    BadgeReplaced,
    Change,
    Entry,
    MeetingMissed,
    PlanAdopted,
    PlanChanged,
    RepairKind,
    WalkedIn,
)
from coordinator.domain.people import Organisation, Person, Registration
from coordinator.domain.schedule import EventInfo, Meeting, Schedule, Side, Slot, Table
from coordinator.views import folding, papers
from coordinator.views.papers_rows import Party, RowKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.entries import Fact

    Happen = Callable[..., Day]

START = datetime(2017, 5, 16, 9, 0, tzinfo=ZoneInfo("America/New_York"))
NOW = START + timedelta(minutes=52)
PEOPLE = (
    Person("E1", "Željka", "Zorić", "o1", participant_type="EU cluster", job_title="Director"),
    Person("E2", "Åsa", "Ärlig", "o1", country="SE"),
    Person("E3", "Ludwig", "Łuczak", "o3", unavailable=frozenset({"R3"})),
    Person("E4", "Not", "Coming", "o1", registration=Registration.CANCELLED),
    Person("U1", "Priya", "Raman", "o2", badge_name="Dr. Priya Raman", badge_line2="Partnerships"),
    Person("U2", "Owen", "Abel", "o2"),
)


def _slot(number: int, begin: int) -> Slot:
    start = START + timedelta(minutes=begin)
    return Slot(f"R{number}", start, start + timedelta(minutes=20), "morning")


@pytest.fixture
def morning() -> Day:
    """Return a day with three rounds, a break, three tables and four meetings."""
    schedule = Schedule(
        EventInfo("Matchmaking", date(2017, 5, 16), "America/New_York", "Hall 4"),
        (
            Organisation("o1", "Digital Hub", "PL", "A"),
            Organisation("o2", "Boston BioHarbor", "US", "B"),
            Organisation("o3", "Energi Øst", "DK", "A"),
        ),
        PEOPLE,
        (
            _slot(1, 0),
            _slot(2, 25),
            Slot("B1", START + timedelta(minutes=45), START + timedelta(minutes=60), "coffee", is_break=True),
            _slot(3, 60),
        ),
        (
            Table("T10", "10"),
            Table("T2", "2", "Hall 4", fixed_for="U1"),
            Table("T1", "1"),
            Table("TX", "3", active=False),
        ),
        (
            Meeting("M1", "U1", ("E1",), "R1", "T2"),
            Meeting("M2", "E2", ("U1",), "R2", "T2"),
            Meeting("M3", "U2", ("E3",), "R1", "T10"),
            Meeting("M4", "U2", ("E1",), "R3", "T10"),
        ),
    )
    tokens = {f"TOKEN-{person.id}": person.id for person in PEOPLE} | {"TOKEN-NEW": "E1"}
    return step.start(Books({0: Schedule(schedule.event), 1: schedule}, tokens))


@pytest.fixture
def happen() -> Happen:
    """Return a function that lets facts happen; before the first the schedule is adopted."""

    def run(day: Day, *facts: Fact) -> Day:
        if not day.history:
            facts = (PlanAdopted(1), *facts)
        for number, fact in enumerate(facts, len(day.history)):
            wall = 1_494_939_000_000 + number
            day, _ = step.step(day, Entry(f"e{number}", "Desk 1", number, wall, wall, fact))
        return day

    return run


def card(day: Day, table: str) -> list[tuple[str, str, str]]:
    (record,) = papers.cards(day, NOW, only={table})
    return [(row.start, " × ".join(p.people for p in row.parties) or row.label, row.mark) for row in record.rows]


def agenda(day: Day, person: str) -> list[tuple[str, str, str, str]]:
    (record,) = papers.agendas(day, NOW, only={person})
    return [
        (row.start, row.table, " × ".join(p.organisation for p in row.parties) or row.label, row.mark)
        for row in record.rows
    ]


def test_badges_are_sorted_by_last_name_without_accents(morning: Day, happen: Happen) -> None:
    assert [record.person for record in papers.badges(happen(morning))] == ["U2", "E2", "E3", "U1", "E1"]


def test_badge_says_who_somebody_is_and_on_which_side(morning: Day, happen: Happen) -> None:
    (record,) = papers.badges(happen(morning), only={"E1"})
    assert record == papers.BadgeRecord(
        "E1", "Željka Zorić", "Digital Hub", "Director", "EU cluster", "Poland", "A", "TOKEN-E1", "Zorić"
    )


def test_badge_uses_the_name_and_line_that_were_wished_for(morning: Day, happen: Happen) -> None:
    (record,) = papers.badges(happen(morning), only={"U1"})
    assert (record.name, record.second_line, record.country) == ("Dr. Priya Raman", "Partnerships", "United States")


@pytest.mark.parametrize(
    ("first", "last", "wished", "given"),
    [
        ("Željka", "Zorić", "", "Željka"),
        ("Priya", "Raman", "Dr. Priya Raman", "Dr. Priya"),
        ("Priya", "Raman", "Pri", "Pri"),
        ("", "Prince", "", "Prince"),
        ("Anna", "Na", "AnnaNa", "AnnaNa"),
        ("小明", "王", "", "小明 王"),
    ],
)
def test_badge_tells_what_people_are_called_by(
    morning: Day, happen: Happen, *, first: str, last: str, wished: str, given: str
) -> None:
    guest = Person("W1", first, last, "o2", badge_name=wished)
    day = happen(morning.with_books(morning.books.with_walk_ins((guest,), ())), WalkedIn("W1", "registration"))
    (record,) = papers.badges(day, only={"W1"})
    assert record.given == given
    assert f"{record.given} {record.family}".strip() == record.name


def test_replaced_badge_is_printed_with_the_new_code(morning: Day, happen: Happen) -> None:
    day = happen(morning, BadgeReplaced("E1", "TOKEN-E1", "TOKEN-NEW"))
    assert [record.token for record in papers.badges(day, only={"E1"})] == ["TOKEN-NEW"]


def test_withdrawn_person_gets_no_badge(morning: Day, happen: Happen) -> None:
    assert papers.badges(happen(morning), only={"E4"}) == ()


def test_walk_in_gets_a_badge(morning: Day, happen: Happen) -> None:
    books = morning.books.with_walk_ins((Person("W1", "Dale", "Whitcomb", "o2"),), ()).with_badges({"TOKEN-W1": "W1"})
    day = happen(morning.with_books(books), WalkedIn("W1", "registration"))
    (record,) = papers.badges(day, only={"W1"})
    assert (record.name, record.organisation, record.side, record.token) == (
        "Dale Whitcomb",
        "Boston BioHarbor",
        "B",
        "TOKEN-W1",
    )


def test_signs_come_by_number_and_leave_out_tables_not_in_use(morning: Day, happen: Happen) -> None:
    assert [(s.label, s.organisation) for s in papers.signs(happen(morning))] == [
        ("1", ""),
        ("2", "Boston BioHarbor"),
        ("10", ""),
    ]


def test_card_lists_every_slot_breaks_and_free_ones_too(morning: Day, happen: Happen) -> None:
    assert card(happen(morning), "T2") == [
        ("09:00", "Željka Zorić × Priya Raman", ""),
        ("09:25", "Åsa Ärlig × Priya Raman", ""),
        ("09:45", "Coffee", ""),
        ("10:00", "Free", ""),
    ]


def test_row_of_a_card_has_both_organisations(morning: Day, happen: Happen) -> None:
    (record,) = papers.cards(happen(morning), NOW, only={"T2"})
    assert record.rows[0].parties == (Party("Digital Hub", "Željka Zorić"), Party("Boston BioHarbor", "Priya Raman"))


def test_stamp_tells_an_older_print_from_a_newer_one(morning: Day, happen: Happen) -> None:
    (record,) = papers.cards(happen(morning), NOW, only={"T2"})
    assert record.stamp == "Printed Tuesday 16 May 2017, 09:52 · version 1"


def test_moved_meeting_is_marked_where_it_was_and_where_it_is(morning: Day, happen: Happen) -> None:
    day = happen(morning, PlanChanged("M1", RepairKind.MOVE, (Change("M1", "U1", ("E1",), "R3", "T1"),)))
    assert card(day, "T2")[0] == ("09:00", "Free", "Moved to 10:00, table 1: Digital Hub")
    assert card(day, "T1")[-1] == ("10:00", "Priya Raman × Željka Zorić", "Moved from 09:00, table 2")
    assert agenda(day, "U1")[-1] == ("10:00", "1", "Digital Hub", "Moved from 09:00, table 2")


def test_other_table_in_the_same_slot_is_marked(morning: Day, happen: Happen) -> None:
    day = happen(morning, PlanChanged("M3", RepairKind.MOVE, (Change("M3", "U2", ("E3",), "R1", "T1"),)))
    assert card(day, "T10")[0] == ("09:00", "Free", "Moved to table 1: Boston BioHarbor × Energi Øst")
    assert card(day, "T1")[0][2] == "Moved from table 10"


def test_filled_slot_is_new_for_everybody(morning: Day, happen: Happen) -> None:
    day = happen(morning, MeetingMissed("M1", Side.GUEST))
    fill = Change("M9", "U1", ("E2",), "R1", "T2", request="Q1")
    day = happen(day, PlanChanged("M1", RepairKind.FILL, (fill,), expects="e1"))
    assert card(day, "T2")[0] == ("09:00", "Åsa Ärlig × Priya Raman", "New")
    assert agenda(day, "E2")[0] == ("09:00", "2", "Boston BioHarbor", "New")
    assert agenda(day, "E1")[0] == ("09:00", "", "Free", "Did not take place: Boston BioHarbor")


def test_substitute_is_named_with_whom_they_stand_in_for(morning: Day, happen: Happen) -> None:
    day = happen(morning, PlanChanged("M1", RepairKind.SUBSTITUTE, (Change("M1", "U1", ("E2",), "R1", "T2"),)))
    assert card(day, "T2")[0] == ("09:00", "Åsa Ärlig × Priya Raman", "Now Åsa Ärlig for Željka Zorić")
    assert agenda(day, "E1")[0] == ("09:00", "", "Free", "Somebody else goes: Boston BioHarbor")


def test_meeting_left_empty_frees_the_row(morning: Day, happen: Happen) -> None:
    day = happen(morning, PlanChanged("M1", RepairKind.LEAVE_EMPTY))
    assert card(day, "T2")[0] == ("09:00", "Free", "Cancelled: Digital Hub")


def test_agenda_has_times_tables_partners_and_absence(morning: Day, happen: Happen) -> None:
    assert agenda(happen(morning), "E3") == [
        ("09:00", "10", "Boston BioHarbor", ""),
        ("09:25", "", "Free", ""),
        ("09:45", "", "Coffee", ""),
        ("10:00", "", "Not available", ""),
    ]


def test_agendas_are_for_people_with_meetings_unless_somebody_is_asked_for(morning: Day, happen: Happen) -> None:
    lonely = replace(PEOPLE[1], id="E9", last_name="Zzz")
    schedule = morning.books.plans[1]
    books = morning.books.with_plan(1, replace(schedule, people=(*schedule.people, lonely)))
    day = happen(morning.with_books(books))
    assert [record.person for record in papers.agendas(day, NOW)] == ["U2", "E2", "E3", "U1", "E1"]
    assert [record.person for record in papers.agendas(day, NOW, only={"E9"})] == ["E9"]


def test_days_of_a_longer_event_have_headings(morning: Day, happen: Happen) -> None:
    schedule = morning.books.plans[1]
    later = replace(schedule.slots[0], id="R9", start=START + timedelta(days=1), end=START + timedelta(days=1, hours=1))
    books = morning.books.with_plan(1, replace(schedule, slots=(*schedule.slots, later)))
    (record,) = papers.cards(happen(morning.with_books(books)), NOW, only={"T2"})
    assert [row.label for row in record.rows if row.kind is RowKind.DAY] == [
        "Tuesday 16 May 2017",
        "Wednesday 17 May 2017",
    ]


def test_two_meetings_in_one_place_are_both_printed(morning: Day, happen: Happen) -> None:
    day = happen(morning, PlanChanged("M3", RepairKind.MOVE, (Change("M3", "U2", ("E3",), "R1", "T2"),)))
    assert [row[0] for row in card(day, "T2")] == ["09:00", "09:00", "09:25", "09:45", "10:00"]


@pytest.mark.parametrize("labels", [["1", "2", "10"], ["A1", "A2", "A10"], ["2", "Lounge", "Table 3"]])
def test_labels_sort_as_people_count(labels: list[str]) -> None:
    assert sorted(set(labels), key=folding.natural) == labels
