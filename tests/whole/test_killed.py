"""Whatever was acknowledged is on disk, even when the process is killed in full flow."""

from __future__ import annotations

import contextlib
import random
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.desk import opening

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 200


def scan_until_killed(event: Path, people: list[str], milliseconds: float) -> list[str]:
    """Feed scans to a desk as fast as it takes them, kill it after a while, and return the acknowledged entries."""
    with subprocess.Popen(
        [sys.executable, "-m", "coordinator", "scan", str(event)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as desk:
        assert desk.stdin is not None
        assert desk.stdout is not None
        desk.stdin.write("\n".join(people) + "\n")
        desk.stdin.flush()
        lines = [desk.stdout.readline()]
        killer = threading.Timer(milliseconds / 1000, desk.send_signal, (signal.SIGKILL,))
        killer.start()
        lines += list(desk.stdout)
        killer.join()
        with contextlib.suppress(BrokenPipeError):
            desk.stdin.close()
    return [line.split()[1] for line in lines if line.startswith("ACK ") and line.endswith("\n")]


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not there on Windows")
def test_no_acknowledged_entry_is_missing_after_two_hundred_kills(coordinator: Any, sample_event: Path) -> None:
    chance = random.Random(2017)  # noqa: S311 (the moments of the kills, the same in every run)
    people = [f"E{number:02}" for number in range(1, 35)] * 40
    acknowledged: list[str] = []
    for _ in range(ROUNDS):
        acknowledged += scan_until_killed(sample_event, people, chance.uniform(0, 120))
    desk = opening.open_event(sample_event)
    try:
        assert len(acknowledged) > ROUNDS
        assert set(acknowledged) <= desk.day.history.keys()
        assert desk.check() == ()
    finally:
        desk.close()
    assert "in order" in coordinator("check", sample_event)
