"""The file of the first release opens for ever, and says what it said then."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coordinator.domain.policy import Policy
from coordinator.domain.step import replay, start
from coordinator.store.event_file import EventFile

KEPT = Path(__file__).resolve().parent / "files" / "first_release.sqlite"


@pytest.fixture
def old(path: Path) -> Path:
    """Return a copy of the kept file, so that it is never touched."""
    shutil.copy(KEPT, path)
    return path


def test_it_opens_and_nothing_is_wrong_with_it(old: Path) -> None:
    with EventFile.open(old) as file:
        assert (file.event_id, file.tag, file.policy()) == ("first-release", "BCD", Policy(7, 2))
        assert not file.check()


def test_its_day_is_the_day_that_was_lived(old: Path) -> None:
    with EventFile.open(old) as file:
        journal, books = file.journal(), file.books()
        day = replay(start(books), (recorded.entry for recorded in journal))
    assert [*day.history.values()] == [*journal]
    assert len({recorded.entry.fact.kind for recorded in journal}) == 16
    assert (day.plan, sorted(books.plans), len(books.badges)) == (2, [0, 1, 2], 7)
    presences = {person.id: str(day.presence(person.id)) for person in day.people()}
    assert presences == {"A": "here", "B": "left", "C": "late", "D": "unknown", "E": "unknown", "W1": "here"}
    first, second = day.meetings["M1"], day.meetings["M2"]
    assert (first.people, first.slot, first.table, first.status) == (("A", "E"), "S4", "T2", "planned")
    assert (second.people, second.status) == (("A", "D"), "held")
    assert (day.meetings["F-Q1"].status, day.meetings["M3"].status) == ("planned", "cancelled")
    assert books.plans[1].slots[0].start.isoformat() == "2017-05-16T09:00:00-04:00"


def test_it_can_be_written_to(old: Path) -> None:
    with EventFile.open(old) as file:
        number = file.last_number("Desk 1")
        last = file.journal()[-1]
        file.append([last])
        assert file.last_number("Desk 1") == number
