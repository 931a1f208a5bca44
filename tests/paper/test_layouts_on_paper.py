"""Every layout that is shipped, with texts nobody wants: it stays inside the margins that it promises."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pixels
import pytest
from test_hostile_texts import HOSTILE, filled

from coordinator.domain.printing import Document
from coordinator.paper import offering
from coordinator.paper.door import render
from coordinator.paper.templates import fields
from coordinator.paper.templates import shelf as templates

if TYPE_CHECKING:
    from coordinator.domain.schedule import Schedule
    from coordinator.paper.stocks.stock import Stock

OURS = tuple(
    name
    for name, each in templates.templates().items()
    if each.document not in (Document.BADGES, Document.BLANKS, Document.SIGNS)
)


def nearest(name: str) -> Stock:
    """Return the stock with one cell a page on which a layout is drawn nearest to its own size."""
    layout = templates.template(name)
    fitting = [s for s in offering.stocks_for(layout.document) if s.per_page == 1 and not s.folded]
    scales = {s.id: layout.scale_on(s.panel) or layout.scale_on(s.panel.turned) for s in fitting}
    return min((s for s in fitting if scales[s.id]), key=lambda s: abs(scales[s.id] - 1))


@pytest.mark.parametrize("name", OURS)
def test_layout_keeps_its_margins_whatever_is_written(schedule: Schedule, name: str) -> None:
    layout, stock = templates.template(name), nearest(name)
    job = offering.job(layout.document, stock=stock.id, template=name)
    records = [filled(fields.RECORDS[layout.document], text) for text in HOSTILE.values()]
    out = io.BytesIO()
    result = render(job, records, schedule.event, out)
    assert result.pages >= len(records)
    safe = layout.safe * (layout.scale_on(stock.panel) or layout.scale_on(stock.panel.turned))
    inside = (safe, safe, result.page.width - safe, result.page.height - safe)
    outside = [page for page in range(result.pages) if pixels.ink_outside(out.getvalue(), page, inside, dpi=60)]
    assert outside == []
