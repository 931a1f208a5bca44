"""Who meets whom in one round, and where: the pairs that together are worth most, each at a table of its own.

Without tables this is a matching of people. Tables that are nobody's are all alike, so only their number counts; a
price for them leads to the best choice that needs no more. Where more people of an organisation are idle than it has
tables, stand-ins that nobody else wants hold the rest of them back. What then still does not fit is searched, one pair
left out after the other. What is found comes with a bound that no choice can exceed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coordinator.planning.masks import bits
from coordinator.planning.matching import Edge, best_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PATIENCE = 80_000
"""So many pairs are weighed, again and again, before the best so far is taken with its honest bound; a few seconds."""

_Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who could meet: what it is worth, at which tables, and at which of them they would rather sit.

    `homes` are the tables of the organisation of each, 0 where it has none.
    """

    one: int
    other: int
    worth: int
    tables: int
    rather: int = 0
    homes: tuple[int, int] = (0, 0)

    @property
    def people(self) -> tuple[int, int]:
        """Return both."""
        return (self.one, self.other)


@dataclass(frozen=True, slots=True)
class Choice:
    """The numbers of the pairs that meet with the table of each, what they are worth, and what no choice can exceed."""

    seats: Mapping[int, int] = field(default_factory=dict)
    worth: int = 0
    bound: int = 0


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of all choices: pairs that are settled, and those that are still open."""

    settled: _Numbers
    open: _Numbers


def choose(pairs: Sequence[Pair], common: int, patience: int = _PATIENCE) -> Choice:
    """Return the best choice; `common` are the tables that are all alike."""
    search = _Choosing(pairs, common)
    search.run(patience)
    seats, _ = _seated(pairs, search.best)
    return Choice(seats, search.worth_of(search.best), search.bound)


def _seated(pairs: Sequence[Pair], chosen: Sequence[int]) -> tuple[dict[int, int], _Numbers]:
    """Return the table of each pair, the one it would rather have if it can; or pairs with too few tables for them."""
    taken: dict[int, int] = {}

    def ask(number: int, asked: set[int], crowd: set[int]) -> bool:
        crowd.add(number)
        pair = pairs[number]
        tables = [*bits(pair.tables & pair.rather), *bits(pair.tables & ~pair.rather)]
        for table in sorted(tables, key=lambda table: table in taken):
            if table in asked:
                continue
            asked.add(table)
            if table not in taken or ask(taken[table], asked, crowd):
                taken[table] = number
                return True
        return False

    for number in sorted(chosen, key=lambda number: not pairs[number].tables & pairs[number].rather):
        crowd: set[int] = set()
        if not ask(number, set(), crowd):
            return {}, tuple(sorted(crowd))
    return {number: table for table, number in taken.items()}, ()


class _Choosing:
    """The search for the best choice, part by part; `bound` holds what the parts not looked at could be worth."""

    def __init__(self, pairs: Sequence[Pair], common: int) -> None:
        self.pairs, self.common = pairs, common
        self.people = 1 + max((person for pair in pairs for person in (pair.one, pair.other)), default=-1)
        self.home = {p: home for pair in pairs for p, home in zip(pair.people, pair.homes, strict=True) if home}
        self.best: _Numbers = ()
        self.bound = 0
        self.weighed = 0

    def worth_of(self, chosen: Sequence[int]) -> int:
        """Return what these pairs are worth together."""
        return sum(self.pairs[number].worth for number in chosen)

    def run(self, patience: int) -> None:
        """Look at one part after the other, the most promising way first."""
        parts: list[tuple[_Part, int | None]] = [(_Part((), tuple(range(len(self.pairs)))), None)]
        unseen: list[int] = []
        while parts:
            part, above = parts.pop()
            if above is not None and above <= self.worth_of(self.best):
                continue
            if above is not None and self.weighed >= patience:
                unseen.append(above)
                continue
            chosen, bound, doubtful = self._relaxed(part)
            if bound <= self.worth_of(self.best):
                continue
            wrong = self._twice(chosen) or _seated(self.pairs, chosen)[1]
            found = self._repaired(chosen, part.open) if wrong else chosen
            if self.worth_of(found) > self.worth_of(self.best):
                self.best = found
            split = tuple(n for n in wrong or doubtful if n in part.open)
            if bound > self.worth_of(self.best):
                parts.extend((child, bound) for child in self._children(part, split, keep_all=not wrong))
        self.bound = max([self.worth_of(self.best), *unseen])

    def _children(self, part: _Part, split: _Numbers, *, keep_all: bool) -> Iterator[_Part]:
        """Divide a part by the first of these pairs that is left out."""
        parts = []
        settled = part.settled
        for number in split:
            parts.append(self._narrowed(part, settled, number))
            settled = (*settled, number)
            if not self._may_meet(settled):
                break
        else:
            if keep_all:
                parts.append(self._narrowed(part, settled, None))
        yield from reversed(parts)

    def _may_meet(self, settled: _Numbers) -> bool:
        people = [person for n in settled for person in self.pairs[n].people]
        return len(set(people)) == len(people)

    def _twice(self, chosen: _Numbers) -> _Numbers:
        """Return two pairs that both need the same person, if there are any."""
        needed: dict[int, int] = {}
        for number in chosen:
            for person in self.pairs[number].people:
                if person in needed:
                    return (needed[person], number)
                needed[person] = number
        return ()

    def _repaired(self, chosen: _Numbers, others: _Numbers) -> _Numbers:
        """Return as many of these pairs as people and tables allow, then of the others, the most valuable first."""
        kept: _Numbers = ()
        more_first = sorted(dict.fromkeys((*chosen, *others)), key=lambda n: (n not in chosen, -self.pairs[n].worth))
        for number in more_first:
            more = (*kept, number)
            if self._may_meet(more) and not _seated(self.pairs, more)[1]:
                kept = more
        return kept

    def _narrowed(self, part: _Part, settled: _Numbers, without: int | None) -> _Part:
        busy = {person for n in settled for person in self.pairs[n].people}
        still = (n for n in part.open if n != without and n not in settled)
        left = tuple(n for n in still if busy.isdisjoint(self.pairs[n].people))
        return _Part(settled, left)

    # -- what a part could be worth

    def _relaxed(self, part: _Part) -> tuple[_Numbers, int, _Numbers]:
        """Return the best choice of a part where some rules are not looked at, a bound, and pairs to divide it by."""
        base = self.worth_of(part.settled)
        room = self.common.bit_count() - sum(self._is_common(n) for n in part.settled)
        if room < 0:
            return (), 0, ()
        if all(self._is_common(n) for n in part.open):
            chosen = self._priced(part, 0, 1, room)
            return (*part.settled, *chosen), base + self.worth_of(chosen), ()
        chosen = self._priced(part, 0, 1)
        bound = self.worth_of(chosen)
        doubtful: _Numbers = ()
        if self._needed(chosen) > room:
            chosen, bound, doubtful = self._within(part, chosen, room)
        return (*part.settled, *chosen), base + bound, doubtful

    def _is_common(self, number: int) -> bool:
        return bool(self.pairs[number].tables & self.common)

    def _needed(self, chosen: Sequence[int]) -> int:
        return sum(self._is_common(number) for number in chosen)

    def _priced(self, part: _Part, price: int, scale: int, most: int | None = None) -> _Numbers:
        """Return the best pairs if a common table cost so much; prices and worths are multiplied by `scale`."""
        open_, room = part.open, self._short(part)
        self.weighed += len(open_)
        edges = [
            (*self._ends(pair, room), pair.worth * scale - (price if pair.tables & self.common else 0))
            for pair in (self.pairs[number] for number in open_)
        ]
        more = self._held_back(open_, room, 1 + sum(value for _, _, value in edges if value > 0))
        people = 1 + max((end for edge in (*edges, *more) for end in edge[:2]), default=-1)
        return tuple(open_[n] for n in best_pairs(people, [*edges, *more], most) if n < len(open_))

    def _short(self, part: _Part) -> dict[int, int]:
        """Return the homes that have fewer tables than people who could use them, with their number of tables."""
        wanting: dict[int, set[int]] = {}
        for person in (person for number in part.open for person in self.pairs[number].people):
            if person in self.home:
                wanting.setdefault(self.home[person], set()).add(person)
        room = {home: home.bit_count() for home in wanting}
        for number in part.settled:
            if self.pairs[number].tables in room:
                room[self.pairs[number].tables] -= 1
        return {home: room[home] for home, people in wanting.items() if len(people) > room[home]}

    def _ends(self, pair: Pair, room: Mapping[int, int]) -> tuple[int, int]:
        """Return the nodes of two people: a second one for who may sit at a table of the other's organisation."""
        if not all(pair.homes):
            return pair.people
        one, other = (self.people + p if home in room else p for p, home in zip(pair.people, pair.homes, strict=True))
        return one, other

    def _held_back(self, open_: _Numbers, room: Mapping[int, int], worth: int) -> list[Edge]:
        """Return pairs with stand-ins, worth more than anybody: one for each who has no table at home."""
        wanting: dict[int, dict[int, None]] = {}
        for pair in (self.pairs[number] for number in open_):
            for person, home in zip(pair.people, pair.homes, strict=True):
                if home in room and not all(pair.homes):
                    wanting.setdefault(home, {})[person] = None
        edges: list[Edge] = []
        node = 2 * self.people
        for home, people in wanting.items():
            for _ in range(len(people) - max(0, room[home])):
                edges.extend((person, node, worth) for person in people)
                node += 1
        return edges

    def _within(self, part: _Part, many: _Numbers, room: int) -> tuple[_Numbers, int, _Numbers]:
        """Find the price at which as many common tables are wanted as there are."""
        apart = tuple(number for number in part.open if not self._is_common(number))
        few = self._priced(_Part(part.settled, apart), 0, 1)
        while True:
            steps = self._needed(many) - self._needed(few)
            price = self.worth_of(many) - self.worth_of(few)
            middle = self._priced(part, price, steps)
            reached = steps * self.worth_of(middle) - price * self._needed(middle)
            if reached <= steps * self.worth_of(few) - price * self._needed(few):
                bound = (reached + price * room) // steps
                return self._between(few, many, room), bound, self._differing(few, many)
            if self._needed(middle) <= room:
                few = middle
            else:
                many = middle

    def _between(self, few: _Numbers, many: _Numbers, room: int) -> _Numbers:
        """Change from one choice to another in pieces, as far as tables suffice; no piece loses anything."""
        ways: dict[int, frozenset[int]] = {self._needed(few): frozenset(few)}
        for piece in self._pieces(few, many):
            for chosen in tuple(ways.values()):
                changed = chosen ^ piece
                need = self._needed(tuple(changed))
                if need <= room:
                    ways.setdefault(need, changed)
        return tuple(sorted(max(ways.values(), key=lambda chosen: (self.worth_of(tuple(chosen)), sorted(chosen)))))

    def _pieces(self, few: _Numbers, many: _Numbers) -> Iterator[frozenset[int]]:
        """Return what two choices differ in, in pieces that have no people in common."""
        left = dict.fromkeys(self._differing(few, many))
        while left:
            first, _ = left.popitem()
            piece, found = {first}, [first]
            while found:
                people = {*self.pairs[found.pop()].people}
                touching = [n for n in left if not people.isdisjoint(self.pairs[n].people)]
                for number in touching:
                    del left[number]
                piece.update(touching)
                found.extend(touching)
            yield frozenset(piece)

    @staticmethod
    def _differing(few: _Numbers, many: _Numbers) -> _Numbers:
        return tuple(sorted({*few} ^ {*many}))
