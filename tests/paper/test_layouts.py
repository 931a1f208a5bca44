"""Every layout on every stock it fits: nothing leaves its safe area, codes can be scanned, texts keep apart."""

from __future__ import annotations

import io
import itertools
import random
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pixels
import pytest
from hard_names import HARD_NAMES
from PIL import Image

from coordinator.domain import badge
from coordinator.domain.look import Design, EventLook
from coordinator.domain.printing import Document
from coordinator.domain.schedule import EventInfo
from coordinator.paper import offering, qr
from coordinator.paper.door import render
from coordinator.paper.geometry import Box, Size
from coordinator.paper.profile import Profile
from coordinator.paper.stocks import shelf as stocks
from coordinator.paper.stocks.stock import StockKind
from coordinator.paper.templates import shelf as templates
from coordinator.paper.templates.fields import LOGO
from coordinator.paper.templates.template import FIELD, Code, Fill, Logo, Rule, Words
from coordinator.views import blanks, papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coordinator.paper.job import Job
    from coordinator.paper.stocks.stock import Stock
    from coordinator.paper.templates.template import Element, Template

    Make = Callable[[str, int], papers.Record | blanks.BlankRecord]

DPI = 150
SLACK = 0.3
FOLD_MARK = 3.0


@dataclass(frozen=True, slots=True)
class Fit:
    """A layout and a stock that it fits."""

    template: Template
    stock: Stock

    def __str__(self) -> str:
        return f"{self.template.id} on {self.stock.id}"

    @property
    def panel(self) -> tuple[Size, float]:
        """Return the panel as the layout sees it, in its own units, and how large one of them is."""
        seen = self.stock.panel if self.template.scale_on(self.stock.panel) else self.stock.panel.turned
        scale = self.template.scale_on(seen)
        return Size(seen.width / scale, seen.height / scale), scale


def fits(*documents: Document) -> list[Fit]:
    return [
        Fit(template, stock)
        for stock in stocks.stocks().values()
        for document in documents
        for template in templates.fitting(document, stock)
    ]


DRAW = random.Random(11).randrange  # noqa: S311 - the same codes in every run
SIDES = itertools.cycle(("A", "B", ""))


def badge_record(name: str, number: int) -> papers.BadgeRecord:
    """Return a badge with this name everywhere; of every second one the last word is the family's name."""
    family = name.rpartition(" ")[2] if number % 2 and " " in name.strip() else ""
    token = badge.make("BCD", DRAW)
    return papers.BadgeRecord(f"P{number}", name, name, name, name, name, next(SIDES), token, family)


def blank_record(_: str, number: int) -> blanks.BlankRecord:
    return blanks.BlankRecord(str(10**number % 99_991), badge.make("BCD", DRAW))


def sign_record(name: str, number: int) -> papers.SignRecord:
    return papers.SignRecord(f"T{number}", name, name, name if number % 3 else "", next(SIDES))


MAKE: dict[Document, Make] = {
    Document.BADGES: badge_record,
    Document.BLANKS: blank_record,
    Document.SIGNS: sign_record,
}
FITS = fits(*MAKE)
WITH_CODE = fits(Document.BADGES, Document.BLANKS)


@pytest.fixture(scope="module")
def logo() -> bytes:
    """Return a picture that is black up to its edges."""
    out = io.BytesIO()
    Image.new("RGB", (300, 100), "black").save(out, "PNG")
    return out.getvalue()


def printed(
    fit: Fit, names: Sequence[str], logo: bytes, profile: Profile | None = None, *, back: bool = False
) -> tuple[Job, list[str], bytes]:
    """Print names that are hard in every field, and return the job, the codes and the PDF."""
    job = offering.job(
        fit.template.document,
        stock=fit.stock.id,
        template=fit.template.id,
        marks=False,
        back=back,
        profile=profile or Profile(),
    )
    records = [MAKE[job.document](name, number) for number, name in enumerate(names)]
    event = EventInfo(names[0].replace("\0", ""), date(2026, 5, 16), "Europe/Berlin", names[-1])
    out = io.BytesIO()
    render(job, records, event, out, EventLook(logo=logo if len(names[0]) % 2 else b""))
    return job, [getattr(record, "token", "") for record in records], out.getvalue()


