"""A person's day on screen: round by round, with whom, and whether the other side is here."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain.day import Presence
from coordinator.domain.schedule import MeetingStatus, Slot
from coordinator.views.papers_rows import table_title
from coordinator.views.state import State, stand
from coordinator.views.words import count, hhmm, local, organisation_name, person_name, table_label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.policy import Policy


class Mark(StrEnum):
    """What kind of remark stands at a round; the screen gives each an icon and a tone."""

    HERE = "here"
    WAITING = "waiting"
    LATE = "late"
    AWAY = "away"
    RUNNING = "running"
    HELD = "held"
    MISSED = "missed"
    OFF = "off"
    WISH = "wish"
    FREE = "free"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Round:
    """One round of somebody's day; without a table it is free time, `moved` says that it is not as planned."""

    time: str
    table: str
    title: str
    note: str
    mark: Mark
    current: bool = False
    over: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """A person's day with its heading."""

    title: str
    note: str
    rounds: tuple[Round, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person goes now or next."""

    heading: str
    place: str
    whom: str
    remark: str


def agenda(day: Day, person: str, now: datetime, policy: Policy) -> Agenda:
    """Return a person's day as it stands at `now`."""
    mine = day.meetings_of(person)
    by_slot: dict[str, list[MeetingNow]] = defaultdict(list)
    for meeting in mine:
        for covered in day.schedule.slots_of(meeting):
            by_slot[covered].append(meeting)
    nearest = _nearest(day, mine, now)
    partners = _partners(day, person, mine)
    rounds: list[Round] = []
    free = 0
    for slot in day.schedule.meeting_slots:
        shown = [m for m in by_slot[slot.id] if m.status is not MeetingStatus.CANCELLED] or by_slot[slot.id]
        begin = [m for m in shown if m.slot == slot.id]
        rounds.extend(_meeting(day, person, m, slot, now, policy, current=m is nearest) for m in begin)
        if not shown:
            row = _free(day, person, slot, now, partners)
            free += row.mark is not Mark.OFF
            rounds.append(row)
    if not mine:
        rounds = []
    name = day.person(person)
    first = name.first_name if name and name.first_name else person_name(day, person)
    return Agenda(f"{first}’s day", _summary(mine, free), tuple(rounds))


def where_to(day: Day, person: str, now: datetime) -> Place:
    """Say where a person goes now, or next, or that there is nothing left."""
    mine = day.meetings_of(person)
    meeting = _nearest(day, mine, now)
    if meeting is None:
        return Place("TODAY", "No meeting", "", "no more meetings today" if mine else "not in the meeting plan")
    slot = day.schedule.slot_by_id[meeting.slot or ""]
    others = other_side(day, person, meeting)
    place = table_title(table_label(day, meeting.table))
    if now >= slot.start:
        minutes = int((now - slot.start).total_seconds() // 60)
        since = f"started {minutes} min ago" if minutes else "starts now"
        return Place("GO TO NOW", place, others.names, f"{others.words} · {since}")
    minutes = -int((slot.start - now).total_seconds() // -60)
    wait = f"in {minutes} min" if minutes < 60 else f"in {minutes // 60} h {minutes % 60:02} min"
    words = others.words[:1].lower() + others.words[1:]
    return Place(f"NEXT AT {hhmm(slot.start)}", place, others.names, f"{wait} · {words}")


@dataclass(frozen=True, slots=True)
class OtherSide:
    """Whom a person meets, and whether they are here."""

    names: str
    words: str
    mark: Mark


def other_side(day: Day, person: str, meeting: MeetingNow) -> OtherSide:
    """Say whom this person meets there, and whether they are here."""
    others = [other for other in meeting.people if other != person]
    names = ", ".join(dict.fromkeys(organisation_name(day, other) for other in others))
    several = len(others) > 1
    word = "Host" if others == [meeting.host] else "The others"
    if person == meeting.host:
        word = "Guests" if several else "Guest"
    verb, has = ("are", "have") if several else ("is", "has")
    away = [other for other in others if day.presence(other) is not Presence.HERE]
    if not away:
        return OtherSide(names, f"{word} {verb} here", Mark.HERE)
    standing = day.standing(away[0])
    match standing.presence:
        case Presence.LATE:
            until = f" {hhmm(local(day, standing.expected))}" if standing.expected is not None else " later"
            return OtherSide(names, f"{word} expected{until}", Mark.LATE)
        case Presence.ABSENT:
            return OtherSide(names, f"{word} will not come", Mark.AWAY)
        case Presence.LEFT:
            return OtherSide(names, f"{word} {has} left", Mark.AWAY)
        case Presence.UNKNOWN | Presence.HERE:
            return OtherSide(names, f"{word} not here yet", Mark.WAITING)


def wishes_for(day: Day, person: str, slot: Slot) -> int:
    """Count the open requests of this person whose other side is here and free in this slot."""
    return _fitting(day, _partners(day, person, day.meetings_of(person)), slot)


def _partners(day: Day, person: str, mine: tuple[MeetingNow, ...]) -> dict[str, set[str | None]]:
    """Map whoever is here and could still meet this person to the rounds in which they have a meeting."""
    met = {p for m in mine if m.takes_place for p in m.people}
    partners: dict[str, set[str | None]] = {}
    for request in day.schedule.requests:
        if person in (request.from_person, request.to_person) and request.status.can_be_filled:
            other = request.to_person if request.from_person == person else request.from_person
            if other not in met and day.presence(other) is Presence.HERE:
                partners[other] = set()
    if partners:
        for meeting in day.meetings.values():
            if meeting.takes_place:
                for one in partners.keys() & meeting.people:
                    partners[one].update(day.schedule.slots_of(meeting))
    return partners


def _fitting(day: Day, partners: dict[str, set[str | None]], slot: Slot) -> int:
    return sum(1 for other, busy in partners.items() if slot.id not in busy and not _away(day, other, slot))


def _nearest(day: Day, mine: tuple[MeetingNow, ...], now: datetime) -> MeetingNow | None:
    """Return the open meeting of the running round, else the next open one."""
    for meeting in mine:
        slot = day.schedule.time_of(meeting)
        if slot is not None and meeting.is_open and now < slot.end:
            return meeting
    return None


def _meeting(  # noqa: PLR0917 - a row is made of all that is known about it
    day: Day, person: str, meeting: MeetingNow, slot: Slot, now: datetime, policy: Policy, *, current: bool
) -> Round:
    others = other_side(day, person, meeting)
    note, mark = others.words, others.mark
    match stand(day, meeting, now, policy).state:
        case State.RUNNING:
            note, mark = "Running", Mark.RUNNING
        case State.HELD:
            note, mark = "Held", Mark.HELD
        case State.NO_SHOW | State.MISSED:
            note, mark = "Missed", Mark.MISSED
        case State.CANCELLED:
            note, mark = "Cancelled", Mark.OFF
        case State.UNCONFIRMED:
            note, mark = "Not confirmed", Mark.OPEN
        case State.PLANNED | State.AT_RISK | State.READY | State.WAITING:
            pass
    moved = meeting.moved and meeting.version is not None
    label = table_label(day, meeting.table)
    table = f"T{label}" if label.isdigit() else label
    return Round(hhmm(slot.start), table, others.names, note, mark, current, now >= slot.end, moved)


def _free(day: Day, person: str, slot: Slot, now: datetime, partners: dict[str, set[str | None]]) -> Round:
    time, over = hhmm(slot.start), now >= slot.end
    if _away(day, person, slot):
        return Round(time, "", "Not available", "", Mark.OFF, over=over)
    wishes = 0 if over else _fitting(day, partners, slot)
    note = f"{count(wishes, 'request')} could fit" if wishes else ""
    return Round(time, "", "Free", note, Mark.WISH if wishes else Mark.FREE, over=over)


def _away(day: Day, person: str, slot: Slot) -> bool:
    known = day.person(person)
    return known is not None and slot.id in known.unavailable


def _summary(mine: tuple[MeetingNow, ...], free: int) -> str:
    if not mine:
        return ""
    missed = sum(1 for m in mine if m.status is MeetingStatus.MISSED)
    real = sum(1 for m in mine if m.takes_place) + missed
    return " · ".join(_parts(real, missed, free))


def _parts(real: int, missed: int, free: int) -> Iterator[str]:
    yield count(real, "meeting")
    yield f"{missed} missed"
    yield count(free, "free slot")
