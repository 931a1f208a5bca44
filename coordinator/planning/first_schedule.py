"""A first schedule: the accepted requests of an event become meetings, and what stands already stays where it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from coordinator.domain.schedule import Meeting, MeetingStatus, RequestStatus
from coordinator.domain.trouble import WorldTrouble
from coordinator.planning import words
from coordinator.planning.problem import Problem
from coordinator.planning.replan.event import model_of
from coordinator.planning.replan.figures import idle, masks
from coordinator.planning.replan.offer import StepKind, offer
from coordinator.planning.wishes import by_person, pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.entries import Change
    from coordinator.domain.policy import Policy
    from coordinator.domain.schedule import Schedule
    from coordinator.planning.replan.asking import Outcome
    from coordinator.planning.replan.event import EventModel

_MOMENT = timedelta(minutes=1)


class CannotSchedule(WorldTrouble):
    """There is nothing to make a schedule of; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """Two people who want to meet and do not, and why."""

    request: str | None
    people: tuple[str, ...]
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class LongDay:
    """The day of whoever is in the hall for the most rounds from their first meeting to their last."""

    person: str
    name: str
    rounds: int
    meetings: int
    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class FirstSchedule:
    """A schedule with its new meetings, the one `before` it, and how good it is.

    `gaps` is how often anybody waits between two meetings.
    """

    before: Schedule
    schedule: Schedule
    added: tuple[Meeting, ...]
    not_placed: tuple[NotPlaced, ...]
    gaps: int
    most_gaps: int
    longest: LongDay | None

    @property
    def wanted(self) -> int:
        """Return how many meetings there should be more than before."""
        return len(self.added) + len(self.not_placed)


def model_of_wishes(day: Day, now: datetime, policy: Policy) -> EventModel:
    """Return what is to be scheduled; all rounds are open unless the event is under way."""
    rounds = day.schedule.meeting_slots
    if not rounds or not any(table.active for table in day.schedule.tables):
        raise CannotSchedule("A schedule needs rounds and tables; import a file that has them first.")
    if not rounds[0].start <= now < rounds[-1].end:
        now, policy = rounds[0].start - _MOMENT, replace(policy, lead=0)
    problem = Problem.of(day, now, policy)
    wishes = tuple(wish for wish in problem.wishes if wish.status is RequestStatus.ACCEPTED)
    event = model_of(replace(problem, wishes=wishes, wishes_of=by_person(wishes)))
    broken = sum(event.model.broken)
    if broken:
        are = "meeting of the plan cannot" if broken == 1 else "meetings of the plan cannot"
        raise CannotSchedule(f"{broken} {are} take place as it stands; repair the plan first (coordinator replan).")
    if not wishes and not event.items[len(event.model.intact) :]:
        raise CannotSchedule("There is nothing to schedule: every accepted request has its meeting.")
    return event


def first_schedule(event: EventModel, outcome: Outcome, before: Schedule) -> FirstSchedule:
    """Return the schedule with the meetings that a plan adds; none of the others is moved."""
    plan = offer(event, outcome.slots)
    if plan.count(StepKind.MOVED):
        raise CannotSchedule("The meetings of the plan cannot all stay where they are; coordinator replan mends that.")
    changes = [step.change for step in plan.steps if step.kind is not StepKind.RESEATED]
    added = tuple(_meeting(change, before) for change in changes)
    known = {meeting.id: meeting for meeting in added}
    kept = tuple(known.pop(meeting.id, meeting) for meeting in before.meetings)
    busy = _calendars(event, changes)
    gaps = [idle(masks(event.model), rounds) for rounds in busy.values()]
    return FirstSchedule(
        before=before,
        schedule=replace(before, meetings=(*kept, *known.values())),
        added=added,
        not_placed=tuple(_not_placed(event, changes, busy)),
        gaps=sum(gaps),
        most_gaps=max(gaps, default=0),
        longest=_longest(event.problem, busy),
    )


