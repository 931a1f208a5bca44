"""Whose paper is out of date: what was touched since it came out of the printer, and nothing else."""

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
    GivenUp,
    MeetingMissed,
    PlanAdopted,
    PlanChanged,
    PrintEnded,
    PrintStarted,
    Redone,
    RepairKind,
    Replanned,
    RoundFilled,
    Undone,
)
from coordinator.domain.people import Organisation, Person
from coordinator.domain.print_log import EVERYTHING
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.domain.schedule import EventInfo, Meeting, Schedule, Side, Slot, Table
from coordinator.views.changed import out_of_date

if TYPE_CHECKING:
    from coordinator.domain.entries import Fact

START = datetime(2017, 5, 16, 9, 0, tzinfo=ZoneInfo("America/New_York"))
SLOTS = tuple(
    Slot(f"R{n}", START + timedelta(minutes=25 * n), START + timedelta(minutes=25 * n + 20), "morning")
    for n in range(1, 5)
)
IDLE = Person("Z", "Z", "Idle", "OA")
FIRST = Schedule(
    EventInfo("Matchmaking", date(2017, 5, 16), "America/New_York"),
    tuple(Organisation(f"O{key}", f"Org {key}") for key in "ABCD"),
    (*(Person(key, key, "Test", f"O{key}") for key in "ABCD"), IDLE),
    SLOTS,
    (Table("T1", "1", fixed_for="A"), Table("T2", "2"), Table("T3", "3")),
    (
        Meeting("M1", "A", ("B",), "R1", "T1"),
        Meeting("M2", "C", ("D",), "R1", "T2"),
        Meeting("M3", "A", ("C",), "R2", "T1"),
    ),
)
SECOND = replace(
    FIRST,
    meetings=(Meeting("M1", "A", ("B",), "R1", "T1"), Meeting("M2", "C", ("D",), "R3", "T2"), FIRST.meetings[2]),
)
RENAMED = replace(FIRST, people=(*FIRST.people[:3], replace(FIRST.people[3], last_name="Married"), IDLE))
LATER = replace(FIRST, slots=(*SLOTS[:1], replace(SLOTS[1], end=SLOTS[1].end + timedelta(minutes=5)), *SLOTS[2:]))
LABELLED = replace(FIRST, tables=(FIRST.tables[0], replace(FIRST.tables[1], label="Lounge"), FIRST.tables[2]))
RELABELLED = replace(LABELLED, tables=(LABELLED.tables[0], FIRST.tables[1], LABELLED.tables[2]))
TOKENS = {f"TOKEN-{key}": key for key in "ABCD"} | {"TOKEN-NEW": "A"}
PAPERS = (Document.BADGES, Document.SIGNS, Document.CARDS, Document.AGENDAS, Document.SLIPS)


class Life:
    """Lets facts happen, one a second."""

    def __init__(self) -> None:
        plans = {0: Schedule(FIRST.event), 1: FIRST, 2: SECOND, 3: RENAMED, 4: LATER, 5: LABELLED, 6: RELABELLED}
        self.day: Day = step.start(Books(plans, TOKENS))
        self(PlanAdopted(1))

    def __call__(self, *facts: Fact) -> str:
        """Let them happen; return the entry of the last."""
        entry = ""
        for fact in facts:
            number = len(self.day.history)
            entry = f"e{number}"
            wall = 1_494_939_000_000 + number
            self.day, recorded = step.step(self.day, Entry(entry, "Desk 1", number, wall, wall, fact))
            assert recorded.verdict == "applied", recorded
        return entry

    def move(self, meeting: str = "M1", slot: str = "R3", table: str = "T2") -> str:
        """Move a meeting."""
        now = self.day.meetings[meeting]
        change = Change(meeting, now.host, now.guests, slot, table, expects=now.version)
        return self(PlanChanged(meeting, RepairKind.MOVE, (change,), expects=now.version))

    def print_all(self, document: Document, outcome: PrintOutcome | None = PrintOutcome.SENT, *of: str) -> None:
        """Print a document of everybody, or of these only; without an outcome it is never heard of again."""
        subjects = of or {Document.SIGNS: ("T1", "T2", "T3"), Document.CARDS: ("T1", "T2", "T3")}.get(
            document, ("A", "B", "C", "D")
        )
        job = self(PrintStarted(document, subjects, version=len(self.day.history)))
        if outcome:
            self(PrintEnded(job, outcome))

    def changed(self, document: Document) -> str:
        """Return whose paper is out of date, in one text."""
        return " ".join(sorted(out_of_date(self.day, document)))


@pytest.fixture
def life() -> Life:
    """Return a day whose first schedule was just imported."""
    return Life()


def test_nothing_is_out_of_date_before_anything_was_changed(life: Life) -> None:
    assert [life.changed(document) for document in PAPERS] == [""] * len(PAPERS)


def test_a_moved_meeting_concerns_both_tables_and_everybody_in_it_but_no_badge_and_no_sign(life: Life) -> None:
    life.move()
    assert [life.changed(document) for document in PAPERS] == ["", "", "T1 T2", "A B", "A B"]
    assert life.changed(Document.ORGANISATION_AGENDAS) == "OA OB"
    assert out_of_date(life.day, Document.CHART) == {EVERYTHING}


def test_after_a_print_nothing_is_out_of_date_until_the_next_change(life: Life) -> None:
    life.move()
    life.print_all(Document.CARDS)
    assert (life.changed(Document.CARDS), life.changed(Document.AGENDAS)) == ("", "A B")
    life.move("M1", "R4", "T2")
    life.print_all(Document.CARDS)
    life.move("M1", "R4", "T3")
    assert life.changed(Document.CARDS) == "T1 T2 T3"
    life.print_all(Document.CARDS, PrintOutcome.SENT, "T3")
    assert life.changed(Document.CARDS) == "T1 T2"


