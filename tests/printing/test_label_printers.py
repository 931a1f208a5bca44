"""Label printers in the network: what arrives there, and what is said when it does not."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
import zpl_reader
from label_printer import WELL, LabelPrinter
from told import Told

from coordinator.paper.profile import Profile
from coordinator.printing import label_status, raw
from coordinator.printing.backend import Done, Failed, Printer, Stopped, Way
from coordinator.printing.label_printers import ZplSocket
from coordinator.printing.raw import Address

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.printing.backend import PrintFile

PROFILE = Profile("Zebra", dpi=203, mono=True)


def at(address: str) -> Printer:
    """Return a label printer at this address."""
    return Printer("Zebra", Way.SOCKET, address, profile=PROFILE)


@pytest.fixture(scope="module")
def sheet(badges: Callable[..., PrintFile]) -> PrintFile:
    return badges("zebra-4x3", profile=PROFILE)


def test_every_label_arrives_and_its_code_is_read(
    sheet: PrintFile, label_printer: LabelPrinter, tokens: set[str], told: Told
) -> None:
    assert ZplSocket().submit(sheet, at(label_printer.address), told) == Done(sheet.pages, seen=False)
    assert label_printer.ended.wait(10)
    labels = zpl_reader.labels(label_printer.jobs[0])
    assert set.union(*(label.texts() for label in labels)) == tokens
    assert told.said == [(number + 1, sheet.pages) for number in range(sheet.pages)]


def test_a_printer_that_answers_no_questions_gets_its_labels_all_the_same(sheet: PrintFile, told: Told) -> None:
    printer = LabelPrinter(answer=b"")
    assert isinstance(ZplSocket().submit(sheet, at(printer.address), told), Done)
    assert printer.ended.wait(10)
    printer.close()
    assert len(zpl_reader.labels(printer.jobs[0])) == sheet.pages


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (WELL.replace(b"030,0,0", b"030,1,0"), "it has no labels: put in a roll"),
        (WELL.replace(b"030,0,0", b"030,0,1"), "it is paused: press its pause key"),
        (WELL.replace(b"000,0,0,0", b"000,0,1,0"), "its head is open: close it"),
        (WELL.replace(b"000,0,0,0", b"000,0,0,1"), "its ribbon is used up: put in a new one"),
    ],
)
def test_a_printer_that_cannot_print_is_sent_nothing_and_says_why(
    sheet: PrintFile, told: Told, answer: bytes, words: str
) -> None:
    printer = LabelPrinter(answer)
    ended = ZplSocket().submit(sheet, at(printer.address), told)
    assert printer.ended.wait(10)
    printer.close()
    assert ended == Failed(f"The printer “Zebra” cannot print: {words}, then try again.")
    assert printer.jobs == [b""]


def test_nonsense_as_an_answer_is_no_trouble() -> None:
    for answer in (
        b"",
        b"\x02\x03\x02\x03\x02\x03",
        b"HTTP/1.1 400",
        bytes(range(256)),
        b"\x021\x03\x021\x03\x021\x03",
    ):
        assert label_status.trouble(answer) == ""


def test_a_stopped_job_ends_between_two_labels(sheet: PrintFile, label_printer: LabelPrinter) -> None:
    assert ZplSocket().submit(sheet, at(label_printer.address), Told(stop_after=2)) == Stopped(2)
    assert label_printer.ended.wait(10)
    assert len(zpl_reader.labels(label_printer.jobs[0])) == 2


def test_a_printer_that_is_switched_off_is_told_with_its_address(sheet: PrintFile, told: Told) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    ended = ZplSocket().submit(sheet, at(f"127.0.0.1:{port}"), told)
    assert isinstance(ended, Failed)
    assert ended.reason.startswith(f"The printer at 127.0.0.1:{port} cannot be reached:")
    assert f"takes no print data on port {port}" in ended.reason


def test_a_name_that_the_network_does_not_know_is_told(sheet: PrintFile, told: Told) -> None:
    ended = ZplSocket().submit(sheet, at("no-such-printer.invalid"), told)
    assert isinstance(ended, Failed)
    assert "the network knows no “no-such-printer.invalid”" in ended.reason


def test_a_printer_that_stops_taking_data_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raw, "_STALL_S", 1.0)
    printer = LabelPrinter(takes=4096)
    with raw.line(Address("127.0.0.1", printer.port)) as line:
        with pytest.raises(raw.NotTaken, match=r"stopped taking data\. Check paper and lid"):
            line.send(bytes(64_000_000))
        printer.resume()
    printer.close()


def test_a_job_can_be_stopped_while_the_printer_takes_nothing() -> None:
    printer = LabelPrinter(takes=4096)
    with raw.line(Address("127.0.0.1", printer.port)) as line:
        assert not line.send(bytes(64_000_000), lambda: True)
    printer.close()


def test_a_connection_that_breaks_is_told_with_the_labels_sent_before() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = Address("127.0.0.1", server.getsockname()[1])
        with raw.line(address) as line:
            server.accept()[0].close()
            with pytest.raises(raw.NotTaken, match=f"connection to the printer at {address} broke"):
                line.send(bytes(64_000_000))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("192.168.1.40", Address("192.168.1.40", 9100)),
        (" printer.local:6101 ", Address("printer.local", 6101)),
        ("[fe80::1]:9100", Address("fe80::1", 9100)),
        ("", None),
        ("printer:99999", None),
        ("printer:0", None),
        ("two words", None),
        ("a/b", None),
        ("-o;rm", None),
        ("fe80::1", None),
    ],
)
def test_addresses_are_read_or_refused(text: str, wanted: Address | None) -> None:
    assert raw.address(text) == wanted


def test_what_is_no_address_is_said(sheet: PrintFile, told: Told) -> None:
    ended = ZplSocket().submit(sheet, at("two words"), told)
    assert ended == Failed("“two words” is no address of a printer. Write it like 192.168.1.40 or printer:9100.")
