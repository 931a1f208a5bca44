"""The command that plans the rest of the day anew: the choices, how good they are, and what the chosen one changes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coordinator.cli.commands import accepted_entry, change_as_json, say
from coordinator.desk import choices
from coordinator.desk.replanning import RestOfDay
from coordinator.domain.trouble import WorldTrouble
from coordinator.planning.replan.offer import offer
from coordinator.views.replan import verdict
from coordinator.views.words import count

if TYPE_CHECKING:
    import argparse

    from coordinator.desk.desk import Desk
    from coordinator.planning.replan.asking import Outcome, Point
    from coordinator.planning.replan.event import EventModel
    from coordinator.planning.replan.offer import PlanOffer


def replan(desk: Desk, asked: argparse.Namespace) -> int:
    """Print the choices for the rest of the day and what the chosen one changes; carry it out if asked to."""
    if not 0 < asked.seconds < 1e6 or asked.changes < 0:
        raise WorldTrouble("--seconds needs a number above 0, and --changes one that is not negative.")
    event = desk.rest_of_day()
    outcome = RestOfDay(event.model, asked.seconds, seed=asked.seed).run()
    if outcome is None:
        raise WorldTrouble("The re-plan was stopped before it had a plan.")
    point = _chosen(outcome, asked.changes)
    plan = offer(event, point.slots)
    if not asked.json:
        _print(event, outcome, point, plan)
        return say(desk.accept(plan)) if asked.accept else 0
    entry = accepted_entry(desk.accept(plan)) if asked.accept else None
    print(json.dumps({**_document(event, outcome, point, plan), "entry": entry}, ensure_ascii=False, indent=2))
    return 0


def _chosen(outcome: Outcome, changes: int) -> Point:
    """Return the best point that moves no more meetings than allowed."""
    allowed = [point for point in outcome.points if point.changes <= changes]
    if not allowed:
        fewest = count(outcome.points[0].changes, "announced meeting")
        raise WorldTrouble(f"There is no plan without moving {fewest}; allow as many with --changes.")
    return max(allowed, key=lambda point: (point.value, -point.changes))


def _print(event: EventModel, outcome: Outcome, chosen: Point, plan: PlanOffer) -> None:
    now = choices.standing(event)
    print(
        f"The rest of the day: {count(now.stand, 'meeting')} stand, {now.broken} are broken, {now.wishes} wishes open."
    )
    for number, line in enumerate(choices.point_lines(event, outcome.points)):
        mark = "*" if outcome.points[number] is chosen else " "
        known = verdict(line, choices.proven(outcome, number))
        print(f"{mark} {line.words}. {known.words}.")
    print(plan.title)
    for number, step in enumerate(plan.steps, 1):
        print(f"{number}. {step.kind}: {step.title}   {step.before} → {step.after}")
    for sentence in (*plan.lost, *outcome.notes):
        print(sentence)
    if event.left_alone:
        print(f"{count(len(event.left_alone), 'meeting')} left as they are, because they break a rule as they stand.")


def _document(event: EventModel, outcome: Outcome, chosen: Point, plan: PlanOffer) -> dict[str, Any]:
    return {
        "points": [
            {
                "changes": line.changes,
                "value": line.value,
                "recovered": line.recovered,
                "new": line.new,
                "known": verdict(line, choices.proven(outcome, number)).words,
                "chosen": outcome.points[number] is chosen,
            }
            for number, line in enumerate(choices.point_lines(event, outcome.points))
        ],
        "value": plan.value,
        "value_at_most": outcome.bound,
        "proof": str(outcome.proof),
        "seconds": round(outcome.seconds, 3),
        "title": plan.title,
        "tells": list(plan.tells),
        "steps": [
            {
                "kind": str(step.kind),
                "title": step.title,
                "before": step.before,
                "after": step.after,
                **change_as_json(step.change),
            }
            for step in plan.steps
        ],
        "instead_of": [given.meeting for given in plan.instead_of],
        "lost": list(plan.lost),
        "left_alone": list(event.left_alone),
        "notes": list(outcome.notes),
    }
