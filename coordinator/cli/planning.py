"""The command that solves a planning problem from a file, without an event."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from coordinator.domain.trouble import WorldTrouble
from coordinator.planning.replan.asking import Ask
from coordinator.planning.replan.engine import solve
from coordinator.planning.replan.reading import read
from coordinator.planning.replan.result import document
from coordinator.views.words import count

if TYPE_CHECKING:
    import argparse
    from pathlib import Path
    from typing import Any


def plan(asked: argparse.Namespace) -> int:
    """Read a problem, plan the rest of its day anew, and write the result."""
    for number, what in ((asked.seconds, "seconds"), (asked.changes or 0, "changes"), (asked.lead, "lead")):
        if not 0 <= number < 1e9:
            raise WorldTrouble(f"--{what} needs a number that is not negative.")
    model = read(_problem(asked.problem), asked.lead)
    outcome = solve(model, Ask(asked.seconds, asked.changes, asked.seed, dense=not model.intact), time.perf_counter)
    _write(asked.output, document(outcome))
    figures = outcome.figures
    bound, status = "" if outcome.bound is None else f" of at most {outcome.bound}", outcome.proof.value.capitalize()
    print(
        f"{status}: {count(figures.recovered, 'meeting')} recovered, {figures.filled} filled, "
        f"value {figures.value}{bound}, {count(figures.changes, 'announced change')}, {outcome.seconds:.2f} s."
    )
    for note in outcome.notes:
        print(note)
    return 0


def _problem(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WorldTrouble(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise WorldTrouble(f"{path} is no JSON file; a planning problem is one JSON object.") from error


def _write(path: Path, result: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(result), encoding="utf-8")
    except OSError as error:
        raise WorldTrouble(f"{path} cannot be written: {error.strerror}.") from error
