"""Importing from the terminal: the whole account, and a word for everything that must be decided."""

from __future__ import annotations

import io
import json
import re
import shlex
import sys
from typing import TYPE_CHECKING, Any

import pytest

from coordinator import cli

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = "Vorname;Nachname;Firma;E-Mail;Rolle\nJörg;Müller;Wärme GmbH;joerg@example.org;Leiter\n"


@pytest.fixture
def coordinator(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that runs a command here, without a process of its own, and returns what it printed."""

    def run(*words: object, stdin: str = "", code: int = 0) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        ended = cli.run(cli.parse([str(word) for word in words]))
        printed = capsys.readouterr()
        assert ended == code, printed.err
        return printed.out if code == 0 else printed.err

    return run


@pytest.fixture
def event(coordinator: Any, tmp_path: Path) -> Path:
    """Return a new event without a plan."""
    path = tmp_path / "event.sqlite"
    coordinator("new", path, "--timezone", "Europe/Berlin", "--date", "2026-11-24")
    return path


def document(printed: str) -> Any:
    """Return the one JSON document that a command printed."""
    return json.loads(printed)


def options(said: str, name: str) -> list[str]:
    """Return the words after an option, as the account tells them."""
    return [word for line in re.findall(rf"{name} ('[^']*'|\S+)", said) for word in shlex.split(line)]


def test_a_dry_run_tells_mapping_counts_problems_and_rows_left_out(
    coordinator: Any, event: Path, tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE + ";;;;\nAnna;;;anna;\n", encoding="utf-8")
    told = document(coordinator("import", event, tmp_path / "people.csv", "--dry-run", "--json"))
    fields = {column["header"]: column["field"] for column in told["mapping"][0]["columns"]}
    assert (fields["Vorname"], fields["Firma"]) == ("first_name", "organisation")
    assert told["counts"]["people"] == 2
    assert told["left_out"][0]["rows"] == [3]
    (sheet,) = told["sheets"]
    assert sheet["rows"] == sheet["used"] + sheet["left_out"]
    problem = next(p for p in told["problems"] if p["column"] == "E-Mail")
    found = {key: problem[key] for key in ("kind", "severity", "file", "row", "value")}
    assert found == {"kind": "value", "severity": "look at", "file": "people.csv", "row": 4, "value": "anna"}
    assert "no e-mail address" in problem["sentence"]


def test_what_must_be_looked_at_is_imported_only_when_somebody_says_yes(
    coordinator: Any, event: Path, tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE + "Anna;Berg;;anna@example.org;\n", encoding="utf-8")
    said = coordinator("import", event, tmp_path / "people.csv", code=1)
    assert "has no organisation" in said
    assert "add --yes" in said
    assert "Imported" in coordinator("import", event, tmp_path / "people.csv", "--yes")


def test_a_question_is_printed_with_its_answers_and_can_be_answered(
    coordinator: Any, event: Path, tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_bytes(PEOPLE.encode("cp1252"))
    said = coordinator("import", event, tmp_path / "people.csv", code=1)
    answers = options(said, "--answer")
    assert "encoding: people.csv=cp1252" in answers
    assert "Jörg" in said
    told = document(coordinator("import", event, tmp_path / "people.csv", "--json", "--answer", answers[0]))
    assert told["entry"]


def test_a_row_that_cannot_be_used_is_left_out_by_choice(coordinator: Any, event: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE + ";;Nur Firma;;\n", encoding="utf-8")
    said = coordinator("import", event, tmp_path / "people.csv", code=1)
    assert options(said, "--leave-out") == ["people.csv:3"]
    told = coordinator("import", event, tmp_path / "people.csv", "--leave-out", "people.csv:3")
    assert "left out by choice (rows 3)" in told
    again = coordinator("import", event, tmp_path / "people.csv", "--dry-run", "--leave-out", "all")
    assert "left out by choice (rows 3)" in again
    assert "is no row" in coordinator("import", event, tmp_path / "people.csv", "--leave-out", "three", code=1)


def test_columns_are_read_as_a_file_says(coordinator: Any, event: Path, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE.replace("Rolle", "Zuständigkeit"), encoding="utf-8")
    columns = {
        "what": "columns of a schedule",
        "version": 1,
        "name": "us",
        "headers": ["Zuständigkeit"],
        "columns": {"Zuständigkeit": "job_title"},
    }
    (tmp_path / "us.json").write_text(json.dumps(columns), encoding="utf-8")
    told = document(
        coordinator("import", event, tmp_path / "people.csv", "--map", tmp_path / "us.json", "--dry-run", "--json")
    )
    fields = {column["header"]: column["field"] for column in told["mapping"][0]["columns"]}
    assert fields["Zuständigkeit"] == "job_title"
    assert "no file of columns" in coordinator(
        "import", event, tmp_path / "people.csv", "--map", tmp_path / "people.csv", code=1
    )


def test_what_contradicts_the_day_is_decided_before_anything_is_written(
    coordinator: Any, sample_event: Path, sample_files: list[Path], tmp_path: Path
) -> None:
    at = ("--at", "09:52")
    coordinator("scan", sample_event, *at, stdin="U03\n")
    coordinator("missed", sample_event, "M013", "--side", "guest", *at)
    offers = document(coordinator("propose", sample_event, "M013", "--json", *at))["proposals"]
    move = next(offer for offer in offers if offer["kind"] == "move")
    coordinator("accept", sample_event, move["id"], *at)
    rows = sample_files[4].read_text(encoding="utf-8-sig").splitlines(keepends=True)
    gone = tmp_path / "meetings.csv"
    gone.write_text("".join(row for row in rows if not row.startswith("M013,")), encoding="utf-8")
    files = [gone if file.name == "meetings.csv" else file for file in sample_files]
    said = coordinator("import", sample_event, *files, *at, code=1)
    assert "contradicts the day [M013]" in said
    assert options(said, "--take-file") == ["M013"]
    kept = document(coordinator("import", sample_event, *files, "--json", *at, "--keep-day"))
    assert kept["contradictions"][0]["meeting"] == "M013"
    assert "Undone" in coordinator("undo", sample_event, *at)
    assert "Imported" in coordinator("import", sample_event, *files, *at, "--take-file", "M013")
    assert "no meeting that has to be decided" in coordinator(
        "import", sample_event, *files, *at, "--take-file", "M001", code=1
    )
