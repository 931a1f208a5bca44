"""The side journal knows every entry once more, completes what the file lacks, and never stops the day."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.entries import CheckedIn, MarkedAbsent
from coordinator.domain.step import replay, start
from coordinator.store.event_file import CannotOpen, EventFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def side(path: Path) -> Path:
    """Return where the side journal is."""
    return path.parent / "forum.event.safety" / "journal.jsonl"


@pytest.fixture
def lived(hand: Any, file: EventFile) -> Any:
    """Return the hand of a day with a plan, a check-in and a walk-in, saved and closed."""
    hand.adopt()
    hand.make(CheckedIn("A", "registration"))
    hand.walk_in("W1")
    hand.save(file)
    file.close()
    return hand


def the_day_is(hand: Any, file: EventFile) -> None:
    """Compare the file with the day as it was lived."""
    assert replay(start(file.books()), (recorded.entry for recorded in file.journal())) == hand.day
    assert not file.check()


def test_every_entry_is_a_line_with_what_it_added(lived: Any, side: Path) -> None:
    head, adopted, arrived, walked_in = [json.loads(line) for line in side.read_text(encoding="utf-8").splitlines()]
    assert head["event"] == "event-1"
    assert [line["entry"][0] for line in (adopted, arrived, walked_in)] == list(lived.day.history)
    assert len(adopted["rows"]["people"]) == 6
    assert "rows" not in arrived
    assert [row["token"] for row in walked_in["rows"]["badges"]] == ["TOKENW1"]


def test_a_file_copied_without_its_log_gets_back_what_it_lacks(
    lived: Any, path: Path, side: Path, tmp_path: Path
) -> None:
    shutil.copy(path, tmp_path / "old")
    with EventFile.open(path) as file:
        lived.walk_in("W2")
        lived.adopt(2)
        lived.save(file)
    shutil.copy(tmp_path / "old", path)
    with EventFile.open(path) as file:
        assert file.entries_brought_back == 2
        assert "2 entries were missing" in file.notices[0]
        the_day_is(lived, file)
        lived.make(MarkedAbsent("B"))
        lived.save(file)
        the_day_is(lived, file)
    with EventFile.open(path) as file:
        assert file.notices == ()
        the_day_is(lived, file)


def test_a_missing_side_journal_is_written_anew_just_as_it_was(lived: Any, path: Path, side: Path) -> None:
    before = side.read_bytes()
    side.unlink()
    with EventFile.open(path) as file:
        assert "written anew" in file.notices[0]
        the_day_is(lived, file)
    assert side.read_bytes() == before


@pytest.mark.parametrize("cut", [1, 30, 400])
def test_half_a_line_at_the_end_is_mended(cut: int, lived: Any, path: Path, side: Path) -> None:
    before = side.read_bytes()
    side.write_bytes(before[:-cut])
    with EventFile.open(path) as file:
        the_day_is(lived, file)
    assert side.read_bytes() == before


def test_a_damaged_side_journal_is_kept_aside_and_written_anew(lived: Any, path: Path, side: Path) -> None:
    before = side.read_bytes()
    side.write_bytes(before.replace(b"registration", b"registrator", 1))
    damaged = side.read_bytes()
    with EventFile.open(path) as file:
        assert "kept aside" in file.notices[0]
        the_day_is(lived, file)
    assert side.read_bytes() == before
    (kept,) = (side.parent / "quarantine").rglob("journal.jsonl")
    assert kept.read_bytes() == damaged


def test_lines_that_are_missing_at_its_end_are_written(lived: Any, path: Path, side: Path) -> None:
    before = side.read_bytes()
    side.write_bytes(b"".join(before.splitlines(keepends=True)[:2]))
    with EventFile.open(path) as file:
        the_day_is(lived, file)
    assert side.read_bytes() == before


def test_two_histories_are_unverified_until_somebody_decides(
    lived: Any, path: Path, side: Path, tmp_path: Path, numbered: Callable[..., Any]
) -> None:
    shutil.copy(path, tmp_path / "old")
    shutil.copy(side, tmp_path / "old.jsonl")
    with EventFile.open(path) as file:
        file.append([numbered(4, MarkedAbsent("B"))])
    other = side.read_bytes()
    shutil.copy(tmp_path / "old", path)
    shutil.copy(tmp_path / "old.jsonl", side)
    with EventFile.open(path) as file:
        file.append([numbered(4, MarkedAbsent("C"))])
    side.write_bytes(other)
    before = path.read_bytes()
    with pytest.raises(CannotOpen, match="contradict") as refused:
        EventFile.open(path)
    assert refused.value.verdict == "unverified"
    assert not refused.value.offers_restore
    assert path.read_bytes() == before
    with EventFile.open(path, trust_file=True) as file:
        assert file.journal()[-1].entry.fact == MarkedAbsent("C")
        assert "kept aside" in file.notices[0]
        assert not file.check()


def test_the_folder_of_another_event_is_put_aside(
    lived: Any, path: Path, side: Path, tmp_path: Path, create: Callable[..., EventFile]
) -> None:
    other = create(tmp_path / "other.event", "event-2")
    other.close()
    shutil.copy(tmp_path / "other.event", path)
    with EventFile.open(path) as file:
        assert file.event_id == "event-2"
        assert "belonged to another event" in file.notices[0]
        assert not file.check()
    assert (path.parent / "forum.event.safety.old-1" / "journal.jsonl").exists()


def test_it_never_stops_the_day_and_catches_up(file: EventFile, path: Path, side: Path, hand: Any) -> None:
    hand.adopt()
    hand.save(file)
    before = side.read_bytes()
    file._side.close()
    side.unlink()
    side.mkdir()
    hand.make(CheckedIn("A", "registration"))
    hand.walk_in()
    hand.save(file)
    assert "cannot be written" in file.warning
    assert len(file.journal()) == 3
    side.rmdir()
    side.write_bytes(before)
    hand.make(CheckedIn("B", "registration"))
    hand.save(file)
    assert file.warning == ""
    the_day_is(hand, file)


def test_one_that_cannot_be_read_is_a_warning(lived: Any, path: Path, side: Path) -> None:
    side.unlink()
    side.mkdir()
    with EventFile.open(path) as file:
        assert "cannot be read" in file.warning
        lived.make(MarkedAbsent("B"))
        lived.save(file)
        assert len(file.journal()) == 4
    side.rmdir()
    with EventFile.open(path) as file:
        the_day_is(lived, file)
