"""Jobs on their way: their order, what is told of them, and what becomes of those that do not get through."""

from __future__ import annotations

from threading import Barrier, Event, current_thread
from typing import TYPE_CHECKING

import pytest
import zpl_reader
from label_printer import WELL, LabelPrinter

from coordinator.domain.trouble import WorldTrouble
from coordinator.paper.profile import Profile
from coordinator.printing.backend import (
    Done,
    Failed,
    Found,
    JobState,
    Printer,
    PrintFile,
    Printing,
    Stopped,
    Waiting,
    Way,
)
from coordinator.printing.label_printers import ZplSocket
from coordinator.printing.queue import Ears, Job, PrintQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coordinator.paper.progress import Progress
    from coordinator.printing.backend import Ended, Ticket

SHEET = PrintFile(b"%PDF", 3, (210, 297), "Signs")
DESK, HALL = (Printer(name, Way.CUPS, name) for name in ("Desk", "Hall"))
LONG_S = 20


class Slow:
    """A way to printers for faults that no printer has at will: each job stays under way until the test lets it go."""

    def __init__(self, *answers: JobState | Exception) -> None:
        self.got: list[tuple[str, PrintFile]] = []
        self.threads: set[str] = set()
        self.answers = list(answers)
        self.taken, self.go_on = Event(), Event()

    def printers(self) -> Found:
        return Found(())

    def submit(self, sheet: PrintFile, to: Printer, progress: Progress) -> Ticket | Ended:
        self.got.append((to.name, sheet))
        self.threads.add(current_thread().name)
        self.taken.set()
        while not self.go_on.wait(0.01):
            if progress.is_stopped():
                return Stopped(1)
        answer = self.answers.pop(0) if self.answers else Done(sheet.pages)
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, (Done, Failed, Stopped))
        return answer


class Spooled:
    """A way to printers that takes a job at once; the test says how it is."""

    def __init__(self) -> None:
        self.now: JobState = Waiting("Its turn will come")
        self.stopped, self.looked = 0, Event()

    def printers(self) -> Found:
        return Found(())

    def submit(self, *_told: object) -> Ticket:
        return self

    def state(self) -> JobState:
        now = self.now
        self.looked.set()
        return now

    def stop(self) -> None:
        self.stopped += 1
        self.now = Stopped(1)


@pytest.fixture
def queue_of() -> Iterator[Callable[..., PrintQueue]]:
    """Return a function that makes a queue; all are closed in the end."""
    made: list[PrintQueue] = []

    def make(backend: object, ears: Ears | None = None) -> PrintQueue:
        made.append(PrintQueue({Way.CUPS: backend}, ears, glance=0.01))  # type: ignore[dict-item]
        return made[-1]

    yield make
    for queue in made:
        queue.close()


def states(queue: PrintQueue) -> list[JobState]:
    return [job.state for job in queue.jobs()]


def test_jobs_of_one_printer_go_one_after_the_other_in_order(queue_of: Callable[..., PrintQueue]) -> None:
    backend = Slow()
    queue = queue_of(backend)
    sheets = [PrintFile(bytes([number]), 1, (210, 297), str(number)) for number in range(20)]
    for sheet in sheets:
        queue.put(sheet, DESK)
    assert backend.taken.wait(LONG_S)
    assert len(backend.got) == 1
    backend.go_on.set()
    assert queue.wait(LONG_S)
    assert [sheet for _, sheet in backend.got] == sheets
    assert backend.threads == {"printer Desk"}


def test_two_printers_print_at_the_same_time(queue_of: Callable[..., PrintQueue]) -> None:
    both = Barrier(2)

    class Together(Slow):
        def submit(self, sheet: PrintFile, *_told: object) -> Ended:
            both.wait(LONG_S)
            return Done(sheet.pages)

    queue = queue_of(Together())
    queue.put(SHEET, DESK)
    queue.put(SHEET, HALL)
    assert queue.wait(LONG_S)
    assert states(queue) == [Done(3), Done(3)]


def test_a_start_is_told_before_anything_is_sent_and_an_end_after(queue_of: Callable[..., PrintQueue]) -> None:
    backend, heard = Slow(), []
    backend.go_on.set()
    ears = Ears(
        begins=lambda job: heard.append(("begins", job.about, len(backend.got))),
        ended=lambda job: heard.append(("ended", job.state, len(backend.got))),
    )
    queue = queue_of(backend, ears)
    queue.put(SHEET, DESK, about="badges of E03")
    assert queue.wait(LONG_S)
    assert heard == [("begins", "badges of E03", 0), ("ended", Done(3), 1)]


