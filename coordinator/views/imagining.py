"""What if: people, tables and times understood from what is typed, and what is imagined in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.views.folding import fold
from coordinator.views.search import FEWEST_LETTERS
from coordinator.views.words import count, hhmm, organisation_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.views.search import Index

MOST = 7
_FEW = 3
_TIME = re.compile(r"(\d{1,2})[:.h](\d{2})")
_TABLE = re.compile(r"(?:table|t)?\s*(.+)")


class What(StrEnum):
    """What can be imagined."""

    PERSON = "person"
    DELEGATION = "delegation"
    TABLE = "table"
    END = "end"


@dataclass(frozen=True, slots=True)
class Thought:
    """One thing that is imagined: a person or a whole organisation stays away, a table closes, all ends at a time."""

    what: What
    key: str
    title: str
    detail: str = ""

    @property
    def clause(self) -> str:
        """Say it as a part of a sentence."""
        if self.what is What.PERSON:
            return f"{self.title} stays away"
        words = f"{self.title} stays away" if self.what is What.DELEGATION else self.title
        return words[:1].lower() + words[1:]


def thoughts(day: Day, index: Index, text: str, now: datetime) -> tuple[Thought, ...]:
    """Return what the typed text may mean, the likeliest first."""
    found = [*_times(day, text, now), *_tables(day, text)]
    if len(fold(text)) >= FEWEST_LETTERS:
        found += _delegations(day, text)
        found += [Thought(What.PERSON, hit.person, hit.name, hit.detail) for hit in index.find(day, text, now)]
    return tuple(found[:MOST])


def _times(day: Day, text: str, now: datetime) -> Iterator[Thought]:
    match = _TIME.fullmatch(text.strip())
    hour, minute = (int(part) for part in match.groups()) if match else (99, 99)
    slots = day.schedule.meeting_slots
    if hour > 23 or minute > 59 or not slots:
        return
    end = now.astimezone(slots[0].start.tzinfo).replace(hour=hour, minute=minute, second=0, microsecond=0)
    left = sum(1 for slot in slots if slot.start > now and slot.end > end)
    if end > now and left:
        detail = f"{count(left, 'round')} would not take place"
        yield Thought(What.END, end.isoformat(), f"Everything ends at {hhmm(end)}", detail)


def _tables(day: Day, text: str) -> Iterator[Thought]:
    match = _TABLE.fullmatch(fold(text))
    wanted = match.group(1).strip() if match else ""
    for table in day.schedule.tables:
        if table.active and wanted and fold(table.label) in (wanted, fold(text)):
            owner = organisation_name(day, table.fixed_for) if table.fixed_for else ""
            title = table.label if fold(table.label).startswith("table") else f"Table {table.label}"
            yield Thought(What.TABLE, table.id, f"{title} closes", f"Table of {owner}" if owner else "")


def _delegations(day: Day, text: str) -> list[Thought]:
    wanted, members = fold(text).split(), dict[str, int]()
    for person in day.people():
        members[person.organisation] = members.get(person.organisation, 0) + 1
    found = []
    for key, size in members.items():
        known = day.organisation(key)
        words = fold(known.name).split() if known else []
        if size > 1 and known and all(any(word.startswith(part) for word in words) for part in wanted):
            found.append(Thought(What.DELEGATION, key, f"Everybody of {known.name}", count(size, "person", "people")))
    return sorted(found, key=lambda each: each.title)[:_FEW]


def absent(day: Day, imagined: Iterable[Thought]) -> frozenset[str]:
    """Return the people who stay away."""
    people = {each.key for each in imagined if each.what is What.PERSON}
    away = {each.key for each in imagined if each.what is What.DELEGATION}
    return frozenset(people | {person.id for person in day.people() if person.organisation in away})


def said(imagined: Sequence[Thought]) -> str:
    """Say in one sentence what is imagined."""
    clauses = [each.clause for each in imagined]
    if len(clauses) > _FEW:
        clauses = [*clauses[:_FEW], f"{len(clauses) - _FEW} more"]
    sentence = ", ".join(clauses)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""
