"""Where the desk reads the time: the computer's clock, or a clock of the event's own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    """A wall clock in UTC milliseconds and a monotonic one in milliseconds.

    `steady` says that both go forward together, so that a difference means that somebody set the wall clock.
    """

    @property
    def steady(self) -> bool:
        """Return whether wall and monotonic time go forward together."""

    def wall(self) -> int:
        """Return UTC milliseconds."""

    def mono(self) -> int:
        """Return milliseconds of a clock that only goes forward."""


class SystemClock:
    """The computer's clock."""

    steady = True

    def wall(self) -> int:
        """Return UTC milliseconds."""
        return time.time_ns() // 1_000_000

    def mono(self) -> int:
        """Return milliseconds of a clock that only goes forward."""
        return time.monotonic_ns() // 1_000_000


@dataclass
class OwnClock:
    """A clock that was set to a moment (UTC ms); `speed` 0 stands still, 1 runs like a real one."""

    start: int
    speed: float = 1.0
    steady = False

    def __post_init__(self) -> None:
        self._began = time.monotonic_ns()

    def wall(self) -> int:
        """Return UTC milliseconds of the event's own time."""
        return self.start + int((time.monotonic_ns() - self._began) / 1_000_000 * self.speed)

    def mono(self) -> int:
        """Return milliseconds of a clock that only goes forward."""
        return time.monotonic_ns() // 1_000_000

    def set(self, wall: int) -> None:
        """Put the hands on another moment."""
        self.start, self._began = wall, time.monotonic_ns()

    def run(self, speed: float) -> None:
        """Go on from this moment at another speed."""
        self.set(self.wall())
        self.speed = speed
