"""Plans a problem file as others would, for comparison: a general solver, or a plan that is frozen and filled greedily.

Shares no code with the planner. Reads one JSON object a line (`problem`, `result`, `seconds`, `who`) and answers each
with one line of figures; CP-SAT comes with the package ortools.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memory import peak_memory

if TYPE_CHECKING:
    from collections.abc import Iterable

BONUS = 12  # what makes a broken promise worth more than a new request
WORKERS = 2
Plan = dict[int, int]


@dataclass(slots=True)
class Hall:
    """A problem as the referee reads it: who can meet when, what is announced, what could be added."""

    intact: dict[int, Any] = field(default_factory=dict)
    added: dict[int, Any] = field(default_factory=dict)
    worth: dict[int, int] = field(default_factory=dict)
    slots: dict[int, list[int]] = field(default_factory=dict)
    pool: set[int] = field(default_factory=set)
    tables: dict[int, int] = field(default_factory=dict)


def understood(problem: Any) -> Hall:
    """Sort the meetings of a problem."""
    hall, people = Hall(), {p["id"]: p for p in problem["participants"]}
    homes = defaultdict(list)
    for table in problem["tables"]:
        homes[table["home"]].append(table)
    ahead = range(problem["now"] + 1, problem["slots"])
    hall.tables = {t: sum(t not in table["closed"] for table in homes[-1]) for t in ahead}
    pairs = {pair(m) for m in problem["meetings"] if m["state"] in ("held", "running")}
    pairs |= {pair(m) for m in problem["meetings"] if m["state"] == "planned" and stands(m, people, problem["now"])}
    for m in problem["meetings"]:
        if m["state"] in ("held", "running") or (m["state"] == "requested" and pair(m) in pairs):
            continue
        own = [*homes[m["a"]], *homes[m["b"]]]
        hall.slots[m["id"]] = [
            t
            for t in ahead
            if present(people[m["a"]], t)
            and present(people[m["b"]], t)
            and (not own or any(t not in table["closed"] for table in own))
        ]
        if not own:
            hall.pool.add(m["id"])
        if stands(m, people, problem["now"]):
            hall.intact[m["id"]] = m
        elif hall.slots[m["id"]]:
            hall.added[m["id"]] = m
            hall.worth[m["id"]] = m["value"] + (0 if m["state"] == "requested" else BONUS)
    return hall


def present(person: Any, slot: int) -> bool:
    """Return whether somebody is there in a slot."""
    return not person["no_show"] and person["arrive"] <= slot < person["leave"] and slot not in person["forb"]


def stands(m: Any, people: Any, now: int) -> bool:
    """Return whether a meeting is announced for a slot to come in which both are there."""
    ahead = m["state"] == "planned" and m["slot"] > now
    return ahead and present(people[m["a"]], m["slot"]) and present(people[m["b"]], m["slot"])


def pair(m: Any) -> frozenset[int]:
    """Return both sides of a meeting."""
    return frozenset((m["a"], m["b"]))


# -- freeze everything, fill greedily


def greedy(hall: Hall, seconds: float) -> tuple[Plan, dict[str, Any]]:
    """Leave every announced meeting where it is; the most valuable of the others takes the first slot that is free."""
    del seconds
    plan = {i: m["slot"] for i, m in hall.intact.items()}
    busy = {(p, m["slot"]) for m in hall.intact.values() for p in (m["a"], m["b"])}
    left = dict(hall.tables)
    for i, slot in plan.items():
        left[slot] -= i in hall.pool
    met: set[frozenset[int]] = set()
    for i in sorted(hall.added, key=lambda i: (-hall.worth[i], i)):
        m, needed = hall.added[i], int(i in hall.pool)
        for slot in hall.slots[i]:
            seats = {(m["a"], slot), (m["b"], slot)}
            if not seats & busy and left[slot] >= needed and pair(m) not in met:
                plan[i] = slot
                busy |= seats
                left[slot] -= needed
                met.add(pair(m))
                break
    return plan, {}


# -- CP-SAT


def general(hall: Hall, seconds: float) -> tuple[Plan, dict[str, Any]]:
    """Let CP-SAT look for most value, then fewest changes; it starts from the announced plan."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 (only this reference needs it)

    model = cp_model.CpModel()
    cells = {
        (i, t): model.new_bool_var("")
        for group in (hall.intact, hall.added)
        for i, m in group.items()
        for t in ([m["slot"]] if m["pinned"] and i in hall.intact else hall.slots[i])
    }
    groups: dict[Any, list[Any]] = defaultdict(list)
    for (i, t), cell in cells.items():
        m = hall.intact.get(i) or hall.added[i]
        for row in ((m["a"], t), (m["b"], t), *(("pool", t) for _ in range(i in hall.pool))):
            groups[row].append(cell)
        groups["meeting", i].append(cell)
        if i in hall.added:
            groups["pair", pair(m)].append(cell)
        model.add_hint(cell, i in hall.intact and t == m["slot"])
    for row, members in groups.items():
        if row[0] == "pool":
            model.add(sum(members) <= hall.tables[row[1]])
        elif row[0] == "meeting" and row[1] in hall.intact:
            model.add_exactly_one(members)
        else:
            model.add_at_most_one(members)
    weight = len(hall.intact) + 1
    gains = {(i, t): weight * hall.worth[i] if i in hall.added else -int(t != hall.intact[i]["slot"]) for i, t in cells}
    model.maximize(cp_model.LinearExpr.weighted_sum(list(cells.values()), [gains[key] for key in cells]))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    status = solver.solve(model)
    said = {"status": solver.status_name(status), "searched": solver.wall_time}
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return {i: m["slot"] for i, m in hall.intact.items()}, said
    values = solver.response_proto.solution
    return {i: t for (i, t), cell in cells.items() if values[cell.index]}, said


