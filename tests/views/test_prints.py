"""How often something was printed, when last, what never was, and what is said before it is printed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain import step
from coordinator.domain.day import Books, Day
from coordinator.domain.entries import (
    BadgeGiven,
    BlanksMade,
    CheckedIn,
    Entry,
    Fact,
    PlanAdopted,
    PrintEnded,
    PrintStarted,
    Undone,
    WalkedIn,
)
from coordinator.domain.people import Organisation, Person, Registration
from coordinator.domain.print_log import EVERYTHING
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.domain.schedule import Checkpoint, EventInfo, Meeting, Schedule, Slot, Table
from coordinator.views import blanks, prints
from coordinator.views.deeds import deed
from coordinator.views.people import history
from coordinator.views.prints import State

NINE = datetime(2017, 5, 16, 9, 0, tzinfo=ZoneInfo("America/New_York"))
PEOPLE = (
    *(Person(key, key, "Test", f"O{key}") for key in "ABC"),
    Person("X", "X", "Gone", "OA", registration=Registration.CANCELLED),
)
SCHEDULE = Schedule(
    EventInfo("Matchmaking", date(2017, 5, 16), "America/New_York"),
    tuple(Organisation(f"O{key}", f"Org {key}") for key in "ABC"),
    PEOPLE,
    (Slot("R1", NINE, NINE + timedelta(minutes=20)),),
    (Table("T1", "1"), Table("T2", "2"), Table("T3", "3", active=False)),
    (Meeting("M1", "A", ("B",), "R1", "T1"),),
    checkpoints=(Checkpoint("door", "Door"),),
)
SENT, FAILED, STOPPED = PrintOutcome.SENT, PrintOutcome.FAILED, PrintOutcome.STOPPED


class Life:
    """Lets facts happen, one a minute from nine o'clock on."""

    def __init__(self) -> None:
        books = Books({0: Schedule(SCHEDULE.event), 1: SCHEDULE}, {"TOKEN-A": "A", "BLANK-1": "", "BLANK-2": ""})
        books = books.with_walk_ins((replace(PEOPLE[0], id="W1", first_name="Nadia"),), ())
        self.day: Day = step.start(books)
        self(PlanAdopted(1))

    def __call__(self, fact: Fact, desk: str = "Desk 1") -> str:
        """Let it happen; return its entry."""
        number = len(self.day.history)
        wall = int(NINE.timestamp() * 1000) + number * 60_000
        self.day, recorded = step.step(self.day, Entry(f"e{number}", desk, number, wall, wall, fact))
        assert recorded.verdict == "applied", recorded
        return f"e{number}"

    def prints(self, document: Document, *of: str, outcome: PrintOutcome | None = SENT, **more: object) -> None:
        """Print a document of these; without an outcome it is never heard of again."""
        asked = PrintStarted(document, of, "Zebra", version=len(self.day.history))
        job = self(replace(asked, **more))  # type: ignore[arg-type]
        if outcome:
            self(PrintEnded(job, outcome, len(of), "" if outcome is SENT else "paper jam"))


@pytest.fixture
def life() -> Life:
    """Return a day whose schedule was just imported."""
    return Life()


def said(life: Life, *of: str, document: Document = Document.BADGES) -> str:
    """Return what is said before these are printed."""
    return prints.already(life.day, document, of).sentence


def test_nothing_is_said_before_a_first_print(life: Life) -> None:
    assert said(life, "A", "B") == ""
    assert prints.times_printed(life.day, Document.BADGES, "A") == 0


def test_a_second_print_says_how_often_when_last_and_where(life: Life) -> None:
    life.prints(Document.BADGES, "A", "B")
    assert said(life, "A") == "Already printed once, last 09:01 on Desk 1."
    life.prints(Document.BADGES, "A")
    assert said(life, "A") == "Already printed twice, last 09:03 on Desk 1."
    life.prints(Document.BADGES, "A")
    assert said(life, "A") == "Already printed 3 times, last 09:05 on Desk 1."
    assert prints.times_printed(life.day, Document.BADGES, "B") == 1
    assert said(life, "A", document=Document.AGENDAS) == ""


def test_of_many_it_is_said_how_many_are_printed_already(life: Life) -> None:
    life.prints(Document.BADGES, "A")
    life.prints(Document.BADGES, "B", outcome=None)
    assert said(life, "A", "B", "C") == "1 of 3 are printed already and 1 perhaps, last 09:03 on Desk 1."
    assert said(life, "B", "C") == "1 of 2 are perhaps printed already, last 09:03 on Desk 1."
    already = prints.already(life.day, Document.BADGES, ("A", "B", "C"))
    assert (already.of, already.printed, already.perhaps, already.times) == (3, 1, 1, 1)


@pytest.mark.parametrize("outcome", [FAILED, STOPPED])
def test_what_failed_or_was_stopped_does_not_count_as_printed(life: Life, outcome: PrintOutcome) -> None:
    life.prints(Document.BADGES, "A", outcome=outcome)
    assert said(life, "A") == ""
    assert "A" in prints.unprinted(life.day, Document.BADGES)
    assert [str(p.state) for p in prints.prints_of(life.day, Document.BADGES, "A")] == [str(outcome)]


def test_a_print_without_an_end_is_perhaps_printed(life: Life) -> None:
    life.prints(Document.BADGES, "A", outcome=None)
    assert said(life, "A") == "Perhaps printed already: nobody knows how the print of 09:01 on Desk 1 ended."
    assert prints.times_printed(life.day, Document.BADGES, "A") == 0
    assert prints.unprinted(life.day, Document.BADGES) == {"B", "C"}
    life.prints(Document.BADGES, "A")
    life.prints(Document.BADGES, "A", outcome=None)
    assert said(life, "A") == "Already printed once, perhaps once more since, last 09:04 on Desk 1."


