"""The commands about paper: print, preflight, stocks and calibrate."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import TYPE_CHECKING

from coordinator.desk import papers, printing
from coordinator.desk.papers import Speech
from coordinator.domain.printing import Document
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper import calibration, offering
from coordinator.paper.profile import PLAIN, Profile
from coordinator.paper.progress import Unwatched
from coordinator.paper.proof import Drawn, Proof
from coordinator.paper.stocks import shelf as stocks
from coordinator.paper.stocks.imposing import Order
from coordinator.paper.templates import shelf as templates
from coordinator.printing import all_printers
from coordinator.printing.backend import Done, Failed, PrintFile
from coordinator.printing.profiles import Profiles
from coordinator.printing.queue import Ears, PrintQueue
from coordinator.views.languages import Language
from coordinator.views.words import count

if TYPE_CHECKING:
    import argparse

    from coordinator.desk.desk import Desk
    from coordinator.paper.job import Job
    from coordinator.paper.stocks.stock import Stock
    from coordinator.paper.templates.template import Template
    from coordinator.printing.backend import Backends, Printer

_PATIENCE_S = 600.0


def printed(desk: Desk, asked: argparse.Namespace) -> int:
    """Print a document, or write it into a file, and say what to look at before it is handed out."""
    if (asked.output is None) == (not asked.printer):
        raise WorldTrouble("Say where to: either -o FILE.pdf or --printer NAME.")
    backends = all_printers.ways()
    printer = _printer(asked.printer, backends) if asked.printer else None
    version = len(desk.day.history)
    proof, drawn = _drawn(desk, asked, printer.profile if printer else PLAIN)
    for issue in (*proof.left_out, *drawn.issues):
        sys.stderr.write(f"{issue.sentence}\n")
    if not drawn.pages:
        raise WorldTrouble("Nothing was printed.")
    before = printing.how_often(desk, proof.job.document, proof.subjects).sentence
    if before:
        sys.stderr.write(f"{before}\n")
    if printer is None:
        printing.save(desk, proof, version, asked.output, Unwatched(), pdf=drawn.pdf, pages=drawn.pages)
        print(f"Wrote {count(drawn.pages, 'page')} to {asked.output}.")
    else:
        sides = proof.sides > 1
        title = f"{desk.day.schedule.event.name} – {proof.job.document}"
        page = proof.page.width, proof.page.height
        _sent(desk, proof, version, printer, PrintFile(drawn.pdf, drawn.pages, page, title, both_sides=sides))
        print(f"Printed {count(drawn.pages, 'page')} on {printer.name}.")
    return 0


def preflight(desk: Desk, asked: argparse.Namespace) -> int:
    """Print what to look at before a document is printed, by person and field; exit code 1 if there is anything."""
    proof, drawn = _drawn(desk, asked, PLAIN)
    issues = (*proof.left_out, *drawn.issues)
    if asked.json:
        listed = [dataclasses.asdict(issue) for issue in issues]
        print(json.dumps({"pages": drawn.pages, "issues": listed}, ensure_ascii=False, indent=2))
    else:
        for issue in issues:
            print(f"{': '.join(filter(None, (issue.about, issue.field, issue.kind)))}: {issue.sentence}")
        print(f"{count(drawn.pages, 'page')}, {count(len(issues), 'thing')} to look at.")
    return 1 if issues else 0


def _drawn(desk: Desk, asked: argparse.Namespace, profile: Profile) -> tuple[Proof, Drawn]:
    job = _job(desk, asked, profile)
    speech = Speech(Language(asked.language), own=asked.own_language)
    records = papers.for_job(desk, job, tuple(asked.only), speech)
    proof = Proof(job, records, desk.day.schedule.event, desk.look)
    return proof, proof.draw()


def _printer(name: str, backends: Backends) -> Printer:
    found = all_printers.find(backends, Profiles().load())
    known = next((printer for printer in found.printers if printer.name == name), None)
    if known is None:
        names = ", ".join(printer.name for printer in found.printers)
        raise WorldTrouble(
            f"There is no printer “{name}”. {f'There are: {names}.' if names else 'There is none at all.'}"
        )
    return known


def _sent(desk: Desk, proof: Proof, version: int, printer: Printer, sheet: PrintFile) -> None:
    """Send a document and wait for its end; the journal says so before and after."""
    entries: list[str] = []
    ears = Ears(
        begins=lambda _: entries.append(printing.note_start(desk, proof, version, printer.name)),
        ended=lambda job: printing.note_end(desk, entries[-1], job.state),
    )
    queue = PrintQueue(all_printers.ways(), ears)
    number = queue.put(sheet, printer).number
    queue.wait(_PATIENCE_S)
    queue.close()
    job = queue.job(number)
    if job is not None and isinstance(job.state, Failed):
        raise WorldTrouble(job.state.reason)
    if job is None or not isinstance(job.state, Done):
        raise WorldTrouble(
            f"“{printer.name}” has not printed it within {_PATIENCE_S / 60:.0f} minutes. Look at the printer."
        )


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


def _job(desk: Desk, asked: argparse.Namespace, profile: Profile) -> Job:
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
        profile=profile,
    )


def _described(stock: Stock, fitting: tuple[Template, ...]) -> dict[str, object]:
    plain = dataclasses.asdict(stock)
    return plain | {"per_page": stock.per_page, "layouts": [template.id for template in fitting]}
