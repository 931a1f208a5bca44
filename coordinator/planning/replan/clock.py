"""How long a step may take of the time that is left for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Clock = Callable[[], float]


def part_of(left: Clock, part: float) -> Clock:
    """Return the clock of a step that may take a part of the time that is left."""
    end = left() * (1 - part)
    return lambda: left() - end


def at_most(left: Clock, seconds: float) -> Clock:
    """Return the clock of a step that may take so many seconds of the time that is left."""
    end = max(0.0, left() - seconds)
    return lambda: left() - end
