"""Where paper is made: jobs that are drawn, written down, and sent or saved, whatever page is on screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QTimer

from coordinator.desk import printing
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper import files
from coordinator.paper.profile import PLAIN
from coordinator.printing.backend import Done, Failed, Printer, PrintFile, Printing, Stopped
from coordinator.printing.queue import Ears, PrintQueue
from coordinator.ui import print_work
from coordinator.ui.known_printers import KnownPrinters
from coordinator.ui.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coordinator.desk.desk import Desk
    from coordinator.paper.issues import Issue
    from coordinator.paper.stocks.stock import Stock
    from coordinator.printing.backend import JobState
    from coordinator.printing.queue import Job
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.print_work import Sheets, Wanted
    from coordinator.ui.tasks import Task, Tasks

_GLANCE_MS = 100
Place: TypeAlias = "Printer | Path"


@dataclass(frozen=True, slots=True)
class Errand:
    """A job as it is at this moment: what is made, where it goes, how far it is, and what to look at on it.

    A stock in place of what is wanted of the event stands for its calibration sheet.
    """

    number: int
    title: str
    wanted: Wanted | Stock
    to: Place
    state: JobState
    issues: tuple[Issue, ...] = ()
    note: str = ""

    @property
    def has_ended(self) -> bool:
        """Tell whether nothing more will happen to it by itself."""
        return isinstance(self.state, Done | Failed | Stopped)

    @property
    def place(self) -> str:
        """Return where it goes in words."""
        return self.to.name if isinstance(self.to, Printer) else str(self.to)


class PrintRoom(QObject):
    """All jobs since the window opened, until they are put away; whoever subscribes is told of every change."""

    def __init__(self, desk: Desk, preferences: Preferences, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._desk, self._tasks = desk, tasks
        self.printers = KnownPrinters(preferences, tasks)
        self._queue = PrintQueue(self.printers.backends, Ears(self._begins, self._ended))
        self._errands: dict[int, Errand] = {}
        self._drawing: dict[int, tuple[Progress, Task[Sheets | Done | Stopped]]] = {}
        self._sent: dict[int, int] = {}
        self._entries: dict[int, str] = {}
        self._ears: list[Callable[[], None]] = []
        self._ends: dict[int, Callable[[Errand], None]] = {}
        self._last = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_GLANCE_MS)
        self._timer.timeout.connect(self.glance)

    # -- what one sees

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Tell this listener after every change."""
        self._ears.append(listener)

    def errands(self) -> tuple[Errand, ...]:
        """Return all jobs, the newest first."""
        return tuple(reversed(self._errands.values()))

    def errand(self, number: int) -> Errand | None:
        """Return one job."""
        return self._errands.get(number)

    def under_way(self) -> tuple[Errand, ...]:
        """Return the jobs that have not ended."""
        return tuple(errand for errand in self._errands.values() if not errand.has_ended)

    # -- what one asks

    def make(self, wanted: Wanted | Stock, title: str, to: Place, ended: Callable[[Errand], None] | None = None) -> int:
        """Print on a printer, or save as a file: PDF or, by its ending, pictures. `ended` is called once it is over."""
        self._last += 1
        number = self._last
        self._errands[number] = Errand(number, title, wanted, to, Printing(0, 0))
        if ended is not None:
            self._ends[number] = ended
        self._start(number)
        return number

    def retry(self, number: int) -> None:
        """Make a job that did not get through once more, from the day and for the printer as they are now."""
        errand = self._errands.get(number)
        if errand is None or not isinstance(errand.state, Failed | Stopped):
            return
        to = errand.to
        if isinstance(to, Printer):
            to = self.printers.of(to.name) or to
        self._errands[number] = replace(errand, to=to, state=Printing(0, 0), issues=(), note="")
        self._start(number)

    def cancel(self, number: int) -> None:
        """Stop a job as far as it can be."""
        if number in self._drawing:
            self._drawing[number][0].stop()
        elif number in self._sent:
            self._queue.cancel(self._sent[number])
            self.glance()

    def put_away(self) -> None:
        """Forget the jobs that have ended."""
        for number in [number for number, errand in self._errands.items() if errand.has_ended]:
            del self._errands[number]
        self._tell()

    def close(self) -> None:
        """End what is under way and write down what became of it; what a print system has taken is printed."""
        self._timer.stop()
        for number, (progress, task) in self._drawing.items():
            progress.stop()
            task.cancel()
            self._errands[number] = replace(self._errands[number], state=Stopped())
        self._drawing.clear()
        self._queue.close()
        self.glance()

    # -- inside

    def _start(self, number: int) -> None:
        errand, progress = self._errands[number], Progress()
        to, desk, wanted = errand.to, self._desk, errand.wanted
        work: Callable[[], Sheets | Done | Stopped]
        if isinstance(to, Printer):
            work = partial(print_work.draw, desk, wanted, to.profile, progress)
        else:
            work = partial(_saved, desk, wanted, to, progress)
        self._timer.start()
        task = self._tasks.run(work, partial(self._made, number), partial(self._broke, number))
        if task.running:
            self._drawing[number] = progress, task
        self._tell()

    def _made(self, number: int, made: Sheets | Done | Stopped) -> None:
        self._drawing.pop(number, None)
        errand = self._errands.get(number)
        if errand is None:
            return
        match made:
            case Done() | Stopped():
                self._now(replace(errand, state=made))
            case _ if made.stopped:
                self._now(replace(errand, state=Stopped()))
            case _ if not made.pages:
                self._now(replace(errand, state=Failed(print_work.why_not(made.issues))))
            case _:
                self._send(replace(errand, issues=made.issues), made)

    def _send(self, errand: Errand, sheets: Sheets) -> None:
        to = errand.to
        if not isinstance(to, Printer):
            return
        title = f"{self._desk.day.schedule.event.name} – {errand.title}"
        page = sheets.page.width, sheets.page.height
        file = PrintFile(sheets.pdf, sheets.pages, page, title, both_sides=sheets.both_sides)
        try:
            job = self._queue.put(file, to, (errand.number, sheets.sample))
        except WorldTrouble as trouble:
            self._now(replace(errand, state=Failed(str(trouble))))
            return
        self._sent[errand.number] = job.number
        self._now(replace(errand, state=job.state))

    def _broke(self, number: int, error: Exception) -> None:
        self._drawing.pop(number, None)
        errand = self._errands.get(number)
        if errand is not None:
            said = str(error) if isinstance(error, WorldTrouble) else f"This did not work: {error}"
            self._now(replace(errand, state=Failed(said)))
        if not isinstance(error, WorldTrouble):
            raise error

    def glance(self) -> None:
        """Look how far all jobs are."""
        for number, (progress, _) in self._drawing.items():
            state = Printing(progress.done, progress.total, progress.sentence)
            self._errands[number] = replace(self._errands[number], state=state)
        ended = []
        for number, queued in tuple(self._sent.items()):
            job, errand = self._queue.job(queued), self._errands.get(number)
            if job is not None and errand is not None:
                self._errands[number] = errand = replace(errand, state=job.state, note=job.note)
                if job.has_ended:
                    ended.append(errand)
        for errand in ended:
            self._queue.put_away(self._sent.pop(errand.number))
            self._end(errand)
        if not self.under_way():
            self._timer.stop()
        self._tell()

    def _now(self, errand: Errand) -> None:
        self._errands[errand.number] = errand
        if errand.has_ended:
            self._end(errand)
        self._tell()

    def _end(self, errand: Errand) -> None:
        ended = self._ends.get(errand.number)
        if ended is not None:
            ended(errand)

    def _tell(self) -> None:
        for listener in self._ears:
            listener()

    # -- the journal; called by the printer's thread

    def _begins(self, job: Job) -> None:
        number, made = job.about
        if made is not None:
            self._entries[number] = printing.note_start(self._desk, made.proof, made.version, job.printer.name)

    def _ended(self, job: Job) -> None:
        number, made = job.about
        if made is not None:
            printing.note_end(self._desk, self._entries.pop(number), job.state)


def room_of(desk: Desk, preferences: Preferences, tasks: Tasks) -> PrintRoom:
    """Return the one room of a window."""
    there = next((child for child in tasks.children() if isinstance(child, PrintRoom)), None)
    return there or PrintRoom(desk, preferences, tasks)


def leave(tasks: Tasks) -> None:
    """Close the room of a window, if it has one."""
    for child in tasks.children():
        if isinstance(child, PrintRoom):
            child.close()


def _saved(desk: Desk, wanted: Wanted | Stock, path: Path, progress: Progress) -> Done | Stopped:
    """Draw it and write it into a file; the journal knows nothing of calibration sheets."""
    sheets = print_work.draw(desk, wanted, PLAIN, progress)
    if sheets.stopped:
        return Stopped()
    if not sheets.pages:
        raise WorldTrouble(print_work.why_not(sheets.issues))
    made = sheets.sample
    if made is None:
        return Done(files.write(sheets.pdf, sheets.pages, path, progress))
    return printing.save(desk, made.proof, made.version, path, progress, pdf=sheets.pdf, pages=sheets.pages)
