"""People, tables and rounds of the day by number, and what every meeting takes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from coordinator.domain.day import Presence
from coordinator.planning.masks import bits
from coordinator.planning.replan.model import Board

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coordinator.domain.day import MeetingNow
    from coordinator.planning.problem import Problem

POOL = ""
_VALUE_OF_STANDING = 0


@dataclass(frozen=True, slots=True)
class Item:
    """What stands behind a meeting of the model: its id, its people, the host first, and the wish it is made of.

    `expects` is the journal entry that last changed the meeting.
    """

    meeting: str
    people: tuple[str, ...]
    request: str | None = None
    expects: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A meeting on its way into the model: `home` is whose tables it must sit at, `tokens` what only one may have."""

    item: Item
    value: int
    home: str
    rounds: int
    announced: bool = False
    promised: bool = False
    pinned: bool = False
    origin: int = -1
    table: str | None = None
    tokens: tuple[str, ...] = ()


@dataclass(slots=True)
class Hall:
    """The hall as the model counts it; what meetings that are left alone take is taken already.

    `number` gives everybody and everything that can be in one meeting at a time a number: people, interpreters who
    are no participants, and tokens. `places` numbers the groups of tables that can run short.
    """

    problem: Problem
    number: dict[str, int]
    available: list[int]
    absent: list[bool]
    boards: tuple[Board, ...]
    capacity: tuple[tuple[int, ...], ...]
    places: dict[str, int]
    _homes: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, problem: Problem, beside: Iterable[MeetingNow]) -> Hall:
        """Count people, tables and seats that these meetings, which are not touched, leave."""
        busy: dict[str, int] = {}
        closed = [0 if problem.table_at(n).active else -1 for n in range(len(problem.tables))]
        for meeting in beside:
            taken = sum(1 << slot for slot in problem.span(meeting.id, problem.slot_of(meeting) or 0))
            for one in (*meeting.people, *problem.interpreter_of(meeting.id)):
                busy[one] = busy.get(one, 0) | taken
            table = problem.number_of.get(meeting.table or "")
            if table is not None:
                closed[table] |= taken
        homes = {org: tuple(bits(mask)) for org, mask in problem.homes.items()}
        pool = tuple(n for n in bits(problem.pool_tables) if problem.table_at(n).active)
        seats = {org: _open_seats(problem, tables, closed) for org, tables in homes.items()}
        short = [org for org, left in seats.items() if _is_short(problem, org, left)]
        owner = {n: at for at, tables in enumerate(homes.values()) for n in tables}
        return cls(
            problem,
            {person: number for number, person in enumerate(problem.people)},
            [known.available & problem.later & ~busy.get(p, 0) for p, known in problem.people.items()],
            [not known.presence.may_come for known in problem.people.values()],
            tuple(Board(n, owner.get(n, -1), mask) for n, mask in enumerate(closed)),
            (_open_seats(problem, pool, closed), *(seats[org] for org in short)),
            {org: number for number, org in enumerate((POOL, *short))},
            homes,
        )

    @property
    def sessions(self) -> tuple[int, ...]:
        """Return the session of every round: a new one begins after a break, in another block, and every day."""
        problem, seen, found = self.problem, count(), []
        before = None
        for slot in problem.slots:
            key = (slot.start.date(), slot.block, sum(1 for pause in problem.pauses if pause <= slot.start))
            number = next(seen) if key != before else found[-1]
            found.append(number)
            before = key
        return tuple(found)

    @property
    def soon(self) -> int:
        """Return the rounds within the lead time, as a bitmask."""
        first = self.problem.coming
        return ((1 << self.problem.policy.lead) - 1) << first & self.problem.later

    def tables_of(self, home: str) -> tuple[int, ...]:
        """Return the numbers of the tables of this organisation; none stands for the pool."""
        return self._homes.get(home, ())

    def place_of(self, home: str) -> int:
        """Return the place whose tables may run short, -1 if there is a table for everybody."""
        return self.places.get(home, -1)

    def together(self, item: Item) -> int:
        """Return the rounds in which all whom a meeting needs can be in the hall."""
        mask = self.problem.later
        for one in (*item.people, *self.problem.interpreter_of(item.meeting)):
            mask &= self.available[self.number[one]] if one in self.number else -1
        return mask

    def row_of(self, meeting: MeetingNow) -> Row:
        """Return the row of a meeting that stands."""
        origin = self.problem.slot_of(meeting) or 0
        item = Item(meeting.id, meeting.people, None, meeting.version)
        loose = 1 << origin if meeting.pinned else self.together(item)
        return Row(
            item=item,
            value=_VALUE_OF_STANDING,
            home=home_of(self.problem, meeting.people, meeting.table),
            rounds=1 << origin if self.soon >> origin & 1 else loose & ~self.soon,
            announced=True,
            promised=True,
            pinned=meeting.pinned,
            origin=origin,
            table=meeting.table,
        )

    def parts_of(self, row: Row) -> tuple[int, ...]:
        """Number everything a meeting needs; what has no number yet gets one."""
        more = (*self.problem.interpreter_of(row.item.meeting), *row.tokens)
        people = (self.number[person] for person in row.item.people)
        return tuple(dict.fromkeys((*people, *(self._part(one) for one in more))))

    def _part(self, name: str) -> int:
        if name not in self.number:
            self.number[name] = len(self.available)
            self.available.append(self.problem.later)
            self.absent.append(True)
        return self.number[name]

    def room_beside(self, rows: Sequence[Row]) -> dict[int, int]:
        """Return how many of these meetings those can have who have a maximum; of a token's meetings there is one.

        Who interprets as well has a token of their own for it, as only meetings of their own count.
        """
        known = {row.item.meeting for row in rows}
        room = {self.number[token]: 1 for row in rows for token in row.tokens}
        for person, delegate in self.problem.people.items():
            if delegate.limit is not None:
                others = sum(1 for meeting in self.problem.load.get(person, ()) if meeting not in known)
                room[self.number.get(maximum_of(person), self.number[person])] = max(0, delegate.limit - others)
        return room


