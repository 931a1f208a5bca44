"""The program over meetings and slots: a column says that a meeting has a slot, a row what cannot be had twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coordinator.planning.replan.linear import Program, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coordinator.planning.replan.linear import Array
    from coordinator.planning.replan.model import Model

WEIGHT = 1000  # one unit of value outweighs a thousand changes


@dataclass(frozen=True, slots=True)
class Grid:
    """The program and what its columns and rows stand for.

    `people` and `places` are the keys of the rows that come after those of the meetings: person * slots + slot, and
    place * slots + slot; `shares` the people of the rows after these, who may have only so many meetings.
    """

    program: Program
    meeting: Array
    slot: Array
    meetings: Array
    people: Array
    places: Array
    shares: Array


@dataclass(frozen=True, slots=True)
class Columns:
    """The meeting and the slot of every column."""

    meeting: Array
    slot: Array


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lists of a model as arrays; `also` are the meetings that need more than their two sides, and what more."""

    model: Model
    a: Array
    b: Array
    value: Array
    announced: Array
    origin: Array
    place: Array
    also: Mapping[int, tuple[int, ...]]

    @classmethod
    def of(cls, model: Model) -> Sheet:
        """Return the arrays of a model."""
        return cls(
            model,
            np.array(model.a, dtype=np.int64),
            np.array(model.b, dtype=np.int64),
            np.array(model.value, dtype=np.float64),
            np.array(model.announced, dtype=np.bool_),
            np.array(model.origin, dtype=np.int64),
            np.array(model.place, dtype=np.int64),
            {m: parts[2:] for m, parts in enumerate(model.parts) if len(parts) > 2},
        )

    def parts_of(self, meeting: Array) -> tuple[Array, Array]:
        """Return the numbers of these columns, once for each part of their meeting, and the parts."""
        more = [
            (column, part)
            for column in (np.nonzero(np.isin(meeting, list(self.also)))[0].tolist() if self.also else ())
            for part in self.also[int(meeting[column])]
        ]
        column, part = np.array(more, dtype=np.int64).reshape(-1, 2).T
        everyone = np.arange(len(meeting))
        return np.concatenate([everyone, everyone, column]), np.concatenate([self.a[meeting], self.b[meeting], part])


def columns(model: Model, meetings: Sequence[int], allowed: Sequence[int]) -> Columns:
    """Return a column for each of the slots, a bitmask for every meeting, that are allowed."""
    width = (model.slots + 7) // 8
    packed = b"".join(mask.to_bytes(width, "little") for mask in allowed)
    flags = np.unpackbits(np.frombuffer(packed, dtype=np.uint8).reshape(-1, width), axis=1, bitorder="little")
    row, slot = np.nonzero(flags)
    return Columns(np.asarray(meetings, dtype=np.int64)[row], slot.astype(np.int64))


def as_columns(cols: Columns | Grid, slots: Sequence[int]) -> Array:
    """Return what a plan makes of these columns: one where a meeting has the slot."""
    same: Array = np.array(slots)[cols.meeting] == cols.slot
    return same.astype(float)


def grid(
    sheet: Sheet, cols: Columns, left: Sequence[Sequence[int]], room: Mapping[int, int], changes: int | None = None
) -> Grid:
    """Return the program of these columns.

    `left` tables of every place are free in every slot, so many meetings more may those have who are in `room`, and
    at most so many changes are allowed.
    """
    meeting, slot, slots = cols.meeting, cols.slot, sheet.model.slots
    announced, place = sheet.announced[meeting], sheet.place[meeting]
    moved = announced & (slot != sheet.origin[meeting])
    gain = np.where(announced, -moved.astype(float), WEIGHT * sheet.value[meeting])
    meetings, by_meeting = rows_of(meeting)
    columns_of_part, part = sheet.parts_of(meeting)
    people, by_person = rows_of(part * slots + slot[columns_of_part])
    seated = np.nonzero(place >= 0)[0]
    places, by_place = rows_of(place[seated] * slots + slot[seated])
    limited = np.nonzero(np.isin(part, list(room)))[0] if room else np.zeros(0, dtype=np.int64)
    shares, by_share = rows_of(part[limited])
    blocks = [
        (by_meeting, np.arange(len(meeting)), np.ones(len(meetings))),
        (by_person, columns_of_part, np.ones(len(people))),
        (by_place, seated, np.array([left[key // slots][key % slots] for key in places], dtype=float)),
        (by_share, columns_of_part[limited], np.array([room[int(p)] for p in shares], dtype=float)),
    ]
    if changes is not None:
        blocks.append((np.zeros(int(moved.sum()), dtype=np.int64), np.nonzero(moved)[0], np.array([float(changes)])))
    first = np.cumsum([0, *(len(most) for _, _, most in blocks)])
    limits = np.concatenate([most for _, _, most in blocks])
    least = np.full(len(limits), -np.inf)
    least[: len(meetings)][sheet.announced[meetings]] = 1.0
    program = Program(
        gain,
        np.concatenate([start + row for start, (row, _, _) in zip(first, blocks, strict=False)]),
        np.concatenate([column for _, column, _ in blocks]),
        least,
        limits,
    )
    return Grid(program, meeting, slot, meetings, people, places, shares)
