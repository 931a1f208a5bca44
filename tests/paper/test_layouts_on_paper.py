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
    from pathlib import Path

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


@pytest.mark.parametrize(
    "place", ['text = "{nothing}"', 'text = "{name}", below = "{nothing}"', 'text = "", when = ["nothing"]']
)
def test_column_that_names_a_field_that_rows_lack_is_refused(tmp_path: Path, place: str) -> None:
    with pytest.raises(templates.BadTemplate, match=r"names fields that participants lack: nothing\."):
        templates.read(described(tmp_path, columns=f"{{ width = 10, size = 9, {place} }}"))


@pytest.mark.parametrize("field", ["group", "mark", "alarm"])
def test_list_that_names_a_field_that_rows_lack_is_refused(tmp_path: Path, field: str) -> None:
    with pytest.raises(templates.BadTemplate, match="lack: nothing"):
        templates.read(described(tmp_path, more=f'{field} = "nothing",'))


def test_list_with_fields_of_its_rows_is_read(tmp_path: Path) -> None:
    layout = templates.read(described(tmp_path, more='group = "role", mark = "note",'))
    assert [type(element).__name__ for element in layout.flowing] == ["Table"]


def described(folder: Path, *, columns: str = '{ width = 10, size = 9, text = "{name}" }', more: str = "") -> Path:
    """Write a layout with one table."""
    path = folder / "one.toml"
    table = f'{{ is = "table", left = 9, right = 9, top = 9, bottom = 9, row = 8, {more} columns = [{columns}] }}'
    head = 'id = "one"\ntitle = "One"\ndocument = "participants"\nsize = [210, 297]\n'
    path.write_text(f"{head}front = [\n  {table},\n]\n", encoding="utf-8")
    return path
