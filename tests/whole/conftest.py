"""The program as people start it: whole processes on real files."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORUM = ROOT.parent / "shared" / "data" / "forum-13"
SAMPLE = ROOT / "resources" / "sample"
SHEETS = ("event", "participants", "slots", "tables", "meetings", "requests", "checkpoints")


@pytest.fixture
def coordinator() -> Any:
    """Return a function that runs the program and returns what it printed; a failure shows its sentence."""

    def run(*words: object, stdin: str = "", code: int = 0) -> str:
        ended = subprocess.run(
            [sys.executable, "-W", "error", "-m", "coordinator", *map(str, words)],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            check=False,
        )
        assert ended.returncode == code, ended.stderr
        return ended.stdout if code == 0 else ended.stderr

    return run


@pytest.fixture
def sample_event(coordinator: Any, tmp_path: Path) -> Path:
    """Return a new event file with the sample's schedule and an empty journal."""
    event = tmp_path / "event.sqlite"
    coordinator("new", event, "--name", "Sample", "--timezone", "America/New_York", "--date", "2017-05-16")
    coordinator("import", event, *(SAMPLE / f"{sheet}.csv" for sheet in SHEETS))
    return event


@pytest.fixture
def forum() -> Path:
    """Return the folder of the real event's shape, or skip."""
    if not FORUM.is_dir():
        pytest.skip("the files of forum-13 are not beside this checkout")
    return FORUM


@pytest.fixture
def forum_event(coordinator: Any, forum: Path, tmp_path: Path) -> Path:
    """Return a new event file with the schedule of forum-13."""
    event = tmp_path / "forum.sqlite"
    coordinator("new", event, "--name", "Forum", "--timezone", "Europe/Madrid", "--date", "2026-11-24")
    coordinator("import", event, forum / "forum-13.xlsx")
    return event


@pytest.fixture
def read_csv() -> Any:
    """Return a function that reads an exported CSV file as rows by column name."""

    def read(path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return read


@pytest.fixture
def sample_files() -> list[Path]:
    """Return the sheets of the sample event."""
    return [SAMPLE / f"{sheet}.csv" for sheet in SHEETS]


@pytest.fixture
def sample_date() -> date:
    """Return the day of the sample event."""
    return date(2017, 5, 16)
