"""The program as people start it: whole processes on real files."""

from __future__ import annotations

import csv
import os
import shutil
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


def run(*words: object, stdin: str = "", code: int = 0) -> str:
    """Run the program and return what it printed; a failure shows its sentence."""
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


@pytest.fixture
def coordinator() -> Any:
    """Return a function that runs the program and returns what it printed."""
    return run


@pytest.fixture(scope="session")
def made_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample's schedule in an event file with an empty journal, made once for all tests."""
    event = tmp_path_factory.mktemp("sample") / "event.sqlite"
    run("new", event, "--name", "Sample", "--timezone", "America/New_York", "--date", "2017-05-16")
    run("import", event, *(SAMPLE / f"{sheet}.csv" for sheet in SHEETS))
    return event


@pytest.fixture(scope="session")
def made_forum(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the schedule of forum-13 in an event file, made once for all tests, or skip."""
    if not FORUM.is_dir():
        pytest.skip("the files of forum-13 are not beside this checkout")
    event = tmp_path_factory.mktemp("forum") / "forum.sqlite"
    run("new", event, "--name", "Forum", "--timezone", "Europe/Madrid", "--date", "2026-11-24")
    run("import", event, FORUM / "forum-13.xlsx")
    return event


def copied(made: Path, folder: Path) -> Path:
    """Return an event with all that lies beside it, in a folder of its own."""
    for each in made.parent.iterdir():
        if each.is_dir():
            shutil.copytree(each, folder / each.name)
        else:
            shutil.copy(each, folder / each.name)
    return folder / made.name


@pytest.fixture
def sample_event(made_sample: Path, tmp_path: Path) -> Path:
    """Return an event file with the sample's schedule and an empty journal."""
    return copied(made_sample, tmp_path)


@pytest.fixture
def forum() -> Path:
    """Return the folder of the real event's shape, or skip."""
    if not FORUM.is_dir():
        pytest.skip("the files of forum-13 are not beside this checkout")
    return FORUM


@pytest.fixture
def forum_event(made_forum: Path, tmp_path: Path) -> Path:
    """Return an event file with the schedule of forum-13."""
    return copied(made_forum, tmp_path)


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
