"""What a way to a printer can be asked, and the closed sets of what it may answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

from coordinator.paper.profile import PLAIN, Profile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coordinator.paper.progress import Progress


class Way(StrEnum):
    """How pages reach a printer."""

    CUPS = "cups"
    """The PDF itself, through the print system of Linux and macOS."""
    QT = "qt"
    """Pages as pictures, through whatever print system there is."""
    SOCKET = "zpl socket"
    """Pages as ZPL, straight to a label printer in the network."""
    QUEUE = "zpl queue"
    """Pages as ZPL, through a queue of the print system that changes nothing."""


class Condition(StrEnum):
    """How a printer is, as far as the print system knows."""

    READY = "ready"
    BUSY = "busy"
    PAUSED = "paused"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer as the desk knows it; `address` is its queue, or host and port where it has no queue.

    `raw` tells that the queue passes on what it gets: it prints ZPL, and no PDF.
    """

    name: str
    way: Way
    address: str
    condition: Condition = Condition.READY
    accepts: bool = True
    raw: bool = False
    reason: str = ""
    profile: Profile = field(default=PLAIN)
    stock: str = ""


@dataclass(frozen=True, slots=True)
class PrintFile:
    """What is printed: a PDF of upright pages, their number and size in millimetres, and a title for the queue."""

    pdf: bytes
    pages: int
    page_mm: tuple[float, float]
    title: str
    both_sides: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """The job has its place in a queue; `words` say what it waits for, if that is known."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class Printing:
    """The job is under way; of its pages so many were passed on, and may not be out yet."""

    done: int
    pages: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """All pages were taken; `seen` tells whether the printer itself was followed to the end."""

    pages: int
    seen: bool = True


@dataclass(frozen=True, slots=True)
class Failed:
    """The job ended too early; the reason is a sentence that says what to do. So many pages may be out."""

    reason: str
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Stopped:
    """Somebody stopped the job; so many pages may be out."""

    pages: int = 0


Ended: TypeAlias = Done | Failed | Stopped
JobState: TypeAlias = Waiting | Printing | Ended


class Ticket(Protocol):
    """A job that a print system has taken and still works on."""

    def state(self) -> JobState:
        """Return how it is now; after a job has failed, nothing of it is left that could still be printed."""
        ...

    def stop(self) -> None:
        """Take the job back as far as it is not printed."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """The printers there are, and sentences about what could not be looked at."""

    printers: tuple[Printer, ...]
    troubles: tuple[str, ...] = ()


class Backend(Protocol):
    """One way to printers. Both calls may take seconds, and are made in any thread but the window's."""

    def printers(self) -> Found:
        """Return the printers that can be reached this way."""
        ...

    def submit(self, sheet: PrintFile, to: Printer, progress: Progress) -> Ticket | Ended:
        """Send a file: a ticket to follow it by, or what became of it where that is known at once."""
        ...


Backends: TypeAlias = "Mapping[Way, Backend]"
