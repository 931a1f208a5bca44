"""Finding people by what is typed: name, organisation, table, or the letters of a badge that was not read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from coordinator.domain import badge
from coordinator.domain.day import Presence
from coordinator.domain.schedule import moment
from coordinator.views.folding import fold
from coordinator.views.words import hhmm, local, organisation_name, table_label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.domain.people import Person

FEWEST_LETTERS = 2
MOST_FOUND = 8
_GUESS = 72
_MOST_WRONG = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody found: who they are and whether they are here."""

    person: str
    name: str
    detail: str
    note: str
    presence: Presence


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody whose badge is nearly the one that was read; only the beginning of the code is shown."""

    person: str
    code: str
    name: str
    detail: str
    note: str


class Index:
    """Everybody's name and organisation, folded once, to be searched at every key."""

    def __init__(self, day: Day) -> None:
        self._people = tuple(day.people())
        self._names = tuple(fold(person.name) for person in self._people)
        self._all = tuple(
            f"{name} {fold(organisation_name(day, person.id))} {person.id.casefold()}"
            for person, name in zip(self._people, self._names, strict=True)
        )

    def find(self, day: Day, text: str, now: datetime, most: int = MOST_FOUND) -> tuple[Hit, ...]:
        """Return whom the typed text may mean, the likeliest first."""
        wanted = fold(text)
        if len(wanted) < FEWEST_LETTERS:
            return ()
        found = list(_at_table(day, wanted, now))
        found += [person for person in self._matching(wanted.split()) if person not in found]
        return tuple(_hit(day, person) for person in found[:most])

    def guess(self, day: Day, text: str) -> tuple[Hit, ...]:
        """Return whose name is written much like the typed text; for eyes only, nobody is taken by a guess."""
        wanted = fold(text)
        return tuple(_hit(day, person) for person in self._guesses(wanted)) if len(wanted) > FEWEST_LETTERS else ()

    def exactly(self, text: str) -> str | None:
        """Return the one person with this id or this whole name."""
        wanted = fold(text)
        found = [p.id for p, name in zip(self._people, self._names, strict=True) if wanted in (name, p.id.casefold())]
        return found[0] if len(found) == 1 else None

    def _matching(self, words: list[str]) -> list[str]:
        ranked: list[tuple[int, str, str]] = []
        for person, name, everything in zip(self._people, self._names, self._all, strict=True):
            if all(word in everything for word in words):
                ranked.append((_rank(name, everything, words), name, person.id))
        return [person for _, _, person in sorted(ranked)]

    def _guesses(self, wanted: str) -> list[str]:
        near = process.extract(wanted, self._names, scorer=fuzz.WRatio, limit=3, score_cutoff=_GUESS)
        return [self._people[place].id for _, _, place in near]


def nearest_badges(day: Day, text: str, most: int = 3) -> tuple[Near, ...]:
    """Return whose badges are nearly what was read; nobody is checked in by this."""
    letters = "".join(letter for letter in text.upper() if letter in badge.ALPHABET)
    if len(letters) < badge.LENGTH // 2:
        return ()
    near: list[tuple[int, str, Person, str]] = []
    for person in day.people():
        token = day.token_of(person.id)
        if token is None:
            continue
        part = len(letters) < badge.LENGTH and letters in token
        wrong = 0 if part else Levenshtein.distance(letters, token, score_cutoff=_MOST_WRONG)
        if wrong <= _MOST_WRONG:
            near.append((wrong, person.name, person, token))
    near.sort(key=lambda each: each[:2])
    return tuple(
        Near(person.id, token[: badge.TAG_LENGTH + 5], person.name, organisation_name(day, person.id), _wrong(wrong))
        for wrong, _, person, token in near[:most]
    )


def presence_note(day: Day, person: str) -> str:
    """Say in two words whether somebody is here."""
    standing = day.standing(person)
    match standing.presence:
        case Presence.HERE:
            return f"here since {hhmm(local(day, standing.arrived))}" if standing.arrived is not None else "here"
        case Presence.LATE:
            return f"expected {hhmm(local(day, standing.expected))}" if standing.expected is not None else "late"
        case Presence.ABSENT:
            return "will not come"
        case Presence.LEFT:
            return f"left {hhmm(local(day, standing.left))}" if standing.left is not None else "left"
        case Presence.UNKNOWN:
            return "not here yet"


def _rank(name: str, everything: str, words: list[str]) -> int:
    """Return how well it fits: 0 beginnings of the name's words, 1 of any words, 2 inside the name, 3 elsewhere."""
    if all(any(part.startswith(word) for part in name.replace("-", " ").split()) for word in words):
        return 0
    if all(any(part.startswith(word) for part in everything.split()) for word in words):
        return 1
    return 2 if all(word in name for word in words) else 3


def _at_table(day: Day, wanted: str, now: datetime) -> Iterator[str]:
    """Return who sits at the table that was typed (t5, table 5) in the running round, else in the next one."""
    label = wanted.removeprefix("table").removeprefix("t").strip()
    if label == wanted or not any(table.label.casefold() == label for table in day.schedule.tables):
        return
    at = moment(day.schedule, now)
    for slot in (at.slot, at.following):
        people = [
            person
            for meeting in day.meetings.values()
            if slot
            and slot.id in day.schedule.slots_of(meeting)
            and meeting.is_open
            and table_label(day, meeting.table).casefold() == label
            for person in meeting.people
        ]
        if people:
            yield from people
            return


def _hit(day: Day, person: str) -> Hit:
    known = day.person(person)
    name = known.name if known else person
    job = known.job_title if known else ""
    detail = " · ".join(part for part in (organisation_name(day, person), job) if part)
    return Hit(person, name, detail, presence_note(day, person), day.presence(person))


def _wrong(letters: int) -> str:
    return {0: "this part fits", 1: "one letter differs"}.get(letters, f"{letters} letters differ")
