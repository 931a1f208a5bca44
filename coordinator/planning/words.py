"""How people, rounds and tables are named in what the planner says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from coordinator.domain.day import MeetingNow
    from coordinator.planning.problem import Problem


def hhmm(moment: datetime) -> str:
    """Write a time of day: 09:40."""
    # Thousands of times are written while repairs are looked for, and strftime is slow.
    return f"{moment.hour:02}:{moment.minute:02}"


def at(problem: Problem, slot: int) -> str:
    """Write when a round starts."""
    return hhmm(problem.slots[slot].start)


def name(problem: Problem, person: str) -> str:
    """Return a person's name."""
    known = problem.people.get(person)
    return known.name if known else f"Person {person}"


def organisation(problem: Problem, person: str) -> str:
    """Return the name of a person's organisation, or the person's own where there is none."""
    known = problem.people.get(person)
    return known.organisation_name if known else f"Person {person}"


def who(problem: Problem, person: str) -> str:
    """Name the organisation first, then the person."""
    first, then = organisation(problem, person), name(problem, person)
    return first if first == then else f"{first} ({then})"


def joined(parts: Iterable[str]) -> str:
    """Write a list as people speak it: a, b and c."""
    *head, last = list(dict.fromkeys(parts)) or [""]
    return f"{', '.join(head)} and {last}" if head else last


def sides(problem: Problem, people: Sequence[str]) -> str:
    """Name the organisations of several people."""
    if len(people) == 1:
        return organisation(problem, people[0])
    return joined(organisation(problem, person) for person in people)


def is_or_are(people: Sequence[str]) -> str:
    """Return the verb that goes with this many people."""
    return "is" if len(people) == 1 else "are"


def table(problem: Problem, table_id: str | None) -> str:
    """Name a table inside a sentence: table 8."""
    known = problem.tables.get(table_id or "")
    label = known.label if known else table_id or ""
    if not label:
        return "no table"
    return label if label.casefold().startswith("table") else f"table {label}"


def short_table(problem: Problem, table_id: str | None) -> str:
    """Name a table in a label: T8."""
    known = problem.tables.get(table_id or "")
    label = known.label if known else table_id or ""
    return f"T{label}" if label.isdigit() else label


def label(problem: Problem, table_id: str | None, word: str) -> str:
    """Write a short label such as T8 · 09:40."""
    return " · ".join(part for part in (short_table(problem, table_id), word) if part)


def capital(sentence: str) -> str:
    """Begin a sentence with a capital letter."""
    return sentence[:1].upper() + sentence[1:]


def count(number: int, noun: str, plural: str) -> str:
    """Write a number with its noun."""
    return f"{number} {noun if number == 1 else plural}"


def minutes_left(problem: Problem, slot: int) -> str:
    """Say how much of the running round is left."""
    left = int((problem.slots[slot].end - problem.now).total_seconds() // 60)
    return f"{count(left, 'minute', 'minutes')} left" if left else "less than a minute left"


def meeting_of(problem: Problem, meeting: MeetingNow) -> str:
    """Name a meeting by its two sides."""
    return f"{organisation(problem, meeting.host)} and {sides(problem, meeting.guests)}"


def names(problem: Problem, people: Sequence[str]) -> str:
    """Name several people."""
    return joined(name(problem, person) for person in people)


def has_not_been_seen(people: Sequence[str]) -> str:
    """Say that nobody saw these people today."""
    return f"{'has' if len(people) == 1 else 'have'} not been seen"


def not_seen_yet(problem: Problem, people: Sequence[str]) -> str:
    """Say who has not been seen yet."""
    return f"{joined(who(problem, person) for person in people)} {has_not_been_seen(people)} yet"


def expected(problem: Problem, people: Sequence[str]) -> str:
    """Say who is expected at which time."""
    return joined(
        f"{who(problem, person)} is expected at {hhmm(moment)}"
        for person in people
        if (moment := problem.people[person].expected)
    )


def move_of(problem: Problem, meeting: MeetingNow, before: int, after: int) -> str:
    """Say which meeting moves, and from when to when: who must know can be told in these words."""
    new = "now" if after < problem.coming else at(problem, after)
    return f"The meeting of {meeting_of(problem, meeting)} moves from {at(problem, before)} to {new}"
