"""Draws the pictures of paper in this folder from the sample event: python docs/pictures/draw.py."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from coordinator.desk import papers, sample
from coordinator.desk.answers import Refusal
from coordinator.domain.look import Design, EventLook
from coordinator.domain.printing import Document
from coordinator.paper import offering, preview

if TYPE_CHECKING:
    from coordinator.desk.desk import Desk

FOLDER = Path(__file__).parent / "papers"
DESK = (226, 230, 236)
GAP = 28
SMALL = ("avery-5392", "cr80", "avery-l4785", "avery-l7160", "brother-dk-1202")


class Drawing:
    """Papers of one event as pictures."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def page(
        self,
        document: Document,
        dpi: int = 60,
        *,
        only: tuple[str, ...] = (),
        design: Design = Design.BAND,
        stock: str = "",
        single: bool = False,
        turn: int = 0,
        cell: bool = False,
    ) -> Image.Image:
        """Return the first page of a document, or its first cell."""
        self.desk.set_look(EventLook(design=design))
        job = offering.job(document, stock=stock, design=design, single=single, marks=not cell)
        out = io.BytesIO()
        result = papers.write(self.desk, job, out, only)
        width = round(result.page.width / 25.4 * dpi)
        png = preview.page_png(out.getvalue(), 0, width=width)
        picture = Image.open(io.BytesIO(png)).convert("RGB")
        if cell:
            box, mm = job.stock.cells[0], dpi / 25.4
            picture = picture.crop((box.x * mm, box.y * mm, box.right * mm, box.bottom * mm))
        return picture.rotate(turn, expand=True)


def row(pictures: list[Image.Image]) -> Image.Image:
    """Lay pictures beside each other."""
    high = max(picture.height for picture in pictures)
    whole = Image.new("RGB", (sum(p.width + GAP for p in pictures) + GAP, high + 2 * GAP), DESK)
    left = GAP
    for picture in pictures:
        whole.paste(ImageOps.expand(picture, 1, (200, 206, 214)), (left, GAP + (high - picture.height) // 2))
        left += picture.width + GAP
    return whole


def below(pictures: list[Image.Image]) -> Image.Image:
    """Lay pictures below each other."""
    whole = Image.new("RGB", (max(p.width for p in pictures), sum(p.height for p in pictures)), DESK)
    top = 0
    for picture in pictures:
        whole.paste(picture, (0, top))
        top += picture.height
    return whole


def keep(name: str, picture: Image.Image) -> None:
    """Write a picture with few colours: paper has few."""
    picture.quantize(256, method=Image.Quantize.MAXCOVERAGE).save(FOLDER / f"{name}.png", optimize=True)


def draw(desk: Desk) -> None:
    """Draw every picture."""
    of = Drawing(desk)
    badge, sign = ("E19",), ("T02",)
    keep(
        "designs",
        below(
            [
                row([of.page(Document.BADGES, 70, only=badge, design=d, single=True) for d in Design]),
                row([of.page(Document.SIGNS, 29, only=sign, design=d, turn=-90) for d in Design]),
            ]
        ),
    )
    small = [
        [
            of.page(Document.BADGES, 80, only=badge, design=d, stock=s, cell=True, turn=-90 if s in TURNED else 0)
            for s in SMALL
        ]
        for d in Design
    ]
    keep("small", below([row(pictures) for pictures in small]))
    keep(
        "tables",
        row(
            [
                of.page(Document.CARDS, only=sign),
                of.page(Document.CARDS, only=sign, stock="a4-tent"),
                of.page(Document.AGENDAS),
                of.page(Document.SLIPS),
            ]
        ),
    )
    lists = (Document.PARTICIPANTS, Document.MISSING, Document.DOORS, Document.INTERPRETERS)
    keep("lists", row([of.page(document) for document in lists if has_rows(desk, document)]))
    keep("chart", row([of.page(Document.CHART, 80, turn=-90)]))
    keep("after-badge", of.page(Document.BADGES, 100, only=badge, single=True))
    keep("after-sign", of.page(Document.SIGNS, 50, only=sign, turn=-90))


TURNED = ("cr80", "brother-dk-1202")


def has_rows(desk: Desk, document: Document) -> bool:
    """Tell whether a list of this event says something."""
    return bool(papers.records(desk, document))


def repair(desk: Desk) -> None:
    """Mend every broken meeting in the best way there is, so that papers show changes."""
    for broken in [meeting.id for meeting in desk.day.meetings.values() if meeting.is_broken]:
        offers = desk.propose(broken)
        if not isinstance(offers, Refusal):
            desk.accept(offers.proposals[0])


def main() -> None:
    """Build the sample event, repair a meeting of it and draw its papers."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        desk = sample.build(Path(place) / "sample.sqlite")
        try:
            repair(desk)
            draw(desk)
        finally:
            desk.close()


if __name__ == "__main__":
    main()
