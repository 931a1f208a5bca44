"""The most valuable way to join people in pairs: a maximum-weight matching in any graph, with whole numbers.

Edmonds' method: people carry prices; a pair that is worth its two prices is tight. Trees of tight pairs grow from the
people left over until two of them touch, which joins one more pair; circles of odd length, called blossoms, are shrunk
to one node. After every round the matching is the most valuable one of its size, so it may be stopped at any number of
pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Edge = tuple[int, int, int]
"""Two people by their numbers, and what it is worth that they meet."""

_Step = tuple[int, int]
_ROOT: _Step = (-1, -1)
_FREE, _OUTER, _INNER = 0, 1, 2


def best_pairs(people: int, edges: Sequence[Edge], most: int | None = None) -> tuple[int, ...]:
    """Return the numbers of the edges that together are worth most, no more than `most` of them."""
    worth = [(number, edge) for number, edge in enumerate(edges) if edge[2] > 0]
    if not worth or most == 0:
        return ()
    search = _Search(people, [edge for _, edge in worth])
    found = 0
    while (most is None or found < most) and search.join_one_more():
        found += 1
    taken: dict[_Step, int] = {}
    for number, (one, other, value) in worth:
        if search.mate[one] == other:
            pair = (min(one, other), max(one, other))
            if pair not in taken or value > edges[taken[pair]][2]:
                taken[pair] = number
    return tuple(sorted(taken.values()))


class _Search:
    """The state of the search. Nodes below `people` are people, those above are blossoms.

    `top` is the outermost node a person is in; a blossom's `kids` stand in a circle from its base, `links` join each to
    the next. `came` is the pair by which a node got its mark: the second of it is inside the node.
    """

    def __init__(self, people: int, edges: Sequence[Edge]) -> None:
        self.people, self.edges = people, edges
        self.near: list[list[int]] = [[] for _ in range(people)]
        for number, (one, other, _) in enumerate(edges):
            self.near[one].append(number)
            self.near[other].append(number)
        self.mate = [-1] * people
        self.top = list(range(people))
        self.price = [max(value for _, _, value in edges)] * people + [0] * people
        self.parent = [-1] * (2 * people)
        self.base = [*range(people), *[-1] * people]
        self.kids: list[list[int]] = [[] for _ in range(2 * people)]
        self.links: list[list[_Step]] = [[] for _ in range(2 * people)]
        self.mark = [_FREE] * (2 * people)
        self.came: list[_Step] = [_ROOT] * (2 * people)
        self.spare = list(range(people, 2 * people))
        self.queue: list[int] = []

    def join_one_more(self) -> bool:
        """Join one more pair, if that is worth anything."""
        size = 2 * self.people
        self.mark, self.came, self.queue = [_FREE] * size, [_ROOT] * size, []
        for person in range(self.people):
            if self.mate[person] < 0:
                self._label(person, _OUTER, _ROOT)
        while not self._grow():
            if not self._pay():
                return False
        for node in range(self.people, size):
            if self.kids[node] and self.parent[node] < 0 and self.price[node] == 0:
                self._open(node)
        return True

    # -- growing

    def _grow(self) -> bool:
        """Follow tight pairs from the outer nodes; returns whether a pair was joined."""
        while self.queue:
            person = self.queue.pop()
            for number in self.near[person]:
                one, other, value = self.edges[number]
                there = other if one == person else one
                node = self.top[there]
                if node == self.top[person] or self.price[one] + self.price[other] != 2 * value:
                    continue
                if self.mark[node] == _FREE:
                    self._label(there, _INNER, (person, there))
                elif self.mark[node] == _OUTER:
                    joint = self._joint(person, there)
                    if joint < 0:
                        self._augment(person, there)
                        return True
                    self._shrink(joint, person, there)
        return False

    def _label(self, person: int, mark: int, came: _Step) -> None:
        node = self.top[person]
        self.mark[node], self.came[node] = mark, came
        if mark == _OUTER:
            self.queue.extend(self._leaves(node))
        else:
            base = self.base[node]
            self._label(self.mate[base], _OUTER, (base, self.mate[base]))

    def _leaves(self, node: int) -> Iterator[int]:
        if node < self.people:
            yield node
        for kid in self.kids[node]:
            yield from self._leaves(kid)

    def _before(self, node: int) -> int:
        """Return the node from which this one got its mark, -1 for a root."""
        came, _ = self.came[node]
        return self.top[came] if came >= 0 else -1

    def _joint(self, one: int, other: int) -> int:
        """Return the first outer node on both ways back to a root, -1 if the roots differ."""
        seen: set[int] = set()
        walkers = [self.top[one], self.top[other]]
        while walkers:
            node = walkers.pop(0)
            if node in seen:
                return node
            seen.add(node)
            inner = self._before(node)
            if inner >= 0:
                walkers.append(self._before(inner))
        return -1

    def _way_back(self, person: int, joint: int) -> tuple[list[int], list[_Step]]:
        """Return the nodes from a person back to a node, which is left out, and how each was reached."""
        nodes: list[int] = []
        steps: list[_Step] = []
        node = self.top[person]
        while node != joint:
            came = self.came[node]
            nodes.append(node)
            steps.append(came)
            node = self.top[came[0]]
        return nodes, steps

    # -- blossoms

    def _shrink(self, joint: int, one: int, other: int) -> None:
        left, left_steps = self._way_back(one, joint)
        right, right_steps = self._way_back(other, joint)
        node = self.spare.pop()
        self.kids[node] = [joint, *reversed(left), *right]
        self.links[node] = [*reversed(left_steps), (one, other), *((there, here) for here, there in right_steps)]
        self.base[node], self.parent[node], self.price[node] = self.base[joint], -1, 0
        self.mark[node], self.came[node] = _OUTER, self.came[joint]
        for kid in self.kids[node]:
            self.parent[kid] = node
            for leaf in self._leaves(kid):
                self.top[leaf] = node
                if self.mark[kid] == _INNER:
                    self.queue.append(leaf)

    def _open(self, node: int) -> None:
        """Take a blossom apart after a round; those within it that cost nothing as well."""
        for kid in self._dissolve(node):
            if kid >= self.people and self.price[kid] == 0:
                self._open(kid)

    def _dissolve(self, node: int) -> list[int]:
        kids = self.kids[node]
        for kid in kids:
            self.parent[kid] = -1
            self.mark[kid], self.came[kid] = _FREE, _ROOT
            for leaf in self._leaves(kid):
                self.top[leaf] = kid
        self.kids[node], self.links[node] = [], []
        self.spare.append(node)
        return kids

    def _open_inner(self, node: int) -> None:
        """Take an inner blossom apart that costs nothing any more; the way through it stays marked."""
        came, links = self.came[node], self.links[node]
        kids = self._dissolve(node)
        at = kids.index(self.top[came[1]])
        way = 1 if at % 2 else -1
        self._label(came[1], _INNER, came)
        while at % len(kids):
            # The matched pair leads to the next node, which the label has marked; from there one more link is followed.
            at += 2 * way
            one, other = links[at - 1] if way == 1 else links[at]
            here, there = (one, other) if way == 1 else (other, one)
            self._label(there, _INNER, (here, there))
        self.queue = [leaf for person in range(self.people) if self._is_outer(leaf := person)]

    def _is_outer(self, person: int) -> bool:
        return self.mark[self.top[person]] == _OUTER

    def _rebase(self, node: int, person: int) -> None:
        """Let a blossom be left over by this person instead: pairs within it change along the even way."""
        if node < self.people:
            return
        kid = person
        while self.parent[kid] != node:
            kid = self.parent[kid]
        self._rebase(kid, person)
        kids, links = self.kids[node], self.links[node]
        start = at = kids.index(kid)
        way = 1 if at % 2 else -1
        while at % len(kids):
            link = links[at + 1] if way == 1 else links[at - 2]
            here, there = link if way == 1 else (link[1], link[0])
            self._rebase(kids[at + way], here)
            at += 2 * way
            self._rebase(kids[at % len(kids)], there)
            self.mate[here], self.mate[there] = there, here
        self.kids[node], self.links[node] = kids[start:] + kids[:start], links[start:] + links[:start]
        self.base[node] = person

    def _augment(self, one: int, other: int) -> None:
        """Change the pairs along the two ways back to different roots."""
        for person, partner in ((one, other), (other, one)):
            outer, mate = person, partner
            while True:
                node = self.top[outer]
                self._rebase(node, outer)
                self.mate[outer] = mate
                inner = self._before(node)
                if inner < 0:
                    break
                outer, mate = self.came[inner]
                self._rebase(inner, mate)
                self.mate[mate] = outer

    # -- prices

    def _pay(self) -> bool:
        """Change prices until a pair is tight or an inner blossom costs nothing; false if nothing more is worth it."""
        least, tight, empty = self._least()
        for person in range(self.people):
            mark = self.mark[self.top[person]]
            self.price[person] += least if mark == _INNER else -least if mark == _OUTER else 0
        for node in range(self.people, 2 * self.people):
            if self.kids[node] and self.parent[node] < 0:
                mark = self.mark[node]
                self.price[node] += least if mark == _OUTER else -least if mark == _INNER else 0
        if tight >= 0:
            one, other, _ = self.edges[tight]
            self.queue.append(one if self._is_outer(one) else other)
        elif empty >= 0:
            self._open_inner(empty)
        return tight >= 0 or empty >= 0

    def _least(self) -> tuple[int, int, int]:
        """Return by how much prices may change, and the pair or the blossom that forbids more."""
        least = min((self.price[p] for p in range(self.people) if self.mate[p] < 0), default=0)
        tight = empty = -1
        for number, (one, other, value) in enumerate(self.edges):
            first, second = self.top[one], self.top[other]
            marks = self.mark[first] + self.mark[second]
            if first == second or _OUTER not in (self.mark[first], self.mark[second]) or marks == _OUTER + _INNER:
                continue
            slack = self.price[one] + self.price[other] - 2 * value
            if marks == 2 * _OUTER:
                slack //= 2
            if slack < least:
                least, tight = slack, number
        for node in range(self.people, 2 * self.people):
            inner = self.kids[node] and self.parent[node] < 0 and self.mark[node] == _INNER
            if inner and self.price[node] < least:
                least, tight, empty = self.price[node], -1, node
        return least, tight, empty
