"""Printers of the print system of Linux and macOS: the PDF goes there as it is, in its exact size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.paper.profile import Flip
from coordinator.printing import commands, cups_reading, ipp, media
from coordinator.printing.backend import (
    Condition,
    Done,
    Failed,
    Found,
    JobState,
    Printer,
    Printing,
    Stopped,
    Waiting,
    Way,
)
from coordinator.printing.ipp import JobStep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.paper.progress import Progress
    from coordinator.printing.backend import Ended, PrintFile, Ticket
    from coordinator.printing.commands import Answer
    from coordinator.printing.cups_reading import QueueFacts

_SEND_S = 120.0
_LONGEST_TITLE = 120
_QUEUE = re.compile(r"[^\x00-\x20\x7f/\\?'\"#]{1,127}$")
_PAGE = re.compile(r"\bpage (\d+)", re.IGNORECASE)
_OFF = "The print system of this computer (CUPS) is not running. Start it, or save a PDF and print that elsewhere."


def is_there() -> bool:
    """Tell whether this computer has the programs of CUPS."""
    return all(commands.path_of(program) for program in ("lp", "lpstat", "cancel"))


class Cups:
    """The queues of CUPS, of this computer or of the server that CUPS_SERVER names."""

    def printers(self) -> Found:
        """Return the queues, each with what it says of itself, and what can be printed on without one."""
        found = _queues()
        known = {printer.name for printer in found.printers}
        offered = () if found.troubles else tuple(name for name in _offered() if name not in known)
        return Found((*found.printers, *(Printer(name, Way.CUPS, name) for name in offered)), found.troubles)

    def submit(self, sheet: PrintFile, to: Printer, progress: Progress) -> Ticket | Ended:
        """Hand the PDF over with the exact size of its pages; nothing is scaled, turned or multiplied."""
        if progress.is_stopped():
            return Stopped()
        ready = self.look_at(to)
        if isinstance(ready, Failed):
            return ready
        if ready.raw:
            return Failed(
                f"The queue “{to.address}” passes on whatever it gets and cannot print a PDF."
                " Set it up as a label printer (ZPL), or choose another printer."
            )
        known = cups_reading.sizes(commands.run("lpoptions", "-p", to.address, "-l").out)
        size = media.name_for(*sheet.page_mm, known)
        if size is None:
            return Failed(_no_such_paper(to, sheet, known))
        return send(sheet.pdf, to, sheet, options(sheet, to, size))

    def look_at(self, to: Printer) -> Printer | Failed:
        """Return the queue as it is now, or why nothing can be sent to it."""
        if not _QUEUE.match(to.address):
            return Failed(f"“{to.address}” cannot be the name of a queue. Choose the printer anew.")
        found = _queues()
        if found.troubles:
            return Failed(found.troubles[0])
        now = next((printer for printer in found.printers if printer.address == to.address), None)
        if now is None and to.address in _offered():
            return to
        if now is None:
            return Failed(f"The printer “{to.name}” is not on this computer any more. Choose another, or save a PDF.")
        if now.condition is Condition.PAUSED:
            return Failed(_paused(to, now.reason))
        if not now.accepts:
            why = f" ({now.reason})" if now.reason else ""
            return Failed(
                f"The printer “{to.name}” takes no jobs{why}."
                " Let it take jobs in the system's printer settings, then try again."
            )
        return now


@dataclass(frozen=True, slots=True)
class CupsTicket:
    """A job in a queue of CUPS."""

    printer: Printer
    number: int
    pages: int
    server: str

    def state(self) -> JobState:
        """Return how the job is; one that cannot go on is taken out of the queue before it counts as failed."""
        told = ipp.job(self.server, self.number)
        if told is None:
            return self._by_lpstat()
        match told.step:
            case JobStep.PENDING | JobStep.HELD:
                return self._waiting(told.message)
            case JobStep.PROCESSING:
                return self._under_way(max(told.pages, _page_in(told.message)), told.message)
            case JobStep.STOPPED | JobStep.ABORTED:
                return self._failed(told.message, told.pages)
            case JobStep.CANCELLED:
                return Stopped(min(told.pages, self.pages))
            case JobStep.COMPLETED:
                return Done(self.pages)

    def stop(self) -> None:
        """Cancel the job."""
        commands.run("cancel", str(self.number))

    def _by_lpstat(self) -> JobState:
        """Return what lpstat knows; of a job that has left the queue it does not tell how it ended."""
        answer = commands.run("lpstat", "-l", "-o")
        if (trouble := _no_system(answer)) is not None:
            return Failed(f"{trouble} The job may have been printed: look at the printer before you print it again.")
        job = next((job for job in cups_reading.jobs(answer.out) if job.number == self.number), None)
        if job is None:
            return Done(self.pages, seen=False)
        if "job-completed-with-errors" in job.alerts:
            return self._failed(job.status, 0)
        if "job-printing" in job.alerts:
            return self._under_way(_page_in(job.status), job.status)
        return self._waiting(job.status)

    def _waiting(self, message: str) -> JobState:
        queue = self._queue()
        if queue is not None and queue.condition is Condition.PAUSED:
            return self._failed(queue.reason or message, 0, _paused(self.printer, queue.reason or message))
        return Waiting(_told(queue.reason if queue else "", message))

    def _under_way(self, done: int, message: str) -> JobState:
        queue = self._queue()
        return Printing(min(done, self.pages), self.pages, _told(queue.reason if queue else "", message))

    def _queue(self) -> QueueFacts | None:
        answer = commands.run("lpstat", "-l", "-p", "-a")
        return next((q for q in cups_reading.queues(answer.out) if q.name == self.printer.address), None)

    def _failed(self, message: str, pages: int, sentence: str = "") -> Failed:
        self.stop()
        why = f": {message.rstrip('.')}" if message else ""
        return Failed(
            sentence or f"The printer “{self.printer.name}” gave the job up{why}. Look at the printer, then try again.",
            min(pages, self.pages),
        )


def options(sheet: PrintFile, to: Printer, size: str) -> tuple[str, ...]:
    """Return what lp is told about the paper."""
    sides = "one-sided"
    if sheet.both_sides:
        sides = "two-sided-long-edge" if to.profile.flip is Flip.LONG else "two-sided-short-edge"
    told = [f"media={size}", "print-scaling=none", f"sides={sides}", "number-up=1", "job-sheets=none"]
    if to.profile.mono:
        told.append("print-color-mode=monochrome")
    return tuple(word for option in told for word in ("-o", option))


def send(content: bytes, to: Printer, sheet: PrintFile, told: Sequence[str]) -> CupsTicket | Failed:
    """Hand a file to lp; every value stands behind its option, so that none can be taken for one."""
    answer = commands.run(
        "lp", "-d", to.address, "-t", plain_title(sheet.title), "-n", "1", *told, feed=content, seconds=_SEND_S
    )
    number = cups_reading.number_of(answer.out)
    if answer.is_well and number is not None:
        server = commands.run("lpstat", "-H").out.strip()
        return CupsTicket(to, number, sheet.pages, server)
    if answer.code is None:
        return Failed(
            f"The print system took longer than {_SEND_S:g} seconds over the job for “{to.name}”."
            " It may still be printed: look at the printer before you try again."
        )
    said = answer.trouble.removeprefix("lp: ").removeprefix("Error - ").rstrip(".") or "no reason was given"
    return Failed(f"The printer “{to.name}” refused the job: {said}. Check it in the system's printer settings.")


def plain_title(title: str) -> str:
    """Return a title without anything that is no letter, digit, space or plain sign: filters hand it to shells."""
    plain = "".join(letter if letter.isalnum() or letter in " -–_.,:()+&" else " " for letter in title)
    return " ".join(plain.split())[:_LONGEST_TITLE] or "Event-Day Coordinator"


def _queues() -> Found:
    """Return the queues of the print system."""
    answer = commands.run("lpstat", "-l", "-p", "-a")
    if (trouble := _no_system(answer)) is not None:
        return Found((), (trouble,))
    return Found(tuple(_printer(queue) for queue in cups_reading.queues(answer.out)))


def _offered() -> tuple[str, ...]:
    """Return all that can be printed on, also classes, and printers in the network that get a queue once used."""
    return tuple(name for line in commands.run("lpstat", "-e").out.splitlines() if _QUEUE.match(name := line.strip()))


def _printer(queue: QueueFacts) -> Printer:
    return Printer(
        queue.name,
        Way.CUPS,
        queue.name,
        queue.condition,
        accepts=queue.accepts,
        raw=not queue.has_driver,
        reason=queue.reason,
    )


def _no_system(answer: Answer) -> str | None:
    """Return why the print system gave no answer, or None where it did; an empty list of printers is an answer."""
    if answer.is_well or "No destinations added" in answer.trouble:
        return None
    if answer.code == commands.MISSING.code:
        return "This computer has no print system (CUPS). Install it, or save a PDF and print that elsewhere."
    if answer.code is None:
        return "The print system of this computer (CUPS) does not answer. Try again, or save a PDF."
    return _OFF


def _paused(to: Printer, reason: str) -> str:
    why = f": {reason.rstrip('.')}" if reason else ""
    return f"The printer “{to.name}” is paused{why}. Resume it in the system's printer settings, then try again."


def _no_such_paper(to: Printer, sheet: PrintFile, known: Sequence[str]) -> str:
    width, height = sheet.page_mm
    some = ", ".join(known[:6]) + (" and more" if len(known) > 6 else "")
    return (
        f"The printer “{to.name}” knows no paper of {width:g} × {height:g} mm; it knows {some}."
        " Add that size in the system's printer settings, or choose another stock or printer."
    )


def _told(reason: str, message: str) -> str:
    """Return what is said while a job is not done: what is wrong, else what the printer reports."""
    return reason[:1].upper() + reason[1:] if reason else message


def _page_in(message: str) -> int:
    """Return the page a driver says it is at; it is not out yet."""
    found = _PAGE.search(message)
    return max(0, int(found[1]) - 1) if found else 0
