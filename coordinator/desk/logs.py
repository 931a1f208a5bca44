"""What the desk hands out as tables: the attendance log, the meetings, the badge tokens, and the plan as a workbook."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.reports import attendance, badges, csv_file, meetings, workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coordinator.desk.desk import Desk


class Log(StrEnum):
    """What can be exported."""

    ATTENDANCE = "attendance"
    MEETINGS = "meetings"
    BADGES = "badges"


def write(desk: Desk, log: Log, out: Path) -> int:
    """Write a log as CSV and return the number of its rows."""
    header, rows = table(desk, log)
    csv_file.write(out, header, rows)
    return len(rows)


def write_plan(desk: Desk, out: Path) -> int:
    """Write the plan as it stands as a workbook that can be imported again, and return the number of its rows."""
    return workbook.write_plan(out, desk.day)


def write_template(out: Path) -> None:
    """Write an empty workbook of the schedule format that explains itself."""
    workbook.write_template(out)


def table(desk: Desk, log: Log) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Return header and rows of a log as the day stands."""
    match log:
        case Log.ATTENDANCE:
            return attendance.HEADER, attendance.rows(desk.day)
        case Log.MEETINGS:
            return meetings.HEADER, meetings.rows(desk.day)
        case Log.BADGES:
            return badges.HEADER, badges.rows(desk.day)
