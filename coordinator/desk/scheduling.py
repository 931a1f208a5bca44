"""A first schedule at the desk: what there is to schedule, and the transaction that puts it in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.desk.answers import Answer, Done, Refusal
from coordinator.planning.first_schedule import model_of_wishes
from coordinator.views.words import count

if TYPE_CHECKING:
    from coordinator.desk.desk import Desk
    from coordinator.planning.first_schedule import FirstSchedule
    from coordinator.planning.replan.event import EventModel

_TOLD = 3  # broken rules that are told at once


def to_schedule(desk: Desk) -> EventModel:
    """Return the accepted requests of the event, and all that a schedule of them must keep to."""
    return model_of_wishes(desk.day, desk.now, desk.policy)


def adopt(desk: Desk, found: FirstSchedule) -> Answer:
    """Make a first schedule the plan in force, if it is of the plan as it is and breaks no rule."""
    if not found.added:
        return Refusal("This schedule adds no meeting, so the plan stays as it is.")
    if found.before is not desk.day.schedule:
        return Refusal("The plan has changed in the meantime; make the schedule again.")
    broken = desk.outlook(found.schedule).findings
    if broken:
        told = " ".join(finding.sentence for finding in broken[:_TOLD])
        return Refusal(f"This schedule would break a rule of the event: {told}")
    answer = desk.adopt(found.schedule)
    if isinstance(answer, Refusal):
        return answer
    return Done(f"First schedule: {count(len(found.added), 'meeting')}", answer.entries, answer.saved)
