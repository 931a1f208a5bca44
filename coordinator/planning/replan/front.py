"""The choices between changes and value: a plan stays on the list while none has as much value with fewer changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.planning.replan.asking import Point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.planning.replan.placing import Placing

MOST = 8


class Front:
    """Collects the best plans by changes."""

    def __init__(self) -> None:
        self._points: dict[int, Point] = {}

    def add(self, plan: Placing) -> None:
        """Note a plan, if it is a better choice than those known."""
        self.offer(plan.changed, plan.value, plan.slot)

    def offer(self, changes: int, value: int, slots: list[int], *, proven: bool = False) -> None:
        """Note these slots, if they are a better choice than those known."""
        beaten = any(
            other.changes <= changes and other.value >= value and not (proven and not other.proven)
            for other in self._points.values()
        )
        if not beaten:
            self._points = {
                c: point for c, point in self._points.items() if not (c >= changes and point.value <= value)
            }
            self._points[changes] = Point(changes, value, tuple(slots), proven)

    def within(self, changes: int) -> Sequence[int] | None:
        """Return the slots of the most valuable choice with at most so many changes, None if none is known."""
        found = [point for point in self._points.values() if point.changes <= changes]
        return max(found, key=lambda point: point.value).slots if found else None

    @property
    def points(self) -> tuple[Point, ...]:
        """Return the choices by rising changes: the two ends and the greatest steps between, at most eight."""
        found = [self._points[changes] for changes in sorted(self._points)]
        while len(found) > MOST:
            worth = [found[n].value - found[n - 1].value for n in range(1, len(found) - 1)]
            del found[1 + worth.index(min(worth))]
        return tuple(found)
