"""The command that makes a first schedule of the accepted requests, and puts it in force if asked to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coordinator.cli.commands import accepted_entry
from coordinator.desk.replanning import Replanning
from coordinator.desk.scheduling import adopt, to_schedule
from coordinator.domain.trouble import WorldTrouble
from coordinator.planning.first_schedule import first_schedule
from coordinator.planning.replan.asking import Ask, Proof
from coordinator.planning.words import hhmm
from coordinator.views.words import count

if TYPE_CHECKING:
    import argparse

    from coordinator.desk.desk import Desk
    from coordinator.planning.first_schedule import FirstSchedule
    from coordinator.planning.replan.asking import Outcome


def schedule(desk: Desk, asked: argparse.Namespace) -> int:
    """Print what a first schedule would be; make it the plan in force if asked to."""
    if not 0 < asked.seconds < 1e6:
        raise WorldTrouble("--seconds needs a number above 0.")
    event = to_schedule(desk)
    outcome = Replanning(event.model, Ask(asked.seconds, 0, asked.seed, points=False, dense=True)).run()
    if outcome is None:
        raise WorldTrouble("The search was stopped before it had a schedule.")
    found = first_schedule(event, outcome, desk.day.schedule)
    if not asked.json:
        _print(found, outcome)
    entry = accepted_entry(adopt(desk, found)) if asked.accept else None
    if asked.json:
        print(json.dumps({**_document(found, outcome), "entry": entry}, ensure_ascii=False, indent=2))
    elif entry:
        print(f"This is the plan now: {count(len(found.schedule.meetings), 'meeting')} ({entry})")
    return 0


def _print(found: FirstSchedule, outcome: Outcome) -> None:
    print(f"{len(found.added)} of {count(found.wanted, 'wanted meeting')} placed in {outcome.seconds:.1f} s.")
    if found.not_placed and outcome.proof is not Proof.NONE:
        print("It is proven that no schedule grants requests of more value.")
    most = f", at most {found.most_gaps} for one person" if found.gaps else ""
    print(f"{count(found.gaps, 'gap')} between meetings{most}.")
    if found.longest:
        day = found.longest
        span = f"{count(day.meetings, 'meeting')} in {count(day.rounds, 'round')}"
        print(f"The longest day: {day.name}, {hhmm(day.begin)} to {hhmm(day.end)}, {span}.")
    for missing in found.not_placed:
        print(f"Not placed: {missing.title}. {missing.why}")
    for note in outcome.notes:
        print(note)


def _document(found: FirstSchedule, outcome: Outcome) -> dict[str, Any]:
    day = found.longest
    return {
        "wanted": found.wanted,
        "placed": len(found.added),
        "gaps": found.gaps,
        "most_gaps_of_one_person": found.most_gaps,
        "longest_day": day
        and {
            "person": day.person,
            "from": day.begin.isoformat(),
            "to": day.end.isoformat(),
            "rounds": day.rounds,
            "meetings": day.meetings,
        },
        "proven_most_value": outcome.proof is not Proof.NONE,
        "seconds": round(outcome.seconds, 3),
        "meetings": [
            {
                "meeting": meeting.id,
                "host": meeting.host,
                "guests": list(meeting.guests),
                "slot": meeting.slot,
                "table": meeting.table,
                "request": meeting.source_request or None,
            }
            for meeting in found.added
        ],
        "not_placed": [
            {"request": no.request, "people": list(no.people), "title": no.title, "why": no.why}
            for no in found.not_placed
        ],
        "notes": list(outcome.notes),
    }
