"""When something was last touched that stands on paper: one walk through the journal, entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coordinator.domain.concerns import meetings_of
from coordinator.domain.day import WALK_INS
from coordinator.domain.entries import (
    BadgeReplaced,
    PlanAdopted,
    PlanChanged,
    Redone,
    Replanned,
    RoundFilled,
    Undone,
    Verdict,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coordinator.domain.day import Day
    from coordinator.domain.entries import Change, Entry, Fact
    from coordinator.domain.schedule import Meeting, Schedule


class Touched(NamedTuple):
    """Tables and people by their ids, each with the place in the journal, from 0, of the entry that touched it last."""

    tables: dict[str, int]
    people: dict[str, int]


def badges(day: Day) -> Mapping[str, int]:
    """Return whose badge got another code, name or organisation."""
    found: dict[str, int] = {}
    for at, entry in _applied(day):
        fact = _meant(day, entry)
        if isinstance(fact, BadgeReplaced):
            found[fact.person] = at
    for at, before, after in _imports(day):
        old, new = _badge_texts(before), _badge_texts(after)
        for person in (p for p, text in new.items() if old.get(p, text) != text):
            found[person] = max(found.get(person, 0), at)
    return found


def signs(day: Day) -> Mapping[str, int]:
    """Return the tables whose signs got another text."""
    found: dict[str, int] = {}
    for at, before, after in _imports(day):
        old, new = _sign_texts(before), _sign_texts(after)
        found |= {table: at for table, text in new.items() if old.get(table, text) != text}
    return found


def meetings(day: Day) -> Touched:
    """Return whose meetings got another time, table or people, or are told otherwise: where they were, and where to."""
    trail = _Trail(day)
    for at, entry in _applied(day):
        trail.follow(at, entry)
    return trail.touched


class _Place(NamedTuple):
    """Where a meeting is and who sits there."""

    slot: str | None
    table: str | None
    people: tuple[str, ...]


class _Trail:
    """Follows every meeting through the day."""

    def __init__(self, day: Day) -> None:
        self._day = day
        self._plan = day.books.plans[WALK_INS]
        self._moved: dict[str, _Place] = {}
        self._before: dict[str, dict[str, _Place | None]] = {}
        self._after: dict[str, dict[str, _Place | None]] = {}
        self._imports = {at: (before, after) for at, before, after in _imports(day)}
        self._plans = dict(_plans(day))
        self.touched = Touched({}, {})

    def follow(self, at: int, entry: Entry) -> None:
        """Take one more entry."""
        fact = _meant(self._day, entry)
        if isinstance(fact, PlanAdopted):
            self._switch(at)
            return
        concerned = tuple(dict.fromkeys(meetings_of(fact)))
        told = concerned if isinstance(fact, PlanChanged | RoundFilled | Replanned) else ()
        for meeting in told:
            # Where it was planned, paper says where it went.
            self._touch(at, _planned(self._plan.meeting_by_id.get(meeting)))
            self._touch(at, self._place(meeting))
        self._move(entry, concerned)
        for meeting in told:
            self._touch(at, self._place(meeting))

    def _move(self, entry: Entry, concerned: tuple[str, ...]) -> None:
        """Put meetings where an entry leaves them; what something happened to stays there when another plan comes."""
        match entry.fact:
            case Undone(target):
                self._put(self._before.get(target, {}))
            case Redone(target):
                self._put(self._after.get(target, {}))
            case fact:
                self._before[entry.id] = {meeting: self._moved.get(meeting) for meeting in concerned}
                self._put({meeting: self._place(meeting) for meeting in concerned})
                self._put({change.meeting: _placed(change) for change in getattr(fact, "changes", ())})
                self._after[entry.id] = {meeting: self._moved.get(meeting) for meeting in concerned}

    def _switch(self, at: int) -> None:
        """Go over to another plan: what was moved stays there, with its new people if it had the planned ones."""
        self._plan = self._day.books.plans[self._plans[at]]
        if at not in self._imports:
            return
        before, after = self._imports[at]
        self._touch_all(at, before, after)
        for meeting in _differences(before, after):
            old, new = before.meeting_by_id.get(meeting), after.meeting_by_id.get(meeting)
            moved = self._moved.get(meeting)
            for place in (_planned(old), _planned(new), moved):
                self._touch(at, place)
            if moved and old and new and moved.people == old.people:
                self._moved[meeting] = moved._replace(people=new.people)

    def _touch_all(self, at: int, before: Schedule, after: Schedule) -> None:
        """Touch the papers on which an import changes more than meetings; another timetable stands on all of them."""
        whole = before.slots != after.slots
        old, new = _own_words(before), _own_words(after)
        for kind, known in (key for key in new if whole or old.get(key, new[key]) != new[key]):
            (self.touched.tables if kind == "table" else self.touched.people)[known] = at

    def _place(self, meeting: str) -> _Place | None:
        return self._moved.get(meeting) or _planned(self._plan.meeting_by_id.get(meeting))

    def _put(self, places: Mapping[str, _Place | None]) -> None:
        for meeting, place in places.items():
            if place is None:
                self._moved.pop(meeting, None)
            else:
                self._moved[meeting] = place

    def _touch(self, at: int, place: _Place | None) -> None:
        if place is not None:
            self.touched.people.update(dict.fromkeys(place.people, at))
            if place.table:
                self.touched.tables[place.table] = at


def _planned(meeting: Meeting | None) -> _Place | None:
    return _Place(meeting.slot, meeting.table, meeting.people) if meeting else None


def _placed(change: Change) -> _Place:
    return _Place(change.slot, change.table, (change.host, *change.guests))


def _applied(day: Day) -> Iterator[tuple[int, Entry]]:
    """Return the entries that had an effect, whether or not they were taken back, with their places."""
    for at, recorded in enumerate(day.history.values()):
        if recorded.verdict is Verdict.APPLIED:
            yield at, recorded.entry


def _meant(day: Day, entry: Entry) -> Fact:
    """Return the fact of an entry, or of the one that it takes back or brings back."""
    match entry.fact:
        case Undone(target) | Redone(target):
            return day.history[target].entry.fact
        case fact:
            return fact


def _plans(day: Day) -> Iterator[tuple[int, int]]:
    """Return the places at which another plan came into force, with its number."""
    adopted: list[int] = []
    for at, entry in _applied(day):
        fact = _meant(day, entry)
        if isinstance(fact, PlanAdopted):
            if isinstance(entry.fact, Undone):
                adopted.remove(fact.plan)
            else:
                adopted.append(fact.plan)
            yield at, adopted[-1] if adopted else WALK_INS


def _imports(day: Day) -> Iterator[tuple[int, Schedule, Schedule]]:
    """Return the places at which a plan followed another one; the first plan of the day changes no paper."""
    last = WALK_INS
    for at, plan in _plans(day):
        if WALK_INS not in (last, plan) and last != plan:
            yield at, day.books.plans[last], day.books.plans[plan]
        last = plan or last


def _differences(before: Schedule, after: Schedule) -> Iterator[str]:
    """Return the meetings of which a card or an agenda says something else after an import."""
    other_words = _other_words(before, after)
    for meeting in before.meeting_by_id.keys() | after.meeting_by_id.keys():
        old, new = before.meeting_by_id.get(meeting), after.meeting_by_id.get(meeting)
        same_place = old is not None and new is not None and _place_of(old) == _place_of(new)
        if not same_place or (other_words and new and not other_words.isdisjoint(_named(after, new))):
            yield meeting


def _place_of(meeting: Meeting) -> tuple[object, ...]:
    return meeting.slot, meeting.table, meeting.host, meeting.guests, meeting.rounds


def _other_words(before: Schedule, after: Schedule) -> frozenset[tuple[str, str]]:
    """Return the slots, tables and people that both plans have, but with another time, label or name."""
    texts = []
    for plan in (before, after):
        times = {("slot", slot.id): (slot.start, slot.end) for slot in plan.slots}
        labels = {("table", table.id): table.label for table in plan.tables}
        names = {("person", p.id): (p.name, _home(plan, p.organisation)) for p in plan.people}
        texts.append({**times, **labels, **names})
    old, new = texts
    return frozenset(known for known in old.keys() & new.keys() if old[known] != new[known])


def _own_words(plan: Schedule) -> dict[tuple[str, str], object]:
    """Return what stands on the card of a table and on the agenda of a person beside their meetings."""
    cards = {("table", table): text for table, text in _sign_texts(plan).items()}
    return cards | {("person", p.id): (p.name, _home(plan, p.organisation), p.unavailable) for p in plan.people}


def _named(plan: Schedule, meeting: Meeting) -> Iterator[tuple[str, str]]:
    """Return what a paper names when it tells of a meeting."""
    yield from (("slot", slot) for slot in plan.slots_of(meeting))
    yield ("table", meeting.table or "")
    yield from (("person", person) for person in meeting.people)


def _badge_texts(plan: Schedule) -> dict[str, tuple[str, str]]:
    return {p.id: (p.badge_name or p.name, _home(plan, p.organisation)) for p in plan.people}


def _sign_texts(plan: Schedule) -> dict[str, tuple[str, str, str]]:
    texts = {}
    for table in plan.tables:
        owner = plan.person_by_id.get(table.fixed_for or "")
        texts[table.id] = (table.label, table.room, _home(plan, owner.organisation) if owner else "")
    return texts


def _home(plan: Schedule, organisation: str) -> str:
    known = plan.organisation_by_id.get(organisation)
    return known.name if known else ""
