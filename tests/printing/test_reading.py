"""What the print system says, read into values; what it is told, made of values."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coordinator.paper.profile import Flip, Profile
from coordinator.printing import cups, cups_reading, ipp, media
from coordinator.printing.backend import Condition, Printer, PrintFile, Way
from coordinator.printing.ipp import JobStep

LISTED = """\
printer Desk is idle.  enabled since Sat Nov 28 19:55:43 2026
\tForm mounted:
\tContent types: any
\tDescription: Desk
\tAlerts: none
\tLocation:\x20
\tConnection: direct
\tInterface: /etc/cups/ppd/Desk.ppd
printer Büro now printing Büro-15.  enabled since Sat Nov 28 19:57:42 2026
\tOut of paper.
\tForm mounted:
\tAlerts: media-empty-error cover-open-report
\tInterface: /etc/cups/ppd/Büro.ppd
printer -o disabled since Sat Nov 28 19:57:47 2026 -
\tPaper jam; call Bob
\tForm mounted:
\tAlerts: paused
Desk accepting requests since Sat Nov 28 19:55:43 2026
Büro accepting requests since Sat Nov 28 19:55:43 2026
-o not accepting requests since Sat Nov 28 19:55:44 2026 -
\tRejecting Jobs
"""
QUEUED = """\
Desk-15                 root              3072   Sat Nov 28 19:57:42 2026
\tStatus: Printing page 3, 40% complete.
\tAlerts: job-printing
\tqueued for Desk
B%C3%BCro-4             root              2048   Sat Nov 28 19:56:04 2026
\tStatus: Can't create temporary file
\tAlerts: job-completed-with-errors
\tqueued for B%C3%BCro
a-b-7                   root              2048   Sat Nov 28 19:56:04 2026
\tAlerts: none
"""


def test_queues_are_read_with_their_condition_and_reason() -> None:
    desk, busy, off = cups_reading.queues(LISTED)
    assert (desk.name, desk.condition, desk.accepts, desk.has_driver, desk.reason) == (
        "Desk",
        Condition.READY,
        True,
        True,
        "",
    )
    assert (busy.name, busy.condition, busy.reason) == ("Büro", Condition.BUSY, "there is no paper; Out of paper")
    assert (off.name, off.condition, off.accepts, off.has_driver) == ("-o", Condition.PAUSED, False, False)
    assert off.reason == "Paper jam; call Bob"


def test_jobs_are_read_with_their_number_and_status() -> None:
    assert [(job.number, job.status, job.alerts) for job in cups_reading.jobs(QUEUED)] == [
        (15, "Printing page 3, 40% complete.", ("job-printing",)),
        (4, "Can't create temporary file", ("job-completed-with-errors",)),
        (7, "", ()),
    ]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("request id is Desk-7 (0 file(s))\n", 7),
        ("request id is a-b-12 (1 file(s))\n", 12),
        ("request id is -o-3 (0 file(s))\n", 3),
        ("", None),
        ("lp: No file in print request.", None),
    ],
)
def test_the_number_of_a_job_is_read(said: str, number: int | None) -> None:
    assert cups_reading.number_of(said) == number


@given(some.text())
def test_nothing_that_lpstat_could_say_breaks_the_reading(said: str) -> None:
    cups_reading.queues(said)
    cups_reading.jobs(said)
    cups_reading.number_of(said)
    cups_reading.sizes(said)


@pytest.mark.parametrize(
    ("size", "known", "name"),
    [
        ((210, 297), (), "A4"),
        ((215.9, 279.4), (), "Letter"),
        ((62, 100), (), "Custom.62x100mm"),
        ((101.6, 152.4), (), "Custom.101.6x152.4mm"),
        ((105, 148), ("A4", "A6", "Custom.WIDTHxHEIGHT"), "A6"),
        ((105, 148), ("A4", "Custom.WIDTHxHEIGHT"), "Custom.105x148mm"),
        ((59, 102), ("w72h144", "w167h288", "Custom.WIDTHxHEIGHT"), "w167h288"),
        ((62, 100), ("17x54", "62x100", "62x29"), "62x100"),
        ((101.6, 152.4), ("4x6", "2x1"), "4x6"),
        ((69, 95), ("69x95mm",), "69x95mm"),
        ((62, 100), ("A4", "Letter"), None),
        ((148, 105), ("A4", "A6", "Custom.WIDTHxHEIGHT"), "Custom.148x105mm"),
    ],
)
def test_a_size_of_paper_gets_the_name_that_the_printer_has_for_it(
    size: tuple[float, float], known: tuple[str, ...], name: str | None
) -> None:
    assert media.name_for(*size, known) == name


def test_sizes_are_read_from_what_the_driver_offers() -> None:
    said = "PageSize/Page Size: *A4 Letter A6 Custom.WIDTHxHEIGHT\nDuplex/Sides: *None\n"
    assert cups_reading.sizes(said) == ("A4", "Letter", "A6", "Custom.WIDTHxHEIGHT")
    assert cups_reading.sizes("lpoptions: Unable to get PPD file") == ()


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("-o foo", "-o foo"),
        ("Forum – badges", "Forum – badges"),
        ("a\nb\0c\x1b[2J", "a b c 2J"),
        ("$(reboot); `rm -rf ~` | 'x' \"y\" <z>", "(reboot) rm -rf x y z"),
        ("Ανταλλαγή 会議", "Ανταλλαγή 会議"),
        ("", "Event-Day Coordinator"),
        ("x" * 500, "x" * 120),
    ],
)
def test_a_title_keeps_letters_and_loses_what_a_shell_would_act_on(title: str, plain: str) -> None:
    assert cups.plain_title(title) == plain


def test_options_name_size_scale_and_sides() -> None:
    sheet = PrintFile(b"", 1, (210, 297), "Signs")
    to = Printer("Desk", Way.CUPS, "Desk", profile=Profile(mono=True, flip=Flip.SHORT))
    told = cups.options(sheet, to, "A4")
    assert told[::2] == ("-o",) * (len(told) // 2)
    assert {"media=A4", "print-scaling=none", "sides=one-sided", "print-color-mode=monochrome"} <= set(told)
    both = PrintFile(b"", 2, (210, 297), "Cards", both_sides=True)
    assert "sides=two-sided-short-edge" in cups.options(both, to, "A4")
    assert "sides=two-sided-long-edge" in cups.options(both, Printer("Desk", Way.CUPS, "Desk"), "A4")


def attribute(tag: int, name: str, value: bytes) -> bytes:
    key = name.encode("ascii")
    return struct.pack(">BH", tag, len(key)) + key + struct.pack(">H", len(value)) + value


ANSWER = (
    bytes([2, 0, 0, 0, 0, 0, 0, 1, 1])
    + attribute(0x47, "attributes-charset", b"utf-8")
    + bytes([2])
    + attribute(0x23, "job-state", struct.pack(">i", 8))
    + attribute(0x44, "job-state-reasons", b"aborted-by-system")
    + attribute(0x44, "", b"printer-stopped")
    + attribute(0x21, "job-impressions-completed", struct.pack(">i", 3))
    + attribute(0x41, "job-printer-state-message", "Büro brennt".encode())
    + bytes([3])
)


def test_an_answer_of_the_print_system_is_read() -> None:
    told = ipp.read(ANSWER)
    assert told == ipp.JobAnswer(JobStep.ABORTED, ("aborted-by-system", "printer-stopped"), "Büro brennt", 3)


@given(some.integers(0, len(ANSWER) - 1))
def test_an_answer_that_breaks_off_is_none(length: int) -> None:
    assert ipp.read(ANSWER[:length]) is None


@given(some.binary(max_size=60))
def test_bytes_that_are_no_answer_are_none(told: bytes) -> None:
    assert ipp.read(ANSWER[:9] + told) is None


@pytest.mark.parametrize("server", ["", "nowhere", "/no/such.sock", "127.0.0.1:x", "127.0.0.1:1"])
def test_a_server_that_cannot_be_asked_gives_no_answer(server: str) -> None:
    assert ipp.job(server, 1) is None
