"""How figures are printed: percentiles in milliseconds, beside a reference of the same run."""

from __future__ import annotations

import os
import platform
import statistics
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

FORUM = Path(__file__).resolve().parents[3] / "shared" / "data" / "forum-13" / "forum-13.xlsx"


@pytest.fixture(scope="session", autouse=True)
def machine() -> None:
    """Say once what the figures were measured on."""
    print(f"\n{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")


@pytest.fixture
def figures() -> Any:
    """Return a function that prints the distribution of measured seconds."""

    def show(what: str, seconds: Sequence[float]) -> None:
        ordered = sorted(1000 * second for second in seconds)
        cut = statistics.quantiles(ordered, n=100, method="inclusive")
        print(f"{what:<58} p50 {cut[49]:7.2f}   p95 {cut[94]:7.2f}   max {ordered[-1]:7.2f} ms   n {len(ordered)}")

    return show


@pytest.fixture
def forum_file() -> Path:
    """Return the workbook of forum-13, or skip."""
    if not FORUM.is_file():
        pytest.skip("the files of forum-13 are not beside this checkout")
    return FORUM