def test_where_the_start_cannot_be_written_down_nothing_is_printed(queue_of: Callable[..., PrintQueue]) -> None:
    def full(_job: Job) -> None:
        raise WorldTrouble("The disk is full.")

    backend, ended = Slow(), []
    queue = queue_of(backend, Ears(begins=full, ended=ended.append))
    queue.put(SHEET, DESK)
    assert queue.wait(LONG_S)
    assert states(queue) == [Failed("The disk is full.")]
    assert (backend.got, ended) == ([], [])


def test_an_end_that_cannot_be_written_down_is_told_with_the_job(queue_of: Callable[..., PrintQueue]) -> None:
    def full(_job: Job) -> None:
        raise WorldTrouble("The disk is full.")

    backend = Slow()
    backend.go_on.set()
    queue = queue_of(backend, Ears(ended=full))
    job = queue.put(SHEET, DESK)
    assert queue.wait(LONG_S)
    assert [(j.state, j.note) for j in queue.jobs() if j.number == job.number] == [(Done(3), "The disk is full.")]


def test_a_failed_job_stays_and_is_sent_again_with_the_same_bytes(queue_of: Callable[..., PrintQueue]) -> None:
    backend = Slow(Failed("The lid is open. Close it."))
    backend.go_on.set()
    queue = queue_of(backend)
    job = queue.put(SHEET, DESK)
    assert queue.wait(LONG_S)
    assert states(queue) == [Failed("The lid is open. Close it.")]
    assert queue.retry(job.number) is not None
    assert queue.wait(LONG_S)
    assert [(j.state, j.tries) for j in queue.jobs()] == [(Done(3), 2)]
    assert backend.got[0][1] is backend.got[1][1]


def test_a_failed_job_can_go_to_another_printer(queue_of: Callable[..., PrintQueue]) -> None:
    backend = Slow(Failed("No paper. Put some in."))
    backend.go_on.set()
    queue = queue_of(backend)
    job = queue.put(SHEET, DESK)
    assert queue.wait(LONG_S)
    queue.retry(job.number, HALL)
    assert queue.wait(LONG_S)
    assert [name for name, _ in backend.got] == ["Desk", "Hall"]


def test_what_got_through_is_not_sent_again(queue_of: Callable[..., PrintQueue]) -> None:
    backend = Slow()
    backend.go_on.set()
    queue = queue_of(backend)
    job = queue.put(SHEET, DESK)
    assert queue.wait(LONG_S)
    assert queue.retry(job.number) is None
    assert queue.retry(99) is None
    assert len(backend.got) == 1


@pytest.mark.parametrize("error", [OSError("cable"), WorldTrouble("The cable is out.")])
def test_a_way_that_breaks_fails_its_job_and_serves_the_next(
    queue_of: Callable[..., PrintQueue], error: Exception
) -> None:
    backend = Slow(error)
    backend.go_on.set()
    queue = queue_of(backend)
    queue.put(SHEET, DESK)
    queue.put(SHEET, DESK)
    assert queue.wait(LONG_S)
    first, second = states(queue)
    assert isinstance(first, Failed)
    assert "cable" in first.reason
    assert second == Done(3)


def test_a_listener_that_breaks_stops_no_job(queue_of: Callable[..., PrintQueue]) -> None:
    def broken(_job: Job) -> None:
        raise ValueError("not again")

    backend = Slow()
    backend.go_on.set()
    queue = queue_of(backend, Ears(changed=broken))
    queue.put(SHEET, DESK)
    assert queue.wait(LONG_S)
    assert states(queue) == [Done(3)]


def test_a_printer_of_an_unknown_way_fails_in_words(queue_of: Callable[..., PrintQueue]) -> None:
    queue = queue_of(Slow())
    queue.put(SHEET, Printer("Fax", Way.QT, "Fax"))
    assert queue.wait(LONG_S)
    assert states(queue) == [Failed("This computer cannot print on “Fax” that way. Choose another printer.")]


def test_a_job_that_waits_is_cancelled_and_never_begins(queue_of: Callable[..., PrintQueue]) -> None:
    backend, begun = Slow(), []
    queue = queue_of(backend, Ears(begins=begun.append))
    first, second = queue.put(SHEET, DESK), queue.put(SHEET, DESK)
    assert backend.taken.wait(LONG_S)
    queue.cancel(second.number)
    backend.go_on.set()
    assert queue.wait(LONG_S)
    assert states(queue) == [Done(3), Stopped(0)]
    assert [job.number for job in begun] == [first.number]


