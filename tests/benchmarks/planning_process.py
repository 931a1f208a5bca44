"""Plans problem files in a process of its own, so that its memory can be measured; started by tests.

Reads one JSON object a line (`problem`, `result`, `seconds`, and `changes`, `lead`, `points`, `clock` if they matter),
plans as `coordinator plan` does, and answers each with one line of figures.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memory import peak_memory

from coordinator.planning.replan.asking import Ask
from coordinator.planning.replan.engine import solve, warm_up
from coordinator.planning.replan.reading import read
from coordinator.planning.replan.result import document

if TYPE_CHECKING:
    from coordinator.planning.replan.asking import Improvement

PROCESSOR = "processor"
"""The clock that counts only what this process works; the search works in one thread, so others do not disturb it."""


def main() -> None:
    """Answer every line until there is no more."""
    for line in sys.stdin:
        print(json.dumps(planned(json.loads(line))), flush=True)


def planned(job: dict[str, Any]) -> dict[str, Any]:
    """Plan one problem, write the result, and say when plans came and how much memory it took."""
    problem = json.loads(Path(job["problem"]).read_text(encoding="utf-8"))
    clock = time.process_time if job.get("clock") == PROCESSOR else time.perf_counter
    warm_up()
    began = clock()
    model = read(problem, job.get("lead", 0))
    reading = clock() - began
    heard: list[tuple[float, int]] = []

    def hear(improvement: Improvement) -> None:
        heard.append((improvement.seconds, improvement.value))

    ask = Ask(job["seconds"], job.get("changes"), points=job.get("points", True))
    began = clock()
    outcome = solve(model, ask, clock, hear)
    took = clock() - began
    Path(job["result"]).write_text(json.dumps(document(outcome)), encoding="utf-8")
    # The first plan that is told is the announced one; what counts is the first that has more value.
    first = next((at for at, value in heard if value > heard[0][1]), None)
    return {"reading": reading, "seconds": took, "first": first, "memory": peak_memory()}


if __name__ == "__main__":
    main()
