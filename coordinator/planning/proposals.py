"""Ways to repair one broken meeting, ranked: each with its reason, its effects and who must be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.entries import PlanChanged, RepairKind
from coordinator.domain.schedule import MeetingStatus
from coordinator.planning import finders, words
from coordinator.planning.broken import Case
from coordinator.planning.find import ENOUGH, Tier, may_still_come, short_id
from coordinator.planning.obstacles import nearest_obstacle
from coordinator.planning.rules import Placement, as_it_stands, is_intact, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coordinator.domain.day import MeetingNow
    from coordinator.domain.entries import Change
    from coordinator.planning.find import Find
    from coordinator.planning.problem import Problem


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to repair a broken meeting, with everything the person at the desk must know before choosing it.

    `id` is the same for the same answer to the same state. `certain` is false where it depends on somebody who is
    neither here nor announced. `waits_until` is UTC milliseconds.
    """

    id: str
    meeting: str
    kind: RepairKind
    title: str
    reason: str
    effects: tuple[str, ...]
    tells: tuple[str, ...]
    before: str
    after: str
    changes: tuple[Change, ...] = ()
    waits_until: int | None = None
    expects: str | None = None
    certain: bool = True

    def fact(self) -> PlanChanged:
        """Return what the journal keeps once staff accept."""
        return PlanChanged(self.meeting, self.kind, self.changes, self.waits_until, self.expects)


@dataclass(frozen=True, slots=True)
class Offers:
    """The proposals for one meeting, the best first; `blocked` says why there is none but to leave it empty."""

    meeting: str
    proposals: tuple[Proposal, ...] = ()
    blocked: str = ""


def propose(problem: Problem, meeting_id: str) -> Offers:
    """Find what can be done about a broken meeting, or one that is about to break."""
    meeting = problem.meetings.get(meeting_id)
    if meeting is None:
        return Offers(meeting_id, blocked=f"Meeting {meeting_id} is not in the plan.")
    sound = _needs_no_repair(problem, meeting)
    if sound:
        return Offers(meeting_id, blocked=sound)
    case = Case.of(problem, meeting)
    found = [find for finder in finders.FINDERS for find in _best_of(finder(problem, case))]
    found.sort(key=lambda find: find.rank)
    proposals = tuple(_proposal(case, find) for find in found)
    empty = _proposal(case, finders.leave_empty(problem, case))
    blocked = "" if proposals else nearest_obstacle(problem, case)
    return Offers(meeting_id, (*_distinct(proposals), empty), blocked)


def still_holds(problem: Problem, proposal: Proposal) -> tuple[str, ...]:
    """Say what no longer holds of a proposal that was made for an earlier state; nothing if it can be accepted."""
    meeting = problem.meetings.get(proposal.meeting)
    if meeting is None:
        return (f"Meeting {proposal.meeting} is not in the plan.",)
    if meeting.version != proposal.expects:
        return (f"The meeting of {words.meeting_of(problem, meeting)} was changed in the meantime.",)
    return tuple(dict.fromkeys((*_premises(problem, meeting, proposal), *_places(problem, meeting, proposal))))


def _premises(problem: Problem, meeting: MeetingNow, proposal: Proposal) -> Iterator[str]:
    sound = _needs_no_repair(problem, meeting)
    if sound:
        yield sound
    if proposal.waits_until is not None and proposal.waits_until <= problem.now.timestamp() * 1000:
        yield "The time to wait is over."
    if proposal.kind is RepairKind.WAIT:
        for person in Case.of(problem, meeting).missing:
            if not may_still_come(problem, person):
                yield f"{words.who(problem, person)} does not come any more."
    for change in proposal.changes:
        other = problem.meetings.get(change.meeting)
        if (other.version if other else None) != change.expects or (change.request and other):
            yield "A meeting that this repair needs was changed in the meantime."
        if change.request and not any(wish.request == change.request for wish in problem.wishes):
            yield "The wish that would be filled is not open any more."


def _places(problem: Problem, meeting: MeetingNow, proposal: Proposal) -> Iterator[str]:
    placements = [
        Placement(
            change.meeting,
            change.host,
            change.guests,
            problem.round_of.get(change.slot),
            change.table,
            proposal.kind,
            meeting.id,
            change.slot,
            tuple(other.meeting for other in proposal.changes),
        )
        for change in proposal.changes
    ]
    if proposal.kind is RepairKind.WAIT:
        placements.append(as_it_stands(problem, meeting, waiting=True))
    for placement in placements:
        for objection in why_not(problem, placement):
            yield objection.sentence


def _needs_no_repair(problem: Problem, meeting: MeetingNow) -> str:
    sides = words.meeting_of(problem, meeting)
    match meeting.status:
        case MeetingStatus.RUNNING:
            return f"The meeting of {sides} is running."
        case MeetingStatus.HELD:
            return f"The meeting of {sides} was held."
        case MeetingStatus.CANCELLED:
            return f"The meeting of {sides} was given up; undo that first."
        case MeetingStatus.MISSED:
            return f"It is settled what becomes of the meeting of {sides}; undo that first." if meeting.settled else ""
        case MeetingStatus.PLANNED:
            if is_intact(problem, meeting):
                return f"Nobody is missing from the meeting of {sides}."
            slot = problem.slot_of(meeting)
            unsaid = slot is not None and problem.is_over(slot) and not Case.of(problem, meeting).missing
            return f"Nobody has said yet whether the meeting of {sides} took place." if unsaid else ""


def _best_of(finds: Iterator[Find]) -> list[Find]:
    return sorted(finds, key=lambda find: find.rank)[:ENOUGH]


def _distinct(proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    return tuple({proposal.id: proposal for proposal in reversed(proposals)}.values())[::-1]


def _proposal(case: Case, find: Find) -> Proposal:
    told = words.count(len(find.tells), "person", "people")
    return Proposal(
        id=short_id(case.meeting, find),
        meeting=case.meeting.id,
        kind=find.kind,
        title=find.title,
        reason=find.reason,
        effects=(find.moved or "Nobody else moves", f"{told} told", *find.losses),
        tells=find.tells,
        before=find.before,
        after=find.after,
        changes=find.changes,
        waits_until=find.waits_until,
        expects=case.meeting.version,
        certain=find.tier is not Tier.HOPE,
    )
