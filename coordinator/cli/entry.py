"""Where the terminal comes in: which command, which event, which time; one sentence when something is wrong."""

from __future__ import annotations

import io
import re
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coordinator.cli import arguments, commands, demo, files, importing, output
from coordinator.desk import opening
from coordinator.desk.clock import OwnClock
from coordinator.domain.trouble import WorldTrouble

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from coordinator.desk.desk import Desk

_TIME = re.compile(r"\d\d?:\d\d(:\d\d)?")

_ON_FILES: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": files.new,
    "restore": files.restore,
    "demo": demo.demo,
}
_AT_DESK: dict[str, Callable[[Desk, argparse.Namespace], int]] = {
    "import": importing.imported,
    "check": files.check,
    "backup": files.backup,
    "scan": commands.scan,
    "missed": commands.missed,
    "propose": commands.propose,
    "accept": commands.accept,
    "undo": commands.undo,
    "redo": commands.redo,
    "print": output.printed,
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
    desk = at_desk(asked)
    try:
        return _AT_DESK[asked.command](desk, asked)
    finally:
        desk.close()


def at_desk(asked: argparse.Namespace) -> Desk:
    """Stand before the event file, at the time that was asked for."""
    if asked.at is None:
        return opening.open_event(asked.event, desk=asked.desk)
    clock = OwnClock(0, speed=0)
    desk = opening.open_event(asked.event, clock=clock, desk=asked.desk)
    try:
        info = desk.day.schedule.event
        clock.set(moment(asked.at, datetime.combine(info.date, datetime.min.time(), ZoneInfo(info.timezone))))
    except BaseException:
        desk.close()
        raise
    return desk


def moment(text: str, day: datetime) -> int:
    """Read a time of day, or a date with time, in the event's zone; returns UTC milliseconds."""
    try:
        if _TIME.fullmatch(text.strip()):
            hour, minute, *second = (int(part) for part in text.strip().split(":"))
            read = day.replace(hour=hour, minute=minute, second=second[0] if second else 0)
        else:
            read = datetime.fromisoformat(text.strip())
            read = read if read.tzinfo else read.replace(tzinfo=day.tzinfo)
    except ValueError:
        raise WorldTrouble(f"“{text}” is no time; write 09:52 or 2017-05-16T09:52.") from None
    return int(read.astimezone(UTC).timestamp() * 1000)
