"""Saved is what is on disk: one transaction each, tried again on a full disk, whole after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.entries import CheckedIn, MarkedAbsent, WalkedIn
from coordinator.domain.people import Person
from coordinator.domain.trouble import ProgramTrouble
from coordinator.store.additions import Additions
from coordinator.store.event_file import CannotOpen, EventFile, NotSaved

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

A_LOT = "x" * 20_000


def test_numbers_go_on_for_each_desk(file: EventFile, numbered: Callable[..., Any], path: Path) -> None:
    assert file.last_number("Desk 1") == 0
    file.append([numbered(1, MarkedAbsent("A")), numbered(2, MarkedAbsent("B"))])
    file.append([numbered(1, MarkedAbsent("C"), "Desk 2")])
    file.append([numbered(3, MarkedAbsent("D"))])
    assert (file.last_number("Desk 1"), file.last_number("Desk 2"), file.last_number("Desk 3")) == (3, 1, 0)
    file.close()
    with EventFile.open(path) as again:
        assert (again.last_number("Desk 1"), again.last_number("Desk 2")) == (3, 1)
        assert [r.entry.fact.person for r in again.journal()] == ["A", "B", "C", "D"]
        assert not again.check()


def test_sending_twice_is_harmless(file: EventFile, numbered: Callable[..., Any]) -> None:
    batch = [numbered(1, WalkedIn("W", "registration"))]
    additions = Additions(people=(Person("W", "Walk", "In", "O"),), badges={"TOKEN": "W"})
    file.append(batch, additions)
    file.append(batch, additions)
    assert file.journal() == tuple(batch)
    assert len(file.books().plans[0].people) == 1
    assert not file.check()


def test_a_gap_or_another_entry_with_the_same_number_is_a_mistake_of_the_program(
    file: EventFile, numbered: Callable[..., Any]
) -> None:
    file.append([numbered(1, MarkedAbsent("A"))])
    with pytest.raises(ProgramTrouble):
        file.append([numbered(3, MarkedAbsent("B"))])
    with pytest.raises(ProgramTrouble):
        file.append([numbered(1, MarkedAbsent("B"))])
    with pytest.raises(ProgramTrouble):
        file.append([], Additions(badges={"TOKEN": "A"}))
    file.append([numbered(2, MarkedAbsent("C"))])
    assert len(file.journal()) == 2


def test_what_the_file_refuses_leaves_nothing_behind(file: EventFile, numbered: Callable[..., Any]) -> None:
    person = Person("W", "Walk", "In", "O")
    file.append([numbered(1, WalkedIn("W", "registration"))], Additions(people=(person,)))
    with pytest.raises(ProgramTrouble):
        file.append([numbered(2, WalkedIn("W", "registration"))], Additions(people=(person,), badges={"T": "W"}))
    assert file.last_number("Desk 1") == 1
    assert file.books().badges == {}
    file.append([numbered(2, MarkedAbsent("W"))])
    assert not file.check()


def test_on_a_full_disk_it_says_not_saved_and_goes_on_when_there_is_space(
    file: EventFile, numbered: Callable[..., Any], rows: Callable[..., Any], path: Path
) -> None:
    file.append([numbered(1, MarkedAbsent("A"))])
    reserve = path.parent / "forum.event.safety" / "reserve.bin"
    assert reserve.stat().st_size == 8 * 1024 * 1024
    pages = rows(file, "PRAGMA page_count")[0][0]
    rows(file, f"PRAGMA max_page_count = {pages}")
    batch = [numbered(2, CheckedIn("A", A_LOT))]
    for _ in range(3):
        with pytest.raises(NotSaved, match="NOT SAVED: the disk is full"):
            file.append(batch, Additions(badges={"T": "A"}))
        assert len(file.journal()) == 1
        assert file.books().badges == {}
    assert not reserve.exists()
    rows(file, "PRAGMA max_page_count = 1000000")
    file.append(batch, Additions(badges={"T": "A"}))
    assert len(file.journal()) == 2
    assert not file.check()


def test_the_reserve_is_given_back_before_anybody_is_troubled(
    file: EventFile, numbered: Callable[..., Any], rows: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = rows(file, "PRAGMA page_count")[0][0]
    rows(file, f"PRAGMA max_page_count = {pages}")
    give_back = file._folder.give_reserve_back

    def and_so_there_is_space() -> bool:
        rows(file, "PRAGMA max_page_count = 1000000")
        return give_back()

    monkeypatch.setattr(file._folder, "give_reserve_back", and_so_there_is_space)
    file.append([numbered(1, CheckedIn("A", A_LOT))])
    assert len(file.journal()) == 1


CHILD = """
import sys, uuid
from pathlib import Path
from coordinator.domain.day import Recorded
from coordinator.domain.entries import CheckedIn, Entry, Verdict
from coordinator.domain.people import Person
from coordinator.store.additions import Additions
from coordinator.store.event_file import EventFile, NotSaved

