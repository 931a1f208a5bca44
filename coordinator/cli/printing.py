"""The commands about paper: print, preflight, stocks and calibrate."""

from __future__ import annotations

import dataclasses
import io
import json
import sys
from typing import TYPE_CHECKING

from coordinator.desk import papers
from coordinator.domain.printing import Document
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper import calibration, offering
from coordinator.paper.stocks import shelf as stocks
from coordinator.paper.stocks.imposing import Order
from coordinator.paper.templates import shelf as templates
from coordinator.views.words import count

if TYPE_CHECKING:
    import argparse

    from coordinator.desk.desk import Desk
    from coordinator.paper.job import Job
    from coordinator.paper.stocks.stock import Stock
    from coordinator.paper.templates.template import Template


def printed(desk: Desk, asked: argparse.Namespace) -> int:
    """Write a document as PDF, and say what to look at before it is handed out."""
    result = papers.write(desk, _job(desk, asked), asked.output, tuple(asked.only))
    for issue in result.issues:
        sys.stderr.write(f"{issue.sentence}\n")
    if not result.pages:
        raise WorldTrouble("Nothing was printed.")
    print(f"Wrote {count(result.pages, 'page')} to {asked.output}.")
    return 0


def preflight(desk: Desk, asked: argparse.Namespace) -> int:
    """Print what to look at before a document is printed, by person and field; exit code 1 if there is anything."""
    result = papers.write(desk, _job(desk, asked), io.BytesIO(), tuple(asked.only))
    if asked.json:
        listed = [dataclasses.asdict(issue) for issue in result.issues]
        print(json.dumps({"pages": result.pages, "issues": listed}, ensure_ascii=False, indent=2))
    else:
        for issue in result.issues:
            print(f"{': '.join(filter(None, (issue.about, issue.field, issue.kind)))}: {issue.sentence}")
        print(f"{count(result.pages, 'page')}, {count(len(result.issues), 'thing')} to look at.")
    return 1 if result.issues else 0


def listed(asked: argparse.Namespace) -> int:
    """List the stocks, those of one document with their layouts if one is named."""
    wanted = Document(asked.what) if asked.what else None
    shown = offering.stocks_for(wanted) if wanted else tuple(stocks.stocks().values())
    fitting = {stock.id: templates.fitting(wanted, stock) if wanted else () for stock in shown}
    if asked.json:
        found = [_described(stock, fitting[stock.id]) for stock in shown]
        print(json.dumps({"stocks": found}, ensure_ascii=False, indent=2))
        return 0
    for stock in shown:
        panel = stock.panel
        size = f"{panel.width:g} × {panel.height:g} mm"
        print(f"{stock.id:18}{stock.per_page:3} × {size:20}{'' if stock.verified else 'not verified':14}{stock.name}")
        for template in fitting[stock.id]:
            print(f"{'':21}layout {template.id}: {template.title}")
    return 0


def calibrated(asked: argparse.Namespace) -> int:
    """Write the calibration sheet of a stock."""
    calibration.calibration_sheet(stocks.stock(asked.stock), asked.output, back=asked.back)
    print(f"Wrote the calibration sheet to {asked.output}. Print it at 100 % and lay it on a sheet of the stock.")
    return 0


def _job(desk: Desk, asked: argparse.Namespace) -> Job:
    return offering.job(
        Document(asked.what),
        stock=asked.stock,
        template=asked.template,
        design=desk.look.design,
        start=asked.start,
        copies=asked.copies,
        order=Order(asked.order),
        marks=not asked.no_marks,
        back=asked.back,
    )


def _described(stock: Stock, fitting: tuple[Template, ...]) -> dict[str, object]:
    plain = dataclasses.asdict(stock)
    return plain | {"per_page": stock.per_page, "layouts": [template.id for template in fitting]}
