"""What the hostile corpus costs: the program keeps its memory, each file is done in seconds, and a cancel is obeyed."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coordinator.intake import door

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.long

SECONDS = 10.0
GROWTH = 50_000
CANCELLED_WITHIN = 1.0
STATUS = Path("/proc/self/status")


def test_no_hostile_file_costs_much_time_or_memory_of_the_program(
    hostile: str, says: str, corpus: Callable[[str], Path]
) -> None:
    file = corpus(hostile)
    before = _forget_peak()
    began = time.perf_counter()
    door.load([file])
    seconds, growth = time.perf_counter() - began, _kilobytes("VmHWM") - before
    assert seconds < SECONDS
    assert growth < GROWTH


def test_a_cancel_is_obeyed_within_a_second_whatever_is_being_read(
    hostile: str, says: str, corpus: Callable[[str], Path]
) -> None:
    file = corpus(hostile)
    stop = threading.Event()
    asked: list[float] = []

    def ask() -> None:
        asked.append(time.perf_counter())
        stop.set()

    timer = threading.Timer(0.5, ask)
    timer.start()
    try:
        intake = door.load([file], cancelled=stop.is_set)
        ended = time.perf_counter()
    finally:
        timer.cancel()
        timer.join()
    if asked:
        assert ended - asked[0] < CANCELLED_WITHIN
        assert intake.cancelled or intake.schedule is None


def _forget_peak() -> int:
    """Let the peak of this process start again, and return its memory now in kilobytes."""
    if not STATUS.exists():
        pytest.skip("only Linux tells the peak of a process")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _kilobytes("VmRSS")


def _kilobytes(what: str) -> int:
    line = next(line for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith(what))
    return int(line.split()[1])
