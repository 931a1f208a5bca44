"""The program over meetings and slots: a column says that a meeting has a slot, a row what cannot be had twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coordinator.planning.replan.linear import Program, rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.planning.replan.linear import Array
    from coordinator.planning.replan.model import Model

WEIGHT = 1000  # one unit of value outweighs a thousand changes


@dataclass(frozen=True, slots=True)
class Grid:
    """The program and what its columns and rows stand for.

    `people` and `pool` are the keys of the rows that come after those of the meetings: person * slots + slot, and slot.
    """

    program: Program
    meeting: Array
    slot: Array
    meetings: Array
    people: Array
    pool: Array


@dataclass(frozen=True, slots=True)
class Columns:
    """The meeting and the slot of every column."""

    meeting: Array
    slot: Array


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lists of a model as arrays."""

    model: Model
    a: Array
    b: Array
    value: Array
    announced: Array
    origin: Array
    pool: Array

    @classmethod
    def of(cls, model: Model) -> Sheet:
        """Return the arrays of a model."""
        lists = (model.a, model.b, model.value, model.announced, model.origin, model.pool)
        kinds = (np.int64, np.int64, np.float64, np.bool_, np.int64, np.bool_)
        return cls(model, *(np.array(column, dtype=kind) for column, kind in zip(lists, kinds, strict=True)))


def columns(model: Model, meetings: Sequence[int], allowed: Sequence[int]) -> Columns:
    """Return a column for each of the slots, a bitmask for every meeting, that are allowed."""
    width = (model.slots + 7) // 8
    packed = b"".join(mask.to_bytes(width, "little") for mask in allowed)
    flags = np.unpackbits(np.frombuffer(packed, dtype=np.uint8).reshape(-1, width), axis=1, bitorder="little")
    row, slot = np.nonzero(flags)
    return Columns(np.asarray(meetings, dtype=np.int64)[row], slot.astype(np.int64))


def grid(sheet: Sheet, cols: Columns, left: Sequence[int], changes: int | None = None) -> Grid:
    """Return the program of these columns; `left` tables of the pool are free, at most so many changes allowed."""
    meeting, slot, slots = cols.meeting, cols.slot, sheet.model.slots
    announced, pool = sheet.announced[meeting], sheet.pool[meeting]
    moved = announced & (slot != sheet.origin[meeting])
    gain = np.where(announced, -moved.astype(float), WEIGHT * sheet.value[meeting])
    everyone = np.arange(len(meeting))
    meetings, by_meeting = rows_of(meeting)
    people, by_person = rows_of(np.concatenate([sheet.a[meeting] * slots + slot, sheet.b[meeting] * slots + slot]))
    pools, by_pool = rows_of(slot[pool])
    first, second = len(meetings), len(meetings) + len(people)
    rows = [by_meeting, first + by_person, second + by_pool]
    columns_of = [everyone, everyone, everyone, np.nonzero(pool)[0]]
    most = [np.ones(second), np.array([left[s] for s in pools], dtype=float)]
    if changes is not None:
        rows.append(np.full(int(moved.sum()), second + len(pools)))
        columns_of.append(np.nonzero(moved)[0])
        most.append(np.array([float(changes)]))
    limits = np.concatenate(most)
    least = np.full(len(limits), -np.inf)
    least[:first][sheet.announced[meetings]] = 1.0
    program = Program(gain, np.concatenate(rows), np.concatenate(columns_of), least, limits)
    return Grid(program, meeting, slot, meetings, people, pools)
