"""Badges: the code opens the door, the name is large, and nothing is cut off."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp
from hard_names import HARD_NAMES
from PIL import Image, ImageChops, ImageDraw, ImageStat

from coordinator.domain import badge
from coordinator.domain.printing import Document
from coordinator.paper import qr
from coordinator.paper.door import render
from coordinator.paper.geometry import Size
from coordinator.paper.issues import IssueKind
from coordinator.paper.job import Job
from coordinator.paper.stocks.stock import Stock, StockKind
from coordinator.paper.templates.template import Code, Template
from coordinator.views import papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coordinator.domain.day import Day
    from coordinator.domain.schedule import Schedule
    from coordinator.paper.door import Result

    Print = Callable[..., tuple[bytes, Result]]

MARGIN = 7.0
MODULE_MM = qr.SIDE_MM / qr.WHOLE


def pages(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=dpi / 72).to_pil()
    finally:
        document.close()


def codes(pdf: bytes, dpi: int) -> list[str]:
    found: list[str] = []
    for picture in pages(pdf, dpi):
        read = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
        found += [
            code.text for code in sorted(read, key=lambda c: (c.position.top_left.y // 50, c.position.top_left.x))
        ]
    return found


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return the box of everything that is not white."""
    box = picture.convert("L").point(lambda grey: 255 if grey < 250 else 0).getbbox()
    assert box
    return box


@pytest.mark.parametrize("dpi", [100, 150])
def test_every_badge_of_the_sample_can_be_scanned_in_its_order(morning: Day, printed: Print, dpi: int) -> None:
    records = papers.badges(morning)
    pdf, _ = printed(Document.BADGES, records)
    assert codes(pdf, dpi) == [record.token for record in records]


def test_code_holds_the_token_and_nothing_else(morning: Day, printed: Print) -> None:
    pdf, _ = printed(Document.BADGES, papers.badges(morning, only={"E01"}), single=True)
    (text,) = codes(pdf, 150)
    assert badge.read(text, "BCD") == badge.Token(text)
    assert morning.books.badges[text] == "E01"


def test_code_is_30_mm_with_its_white_edge_and_ends_at_the_margin(morning: Day, printed: Print) -> None:
    pdf, _ = printed(Document.BADGES, papers.badges(morning, only={"E01"}), single=True)
    (picture,) = pages(pdf, 600)
    (code,) = zxingcpp.read_barcodes(picture)
    mm = 25.4 / 600
    module = (code.position.top_right.x - code.position.top_left.x) * mm / qr.MODULES
    assert module == pytest.approx(MODULE_MM, rel=0.01)
    assert module >= 0.7
    assert module * (qr.MODULES + 2 * qr.QUIET) == pytest.approx(30, rel=0.01)
    assert code.position.bottom_right.x * mm == pytest.approx(105 - MARGIN, abs=0.3)
    assert code.position.bottom_right.y * mm == pytest.approx(148 - MARGIN, abs=0.3)


def test_four_modules_around_the_code_stay_white(printed: Print, badge_of: Callable[..., papers.BadgeRecord]) -> None:
    crowded = badge_of("W" * 200, "Evangelische Fachhochschule " * 5, second_line="Head of everything " * 9)
    pdf, _ = printed(Document.BADGES, [crowded], single=True)
    (picture,) = pages(pdf, 300)
    (code,) = zxingcpp.read_barcodes(picture)
    dots = MODULE_MM * 300 / 25.4
    left, top = code.position.top_left.x, code.position.top_left.y
    right, bottom = code.position.bottom_right.x, code.position.bottom_right.y
    quiet = 4 * dots - 2
    grey = picture.convert("L")
    for box in (
        (left - quiet, top - quiet, left - 2, bottom + quiet),
        (left - quiet, top - quiet, right + quiet, top - 2),
        (right + 2, top - quiet, right + quiet, bottom + quiet),
        (left - quiet, bottom + 2, right + quiet, bottom + quiet),
    ):
        edge = [round(value) for value in box]
        assert grey.crop((edge[0], edge[1], edge[2], edge[3])).getextrema()[0] == 255


@pytest.mark.parametrize("name", HARD_NAMES)
def test_nothing_stands_outside_the_safe_area(
    printed: Print, badge_of: Callable[..., papers.BadgeRecord], name: str
) -> None:
    record = badge_of(name, name, second_line=name, role=name, country=name)
    pdf, _ = printed(Document.BADGES, [record], single=True)
    (picture,) = pages(pdf, 150)
    left, top, right, bottom = ink(picture)
    mm, tolerance = 25.4 / 150, 0.4
    assert left * mm >= MARGIN - tolerance
    assert top * mm >= MARGIN - tolerance
    assert right * mm <= 105 - MARGIN + tolerance
    assert bottom * mm <= 148 - MARGIN + tolerance
    assert codes(pdf, 150) == [record.token]


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (3, 1), (4, 1), (5, 2), (8, 2)])
def test_four_badges_share_a_sheet(morning: Day, printed: Print, count: int, sheets: int) -> None:
    records = papers.badges(morning)[:count]
    pdf, result = printed(Document.BADGES, records)
    assert result.pages == sheets == len(list(pages(pdf, 20)))
    assert len(codes(pdf, 100)) == count


