"""Printers by way of Qt: which there are, which one is chosen, and pages sent as pictures, exact in size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, qRgb

from coordinator.domain.trouble import WorldTrouble
from coordinator.paper import preview
from coordinator.paper.profile import Flip
from coordinator.printing import raster
from coordinator.printing.backend import Condition, Done, Failed, Found, Printer, Stopped, Way

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from coordinator.paper.progress import Progress
    from coordinator.printing.backend import Ended, PrintFile

_MOST_DPI = 600
_MM_PER_INCH = 25.4
_WHITE, _BLACK = qRgb(255, 255, 255), qRgb(0, 0, 0)


class CannotPrint(WorldTrouble):
    """The printer did not take the pages."""


def names() -> tuple[str, ...]:
    """Return the printers of this computer; without printing support there is none."""
    try:
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - its library may be missing
    except ImportError:
        return ()
    return tuple(QPrinterInfo.availablePrinterNames())


def usual() -> str:
    """Return the printer that this computer prints on by itself, empty where there is none."""
    try:
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - its library may be missing
    except ImportError:
        return ""
    return str(QPrinterInfo.defaultPrinterName())


def open_printer(to: Printer, title: str) -> QPrinter:
    """Return a printer of this computer, ready for a job; it must still be there."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415 - its library may be missing

    info = QPrinterInfo.printerInfo(to.address)
    if info.isNull():
        raise CannotPrint(f"The printer “{to.name}” is not there. Switch it on, choose another one, or save a PDF.")
    device = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    device.setResolution(_fitting(to.profile.dpi, device.supportedResolutions()))
    device.setDocName(title)
    return device


class QtRaster:
    """Printers as Qt finds them; pages go there as pictures of the resolution that the printer's profile wants."""

    def __init__(self, open_device: Callable[[Printer, str], QPrinter] = open_printer) -> None:
        self._open = open_device

    def printers(self) -> Found:
        """Return the printers of this computer."""
        return Found(tuple(Printer(name, Way.QT, name, _condition(name)) for name in names()))

    def submit(self, sheet: PrintFile, to: Printer, progress: Progress) -> Ended:
        """Print all pages; a wish to stop ends the job before the next page."""
        try:
            device = self._open(to, sheet.title)
        except ImportError:
            return Failed("This computer has no printing support for windows. Save a PDF and print that elsewhere.")
        except WorldTrouble as trouble:
            return Failed(str(trouble))
        _lay_out(device, sheet, to)
        painter = QPainter()
        if not painter.begin(device):
            return Failed(f"The printer “{to.name}” does not take the job. Check that it is on, then try again.")
        # Edges of letters and codes stay as they are; a photograph's compression would soften them.
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        try:
            for number in range(sheet.pages):
                progress.tell(number, sheet.pages, f"Page {number + 1} of {sheet.pages}")
                if progress.is_stopped():
                    device.abort()
                    return Stopped(number)
                if number and not device.newPage():
                    after = f"stopped after page {number} of {sheet.pages}"
                    return Failed(f"The printer “{to.name}” {after}. Check it, then try again.", number)
                _draw(painter, sheet, number, device.resolution(), mono=to.profile.mono)
        finally:
            painter.end()
        progress.tell(sheet.pages, sheet.pages, f"{sheet.pages} of {sheet.pages} pages")
        return Done(sheet.pages, seen=False)


def picture(pdf: bytes, number: int, width: int, turn: int = 0) -> QImage:
    """Return a page (from 0) of a PDF as a picture, whatever thread asks."""
    return QImage.fromData(preview.page_png(pdf, number, width=width, turn=turn))


def _black_and_white(pdf: bytes, number: int, dpi: int) -> QImage:
    """Return a page as dots that are black or white."""
    dots = raster.dots(pdf, number, dpi)
    image = QImage(b"".join(dots.rows), dots.width, dots.height, (dots.width + 7) // 8, QImage.Format.Format_Mono)
    image.setColorTable([_WHITE, _BLACK])
    return image.copy()


def _lay_out(device: QPrinter, sheet: PrintFile, to: Printer) -> None:
    """Set size and sides of the paper."""
    from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415 - its library may be missing

    # Portrait always: a landscape page of a size of one's own is turned and cut off on its way to the printer.
    wide, high = sorted(sheet.page_mm)
    paper = QPageSize(QSizeF(wide, high), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    upright = QPageLayout.Orientation.Portrait
    device.setPageLayout(QPageLayout(paper, upright, QMarginsF(), QPageLayout.Unit.Millimeter))
    device.setFullPage(True)
    duplex = QPrinter.DuplexMode.DuplexNone
    if sheet.both_sides:
        long = to.profile.flip is Flip.LONG
        duplex = QPrinter.DuplexMode.DuplexLongSide if long else QPrinter.DuplexMode.DuplexShortSide
    device.setDuplex(duplex)
    if to.profile.mono:
        device.setColorMode(QPrinter.ColorMode.GrayScale)


def _draw(painter: QPainter, sheet: PrintFile, number: int, dpi: int, *, mono: bool) -> None:
    """Draw a page as a picture over the whole paper."""
    if mono:
        image = _black_and_white(sheet.pdf, number, dpi)
        painter.drawImage(QRectF(0, 0, image.width(), image.height()), image)
        return
    wide, high = sorted(sheet.page_mm)
    across, down = wide / _MM_PER_INCH * dpi, high / _MM_PER_INCH * dpi
    turn = 90 if sheet.page_mm[0] > sheet.page_mm[1] else 0
    painter.drawImage(QRectF(0, 0, across, down), picture(sheet.pdf, number, round(across), turn))


def _fitting(wanted: int, able: list[int]) -> int:
    """Return the next finer resolution that a printer tells, else the one wanted: many tell nothing but 72."""
    return min((dpi for dpi in able if wanted <= dpi <= _MOST_DPI), default=wanted)


def _condition(name: str) -> Condition:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo  # noqa: PLC0415 - its library may be missing

    match QPrinterInfo.printerInfo(name).state():
        case QPrinter.PrinterState.Active:
            return Condition.BUSY
        case QPrinter.PrinterState.Aborted | QPrinter.PrinterState.Error:
            return Condition.PAUSED
        case _:
            return Condition.READY