def maximum_of(person: str) -> str:
    """Return the token of the meetings that count for somebody's maximum."""
    return f"maximum {person}"


def home_of(problem: Problem, people: Sequence[str], table: str | None) -> str:
    """Return the organisation whose tables these people must sit at, nothing for the pool.

    Between two organisations with tables of their own it is where they sit already, else the host's.
    """
    homes = [org for person in people if (org := problem.people[person].organisation) in problem.homes]
    here = [org for org in homes if problem.homes[org] & problem.table_bit(table)]
    return (here or homes or [POOL])[0]


def is_counted_on(problem: Problem, person: str, missed: frozenset[str]) -> bool:
    """Return whether new promises may be made for somebody: who is here or announced, or was never missed today."""
    known = problem.people[person]
    match known.presence:
        case Presence.HERE:
            return known.may_enter
        case Presence.LATE:
            return known.may_enter and known.expected is not None and known.expected >= problem.now
        case Presence.UNKNOWN:
            return known.may_enter and person not in missed
        case Presence.ABSENT | Presence.LEFT:
            return False


def _is_short(problem: Problem, organisation: str, seats: Sequence[int]) -> bool:
    """Return whether an organisation has fewer tables in some round to come than people."""
    return min(seats[problem.coming :], default=0) < len(problem.delegations.get(organisation, ()))


def _open_seats(problem: Problem, tables: Sequence[int], closed: Sequence[int]) -> tuple[int, ...]:
    ahead = problem.later
    return tuple(
        sum(1 for table in tables if not closed[table] >> slot & 1) if ahead >> slot & 1 else 0
        for slot in range(len(problem.slots))
    )
