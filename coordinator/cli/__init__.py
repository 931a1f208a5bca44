"""The same desk from a terminal."""

from __future__ import annotations

from coordinator.cli.entry import parse, run

__all__ = ["parse", "run"]