def worths(hall: Hall, cells: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Return what each place of a meeting is worth: value first, then as few changes as can be."""
    weight = len(hall.intact) + 1
    return {(i, t): weight * hall.worth[i] if i in hall.added else -int(t != hall.intact[i]["slot"]) for i, t in cells}


# -- tables, and the process


def seated(problem: Any, hall: Hall, plan: Plan) -> list[dict[str, int]]:
    """Give every meeting a table: its own where it can keep it, else its home, else one that is free."""
    meetings = {m["id"]: m for m in problem["meetings"]}
    tables = {table["id"]: table for table in problem["tables"]}
    taken: set[tuple[int, int]] = set()
    found = []
    stays = {i for i in plan if i in hall.intact and hall.intact[i]["slot"] == plan[i]}
    for i in sorted(plan, key=lambda i: (not meetings[i]["pinned"], i not in stays, i)):
        m, slot = meetings[i], plan[i]
        homes = [table for table in tables.values() if table["home"] in (m["a"], m["b"])]
        suited = homes or [table for table in tables.values() if table["home"] < 0]
        free = [table["id"] for table in suited if slot not in table["closed"] and (table["id"], slot) not in taken]
        table = m["table"] if i in stays and m["table"] in free else free[0]
        taken.add((table, slot))
        found.append({"id": i, "slot": slot, "table": table})
    return found


def answered(job: dict[str, Any]) -> dict[str, Any]:
    """Plan one problem, write the result, and say how long it took and how much memory."""
    problem = json.loads(Path(job["problem"]).read_text(encoding="utf-8"))
    hall = understood(problem)
    began = time.perf_counter()
    plan, said = {"greedy": greedy, "CP-SAT": general}[job["who"]](hall, job["seconds"])
    took = time.perf_counter() - began
    Path(job["result"]).write_text(json.dumps({"assign": seated(problem, hall, plan)}), encoding="utf-8")
    return {"seconds": took, "memory": peak_memory(), **said}


def main() -> None:
    """Answer every line until there is no more."""
    for line in sys.stdin:
        print(json.dumps(answered(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
