"""A corpus of files made to harm, broken, locked or lying: each gets the right verdict, and none ends the program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from coordinator.intake.problems import Problem
from coordinator.intake.reading import Reader
from coordinator.intake.rows import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """Return a reader with a child process of its own."""
    with Reader(lambda: False) as made:
        yield made


def test_each_hostile_file_gets_its_verdict(
    hostile: str, says: str, corpus: Callable[[str], Path], reader: Reader
) -> None:
    file = corpus(hostile)
    found = reader.read(file.name, file.read_bytes())
    assert found is not None
    verdict = "; ".join(_said(each) for each in found)
    assert re.search(says, verdict), verdict


def _said(reading: Sheet | Problem) -> str:
    match reading:
        case Sheet():
            hidden = ", hidden" if reading.is_hidden else ""
            return f"{len(reading.rows)} rows, {reading.rows[-1].cells[0] if reading.rows else ''}{hidden}"
        case Problem():
            return reading.sentence if reading.must_fix else f"look: {reading.sentence}"
