"""The import command: what was understood, what is wrong, what would change; then it is written, or not."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import TYPE_CHECKING, Any

from coordinator.desk.answers import Done, Refusal
from coordinator.domain.trouble import WorldTrouble
from coordinator.intake import compare, door
from coordinator.views.words import count

if TYPE_CHECKING:
    import argparse

    from coordinator.desk.desk import Desk
    from coordinator.domain.schedule import Schedule
    from coordinator.intake.compare import Difference
    from coordinator.intake.door import Intake
    from coordinator.intake.problems import Problem

_COUNTED = ("people", "organisations", "slots", "tables", "meetings", "requests", "checkpoints")


def imported(desk: Desk, asked: argparse.Namespace) -> int:
    """Read schedule files and make them the plan; with problems that must be fixed nothing is written."""
    intake = door.load(asked.files, desk.day.schedule.event)
    change = compare.difference(desk.day.schedule, intake.schedule) if intake.schedule else None
    clashes = desk.outlook(intake.schedule).findings if intake.schedule else ()
    entry = None
    if intake.schedule and not asked.dry_run:
        match desk.adopt(intake.schedule, intake.sources):
            case Refusal(sentence):
                raise WorldTrouble(sentence)
            case Done(_, entries, saved):
                if not saved:
                    raise WorldTrouble(f"The import was not saved: {desk.trouble}")
                entry = entries[-1]
    if asked.json:
        document = {**_document(intake, change, entry), "clashes": [dataclasses.asdict(clash) for clash in clashes]}
        print(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        _tell(intake, change, entry)
        for clash in clashes:
            sys.stderr.write(f"no longer fits: {clash.sentence}\n")
    if intake.schedule is None:
        raise WorldTrouble(f"Nothing was imported: {count(len(intake.must_fix), 'problem')} must be fixed first.")
    return 0


def _tell(intake: Intake, change: Difference | None, entry: str | None) -> None:
    for found in intake.counts:
        rows = f"{count(found.used, 'row')} used, {found.left_out} left out"
        print(f"{_place(found.file, found.sheet)}: {found.kind}, {rows}")
    for left in intake.left_out:
        more = "…" if len(left.rows) > 8 else ""
        rows = f" (rows {', '.join(map(str, left.rows[:8]))}{more})" if left.rows else ""
        print(f"  left out of {_place(left.file, left.sheet)}: {left.reason}{rows}")
    for problem in intake.problems:
        sys.stderr.write(f"{_sentence(problem)}\n")
    if change is not None:
        print(f"What changes: {change.summary}")
    if intake.schedule is not None:
        print(_size(intake.schedule))
        print(f"Imported ({entry})" if entry else "Dry run: nothing was written.")


def _place(file: str, sheet: str) -> str:
    return f"{file}, sheet {sheet}" if sheet else file


def _sentence(problem: Problem) -> str:
    where = _place(problem.file, problem.sheet)
    row = f", row {problem.row}" if problem.row else ""
    column = f", column {problem.column}" if problem.column else ""
    value = f" “{problem.value}”" if problem.value else ""
    return f"{problem.severity}: {where}{row}{column}{value}: {problem.sentence} {problem.todo}"


def _size(schedule: Schedule) -> str:
    counts = _counts(schedule)
    return ", ".join(f"{number} {kind}" for kind, number in counts.items())


def _counts(schedule: Schedule) -> dict[str, int]:
    return {kind: len(getattr(schedule, kind)) for kind in _COUNTED}


def _document(intake: Intake, change: Difference | None, entry: str | None) -> dict[str, Any]:
    return {
        "ok": intake.schedule is not None,
        "entry": entry,
        "files": [{"name": source.name, "sha256": source.sha256} for source in intake.sources],
        "mapping": [dataclasses.asdict(mapping) for mapping in intake.mappings],
        "counts": _counts(intake.schedule) if intake.schedule else None,
        "sheets": [dataclasses.asdict(found) for found in intake.counts],
        "problems": [dataclasses.asdict(problem) for problem in intake.problems],
        "left_out": [dataclasses.asdict(left) for left in intake.left_out],
        "difference": dataclasses.asdict(change) if change else None,
    }
