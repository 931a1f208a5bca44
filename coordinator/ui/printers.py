"""Printers: which there are, which one is chosen, and a PDF's pages sent to one, exact in size and never turned."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from coordinator.domain.trouble import WorldTrouble
from coordinator.paper import preview

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from coordinator.paper.geometry import Size
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.progress import Progress

PDF = "pdf"
"""What the preferences hold when paper is saved as a file although there is a printer."""

_LEAST_DPI, _MOST_DPI = 300, 600
_MM_PER_INCH = 25.4
_pictures = Lock()


class CannotPrint(WorldTrouble):
    """The printer did not take the pages."""


def names() -> tuple[str, ...]:
    """Return the printers of this computer; without printing support there is none."""
    try:
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - its library may be missing
    except ImportError:
        return ()
    return tuple(QPrinterInfo.availablePrinterNames())


def chosen(preferences: Preferences) -> str:
    """Return the printer that paper goes to, empty where it is saved as PDF."""
    wanted, there = preferences.printer, names()
    if wanted == PDF or not there:
        return ""
    if wanted in there:
        return wanted
    from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - its library may be missing

    usual = QPrinterInfo.defaultPrinterName()
    return usual if usual in there else there[0]


def printer(name: str, title: str) -> QPrinter:
    """Return a printer of this computer, ready for a job; it must still be there."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415 - its library may be missing

    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise CannotPrint(f"The printer “{name}” is not there. Switch it on, choose another one, or save a PDF.")
    device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    able = [dpi for dpi in device.supportedResolutions() if _LEAST_DPI <= dpi <= _MOST_DPI]
    device.setResolution(min(able, default=_LEAST_DPI))
    device.setDocName(title)
    return device


def picture(pdf: bytes, number: int, width: int, turn: int = 0) -> QImage:
    """Return a page (from 0) of a PDF as a picture; one at a time, whatever thread asks."""
    with _pictures:
        return QImage.fromData(preview.page_png(pdf, number, width=width, turn=turn))


def send(pdf: bytes, pages: int, size: Size, open_printer: Callable[[], QPrinter], progress: Progress) -> int:
    """Print all pages and return their number; a wish to stop ends the job before the next page."""
    device = open_printer()
    turn = 90 if size.width > size.height else 0
    wide, high = sorted((size.width, size.height))
    # Portrait always: a landscape page of a size of one's own is turned and cut off on its way to the printer.
    paper = QPageSize(QSizeF(wide, high), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    layout = QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Millimeter)
    device.setPageLayout(layout)
    device.setFullPage(True)
    dpi = device.resolution()
    across, down = wide / _MM_PER_INCH * dpi, high / _MM_PER_INCH * dpi
    painter = QPainter()
    if not painter.begin(device):
        raise CannotPrint("The printer does not take the job. Check that it is on and has paper, then try again.")
    try:
        for number in range(pages):
            progress.tell(number, pages, f"Page {number + 1} of {pages}")
            if progress.is_stopped():
                device.abort()
                return number
            if number and not device.newPage():
                raise CannotPrint(f"The printer stopped after page {number} of {pages}. Check it, then try again.")
            painter.drawImage(QRectF(0, 0, across, down), picture(pdf, number, round(across), turn))
    finally:
        painter.end()
    progress.tell(pages, pages, f"{pages} of {pages} pages")
    return pages
