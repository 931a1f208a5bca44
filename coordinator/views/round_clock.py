"""The round clock that stands at the same place on every screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.schedule import Moment, Phase, Schedule, Slot, moment
from coordinator.views.words import countdown, hhmm, span

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class RoundClock:
    """What the clock says: `share` is how much of the round, or of the wait for it, is over."""

    chip: str
    span: str
    word: str
    left: str
    share: float


def round_clock(schedule: Schedule, now: datetime) -> RoundClock:
    """Return what the round clock says at this moment."""
    at = moment(schedule, now)
    match at.phase:
        case Phase.RUNNING:
            return _running(at, now)
        case Phase.BEFORE:
            return _waiting("Before round 1", at, now, 0.0)
        case Phase.CHANGE:
            return _waiting(f"Change to {at.number + 1} / {at.rounds}", at, now, _over(schedule, at, now))
        case Phase.BREAK:
            return _waiting("Break", at, now, _over(schedule, at, now))
        case Phase.AFTER:
            return RoundClock("Day finished", f"{at.rounds} rounds", "", "", 1.0)
        case Phase.NO_SLOTS:
            return RoundClock("No schedule", "", "", "", 0.0)


def _running(at: Moment, now: datetime) -> RoundClock:
    slot = at.slot
    if slot is None:
        return RoundClock("", "", "", "", 0.0)
    chip = f"Round {at.number} / {at.rounds}"
    return RoundClock(chip, span(slot), "ends in", countdown(slot.end - now), _share(slot.start, slot.end, now))


def _waiting(chip: str, at: Moment, now: datetime, share: float) -> RoundClock:
    following = at.following
    if following is None:
        return RoundClock(chip, "", "", "", share)
    return RoundClock(chip, f"next {hhmm(following.start)}", "starts in", countdown(following.start - now), share)


def _over(schedule: Schedule, at: Moment, now: datetime) -> float:
    before: Slot = schedule.meeting_slots[at.number - 1]
    return _share(before.end, at.following.start, now) if at.following else 0.0


def _share(start: datetime, end: datetime, now: datetime) -> float:
    whole = (end - start).total_seconds()
    return max(0.0, min(1.0, (now - start).total_seconds() / whole)) if whole > 0 else 0.0