def panels(stock: Stock, count: int) -> Iterator[Box]:
    """Yield what is seen at once in each of the first cells of a page."""
    for cell in stock.cells[:count]:
        if stock.folded:
            half = cell.height / 2
            yield Box(cell.x, cell.y, cell.width, half)
            yield Box(cell.x, cell.y + half, cell.width, half)
        else:
            yield cell


def without_fold_marks(drawn: pixels.Picture, stock: Stock) -> pixels.Picture:
    picture = drawn.image.copy()
    for cell in stock.cells if stock.folded else ():
        fold = cell.y + cell.height / 2
        for x in (cell.x, cell.right - FOLD_MARK):
            left, top, right, bottom = drawn.pixels((x, fold - 0.2, x + FOLD_MARK, fold + 0.2), 1)
            picture.paste(255, (max(0, left), top, right, bottom))
    return pixels.Picture(picture, drawn.across, drawn.down)


def check(fit: Fit, names: Sequence[str], logo: bytes) -> None:
    """Print names, and look at each page: white around every safe area, every code there with its white edge."""
    _, tokens, pdf = printed(fit, names, logo)
    margin = fit.template.safe * fit.panel[1] - SLACK
    many = fit.stock.per_page
    for number, drawn in enumerate(pixels.pictures(pdf, DPI)):
        here = tokens[number * many : (number + 1) * many]
        shown = without_fold_marks(drawn, fit.stock)
        rest = shown.image.copy()
        for panel in panels(fit.stock, len(here)):
            safe = panel.inset(margin, margin)
            rest.paste(255, drawn.pixels((safe.x, safe.y, safe.right, safe.bottom)))
        assert pixels.ink(pixels.Picture(rest, drawn.across, drawn.down)) is None
        if here[0]:
            read = pixels.codes(drawn)
            assert sorted({code.text for code in read}) == sorted(here)
            assert len(read) == len(here) * (2 if fit.stock.folded else 1)
            assert all(pixels.is_quiet(drawn, code) for code in read)


@pytest.mark.parametrize("fit", FITS, ids=str)
def test_hard_names_stay_inside_and_leave_codes_alone(fit: Fit, logo: bytes) -> None:
    begin = FITS.index(fit) * 7
    many = min(fit.stock.per_page, 8)
    check(fit, [HARD_NAMES[(begin + number) % len(HARD_NAMES)] for number in range(many)], logo)


@pytest.mark.long
@pytest.mark.parametrize("fit", FITS, ids=str)
def test_all_hard_names_stay_inside_on_every_layout(fit: Fit, logo: bytes) -> None:
    check(fit, HARD_NAMES, logo)


@pytest.mark.parametrize("fit", WITH_CODE, ids=str)
def test_code_is_large_enough_for_every_scanner(fit: Fit, logo: bytes) -> None:
    _, _, pdf = printed(fit, ["Zoë Łukasz"], logo)
    for code in pixels.codes(pixels.picture(pdf, 0, DPI)):
        assert min(code.modules) * qr.WHOLE >= qr.LEAST_MM * 0.99


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("fit", [fit for fit in WITH_CODE if fit.stock.kind is StockKind.ROLL], ids=str)
def test_code_on_a_roll_has_whole_dots_and_can_be_scanned(fit: Fit, logo: bytes, dpi: int) -> None:
    _, tokens, pdf = printed(fit, ["Mm " * 60], logo, Profile(mono=True, dpi=dpi))
    page = pixels.picture(pdf, 0, dpi)
    (code,) = pixels.codes(page)
    assert pixels.is_quiet(page, code)
    dots = [module * dpi / 25.4 for module in code.modules]
    assert code.text == tokens[0]
    assert dots == pytest.approx([round(dots[0])] * 2, abs=0.05)
    assert min(code.modules) * qr.WHOLE >= qr.LEAST_MM * 0.99


# -- geometry


def needed(element: Element) -> set[str]:
    """Return the fields without which an element is not seen."""
    own = [LOGO] if isinstance(element, Logo) else FIELD.findall(element.text) if isinstance(element, Words) else []
    return {*element.when, *(own if len(own) == 1 else [])}


