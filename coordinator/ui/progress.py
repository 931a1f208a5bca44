"""How far work is that runs elsewhere: the worker writes it, the page reads it now and then, and may ask to stop."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Progress:
    """Steps done, steps in all, a sentence; `cancelled` is the page's wish, which the worker looks at."""

    done: int = 0
    total: int = 0
    sentence: str = ""
    cancelled: bool = False

    def tell(self, done: int, total: int, sentence: str = "") -> None:
        """Note how far the work is."""
        self.done, self.total, self.sentence = done, total, sentence

    def stop(self) -> None:
        """Ask the worker to stop."""
        self.cancelled = True

    def is_stopped(self) -> bool:
        """Return whether the worker should stop."""
        return self.cancelled

    @property
    def share(self) -> float:
        """Return how much is done, from 0 to 1."""
        return self.done / self.total if self.total else 0.0
