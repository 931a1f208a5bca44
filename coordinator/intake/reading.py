"""Starts the guarded child, hands it files, and ends it when it takes too long or is no longer wanted."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import time
from enum import Enum, auto
from typing import TYPE_CHECKING, Self

from coordinator.domain.trouble import WorldTrouble
from coordinator.intake import child, limits
from coordinator.intake.problems import unreadable

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from coordinator.intake.text_file import Reading

_GLANCE = 0.02
_FAREWELL = 2.0
_STARTS_WITHIN = 60.0
_NO_READER = (
    "The part of the program that reads strange files does not start. "
    "Start the program again; if that does not help, install it again."
)


class ReaderDoesNotStart(WorldTrouble):
    """The child process ended before it could be given a file, so no file is to blame."""


class Waited(Enum):
    """How a wait for the child ended."""

    ANSWERED = auto()
    CANCELLED = auto()
    TOO_LONG = auto()


class Reader:
    """Reads strange files in a child process; a child that died is replaced for the next file."""

    def __init__(self, cancelled: Callable[[], bool], seconds: float = limits.CHILD_SECONDS) -> None:
        self._cancelled = cancelled
        self._seconds = seconds
        self._child: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    @property
    def process_id(self) -> int | None:
        """Return the number of the child process, while there is one."""
        return self._child.pid if self._child else None

    def read(
        self, name: str, content: bytes, encoding: str = "", told: Callable[[int], None] = lambda _rows: None
    ) -> tuple[Reading, ...] | None:
        """Return what a file holds, or None when the person cancelled; `told` hears how many rows were read so far."""
        pipe = self._start()
        if pipe is None:
            return None
        try:
            pipe.send_bytes(json.dumps([name, encoding]).encode())
            pipe.send_bytes(content)
            until = time.monotonic() + self._seconds
            while True:
                match self._wait(pipe, until):
                    case Waited.ANSWERED:
                        said = child.answer(pipe.recv_bytes())
                        if not isinstance(said, int):
                            return said
                        told(said)
                    case Waited.CANCELLED:
                        self._end()
                        return None
                    case Waited.TOO_LONG:
                        self._end()
                        return (_too_long(name),)
        except (EOFError, OSError):
            self._end()
            return (_too_much(name),)

    def _wait(self, pipe: Connection, until: float) -> Waited:
        while not pipe.poll(_GLANCE):
            if self._cancelled():
                return Waited.CANCELLED
            if time.monotonic() > until:
                return Waited.TOO_LONG
        return Waited.ANSWERED

    def _start(self) -> Connection | None:
        """Return the pipe to a child that has said that it is there, or None when the person cancelled."""
        if self._child is not None and self._child.is_alive() and self._pipe is not None:
            return self._pipe
        self._end()
        # Spawned, not forked: the parent has threads, and Windows and frozen programs know nothing else.
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._child = context.Process(target=child.serve, args=(theirs,), name="intake", daemon=True)
        self._child.start()
        theirs.close()
        self._pipe = ours
        try:
            waited = self._wait(ours, time.monotonic() + _STARTS_WITHIN)
            if waited is Waited.ANSWERED:
                ours.recv_bytes()
                return ours
        except (EOFError, OSError):
            waited = Waited.TOO_LONG
        self._end()
        if waited is Waited.CANCELLED:
            return None
        raise ReaderDoesNotStart(_NO_READER)

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._child is not None:
            with contextlib.suppress(OSError):
                self._child.kill()
            self._child.join(_FAREWELL)
            with contextlib.suppress(ValueError):
                self._child.close()
            self._child = None


def _too_long(name: str) -> Reading:
    return unreadable(name, "This file takes too long to read.", "Export only the rows and columns of this event.")


def _too_much(name: str) -> Reading:
    return unreadable(
        name,
        "Reading this file broke off: it is damaged, or made to harm.",
        "Open it in the spreadsheet program, save it again as .xlsx, and try that file.",
    )
