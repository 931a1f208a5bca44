"""The commands about the event file: new, import, check, backup, restore."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coordinator.desk import opening
from coordinator.domain.schedule import EventInfo
from coordinator.domain.trouble import WorldTrouble
from coordinator.views.words import count

if TYPE_CHECKING:
    import argparse

    from coordinator.desk.desk import Desk


def new(asked: argparse.Namespace) -> int:
    """Create an event file."""
    zone = asked.timezone or "UTC"
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WorldTrouble(f"There is no time zone “{zone}”; write one such as Europe/Madrid.") from None
    try:
        day = date.fromisoformat(asked.date) if asked.date else date.today()  # noqa: DTZ011 (today, here)
    except ValueError:
        raise WorldTrouble(f"“{asked.date}” is no date; write 2026-11-24.") from None
    opening.create(asked.event, EventInfo(asked.name or asked.event.stem, day, zone), desk=asked.desk).close()
    print(f"Created {asked.event}.")
    return 0


def backup(desk: Desk, asked: argparse.Namespace) -> int:
    """Write a checked copy of the event file."""
    desk.backup_to(asked.file)
    print(f"Backup written to {asked.file}.")
    return 0


def restore(asked: argparse.Namespace) -> int:
    """Bring an event back from a backup."""
    print(opening.restore(asked.file, asked.event))
    return 0


def check(desk: Desk, asked: argparse.Namespace) -> int:
    """Print every finding about file, journal and plan; exit code 1 if there is one."""
    findings = desk.check()
    if asked.json:
        document = {"ok": not findings, "findings": [dataclasses.asdict(finding) for finding in findings]}
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{finding.rule}: {finding.sentence}")
        print(count(len(findings), "finding") if findings else "Everything is in order.")
    return 1 if findings else 0
