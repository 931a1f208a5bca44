"""Through a real CUPS: what arrives at its printers is what was drawn, to a tenth of a millimetre."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

import pixels
import pypdfium2
import pytest
import zpl_reader
from reportlab.pdfgen.canvas import Canvas

from coordinator.paper.profile import Profile
from coordinator.printing import cups as cups_room
from coordinator.printing import ipp
from coordinator.printing.all_printers import find, usual_way, ways
from coordinator.printing.backend import Condition, Done, Failed, Printer, PrintFile, Printing, Stopped, Waiting, Way
from coordinator.printing.cups import Cups, CupsTicket
from coordinator.printing.label_printers import ZplQueue, ZplSocket
from coordinator.printing.profiles import Kept
from coordinator.printing.queue import Ears, PrintQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from label_printer import LabelPrinter
    from own_cups import OwnCups
    from told import Told

    from coordinator.printing.backend import JobState

pytestmark = pytest.mark.cups
MM = 72 / 25.4
LONG_S = 60
EXACT_MM = 0.1


@pytest.fixture(scope="module")
def desk_folder(running_cups: OwnCups) -> Path:
    return running_cups.add("Desk")


@pytest.fixture
def desk_printer(cups: OwnCups, desk_folder: Path) -> Iterator[Path]:
    """Return the folder of a printer that keeps PDFs, which is well and empty."""
    for path in desk_folder.iterdir():
        path.unlink()
    yield desk_folder
    for name in ("broken", "empty"):
        (desk_folder / name).unlink(missing_ok=True)
    cups.run("cancel", "-a", "Desk")
    cups.run("cupsaccept", "Desk")
    cups.run("cupsenable", "Desk")


DESK = Printer("Desk", Way.CUPS, "Desk")


def printed(sheet: PrintFile, to: Printer, told: Told, folder: Path) -> bytes:
    """Print a file to its end and return what arrived."""
    ticket = Cups().submit(sheet, to, told)
    assert isinstance(ticket, CupsTicket), ticket
    assert ended(ticket) == Done(sheet.pages)
    return (folder / f"{ticket.number}.data").read_bytes()


def ended(ticket: CupsTicket, *, wanted: tuple[type, ...] = (Done, Failed, Stopped)) -> JobState:
    """Return the state of a job once it is one of those wanted."""
    until = time.monotonic() + LONG_S
    while not isinstance(state := ticket.state(), wanted):
        assert time.monotonic() < until, state
        time.sleep(0.05)
    return state


def lacks_paper(state: JobState) -> bool:
    """Tell whether a job is under way and is said to lack paper."""
    return isinstance(state, Printing) and state.words == "There is no paper"


def boxes(pdf: bytes, dpi: float = 300) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Return what every code on every page says, and where it is in millimetres."""
    return [(code.text, code.box) for picture in pixels.pictures(pdf, dpi) for code in pixels.codes(picture)]


