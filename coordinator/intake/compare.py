"""What a second import changes, in sentences, before anybody accepts it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coordinator.domain.people import Organisation, Person
    from coordinator.domain.schedule import Checkpoint, EventInfo, Meeting, Request, Schedule, Slot, Table

_EVENT_WORDS = {
    "name": "name",
    "date": "date",
    "timezone": "time zone",
    "venue": "venue",
    "slot_minutes": "minutes of a round",
    "change_minutes": "minutes of change-over",
}


class _Known(Protocol):
    @property
    def id(self) -> str:
        """The id by which a thing is the same in two schedules."""


T = TypeVar("T", bound=_Known)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is new, changed or gone, and a sentence that says so."""

    id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Part:
    """What is new, changed and gone among the things of one kind, and how many are as before."""

    new: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    removed: tuple[Item, ...] = ()
    same: int = 0

    @property
    def is_same(self) -> bool:
        """Return whether nothing differs."""
        return not (self.new or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Difference:
    """How one schedule differs from another; `event` holds sentences about the event itself."""

    event: tuple[str, ...]
    people: Part
    organisations: Part
    slots: Part
    tables: Part
    meetings: Part
    requests: Part
    checkpoints: Part

    @property
    def is_same(self) -> bool:
        """Return whether the two schedules say the same."""
        return not self.event and all(part.is_same for part in self.parts.values())

    @property
    def parts(self) -> Mapping[str, Part]:
        """Map the word for each kind of thing to what became of it, the most important first."""
        return {
            "meetings": self.meetings,
            "people": self.people,
            "slots": self.slots,
            "tables": self.tables,
            "organisations": self.organisations,
            "requests": self.requests,
            "checkpoints": self.checkpoints,
        }

    @property
    def summary(self) -> str:
        """Return the counts in one sentence."""
        if self.is_same:
            return "This is the same schedule as before."
        told = []
        for word, part in self.parts.items():
            counts = (("new", part.new), ("changed", part.changed), ("gone", part.removed))
            shown = ", ".join(f"{len(items)} {how}" for how, items in counts if items)
            if shown:
                told.append(f"{word}: {shown}")
        return "; ".join(told + (["the event itself"] if self.event else [])) + "."


def difference(before: Schedule, after: Schedule) -> Difference:
    """Return what is new, changed or gone in `after`, thing by thing."""
    old, new = _Words(before), _Words(after)
    return Difference(
        event=_event(before.event, after.event),
        people=_part(before.person_by_id, after.person_by_id, old.person, new.person, _person_changes(old, new)),
        organisations=_part(
            before.organisation_by_id,
            after.organisation_by_id,
            lambda o: f"{o.name}.",
            lambda o: f"{o.name}.",
            _organisation_change,
        ),
        slots=_part(
            before.slot_by_id, after.slot_by_id, old.slot, new.slot, lambda a, b: _became(old.slot(a), new.slot(b))
        ),
        tables=_part(
            before.table_by_id,
            after.table_by_id,
            old.table,
            new.table,
            lambda a, b: _became(old.table(a), new.table(b)),
        ),
        meetings=_part(before.meeting_by_id, after.meeting_by_id, old.meeting, new.meeting, _meeting_changes(old, new)),
        requests=_part(
            before.request_by_id,
            after.request_by_id,
            old.request,
            new.request,
            lambda a, b: _became(old.request(a), new.request(b)),
        ),
        checkpoints=_part(
            before.checkpoint_by_id,
            after.checkpoint_by_id,
            _checkpoint,
            _checkpoint,
            lambda a, b: _became(_checkpoint(a), _checkpoint(b)),
        ),
    )


def _part(
    before: Mapping[str, T],
    after: Mapping[str, T],
    old: Callable[[T], str],
    new: Callable[[T], str],
    change: Callable[[T, T], str],
) -> Part:
    both = [(before[known], thing) for known, thing in after.items() if known in before]
    changed = [(a, b) for a, b in both if a != b]
    return Part(
        new=tuple(Item(thing.id, new(thing)) for known, thing in after.items() if known not in before),
        changed=tuple(Item(b.id, change(a, b)) for a, b in changed),
        removed=tuple(Item(thing.id, old(thing)) for known, thing in before.items() if known not in after),
        same=len(both) - len(changed),
    )


class _Words:
    """Says the things of one schedule in words."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule

    def name(self, person: str) -> str:
        known = self._schedule.person_by_id.get(person)
        return known.name if known else person

    def home(self, person: Person) -> str:
        known = self._schedule.organisation_by_id.get(person.organisation)
        return known.name if known else person.organisation

    def person(self, person: Person) -> str:
        return f"{person.name}, {self.home(person)}."

    def slot(self, slot: Slot) -> str:
        return f"{slot.id}: {slot.start:%Y-%m-%d %H:%M} to {slot.end:%H:%M}{' (break)' if slot.is_break else ''}."

    def table(self, table: Table) -> str:
        owner = f", bound to {self.name(table.fixed_for)}" if table.fixed_for else ""
        room = f", {table.room}" if table.room else ""
        return f"Table {table.label}{room}, {table.capacity} places{owner}{'' if table.active else ', not in use'}."

    def who(self, meeting: Meeting) -> str:
        return " and ".join(self.name(person) for person in meeting.people)

    def where(self, meeting: Meeting) -> str:
        slot, table = (
            self._schedule.slot_by_id.get(meeting.slot or ""),
            self._schedule.table_by_id.get(meeting.table or ""),
        )
        at = f"at {slot.start:%H:%M}" if slot else "without a time"
        return f"{at}, table {table.label}" if table else f"{at}, no table"

    def meeting(self, meeting: Meeting) -> str:
        return f"{self.who(meeting)} {self.where(meeting)}."

    def request(self, request: Request) -> str:
        names = f"{self.name(request.from_person)} wishes to meet {self.name(request.to_person)}"
        return f"{names} ({request.status}, rank {request.priority})."


def _person_changes(old: _Words, new: _Words) -> Callable[[Person, Person], str]:
    def told(before: Person, after: Person) -> str:
        if before.name != after.name:
            return f"{before.name} is now {after.name}, {new.home(after)}."
        if before.organisation != after.organisation:
            return f"{after.name} is now with {new.home(after)}, before with {old.home(before)}."
        words = [f.name.replace("_", " ") for f in fields(after) if getattr(before, f.name) != getattr(after, f.name)]
        return f"{after.name}: {', '.join(words)} changed."

    return told


def _meeting_changes(old: _Words, new: _Words) -> Callable[[Meeting, Meeting], str]:
    def told(before: Meeting, after: Meeting) -> str:
        if before.people != after.people:
            return f"{old.who(before)} became {new.who(after)} {new.where(after)}."
        if old.where(before) != new.where(after):
            return f"{new.who(after)}: {old.where(before)} became {new.where(after)}."
        if before.status != after.status:
            return f"{new.who(after)} {new.where(after)}: {before.status} became {after.status}."
        words = [f.name.replace("_", " ") for f in fields(after) if getattr(before, f.name) != getattr(after, f.name)]
        return f"{new.who(after)} {new.where(after)}: {', '.join(words)} changed."

    return told


def _organisation_change(before: Organisation, after: Organisation) -> str:
    if before.name != after.name:
        return f"{before.name} is now called {after.name}."
    return f"{after.name}: country or side changed."


def _checkpoint(checkpoint: Checkpoint) -> str:
    return f"{checkpoint.name} ({checkpoint.kind})."


def _became(before: str, after: str) -> str:
    return f"{before.rstrip('.')} became {after}" if before != after else f"{after.rstrip('.')}: details changed."


def _event(before: EventInfo, after: EventInfo) -> tuple[str, ...]:
    return tuple(
        f"The {word} of the event was {getattr(before, name) or 'empty'} and is now {getattr(after, name) or 'empty'}."
        for name, word in _EVENT_WORDS.items()
        if getattr(before, name) != getattr(after, name)
    )
