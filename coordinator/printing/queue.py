"""Jobs on their way to printers: in order, one thread a printer, none lost, and what failed can be sent again."""

from __future__ import annotations

import logging
import time
from collections import deque
from dataclasses import dataclass, field, replace
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Any

from coordinator.domain.trouble import WorldTrouble
from coordinator.printing.backend import Done, Failed, Printing, Stopped, Waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.printing.backend import Backends, Ended, JobState, Printer, PrintFile, Ticket

_log = logging.getLogger(__name__)
_GLANCE_S = 0.3
_PATIENCE_S = 10.0


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it is at this moment; `about` is the caller's, and `note` tells what could not be written down."""

    number: int
    sheet: PrintFile
    printer: Printer
    about: Any = None
    state: JobState = field(default_factory=Waiting)
    tries: int = 0
    note: str = ""

    @property
    def has_ended(self) -> bool:
        """Tell whether nothing more will happen to it by itself."""
        return isinstance(self.state, (Done, Failed, Stopped))


def _nothing(_job: Job) -> None:
    """Hear nothing."""


@dataclass(frozen=True, slots=True)
class Ears:
    """Who is told; each is called in the thread of the printer or of whoever changed something.

    `begins` comes before anything is sent: where it raises WorldTrouble nothing is, and the job fails with that.
    `ended` comes once for each `begins` that went well. `changed` comes with every change.
    """

    begins: Callable[[Job], None] = _nothing
    ended: Callable[[Job], None] = _nothing
    changed: Callable[[Job], None] = _nothing