def marked(width: float, height: float) -> PrintFile:
    """Return a page with ink from 10 mm on all sides."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width * MM, height * MM))
    canvas.rect(10 * MM, 10 * MM, (width - 20) * MM, (height - 20) * MM, stroke=0, fill=1)
    canvas.save()
    return PrintFile(out.getvalue(), 1, (width, height), "Marks")


def ink(pdf: bytes) -> tuple[float, float, float, float]:
    """Return where the ink of the first page is, measured at 600 dots an inch."""
    box = pixels.ink(pixels.picture(pdf, 0, 600))
    assert box is not None
    return box


def page_size(pdf: bytes) -> tuple[float, float]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        width, height = document[0].get_size()
    finally:
        document.close()
    return width / MM, height / MM


def test_a4_sheets_arrive_exact_and_every_code_is_read(
    badges: Callable[..., PrintFile], tokens: set[str], desk_printer: Path, told: Told
) -> None:
    sheet = badges("a4-4xa6")
    arrived = printed(sheet, DESK, told, desk_printer)
    drawn, found = boxes(sheet.pdf), boxes(arrived)
    assert {text for text, _ in found} == tokens
    assert [text for text, _ in found] == [text for text, _ in drawn]
    for (_, there), (_, here) in zip(found, drawn, strict=True):
        assert there == pytest.approx(here, abs=EXACT_MM)


def test_ink_on_a4_stands_where_it_was_drawn(desk_printer: Path, told: Told) -> None:
    sheet = marked(210, 297)
    arrived = printed(sheet, DESK, told, desk_printer)
    assert page_size(arrived) == pytest.approx((210, 297), abs=0.2)
    assert ink(arrived) == pytest.approx(ink(sheet.pdf), abs=EXACT_MM)


@pytest.mark.parametrize("stock", ["a6", "zebra-4x6", "zebra-4x3", "butterfly-82x203"])
def test_a_badge_of_its_own_size_is_neither_scaled_nor_turned(
    stock: str, badges: Callable[..., PrintFile], tokens: set[str], desk_printer: Path, told: Told
) -> None:
    sheet = badges(stock)
    arrived = printed(sheet, DESK, told, desk_printer)
    # CUPS cuts a size of one's own to whole points, half of it on each side.
    point = 1 / MM
    assert page_size(arrived) == pytest.approx(sheet.page_mm, abs=point)
    drawn, found = boxes(sheet.pdf), boxes(arrived)
    assert {text for text, _ in found} == tokens
    for (_, there), (_, here) in zip(found, drawn, strict=True):
        assert there == pytest.approx(here, abs=point / 2 + 0.05)
        assert there[2] - there[0] == pytest.approx(here[2] - here[0], abs=0.05)
        assert there[3] - there[1] == pytest.approx(here[3] - here[1], abs=0.05)


def test_a_page_turned_for_its_printer_is_not_turned_again(
    badges: Callable[..., PrintFile], tokens: set[str], desk_printer: Path, told: Told
) -> None:
    sheet = badges("zebra-4x3", profile=Profile("Desk", turn=90))
    arrived = printed(sheet, DESK, told, desk_printer)
    assert page_size(arrived) == pytest.approx(sheet.page_mm, abs=1 / MM)
    assert {text for text, _ in boxes(arrived)} == tokens
    assert ink(arrived) == pytest.approx(ink(sheet.pdf), abs=0.25)


def test_the_profile_moves_what_is_printed(badges: Callable[..., PrintFile], desk_printer: Path, told: Told) -> None:
    plain = badges("a6", ("E03",))
    moved = badges("a6", ("E03",), Profile("Desk", across=1.5, down=-2))
    ((_, before),) = boxes(printed(plain, DESK, told, desk_printer))
    ((_, after),) = boxes(printed(moved, DESK, told, desk_printer))
    assert after == pytest.approx([a + b for a, b in zip(before, (1.5, -2, 1.5, -2), strict=True)], abs=EXACT_MM)


def test_paper_that_a_printer_does_not_know_is_refused_before_anything_is_printed(
    badges: Callable[..., PrintFile], cups: OwnCups, told: Told
) -> None:
    folder = cups.add("Fixed", sizes=("A4", "Letter"), custom=False)
    fixed = Printer("Fixed", Way.CUPS, "Fixed")
    ended = Cups().submit(badges("zebra-4x3"), fixed, told)
    assert isinstance(ended, Failed)
    assert ended.reason.startswith("The printer “Fixed” knows no paper of 76.2 × 101.6 mm; it knows A4, Letter.")
    assert list(folder.iterdir()) == []
    assert printed(marked(210, 297), fixed, told, folder)


@pytest.mark.parametrize("title", ["-o foo", "-d Other -n 9", "$(touch /tmp/x); `id` | \"quoted\" 'so'", "Büro – 会議"])
def test_a_hostile_title_is_a_title_and_nothing_else(title: str, desk_printer: Path, told: Told) -> None:
    sheet = marked(105, 148)
    ticket = Cups().submit(PrintFile(sheet.pdf, 1, sheet.page_mm, title), DESK, told)
    assert isinstance(ticket, CupsTicket)
    assert ended(ticket) == Done(1)
    assert (desk_printer / f"{ticket.number}.title").read_text("utf-8").strip() == cups_room.plain_title(title)
    assert len(list(desk_printer.glob("*.data"))) == 1


def test_a_queue_named_like_an_option_is_a_queue(cups: OwnCups, desk_printer: Path, told: Told) -> None:
    folder = cups.add("-o")
    hostile = next(printer for printer in Cups().printers().printers if printer.name == "-o")
    assert printed(marked(105, 148), hostile, told, folder)
    assert list(desk_printer.glob("*.data")) == []


@pytest.mark.parametrize("name", ["Desk -o fit-to-page", "Desk/landscape", "Desk\n", "", "Nobody", "ftp://Desk"])
def test_a_queue_that_is_not_there_is_told_and_nothing_is_sent(name: str, desk_printer: Path, told: Told) -> None:
    assert isinstance(Cups().submit(marked(105, 148), Printer(name, Way.CUPS, name), told), Failed)
    assert list(desk_printer.glob("*.data")) == []


def test_queues_are_listed_with_what_they_are(cups: OwnCups, desk_printer: Path) -> None:
    cups.add_raw("Passing", "socket://127.0.0.1:9")
    cups.add("Büro")
    cups.run("cupsdisable", "-r", "Paper jam, call Bob", "Büro")
    assert usual_way() is Way.CUPS
    found = find(ways(), Kept(()))
    known = {printer.name: printer for printer in found.printers}
    assert found.troubles == ()
    assert (known["Desk"].condition, known["Desk"].accepts, known["Desk"].raw) == (Condition.READY, True, False)
    assert known["Passing"].raw
    assert (known["Büro"].condition, known["Büro"].reason) == (Condition.PAUSED, "Paper jam, call Bob")
    cups.run("cupsreject", "Desk")
    assert not next(p for p in Cups().printers().printers if p.name == "Desk").accepts


def test_a_class_of_printers_prints_like_one(cups: OwnCups, desk_printer: Path, told: Told) -> None:
    cups.run("lpadmin", "-p", "Desk", "-c", "Team")
    cups.run("cupsenable", "Team")
    cups.run("cupsaccept", "Team")
    team = next(printer for printer in Cups().printers().printers if printer.name == "Team")
    sheet = marked(105, 148)
    assert ink(printed(sheet, team, told, desk_printer)) == pytest.approx(ink(sheet.pdf), abs=EXACT_MM)
    cups.run("lpadmin", "-x", "Team")


def test_a_paused_queue_gets_nothing_and_a_retry_prints_once_it_is_resumed(cups: OwnCups, desk_printer: Path) -> None:
    cups.run("cupsdisable", "-r", "Lid open", "Desk")
    queue = PrintQueue(ways())
    job = queue.put(marked(105, 148), DESK)
    assert queue.wait(LONG_S)
    assert queue.jobs()[0].state == Failed(
        "The printer “Desk” is paused: Lid open. Resume it in the system's printer settings, then try again."
    )
    cups.run("cupsenable", "Desk")
    queue.retry(job.number)
    assert queue.wait(LONG_S)
    assert queue.jobs()[0].state == Done(1)
    assert queue.close() == ()
    assert len(list(desk_printer.glob("*.data"))) == 1


def test_a_queue_that_takes_no_jobs_is_told(cups: OwnCups, desk_printer: Path, told: Told) -> None:
    cups.run("cupsreject", "-r", "Closed for the day", "Desk")
    ended = Cups().submit(marked(105, 148), DESK, told)
    assert isinstance(ended, Failed)
    assert ended.reason.startswith("The printer “Desk” takes no jobs")
    assert list(desk_printer.glob("*.data")) == []


def test_a_printer_that_breaks_fails_its_job_with_the_reason_and_a_retry_prints_it_once(
    cups: OwnCups, desk_printer: Path
) -> None:
    cups.run("lpadmin", "-p", "Desk", "-o", "printer-error-policy=stop-printer")
    (desk_printer / "broken").touch()
    queue = PrintQueue(ways(), glance=0.05)
    job = queue.put(marked(105, 148), DESK)
    assert queue.wait(LONG_S)
    failed = queue.jobs()[0].state
    assert isinstance(failed, Failed)
    assert "The lid is open" in failed.reason
    (desk_printer / "broken").unlink()
    cups.run("cupsenable", "Desk")
    queue.retry(job.number)
    assert queue.wait(LONG_S)
    assert queue.jobs()[0].state == Done(1)
    assert queue.close() == ()
    assert len(list(desk_printer.glob("*.data"))) == 1


def test_a_job_that_the_print_system_aborts_has_failed(cups: OwnCups, desk_printer: Path, told: Told) -> None:
    cups.run("lpadmin", "-p", "Desk", "-o", "printer-error-policy=abort-job")
    (desk_printer / "broken").touch()
    ticket = Cups().submit(marked(105, 148), DESK, told)
    assert isinstance(ticket, CupsTicket)
    assert ended(ticket) == Failed(
        "The printer “Desk” gave the job up: The lid is open. Look at the printer, then try again.", pages=1
    )


def test_a_file_that_no_driver_can_read_has_failed_and_leaves_nothing_behind(
    cups: OwnCups, desk_printer: Path, told: Told
) -> None:
    ticket = Cups().submit(PrintFile(b"%PDF-1.4\n" + bytes(2000), 1, (105, 148), "Bad"), DESK, told)
    assert isinstance(ticket, CupsTicket)
    assert isinstance(ended(ticket), Failed)
    until = time.monotonic() + LONG_S
    while cups.run("lpstat", "-o", "Desk"):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_printer_without_paper_is_told_while_its_job_waits_for_some(desk_printer: Path, told: Told) -> None:
    (desk_printer / "empty").touch()
    ticket = Cups().submit(marked(105, 148), DESK, told)
    assert isinstance(ticket, CupsTicket)
    until = time.monotonic() + LONG_S
    while not lacks_paper(state := ticket.state()):
        assert isinstance(state, (Waiting, Printing))
        assert time.monotonic() < until, state
    (desk_printer / "empty").unlink()
    assert ended(ticket) == Done(1)


def test_a_cancelled_job_is_taken_out_of_the_print_system(cups: OwnCups, desk_printer: Path) -> None:
    (desk_printer / "empty").touch()
    said: list[JobState] = []
    queue = PrintQueue(ways(), Ears(changed=lambda job: said.append(job.state)), glance=0.05)
    job = queue.put(marked(105, 148), DESK)
    until = time.monotonic() + LONG_S
    while not any(map(lacks_paper, said)):
        assert time.monotonic() < until, said
        time.sleep(0.05)
    queue.cancel(job.number)
    assert queue.wait(LONG_S)
    assert isinstance(queue.jobs()[0].state, Stopped)
    queue.close()
    assert cups.run("lpstat", "-o", "Desk") == ""
    assert list(desk_printer.glob("*.data")) == []


def test_an_ended_program_leaves_its_job_in_the_print_system(desk_printer: Path) -> None:
    (desk_printer / "empty").touch()
    said: list[JobState] = []
    queue = PrintQueue(ways(), Ears(changed=lambda job: said.append(job.state)), glance=0.05)
    queue.put(marked(105, 148), DESK)
    until = time.monotonic() + LONG_S
    while not any(map(lacks_paper, said)):
        assert time.monotonic() < until, said
        time.sleep(0.05)
    assert queue.close() == ()
    assert queue.jobs()[0].state == Done(1, seen=False)
    (desk_printer / "empty").unlink()
    while not list(desk_printer.glob("*.data")):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_without_the_answer_of_ipp_lpstat_tells_what_it_knows(
    desk_printer: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk_printer / "empty").touch()
    ticket = Cups().submit(marked(105, 148), DESK, told)
    assert isinstance(ticket, CupsTicket)
    monkeypatch.setattr(ipp, "job", lambda _server, _number: None)
    assert lacks_paper(ended(ticket, wanted=(Printing,)))
    (desk_printer / "empty").unlink()
    assert ended(ticket) == Done(1, seen=False)


def test_a_print_system_that_is_off_is_told(cups: OwnCups, monkeypatch: pytest.MonkeyPatch, told: Told) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    off = "The print system of this computer (CUPS) is not running. Start it, or save a PDF and print that elsewhere."
    assert Cups().printers().troubles == (off,)
    assert Cups().submit(marked(105, 148), DESK, told) == Failed(off)


def test_a_raw_queue_and_a_direct_line_deliver_the_same_labels(
    badges: Callable[..., PrintFile], tokens: set[str], cups: OwnCups, label_printer: LabelPrinter, told: Told
) -> None:
    cups.add_raw("Labels", f"socket://{label_printer.address}")
    profile = Profile("Labels", dpi=203, mono=True)
    sheet = badges("zebra-4x6", profile=profile)
    ticket = ZplQueue().submit(sheet, Printer("Labels", Way.QUEUE, "Labels", profile=profile), told)
    assert isinstance(ticket, CupsTicket)
    assert ended(ticket) == Done(sheet.pages)
    assert label_printer.ended.wait(LONG_S)
    label_printer.ended.clear()
    there = Printer("Direct", Way.SOCKET, label_printer.address, profile=profile)
    assert isinstance(ZplSocket().submit(sheet, there, told), Done)
    assert label_printer.ended.wait(LONG_S)
    through_cups, direct = label_printer.jobs
    assert through_cups == direct
    labels = zpl_reader.labels(direct)
    assert set.union(*(label.texts() for label in labels)) == tokens


def test_a_raw_queue_is_sent_no_pdf(cups: OwnCups, label_printer: LabelPrinter, told: Told) -> None:
    cups.add_raw("Rawest", f"socket://{label_printer.address}")
    ended = Cups().submit(marked(105, 148), Printer("Rawest", Way.CUPS, "Rawest"), told)
    assert isinstance(ended, Failed)
    assert "cannot print a PDF. Set it up as a label printer (ZPL)" in ended.reason
    assert label_printer.jobs == []
