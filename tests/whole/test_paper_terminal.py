"""Paper from the terminal: stocks, calibration, any document as a file, and what the journal says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from coordinator.__main__ import main
from coordinator.domain.printing import Document

if TYPE_CHECKING:
    from collections.abc import Callable


SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
SHEETS = ("event", "participants", "slots", "tables", "meetings", "requests", "checkpoints")
AT = ("--at", "2017-05-16T09:52")


@pytest.fixture
def coordinator(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return a function that runs a command in this process and returns what it printed, or its sentence."""

    def run(*words: object, code: int = 0) -> str:
        ended = main([str(word) for word in words])
        printed = capsys.readouterr()
        assert ended == code, printed.err
        return printed.out if code == 0 else printed.err

    return run


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample event before anything happened."""
    event = tmp_path_factory.mktemp("sample") / "event.sqlite"
    assert main(["new", str(event), "--timezone", "America/New_York", "--date", "2017-05-16"]) == 0
    assert main(["import", str(event), *(str(SAMPLE / f"{sheet}.csv") for sheet in SHEETS)]) == 0
    return event


@pytest.fixture
def event(coordinator: Callable[..., str], made: Path, tmp_path: Path) -> Path:
    """Return the sample event for one test alone."""
    own = tmp_path / "own.sqlite"
    coordinator("backup", made, own)
    return own


def repaired(coordinator: Callable[..., str], event: Path) -> None:
    """Let a guest stay away from a meeting, and move it."""
    coordinator("missed", event, "M013", "--side", "guest", *AT)
    (first, *_) = json.loads(coordinator("propose", event, "M013", "--json", *AT))["proposals"]
    coordinator("accept", event, first["id"], *AT)


def sizes(path: Path) -> set[tuple[int, int]]:
    document = pypdfium2.PdfDocument(path)
    try:
        found = [page.get_size() for page in document]
    finally:
        document.close()
    return {(round(wide * 25.4 / 72), round(high * 25.4 / 72)) for wide, high in found}


def test_every_stock_is_listed_with_its_source(coordinator: Callable[..., str]) -> None:
    stocks = json.loads(coordinator("stocks", "--json"))["stocks"]
    assert len(stocks) > 40
    assert all(stock["source"] for stock in stocks)


def test_a_document_is_listed_with_the_layouts_that_fit(coordinator: Callable[..., str]) -> None:
    stocks = json.loads(coordinator("stocks", "badges", "--json"))["stocks"]
    assert all(stock["layouts"] for stock in stocks)
    assert "avery-l4785" in {stock["id"] for stock in stocks}


def test_a_calibration_sheet_has_the_size_of_its_stock(coordinator: Callable[..., str], tmp_path: Path) -> None:
    coordinator("calibrate", "brother-dk-1202", "-o", tmp_path / "sheet.pdf", "--back")
    assert sizes(tmp_path / "sheet.pdf") == {(62, 100)}


def test_an_unknown_stock_is_one_sentence(coordinator: Callable[..., str], tmp_path: Path) -> None:
    said = coordinator("calibrate", "nowhere", "-o", tmp_path / "sheet.pdf", code=1)
    assert "There is no stock “nowhere”" in said


def test_every_document_can_be_saved(coordinator: Callable[..., str], event: Path, tmp_path: Path) -> None:
    out = tmp_path / "paper.pdf"
    repaired(coordinator, event)
    for document in Document:
        if document not in (Document.BLANKS, Document.INTERPRETERS, Document.SLIPS):
            assert "Wrote" in coordinator("print", event, document, "-o", out, *AT)
            assert sizes(out)


def test_a_slip_is_for_those_whose_agenda_no_longer_holds(
    coordinator: Callable[..., str], event: Path, tmp_path: Path
) -> None:
    repaired(coordinator, event)
    assert "Wrote 1 page" in coordinator("print", event, "slips", "-o", tmp_path / "slips.pdf", *AT)
    coordinator("print", event, "agendas", "-o", tmp_path / "agendas.pdf", *AT)
    said = coordinator("print", event, "slips", "-o", tmp_path / "slips.pdf", *AT, code=1)
    assert "Nobody's day has changed." in said


def test_blank_badges_are_made_and_printed_once(coordinator: Callable[..., str], event: Path, tmp_path: Path) -> None:
    assert "5 blank badges made" in coordinator("blanks", event, "5")
    assert "Wrote 2 pages" in coordinator("print", event, "blanks", "-o", tmp_path / "blanks.pdf")
    coordinator("blanks", event, "1")
    assert "Wrote 1 page" in coordinator("print", event, "blanks", "--only", "unprinted", "-o", tmp_path / "more.pdf")


def test_pages_can_be_saved_as_pictures(coordinator: Callable[..., str], event: Path, tmp_path: Path) -> None:
    coordinator("print", event, "signs", "--only", "T01", "-o", tmp_path / "sign.png")
    assert (tmp_path / "sign.png").read_bytes().startswith(b"\x89PNG")


def test_what_was_saved_is_no_longer_unprinted(coordinator: Callable[..., str], event: Path, tmp_path: Path) -> None:
    out = tmp_path / "badges.pdf"
    coordinator("print", event, "badges", "--only", "E01", "E02", "-o", out)
    coordinator("print", event, "badges", "--only", "unprinted", "--stock", "a6", "-o", out)
    assert len(pypdfium2.PdfDocument(out)) == 50
    assert "Nothing was printed" in coordinator("print", event, "badges", "--only", "unprinted", "-o", out, code=1)


def test_a_printer_that_is_not_there_is_one_sentence(coordinator: Callable[..., str], event: Path) -> None:
    said = coordinator("print", event, "badges", "--printer", "Nobody’s printer", code=1)
    assert "There is no printer “Nobody’s printer”" in said


def test_a_start_beyond_the_sheet_is_one_sentence(coordinator: Callable[..., str], event: Path, tmp_path: Path) -> None:
    said = coordinator("print", event, "badges", "--start", "5", "-o", tmp_path / "x.pdf", code=1)
    assert "the first free place is 1 to 4" in said
