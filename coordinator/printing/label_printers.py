"""Label printers that speak ZPL: straight over the network, or through a queue that passes on what it gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.trouble import WorldTrouble
from coordinator.printing import cups, label_status, raw, zpl
from coordinator.printing.backend import Done, Failed, Found, Printer, Stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coordinator.paper.progress import Progress
    from coordinator.printing.backend import Ended, PrintFile, Ticket
    from coordinator.printing.raw import Address


class ZplSocket:
    """Label printers in the network; which there are is known from their settings alone."""

    def printers(self) -> Found:
        """Return none: nothing lists them."""
        return Found(())

    def submit(self, sheet: PrintFile, to: Printer, progress: Progress) -> Ticket | Ended:
        """Send label after label on one connection, unless the printer says that it cannot print."""
        address = raw.address(to.address)
        if address is None:
            return Failed(f"“{to.address}” is no address of a printer. Write it like 192.168.1.40 or printer:9100.")
        sent = 0
        try:
            for sent in _sent(address, sheet, to, progress):
                progress.tell(sent, sheet.pages, f"{sent} of {sheet.pages} labels")
        except WorldTrouble as trouble:
            after = f" {sent} of {sheet.pages} labels had been sent before." if sent else ""
            return Failed(f"{trouble}{after}", sent)
        return Done(sent, seen=False) if sent >= sheet.pages else Stopped(sent)


class ZplQueue:
    """Queues of CUPS without a driver; each job is handed over whole."""

    def __init__(self) -> None:
        self._queues = cups.Cups()

    def printers(self) -> Found:
        """Return none: CUPS lists its queues itself."""
        return Found(())

    def submit(self, sheet: PrintFile, to: Printer, progress: Progress) -> Ticket | Ended:
        """Hand all labels over as one job that no driver touches."""
        ready = self._queues.look_at(to)
        if isinstance(ready, Failed):
            return ready
        parts, drawn = [], 0
        for part, count in zpl.labels(sheet.pdf, sheet.pages, to.profile.dpi):
            parts.append(part)
            drawn += count
            progress.tell(0, sheet.pages, f"{drawn} of {sheet.pages} labels drawn")
            if progress.is_stopped():
                return Stopped()
        return cups.send(b"".join(parts), to, sheet, ("-o", "raw"))


def _sent(address: Address, sheet: PrintFile, to: Printer, progress: Progress) -> Iterator[int]:
    """Send the labels and return after each how many are out; ends early when somebody stops it."""
    with raw.line(address) as line:
        told = line.ask(label_status.QUESTION, label_status.is_whole)
        if trouble := label_status.trouble(told):
            raise raw.NotTaken(f"The printer “{to.name}” cannot print: {trouble}, then try again.")
        sent = 0
        for part, count in zpl.labels(sheet.pdf, sheet.pages, to.profile.dpi):
            # Between labels only: half a picture would be finished with the bytes of the next job.
            if progress.is_stopped() or not line.send(part, progress.is_stopped):
                return
            sent += count
            yield sent
