"""The wall chart: every meeting in its box, large enough to be read from where people stand, changes marked."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pixels
import pytest
from hard_names import HARD_NAMES
from PIL import Image
from placed import clashes, pieces, words_of

from coordinator.domain.printing import Document
from coordinator.paper import offering, preview
from coordinator.paper.style import MOVED_FILL
from coordinator.views import chart
from coordinator.views.chart import ChartCell, ChartColumn, ChartRecord, ChartRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from placed import Piece

    from coordinator.domain.day import Day
    from coordinator.paper.door import Result

    Print = Callable[..., tuple[bytes, Result]]

STOCKS = ("a3", "tabloid", "a4", "letter")
VIOLET = tuple(round(part * 255) for part in MOVED_FILL.rgb())


def grid(tables: int, slots: int, *, name: str = "Sonoran Space") -> ChartRecord:
    """Return a sheet with a different meeting in each box, and a break after the first slot."""
    columns = [
        ChartColumn(f"{9 + n // 3:02}:{n % 3 * 20:02}", f"{9 + n // 3:02}:{n % 3 * 20 + 15:02}") for n in range(slots)
    ]
    columns.insert(1, ChartColumn("09:15", "09:20", "Coffee", band=True))
    rows = [
        ChartRow(f"T{row}", str(row), f"Table {row}", "Hall 4", "", tuple(_cells(row, slots, name)))
        for row in range(1, tables + 1)
    ]
    return ChartRecord("All meetings", "Today", "", "", "", tuple(columns), tuple(rows), "Printed now")


def _cells(row: int, slots: int, name: str) -> list[ChartCell]:
    cells = [ChartCell(f"{name} {row}", f"Guest {row}.{slot}") for slot in range(slots)]
    return [cells[0], ChartCell(), *cells[1:]]


def violet(pdf: bytes) -> int:
    """Return how many pixels have the colour of changes."""
    image = Image.open(io.BytesIO(preview.page_png(pdf, 0, width=900))).convert("RGB")
    return sum(count for count, colour in image.getcolors(1 << 24) if colour == VIOLET)


def test_every_meeting_stands_in_the_row_of_its_table(printed: Print, morning: Day, now: datetime) -> None:
    (record,) = chart.chart(morning, now)
    pdf, result = printed(Document.CHART, [record])
    assert result.issues == ()
    # The page is turned: a row of the chart is a column of the page.
    found = pieces(pdf)
    for number, row in enumerate(record.rows):
        high = (297 - 25 - 14 - 11) / len(record.rows)
        top = 25 + 11 + number * high
        names = [p.text for p in found if top <= (p.box[0] + p.box[2]) / 2 <= top + high]
        for cell in row.cells:
            assert not cell.first or cell.first in names
            assert not cell.second or cell.second in names


def test_chart_is_a_portrait_page_whose_content_is_turned(printed: Print, morning: Day, now: datetime) -> None:
    _, result = printed(Document.CHART, chart.chart(morning, now))
    assert (result.page.width, result.page.height) == (297, 420)


@pytest.mark.parametrize("stock", STOCKS)
def test_names_on_a_full_sheet_have_seven_points_at_least(printed: Print, stock: str) -> None:
    job = offering.job(Document.CHART, stock=stock)
    tables, slots = offering.chart_room(job)
    assert tables >= (30 if stock in ("a3", "tabloid") else 18)
    assert slots >= (12 if stock in ("a3", "tabloid") else 8)
    pdf, result = printed(Document.CHART, [grid(tables, slots)], stock=stock)
    assert result.issues == ()
    scale = job.template.scale_on(job.stock.panel.turned)
    names = [p for p in pieces(pdf) if p.text.startswith(("Sonoran", "Guest"))]
    assert len(names) == 2 * tables * slots
    assert min(p.points for p in names) >= 7 * scale - 0.01
    assert clashes(names) == []


def test_names_of_the_sample_event_are_set_in_one_size(printed: Print, morning: Day, now: datetime) -> None:
    (record,) = chart.chart(morning, now)
    pdf, _ = printed(Document.CHART, [record])
    names = {text for row in record.rows for cell in row.cells for text in (cell.first, cell.second) if text}
    sizes = [round(p.points, 1) for p in pieces(pdf) if p.text in names and p.points > 6]
    usual = max(set(sizes), key=sizes.count)
    assert usual >= 10
    assert sizes.count(usual) > 0.75 * len(sizes)


@pytest.mark.parametrize(("tables", "slots"), [(1, 1), (1, 12), (30, 1), (2, 3)])
def test_small_charts_are_drawn_whole(printed: Print, tables: int, slots: int) -> None:
    pdf, result = printed(Document.CHART, [grid(tables, slots)])
    assert result.pages == 1
    assert sum(p.text.startswith("Guest") for p in pieces(pdf)) == tables * slots


@pytest.mark.parametrize("stock", STOCKS)
def test_chart_stays_on_its_paper(printed: Print, repaired: Day, now: datetime, stock: str) -> None:
    pdf, result = printed(Document.CHART, chart.chart(repaired, now), stock=stock)
    width, height = result.page.width, result.page.height
    assert not pixels.ink_outside(pdf, 0, (5.6, 5.6, width - 5.6, height - 5.6), dpi=72)
    assert clashes(pieces(pdf)) == []


def test_changes_are_violet_and_a_day_as_planned_has_none(
    printed: Print, morning: Day, repaired: Day, now: datetime
) -> None:
    legend = violet(printed(Document.CHART, chart.chart(morning, now))[0])
    assert violet(printed(Document.CHART, chart.chart(repaired, now))[0]) > legend + 1000


def test_meeting_that_is_gone_is_crossed_out(printed: Print) -> None:
    whole = grid(3, 3)
    gone = replace(whole.rows[1].cells[0], gone=True)
    rows = (whole.rows[0], replace(whole.rows[1], cells=(gone, *whole.rows[1].cells[1:])), whole.rows[2])
    before, _ = printed(Document.CHART, [whole])
    after, _ = printed(Document.CHART, [replace(whole, rows=rows)])
    (there,) = (p for p in pieces(before) if p.text == "Guest 2.0")
    left, top, right, bottom = there.box
    assert pixels.ink_outside(after, 0, (left - 1, top - 1, right + 1, bottom + 1), without=before)
    assert sum(p.text == "Guest 2.0" for p in pieces(after)) == 1


def test_change_is_said_in_a_word_where_rows_are_high_enough(printed: Print) -> None:
    def said(tables: int) -> list[Piece]:
        whole = grid(tables, 2)
        rows = tuple(
            replace(row, cells=(replace(row.cells[0], mark="Somebody else"), *row.cells[1:])) for row in whole.rows
        )
        pdf, result = printed(Document.CHART, [replace(whole, rows=rows)])
        assert result.issues == ()
        return [p for p in pieces(pdf) if p.text == "Somebody else"]

    assert len(said(12)) == 12
    assert said(30) == []


def test_others_in_the_same_place_are_counted(printed: Print) -> None:
    whole = grid(2, 2)
    row = whole.rows[0]
    more = replace(row, cells=(replace(row.cells[0], more="+2"), *row.cells[1:]))
    pdf, _ = printed(Document.CHART, [replace(whole, rows=(more, whole.rows[1]))])
    assert any(p.text == "+2" for p in pieces(pdf))
    assert clashes(pieces(pdf)) == []


def test_break_is_a_band_over_all_tables_with_its_name(printed: Print) -> None:
    pdf, _ = printed(Document.CHART, [grid(6, 3)])
    assert "Coffee · 09:15 – 09:20" in words_of(pdf)[0]
    plain = grid(6, 3)
    columns = tuple(replace(column, band=False) for column in plain.columns)
    assert violet(pdf) == violet(printed(Document.CHART, [replace(plain, columns=columns)])[0])


def test_hard_names_keep_to_their_boxes(printed: Print) -> None:
    columns = tuple(ChartColumn(f"{9 + n:02}:00", f"{9 + n:02}:20") for n in range(4))
    rows = tuple(
        ChartRow(f"T{n}", HARD_NAMES[n], "", "", HARD_NAMES[n], (ChartCell(name, name, name, "+1"),) * 4)
        for n, name in enumerate(HARD_NAMES[:30])
    )
    record = ChartRecord("All meetings", "Today", "", "", "", columns, rows, "Printed now")
    pdf, result = printed(Document.CHART, [record])
    assert result.pages == 1
    assert not pixels.ink_outside(pdf, 0, (5.6, 5.6, 291.4, 414.4), dpi=72)


def test_same_chart_gives_the_same_bytes(printed: Print, repaired: Day, now: datetime) -> None:
    made = chart.chart(repaired, now)
    assert printed(Document.CHART, made) == printed(Document.CHART, made)


def test_smaller_paper_gets_more_sheets(printed: Print, morning: Day, now: datetime) -> None:
    tables, slots = offering.chart_room(offering.job(Document.CHART, stock="a4"))
    made = chart.chart(morning, now, most_tables=tables // 2, most_slots=slots // 2)
    pdf, result = printed(Document.CHART, made, stock="a4")
    assert result.pages == len(made) > 1
    assert all(f"Sheet {n} of {len(made)}" in text for n, text in enumerate(words_of(pdf), 1))
