"""How figures are printed: percentiles in milliseconds, beside a reference of the same run."""

from __future__ import annotations

import importlib.util
import os
import platform
import statistics
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SHARED = Path(__file__).resolve().parents[3] / "shared"
FORUM = SHARED / "data" / "forum-13" / "forum-13.xlsx"


@pytest.fixture(scope="session", autouse=True)
def machine() -> None:
    """Say once what the figures were measured on."""
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"\n{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()} {load}")


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


@cache
def _tool(name: str) -> Any:
    path = SHARED / "tools" / f"{name}.py"
    if not path.is_file():
        pytest.skip(f"{path.name} is not beside this checkout")
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


@pytest.fixture(scope="session")
def tool() -> Callable[[str], Any]:
    """Return a function that loads one of the tools beside the checkout, or skips."""
    return _tool