class PrintQueue:
    """The jobs of this program, those that ended among them until they are put away."""

    def __init__(self, backends: Backends, ears: Ears | None = None, glance: float = _GLANCE_S) -> None:
        self._backends, self._ears, self._glance = backends, ears or Ears(), glance
        self._lock = Condition()
        self._jobs: dict[int, Job] = {}
        self._stops: dict[int, Event] = {}
        self._lines: dict[str, _Line] = {}
        self._last = 0
        self._closing = Event()

    def put(self, sheet: PrintFile, printer: Printer, about: Any = None) -> Job:
        """Put a job behind those of its printer."""
        with self._lock:
            if self._closing.is_set():
                raise WorldTrouble("The program is being closed and takes no more print jobs.")
            self._last += 1
            job = Job(self._last, sheet, printer, about)
            self._line_up(job)
        self._tell(job)
        return job

    def retry(self, number: int, printer: Printer | None = None) -> Job | None:
        """Send a job that did not get through once more, the same bytes, if wanted to another printer."""
        with self._lock:
            job = self._jobs.get(number)
            if job is None or not isinstance(job.state, (Failed, Stopped)) or self._closing.is_set():
                return None
            job = replace(job, state=Waiting(), printer=printer or job.printer, note="")
            self._line_up(job)
        self._tell(job)
        return job

    def cancel(self, number: int) -> None:
        """Stop a job: one that waits never begins, one under way is taken back as far as it can be."""
        with self._lock:
            job = self._jobs.get(number)
            if job is None or job.has_ended:
                return
            self._stops[number].set()
            self._lines[job.printer.name].wake.set()
            waits = number in self._lines[job.printer.name].waiting
            if waits:
                self._lines[job.printer.name].waiting.remove(number)
                job = self._jobs[number] = replace(job, state=Stopped())
        if waits:
            self._tell(job)

    def put_away(self, number: int) -> None:
        """Forget a job that has ended."""
        with self._lock:
            if number in self._jobs and self._jobs[number].has_ended:
                del self._jobs[number], self._stops[number]

    def jobs(self) -> tuple[Job, ...]:
        """Return all jobs in the order in which they were put."""
        with self._lock:
            return tuple(self._jobs.values())

    def job(self, number: int) -> Job | None:
        """Return one job."""
        with self._lock:
            return self._jobs.get(number)

    def wait(self, seconds: float) -> bool:
        """Wait until no job waits or is under way; False when that takes longer."""
        with self._lock:
            return self._lock.wait_for(lambda: all(job.has_ended for job in self._jobs.values()), seconds)

    def close(self, seconds: float = _PATIENCE_S) -> tuple[Job, ...]:
        """End the threads and return the jobs that did not get through.

        What waits here is stopped. What a print system has taken stays there and is printed.
        """
        self._closing.set()
        with self._lock:
            waiting = [number for line in self._lines.values() for number in line.waiting]
        for number in waiting:
            self.cancel(number)
        until = time.monotonic() + seconds
        for line in tuple(self._lines.values()):
            line.wake.set()
            line.thread.join(max(0.0, until - time.monotonic()))
        return tuple(job for job in self.jobs() if not isinstance(job.state, Done))

    # -- the threads

    def _line_up(self, job: Job) -> None:
        """Give a job its place in the line of its printer; the lock is held."""
        self._jobs[job.number] = job
        self._stops[job.number] = Event()
        name = job.printer.name
        if name not in self._lines:
            line = _Line(Thread(target=self._serve, args=(name,), name=f"printer {name}", daemon=True))
            self._lines[name] = line
            line.thread.start()
        self._lines[name].waiting.append(job.number)
        self._lines[name].wake.set()

    def _serve(self, name: str) -> None:
        """Send the jobs of one printer, one after the other, until the program ends."""
        line = self._lines[name]
        while True:
            line.wake.wait()
            with self._lock:
                line.wake.clear()
                number = line.waiting.popleft() if line.waiting else None
            if number is not None:
                self._work(number, line)
                line.wake.set()
            elif self._closing.is_set():
                return

    def _work(self, number: int, line: _Line) -> None:
        """Send one job and follow it to its end."""
        job = self._now(number, state=Printing(0, self._jobs[number].sheet.pages, "Being sent"), another_try=True)
        try:
            self._ears.begins(job)
        except WorldTrouble as trouble:
            self._now(number, state=Failed(str(trouble)))
            return
        except Exception as error:  # noqa: BLE001 - told with the job and logged; the line goes on
            _log.exception("The start of print job %d could not be written down", number)
            self._now(number, state=Failed(f"Nothing was printed: its start could not be written down ({error})."))
            return
        state: Ended
        try:
            state = self._sent(job, line)
        except WorldTrouble as trouble:
            state = Failed(str(trouble))
        except Exception as error:  # noqa: BLE001 - told with the job and logged; the line goes on
            _log.exception("Print job %d broke", number)
            state = Failed(f"This did not work: {error}. Look at the printer, then try again.")
        self._finish(replace(job, state=state))

    def _sent(self, job: Job, line: _Line) -> Ended:
        backend = self._backends.get(job.printer.way)
        if backend is None:
            return Failed(f"This computer cannot print on “{job.printer.name}” that way. Choose another printer.")
        answer = backend.submit(job.sheet, job.printer, _Told(self, job.number))
        if isinstance(answer, (Done, Failed, Stopped)):
            return answer
        return self._followed(job, answer, line)

    def _followed(self, job: Job, ticket: Ticket, line: _Line) -> Ended:
        """Look at a job of a print system now and then until it ends, or the program does."""
        asked = False
        while True:
            if self._stops[job.number].is_set() and not asked:
                ticket.stop()
                asked = True
            state = ticket.state()
            match state:
                case Done() | Failed() | Stopped():
                    return state
                case Waiting() | Printing():
                    if self._closing.is_set():
                        return Stopped() if asked else Done(job.sheet.pages, seen=False)
                    self._now(job.number, state=state)
            line.wake.wait(self._glance)
            line.wake.clear()

    def _finish(self, job: Job) -> None:
        """Let the end be written down first; what cannot be written down is told with the job."""
        note = ""
        try:
            self._ears.ended(job)
        except WorldTrouble as trouble:
            note = str(trouble)
        except Exception as error:  # noqa: BLE001 - told with the job and logged; the line goes on
            _log.exception("The end of print job %d could not be written down", job.number)
            note = f"What became of it could not be written down: {error}."
        self._now(job.number, state=job.state, note=note)

    def _now(self, number: int, *, state: JobState, note: str = "", another_try: bool = False) -> Job:
        """Keep how a job is and tell it, if that is news."""
        with self._lock:
            before = self._jobs[number]
            job = replace(before, state=state, note=note, tries=before.tries + another_try)
            self._jobs[number] = job
            self._lock.notify_all()
        if job != before:
            self._tell(job)
        return job

    def _is_stopped(self, number: int) -> bool:
        return self._closing.is_set() or self._stops[number].is_set()

    def _tell(self, job: Job) -> None:
        try:
            self._ears.changed(job)
        except Exception:  # noqa: BLE001 - whoever listens badly must not stop the line
            _log.exception("A change of print job %d was not heard", job.number)


@dataclass
class _Line:
    """The jobs that wait for one printer, and the thread that serves it."""

    thread: Thread
    waiting: deque[int] = field(default_factory=deque)
    wake: Event = field(default_factory=Event)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a way to a printer tells and asks while it sends."""

    queue: PrintQueue
    number: int

    def tell(self, done: int, total: int, sentence: str = "") -> None:
        """Note how many pages are on their way."""
        self.queue._now(self.number, state=Printing(done, total, sentence))  # noqa: SLF001 - a part of the queue

    def is_stopped(self) -> bool:
        """Tell whether somebody wants the job stopped."""
        return self.queue._is_stopped(self.number)  # noqa: SLF001 - a part of the queue
