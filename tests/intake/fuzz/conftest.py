"""How the fuzzing runs: for a time, each round from another seed, each example in a process that may die alone."""

from __future__ import annotations

import contextlib
import os
import signal
import time
import traceback
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from coordinator.domain.schedule import EventInfo
from coordinator.domain.trouble import WorldTrouble
from coordinator.intake import child, limits
from coordinator.intake.choices import Choices
from coordinator.intake.door import settle
from coordinator.intake.rows import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))
START = int(os.environ.get("FUZZ_SEED", str(time.time_ns() % 1_000_000)))
EXAMPLES_A_ROUND = 50
EXAMPLE_SECONDS = 30
INFO = EventInfo("Fuzz", date(2026, 11, 24), "Europe/Madrid")
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample"


@pytest.fixture
def fuzz(capsys: pytest.CaptureFixture[str]) -> Callable[[Any, Callable[[Any], None]], None]:
    """Return a function that tries what a strategy makes until the time is over, and says how many it tried."""

    def run(strategy: Any, body: Callable[[Any], None]) -> None:
        rounds, until = 0, time.monotonic() + SECONDS
        while time.monotonic() < until:
            number = START + rounds
            _apart(lambda number=number: _round(strategy, body, number), f"FUZZ_SEED={number} tries the same again")
            rounds += 1
        with capsys.disabled():
            tried = f"{rounds * EXAMPLES_A_ROUND} examples, seeds {START} to {START + rounds - 1}"
            print(f"  {tried}  ", end="")  # noqa: T201 - a figure for the one who runs it

    return run


@pytest.fixture
def survives() -> Callable[[str, bytes, str], None]:
    """Return a function that reads and understands a file."""
    return _read


@pytest.fixture
def understands() -> Callable[[list[Sheet]], None]:
    """Return a function that understands sheets."""
    return _settle


@pytest.fixture(scope="session")
def real_files() -> list[tuple[str, bytes]]:
    """Return the sample, and the real files where they are beside this checkout."""
    found = sorted(SAMPLE.glob("*")) + [path for path in sorted(SHARED.rglob("*")) if path.name != "MANIFEST.md"]
    return [(path.name, path.read_bytes()) for path in found if path.is_file() and path.stat().st_size < 200_000]


def _read(name: str, content: bytes, encoding: str) -> None:
    readings = child.unpack(child.pack(child.read(name, content, encoding)))
    _settle([each for each in readings if isinstance(each, Sheet)])


def _settle(sheets: list[Sheet]) -> None:
    settle(sheets, [], [], None, Choices())
    intake = settle(sheets, [], [], INFO, Choices())
    for question in [problem for problem in intake.problems if problem.question][:2]:
        for option in question.options[:2]:
            settle(sheets, [], [], INFO, Choices().answered(question, option))


def _round(strategy: Any, body: Callable[[Any], None], number: int) -> None:
    """Try the examples of one seed."""

    def example(made: Any) -> None:
        signal.alarm(EXAMPLE_SECONDS)
        with contextlib.suppress(WorldTrouble):
            body(made)

    quiet = settings(
        max_examples=EXAMPLES_A_ROUND,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
        print_blob=False,
    )
    seed(number)(quiet(given(strategy)(example)))()


def _apart(work: Callable[[], None], again: str) -> None:
    """Do something in a forked process; an exception there is raised here with its whole story.

    A parser of others that is ended by its memory limit is foreseen: in the program it is a guarded child.
    """
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork")
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        _alone(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        story = pipe.read().decode(errors="replace")
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status):
        ended = signal.Signals(os.WTERMSIG(status))
        assert ended is signal.SIGABRT, f"ended by {ended.name}; {again}"
    assert not story, f"{again}\n{story}"


def _alone(work: Callable[[], None], writing: int) -> None:
    """Do the work of a forked process and end it without another word."""
    import resource  # noqa: PLC0415 - Windows has none, and cannot fork either

    try:
        resource.setrlimit(resource.RLIMIT_AS, (2 * limits.CHILD_BYTES, 2 * limits.CHILD_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        try:
            work()
        except BaseException:  # noqa: BLE001 - whatever it is, it is what is looked for
            os.write(writing, traceback.format_exc().encode()[-30_000:])
    finally:
        os._exit(0)
