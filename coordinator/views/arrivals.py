"""Who has come, who is still missing, and what was scanned last."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from coordinator.domain.checkin import BlankBadge
from coordinator.domain.day import Presence
from coordinator.domain.entries import CheckedIn, CheckedOut, ScanRefused, SeenAgain, WalkedIn
from coordinator.views.agenda import Mark
from coordinator.views.folding import natural
from coordinator.views.words import clock, hhmm, local, organisation_name, person_name, table_label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from coordinator.domain.day import Day, MeetingNow, Recorded
    from coordinator.domain.people import Person
    from coordinator.domain.schedule import Slot

LATELY = timedelta(minutes=10)
_MISSING = (Presence.UNKNOWN, Presence.LATE, Presence.LEFT)


@dataclass(frozen=True, slots=True)
class Group:
    """One side's organisations: how many have at least one person here."""

    side: str
    name: str
    here: int
    total: int


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many people are here, of how many; `trend` is a finished remark about the last minutes."""

    here: int
    total: int
    trend: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who is needed now or later and is not here."""

    person: str
    table: str
    name: str
    organisation: str
    due: str
    phone: str
    late: bool


@dataclass(frozen=True, slots=True)
class MissingList:
    """Everybody who has a meeting to come and is not here, the most urgent first, and how many they are."""

    rows: tuple[Missing, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ScanLine:
    """A scan that was."""

    mark: Mark
    name: str
    word: str
    time: str


def arrivals(day: Day, now: datetime) -> Arrivals:
    """Count who is here, people and organisations."""
    people = [p for p in day.people() if p.registration.may_enter]
    since = int((now - LATELY).timestamp() * 1000)
    came = {person for person, standing in day.standings.items() if standing.presence is Presence.HERE}
    late = {person for person, standing in day.standings.items() if (standing.arrived or 0) > since}
    here = {p.id for p in people if p.id in came}
    lately = sum(1 for p in people if p.id in late)
    trend = f"+{lately} in the last 10 min" if lately else ""
    return Arrivals(len(here), len(people), trend, _groups(day, people, here))


def missing(day: Day, now: datetime, most: int | None = None) -> MissingList:
    """Return who is needed in the running or a coming round and is not here; `most` rows are written."""
    known = {person for person, standing in day.standings.items() if standing.presence not in _MISSING}
    by_slot: dict[str | None, list[MeetingNow]] = defaultdict(list)
    for meeting in day.meetings.values():
        if not (meeting.host in known and known.issuperset(meeting.guests)) and meeting.is_open:
            # Most meetings last one round, and at a large event this line is where the time goes.
            for covered in (meeting.slot,) if meeting.rounds == 1 else day.schedule.slots_of(meeting):
                by_slot[covered].append(meeting)
    slots = [slot for slot in day.schedule.meeting_slots if now < slot.end and by_slot[slot.id]]
    needed: set[str] = set()
    for slot in slots:
        needed.update(meeting.host for meeting in by_slot[slot.id])
        needed.update(*(meeting.guests for meeting in by_slot[slot.id]))
    total = len(needed - known)
    rows: dict[str, Missing] = {}
    for slot in slots:
        for meeting in sorted(by_slot[slot.id], key=lambda m: natural(table_label(day, m.table))):
            for person in meeting.people:
                if most is not None and len(rows) >= most:
                    return MissingList(tuple(rows.values()), total)
                if person not in rows and person not in known:
                    rows[person] = _missing(day, person, meeting, slot, now)
    return MissingList(tuple(rows.values()), total)


def last_scans(day: Day, most: int) -> tuple[ScanLine, ...]:
    """Return the newest scans that were not taken back."""
    return tuple(islice(_scans(day), most))


def _groups(day: Day, people: list[Person], here: set[str]) -> tuple[Group, ...]:
    sides: dict[str, dict[str, bool]] = defaultdict(dict)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for person in people:
        known = day.organisation(person.organisation)
        side = person.side or (known.side if known else "")
        words[side][person.participant_type] += 1
        sides[side][person.organisation] = sides[side].get(person.organisation, False) or person.id in here
    groups = (
        Group(side, _side_name(side, words[side]), sum(found.values()), len(found)) for side, found in sides.items()
    )
    return tuple(sorted(groups, key=lambda group: (not group.side, group.side)))


def _side_name(side: str, words: Counter[str]) -> str:
    common = words.most_common(1)[0][0] if words else ""
    if common and common != "walk-in" and side:
        return common if common.endswith("s") else f"{common}s"
    return f"Side {side}" if side else "Organisations"


def _missing(day: Day, person: str, meeting: MeetingNow, slot: Slot, now: datetime) -> Missing:
    known = day.person(person)
    minutes = int((now - slot.start).total_seconds() // 60)
    standing = day.standing(person)
    late = now >= slot.start
    due = f"due {minutes} min ago" if late else f"needed in {-minutes} min"
    if late and minutes < 1:
        due = "due now"
    elif minutes < -59:
        due = f"needed at {hhmm(slot.start)}"
    if standing.expected is not None and standing.presence is Presence.LATE:
        due = f"expected {hhmm(local(day, standing.expected))}"
    label = table_label(day, meeting.table)
    table = f"T{label}" if label.isdigit() else label
    phone = known.phone if known else ""
    return Missing(person, table, person_name(day, person), organisation_name(day, person), due, phone, late)


def _scans(day: Day) -> Iterator[ScanLine]:
    for recorded in reversed(tuple(day.history.values())):
        if recorded.entry.id not in day.undone:
            line = _scan(day, recorded)
            if line is not None:
                yield line


def _scan(day: Day, recorded: Recorded) -> ScanLine | None:
    time = clock(day, recorded.entry.wall)
    match recorded.entry.fact:
        case CheckedIn(person):
            return ScanLine(Mark.HERE, person_name(day, person), "", time)
        case WalkedIn(person):
            return ScanLine(Mark.HERE, person_name(day, person), "walk-in", time)
        case CheckedOut(person):
            return ScanLine(Mark.AWAY, person_name(day, person), "left", time)
        case SeenAgain(person):
            return ScanLine(Mark.LATE, person_name(day, person), "again", time)
        case ScanRefused(_, _, BlankBadge.word):
            return ScanLine(Mark.LATE, "Blank badge", "no owner yet", time)
        case ScanRefused(person, _, outcome):
            name = person_name(day, person) if person else "Unknown badge"
            return ScanLine(Mark.MISSED, name, _REFUSED.get(outcome, outcome), time)
        case _:
            return None


_REFUSED = {
    "unknown": "not on the list",
    "replaced": "old badge",
    "withdrawn": "not let in",
    "other-event": "another event",
    "damaged": "not read",
    "partial": "not read",
    "foreign": "no badge",
    "not-here": "was not here",
}
