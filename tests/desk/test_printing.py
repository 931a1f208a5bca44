"""Prints through the desk: written before and after, from any thread, counted, and never in the way of undo."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.desk import papers, printing
from coordinator.desk.answers import Change, Done, Newcomer, Refusal
from coordinator.domain.checkin import AlreadyHere, BlankBadge, Welcome
from coordinator.domain.day import Presence
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.views import prints
from coordinator.views.prints import State

if TYPE_CHECKING:
    from coordinator.desk.desk import Desk
    from coordinator.domain.schedule import Schedule


def begin(desk: Desk, *people: str, **more: Any) -> str:
    """Begin to print the badges of these people."""
    return printing.begin(desk, Document.BADGES, people, "Zebra", "a6", "band", 1, **more)


def blank(desk: Desk) -> str:
    """Make one more blank badge and return its token."""
    assert isinstance(desk.make_blanks(1), Done)
    return desk.day.books.blanks[-1]


def test_a_print_is_counted_once_it_was_sent_and_survives_a_restart(desk: Desk, reopened: Any) -> None:
    job = begin(desk, "E01")
    assert isinstance(printing.end(desk, job, PrintOutcome.SENT, 1), Done)
    assert printing.how_often(desk, Document.BADGES, ("E01",)).sentence == (
        "Already printed once, last 09:00 on Desk 1."
    )
    again = reopened("Desk 2")
    assert prints.times_printed(again.day, Document.BADGES, "E01") == 1
    assert again.check() == ()


def test_a_program_that_died_in_between_does_not_know_how_the_print_ended(desk: Desk, reopened: Any) -> None:
    begin(desk, "E01")
    again = reopened()
    (printed,) = prints.prints_of(again.day, Document.BADGES, "E01")
    assert printed.state is State.UNKNOWN
    assert printing.how_often(again, Document.BADGES, ("E01",)).sentence.startswith("Perhaps printed already")


def test_a_print_ends_once_and_a_print_that_nobody_started_never(desk: Desk) -> None:
    job = begin(desk, "E01")
    printing.end(desk, job, PrintOutcome.FAILED, 0, "no paper")
    before = len(desk.day.history)
    assert isinstance(printing.end(desk, job, PrintOutcome.SENT, 1), Refusal)
    assert isinstance(printing.end(desk, "nothing", PrintOutcome.SENT, 1), Refusal)
    assert len(desk.day.history) == before


def test_the_version_is_that_of_the_moment_at_which_the_records_were_made(desk: Desk) -> None:
    drawn = len(desk.day.history)
    desk.scan("E01")
    job = begin(desk, "E02", version=drawn)
    assert desk.day.prints.jobs[job].asked.version == drawn
    later = begin(desk, "E02")
    assert desk.day.prints.jobs[later].asked.version == drawn + 2


def test_undo_and_redo_pass_over_prints(desk: Desk) -> None:
    desk.scan("E01")
    job = begin(desk, "E01")
    printing.end(desk, job, PrintOutcome.SENT, 1)
    desk.make_blanks(2)
    assert isinstance(desk.undo(), Done)
    assert desk.day.presence("E01") is Presence.UNKNOWN
    begin(desk, "E02")
    assert isinstance(desk.redo(), Done)
    assert desk.day.presence("E01") is Presence.HERE
    answer = desk.undo(job)
    assert answer == Refusal("What went to a printer cannot be taken back.")


def test_a_print_says_of_which_paper_it_was(desk: Desk) -> None:
    heard: list[Change] = []
    desk.subscribe(heard.append)
    printing.end(desk, begin(desk, "E01"), PrintOutcome.SENT, 1)
    assert heard == [Change(documents=frozenset({Document.BADGES}))] * 2


def test_unprinted_papers_are_those_of_whom_none_was_printed(desk: Desk) -> None:
    everybody = {record.about for record in papers.records(desk, Document.BADGES)}
    printing.end(desk, begin(desk, *(everybody - {"E01", "E02"})), PrintOutcome.SENT, 50)
    left = papers.records(desk, Document.BADGES, (papers.UNPRINTED,))
    assert {record.about for record in left} == {"E01", "E02"}
    begin(desk, "E01")
    left = papers.records(desk, Document.BADGES, (papers.UNPRINTED, papers.CHANGED))
    assert {record.about for record in left} == {"E02"}
    printing.end(desk, begin(desk, "E02"), PrintOutcome.SENT, 1)
    assert papers.records(desk, Document.BADGES, (papers.UNPRINTED,)) == ()


def test_printers_and_the_door_write_at_the_same_time_and_nothing_is_lost(desk: Desk, reopened: Any) -> None:
    people = [person.id for person in desk.day.schedule.people][:40]

    def print_badge(person: str) -> None:
        printing.end(desk, begin(desk, person), PrintOutcome.SENT, 1)

    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(print_badge, person) for person in people]
        for person in people:
            desk.scan(person)
            desk.check()
        for job in jobs:
            job.result()
    assert len(desk.day.history) == 1 + 3 * len(people)
    before = desk.day
    again = reopened()
    assert again.day == before
    assert again.check() == ()
    assert all(prints.times_printed(again.day, Document.BADGES, person) == 1 for person in people)


def test_a_printer_lets_the_window_take_in_an_import_that_it_began(desk: Desk, schedule: Schedule) -> None:
    adoption = desk.adoption(schedule)
    takers: list[int] = []
    desk.subscribe(lambda change: takers.append(threading.get_ident()) if change.everything else None)
    printer = threading.Thread(target=begin, args=(desk, "E01"))
    printer.start()
    adoption.run()
    adoption.finish()
    printer.join()
    assert takers == [threading.get_ident()]
    assert [type(r.entry.fact).__name__ for r in desk.day.history.values()][-2:] == ["PlanAdopted", "PrintStarted"]


def test_a_printer_does_not_wait_for_ever_for_a_window_that_closes(
    desk: Desk, schedule: Schedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator.desk.ledger._PATIENCE_S", 0.01)
    desk.adoption(schedule).run()
    printer = threading.Thread(target=begin, args=(desk, "E01"))
    printer.start()
    printer.join(20)
    assert not printer.is_alive()
    assert desk.day.plan == 2


def test_a_print_that_ends_after_the_event_was_closed_harms_nobody(desk: Desk) -> None:
    job = begin(desk, "E01")
    desk.close()
    answer = printing.end(desk, job, PrintOutcome.SENT, 1)
    assert isinstance(answer, Done)
    assert not answer.saved


def test_blank_badges_are_known_from_the_moment_they_are_made(desk: Desk, reopened: Any) -> None:
    answer = desk.make_blanks(3)
    assert isinstance(answer, Done)
    assert answer.sentence == "3 blank badges made"
    again = reopened()
    assert len(set(again.day.books.blanks)) == 3
    assert all(again.scan(token).outcome == BlankBadge(token) for token in again.day.books.blanks)


@pytest.mark.parametrize("number", [0, -1, 2_001])
def test_no_blank_badges_and_far_too_many_are_refused(desk: Desk, number: int) -> None:
    assert isinstance(desk.make_blanks(number), Refusal)
    assert not desk.day.books.blanks


def test_a_walk_in_gets_the_blank_badge_in_their_hand(desk: Desk, reopened: Any) -> None:
    token = blank(desk)
    scanned = desk.walk_in(Newcomer("Nadia", "Ok", "Newcomers Ltd"), token)
    assert (scanned.outcome, scanned.saved) == (Welcome("W001"), True)
    again = reopened("Desk 2")
    assert again.day.token_of("W001") == token
    assert again.scan(token).outcome == AlreadyHere("W001", scanned.at, "Desk 1", copied=True)
    assert "W001" not in prints.unprinted(again.day, Document.BADGES)
    assert again.check() == ()


@pytest.mark.parametrize("by_entry", [True, False])
def test_undo_takes_back_a_walk_in_and_their_blank_badge_together(desk: Desk, *, by_entry: bool) -> None:
    token = blank(desk)
    scanned = desk.walk_in(Newcomer("Nadia", "Ok", ""), token)
    assert isinstance(desk.undo(scanned.entry if by_entry else None), Done)
    assert desk.day.presence("W001") is Presence.UNKNOWN
    assert desk.scan(token).outcome == BlankBadge(token)
    assert isinstance(desk.redo(), Done)
    assert desk.day.token_of("W001") == token


def test_a_blank_badge_that_got_an_owner_meanwhile_is_not_given_twice(desk: Desk) -> None:
    token = blank(desk)
    desk.walk_in(Newcomer("Nadia", "Ok", ""), token)
    before = len(desk.day.books.plans[0].people)
    assert desk.walk_in(Newcomer("Second", "Guest", ""), token).outcome.word in ("already-here", "double-read")
    assert len(desk.day.books.plans[0].people) == before


def test_the_badge_of_a_walk_in_with_a_blank_one_can_be_replaced(desk: Desk) -> None:
    token = blank(desk)
    desk.walk_in(Newcomer("Nadia", "Ok", ""), token)
    assert isinstance(desk.replace_badge("W001"), Done)
    assert desk.day.token_of("W001") != token
    assert desk.scan(token).outcome.word == "replaced"