def _meeting(change: Change, before: Schedule) -> Meeting:
    known = before.meeting_by_id.get(change.meeting)
    if known is not None:
        return replace(known, host=change.host, guests=change.guests, slot=change.slot, table=change.table)
    return Meeting(
        change.meeting, change.host, change.guests, change.slot, change.table, source_request=change.request or ""
    )


def _calendars(event: EventModel, changes: Sequence[Change]) -> dict[str, int]:
    """Return the rounds in which everybody meets somebody, as bitmasks."""
    problem = event.problem
    busy = {person: problem.busy.get(person, 0) for person in problem.people}
    for change in changes:
        for person in (change.host, *change.guests):
            busy[person] |= 1 << problem.round_of[change.slot]
    return busy


def _longest(problem: Problem, busy: Mapping[str, int]) -> LongDay | None:
    """Find whoever has the most rounds of one date between coming and going, the first by name among equals."""
    dates: dict[date, int] = {}
    for number, slot in enumerate(problem.slots):
        dates[slot.start.date()] = dates.get(slot.start.date(), 0) | 1 << number
    found = None
    for person in sorted(busy, key=lambda one: (problem.people[one].name, one)):
        for rounds in dates.values():
            here = busy[person] & rounds
            if here:
                first, last = (here & -here).bit_length() - 1, here.bit_length() - 1
                if found is None or last - first + 1 > found.rounds:
                    begin, end = problem.slots[first].start, problem.slots[last].end
                    name = words.who(problem, person)
                    found = LongDay(person, name, last - first + 1, here.bit_count(), begin, end)
    return found


def _not_placed(event: EventModel, changes: Sequence[Change], busy: Mapping[str, int]) -> Iterator[NotPlaced]:
    problem = event.problem
    placed = {change.meeting for change in changes}
    pairs = {pair(change.host, guest) for change in changes for guest in change.guests}
    load = Counter(person for change in changes for person in (change.host, *change.guests))
    waiting = [meeting for meeting in problem.meetings.values() if _waits_for_a_place(meeting)]
    for meeting in waiting:
        if meeting.id not in placed:
            refused = _refused(problem, meeting.request, meeting.people, busy, load)
            rounds = problem.lasting.get(meeting.id)
            yield replace(refused, why=f"It lasts {rounds} rounds: give it a place by hand.") if rounds else refused
    for wish in problem.wishes:
        if pair(*wish.people) not in pairs:
            yield _refused(problem, wish.request, wish.people, busy, load)


def _waits_for_a_place(meeting: MeetingNow) -> bool:
    return meeting.status is MeetingStatus.PLANNED and meeting.slot is None


def _refused(
    problem: Problem, request: str | None, people: tuple[str, ...], busy: Mapping[str, int], load: Mapping[str, int]
) -> NotPlaced:
    title = f"{words.organisation(problem, people[0])} × {words.sides(problem, people[1:])}"
    return NotPlaced(request, people, title, _why(problem, people, busy, load))


def _why(problem: Problem, people: Sequence[str], busy: Mapping[str, int], load: Mapping[str, int]) -> str:
    """Say what stands in the way of a meeting as the schedule is now."""
    common = (1 << len(problem.slots)) - 1
    for person in people:
        known = problem.people.get(person)
        if known is None or not known.may_enter:
            return f"{words.who(problem, person)} is not registered to come."
        if not known.available & problem.later:
            return f"{words.who(problem, person)} is not there in any round."
        common &= known.available & problem.later
    if not common:
        return "They are never there in the same round."
    for person in people:
        known, held = problem.people[person], len(problem.load.get(person, ())) + load.get(person, 0)
        if known.limit is not None and held >= known.limit:
            most = words.count(known.limit, "meeting", "meetings")
            return f"{words.who(problem, person)} wants no more than {most}."
    free = {person: problem.people[person].available & problem.later & ~busy[person] for person in people}
    for person in people:
        if not free[person]:
            return f"{words.who(problem, person)} has no free round left."
    for rounds in free.values():
        common &= rounds
    return "No table is free in a round in which they are." if common else "They are never free in the same round."
