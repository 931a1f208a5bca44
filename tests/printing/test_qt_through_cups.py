"""Pages as pictures, the way of Qt, through a real CUPS: exact in size, in colour and in black and white."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pixels
import pytest

from coordinator.paper.profile import Profile
from coordinator.printing.backend import Condition, Done, Failed, Printer, PrintFile, Way
from coordinator.ui.printers import QtRaster

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from own_cups import OwnCups
    from PySide6.QtWidgets import QApplication
    from told import Told

pytestmark = pytest.mark.cups
LONG_S = 60


@pytest.fixture(scope="module")
def folder(running_cups: OwnCups) -> Path:
    return running_cups.add("Pictures")


def arrived(folder: Path) -> bytes:
    """Return the file that arrived."""
    until = time.monotonic() + LONG_S
    while not (files := list(folder.glob("*.data"))):
        assert time.monotonic() < until
        time.sleep(0.05)
    return files[0].read_bytes()


@pytest.fixture
def pictures(cups: OwnCups, folder: Path, qapp: QApplication) -> Path:
    """Return the folder of a printer that Qt finds."""
    for path in folder.iterdir():
        path.unlink()
    return folder


@pytest.mark.parametrize("mono", [False, True])
@pytest.mark.parametrize("stock", ["a4-4xa6", "zebra-4x3"])
def test_codes_are_read_where_they_were_drawn(
    badges: Callable[..., PrintFile], pictures: Path, told: Told, mono: bool, stock: str
) -> None:
    sheet = badges(stock)
    to = Printer("Pictures", Way.QT, "Pictures", profile=Profile("Pictures", dpi=300, mono=mono))
    assert QtRaster().submit(sheet, to, told) == Done(sheet.pages, seen=False)
    drawn, found = (
        [code for page in pixels.pictures(pdf, 300) for code in pixels.codes(page)]
        for pdf in (sheet.pdf, arrived(pictures))
    )
    assert [code.text for code in found] == [code.text for code in drawn]
    for there, here in zip(found, drawn, strict=True):
        assert there.box == pytest.approx(here.box, abs=0.2)
        assert there.box[2] - there.box[0] == pytest.approx(here.box[2] - here.box[0], abs=0.1)


def test_printers_are_listed_and_one_that_is_gone_is_told(
    badges: Callable[..., PrintFile], pictures: Path, told: Told
) -> None:
    listed = {printer.name: printer for printer in QtRaster().printers().printers}
    assert listed["Pictures"].condition in {Condition.READY, Condition.BUSY}
    gone = QtRaster().submit(badges("a6"), Printer("Gone", Way.QT, "Gone"), told)
    assert gone == Failed("The printer “Gone” is not there. Switch it on, choose another one, or save a PDF.")
