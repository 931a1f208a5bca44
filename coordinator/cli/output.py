"""The commands that write paper, logs and workbooks."""

from __future__ import annotations

import dataclasses
import io
import json
import sys
from typing import TYPE_CHECKING

from coordinator.desk import logs, papers
from coordinator.desk.logs import Log
from coordinator.domain.printing import Document
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper import offering
from coordinator.views.words import count

if TYPE_CHECKING:
    import argparse

    from coordinator.desk.desk import Desk

PLAN = "plan"


def printed(desk: Desk, asked: argparse.Namespace) -> int:
    """Write badges, signs, cards or agendas as PDF, and say what to look at before it is printed."""
    result = papers.write(
        desk, offering.job(Document(asked.what), design=desk.look.design), asked.output, tuple(asked.only)
    )
    for issue in result.issues:
        sys.stderr.write(f"{issue.sentence}\n")
    if not result.pages:
        raise WorldTrouble("Nothing was printed.")
    print(f"Wrote {count(result.pages, 'page')} to {asked.output}.")
    return 0


def preflight(desk: Desk, asked: argparse.Namespace) -> int:
    """Print what to look at before a document is printed, by person and field; exit code 1 if there is anything."""
    result = papers.write(
        desk, offering.job(Document(asked.what), design=desk.look.design), io.BytesIO(), tuple(asked.only)
    )
    if asked.json:
        listed = [dataclasses.asdict(issue) for issue in result.issues]
        print(json.dumps({"pages": result.pages, "issues": listed}, ensure_ascii=False, indent=2))
    else:
        for issue in result.issues:
            print(f"{': '.join(filter(None, (issue.about, issue.field, issue.kind)))}: {issue.sentence}")
        print(f"{count(result.pages, 'page')}, {count(len(result.issues), 'thing')} to look at.")
    return 1 if result.issues else 0


def exported(desk: Desk, asked: argparse.Namespace) -> int:
    """Write the attendance log, the meetings or the badge tokens as CSV, or the plan as a workbook."""
    if asked.what == PLAN:
        rows = logs.write_plan(desk, asked.output)
    else:
        rows = logs.write(desk, Log(asked.what), asked.output)
    print(f"Wrote {count(rows, 'row')} to {asked.output}.")
    return 0


def template(asked: argparse.Namespace) -> int:
    """Write an empty workbook of the schedule format."""
    logs.write_template(asked.output)
    print(f"Wrote an empty schedule to {asked.output}.")
    return 0
