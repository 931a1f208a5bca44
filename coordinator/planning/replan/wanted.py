"""What may be added to the rest of the day: broken meetings, a colleague in the place of who is missing, and wishes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.domain.schedule import MeetingStatus
from coordinator.planning.broken import missing_people
from coordinator.planning.finders import new_meeting_id
from coordinator.planning.replan.hall import Item, Row, home_of, is_counted_on
from coordinator.planning.wishes import MOST, pair, worth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coordinator.domain.day import MeetingNow
    from coordinator.planning.problem import Problem
    from coordinator.planning.replan.hall import Hall

PROMISE = MOST + 1
"""What makes a broken promise worth more than any wish that was never granted."""


def wanted_rows(hall: Hall, broken: Sequence[MeetingNow]) -> list[Row]:
    """Return a row for everything that may be added."""
    problem = hall.problem
    missed = frozenset(p for m in broken if m.status is MeetingStatus.MISSED for p in missing_people(problem, m))
    rows = [row for meeting in broken for row in _ways(hall, meeting, missed)]
    for wish in problem.wishes:
        row = _row(hall, Item(new_meeting_id(problem, wish), wish.people, wish.request), wish.value, None, missed)
        if row.rounds:
            rows.append(row)
    return _once_a_pair(rows)


def _ways(hall: Hall, meeting: MeetingNow, missed: frozenset[str]) -> Iterator[Row]:
    """Return the meeting as it was agreed, and with each colleague who is here in the place of who is missing."""
    problem, item = hall.problem, Item(meeting.id, meeting.people, None, meeting.version)
    value = PROMISE + max(worth(problem.asked.get(pair(meeting.host, guest))) for guest in meeting.guests)
    # Without slot it was never promised: it is a meeting that only has no place yet.
    promised = meeting.slot is not None
    ways = [replace(_row(hall, item, value, meeting, missed), promised=promised)]
    away = [person for person in meeting.people if not is_counted_on(problem, person, missed)]
    if len(away) == 1:
        for colleague in problem.delegations.get(problem.people[away[0]].organisation, ()):
            if colleague not in meeting.people and problem.is_here(colleague):
                people = tuple(colleague if person == away[0] else person for person in meeting.people)
                if _never_met(problem, meeting.id, people):
                    ways.append(_stand_in(hall, replace(item, people=people), value - 1, meeting, missed))
    if meeting.pinned or not _never_met(problem, meeting.id, meeting.people):
        ways = [replace(ways[0], rounds=0)]
    for way in ways:
        if way.rounds or way.promised:
            yield replace(way, tokens=(f"meeting {meeting.id}",)) if len(ways) > 1 else way


def _row(hall: Hall, item: Item, value: int, meeting: MeetingNow | None, missed: frozenset[str]) -> Row:
    problem = hall.problem
    table = meeting.table if meeting else None
    sure = all(is_counted_on(problem, person, missed) for person in item.people)
    loose = hall.together(item) if sure else 0
    here = all(problem.is_here(person) for person in item.people)
    home = home_of(problem, item.people, table)
    return Row(item, value, home, loose if here else loose & ~hall.soon, table=table)


def _stand_in(hall: Hall, item: Item, value: int, meeting: MeetingNow, missed: frozenset[str]) -> Row:
    """Return the row of a meeting with a colleague: in the round that comes next all of them must be here."""
    row, problem = _row(hall, item, value, meeting, missed), hall.problem
    here = all(problem.is_here(person) for person in item.people)
    return row if here else replace(row, rounds=row.rounds & ~(1 << problem.coming))


def _never_met(problem: Problem, meeting: str, people: Sequence[str]) -> bool:
    others = (problem.pairs.get(pair(people[0], guest), ()) for guest in people[1:])
    return all(other == meeting for met in others for other in met)


def _once_a_pair(rows: Sequence[Row]) -> list[Row]:
    """Let two people meet once where more than one meeting would bring them together."""
    together = Counter(one for one, _ in {(one, row.item.meeting) for row in rows for one in _pairs(row)})
    return [
        replace(row, tokens=(*row.tokens, *(f"pair {a} {b}" for a, b in _pairs(row) if together[a, b] > 1)))
        for row in rows
    ]


def _pairs(row: Row) -> list[tuple[str, str]]:
    host, *guests = row.item.people
    return [pair(host, guest) for guest in guests]
