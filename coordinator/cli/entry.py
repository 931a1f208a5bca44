"""Where the terminal comes in: which command, which event, which time; one sentence when something is wrong."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from coordinator.cli import (
    arguments,
    commands,
    demo,
    files,
    filling,
    importing,
    output,
    planning,
    printing,
    replanning,
    scheduling,
)
from coordinator.desk import opening
from coordinator.domain.trouble import WorldTrouble

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from coordinator.desk.desk import Desk

_ON_FILES: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": files.new,
    "restore": files.restore,
    "demo": demo.demo,
    "plan": planning.plan,
    "template": output.template,
    "stocks": printing.listed,
    "calibrate": printing.calibrated,
}
_AT_DESK: dict[str, Callable[[Desk, argparse.Namespace], int]] = {
    "import": importing.imported,
    "check": files.check,
    "backup": files.backup,
    "scan": commands.scan,
    "missed": commands.missed,
    "blanks": commands.blanks,
    "propose": commands.propose,
    "accept": commands.accept,
    "fill": filling.fill,
    "replan": replanning.replan,
    "schedule": scheduling.schedule,
    "undo": commands.undo,
    "redo": commands.redo,
    "print": printing.printed,
    "preflight": printing.preflight,
    "export": output.exported,
}


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the command line; wrong usage leaves the program with exit code 2."""
    return arguments.parser().parse_args(_with_command(list(argv)))


def run(asked: argparse.Namespace) -> int:
    """Run one command and return the exit code: 0, or 1 with a sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _run(asked)
    except WorldTrouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def _with_command(argv: list[str]) -> list[str]:
    """Let a bare call, or a call with an event file, open the window."""
    first = next((word for word in argv if not word.startswith("-")), "")
    if first in arguments.words() or {"-h", "--help", "--version"} & set(argv):
        return argv
    return ["open", *argv]


def _run(asked: argparse.Namespace) -> int:
    if asked.command in _ON_FILES:
        return _ON_FILES[asked.command](asked)
    desk = opening.open_at(asked.event, asked.at, desk=asked.desk, trust_file=asked.trust_file)
    try:
        return _AT_DESK[asked.command](desk, asked)
    finally:
        desk.close()