def may_stand_together(one: Element, other: Element) -> bool:
    return not (needed(one) & set(other.unless) or needed(other) & set(one.unless))


def places(fit: Fit, elements: Sequence[Element]) -> Iterator[tuple[Element, Box]]:
    """Yield what is written or drawn on the ground, and where; codes as large as they get on this stock."""
    panel, scale = fit.panel
    for element in elements:
        box = element.on(panel)
        if isinstance(element, Code):
            side = qr.side(min(box.width, box.height) * scale, 1e9, 0) / scale
            x = box.right - side if element.left is None else box.x
            y = box.bottom - side if element.top is None else box.y
            y = y if element.height is not None else box.y + (box.height - side) / 2
            yield element, Box(x, y, side, side)
        elif not isinstance(element, Fill | Rule):
            yield element, box


def common(one: Box, other: Box) -> float:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return min(across, down)


@pytest.mark.parametrize("fit", FITS, ids=str)
def test_no_two_texts_of_a_layout_share_a_place(fit: Fit) -> None:
    for side in (fit.template.front, fit.template.back):
        for (one, at), (other, there) in itertools.combinations(places(fit, side), 2):
            if may_stand_together(one, other):
                assert common(at, there) < 0.02, (one, other)


@pytest.mark.parametrize("fit", FITS, ids=str)
def test_every_element_lies_on_its_panel(fit: Fit) -> None:
    panel, _ = fit.panel
    for element in (*fit.template.front, *fit.template.back):
        box = element.on(panel)
        assert min(box.width, box.height) > 0
        assert box.x >= 0 <= box.y
        assert box.right <= panel.width + 0.01
        assert box.bottom <= panel.height + 0.01


@pytest.mark.parametrize("fit", [f for f in WITH_CODE if f.template.size == (105, 148)], ids=str)
def test_words_of_a_lanyard_badge_leave_room_for_the_slot(fit: Fit) -> None:
    assert all(box.y >= 14 for _, box in places(fit, (*fit.template.front, *fit.template.back)))


# -- offers

LARGEST_BADGE = 160.0
BADGE_LIKE = [s for s in stocks.stocks().values() if max(s.panel.width, s.panel.height) <= LARGEST_BADGE]
FOR_SIGNS = ("a3", "a4", "a5", "a4-2xa5", "a4-tent", "letter", "letter-2", "letter-tent", "tabloid", "avery-5305")


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("stock", BADGE_LIKE, ids=lambda stock: stock.id)
def test_every_stock_for_badges_has_a_layout_in_every_design(stock: Stock, design: Design) -> None:
    assert templates.best(Document.BADGES, stock, design).design is design


@pytest.mark.parametrize("stock", BADGE_LIKE, ids=lambda stock: stock.id)
def test_every_stock_for_badges_can_be_a_blank_badge(stock: Stock) -> None:
    assert templates.best(Document.BLANKS, stock, Design.BAND).document is Document.BLANKS


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("stock", FOR_SIGNS)
def test_every_paper_for_signs_has_a_layout_in_every_design(stock: str, design: Design) -> None:
    assert templates.best(Document.SIGNS, stocks.stock(stock), design).design is design


@pytest.mark.parametrize(
    ("stock", "layout"),
    [
        ("a6", "badge-tall-edge"),
        ("a4-8xa7", "badge-wide-edge"),
        ("zebra-4x3", "badge-wide-edge"),
        ("cr80", "badge-card-edge"),
        ("durable-90x60", "badge-card-edge"),
        ("avery-l7165", "badge-wide-edge"),
        ("avery-l7160", "badge-label-edge"),
        ("avery-5160", "badge-strip-edge"),
    ],
)
def test_layout_made_for_the_size_is_taken(stock: str, layout: str) -> None:
    assert templates.best(Document.BADGES, stocks.stock(stock), Design.EDGE).id == layout


def test_every_design_has_a_name_that_people_read() -> None:
    assert [design.label for design in Design] == ["Band", "Edge", "Full colour"]
