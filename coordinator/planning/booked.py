"""Who and what the meetings of the day take, and when; only what an entry has changed is counted again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from coordinator.planning.wishes import Pair, pair, pool

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from coordinator.domain.day import MeetingNow
    from coordinator.planning.frame import Frame
    from coordinator.planning.wishes import Wish

    Rank = Callable[[str], int]

_Key = TypeVar("_Key")
Calendar = dict[str, dict[int, tuple[str, ...]]]

_FEW = 50  # changed meetings up to which what is known of the others is kept


@dataclass(frozen=True, slots=True)
class Places:
    """Which meetings that take place hold a person in a round, or a table, all in the order of the day.

    `busy` holds the rounds of people as bitmasks; `load` are the meetings of a person that have a round, `pairs` those
    of two people.
    """

    calendar: Calendar
    seating: Calendar
    busy: dict[str, int]
    load: dict[str, tuple[str, ...]]
    pairs: dict[Pair, tuple[str, ...]]

    @classmethod
    def of(cls, frame: Frame, meetings: Collection[MeetingNow], interpreters: Mapping[str, str]) -> Places:
        """Sort what these meetings take by person, table and pair."""
        calendar = _calendar(_people(frame, meetings, interpreters))
        return cls(
            calendar,
            _calendar(_tables(frame, meetings)),
            {person: _mask(rounds) for person, rounds in calendar.items()},
            grouped(_load(meetings)),
            grouped(_pairs(meetings)),
        )

    def changed(
        self,
        frame: Frame,
        known: Collection[MeetingNow],
        now: Collection[MeetingNow],
        interpreters: Mapping[str, str],
        rank: Rank,
    ) -> Places:
        """Return the places when some meetings are not as they were `known` any more, but as they are `now`."""
        out, into = [*_people(frame, known, interpreters)], [*_people(frame, now, interpreters)]
        calendar, busy = _rebooked(self.calendar, out, into, rank), dict(self.busy)
        for person in {person for person, _, _ in (*out, *into)}:
            busy[person] = _mask(calendar.get(person, ()))
            if not busy[person]:
                del busy[person]
        return Places(
            calendar,
            _rebooked(self.seating, [*_tables(frame, known)], [*_tables(frame, now)], rank),
            busy,
            _regrouped(self.load, [*_load(known)], [*_load(now)], rank),
            _regrouped(self.pairs, [*_pairs(known)], [*_pairs(now)], rank),
        )


@dataclass(frozen=True, slots=True)
class Booked:
    """The places of the day and what follows from them.

    `taken` holds the tables of every round as a bitmask. `broken` are the meetings that were missed and of which nobody
    has decided yet what becomes of them, `lasting` those of several rounds, `pool` the wishes nobody has a meeting for,
    `people` everybody whom a meeting names.
    """

    frame: Frame
    meetings: Mapping[str, MeetingNow]
    interpreters: Mapping[str, str]
    places: Places
    taken: tuple[int, ...]
    broken: tuple[MeetingNow, ...]
    lasting: Mapping[str, int]
    pool: tuple[Wish, ...]
    people: tuple[str, ...]

    @classmethod
    def of(
        cls,
        frame: Frame,
        meetings: Mapping[str, MeetingNow],
        interpreters: Mapping[str, str],
        before: Booked | None = None,
    ) -> Booked:
        """Count what the meetings take; what was known `before` is used as far as it is still true."""
        changed = before.differing(frame, meetings, interpreters) if before is not None else None
        if before is None or changed is None:
            return _listed(frame, meetings, interpreters, Places.of(frame, meetings.values(), interpreters))
        if not changed:
            return before
        rank = {meeting: number for number, meeting in enumerate(meetings)}.__getitem__
        known = [before.meetings[meeting] for meeting in changed if meeting in before.meetings]
        now = [meetings[meeting] for meeting in changed]
        places = before.places.changed(frame, known, now, interpreters, rank)
        if [_claim(m) for m in known] != [_claim(m) for m in now]:
            return _listed(frame, meetings, interpreters, places)
        broken = tuple(m for m in meetings.values() if m.is_broken)
        taken = _taken(places.seating, frame)
        return replace(before, meetings=meetings, places=places, taken=taken, broken=broken)

    def differing(
        self, frame: Frame, meetings: Mapping[str, MeetingNow], interpreters: Mapping[str, str]
    ) -> tuple[str, ...] | None:
        """Return the meetings that are not as they are here; None if there are many, or they come in another order."""
        old = self.meetings
        if frame is not self.frame or interpreters != self.interpreters:
            return None
        if any(one != other for one, other in zip(old, meetings, strict=False)) or len(old) > len(meetings):
            return None
        changed = [meeting for meeting, m in meetings.items() if (known := old.get(meeting)) is not m and known != m]
        return tuple(changed) if len(changed) <= _FEW else None


def _listed(
    frame: Frame, meetings: Mapping[str, MeetingNow], interpreters: Mapping[str, str], places: Places
) -> Booked:
    """Return the places with everything that follows from them."""
    broken = tuple(m for m in meetings.values() if m.is_broken)
    met = places.pairs.keys() | {pair(m.host, guest) for m in broken for guest in m.guests}
    served = {m.request for m in meetings.values() if m.request and (m.takes_place or m.is_broken)}
    return Booked(
        frame=frame,
        meetings=meetings,
        interpreters=interpreters,
        places=places,
        taken=_taken(places.seating, frame),
        broken=broken,
        lasting={m.id: m.rounds for m in meetings.values() if m.rounds > 1},
        pool=pool(frame.asked, frame.schedule.requests, met, served),
        people=tuple(dict.fromkeys(person for m in meetings.values() for person in (m.host, *m.guests))),
    )


def _claim(m: MeetingNow) -> tuple[str, tuple[str, ...], int, bool, str | None]:
    """Return what a meeting is counted by, whenever and wherever it is; while that is the same, so is the pool."""
    return m.id, m.people, m.rounds, m.takes_place or m.is_broken, m.request


# -- what meetings take, as far as they take place: a name, the round if it matters, and the meeting


def _people(
    frame: Frame, meetings: Iterable[MeetingNow], interpreters: Mapping[str, str]
) -> Iterator[tuple[str, int, str]]:
    for m in meetings:
        if m.takes_place:
            everybody = (*m.people, interpreters[m.id]) if m.id in interpreters else m.people
            for slot in _covered(frame, m):
                for person in everybody:
                    yield person, slot, m.id


def _tables(frame: Frame, meetings: Iterable[MeetingNow]) -> Iterator[tuple[str, int, str]]:
    return ((m.table, slot, m.id) for m in meetings if m.table and m.takes_place for slot in _covered(frame, m))


def _load(meetings: Iterable[MeetingNow]) -> Iterator[tuple[str, str]]:
    return ((person, m.id) for m in meetings if m.slot and m.takes_place for person in m.people)


def _pairs(meetings: Iterable[MeetingNow]) -> Iterator[tuple[Pair, str]]:
    return ((pair(m.host, guest), m.id) for m in meetings if m.takes_place for guest in m.guests)


def _covered(frame: Frame, meeting: MeetingNow) -> tuple[int, ...]:
    """Return the rounds a meeting takes; none if its slot is not known."""
    if meeting.rounds > 1:
        covered = frame.schedule.covered(meeting.slot, meeting.rounds)
        return tuple(frame.round_of[slot.id] for slot in covered)
    slot = frame.round_of.get(meeting.slot or "")
    return () if slot is None else (slot,)


def _calendar(cells: Iterable[tuple[str, int, str]]) -> Calendar:
    calendar: Calendar = {}
    for name, slot, meeting in cells:
        row = calendar.setdefault(name, {})
        row[slot] = (*row[slot], meeting) if slot in row else (meeting,)
    return calendar


def _taken(seating: Calendar, frame: Frame) -> tuple[int, ...]:
    taken = [0] * len(frame.slots)
    for table, used in seating.items():
        if table in frame.number_of:
            for slot in used:
                taken[slot] |= 1 << frame.number_of[table]
    return tuple(taken)


def _mask(rounds: Iterable[int]) -> int:
    return sum(1 << slot for slot in rounds)


def grouped(items: Iterable[tuple[_Key, str]]) -> dict[_Key, tuple[str, ...]]:
    """Return what belongs to every key, in the order in which it comes."""
    found: dict[_Key, tuple[str, ...]] = {}
    for key, item in items:
        found[key] = (*found[key], item) if key in found else (item,)
    return found


def _regrouped(
    groups: dict[_Key, tuple[str, ...]], out: Sequence[tuple[_Key, str]], into: Sequence[tuple[_Key, str]], rank: Rank
) -> dict[_Key, tuple[str, ...]]:
    """Return groups without some members and with others, each in the order of the day."""
    found: dict[_Key, tuple[str, ...]] = dict(groups)
    for key, meeting in out:
        found[key] = tuple(other for other in found[key] if other != meeting)
    for key, meeting in into:
        found[key] = tuple(sorted((*found.get(key, ()), meeting), key=rank))
    for empty in {key for key, _ in out if not found[key]}:
        del found[empty]
    return found


def _rebooked(
    calendar: Calendar, out: Sequence[tuple[str, int, str]], into: Sequence[tuple[str, int, str]], rank: Rank
) -> Calendar:
    """Return a calendar without some meetings and with others."""
    found = dict(calendar)
    for name in {name for name, _, _ in (*out, *into)}:
        gone = [(slot, meeting) for one, slot, meeting in out if one == name]
        come = [(slot, meeting) for one, slot, meeting in into if one == name]
        found[name] = _regrouped(found.get(name, {}), gone, come, rank)
        if not found[name]:
            del found[name]
    return found
