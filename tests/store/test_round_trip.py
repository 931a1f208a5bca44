"""What is written is read back exactly: plans, people, badges, every kind of fact, and facts of tomorrow."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from coordinator.domain import entries
from coordinator.domain.entries import Change, GivenUp, PlanAdopted, RepairKind, Unknown
from coordinator.domain.people import Organisation, Person, Registration
from coordinator.domain.policy import Policy
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.domain.schedule import (
    Checkpoint,
    EventInfo,
    Meeting,
    MeetingStatus,
    Request,
    RequestStatus,
    Schedule,
    Side,
    Slot,
    Table,
)
from coordinator.store.additions import Additions, AdoptedPlan, SourceFile
from coordinator.store.event_file import EventFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coordinator.domain.entries import Fact

MADRID = ZoneInfo("Europe/Madrid")


def night(hour: int, minute: int, fold: int = 0) -> datetime:
    """Return a moment of the night in which the clocks go back."""
    return datetime(2026, 10, 25, hour, minute, tzinfo=MADRID, fold=fold)


RICH = Schedule(
    EventInfo("Foro “Ñandú” — 東京", date(2026, 10, 25), "Europe/Madrid", "Sala\n4", 15, 5),
    (Organisation("O2", "Zzz", "ES", "B"), Organisation("O1", "Łódź ß đ", "", "")),
    (
        Person(
            "P2",
            "Íñigo",
            "O'Neil; DROP TABLE people",
            "O2",
            "Head",
            "ES",
            "Sevilla",
            "i@example.org",
            "+34",
            "EU",
            "A",
            Registration.WAITING,
            "Íñigo!",
            "second line",
            "en;es",
            needs_interpreter=True,
            max_meetings=0,
            unavailable=frozenset({"S2", "S1"}),
            support_office="EEN",
            notes="a\tb",
            extra=(("Diet", "none"), ("Diet", "twice"), ("", "=1+1")),
        ),
        Person("P1", "", "Only", "O1", max_meetings=7),
    ),
    (
        Slot("S2", night(2, 30, 1), night(2, 50, 1), "night", is_break=False),
        Slot("S1", night(2, 30), night(2, 50), "night", is_break=True),
    ),
    (Table("T2", "2", "Hall", 6, "P2", active=False), Table("T1", "10")),
    (
        Meeting(
            "M1",
            "P2",
            ("P1", "P3"),
            "S1",
            "T1",
            MeetingStatus.MISSED,
            Side.BOTH,
            "On “x”",
            "Ana",
            "R1",
            pinned=True,
            rounds=2,
        ),
        Meeting("M0", "P1", (), None, None),
    ),
    (Request("R1", "P1", "P2", RequestStatus.STANDBY, 1, "seminar", "2026-01-01 10:00", "Hello"),),
    (Checkpoint("sem", "Seminar", "seminar"), Checkpoint("registration", "Registration")),
)


def test_a_plan_comes_back_exactly_as_it_was(file: EventFile, path: Path, numbered: Callable[..., Any]) -> None:
    badges = {"ZZZ": "P2", "AAA": "P1", "MMM": "P2"}
    file.append([numbered(1, PlanAdopted(1))], Additions(AdoptedPlan(1, RICH), badges=badges))
    file.close()
    with EventFile.open(path) as again:
        books = again.books()
    assert books.plans[1] == RICH
    assert list(books.badges.items()) == list(badges.items())
    for before, after in zip(RICH.slots, books.plans[1].slots, strict=True):
        assert before.start.astimezone(UTC) == after.start.astimezone(UTC)
        assert (after.start.fold, after.start.tzinfo) == (before.start.fold, MADRID)
    assert [type(p.needs_interpreter) for p in books.plans[1].people] == [bool, bool]


def test_a_plan_in_a_zone_this_computer_does_not_know_keeps_its_moments(
    file: EventFile, path: Path, numbered: Callable[..., Any]
) -> None:
    plan = replace(RICH, event=replace(RICH.event, timezone="Mars/Olympus"))
    file.append([numbered(1, PlanAdopted(1))], Additions(AdoptedPlan(1, plan)))
    file.close()
    with EventFile.open(path) as again:
        moments = [slot.start.astimezone(UTC) for slot in again.books().plans[1].slots]
    assert moments == [slot.start.astimezone(UTC) for slot in plan.slots]


def test_people_who_walk_in_stand_in_plan_zero_in_their_order(hand: Any, file: EventFile, path: Path) -> None:
    hand.adopt()
    hand.walk_in("W2")
    hand.walk_in("W1")
    hand.save(file)
    file.close()
    with EventFile.open(path) as again:
        assert again.books() == hand.day.books
        assert [person.id for person in again.books().plans[0].people] == ["W2", "W1"]


FACTS: tuple[Fact, ...] = (
    entries.CheckedIn("A", "registration", "e1", by_hand=True),
    entries.CheckedIn("A", "registration"),
    entries.CheckedOut("A", "registration", "e1"),
    entries.SeenAgain("A", "seminar", "double-read"),
    entries.ScanRefused(None, "registration", "foreign"),
    entries.ScanRefused("A", "registration", "replaced"),
    entries.WalkedIn("W", "registration"),
    entries.ExpectedLate("A", 1_700_000_000_000),
    entries.MarkedAbsent("A"),
    entries.MeetingStarted("M", "e2"),
    entries.MeetingHeld("M"),
    entries.MeetingMissed("M", Side.BOTH, None, "“ill” \\ \n ñ"),
    entries.PlanChanged("M", RepairKind.WAIT, waits_until=9, expects="e3"),
    entries.PlanChanged(
        "M", RepairKind.FILL, (Change("R", "A", ("B", "C"), "S", "T", "R"), Change("M2", "A", (), "S", "T", None, "e"))
    ),
    entries.RoundFilled("S", (Change("F-Q", "A", ("B",), "S", "T", "Q"),), (GivenUp("M", "e4"), GivenUp("M2"))),
    entries.RoundFilled("S"),
    entries.Replanned((Change("M", "A", ("B",), "S", "T", expects="e"),), (GivenUp("M2", "e4"),)),
    entries.BadgeReplaced("A", "OLD", "NEW"),
    entries.BlanksMade(40),
    entries.BadgeGiven("A", "BLANK"),
    entries.PrintStarted(Document.BADGES, ("A", "B"), "Zebra „ä“", "a6-single", "band", 2, 17),
    entries.PrintStarted(Document.CHART),
    entries.PrintEnded("e5", PrintOutcome.FAILED, 3, "no paper"),
    entries.PrintStarted(Document.BADGES, tuple(f"P{number:05}" for number in range(10_000))),
    entries.PlanAdopted(3),
    entries.ClockJumped(-7200000),
    entries.Undone("e1"),
    entries.Redone("e1"),
    Unknown(
        "teleported",
        {"person": "A", "meeting": None, "checkpoint": "x", "undoes": None},
        {"to": [1, {"a": None}], "é": 1.5},
    ),
)


def test_every_kind_of_fact_is_read_back_even_one_of_tomorrow(
    file: EventFile, path: Path, numbered: Callable[..., Any]
) -> None:
    batch = [numbered(number, fact) for number, fact in enumerate(FACTS, 1)]
    file.append(batch)
    assert file.journal() == tuple(batch)
    file.close()
    with EventFile.open(path) as again:
        assert again.journal() == tuple(batch)
        assert not again.check()


def test_policy_is_kept(file: EventFile, path: Path) -> None:
    assert file.policy() == Policy()
    file.save_choice(Policy(7, 2))
    file.save_choice(Policy(8, 3))
    file.close()
    with EventFile.open(path) as again:
        assert again.policy() == Policy(8, 3)


def test_imported_files_are_kept_as_they_were(file: EventFile, path: Path, numbered: Callable[..., Any]) -> None:
    content = b"\xff\x00 any bytes"
    digest = hashlib.sha256(content).hexdigest()
    source = SourceFile("../Zeitplan ä.XLSX", digest, content)
    file.append([numbered(1, PlanAdopted(1))], Additions(AdoptedPlan(1, RICH, (source,))))
    (kept,) = (path.parent / "forum.event.safety" / "sources").iterdir()
    assert kept.name == f"{digest}.xlsx"
    assert kept.read_bytes() == content
    assert not file.check()
    kept.write_bytes(b"other")
    assert ["was changed" in finding.sentence for finding in file.check()] == [True]


def test_identity_stays(file: EventFile, path: Path) -> None:
    assert (file.event_id, file.tag, file.path) == ("event-1", "BCD", path)


@pytest.mark.parametrize("text", ["", "\x00", "🙂" * 1000, "'\"`;--", "\u2028"])
def test_any_text_survives(text: str, file: EventFile, numbered: Callable[..., Any]) -> None:
    person = Person("P", text, text, text, notes=text, extra=((text, text),))
    file.append([numbered(1, entries.WalkedIn("P", "registration"))], Additions(people=(person,)))
    assert file.books().plans[0].people == (person,)
