"""Pages as pictures on their way to a printer: the resolution and the colours that the printer's profile wants."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from coordinator.paper.profile import Profile
from coordinator.printing.backend import Done, Failed, Printer, PrintFile, Way
from coordinator.ui import printers
from coordinator.ui.progress import Progress

if TYPE_CHECKING:
    from pathlib import Path

MM = 72 / 25.4


def sheet(pages: int = 1, *, both_sides: bool = False) -> PrintFile:
    """Return pages with a coloured area."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(62 * MM, 100 * MM))
    for _ in range(pages):
        canvas.setFillColor(HexColor("#1F55D6"))
        canvas.rect(10 * MM, 10 * MM, 42 * MM, 80 * MM, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return PrintFile(out.getvalue(), pages, (62, 100), "Badges", both_sides)


class Device:
    """Makes printers that print into a file, and remembers them."""

    def __init__(self, path: Path) -> None:
        self.made: list[QPrinter] = []
        self._path = path

    def __call__(self, to: Printer, _title: str) -> QPrinter:
        device = QPrinter(QPrinter.PrinterMode.HighResolution)
        device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        device.setOutputFileName(str(self._path))
        device.setResolution(to.profile.dpi)
        self.made.append(device)
        return device


def colours(path: Path) -> set[tuple[int, int, int]]:
    """Return the colours on the first page, without those that only soften an edge."""
    document = pypdfium2.PdfDocument(path)
    try:
        picture = document[0].render(scale=203 / 72).to_pil().convert("RGB")
    finally:
        document.close()
    return {colour for count, colour in picture.getcolors(1 << 20) if count > picture.width * 4}


@pytest.mark.parametrize(("mono", "band"), [(True, (0, 0, 0)), (False, (31, 85, 214))])
def test_a_coloured_band_is_black_on_a_printer_that_knows_no_colour(
    tmp_path: Path, mono: bool, band: tuple[int, int, int]
) -> None:
    out = tmp_path / "printed.pdf"
    to = Printer("Any", Way.QT, "Any", profile=Profile(dpi=203, mono=mono))
    assert printers.QtRaster(Device(out)).submit(sheet(), to, Progress()) == Done(1, seen=False)
    found = colours(out)
    assert len(found) == 2
    for wanted in (band, (255, 255, 255)):
        assert any(all(abs(a - b) <= 3 for a, b in zip(colour, wanted, strict=True)) for colour in found)


def test_all_pages_are_told_as_they_go(tmp_path: Path) -> None:
    progress = Progress()
    to = Printer("Any", Way.QT, "Any")
    assert printers.QtRaster(Device(tmp_path / "out.pdf")).submit(sheet(3), to, progress) == Done(3, seen=False)
    assert (progress.done, progress.total, progress.sentence) == (3, 3, "3 of 3 pages")


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false")
def test_a_file_that_cannot_be_begun_is_told(tmp_path: Path) -> None:
    to = Printer("Any", Way.QT, "Any")
    ended = printers.QtRaster(Device(tmp_path / "missing" / "out.pdf")).submit(sheet(), to, Progress())
    assert ended == Failed("The printer “Any” does not take the job. Check that it is on, then try again.")


@pytest.mark.parametrize(
    ("wanted", "able", "taken"),
    [
        (300, [], 300),
        (300, [600], 600),
        (300, [72], 300),
        (203, [203, 300], 203),
        (300, [600, 300], 300),
        (300, [2400], 300),
    ],
)
def test_the_resolution_is_the_one_wanted_or_the_next_finer_one(wanted: int, able: list[int], taken: int) -> None:
    assert printers._fitting(wanted, able) == taken
