"""What a search finds: one repair in words, what it is ranked by, and where it seats people."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from typing import TYPE_CHECKING

from coordinator.domain.day import Presence
from coordinator.domain.entries import Change, RepairKind
from coordinator.domain.schedule import MeetingStatus
from coordinator.planning import words
from coordinator.planning.masks import bits
from coordinator.planning.rules import Placement, allows, tables_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.domain.day import MeetingNow
    from coordinator.planning.broken import Case
    from coordinator.planning.problem import Problem

ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"

_PLACE = {kind: number for number, kind in enumerate(RepairKind)}

ENOUGH = 3
"""More choices than these of one kind are no help to somebody in a hurry."""


class Tier(IntEnum):
    """What a repair is worth before anything is counted; see docs/decisions/0003."""

    PROMISE = 0
    NEW = 1
    HOPE = 2
    NOTHING = 3


@dataclass(frozen=True, slots=True)
class Find:
    """A repair that breaks no rule, with its words and what it is ranked by; `moved` says who else moves."""

    kind: RepairKind
    tier: Tier
    title: str
    reason: str
    tells: tuple[str, ...]
    before: str
    after: str
    slot: int
    changes: tuple[Change, ...] = ()
    waits_until: int | None = None
    announced: bool = False
    value: int = 0
    table_moves: int = 0
    others_moved: int = 0
    moved: str = ""
    nothing_changes: bool = False
    losses: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[int, ...]:
        """Order repairs: nobody else moved, promise before new wish, value, nearer round, fewer changes."""
        changes = not self.nothing_changes
        return (self.others_moved, self.tier, -self.value, self.slot, changes, self.table_moves, _PLACE[self.kind])


def short_id(meeting: MeetingNow, find: Find) -> str:
    """Return a short text that is the same for the same answer to the same state of the meeting."""
    # Waiting for somebody who gave no time ends later every minute, yet stays the same proposal.
    until = find.waits_until if find.announced else None
    parts = (
        find.kind.value,
        meeting.version,
        until,
        [(c.meeting, *c.guests, c.host, c.slot, c.table) for c in find.changes],
    )
    number = int.from_bytes(hashlib.sha256(repr(parts).encode()).digest()[:3])
    return f"{meeting.id}-" + "".join(ID_LETTERS[number >> shift & 31] for shift in (15, 10, 5, 0))


def may_still_come(problem: Problem, person: str) -> bool:
    """Return whether this person is here or still expected, and would be let in."""
    known = problem.people.get(person)
    return known is not None and known.may_enter and known.presence.may_come


def seated(
    problem: Problem,
    case: Case,
    repair: RepairKind,
    people: Sequence[str],
    slot: int,
    *,
    meeting: str = "",
    along: MeetingNow | None = None,
) -> Placement | None:
    """Return the placement at the best allowed table: the old one, else the first that is free.

    Another meeting that goes `along` leaves its place as well.
    """
    meeting = meeting or case.meeting.id
    free = -1
    for covered in problem.span(meeting, slot):
        freed = problem.free_tables(covered, case.meeting.id)
        free &= freed | problem.free_tables(covered, along.id) if along is not None else freed
    candidates = tables_for(problem, people) & free
    old = problem.table_bit(problem.meetings.get(meeting, case.meeting).table) & candidates
    for number in chain(bits(old), bits(candidates & ~old)):
        table = problem.table_at(number)
        placement = Placement(
            meeting,
            people[0],
            tuple(people[1:]),
            slot,
            table.id,
            repair,
            case.meeting.id,
            problem.slots[slot].id,
            (along.id,) if along else (),
        )
        if allows(problem, placement):
            return placement
        if table.active:
            # What speaks against this one is not the table.
            return None
    return None


def change(problem: Problem, placement: Placement, *, request: str | None = None, expects: str | None = None) -> Change:
    """Return what the journal keeps of a placement."""
    slot, table = problem.slots[placement.slot or 0].id, placement.table or ""
    return Change(placement.meeting, placement.host, placement.guests, slot, table, request, expects)


def is_announced(problem: Problem, person: str) -> bool:
    """Return whether this person sent word, and the time they gave has not passed."""
    known = problem.people[person]
    return known.presence is Presence.LATE and known.expected is not None and known.expected >= problem.now


def away(problem: Problem, meeting: MeetingNow) -> tuple[list[str], list[str]]:
    """Return who of a meeting is neither here nor announced, and who is announced."""
    not_here = [person for person in meeting.people if not problem.is_here(person)]
    awaited = [person for person in not_here if is_announced(problem, person)]
    return [person for person in not_here if person not in awaited], awaited


def given_up(problem: Problem, case: Case) -> tuple[str, ...]:
    """Say what is lost to people who may still come."""
    if case.meeting.status is MeetingStatus.MISSED:
        return ()
    lost = [person for person in case.missing if may_still_come(problem, person)]
    return tuple(f"{words.who(problem, person)} loses this meeting" for person in lost)
