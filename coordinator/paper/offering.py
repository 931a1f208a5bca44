"""Which stocks and layouts a document can be printed on, and the job made of what was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.look import Design
from coordinator.domain.printing import Document
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper.drawing import charts
from coordinator.paper.geometry import Size
from coordinator.paper.job import Job
from coordinator.paper.profile import PLAIN, Profile
from coordinator.paper.stocks import shelf as stocks
from coordinator.paper.stocks.imposing import Order
from coordinator.paper.templates import shelf as templates
from coordinator.paper.templates.template import Chart
from coordinator.views.chart import MOST_SLOTS, MOST_TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coordinator.paper.stocks.stock import Stock

_USUAL: Mapping[Document, str] = {
    Document.BADGES: "a4-4xa6",
    Document.BLANKS: "a4-4xa6",
    Document.SIGNS: "a4",
    Document.CARDS: "a4",
    Document.AGENDAS: "a4-2xa5",
    Document.ORGANISATION_AGENDAS: "a4",
    Document.SLIPS: "a4-4xa6",
    Document.PARTICIPANTS: "a4",
    Document.MISSING: "a4",
    Document.INTERPRETERS: "a4",
    Document.DOORS: "a4",
    Document.CHART: "a3",
}
_USUAL_SINGLE: Mapping[Document, str] = {Document.BADGES: "a6", Document.AGENDAS: "a5", Document.SLIPS: "a6"}
"""What single papers at the desk are printed on."""


class CannotStart(WorldTrouble):
    """The first free cell is not on the stock."""


def usual(document: Document, *, single: bool = False) -> Stock:
    """Return the stock that a document is printed on unless somebody chose another one."""
    wanted = _USUAL_SINGLE.get(document) if single else None
    return stocks.stock(wanted or _USUAL[document])


def stocks_for(document: Document) -> tuple[Stock, ...]:
    """Return the stocks that some layout of a document fits."""
    return tuple(stock for stock in stocks.stocks().values() if templates.fitting(document, stock))


def chart_room(job: Job) -> tuple[int, int]:
    """Return for how many tables and slots a sheet of the wall chart has room on what a job is printed on."""
    panel, layout = job.stock.panel, job.template
    seen = panel if layout.scale_on(panel) else panel.turned
    scale = layout.scale_on(seen)
    if not scale or not isinstance(flow := next(iter(layout.flowing), None), Chart):
        return MOST_TABLES, MOST_SLOTS
    return charts.room(flow, flow.on(Size(seen.width / scale, seen.height / scale)).size)


def job(
    document: Document,
    *,
    stock: str = "",
    template: str = "",
    design: Design = Design.BAND,
    single: bool = False,
    start: int = 1,
    copies: int = 1,
    order: Order = Order.ROWS,
    marks: bool = True,
    back: bool = False,
    profile: Profile = PLAIN,
) -> Job:
    """Return the job of a document with what was chosen, the rest as usual; what does not go together is said."""
    paper = stocks.stock(stock) if stock else usual(document, single=single)
    layout = templates.template(template) if template else templates.best(document, paper, design)
    if layout.document is not document or not layout.fits(paper.panel):
        raise templates.NoSuchTemplate(f"The layout “{layout.id}” is not for {document} on “{paper.id}”.")
    if not 1 <= start <= paper.per_page:
        many = f"1 to {paper.per_page}" if paper.per_page > 1 else "1, as a page has one only"
        raise CannotStart(f"“{paper.name}” has no place {start}: the first free place is {many}.")
    if copies < 1:
        raise CannotStart(f"{copies} copies cannot be printed: ask for at least one.")
    return Job(document, layout, paper, start, copies, order, marks, back, profile)