def test_a_job_under_way_is_stopped_with_the_pages_it_had(queue_of: Callable[..., PrintQueue]) -> None:
    backend, ended = Slow(), []
    queue = queue_of(backend, Ears(ended=ended.append))
    job = queue.put(SHEET, DESK)
    assert backend.taken.wait(LONG_S)
    queue.cancel(job.number)
    assert queue.wait(LONG_S)
    assert states(queue) == [Stopped(1)]
    assert [j.state for j in ended] == [Stopped(1)]


def test_a_job_in_a_print_system_is_followed_with_its_pages(queue_of: Callable[..., PrintQueue]) -> None:
    backend, seen = Spooled(), []
    queue = queue_of(backend, Ears(changed=lambda job: seen.append(job.state)))
    queue.put(SHEET, DESK)
    for state in (Printing(1, 3, "Page 2"), Printing(2, 3, "There is no paper"), Done(3)):
        backend.looked.clear()
        assert backend.looked.wait(LONG_S)
        backend.now = state
        backend.looked.clear()
        assert isinstance(state, Done) or backend.looked.wait(LONG_S)
    assert queue.wait(LONG_S)
    assert seen == [
        Waiting(),
        Printing(0, 3, "Being sent"),
        Waiting("Its turn will come"),
        Printing(1, 3, "Page 2"),
        Printing(2, 3, "There is no paper"),
        Done(3),
    ]


def test_a_job_in_a_print_system_is_taken_back_once(queue_of: Callable[..., PrintQueue]) -> None:
    backend = Spooled()
    queue = queue_of(backend)
    job = queue.put(SHEET, DESK)
    assert backend.looked.wait(LONG_S)
    queue.cancel(job.number)
    assert queue.wait(LONG_S)
    assert (states(queue), backend.stopped) == ([Stopped(1)], 1)


def test_at_the_end_what_waits_is_stopped_and_told(queue_of: Callable[..., PrintQueue]) -> None:
    backend = Slow()
    queue = queue_of(backend)
    first, second = queue.put(SHEET, DESK), queue.put(SHEET, DESK)
    assert backend.taken.wait(LONG_S)
    assert [(job.number, job.state) for job in queue.close(LONG_S)] == [
        (first.number, Stopped(1)),
        (second.number, Stopped(0)),
    ]
    with pytest.raises(WorldTrouble, match="takes no more print jobs"):
        queue.put(SHEET, DESK)
    assert queue.retry(second.number) is None


def test_at_the_end_what_a_print_system_has_stays_there(queue_of: Callable[..., PrintQueue]) -> None:
    backend, ended = Spooled(), []
    queue = queue_of(backend, Ears(ended=ended.append))
    queue.put(SHEET, DESK)
    assert backend.looked.wait(LONG_S)
    assert queue.close(LONG_S) == ()
    assert [job.state for job in ended] == [Done(3, seen=False)]
    assert backend.stopped == 0


def test_a_job_is_put_away_only_after_its_end(queue_of: Callable[..., PrintQueue]) -> None:
    backend = Slow()
    queue = queue_of(backend)
    job = queue.put(SHEET, DESK)
    assert backend.taken.wait(LONG_S)
    queue.put_away(job.number)
    assert queue.job(job.number) is not None
    backend.go_on.set()
    assert queue.wait(LONG_S)
    queue.put_away(job.number)
    assert queue.jobs() == ()


def test_labels_without_paper_come_out_once_there_is_some(badges: Callable[..., PrintFile], tokens: set[str]) -> None:
    printer = LabelPrinter(WELL.replace(b"030,0,0", b"030,1,0"))
    profile = Profile("Zebra", dpi=203, mono=True)
    queue = PrintQueue({Way.SOCKET: ZplSocket()}, glance=0.01)
    job = queue.put(
        badges("zebra-4x3", profile=profile), Printer("Zebra", Way.SOCKET, printer.address, profile=profile)
    )
    assert queue.wait(LONG_S)
    failed = queue.jobs()[0].state
    assert failed == Failed("The printer “Zebra” cannot print: it has no labels: put in a roll, then try again.")
    printer.answer = WELL
    queue.retry(job.number)
    assert queue.wait(LONG_S)
    assert queue.close() == ()
    printer.close()
    assert set.union(*(label.texts() for label in zpl_reader.labels(printer.jobs[-1]))) == tokens
