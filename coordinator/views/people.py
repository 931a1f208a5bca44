"""Everybody of the event in one row each, and what happened with one of them today."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain.concerns import meetings_of, person_of
from coordinator.domain.day import Presence
from coordinator.domain.schedule import MeetingStatus
from coordinator.views.countries import country_name
from coordinator.views.deeds import deed
from coordinator.views.folding import fold
from coordinator.views.prints import jobs_of, sentence_of
from coordinator.views.search import presence_note
from coordinator.views.state import missing_people
from coordinator.views.words import hhmm, local, organisation_name, table_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.people import Person


class Group(StrEnum):
    """Whom the list may be narrowed to."""

    ALL = "all"
    HERE = "here"
    MISSING = "missing"
    NO_SHOW = "no-show"
    LATE = "late"
    WALK_IN = "walk-in"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person as the list shows them; `search` holds everything that may be typed, folded."""

    person: str
    name: str
    organisation: str
    country: str
    presence: Presence
    words: str
    next_time: str
    next_place: str
    next_whom: str
    next_order: float
    meetings: int
    arrived: str
    arrived_order: int
    phone: str
    search: str
    name_order: tuple[str, str]
    organisation_order: str
    groups: frozenset[Group]

    @property
    def next_meeting(self) -> str:
        """Say when, where and with whom the next meeting is."""
        return " · ".join(part for part in (self.next_time, self.next_place, self.next_whom) if part)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened with somebody; `undone` says that it was taken back."""

    time: str
    words: str
    undone: bool = False


def rows(day: Day, now: datetime, only: Collection[str] | None = None) -> tuple[PersonRow, ...]:
    """Return everybody, or these people only, in the order of the plan."""
    people = [person for person in day.people() if only is None or person.id in only]
    wanted = {person.id for person in people}
    theirs: dict[str, list[MeetingNow]] = {}
    for meeting in day.meetings.values():
        for person_id in meeting.people:
            if person_id in wanted:
                theirs.setdefault(person_id, []).append(meeting)
    return tuple(_row(day, person, theirs.get(person.id, []), now) for person in people)


def counts(everybody: Iterable[PersonRow]) -> Mapping[Group, int]:
    """Count how many people are in each group."""
    found = dict.fromkeys(Group, 0)
    for row in everybody:
        for group in row.groups:
            found[group] += 1
    return found


def history(day: Day, person: str) -> tuple[HistoryLine, ...]:
    """Return what happened with somebody today, the newest first."""
    found, printed = [], jobs_of(day, person)
    for known in day.history.values():
        fact = known.entry.fact
        about = (
            known.entry.id in printed
            or person_of(fact) == person
            or any(_has(day, meeting, person) for meeting in meetings_of(fact))
        )
        if about and known.verdict == "applied":
            words = sentence_of(printed[known.entry.id]) if known.entry.id in printed else deed(day, fact)
            time = hhmm(local(day, known.entry.wall))
            found.append(HistoryLine(time, words[:1].upper() + words[1:], known.entry.id in day.undone))
    return tuple(reversed(found))


def touched(day: Day, people: Collection[str], meetings: Collection[str]) -> frozenset[str]:
    """Return whose rows a change concerns."""
    found = set(people)
    for known in (day.meetings[m] for m in meetings if m in day.meetings):
        found.update(known.people)
        found.update(known.planned.people if known.planned else ())
    return frozenset(found)


def folded(text: str) -> tuple[str, ...]:
    """Return the words of what was typed, as rows are searched for them."""
    return tuple(fold(text).split())


def _has(day: Day, meeting: str, person: str) -> bool:
    known = day.meetings.get(meeting)
    return known is not None and person in known.people


def _row(day: Day, person: Person, meetings: list[MeetingNow], now: datetime) -> PersonRow:
    standing = day.standing(person.id)
    organisation = organisation_name(day, person.id) if day.organisation(person.organisation) else ""
    home = day.organisation(person.organisation)
    country = country_name(person.country or (home.country if home else ""))
    start, place, whom, order = _next(day, person.id, meetings, now)
    return PersonRow(
        person=person.id,
        name=person.name,
        organisation=organisation,
        country=country,
        presence=standing.presence,
        words=_PRESENCE[standing.presence],
        next_time=start,
        next_place=place,
        next_whom=whom,
        next_order=order,
        meetings=sum(1 for m in meetings if m.takes_place),
        arrived=hhmm(local(day, standing.arrived)) if standing.arrived is not None else "",
        arrived_order=standing.arrived or 0,
        phone=person.phone,
        search=f"{fold(person.name)} {fold(organisation)} {fold(country)} {person.phone} {person.id.casefold()}",
        name_order=(fold(person.last_name), fold(person.first_name)),
        organisation_order=fold(organisation),
        groups=frozenset(_groups(day, person.id, meetings)),
    )


_PRESENCE = {
    Presence.HERE: "Here",
    Presence.UNKNOWN: "Not here yet",
    Presence.LATE: "Late",
    Presence.ABSENT: "Will not come",
    Presence.LEFT: "Left",
}


def status_words(day: Day, person: str) -> str:
    """Say with the time whether somebody is here."""
    words = presence_note(day, person)
    return words[:1].upper() + words[1:]


def _groups(day: Day, person: str, meetings: list[MeetingNow]) -> Iterable[Group]:
    standing = day.standing(person)
    yield Group.ALL
    yield Group.HERE if standing.presence is Presence.HERE else Group.MISSING
    if standing.presence is Presence.LATE:
        yield Group.LATE
    if standing.walked_in:
        yield Group.WALK_IN
    if any(m.status is MeetingStatus.MISSED and person in missing_people(m, m.missed) for m in meetings):
        yield Group.NO_SHOW


def _next(day: Day, person: str, meetings: list[MeetingNow], now: datetime) -> tuple[str, str, str, float]:
    coming = [
        (slot.start, m.id, m) for m in meetings if m.is_open and (slot := day.schedule.time_of(m)) and slot.end > now
    ]
    if not coming:
        return "", "", "", float("inf")
    start, _, meeting = min(coming)
    label = table_label(day, meeting.table)
    others = dict.fromkeys(organisation_name(day, p) for p in meeting.people if p != person)
    return hhmm(start), f"T{label}" if label.isdigit() else label, " · ".join(others), start.timestamp()
