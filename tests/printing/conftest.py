"""Papers of the sample event on their way to printers, and those printers."""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import own_cups
import pytest
from label_printer import LabelPrinter
from own_cups import OwnCups
from told import Told

from coordinator.desk import papers, sample
from coordinator.domain.printing import Document
from coordinator.paper import offering
from coordinator.paper.profile import PLAIN
from coordinator.printing.backend import PrintFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coordinator.desk.desk import Desk

PEOPLE = ("E01", "E02", "E03", "E04", "E05")


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk before the sample event."""
    made = sample.build(tmp_path_factory.mktemp("printing") / "sample.sqlite")
    yield made
    made.close()


@pytest.fixture(scope="session")
def badges(desk: Desk) -> Callable[..., PrintFile]:
    """Return a function that draws badges of these people on a stock, for a printer."""

    def draw(stock: str, people: tuple[str, ...] = PEOPLE, profile: object = PLAIN, title: str = "Badges") -> PrintFile:
        out = io.BytesIO()
        result = papers.write(desk, offering.job(Document.BADGES, stock=stock, profile=profile), out, people)
        return PrintFile(out.getvalue(), result.pages, (result.page.width, result.page.height), title)

    return draw


@pytest.fixture(scope="session")
def tokens(desk: Desk) -> set[str]:
    """Return what the codes of these people's badges say."""
    return {desk.day.token_of(person) for person in PEOPLE}


@pytest.fixture
def label_printer() -> Iterator[LabelPrinter]:
    """Return a label printer in the network that is well."""
    made = LabelPrinter()
    yield made
    made.close()


@pytest.fixture(scope="session")
def running_cups() -> Iterator[OwnCups]:
    """Return a CUPS of the tests' own; its filters run as somebody who may not look into the folders of pytest."""
    if lacking := own_cups.missing():
        pytest.skip(f"A CUPS of its own needs {', '.join(lacking)} (Debian: cups, cups-filters, ghostscript).")
    folder = Path(tempfile.mkdtemp(prefix="coordinator-cups-"))
    folder.chmod(0o755)
    made = OwnCups(folder)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


@pytest.fixture
def cups(running_cups: OwnCups, monkeypatch: pytest.MonkeyPatch) -> OwnCups:
    """Return that CUPS, and let the program under test find it."""
    monkeypatch.setenv("CUPS_SERVER", running_cups.server)
    return running_cups
