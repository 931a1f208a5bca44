"""The standby pool: wishes to meet that have no meeting today, and what each of them is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.schedule import RequestStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from coordinator.domain.schedule import Request

Pair = tuple[str, str]

_LOWEST_RANK = 5
_USUAL_RANK = 3
_STATUS_WORTH = {RequestStatus.PENDING: 0, RequestStatus.STANDBY: 1, RequestStatus.ACCEPTED: 2}


@dataclass(frozen=True, slots=True)
class Wish:
    """Two people who want to meet: the strongest request between them, its rank, and whether both asked."""

    request: str
    host: str
    guest: str
    value: int
    rank: int
    status: RequestStatus
    mutual: bool = False

    @property
    def people(self) -> Pair:
        """Return who asked first, then who was asked."""
        return (self.host, self.guest)


MOST = len(_STATUS_WORTH) * 2 * _LOWEST_RANK + max(_STATUS_WORTH.values())
"""What a wish is worth that both sides put first."""


def pair(one: str, other: str) -> Pair:
    """Return two people in an order of their own, whoever asked."""
    return (one, other) if one <= other else (other, one)


def pool(
    asked: Mapping[Pair, Wish], requests: Iterable[Request], met: Collection[Pair], served: Collection[str]
) -> tuple[Wish, ...]:
    """Return the wishes nobody has a meeting for, the most valuable first, as `asked` has them.

    `met` are the pairs that have a meeting, `served` the requests that have one, perhaps with somebody else.
    """
    found = {both: wish for both, wish in asked.items() if both not in met}
    partly = {pair(r.from_person, r.to_person) for r in requests if r.id in served} & found.keys() if served else set()
    if not partly:
        return tuple(found.values())
    # What is left counts anew where one of several requests between two people was served.
    rest = by_pair(r for r in requests if r.id not in served and pair(r.from_person, r.to_person) in partly)
    left = [rest.get(both) if both in partly else wish for both, wish in found.items()]
    return tuple(sorted((wish for wish in left if wish), key=lambda wish: -wish.value))


def by_pair(requests: Iterable[Request]) -> dict[Pair, Wish]:
    """Map two people to the wish that stands between them, whether it was granted or not."""
    asked: dict[Pair, list[Request]] = {}
    for request in requests:
        both = pair(request.from_person, request.to_person)
        if request.status.can_be_filled and both[0] != both[1]:
            asked.setdefault(both, []).append(request)
    return {both: _wish(found) for both, found in asked.items()}


def worth(wish: Wish | None) -> int:
    """Return what a meeting is worth that grants this wish; a meeting that nobody asked for is worth a usual one."""
    return wish.value if wish else len(_STATUS_WORTH) * _points(_USUAL_RANK) + _STATUS_WORTH[RequestStatus.ACCEPTED]


def by_person(wishes: Iterable[Wish]) -> Mapping[str, tuple[Wish, ...]]:
    """Map everybody in the pool to the wishes that name them, in their order."""
    found: dict[str, list[Wish]] = {}
    for wish in wishes:
        for person in wish.people:
            found.setdefault(person, []).append(wish)
    return {person: tuple(named) for person, named in found.items()}


def _wish(asked: list[Request]) -> Wish:
    """Rank counts most, from both sides together; among equals an accepted wish stands before a pending one."""
    if len(asked) == 1:
        (only,) = asked
        value = len(_STATUS_WORTH) * _points(only.priority) + _STATUS_WORTH[only.status]
        return Wish(only.id, only.from_person, only.to_person, value, only.priority, only.status)
    best = min(asked, key=lambda request: (request.priority, -_STATUS_WORTH[request.status]))
    strongest: dict[str, int] = {}
    for request in asked:
        strongest[request.from_person] = max(strongest.get(request.from_person, 0), _points(request.priority))
    status = max((request.status for request in asked), key=lambda status: _STATUS_WORTH[status])
    value = len(_STATUS_WORTH) * sum(strongest.values()) + _STATUS_WORTH[status]
    mutual = len(strongest) > 1
    return Wish(best.id, best.from_person, best.to_person, value, best.priority, status, mutual)


def _points(rank: int) -> int:
    return _LOWEST_RANK + 1 - min(max(rank, 1), _LOWEST_RANK)
