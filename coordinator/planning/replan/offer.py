"""A plan for the rest of the day in the words of the event: what staff see and choose, and what the journal keeps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain.entries import Change, GivenUp, Replanned
from coordinator.domain.schedule import MeetingStatus
from coordinator.planning import words
from coordinator.planning.replan.figures import worth
from coordinator.planning.replan.tables import seat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.domain.day import MeetingNow
    from coordinator.planning.problem import Problem
    from coordinator.planning.replan.event import EventModel


class StepKind(StrEnum):
    """What a re-plan does with one meeting."""

    MOVED = "moved"
    RESEATED = "other table"
    RECOVERED = "recovered"
    FILLED = "filled"


@dataclass(frozen=True, slots=True)
class Step:
    """One meeting that a plan changes: who meets, and where they were and will be (`T8 · 09:40`)."""

    kind: StepKind
    change: Change
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PlanOffer:
    """A plan for the rest of the day, as it differs from the day.

    `value` is what recovered and filled meetings are worth together. `instead_of` are the broken meetings whose place
    is given away, `lost` says of them and of the other broken ones that they find no place.
    """

    steps: tuple[Step, ...]
    instead_of: tuple[GivenUp, ...]
    lost: tuple[str, ...]
    value: int

    @property
    def tells(self) -> tuple[str, ...]:
        """Return the ids of the people who must be told."""
        return tuple(dict.fromkeys(p for step in self.steps for p in (step.change.host, *step.change.guests)))

    def count(self, kind: StepKind) -> int:
        """Return how many meetings this happens to."""
        return sum(1 for step in self.steps if step.kind is kind)

    @property
    def title(self) -> str:
        """Say in a few words what the plan does."""
        said = {
            StepKind.RECOVERED: "recovered",
            StepKind.FILLED: "new",
            StepKind.MOVED: "moved",
            StepKind.RESEATED: "at another table",
        }
        parts = [f"{number} {word}" for kind, word in said.items() if (number := self.count(kind))]
        return f"Re-plan: {', '.join(parts)}" if parts else "Re-plan: nothing changes"

    def fact(self) -> Replanned:
        """Return what the journal keeps once staff accept."""
        return Replanned(tuple(step.change for step in self.steps), self.instead_of)


def offer(event: EventModel, slots: Sequence[int]) -> PlanOffer:
    """Say how a plan differs from the day; `slots` is the slot of every meeting of the model, -1 for none."""
    model, problem = event.model, event.problem
    tables = seat(model, slots)
    steps: list[Step] = []
    for n, slot in enumerate(slots):
        if slot >= 0 and not (model.announced[n] and (slot, tables[n]) == (model.origin[n], model.table[n])):
            steps.append(_step(event, n, slot, problem.table_at(tables[n]).id))
    placed = {event.items[n].meeting for n, slot in enumerate(slots) if slot >= 0}
    left = dict.fromkeys(item.meeting for n, item in enumerate(event.items) if model.broken[n])
    lost = [problem.meetings[meeting] for meeting in left if meeting not in placed]
    given = _in_the_way(problem, lost, [step.change for step in steps])
    value, _ = worth(model, slots)
    return PlanOffer(
        tuple(sorted(steps, key=lambda step: (problem.round_of[step.change.slot], step.kind, step.change.meeting))),
        tuple(GivenUp(meeting.id, meeting.version) for meeting in given),
        tuple(_lost(problem, meeting, is_given_up=meeting in given) for meeting in lost),
        value,
    )


def _step(event: EventModel, n: int, slot: int, table: str) -> Step:
    model, problem, item = event.model, event.problem, event.items[n]
    host, *guests = item.people
    known = problem.meetings.get(item.meeting)
    if model.announced[n]:
        kind = StepKind.MOVED if slot != model.origin[n] else StepKind.RESEATED
    else:
        kind = StepKind.RECOVERED if item.request is None else StepKind.FILLED
    change = Change(item.meeting, host, tuple(guests), problem.slots[slot].id, table, item.request, item.expects)
    title = f"{words.organisation(problem, host)} × {words.sides(problem, guests)}"
    if known and known.people != item.people:
        away = [person for person in known.people if person not in item.people]
        instead = [person for person in item.people if person not in known.people]
        title += f", {words.names(problem, instead)} instead of {words.names(problem, away)}"
    before = _where(problem, known) if known else "wish"
    return Step(kind, change, title, before, words.label(problem, table, words.at(problem, slot)))


def _where(problem: Problem, meeting: MeetingNow) -> str:
    slot = problem.slot_of(meeting)
    missed = " missed" if meeting.status is MeetingStatus.MISSED else ""
    return words.label(problem, meeting.table, f"{words.at(problem, slot)}{missed}") if slot is not None else "no place"


def _in_the_way(problem: Problem, lost: Sequence[MeetingNow], changes: Sequence[Change]) -> list[MeetingNow]:
    """Return the broken meetings that still hold a place, or a part of somebody's maximum, that the plan needs."""
    held = [m for m in lost if m.status is MeetingStatus.PLANNED and m.slot is not None]
    taken = {(c.slot, one) for c in changes for one in _held(problem, c.meeting, (c.host, *c.guests), c.table)}
    given = {m.id: m for m in held if any((m.slot, one) in taken for one in _held(problem, m.id, m.people, m.table))}
    by_person: dict[str, set[str]] = {}
    for change in changes:
        for person in (change.host, *change.guests):
            if problem.people[person].limit is not None:
                by_person.setdefault(person, set()).add(change.meeting)
    left = {change.meeting for change in changes}
    for person, placed in by_person.items():
        over = len({*problem.load.get(person, ())} - left - given.keys() | placed) - (problem.people[person].limit or 0)
        others = [m for m in held if person in m.people and m.id not in given]
        given |= {m.id: m for m in others[: max(0, over)]}
    return [m for m in lost if m.id in given]


def _held(problem: Problem, meeting: str, people: tuple[str, ...], table: str | None) -> tuple[str, ...]:
    """Name everything that one meeting at a time can have."""
    return (*people, *problem.interpreter_of(meeting), f"table {table}")


def _lost(problem: Problem, meeting: MeetingNow, *, is_given_up: bool) -> str:
    end = "is given up" if is_given_up else "finds no other place"
    return f"The meeting of {words.meeting_of(problem, meeting)}, {_where(problem, meeting)}, {end}."