def entry(number, place="registration"):
    fact = CheckedIn(f"P{number}", place)
    return Recorded(Entry(f"e{number}", "Desk 1", number, number, number, fact), Verdict.APPLIED)

def say(text):
    sys.stdout.write(f"{text}\\n")
    sys.stdout.flush()

file = EventFile.open(Path(sys.argv[1]))
"""

WRITER = """
number = file.last_number("Desk 1")
while True:
    number += 1
    person = Person(f"P{number}", "Walk", "In", "O")
    file.append([entry(number)], Additions(people=(person,), badges={f"T{number}": person.id}))
    say(number)
"""

FULL = """
import resource
from contextlib import suppress
file.append([entry(1)])
wal = Path(sys.argv[1] + "-wal")
resource.setrlimit(resource.RLIMIT_FSIZE, (wal.stat().st_size + 8000, resource.RLIM_INFINITY))
refused = 0
for _ in range(3):
    try:
        file.append([entry(2, "x" * 200_000)])
    except NotSaved as error:
        refused += 1
assert len(file.journal()) == 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
file.append([entry(2, "x" * 200_000)])
file.append([entry(3)])
say(f"{refused} {len(file.journal())} {file.check()}")
file.close()
"""


def child(path: Path, code: str) -> subprocess.Popen[str]:
    """Start a program that has the event file open."""
    return subprocess.Popen([sys.executable, "-c", CHILD + textwrap.dedent(code), str(path)], stdout=-1, text=True)


def test_ten_kills_lose_nothing_that_was_said_to_be_saved(file: EventFile, path: Path) -> None:
    file.close()
    said = 0
    for round_number in range(10):
        with child(path, WRITER) as writer:
            assert writer.stdout
            for _ in range(3 + round_number):
                said = int(writer.stdout.readline())
            os.kill(writer.pid, signal.SIGKILL)
            rest = writer.stdout.read().split("\n")
            said = max([said, *(int(text) for text in rest[:-1] if text)])
        with EventFile.open(path) as again:
            entries = again.journal()
            assert len(entries) in (said, said + 1)
            assert len(again.books().badges) == len(again.books().plans[0].people) == len(entries)
            assert not again.check()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for the size of a file")
def test_a_disk_that_refuses_is_survived_without_a_restart(file: EventFile, path: Path) -> None:
    file.close()
    with child(path, FULL) as filler:
        assert filler.stdout
        assert filler.stdout.read() == "3 3 ()\n"
    assert filler.returncode == 0


def test_a_second_copy_of_the_program_is_refused_at_once_and_told_who_holds_the_file(
    file: EventFile, path: Path
) -> None:
    file.close()
    with child(path, 'say("open")\nsys.stdin.read()') as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(CannotOpen, match=f"process {holder.pid}") as refused:
            EventFile.open(path)
        assert refused.value.verdict == "in use"
        assert not refused.value.offers_restore
        holder.kill()
    EventFile.open(path).close()


def test_trying_to_open_twice_in_one_program_does_not_loosen_the_lock(file: EventFile, path: Path) -> None:
    with pytest.raises(CannotOpen) as refused:
        EventFile.open(path)
    assert refused.value.verdict == "in use"
    with child(path, "") as second:
        pass
    assert second.returncode != 0
    file.append([])
