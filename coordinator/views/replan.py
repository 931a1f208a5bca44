"""The page of the re-plan in words: the points to choose from, how good they are, and what a plan changes."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from coordinator.domain.day import Presence
from coordinator.views.words import count, hhmm, person_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coordinator.domain.day import Day
    from coordinator.domain.entries import Change


@dataclass(frozen=True, slots=True)
class Standing:
    """How the rest of the day stands: meetings, wishes, people who are here or expected, and rounds to come."""

    stand: int
    broken: int
    wishes: int
    people: int
    rounds: int


@dataclass(frozen=True, slots=True)
class PointLine:
    """One choice: meetings that change their time against what is won.

    `more` is what it is worth above the choice before it, `gone` says why it no longer holds.
    """

    changes: int
    value: int
    recovered: int
    new: int
    more: int = 0
    note: str = ""
    gone: str = ""

    @property
    def title(self) -> str:
        """Say what the choice costs."""
        changing = count(self.changes, "meeting changes", "meetings change")
        return f"{changing} time" if self.changes else "No meeting changes time"

    @property
    def gain(self) -> str:
        """Say what the choice brings."""
        parts = [f"{self.recovered} recovered"] if self.recovered else []
        parts += [f"{self.new} new"] if self.new else []
        return " · ".join(parts) or "nothing new"

    @property
    def words(self) -> str:
        """Say the whole choice in one line."""
        gain = f"{self.recovered} recovered · {self.new} new"
        parts = (count(self.changes, "change"), gain, f"value {self.value}", self.note, self.gone)
        return " · ".join(part for part in parts if part)


def noted(lines: Sequence[PointLine]) -> tuple[PointLine, ...]:
    """Return the choices with what each of them has over the one before it."""
    found: list[PointLine] = []
    for line in lines:
        more, note = 0, "best without moving anybody" if len(lines) > 1 and not line.changes else ""
        if found:
            more = line.value - found[-1].value
            note = f"{more} more for {count(line.changes - found[-1].changes, 'more change')}"
        found.append(replace(line, more=more, note=note))
    return tuple(found)


def kept(found: Iterable[PointLine]) -> tuple[PointLine, ...]:
    """Return the choices than which none is worth as much with fewer changes, by rising changes."""
    best: list[PointLine] = []
    for line in sorted(found, key=lambda each: (each.changes, -each.value)):
        if not best or line.value > best[-1].value:
            best.append(line)
    return tuple(best)


@dataclass(frozen=True, slots=True)
class Proven:
    """What is known of a choice: no plan is worth more than `bound`; the best of the same cost; the best of all."""

    bound: int | None = None
    at_its_cost: bool = False
    of_all: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """How good a choice is, in two words and in a sentence; `sure` if nothing better can be found."""

    words: str
    sentence: str
    sure: bool = False


def verdict(point: PointLine, proven: Proven) -> Verdict:
    """Say how good a choice is, and no more than is proven."""
    most = proven.bound is not None and point.value >= proven.bound
    if proven.of_all or (most and not point.changes):
        fewer = "none of its worth moves fewer meetings" if point.changes else "nobody is moved"
        return Verdict("Proven best", f"No plan is worth more, and {fewer}.", sure=True)
    if most:
        sentence = "No plan is worth more; one that moves fewer meetings may exist."
        return Verdict("Proven best value", sentence, sure=True)
    if proven.at_its_cost:
        cost = f"moves at most {count(point.changes, 'meeting')}" if point.changes else "moves nobody"
        return Verdict("Proven best", f"No plan that {cost} is worth more.", sure=True)
    if proven.bound:
        gap = math.ceil(1000 * (proven.bound - point.value) / proven.bound) / 10
        sentence = f"No plan is worth more than {proven.bound}, however many meetings it moves."
        return Verdict(f"At most {gap:.1f} % below the best possible", sentence)
    return Verdict("Not proven", "Nothing is known about how much better a plan could be.")


class Step(Protocol):
    """One meeting that a plan changes."""

    @property
    def kind(self) -> str:
        """Return what happens to it."""

    @property
    def change(self) -> Change:
        """Return its people, round and table from now on."""

    @property
    def title(self) -> str:
        """Return who meets."""

    @property
    def before(self) -> str:
        """Return where it was."""

    @property
    def after(self) -> str:
        """Return where it will be."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of what a plan changes; `first` marks the first one of its round."""

    order: int
    round: str
    first: bool
    kind: str
    who: str
    before: str
    after: str
    tell: str


def differences(day: Day, steps: Iterable[Step]) -> tuple[Difference, ...]:
    """Return what a plan changes, round by round."""
    number = {slot.id: n for n, slot in enumerate(day.schedule.meeting_slots)}
    found: list[Difference] = []
    for step in sorted(steps, key=lambda each: number.get(each.change.slot, -1)):
        at = number.get(step.change.slot, -1)
        slot = day.schedule.slot_by_id.get(step.change.slot)
        found.append(
            Difference(
                order=at,
                round=hhmm(slot.start) if slot else "–",
                first=not found or found[-1].order != at,
                kind=step.kind,
                who=step.title,
                before=step.before,
                after=step.after,
                tell=", ".join(person_name(day, p) for p in (step.change.host, *step.change.guests)),
            )
        )
    return tuple(found)


def to_tell(day: Day, people: Sequence[str]) -> str:
    """Say how many people must be told, and how many of them are not in the hall."""
    if not people:
        return "Nobody need be told."
    away = sum(1 for person in people if day.presence(person) is not Presence.HERE)
    must = f"{count(len(people), 'person', 'people')} must be told"
    return f"{must}, {away} of them not here." if away else f"{must}; all of them are here."


def compared(breaking: int, recovered: int | None) -> str:
    """Say how many more meetings what is imagined would break, and how many of them a plan recovers."""
    if not breaking:
        return "No meeting would break."
    broken = f"{count(breaking, 'meeting')} would break"
    return f"{broken}." if recovered is None else f"{broken}, {recovered} of them could be recovered."
