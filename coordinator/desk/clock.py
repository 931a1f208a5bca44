"""Where the desk reads the time: the computer's clock, or a clock of the event's own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    """A wall clock in UTC milliseconds and a monotonic one in milliseconds."""

    def wall(self) -> int:
        """Return UTC milliseconds."""

    def mono(self) -> int:
        """Return milliseconds of a clock that only goes forward."""


class SystemClock:
    """The computer's clock."""

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

    def __post_init__(self) -> None:
        self._began = time.monotonic_ns()

    def wall(self) -> int:
        """Return UTC milliseconds of the event's own time."""
        return self.start + int((time.monotonic_ns() - self._began) / 1_000_000 * self.speed)

    def mono(self) -> int:
        """Return milliseconds that go forward with this clock."""
        return self.wall()

    def set(self, wall: int) -> None:
        """Put the hands on another moment."""
        self.start, self._began = wall, time.monotonic_ns()

    def run(self, speed: float) -> None:
        """Go on from this moment at another speed."""
        self.set(self.wall())
        self.speed = speed
