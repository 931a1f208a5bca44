"""Which organisation, slot, table, meeting, request and checkpoint of a file is which of the event."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol, TypeVar

from coordinator.intake.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from coordinator.domain.people import Organisation
    from coordinator.domain.schedule import Checkpoint, Meeting, Request, Slot, Table


class Known(Protocol):
    """Anything that a schedule knows by an id."""

    @property
    def id(self) -> str:
        """The id."""


T = TypeVar("T", bound=Known)


def organisations(before: Sequence[Organisation], after: Sequence[Organisation]) -> dict[str, str]:
    """Pair organisations by their folded names."""
    return _pairs(before, after, lambda o: fold(o.name) or o.name, lambda o: o.id)


def slots(before: Sequence[Slot], after: Sequence[Slot]) -> dict[str, str]:
    """Pair slots by their ids where these are of one making, else by their times."""
    if _timetable_was_shifted(before, after):
        return {slot.id: slot.id for slot in after}
    return _pairs(before, after, lambda s: (s.start, s.end), lambda s: s.start, lambda s: s.id)


def tables(before: Sequence[Table], after: Sequence[Table]) -> dict[str, str]:
    """Pair tables by id and label, then by label and room, then by the label alone."""
    return _pairs(
        before,
        after,
        lambda t: (t.id, label_key(t.label)),
        lambda t: (label_key(t.label), fold(t.room)),
        lambda t: label_key(t.label),
        lambda t: t.id,
    )


def meetings(before: Sequence[Meeting], after: Sequence[Meeting]) -> dict[str, str]:
    """Pair meetings, whose people and places are already told as the event tells them.

    Ids of one making are meetings whatever became of them; else a meeting is its people, and its slot where these
    people meet twice.
    """
    known = {meeting.id: frozenset(meeting.people) for meeting in before}
    shared = [(known[meeting.id], frozenset(meeting.people)) for meeting in after if meeting.id in known]
    trusted = sum(1 for old, new in shared if old == new) * 2 >= len(shared)
    return _pairs(
        before,
        after,
        lambda m: (m.id, frozenset(m.people)) if trusted else None,
        lambda m: (frozenset(m.people), m.slot),
        lambda m: (m.id, frozenset(m.people)),
        lambda m: frozenset(m.people),
        lambda m: m.id if trusted else None,
    )


def requests(before: Sequence[Request], after: Sequence[Request]) -> dict[str, str]:
    """Pair requests by id and people, then by who wishes to meet whom."""
    return _pairs(
        before,
        after,
        lambda r: (r.id, r.from_person, r.to_person),
        lambda r: (r.from_person, r.to_person),
    )


def checkpoints(before: Sequence[Checkpoint], after: Sequence[Checkpoint]) -> dict[str, str]:
    """Pair checkpoints by id, then by name."""
    return _pairs(before, after, lambda c: c.id, lambda c: fold(c.name) or c.name)


def label_key(label: str) -> str:
    """Return the label of a table for comparison: 01 is 1."""
    return " ".join(part.lstrip("0") or "0" if part.isdigit() else part for part in fold(label).split()) or label


def _timetable_was_shifted(before: Sequence[Slot], after: Sequence[Slot]) -> bool:
    """Return whether the slots are the same ones in the same order, whatever their times have become."""
    old = [slot.id for slot in sorted(before, key=lambda slot: slot.start)]
    new = [slot.id for slot in sorted(after, key=lambda slot: slot.start)]
    return bool(new) and old == new


def _pairs(before: Iterable[T], after: Iterable[T], *keys: Callable[[T], Hashable | None]) -> dict[str, str]:
    """Pair things that are the only ones with a key on either side, key by key."""
    old, new = {thing.id: thing for thing in before}, {thing.id: thing for thing in after}
    found: dict[str, str] = {}
    for key in keys:
        known, arrived = _grouped(old.values(), key), _grouped(new.values(), key)
        for shared, ids in arrived.items():
            if len(ids) == 1 and len(known.get(shared, ())) == 1:
                found[ids[0]] = known[shared][0]
                del new[ids[0]], old[known[shared][0]]
    return found


def _grouped(things: Iterable[T], key: Callable[[T], Hashable | None]) -> dict[Hashable, list[str]]:
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for thing in things:
        shared = key(thing)
        if shared is not None:
            groups[shared].append(thing.id)
    return groups
