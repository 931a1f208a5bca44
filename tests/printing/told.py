"""What a way to a printer tells while it sends, and how it learns that somebody wants the job stopped."""

from __future__ import annotations


class Told:
    """What was told while a job was sent; `stop_after` pages somebody wants it stopped."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.said: list[tuple[int, int]] = []
        self._stop_after = stop_after

    def tell(self, done: int, total: int, _sentence: str = "") -> None:
        self.said.append((done, total))

    def is_stopped(self) -> bool:
        reached = self.said[-1][0] if self.said else 0
        return self._stop_after is not None and reached >= self._stop_after
