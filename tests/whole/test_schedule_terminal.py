"""A first schedule from the terminal: people, rounds, tables and accepted requests become a plan that holds."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def wishes(coordinator: Any, sample_files: list[Path], read_csv: Any, tmp_path: Path) -> Path:
    """Return an event whose meetings have become accepted requests, and which has no meeting yet."""
    (meetings,) = (path for path in sample_files if path.stem == "meetings")
    with (tmp_path / "requests.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["request_id", "from_id", "to_id", "status"])
        rows.writerows([f"A{n}", r["host_id"], r["guest_id"], "accepted"] for n, r in enumerate(read_csv(meetings)))
    event = tmp_path / "event.sqlite"
    coordinator("new", event, "--name", "Sample", "--timezone", "America/New_York", "--date", "2017-05-16")
    sheets = [path for path in sample_files if path.stem not in ("meetings", "requests")]
    coordinator("import", event, *sheets, tmp_path / "requests.csv")
    return event


def test_a_first_schedule_is_shown_then_adopted_with_the_same_badges_and_undone(
    coordinator: Any, wishes: Path, read_csv: Any, tmp_path: Path
) -> None:
    said = coordinator("schedule", wishes, "--seconds", "1")
    assert "wanted meetings placed" in said
    assert "The longest day: " in said
    coordinator("export", wishes, "badges", "-o", tmp_path / "before.csv")
    found = json.loads(coordinator("schedule", wishes, "--seconds", "1", "--accept", "--json"))
    assert found["placed"] + len(found["not_placed"]) == found["wanted"] >= 90
    assert found["placed"] >= found["wanted"] - 2
    assert found["entry"]
    assert "in order" in coordinator("check", wishes)
    coordinator("export", wishes, "badges", "-o", tmp_path / "after.csv")
    assert read_csv(tmp_path / "after.csv") == read_csv(tmp_path / "before.csv")
    assert "Undone" in coordinator("undo", wishes)


def test_a_schedule_of_an_event_without_rounds_says_what_is_missing(coordinator: Any, tmp_path: Path) -> None:
    coordinator("new", tmp_path / "empty.sqlite")
    assert "needs rounds and tables" in coordinator("schedule", tmp_path / "empty.sqlite", code=1)
