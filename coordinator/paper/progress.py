"""Who watches long work on paper."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told how far a job is, and asked whether it should stop."""

    def tell(self, done: int, total: int, sentence: str = "") -> None:
        """Note how many pages are done."""
        ...

    def is_stopped(self) -> bool:
        """Tell whether somebody wants the job stopped."""
        ...


class Unwatched:
    """Nobody watches, and nobody stops it."""

    def tell(self, done: int, total: int, sentence: str = "") -> None:
        """Note nothing."""

    def is_stopped(self) -> bool:
        """Tell that nobody wants it stopped."""
        return False
