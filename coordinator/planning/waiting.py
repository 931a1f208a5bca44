"""Waiting: whether it makes sense, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coordinator.domain.entries import RepairKind
from coordinator.domain.schedule import MeetingStatus
from coordinator.planning import words
from coordinator.planning.find import Find, Tier, is_announced, may_still_come
from coordinator.planning.rules import allows, as_it_stands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coordinator.planning.broken import Case
    from coordinator.planning.problem import Problem

WORTH_A_TALK = timedelta(minutes=5)
"""Waiting is no use if less of the round than this is left."""

PATIENCE = timedelta(minutes=5)
"""How long to wait for somebody who has not said when they come."""


def waits(problem: Problem, case: Case) -> Iterator[Find]:
    """Find out whether it makes sense to wait for the missing side."""
    slot, meeting = case.slot, case.meeting
    if slot is None or not case.missing or not all(may_still_come(problem, person) for person in case.missing):
        return
    until, tier = _wait_until(problem, case, slot)
    if until is None or until + WORTH_A_TALK > problem.slots[slot].end:
        return
    wall = int(until.timestamp() * 1000)
    if meeting.status is MeetingStatus.PLANNED and (meeting.waits_until or 0) >= wall:
        return
    if slot <= problem.coming and not all(problem.is_here(person) for person in case.rest):
        return
    if not allows(problem, as_it_stands(problem, meeting, waiting=True)):
        return
    title, reason = _words_of_wait(problem, case, slot, until, tier)
    yield Find(
        RepairKind.WAIT,
        tier,
        title=title,
        reason=reason,
        tells=case.idle,
        before=words.label(problem, meeting.table, words.at(problem, slot)),
        after=words.label(problem, meeting.table, f"until {words.hhmm(until)}"),
        slot=slot,
        waits_until=wall,
        nothing_changes=tier is Tier.PROMISE and until <= problem.slots[slot].start,
        announced=tier is Tier.PROMISE and not all(problem.is_here(person) for person in case.missing),
    )


def _wait_until(problem: Problem, case: Case, slot: int) -> tuple[datetime | None, Tier]:
    start = problem.slots[slot].start
    away = [problem.people[person] for person in case.missing]
    soon = _next_minute(max(problem.now, start)) + PATIENCE
    if all(delegate.here and delegate.seen > problem.marked.get(case.meeting.id, -1) for delegate in away):
        return soon, Tier.PROMISE
    if all(delegate.here or is_announced(problem, delegate.id) for delegate in away):
        expected = [delegate.expected for delegate in away if delegate.expected is not None]
        if expected:
            return max(*expected, start), Tier.PROMISE
    waited = datetime.fromtimestamp((case.meeting.waits_until or 0) / 1000, start.tzinfo)
    grace_over = problem.now >= max(start + problem.policy.grace, waited)
    return (None if grace_over else soon), Tier.HOPE


def _words_of_wait(problem: Problem, case: Case, slot: int, until: datetime, tier: Tier) -> tuple[str, str]:
    away, here = words.sides(problem, case.missing), all(problem.is_here(person) for person in case.missing)
    names = words.joined(words.who(problem, person) for person in case.missing)
    be = words.is_or_are(case.missing)
    running = slot < problem.coming
    if tier is Tier.PROMISE and here:
        where = words.table(problem, case.meeting.table)
        in_time = words.minutes_left(problem, slot) if running else f"in time for {words.at(problem, slot)}"
        return f"Let them meet at {where} after all", f"{names} {be} here now; {in_time}."
    if tier is Tier.PROMISE:
        if until <= problem.slots[slot].start:
            when = words.joined(words.hhmm(d.expected) for p in case.missing if (d := problem.people[p]).expected)
            return f"Wait for {away}", f"{names} {be} expected at {when}, in time for {words.at(problem, slot)}."
        left = int((problem.slots[slot].end - until).total_seconds() // 60)
        reason = f"{names} {be} expected at {words.hhmm(until)}, which leaves {left} minutes of the round."
        return f"Wait for {away} until {words.hhmm(until)}", reason
    unseen = f"may still come, but {words.has_not_been_seen(case.missing)}"
    reason = f"{names} {f'{be} in the hall' if here else unseen}."
    title = f"Wait 5 more minutes for {away}" if running else f"Wait for {away} until {words.hhmm(until)}"
    return title, reason


def _next_minute(moment: datetime) -> datetime:
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + timedelta(minutes=1)
