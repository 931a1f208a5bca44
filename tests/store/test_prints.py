"""Prints and blank badges are on disk, beside the file and in a restored backup; tokens only where tokens are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain import codec
from coordinator.domain.entries import BadgeGiven, BlanksMade, PrintEnded, PrintStarted, Unknown, WalkedIn
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.domain.step import replay, start
from coordinator.store.additions import Additions
from coordinator.store.event_file import EventFile, NotSaved
from coordinator.store.restore import restore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BLANKS = {"BLANKONE": "", "BLANKTWO": ""}
EVERYBODY = tuple(f"P{number:05}" for number in range(10_000))


def live(hand: Any) -> None:
    """Print ten thousand badges and blank ones, and give one of them to a walk-in."""
    hand.adopt()
    job = hand.make(PrintStarted(Document.BADGES, EVERYBODY, "Zebra", version=1)).entry.id
    hand.make(PrintEnded(job, PrintOutcome.SENT, 10_000))
    hand.make(BlanksMade(2), Additions(badges=BLANKS))
    hand.make(PrintStarted(Document.BLANKS, ("1", "2"), "Zebra", version=4))
    hand.walk_in("W1")
    hand.make(BadgeGiven("W1", "BLANKTWO"))


def the_day_is(hand: Any, file: EventFile) -> None:
    """Compare the file with the day as it was lived."""
    day = replay(start(file.books()), (recorded.entry for recorded in file.journal()))
    assert day == hand.day
    assert not file.check()
    assert day.books.blanks == tuple(BLANKS)
    assert (day.owner_of("BLANKONE"), day.owner_of("BLANKTWO")) == ("", "W1")
    (badges, blanks) = day.prints.jobs.values()
    assert (badges.asked.subjects, badges.end is None, blanks.end) == (EVERYBODY, False, None)


def test_what_was_printed_and_given_is_there_when_the_file_is_opened_again(
    hand: Any, file: EventFile, path: Path
) -> None:
    live(hand)
    hand.save(file)
    file.close()
    with EventFile.open(path) as again:
        the_day_is(hand, again)


@pytest.mark.parametrize("saved_before", [0, 3, 4, 6])
def test_a_restored_backup_is_brought_up_to_date_with_prints_and_blank_badges(
    hand: Any, file: EventFile, path: Path, saved_before: int
) -> None:
    live(hand)
    for recorded, additions in hand.written[:saved_before]:
        file.append([recorded], additions)
    backup = file.backup("before the prints")
    for recorded, additions in hand.written[saved_before:]:
        file.append([recorded], additions)
    file.close()
    assert restore(backup, path).entries_brought_back == 7 - saved_before
    with EventFile.open(path) as again:
        the_day_is(hand, again)


def test_the_token_of_a_blank_badge_is_in_no_body_of_the_journal_before_somebody_has_it(
    hand: Any, file: EventFile, rows: Callable[..., Any]
) -> None:
    hand.make(BlanksMade(2), Additions(badges=BLANKS))
    hand.make(PrintStarted(Document.BLANKS, ("1", "2")))
    hand.save(file)
    bodies = [json.loads(body) for (body,) in rows(file, "SELECT body FROM journal ORDER BY pos")]
    assert bodies == [{"count": 2}, {"document": "blanks", "subjects": ["1", "2"]}]


def test_a_program_of_yesterday_keeps_what_it_does_not_know(
    hand: Any, file: EventFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(hand)
    hand.save(file)
    file.close()
    known = {kind: fact for kind, fact in codec._BY_KIND.items() if not kind.startswith(("print_", "blank", "badge_g"))}
    monkeypatch.setattr(codec, "_BY_KIND", known)
    with EventFile.open(path) as old:
        facts = [recorded.entry.fact for recorded in old.journal()]
        day = replay(start(old.books()), (recorded.entry for recorded in old.journal()))
        assert [type(fact) for fact in facts].count(Unknown) == 5
        assert isinstance(facts[5], WalkedIn)
        assert day.standing("W1").walked_in
    monkeypatch.undo()
    with EventFile.open(path) as again:
        the_day_is(hand, again)


def test_a_printer_that_comes_too_late_is_told_that_the_file_is_closed(hand: Any, file: EventFile) -> None:
    live(hand)
    file.close()
    with pytest.raises(NotSaved, match="closed"):
        hand.save(file)
