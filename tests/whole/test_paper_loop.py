"""What is printed can be scanned back in, and the log tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2
import zxingcpp

if TYPE_CHECKING:
    from pathlib import Path


def codes(pdf: Path, dpi: int) -> list[str]:
    """Return the texts of all QR codes of a PDF, rasterised at this resolution."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [document[number].render(scale=dpi / 72, grayscale=True).to_pil() for number in range(len(document))]
    finally:
        document.close()
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]


def loop(coordinator: Any, read_csv: Any, event: Path, folder: Path, people: int) -> None:
    """Print badges, read them from the paper, scan them, and compare with the exported log."""
    coordinator("print", event, "badges", "-o", folder / "badges.pdf")
    tokens = codes(folder / "badges.pdf", 150)
    answers = coordinator("scan", event, stdin="\n".join(tokens)).splitlines()
    assert len(tokens) == len(set(tokens)) == people
    assert all(answer.startswith("ACK ") and answer.split()[2] == "welcome" for answer in answers)
    coordinator("export", event, "attendance", "-o", folder / "attendance.csv")
    log = [row["person id"] for row in read_csv(folder / "attendance.csv") if row["what"] == "checked in"]
    assert log == [answer.split()[3] for answer in answers]
    assert len(set(log)) == people
    assert "in order" in coordinator("check", event)


def test_every_badge_of_the_sample_is_scanned_back_from_its_paper(
    coordinator: Any, read_csv: Any, sample_event: Path, tmp_path: Path
) -> None:
    loop(coordinator, read_csv, sample_event, tmp_path, 52)


def test_every_badge_of_a_real_event_is_scanned_back_from_its_paper(
    coordinator: Any, read_csv: Any, forum_event: Path, tmp_path: Path
) -> None:
    loop(coordinator, read_csv, forum_event, tmp_path, 70)
