"""The account of an import for the terminal: as lines for people, or as one JSON document."""

from __future__ import annotations

import dataclasses
import shlex
import sys
from typing import TYPE_CHECKING, Any

from coordinator.intake.decisions import Word
from coordinator.intake.kinds import kind_of

if TYPE_CHECKING:
    from coordinator.desk.importing import Outlook
    from coordinator.domain.schedule import Schedule
    from coordinator.intake.door import Intake
    from coordinator.intake.problems import Problem

_COUNTED = ("people", "organisations", "slots", "tables", "meetings", "requests", "checkpoints")
_ROWS = 8


def tell(intake: Intake, outlook: Outlook | None, entry: str) -> None:
    """Print what was understood and what would change; what is wrong goes to stderr."""
    for mapping in intake.mappings:
        known = ", ".join(f"{c.header} = {c.field}" for c in mapping.columns if c.field and c.header != c.field)
        if known:
            print(f"{_place(mapping.file, mapping.sheet)}, headers in row {mapping.header_line}: {known}")
    for found in intake.counts:
        print(f"{_place(found.file, found.sheet)}: {found.kind}, {_used(found.used)}, {found.left_out} left out")
    for left in intake.left_out:
        more = "…" if len(left.rows) > _ROWS else ""
        rows = f" (rows {', '.join(map(str, left.rows[:_ROWS]))}{more})" if left.rows else ""
        print(f"  left out of {_place(left.file, left.sheet)}: {left.reason}{rows}")
    for problem in intake.problems:
        sys.stderr.write(f"{_sentence(problem)}\n")
        for line in _how(problem):
            sys.stderr.write(f"    {line}\n")
    if outlook is not None and intake.schedule is not None:
        _tell_outlook(outlook)
        print(", ".join(f"{number} {kind}" for kind, number in _counts(intake.schedule).items()))
    if intake.schedule is not None:
        print(f"Imported ({entry})" if entry else "Not imported: nothing was written.")


def document(intake: Intake, outlook: Outlook | None, entry: str | None) -> dict[str, Any]:
    """Return the whole account as one document."""
    return {
        "ok": intake.schedule is not None,
        "entry": entry,
        "files": [{"name": source.name, "sha256": source.sha256} for source in intake.sources],
        "mapping": [dataclasses.asdict(mapping) for mapping in intake.mappings],
        "counts": _counts(intake.schedule) if intake.schedule else None,
        "sheets": [dataclasses.asdict(found) for found in intake.counts],
        "problems": [_problem(problem) for problem in intake.problems],
        "left_out": [dataclasses.asdict(left) for left in intake.left_out],
        "difference": dataclasses.asdict(outlook.difference) if outlook else None,
        "contradictions": [
            {**dataclasses.asdict(found), "options": list(found.options)} for found in outlook.contradictions
        ]
        if outlook
        else [],
        "no_longer_listed": [dataclasses.asdict(item) for item in outlook.no_longer_listed] if outlook else [],
        "clashes": [dataclasses.asdict(finding) for finding in outlook.findings] if outlook else [],
    }


def _tell_outlook(outlook: Outlook) -> None:
    print(f"What changes: {outlook.difference.summary}")
    for found in outlook.contradictions:
        sys.stderr.write(f"contradicts the day [{found.meeting}]: {found.sentence}\n")
        if Word.FILE in found.options:
            sys.stderr.write(f"    decide with: --keep-day {found.meeting}, or --take-file {found.meeting}\n")
    for item in outlook.no_longer_listed:
        sys.stderr.write(f"stays: {item.sentence}\n")
    for finding in outlook.findings:
        sys.stderr.write(f"no longer fits: {finding.sentence}\n")


def _problem(problem: Problem) -> dict[str, Any]:
    return {"kind": kind_of(problem), **dataclasses.asdict(problem), "answer_with": _how(problem)}


def _how(problem: Problem) -> list[str]:
    """Say how a question is answered, or a row left out, on the command line."""
    if problem.question and problem.options:
        options = [f"answer with: --answer {shlex.quote(f'{problem.key}={option}')}" for option in problem.options]
        previews = [preview.replace("\n", " / ") for preview in problem.previews]
        return [f"{how}   {preview}".rstrip() for how, preview in zip(options, _padded(previews, options), strict=True)]
    if problem.must_fix and problem.row is not None:
        place = ":".join(part for part in (problem.file, problem.sheet, str(problem.row)) if part)
        return [f"leave the row out with: --leave-out {shlex.quote(place)}"]
    return []


def _padded(previews: list[str], options: list[str]) -> list[str]:
    return [*previews, *[""] * (len(options) - len(previews))]


def _place(file: str, sheet: str) -> str:
    return f"{file}, sheet {sheet}" if sheet else file


def _used(rows: int) -> str:
    return f"{rows} {'row' if rows == 1 else 'rows'} used"


def _sentence(problem: Problem) -> str:
    where = _place(problem.file, problem.sheet)
    row = f", row {problem.row}" if problem.row else ""
    column = f", column {problem.column}" if problem.column else ""
    value = f" “{problem.value}”" if problem.value else ""
    return f"{problem.severity}: {where}{row}{column}{value}: {problem.sentence} {problem.todo}"


def _counts(schedule: Schedule) -> dict[str, int]:
    return {kind: len(getattr(schedule, kind)) for kind in _COUNTED}
