"""The press: records become units, a unit for each cell it needs, and each unit is drawn on both sides of its cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reportlab.lib.utils import ImageReader

from coordinator.paper import logo
from coordinator.paper.drawing import elements, flows
from coordinator.paper.drawing.elements import cut_mark
from coordinator.paper.drawing.filling import Filling
from coordinator.paper.geometry import Box, Size
from coordinator.paper.profile import Flip
from coordinator.paper.stocks import imposing
from coordinator.paper.templates.palette import Palette
from coordinator.paper.templates.template import (
    Chart,
    Code,
    Fill,
    Logo,
    Number,
    Rule,
    Stack,
    Table,
    Timetable,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coordinator.domain.look import EventLook
    from coordinator.paper.job import Job
    from coordinator.paper.sheet import Sheet
    from coordinator.paper.templates.template import Element
    from coordinator.views.papers import Header

_MARK, _CROSS, _FOLD = 5.0, 3.0, 3.0
_PAGE = "Page {page} of {pages}"


@dataclass(frozen=True, slots=True)
class Unit:
    """What comes into one cell: a record, and of one with rows those of this part."""

    about: str
    filling: Filling
    part: flows.Part | None = None


class Press:
    """Draws one job on a sheet; the template's elements get their places once."""

    def __init__(self, sheet: Sheet, job: Job, event: Header, look: EventLook) -> None:
        self._sheet, self._job, self._event = sheet, job, event
        self._palette = Palette(look, mono=job.profile.mono)
        self._look, self._left_off = look, look.left_off(job.document)
        panel = job.stock.panel
        upright = job.template.scale_on(panel)
        self._turn = 0 if upright else 90
        seen = panel if upright else panel.turned
        self._scale = upright or job.template.scale_on(seen)
        virtual = Size(seen.width / self._scale, seen.height / self._scale)
        self._front = [(element, element.on(virtual)) for element in job.template.front]
        back = job.template.back or job.template.front
        self._back = [(element, element.on(virtual)) for element in back]
        self._most_code = min(panel.width, panel.height)
        self._dots = job.profile.dpi if job.profile.mono else 0

    def print(self, units: Sequence[Unit]) -> None:
        """Draw all units, as many times as copies are wanted, page after page."""
        job = self._job
        for page in imposing.pages(len(units) * job.copies, job.stock.per_page, job.start, job.order):
            self.page([(cell, units[number // job.copies]) for cell, number in page])

    def page(self, filled: Sequence[tuple[int, Unit]]) -> None:
        """Draw one page with these units in these cells, and behind it the other side of each where that is wanted."""
        job = self._job
        for cell, unit in filled:
            self._cell(job.stock.cells[cell], unit)
        self._marks()
        self._sheet.next_page()
        if job.back and not job.stock.folded:
            # Whoever turns a badge round, as a page is turned, finds its back upright.
            turn = 180 if (job.profile.flip is Flip.SHORT) != bool(self._turn) else 0
            for cell, unit in filled:
                place = imposing.behind(job.stock, job.stock.cells[cell], job.profile.flip)
                self._panel(place, unit, self._back, turn)
            self._sheet.next_page()

    # -- units

    def units(self, about: str, record: Any) -> Iterator[Unit]:
        """Return what a record needs: one unit, or several where its rows do not fit one cell."""
        whole = Filling(record, self._event, left_off=self._left_off)
        flow = next((element for element in self._job.template.flowing if whole.allows(element)), None)
        if flow is None:
            yield Unit(about, whole)
            return
        box = next(box for element, box in self._front if element is flow)
        parts = flows.parts(flow, record, box)
        pattern = getattr(record, "page_pattern", _PAGE)
        for number, part in enumerate(parts, 1):
            page = pattern.replace("{page}", str(number)).replace("{pages}", str(len(parts))) if len(parts) > 1 else ""
            yield Unit(about, Filling(record, self._event, page, self._left_off), part)

    # -- cells

    def _cell(self, cell: Box, unit: Unit) -> None:
        if not self._job.stock.folded:
            self._panel(cell, unit, self._front)
            return
        half = cell.height / 2
        self._panel(Box(cell.x, cell.y, cell.width, half), unit, self._back, 180)
        self._panel(Box(cell.x, cell.y + half, cell.width, half), unit, self._front)
        for x in (cell.x, cell.right - _FOLD):
            cut_mark(self._sheet, (x, cell.y + half), (x + _FOLD, cell.y + half), self._palette)

    def _panel(self, box: Box, unit: Unit, placed: Sequence[tuple[Element, Box]], turn: int = 0) -> None:
        self._sheet.about = unit.about
        with self._sheet.panel(box, self._scale, (turn + self._turn) % 360):
            for element, place in placed:
                if unit.filling.allows(element):
                    self._draw(element, place, unit)

    def _draw(self, element: Element, box: Box, unit: Unit) -> None:
        sheet, filling, palette = self._sheet, unit.filling, self._palette
        match element:
            case Words() if element.turn:
                with sheet.panel(box, turn=element.turn):
                    elements.words(sheet, element, Box(0, 0, box.height, box.width), filling, palette)
            case Words():
                elements.words(sheet, element, box, filling, palette)
            case Number():
                elements.number(sheet, element, box, filling, palette)
            case Stack():
                elements.stack(sheet, element, box, filling, palette)
            case Fill():
                sheet.box(box, palette.of(element.colour, filling.role, filling.side), element.radius)
            case Rule():
                colour = palette.of(element.colour, filling.role, filling.side)
                sheet.line((box.x, box.y), (box.right, box.y), colour, element.thick)
            case Code():
                elements.code(sheet, element, box, filling, most=self._most_code, dots=self._dots)
            case Logo():
                if self._logo is not None:
                    sheet.picture(box, self._logo, element.align)
            case Timetable() | Table() | Chart():
                if unit.part is not None and unit.part.element is element:
                    flows.draw(sheet, unit.part, box, filling, palette)

    @cached_property
    def _logo(self) -> ImageReader | None:
        look = self._look
        return ImageReader(logo.drawable(look.logo, mono=self._palette.mono)) if look.logo else None

    # -- marks

    def _marks(self) -> None:
        """Draw short lines at the edges of the page and small crosses inside, on all cuts."""
        stock = self._job.stock
        if not (self._job.marks and stock.is_cut_by_hand):
            return
        page, cells = stock.page, stock.cells
        across = sorted({round(x, 3) for c in cells for x in (c.x, c.right) if 0.01 < x < page.width - 0.01})
        down = sorted({round(y, 3) for c in cells for y in (c.y, c.bottom) if 0.01 < y < page.height - 0.01})
        lines = [((x, y), (x, y + _MARK)) for x in across for y in (0.0, page.height - _MARK)]
        lines += [((x, y), (x + _MARK, y)) for y in down for x in (0.0, page.width - _MARK)]
        lines += [((x - _CROSS, y), (x + _CROSS, y)) for x in across for y in down]
        lines += [((x, y - _CROSS), (x, y + _CROSS)) for x in across for y in down]
        for start, end in lines:
            cut_mark(self._sheet, start, end, self._palette)