def test_no_badge_to_print_is_a_sentence_and_no_file(printed: Print) -> None:
    pdf, result = printed(Document.BADGES, [])
    assert (pdf, result.pages) == (b"", 0)
    assert [issue.sentence for issue in result.issues] == ["There is no badge to print."]


def test_person_without_code_gets_no_badge_but_a_sentence(
    printed: Print, badge_of: Callable[..., papers.BadgeRecord]
) -> None:
    with_code = badge_of("Zoë Łukasz")
    without = papers.BadgeRecord("W1", "Dale Whitcomb", "", "", "", "", "", "")
    pdf, result = printed(Document.BADGES, [without, with_code])
    assert codes(pdf, 100) == [with_code.token]
    assert [(i.about, i.kind) for i in result.issues] == [("W1", IssueKind.NO_BADGE)]
    assert "Dale Whitcomb" in result.issues[0].sentence


def test_a_reprint_is_one_a6_page(morning: Day, printed: Print) -> None:
    pdf, _ = printed(Document.BADGES, papers.badges(morning, only={"E01"}), single=True)
    document = pypdfium2.PdfDocument(pdf)
    sizes = [tuple(round(points * 25.4 / 72) for points in page.get_size()) for page in document]
    document.close()
    assert sizes == [(105, 148)]


def test_a_badge_looks_the_same_in_every_place_of_a_sheet(morning: Day, printed: Print) -> None:
    record = papers.badges(morning, only={"E12"})
    (first,) = pages(printed(Document.BADGES, record, marks=False)[0], 127)
    (last,) = pages(printed(Document.BADGES, record, marks=False, start=4)[0], 127)
    wide, high = first.width // 2, first.height // 2
    upper = first.crop((0, 0, wide - 5, high - 5))
    lower = last.crop((first.width - wide, first.height - high, first.width - 5, first.height - 5))
    assert max(ImageStat.Stat(ImageChops.difference(upper, lower)).mean) < 2


@pytest.mark.parametrize(
    ("wanted", "most", "dpi", "side"),
    [
        (30, 100, 0, 30),
        (12, 100, 0, 24),
        (30, 20, 0, 20),
        (30, 100, 203, 8 * 29 * 25.4 / 203),
        (20, 100, 203, 7 * 29 * 25.4 / 203),
        (20, 100, 300, 10 * 29 * 25.4 / 300),
        (30, 24, 203, 6 * 29 * 25.4 / 203),
        (25.4, 25.4, 203, 25.4),
        (1, 1, 203, 29 * 25.4 / 203),
    ],
)
def test_code_is_as_wanted_but_large_enough_and_of_whole_dots(
    wanted: float, most: float, dpi: int, side: float
) -> None:
    assert qr.side(wanted, most, dpi) == pytest.approx(side)


def test_code_that_has_to_be_too_small_is_told(schedule: Schedule, badge_of: Callable[..., papers.BadgeRecord]) -> None:
    tape = Stock("tape", "Tape", StockKind.ROLL, Size(18, 60), Size(18, 60))
    code = Code(right=0.0, width=18.0, top=0.0, height=18.0)
    layout = Template(id="tape", title="", document=Document.BADGES, size=(60, 18), front=(code,), safe=0)
    out = io.BytesIO()
    result = render(Job(Document.BADGES, layout, tape), [badge_of("Zoë")], schedule.event, out)
    assert [(issue.kind, issue.sentence) for issue in result.issues] == [
        (IssueKind.CODE_SMALL, "The badge code is only 18 mm wide; under 24 mm some scanners fail.")
    ]
    assert len(codes(out.getvalue(), 150)) == 1


def test_library_agrees_that_the_fixed_mask_is_a_valid_code(badge_of: Callable[..., papers.BadgeRecord]) -> None:
    for record in [badge_of("Anybody") for _ in range(200)]:
        picture = Image.new("L", (29 * 4, 29 * 4), 255)
        draw = ImageDraw.Draw(picture)
        for run in qr.path(record.token).split(" re")[:-1]:
            x, y, width, _ = (int(number) for number in run.split())
            draw.rectangle(((x + 4) * 4, (24 - y) * 4, (x + 4 + width) * 4 - 1, (25 - y) * 4 - 1), fill=0)
        (code,) = zxingcpp.read_barcodes(picture)
        assert (code.text, code.ec_level) == (record.token, "M")


def test_render_writes_whole_files_only(morning: Day, printed: Print) -> None:
    pdf, _ = printed(Document.BADGES, papers.badges(morning)[:1])
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert len(list(pages(io.BytesIO(pdf).getvalue(), 20))) == 1