def test_every_print_is_told_with_printer_copies_and_version(life: Life) -> None:
    life.prints(Document.CARDS, "T1", copies=2)
    life.prints(Document.CARDS, "T1", printer="", outcome=FAILED)
    first, second = prints.prints_of(life.day, Document.CARDS, "T1")
    assert (first.printer, first.copies, first.version, first.state) == ("Zebra", 2, 1, State.SENT)
    assert (second.printer, second.copies, second.version, second.state) == ("", 1, 3, State.FAILED)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (Document.BADGES, {"A", "B", "C"}),
        (Document.AGENDAS, {"A", "B"}),
        (Document.SLIPS, {"A", "B"}),
        (Document.ORGANISATION_AGENDAS, {"OA", "OB"}),
        (Document.SIGNS, {"T1", "T2"}),
        (Document.CARDS, {"T1", "T2"}),
        (Document.DOORS, {"door"}),
        (Document.BLANKS, {"1", "2"}),
        (Document.PARTICIPANTS, {EVERYTHING}),
        (Document.MISSING, {EVERYTHING}),
        (Document.INTERPRETERS, {EVERYTHING}),
        (Document.CHART, {EVERYTHING}),
    ],
)
def test_what_is_unprinted_shrinks_as_it_is_printed(life: Life, document: Document, expected: set[str]) -> None:
    assert prints.unprinted(life.day, document) == expected
    first, *rest = sorted(expected)
    life.prints(document, *([first] if first else []))
    assert prints.unprinted(life.day, document) == set(rest)


def test_a_list_of_everything_was_printed_as_often_as_it_was_printed(life: Life) -> None:
    life.prints(Document.CHART)
    life.prints(Document.CHART)
    assert said(life, document=Document.CHART) == "Already printed twice, last 09:03 on Desk 1."


def test_a_blank_badge_handed_out_is_a_printed_badge_and_no_blank_any_more(life: Life) -> None:
    life(BlanksMade(2))
    life(WalkedIn("W1", "door"))
    given = life(BadgeGiven("W1", "BLANK-2"))
    assert "W1" not in prints.unprinted(life.day, Document.BADGES)
    assert said(life, "W1") == "Already printed once, last 09:03 on Desk 1."
    assert prints.sent_versions(life.day, Document.BADGES) == {"W1": 4}
    assert [record.number for record in blanks.blanks(life.day)] == ["1"]
    life(Undone(given))
    assert "W1" in prints.unprinted(life.day, Document.BADGES)
    assert [record.number for record in blanks.blanks(life.day, only={"2"})] == ["2"]


def test_a_blank_record_has_a_number_and_a_token_that_is_not_shown_by_accident(life: Life) -> None:
    first, second = blanks.blanks(life.day)
    assert (first.number, first.token, second.about) == ("1", "BLANK-1", "2")
    assert "BLANK-1" not in repr(first)


def test_whoever_holds_an_agenda_or_a_slip_holds_the_newer_version(life: Life) -> None:
    life.prints(Document.AGENDAS, "A", "B")
    life.prints(Document.SLIPS, "B")
    assert prints.held(life.day) == {"A": 1, "B": 3}


def test_the_history_of_a_person_tells_what_was_printed_once(life: Life) -> None:
    life(CheckedIn("A", "door"))
    life.prints(Document.BADGES, "A", "B")
    life.prints(Document.BADGES, "A", outcome=FAILED)
    life.prints(Document.AGENDAS, "A", outcome=STOPPED)
    life.prints(Document.AGENDAS, "A", printer="", copies=2)
    life.prints(Document.SLIPS, "A", outcome=None)
    life.prints(Document.CARDS, "A")
    assert [(line.time, line.words) for line in history(life.day, "A")] == [
        ("09:10", "Change slip perhaps printed"),
        ("09:08", "Agenda saved as PDF, 2 copies"),
        ("09:06", "Printing of the agenda stopped: paper jam"),
        ("09:04", "Badge not printed: paper jam"),
        ("09:02", "Badge printed"),
        ("09:01", "Check-in of A Test"),
    ]


def test_a_print_is_called_by_what_it_is_of(life: Life) -> None:
    asked = PrintStarted(Document.BADGES, ("A",))
    assert deed(life.day, asked) == "print of the badge of A Test"
    assert deed(life.day, replace(asked, subjects=("A", "B"))) == "print of 2 badges"
    assert deed(life.day, PrintStarted(Document.CARDS, ("T1",))) == "print of the table card of table 1"
    assert deed(life.day, PrintStarted(Document.ORGANISATION_AGENDAS, ("OA",))) == (
        "print of the organisation agenda of Org A"
    )
    assert deed(life.day, PrintStarted(Document.BLANKS, ("7",))) == "print of 1 blank badge"
    assert deed(life.day, PrintStarted(Document.CHART)) == "print of the wall chart"
    job = life(asked)
    assert deed(life.day, PrintEnded(job, SENT)) == "print of the badge of A Test: sent"
    assert deed(life.day, BlanksMade(40)) == "making of 40 blank badges"


def test_ten_thousand_badges_are_counted_in_one_look(life: Life) -> None:
    everybody = tuple(f"P{number:05}" for number in range(10_000))
    life.prints(Document.BADGES, *everybody)
    already = prints.already(life.day, Document.BADGES, everybody)
    assert (already.printed, already.perhaps, already.times) == (10_000, 0, 1)
    assert already.sentence == "All 10000 are printed already, last 09:01 on Desk 1."
