"""What the check-in page says about a person's day, about arrivals, and whom a typed text means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain import badge, checkin, step
from coordinator.domain.day import Books, Day
from coordinator.domain.entries import (
    CheckedIn,
    CheckedOut,
    Entry,
    ExpectedLate,
    MarkedAbsent,
    MeetingHeld,
    MeetingMissed,
    PlanAdopted,
    ScanRefused,
    SeenAgain,
    Undone,
    WalkedIn,
)
from coordinator.domain.people import Organisation, Person, Registration
from coordinator.domain.policy import Policy
from coordinator.domain.schedule import EventInfo, Meeting, Request, Schedule, Side, Slot, Table
from coordinator.views import agenda, arrivals, banner, search
from coordinator.views.agenda import Mark, Place
from coordinator.views.round_clock import RoundClock, round_clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.entries import Fact

ZONE = ZoneInfo("Europe/Copenhagen")
NINE = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)
POLICY = Policy()
ZOE, BJORN, PRIYA, OWEN, LUZ = "E1", "E2", "U1", "U2", "U3"


def _at(minutes: int) -> datetime:
    return NINE + timedelta(minutes=minutes)


def _slot(number: int, begin: int, *, block: str = "morning") -> Slot:
    return Slot(f"R{number}", _at(begin), _at(begin + 20), block)


SCHEDULE = Schedule(
    EventInfo("Matchmaking", date(2026, 11, 24), "Europe/Copenhagen", "Hall 4"),
    (
        Organisation("o1", "Digital Hub Łódź", "PL", "A"),
        Organisation("o2", "Medicon Valley", "DK", "A"),
        Organisation("o3", "Boston BioHub", "US", "B"),
        Organisation("o4", "NY Photonics", "US", "B"),
    ),
    (
        Person(ZOE, "Zoë", "Łukaszewicz", "o1", participant_type="EU cluster", unavailable=frozenset({"R4"})),
        Person(BJORN, "Björn", "Østergård", "o2", participant_type="EU cluster", phone="+45 555 0101"),
        Person(PRIYA, "Priya", "Raman", "o3", participant_type="US organisation"),
        Person(OWEN, "Owen", "Gallagher", "o3", participant_type="US organisation"),
        Person(LUZ, "Luz", "Cantú", "o4", participant_type="US organisation"),
        Person("X", "Not", "Coming", "o4", registration=Registration.CANCELLED),
    ),
    (_slot(1, 0), _slot(2, 25), _slot(3, 60, block="noon"), _slot(4, 85, block="noon")),
    (Table("T2", "2"), Table("T10", "10"), Table("L", "Lounge")),
    (
        Meeting("M1", PRIYA, (ZOE,), "R1", "T2"),
        Meeting("M2", PRIYA, (BJORN, ZOE), "R2", "T10"),
        Meeting("M3", LUZ, (BJORN,), "R3", "L"),
    ),
    (Request("Q1", ZOE, LUZ), Request("Q2", OWEN, ZOE)),
)


@pytest.fixture
def happen() -> Callable[..., Day]:
    """Return a function that lets facts happen at minutes after nine and returns the day."""

    def day_after(*facts: tuple[int, Fact]) -> Day:
        tokens = {
            badge.make("BCD", lambda most, n=number: (n * 5) % most): p.id for number, p in enumerate(SCHEDULE.people)
        }
        day = step.start(Books({0: replace(SCHEDULE, people=(), meetings=()), 1: SCHEDULE}, tokens))
        for number, (minute, fact) in enumerate(((-60, PlanAdopted(1)), *facts)):
            wall = int(_at(minute).timestamp() * 1000)
            day, _ = step.step(day, Entry(f"e{number}", "Desk 1", number, wall, wall, fact))
        return day

    return day_after


def _here(*people: str, at: int = -10) -> tuple[tuple[int, Fact], ...]:
    return tuple((at, CheckedIn(person, "registration")) for person in people)


def test_a_guest_is_sent_to_the_table_of_the_running_round(happen: Callable[..., Day]) -> None:
    day = happen(*_here(ZOE, PRIYA))
    where = agenda.where_to(day, ZOE, _at(7))
    assert where == Place("GO TO NOW", "Table 2", "Boston BioHub", "Host is here · started 7 min ago")


def test_between_the_rounds_the_next_table_is_told_with_the_wait_rounded_up(happen: Callable[..., Day]) -> None:
    day = happen(*_here(ZOE, PRIYA, BJORN))
    where = agenda.where_to(day, PRIYA, _at(21) + timedelta(seconds=30))
    assert where == Place("NEXT AT 09:25", "Table 10", "Medicon Valley, Digital Hub Łódź", "in 4 min · guests are here")


def test_who_has_nothing_left_is_told_so(happen: Callable[..., Day]) -> None:
    day = happen(*_here(OWEN, ZOE))
    assert agenda.where_to(day, OWEN, _at(5)).remark == "not in the meeting plan"
    assert agenda.where_to(day, ZOE, _at(200)).remark == "no more meetings today"


@pytest.mark.parametrize(
    ("fact", "words", "mark"),
    [
        (ExpectedLate(PRIYA, int(_at(5).timestamp() * 1000)), "Host expected 09:05", Mark.LATE),
        (MarkedAbsent(PRIYA), "Host will not come", Mark.AWAY),
        (ScanRefused(None, "registration", "foreign"), "Host not here yet", Mark.WAITING),
    ],
)
def test_the_other_side_is_told_in_words(happen: Callable[..., Day], fact: Fact, words: str, mark: Mark) -> None:
    other = agenda.other_side(happen((-5, fact)), ZOE, SCHEDULE.meetings[0])  # type: ignore[arg-type]
    assert (other.words, other.mark) == (words, mark)


def test_a_person_s_day_lists_every_round_with_what_became_of_it(happen: Callable[..., Day]) -> None:
    day = happen(*_here(ZOE, PRIYA, BJORN, LUZ), (20, MeetingHeld("M1")))
    shown = agenda.agenda(day, ZOE, _at(26), POLICY)
    assert (shown.title, shown.note) == ("Zoë’s day", "2 meetings · 0 missed · 1 free slot")
    assert [(row.time, row.table, row.note) for row in shown.rounds] == [
        ("09:00", "T2", "Held"),
        ("09:25", "T10", "The others are here"),
        ("10:00", "", ""),
        ("10:25", "", ""),
    ]
    assert [row.current for row in shown.rounds] == [False, True, False, False]
    assert shown.rounds[3].title == "Not available"


def test_a_missed_meeting_is_counted(happen: Callable[..., Day]) -> None:
    day = happen(*_here(PRIYA), (6, MeetingMissed("M1", Side.GUEST)))
    shown = agenda.agenda(day, ZOE, _at(8), POLICY)
    assert shown.note == "2 meetings · 1 missed · 1 free slot"
    assert shown.rounds[0].mark is Mark.MISSED


def test_a_request_fits_only_where_the_other_side_is_here_and_free(happen: Callable[..., Day]) -> None:
    third, fourth = SCHEDULE.slots[2], SCHEDULE.slots[3]
    assert agenda.wishes_for(happen(*_here(ZOE)), ZOE, third) == 0
    assert agenda.wishes_for(happen(*_here(ZOE, OWEN)), ZOE, third) == 1
    assert agenda.wishes_for(happen(*_here(ZOE, OWEN, LUZ)), ZOE, third) == 1
    assert agenda.wishes_for(happen(*_here(ZOE, OWEN, LUZ)), ZOE, fourth) == 2


def test_arrivals_count_people_and_the_organisations_of_each_side(happen: Callable[..., Day]) -> None:
    seen = arrivals.arrivals(happen(*_here(ZOE, at=-30), *_here(PRIYA, OWEN, at=-5)), NINE)
    assert (seen.here, seen.total, seen.trend) == (3, 5, "+2 in the last 10 min")
    assert [(g.name, g.here, g.total) for g in seen.groups] == [("EU clusters", 1, 2), ("US organisations", 1, 2)]


def test_the_most_urgent_missing_people_stand_first(happen: Callable[..., Day]) -> None:
    until = int(_at(50).timestamp() * 1000)
    day = happen(*_here(PRIYA), (-5, ExpectedLate(LUZ, until)))
    rows = arrivals.missing(day, _at(3)).rows
    assert [(row.name, row.table, row.due, row.late) for row in rows] == [
        ("Zoë Łukaszewicz", "T2", "due 3 min ago", True),
        ("Björn Østergård", "T10", "needed in 22 min", False),
        ("Luz Cantú", "Lounge", "expected 09:50", False),
    ]


def test_who_will_not_come_is_not_called(happen: Callable[..., Day]) -> None:
    day = happen(*_here(PRIYA, BJORN, LUZ), (-5, MarkedAbsent(ZOE)))
    assert arrivals.missing(day, _at(3)) == arrivals.MissingList((), 0)


def test_the_last_scans_leave_out_what_was_taken_back(happen: Callable[..., Day]) -> None:
    day = happen(
        *_here(ZOE, BJORN),
        (1, SeenAgain(ZOE, "registration", "already-here")),
        (2, CheckedOut(ZOE, "registration", "e1")),
        (3, ScanRefused(None, "registration", "unknown")),
        (4, Undone("e2")),
    )
    assert [(scan.name, scan.word) for scan in arrivals.last_scans(day, 9)] == [
        ("Unknown badge", "not on the list"),
        ("Zoë Łukaszewicz", "left"),
        ("Zoë Łukaszewicz", "again"),
        ("Zoë Łukaszewicz", ""),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("lukasz", ["Zoë Łukaszewicz"]),
        ("ostergard bj", ["Björn Østergård"]),
        ("biohub", ["Owen Gallagher", "Priya Raman"]),
        ("t2", ["Priya Raman", "Zoë Łukaszewicz"]),
        ("e2", ["Björn Østergård"]),
        ("z", []),
        ("nobody", []),
    ],
)
def test_people_are_found_by_name_organisation_table_and_id(
    happen: Callable[..., Day], text: str, names: list[str]
) -> None:
    day = happen()
    assert [hit.name for hit in search.Index(day).find(day, text, _at(3))] == names


def test_a_beginning_of_a_name_stands_before_its_middle(happen: Callable[..., Day]) -> None:
    day = happen()
    assert search.Index(day).find(day, "ra", _at(3))[0].name == "Priya Raman"


def test_a_guess_is_made_from_a_misspelt_name_and_never_from_something_foreign(happen: Callable[..., Day]) -> None:
    day = happen()
    index = search.Index(day)
    assert index.guess(day, "Lukasevich Zoe")[0].name == "Zoë Łukaszewicz"
    assert index.exactly("zoe lukaszewicz") == ZOE
    assert index.exactly("zoe") is None


def test_the_nearest_badges_show_only_the_beginning_of_the_code(happen: Callable[..., Day]) -> None:
    day = happen()
    token = day.token_of(BJORN) or ""
    wrong = token[:-1] + ("B" if token[-1] != "B" else "C")
    near = search.nearest_badges(day, wrong)
    assert (near[0].person, near[0].code, near[0].note) == (BJORN, token[:8], "one letter differs")
    assert search.nearest_badges(day, "hello") == ()


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (-90, RoundClock("Before round 1", "next 09:00", "starts in", "1:30:00", 0.0)),
        (5, RoundClock("Round 1 / 4", "09:00 – 09:20", "ends in", "15:00", 0.25)),
        (21, RoundClock("Change to 2 / 4", "next 09:25", "starts in", "04:00", 0.2)),
        (50, RoundClock("Break", "next 10:00", "starts in", "10:00", pytest.approx(1 / 3))),
        (200, RoundClock("Day finished", "4 rounds", "", "", 1.0)),
    ],
)
def test_the_round_clock_knows_every_phase_of_the_day(minutes: int, said: RoundClock) -> None:
    assert round_clock(SCHEDULE, _at(minutes)) == said


def test_a_badge_seen_at_two_desks_is_a_warning_and_not_a_refusal(happen: Callable[..., Day]) -> None:
    said = banner.banner(happen(*_here(ZOE)), checkin.Welcome(ZOE, copied=True), 0, NINE)
    assert (said.tone, said.kicker, said.title) == (banner.Tone.AGAIN, "COPIED BADGE?", "Zoë Łukaszewicz")


def test_every_outcome_says_what_to_do_or_where_to_go(happen: Callable[..., Day]) -> None:
    day = happen(*_here(ZOE), (0, WalkedIn(LUZ, "registration")))
    outcomes: tuple[checkin.Outcome, ...] = (
        checkin.Welcome(ZOE),
        checkin.AlreadyHere(ZOE, 0, "Desk 2"),
        checkin.AlreadyHere(ZOE, 0, "Desk 2", copied=True),
        checkin.DoubleRead(ZOE),
        checkin.Goodbye(ZOE),
        checkin.NotHere(ZOE),
        checkin.Replaced(ZOE),
        checkin.Withdrawn("X"),
        checkin.OtherEvent(),
        checkin.UnknownBadge("BCDFGHJK"),
        checkin.DamagedBadge(),
        checkin.PartialBadge(),
        checkin.ForeignContent(),
    )
    for outcome in outcomes:
        said = banner.banner(day, outcome, 0, _at(3))
        assert said.place or said.steps, outcome
        assert said.kicker
        assert said.title
        assert len(said.deeds) <= 3
    assert banner.taken_back(banner.banner(day, checkin.Welcome(ZOE), 0, NINE)).kicker == "TAKEN BACK"
    assert banner.not_saved(banner.banner(day, checkin.Welcome(ZOE), 0, NINE)).aside.endswith("not saved yet")
