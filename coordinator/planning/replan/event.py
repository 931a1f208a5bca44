"""The day as the engine needs it: people, tables and meetings by number, and what stands behind each number."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from coordinator.planning.masks import bits
from coordinator.planning.replan.hall import Hall, maximum_of
from coordinator.planning.replan.model import Model
from coordinator.planning.replan.standing import sort_out, with_seats_only
from coordinator.planning.replan.start import NoPlan, standing
from coordinator.planning.replan.wanted import wanted_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.planning.problem import Problem
    from coordinator.planning.replan.hall import Item, Row
    from coordinator.planning.replan.standing import Sorted


@dataclass(frozen=True, slots=True)
class EventModel:
    """A model made of a day: `items` says by number what each meeting of the model is.

    `left_alone` are the ids of announced meetings that break a rule as they stand, and so are not touched.
    """

    problem: Problem
    model: Model
    items: tuple[Item, ...]
    left_alone: tuple[str, ...]


def model_of(problem: Problem) -> EventModel:
    """Return the model of the rest of the day."""
    found = sort_out(problem)
    event = _event(problem, found)
    if found.standing and not _can_be_held(event.model):
        event = _event(problem, with_seats_only(Hall.of(problem, found.fixed), found))
    return event


def _event(problem: Problem, found: Sorted) -> EventModel:
    hall = Hall.of(problem, found.fixed)
    rows = [hall.row_of(meeting) for meeting in found.standing]
    rows += wanted_rows(hall, found.wanted)
    rows = _with_maxima(problem, rows)
    alone = tuple(meeting.id for meeting in found.left_alone)
    return EventModel(problem, _model(hall, rows), tuple(row.item for row in rows), alone)


def _can_be_held(model: Model) -> bool:
    """Return whether all meetings that stand can be held, perhaps at other tables or in other rounds."""
    seats = Counter((model.place[m], model.origin[m]) for m in model.intact if model.place[m] >= 0)
    if all(model.capacity[place][slot] >= number for (place, slot), number in seats.items()):
        return True
    try:
        standing(model)
    except NoPlan:
        return False
    return True


def _with_maxima(problem: Problem, rows: Sequence[Row]) -> list[Row]:
    """Mark the meetings that count for the maximum of people who interpret in others, which do not count."""
    interpreters = {one for row in rows for one in problem.interpreter_of(row.item.meeting)}
    limited = {p for p in interpreters if p in problem.people and problem.people[p].limit is not None}
    if not limited:
        return list(rows)
    return [
        replace(row, tokens=(*row.tokens, *(maximum_of(person) for person in row.item.people if person in limited)))
        for row in rows
    ]


def _model(hall: Hall, rows: Sequence[Row]) -> Model:
    problem = hall.problem
    sides = [(hall.number[row.item.people[0]], hall.number[row.item.people[1]]) for row in rows]
    parts = [hall.parts_of(row) for row in rows]
    room, spare = _left(hall, rows, parts)
    added = [n for n, row in enumerate(rows) if not row.announced and row.rounds]
    candidates = tuple(n for n in added if all(spare[part] > 0 for part in parts[n]))
    place = [hall.place_of(row.home) for row in rows]
    return Model(
        slots=len(problem.slots),
        now=problem.coming - 1,
        lead=problem.policy.lead,
        sessions=hall.sessions,
        people=tuple(range(len(hall.available))),
        available=tuple(hall.available),
        absent=tuple(hall.absent),
        tables=hall.boards,
        capacity=hall.capacity,
        ids=tuple(range(len(rows))),
        a=tuple(a for a, _ in sides),
        b=tuple(b for _, b in sides),
        parts=tuple(parts),
        value=tuple(row.value for row in rows),
        announced=tuple(row.announced for row in rows),
        broken=tuple(row.promised and not row.announced for row in rows),
        origin=tuple(row.origin for row in rows),
        table=tuple(problem.number_of.get(row.table or "", -1) for row in rows),
        pinned=tuple(row.pinned for row in rows),
        own=tuple(hall.tables_of(row.home) for row in rows),
        place=tuple(place),
        rounds=tuple(row.rounds for row in rows),
        loose=tuple(row.rounds for row in rows),
        intact=tuple(n for n, row in enumerate(rows) if row.announced),
        candidates=candidates,
        bounded=candidates,
        spare=spare,
        spare_of=_seats(hall, rows, place),
        promised=_promised(rows, parts, len(hall.available)),
        room=room,
    )


def _left(hall: Hall, rows: Sequence[Row], parts: Sequence[tuple[int, ...]]) -> tuple[dict[int, int], tuple[int, ...]]:
    """Return who may have how many meetings, and what announced ones leave of that and of the rounds that are of use.

    A bound holds for this model, so it may count on lead time and policy: rounds nobody may use are no chance.
    """
    held, usable = [0] * len(hall.available), [0] * len(hall.available)
    for row, needed in zip(rows, parts, strict=True):
        for part in needed:
            held[part] += row.announced
            usable[part] |= row.rounds
    room = {part: max(most, held[part]) for part, most in hall.room_beside(rows).items()}
    rounds = [mask.bit_count() for mask in usable]
    return room, tuple(min(most, room.get(part, most)) - held[part] for part, most in enumerate(rounds))


def _seats(hall: Hall, rows: Sequence[Row], places: Sequence[int]) -> tuple[int, ...]:
    """Return how many seats the meetings that stand leave of every place, in the rounds that are of use."""
    seats = []
    for place, capacity in enumerate(hall.capacity):
        here = [row for row, number in zip(rows, places, strict=True) if number == place]
        usable = reduce(or_, (row.rounds for row in here), 0)
        seats.append(sum(capacity[slot] for slot in bits(usable)) - sum(row.announced for row in here))
    return tuple(seats)


def _promised(rows: Sequence[Row], parts: Sequence[tuple[int, ...]], size: int) -> tuple[int, ...]:
    count = [0] * size
    for row, needed in zip(rows, parts, strict=True):
        if row.promised:
            for part in needed[: len(row.item.people)]:
                count[part] += 1
    return tuple(count)
