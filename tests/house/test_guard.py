"""The program refuses a Python and a Qt on which it would fall over, with one sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coordinator import __main__ as entry

ROOT = Path(__file__).resolve().parents[2]
STARTED = """
import coordinator.__main__ as entry
entry.installed_qt = lambda: "6.12.0"
entry.sys.version_info = {}
raise SystemExit(entry.main([]))
"""


@pytest.mark.parametrize("python", [(3, 9), (3, 10), (3, 14), (2, 7)])
def test_a_python_outside_the_range_is_refused(python: tuple[int, int]) -> None:
    assert "needs Python 3.11, 3.12 or 3.13" in entry.refusal(python, "6.11.3")


@pytest.mark.parametrize("qt", ["6.12.0", "6.12.0.1"])
def test_the_qt_that_aborts_on_python_3_11_is_refused_there(qt: str) -> None:
    assert f"PySide6 {qt}" in entry.refusal((3, 11), qt)


@pytest.mark.parametrize(
    ("python", "qt"),
    [
        ((3, 11), "6.8.0"),
        ((3, 11), "6.11.3"),
        ((3, 12), "6.12.0"),
        ((3, 13), "6.12.0"),
        ((3, 13), "6.11.3"),
        ((3, 11), ""),
    ],
)
def test_every_other_pair_starts(python: tuple[int, int], qt: str) -> None:
    assert entry.refusal(python, qt) == ""


def test_the_pair_that_runs_these_tests_is_a_good_one() -> None:
    assert entry.refusal(sys.version_info[:2], entry.installed_qt()) == ""


@pytest.mark.parametrize("python", ["(3, 11, 7)", "(3, 10, 0)"])
def test_a_refusal_is_one_sentence_on_the_error_output_and_loads_no_qt(python: str) -> None:
    code = STARTED.format(python)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_this_qt_takes_no_reference_away_from_none() -> None:
    qtcore = pytest.importorskip("PySide6.QtCore")
    thing = qtcore.QObject()
    before = sys.getrefcount(None)
    for _ in range(3000):
        thing.setObjectName("desk")
    assert sys.getrefcount(None) >= before - 500
