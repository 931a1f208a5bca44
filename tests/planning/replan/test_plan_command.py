"""The command `coordinator plan`: a problem file in, a result file out, one sentence when something is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.cli import entry

if TYPE_CHECKING:
    from pathlib import Path


def run(*words: object) -> int:
    """Run the command line."""
    return entry.run(entry.parse([str(word) for word in words]))


def test_a_problem_file_becomes_a_result_file(
    day: Any, person: Any, meeting: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem, result = tmp_path / "problem.json", tmp_path / "result.json"
    problem.write_text(json.dumps(day([person(0), person(1)], [meeting(0, 0, 1)])), encoding="utf-8")
    assert run("plan", problem, "-o", result, "--seconds", 2) == 0
    found = json.loads(result.read_text(encoding="utf-8"))
    assert [row["id"] for row in found["assign"]] == [0]
    assert found["claims"]["value"] == 5
    assert "1 filled, value 5" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "sentence"), [("", "is no JSON file"), ("[]", "no planning problem"), ("{}", "needs a whole number")]
)
def test_a_bad_problem_is_one_sentence_and_exit_code_1(
    content: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = tmp_path / "problem.json"
    problem.write_text(content, encoding="utf-8")
    assert run("plan", problem, "-o", tmp_path / "result.json") == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert len(said.splitlines()) == 1


def test_a_missing_file_and_a_folder_that_cannot_be_written_are_one_sentence(
    day: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("plan", tmp_path / "none.json", "-o", tmp_path / "result.json") == 1
    problem = tmp_path / "problem.json"
    problem.write_text(json.dumps(day([], [])), encoding="utf-8")
    assert run("plan", problem, "-o", tmp_path / "none" / "result.json") == 1
    assert run("plan", problem, "-o", tmp_path / "result.json", "--lead", "-1") == 1
    assert len(capsys.readouterr().err.splitlines()) == 3
