"""The commands that write logs and workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.desk import logs
from coordinator.desk.logs import Log
from coordinator.views.words import count

if TYPE_CHECKING:
    import argparse

    from coordinator.desk.desk import Desk

PLAN = "plan"


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