@pytest.mark.parametrize("outcome", [PrintOutcome.FAILED, PrintOutcome.STOPPED, None])
def test_a_print_that_did_not_surely_come_out_leaves_paper_out_of_date(
    life: Life, outcome: PrintOutcome | None
) -> None:
    life.move()
    life.print_all(Document.CARDS, outcome)
    assert life.changed(Document.CARDS) == "T1 T2"


def test_a_change_between_drawing_and_printing_is_still_to_be_printed(life: Life) -> None:
    drawn = len(life.day.history)
    life.move()
    life(PrintEnded(life(PrintStarted(Document.CARDS, ("T1", "T2"), version=drawn)), PrintOutcome.SENT))
    assert life.changed(Document.CARDS) == "T1 T2"


def test_a_change_taken_back_or_brought_back_makes_paper_wrong_that_was_printed_in_between(life: Life) -> None:
    moved = life.move()
    life.print_all(Document.CARDS)
    life(Undone(moved))
    assert life.changed(Document.CARDS) == "T1 T2"
    life.print_all(Document.CARDS)
    life(Redone(moved))
    assert life.changed(Document.CARDS) == "T1 T2"
    life.print_all(Document.CARDS)
    life(Undone(moved))
    life.print_all(Document.CARDS)
    life.move("M3", "R4", "T3")
    assert life.changed(Document.CARDS) == "T1 T3"


def test_a_filled_round_and_a_re_plan_concern_whoever_gets_and_loses_a_meeting(life: Life) -> None:
    missed = life(MeetingMissed("M1", Side.GUEST))
    new = Change("F1", "A", ("D",), "R1", "T3", request="Q1")
    life(RoundFilled("R1", (new,), (GivenUp("M1", missed),)))
    assert (life.changed(Document.CARDS), life.changed(Document.AGENDAS)) == ("T1 T3", "A B D")
    life.print_all(Document.AGENDAS)
    life(Replanned((Change("M3", "A", ("C",), "R4", "T1"),)))
    assert life.changed(Document.AGENDAS) == "A C"


def test_what_had_no_effect_makes_no_paper_wrong(life: Life) -> None:
    change = Change("M1", "A", ("B",), "R3", "T2", expects="nothing")
    entry = Entry("late", "Desk 2", 1, 0, 0, PlanChanged("M1", RepairKind.MOVE, (change,), expects="nothing"))
    life.day, _ = step.step(life.day, entry)
    assert life.changed(Document.CARDS) == ""


def test_an_import_concerns_the_meetings_that_it_changed(life: Life) -> None:
    adopted = life(PlanAdopted(2))
    assert (life.changed(Document.CARDS), life.changed(Document.AGENDAS)) == ("T2", "C D")
    life.print_all(Document.CARDS)
    life(Undone(adopted))
    assert life.changed(Document.CARDS) == "T2"


def test_an_import_concerns_the_place_to_which_a_meeting_had_been_moved(life: Life) -> None:
    life.move("M2", "R2", "T3")
    life.print_all(Document.CARDS)
    life(PlanAdopted(2))
    assert life.changed(Document.CARDS) == "T2 T3"


def test_a_new_name_in_an_import_makes_the_badge_and_the_papers_of_the_meetings_wrong(life: Life) -> None:
    life.print_all(Document.BADGES)
    life(PlanAdopted(3))
    assert (life.changed(Document.BADGES), life.changed(Document.AGENDAS)) == ("D", "C D")
    life.print_all(Document.BADGES, PrintOutcome.SENT, "D")
    assert life.changed(Document.BADGES) == ""


def test_another_time_or_another_label_makes_cards_wrong_and_another_label_the_sign(life: Life) -> None:
    life(PlanAdopted(4))
    assert (life.changed(Document.CARDS), life.changed(Document.SIGNS)) == ("T1 T2 T3", "")
    life.print_all(Document.CARDS)
    life(PlanAdopted(5))
    assert (life.changed(Document.CARDS), life.changed(Document.SIGNS)) == ("T1 T2 T3", "T2")
    life.print_all(Document.CARDS)
    life(PlanAdopted(6))
    assert life.changed(Document.CARDS) == "T2"


def test_a_replaced_badge_is_out_of_date_until_it_is_printed(life: Life) -> None:
    life.print_all(Document.BADGES)
    replaced = life(BadgeReplaced("A", "TOKEN-A", "TOKEN-NEW"))
    assert life.changed(Document.BADGES) == "A"
    life.print_all(Document.BADGES, PrintOutcome.SENT, "A")
    assert life.changed(Document.BADGES) == ""
    life(Undone(replaced))
    assert life.changed(Document.BADGES) == "A"


def test_whoever_holds_a_new_agenda_needs_no_slip(life: Life) -> None:
    life.move()
    life.print_all(Document.AGENDAS, PrintOutcome.SENT, "A")
    assert life.changed(Document.SLIPS) == "B"


def test_whoever_never_met_anybody_has_no_agenda_to_be_out_of_date_unless_they_got_one(life: Life) -> None:
    life(PlanAdopted(4))
    assert life.changed(Document.AGENDAS) == "A B C D"
    life.print_all(Document.AGENDAS, PrintOutcome.SENT, "Z")
    life(PlanAdopted(5))
    assert life.changed(Document.AGENDAS) == "A B C D Z"


def test_lists_of_the_moment_are_never_out_of_date(life: Life) -> None:
    life.move()
    assert not out_of_date(life.day, Document.MISSING)
    assert not out_of_date(life.day, Document.BLANKS)
