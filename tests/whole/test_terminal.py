"""The terminal says what happened, or one sentence about why not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def document(printed: str) -> Any:
    """Return the one JSON document that a command printed."""
    return json.loads(printed)


def test_a_real_workbook_is_imported_with_all_its_parts(coordinator: Any, forum: Path, tmp_path: Path) -> None:
    event = tmp_path / "forum.sqlite"
    coordinator("new", event)
    printed = document(coordinator("import", event, forum / "forum-13.xlsx", "--json"))
    wanted = {"people": 70, "meetings": 154, "slots": 21, "tables": 14, "requests": 60}
    assert {key: printed["counts"][key] for key in wanted} == wanted
    assert document(coordinator("check", event, "--json")) == {"ok": True, "findings": []}


def test_a_flat_list_gives_the_same_meetings_and_an_empty_event_its_day(
    coordinator: Any, read_csv: Any, forum: Path, forum_event: Path, tmp_path: Path
) -> None:
    flat = tmp_path / "flat.sqlite"
    coordinator("new", flat, "--timezone", "Europe/Madrid", "--date", "2020-02-02")
    printed = document(coordinator("import", flat, forum / "meetings_flat.csv", "--json"))
    assert (printed["counts"]["meetings"], printed["counts"]["people"]) == (154, 70)
    assert "in order" in coordinator("check", flat)
    days = []
    for event in (flat, forum_event):
        coordinator("export", event, "meetings", "-o", tmp_path / "meetings.csv")
        rows = read_csv(tmp_path / "meetings.csv")
        days.append({(r["start"], r["table"].removeprefix("Table "), r["host"], r["guests"]) for r in rows})
    assert days[0] == days[1]


def test_a_dry_run_writes_nothing(coordinator: Any, forum: Path, tmp_path: Path) -> None:
    event = tmp_path / "event.sqlite"
    coordinator("new", event)
    assert "nothing was written" in coordinator("import", event, forum / "forum-13.xlsx", "--dry-run")
    assert document(coordinator("import", event, forum / "forum-13.xlsx", "--dry-run", "--json"))["entry"] is None
    coordinator("export", event, "badges", "-o", tmp_path / "badges.csv")
    assert len((tmp_path / "badges.csv").read_text(encoding="utf-8-sig").splitlines()) == 1


def test_a_no_show_is_repaired_from_the_terminal_and_undone(coordinator: Any, sample_event: Path) -> None:
    at = ("--at", "09:52")
    coordinator("scan", sample_event, *at, stdin="U03\nE27\n")
    coordinator("missed", sample_event, "M013", "--side", "guest", *at)
    offers = document(coordinator("propose", sample_event, "M013", "--json", *at))["proposals"]
    assert offers[0]["kind"] == "fill"
    assert "Fill table 2" in coordinator("accept", sample_event, offers[0]["id"], *at)
    assert "in order" in coordinator("check", sample_event)
    assert "Undone" in coordinator("undo", sample_event, *at)
    assert "Undone" in coordinator("undo", sample_event, *at)
    again = document(coordinator("propose", sample_event, "M013", "--json", *at))["proposals"]
    assert next(offer["kind"] for offer in again) == "fill"


def test_a_scan_answers_what_it_refuses(coordinator: Any, sample_event: Path) -> None:
    lines = coordinator("scan", sample_event, "--checkpoint", "seminar", stdin="nobody\nE01\n").splitlines()
    assert lines[0].startswith("NO foreign ")
    assert lines[1].split()[0::2] == ["ACK", "welcome"]


def test_a_scan_at_an_unknown_checkpoint_names_the_ones_there_are(coordinator: Any, sample_event: Path) -> None:
    assert "Registration desk" in coordinator("scan", sample_event, "--checkpoint", "cellar", code=1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "nowhere.sqlite"), "nowhere.sqlite"),
        (("restore", "nowhere.backup", "nowhere.sqlite"), "nowhere.backup"),
    ],
)
def test_a_missing_file_is_named_in_one_sentence(coordinator: Any, words: tuple[str, ...], said: str) -> None:
    sentence = coordinator(*words, code=1)
    assert said in sentence
    assert sentence.count("\n") == 1


def test_a_new_event_never_overwrites_a_file(coordinator: Any, sample_event: Path) -> None:
    before = sample_event.read_bytes()
    coordinator("new", sample_event, code=1)
    assert sample_event.read_bytes() == before


@pytest.mark.parametrize("words", [("export",), ("missed", "x.sqlite", "M1"), ("print", "x.sqlite", "posters")])
def test_wrong_usage_leaves_with_code_two(coordinator: Any, words: tuple[str, ...]) -> None:
    assert "usage" in coordinator(*words, code=2)


def test_a_time_that_is_none_is_refused(coordinator: Any, sample_event: Path) -> None:
    assert "09:52" in coordinator("propose", sample_event, "M013", "--at", "noon", code=1)


def test_a_backup_brings_the_event_back_with_what_came_after_it(
    coordinator: Any, sample_event: Path, tmp_path: Path
) -> None:
    coordinator("scan", sample_event, stdin="E01\n")
    coordinator("backup", sample_event, tmp_path / "copy.sqlite")
    coordinator("scan", sample_event, stdin="E02\n")
    coordinator("restore", tmp_path / "copy.sqlite", sample_event)
    answers = coordinator("scan", sample_event, stdin="E01\nE02\n").splitlines()
    assert [answer.split()[2] for answer in answers] == ["already-here", "already-here"]
    assert "in order" in coordinator("check", sample_event)


def test_a_hostile_name_is_no_formula_in_the_log(coordinator: Any, read_csv: Any, tmp_path: Path) -> None:
    event, people = tmp_path / "event.sqlite", tmp_path / "participants.csv"
    people.write_text("participant_id,first_name,last_name,organisation\nP1,=HYPERLINK(1),@x,+1\n", encoding="utf-8")
    coordinator("new", event)
    coordinator("import", event, people, "--yes")
    coordinator("scan", event, stdin="P1\n")
    coordinator("export", event, "attendance", "-o", tmp_path / "log.csv")
    (row,) = (r for r in read_csv(tmp_path / "log.csv") if r["person id"] == "P1")
    assert row["name"].startswith("'=")
    assert row["organisation"] == "'+1"


def test_a_round_is_filled_from_the_terminal_and_undone(coordinator: Any, sample_event: Path) -> None:
    at = ("--at", "10:50")
    people = "\n".join(f"{side}{number:02}" for side in "EU" for number in range(1, 20))
    coordinator("scan", sample_event, *at, stdin=people)
    offer = document(coordinator("fill", sample_event, "--json", *at))
    assert offer["best"]
    assert offer["entry"] is None
    assert {change["slot"] for change in offer["meetings"]} == {offer["slot"]}
    assert offer["title"] in coordinator("fill", sample_event, *at)
    accepted = document(coordinator("fill", sample_event, "--slot", offer["slot"], "--accept", "--json", *at))
    assert accepted["id"] == offer["id"]
    assert accepted["entry"]
    assert "in order" in coordinator("check", sample_event)
    assert "Undone: filling of the round" in coordinator("undo", sample_event, *at)
    assert document(coordinator("fill", sample_event, "--json", *at))["id"] == offer["id"]
    assert "There is no round" in coordinator("fill", sample_event, "--slot", "R99", *at, code=1)


def test_an_exported_plan_makes_the_same_event_anew_and_the_same_file(
    coordinator: Any, forum_event: Path, tmp_path: Path
) -> None:
    coordinator("export", forum_event, "plan", "-o", tmp_path / "plan.xlsx")
    coordinator("new", tmp_path / "copy.sqlite")
    printed = document(coordinator("import", tmp_path / "copy.sqlite", tmp_path / "plan.xlsx", "--json"))
    assert printed["counts"]["meetings"] == 154
    coordinator("export", tmp_path / "copy.sqlite", "plan", "-o", tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (tmp_path / "plan.xlsx").read_bytes()
    again = document(coordinator("import", forum_event, tmp_path / "plan.xlsx", "--dry-run", "--json"))
    assert again["difference"]["meetings"] == {"new": [], "changed": [], "removed": [], "same": 154}


def test_an_empty_schedule_can_be_written_without_an_event(coordinator: Any, tmp_path: Path) -> None:
    assert "empty schedule" in coordinator("template", "-o", tmp_path / "empty.xlsx")
    assert (tmp_path / "empty.xlsx").stat().st_size > 5_000


def test_the_rest_of_the_day_is_planned_anew_from_the_terminal_and_undone(coordinator: Any, sample_event: Path) -> None:
    at = ("--at", "10:50")
    people = "\n".join(f"{side}{number:02}" for side in "EU" for number in range(1, 20))
    coordinator("scan", sample_event, *at, stdin=people)
    found = document(coordinator("replan", sample_event, "--json", *at))
    assert found["entry"] is None
    assert [point["changes"] for point in found["points"] if point["chosen"]] == [0]
    assert not any(step["kind"] == "moved" for step in found["steps"])
    accepted = document(coordinator("replan", sample_event, "--accept", "--json", *at))
    assert accepted["steps"] == found["steps"]
    assert accepted["entry"]
    assert "in order" in coordinator("check", sample_event)
    assert "Undone: re-plan" in coordinator("undo", sample_event, *at)
    assert document(coordinator("replan", sample_event, "--json", *at))["steps"] == found["steps"]
