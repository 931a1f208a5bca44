"""Whether a plan made for an earlier state of the day still holds: every move is judged by every rule again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.entries import RepairKind
from coordinator.domain.schedule import MeetingStatus
from coordinator.planning import words
from coordinator.planning.replan.offer import StepKind
from coordinator.planning.rules import Placement, as_it_stands, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coordinator.planning.problem import Problem
    from coordinator.planning.replan.offer import PlanOffer, Step

_BEGUN = (MeetingStatus.RUNNING, MeetingStatus.HELD)


def offer_still_holds(problem: Problem, after: Problem, plan: PlanOffer) -> tuple[str, ...]:
    """Say what no longer holds of a plan; `after` is the day as it would be with the plan in force."""
    if not plan.steps:
        return ("This plan changes nothing.",)
    return tuple(dict.fromkeys((*_premises(problem, plan), *_moves(problem, plan), *_outcome(problem, after, plan))))


def _premises(problem: Problem, plan: PlanOffer) -> Iterator[str]:
    """Look whether every meeting is as it was when the plan was made."""
    wishes = {wish.request for wish in problem.wishes}
    for given in plan.instead_of:
        meeting = problem.meetings.get(given.meeting)
        slot = problem.slot_of(meeting) if meeting else None
        if meeting is None or meeting.version != given.expects:
            yield "A meeting that would be given up was changed in the meantime."
        elif slot is not None and problem.can_all_be_there(meeting, slot) and problem.is_open(meeting.table):
            yield f"The meeting of {words.meeting_of(problem, meeting)} may take place after all."
    for step in plan.steps:
        change, known = step.change, problem.meetings.get(step.change.meeting)
        if change.request and (known or change.request not in wishes):
            yield "A wish that would be filled is not open any more."
        elif not change.request and (known is None or known.version != change.expects or known.status in _BEGUN):
            yield f"The meeting of {step.title} was changed in the meantime."


def _moves(problem: Problem, plan: PlanOffer) -> Iterator[str]:
    """Look whether every meeting may leave its place and take the new one, were it alone in it."""
    leaving = {given.meeting for given in plan.instead_of} | {step.change.meeting for step in plan.steps}
    for step in plan.steps:
        change, slot = step.change, problem.round_of.get(step.change.slot)
        if slot is not None and slot < problem.coming:
            yield f"The round at {words.at(problem, slot)} has begun."
            continue
        placement = Placement(
            change.meeting,
            change.host,
            change.guests,
            slot,
            change.table,
            _repair(problem, step),
            None,
            change.slot,
            leaving,
        )
        for objection in why_not(problem, placement):
            yield objection.sentence


def _repair(problem: Problem, step: Step) -> RepairKind:
    if step.kind is StepKind.FILLED:
        return RepairKind.FILL
    known = problem.meetings.get(step.change.meeting)
    same = known is None or known.people == (step.change.host, *step.change.guests)
    return RepairKind.MOVE if same else RepairKind.SUBSTITUTE


def _outcome(problem: Problem, after: Problem, plan: PlanOffer) -> Iterator[str]:
    """Look whether the places fit together: nobody and no table twice, no pair twice, nobody over their maximum."""
    for step in plan.steps:
        meeting = after.meetings.get(step.change.meeting)
        if meeting is not None:
            for objection in why_not(after, as_it_stands(after, meeting)):
                yield objection.sentence
    for person in plan.tells:
        known, load = problem.people.get(person), len(after.load.get(person, ()))
        if known and known.limit is not None and load > max(known.limit, len(problem.load.get(person, ()))):
            yield f"{words.who(problem, person)} wants no more than {words.count(known.limit, 'meeting', 'meetings')}."
