"""A problem document becomes a model, or one sentence says what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coordinator.domain.trouble import WorldTrouble
from coordinator.planning.replan.model import Board, Model
from coordinator.planning.replan.shaping import Hall, Kept, shape

if TYPE_CHECKING:
    from collections.abc import Mapping

    Record = Mapping[str, Any]

_STATES = frozenset({"held", "running", "missed", "planned", "requested"})


class BadProblem(WorldTrouble):
    """The problem document cannot be planned; the text says why."""


def read(document: Any, lead: int = 0) -> Model:
    """Return the model of a problem document in the interchange format."""
    if not isinstance(document, dict):
        raise BadProblem("This is no planning problem: it must be one JSON object with slots, tables and meetings.")
    hall = _hall(document, lead)
    kept, met = _meetings(document, hall)
    return shape(hall, kept, met)


def _number(record: Record, key: str, what: str, default: int | None = None) -> int:
    found = record.get(key, default)
    if isinstance(found, bool) or not isinstance(found, int):
        raise BadProblem(f"{what} needs a whole number as “{key}”, not {found!r}.")
    return found


def _records(document: Record, key: str) -> list[Record]:
    found = document.get(key)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise BadProblem(f"This problem has no list of {key}.")
    return found


def _mask(slots: Any, count: int, what: str) -> int:
    if not isinstance(slots, list) or not all(isinstance(slot, int) for slot in slots):
        raise BadProblem(f"{what} needs a list of slot numbers.")
    return sum(1 << slot for slot in set(slots) if 0 <= slot < count)


def _hall(document: Record, lead: int) -> Hall:
    slots, now = _number(document, "slots", "The problem"), _number(document, "now", "The problem")
    if slots < 1 or not -1 <= now < slots:
        raise BadProblem(f"The problem has {slots} slots, and slot {now} cannot be the one that runs.")
    ahead = ((1 << slots) - 1) & ~((1 << (now + 1)) - 1)
    number: dict[int, int] = {}
    available: list[int] = []
    here: list[bool] = []
    absent: list[bool] = []
    for record in _records(document, "participants"):
        person = _number(record, "id", "A participant")
        what = f"Participant {person}"
        if number.setdefault(person, len(number)) != len(available):
            raise BadProblem(f"{what} stands twice in the problem.")
        arrive, leave = _number(record, "arrive", what, 0), _number(record, "leave", what, slots)
        stay = ((1 << max(0, leave)) - 1) & ~((1 << max(0, arrive)) - 1)
        gone = bool(record.get("no_show", False))
        available.append(0 if gone else ahead & stay & ~_mask(record.get("forb", []), slots, what))
        here.append(bool(record.get("checked_in", True)))
        absent.append(gone)
    tables = _tables(document, slots, number)
    homes: list[list[int]] = [[] for _ in number]
    for place, board in enumerate(tables):
        if board.home >= 0:
            homes[board.home].append(place)
    return Hall(
        slots,
        now,
        lead,
        _sessions(document, slots),
        number,
        available,
        here,
        absent,
        tables,
        [tuple(own) for own in homes],
    )


def _tables(document: Record, slots: int, number: Mapping[int, int]) -> list[Board]:
    tables: dict[int, Board] = {}
    for record in _records(document, "tables"):
        table = _number(record, "id", "A table")
        home = _number(record, "home", f"Table {table}", -1)
        if home >= 0 and home not in number:
            raise BadProblem(f"Table {table} belongs to participant {home}, who is not in the problem.")
        if table in tables:
            raise BadProblem(f"Table {table} stands twice in the problem.")
        closed = _mask(record.get("closed", []), slots, f"Table {table}")
        tables[table] = Board(table, number[home] if home >= 0 else -1, closed)
    return list(tables.values())


def _meetings(document: Record, hall: Hall) -> tuple[list[Kept], set[frozenset[int]]]:
    """Return the meetings that are not over, and the pairs that have met or are meeting."""
    kept, met, seen = [], set(), set()
    for record in _records(document, "meetings"):
        number = _number(record, "id", "A meeting")
        what, state = f"Meeting {number}", record.get("state")
        if number in seen:
            raise BadProblem(f"{what} stands twice in the problem.")
        if state not in _STATES:
            raise BadProblem(f"{what} has the state {state!r}; there is held, running, missed, planned and requested.")
        seen.add(number)
        sides = [_side(record, key, what, hall) for key in ("a", "b")]
        if sides[0] == sides[1]:
            raise BadProblem(f"{what} is a meeting of one participant with themselves.")
        if state in ("held", "running"):
            met.add(frozenset(sides))
            continue
        value = _number(record, "value", what)
        slot, table = _number(record, "slot", what, -1), _number(record, "table", what, -1)
        if state == "planned" and not 0 <= slot < hall.slots:
            raise BadProblem(f"{what} is planned in slot {slot}, which the day does not have.")
        only = _mask(record["only"], hall.slots, what) if "only" in record else -1
        pinned = bool(record.get("pinned", False))
        kept.append(Kept(number, sides[0], sides[1], value, str(state), slot, table, pinned, only))
    return kept, met


def _side(record: Record, key: str, what: str, hall: Hall) -> int:
    person = _number(record, key, what)
    if person not in hall.number:
        raise BadProblem(f"{what} names participant {person}, who is not in the problem.")
    return hall.number[person]


def _sessions(document: Record, slots: int) -> tuple[int, ...]:
    found = document.get("sessions") or [0] * slots
    if not isinstance(found, list) or len(found) != slots:
        raise BadProblem("The problem needs one session for every slot.")
    names = {name: number for number, name in enumerate(dict.fromkeys(map(str, found)))}
    return tuple(names[str(name)] for name in found)
