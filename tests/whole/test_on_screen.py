"""The program in a real window of a real window system, driven by real keys."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.desk import opening
from coordinator.domain.day import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("Xvfb", "xdotool", "openbox")

pytestmark = [
    pytest.mark.screen,
    pytest.mark.skipif(not all(map(shutil.which, NEEDED)), reason=f"needs {', '.join(NEEDED)}, which .ci/run installs"),
]


@pytest.fixture
def display(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Return the environment of a screen of its own with a window manager."""
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    environment = {
        **{key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"},
        "DISPLAY": f":{number}",
        "QT_QPA_PLATFORM": "xcb",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }
    manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    yield environment
    for process in (manager, screen):
        process.terminate()
        process.wait(10)


def xdotool(environment: dict[str, str], *words: str) -> str:
    """Run xdotool and return what it printed."""
    ended = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=False)
    return ended.stdout.strip()


def until(answer: Any, seconds: float = 30) -> Any:
    """Ask until there is an answer."""
    end = time.monotonic() + seconds
    while not (found := answer()):
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)
    return found


def test_a_newcomer_checks_somebody_in_and_marks_a_no_show_with_the_keyboard_alone(
    display: dict[str, str], tmp_path: Path
) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "coordinator", "demo", "--out", str(tmp_path / "demo")], env=display, cwd=ROOT
    )
    try:
        window = until(lambda: xdotool(display, "search", "--onlyvisible", "--name", "Event-Day Coordinator"))
        xdotool(display, "windowactivate", "--sync", window.splitlines()[0])
        time.sleep(1)
        xdotool(display, "type", "--delay", "80", "hallgren")
        time.sleep(1)
        xdotool(display, "key", "Return")
        time.sleep(1)
        xdotool(display, "key", "ctrl+2")
        time.sleep(1)
        xdotool(display, "key", "n")
        time.sleep(1)
        xdotool(display, "key", "Return")
        time.sleep(1)
        xdotool(display, "key", "alt+F4")
        assert program.wait(20) == 0
    finally:
        program.kill()
        program.wait()
    desk = opening.open_event(tmp_path / "demo" / "sample-event.sqlite")
    try:
        assert desk.day.presence("E09") is Presence.HERE
        assert desk.day.meetings["M013"].settled
        assert [m.table for m in desk.day.meetings.values() if m.planned is None] == ["T02"]
        assert desk.check() == ()
    finally:
        desk.close()
