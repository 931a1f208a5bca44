"""What can be asked of the set-up: the demo and the tests."""

from __future__ import annotations

import os
import subprocess
import sys

import environment
import libraries
from trouble import Stop

USAGE = """\
python3 .setup demo [options]   set everything up, then run the sample event (options go to `coordinator demo`)
python3 .setup tests [options]  set everything up, then run the tests (options go to pytest)"""


def carry_out(arguments: list[str]) -> int:
    """Set up what the order needs and start it; return its exit code."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    try:
        match arguments:
            case ["demo", *rest]:
                return _demo(rest)
            case ["tests", *rest]:
                return _tests(rest)
            case ["help" | "-h" | "--help"]:
                print(USAGE)
                return 0
            case _:
                print(USAGE, file=sys.stderr)
                return 2
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1


def _demo(rest: list[str]) -> int:
    libraries.provide(libraries.for_a_window())
    environment.provide(environment.Extent.PROGRAM)
    return _start(["-P", "-m", "coordinator", "demo", *rest])


def _tests(rest: list[str]) -> int:
    libraries.provide(libraries.FOR_QT)
    environment.provide(environment.Extent.TESTS)
    os.chdir(environment.ROOT)
    return _start(["-m", "pytest", "-n", "2", *rest])


def _start(arguments: list[str]) -> int:
    return subprocess.call([str(environment.python()), *arguments])
