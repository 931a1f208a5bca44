"""The floor kept in step with the desk: which cells there are, and which of them changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from coordinator.views import floor as view
from coordinator.views.floor import Column, Floor, Grouping, Row
from coordinator.views.floor_cells import Cell, cell

if TYPE_CHECKING:
    from datetime import datetime

    from coordinator.desk.answers import Change
    from coordinator.domain.day import Day
    from coordinator.domain.policy import Policy

Place = tuple[int, int]
"""Row and column of the grid, counted from 0."""


class Outlook(Protocol):
    """What a floor is made of: a desk, or a day that is only imagined."""

    @property
    def day(self) -> Day:
        """Return the day."""

    @property
    def now(self) -> datetime:
        """Return the time in the event's own zone."""

    @property
    def policy(self) -> Policy:
        """Return how the day is run."""


class FloorModel:
    """Cells are made when they are asked for, and made again when something about them may have changed."""

    def __init__(self, desk: Outlook, grouping: Grouping = Grouping.TABLES) -> None:
        self._desk = desk
        self._made: dict[Place, Cell] = {}
        self.floor: Floor = view.floor(desk.day, desk.now, desk.policy, grouping)

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return the slots."""
        return self.floor.columns

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the tables, people or organisations."""
        return self.floor.rows

    def cell(self, place: Place) -> Cell:
        """Return what stands at this place."""
        made = self._made.get(place)
        if made is None:
            made = cell(self.floor, self.rows[place[0]], self.columns[place[1]].slot)
            self._made[place] = made
        return made

    def is_gap(self, column: int) -> bool:
        """Return whether this column is a break."""
        return self.columns[column].lens is view.Lens.GAP

    def regroup(self, grouping: Grouping) -> None:
        """Show other rows."""
        self._made.clear()
        self.floor = view.floor(self._desk.day, self._desk.now, self._desk.policy, grouping)

    def tick(self) -> bool:
        """Let time go on; returns whether another round counts now, so that the columns have other widths."""
        desk, before = self._desk, self.columns
        columns = view.columns(desk.day, desk.now)
        self.floor = replace(self.floor, now=desk.now, policy=desk.policy, columns=columns)
        self._made.clear()
        return [(c.slot, c.lens) for c in before] != [(c.slot, c.lens) for c in columns]

    def take(self, change: Change) -> frozenset[str] | None:
        """Take what happened; returns the keys of the rows concerned, or nothing if it may be all of them."""
        before, desk = self.floor, self._desk
        self._made.clear()
        known = before.day.schedule is desk.day.schedule and all(before.day.person(p) for p in change.people)
        if change.everything or not known:
            self.regroup(before.grouping)
            return None
        places = view.reseated(before, desk.day, change.meetings)
        after = replace(before, day=desk.day, now=desk.now, policy=desk.policy, seats=places)
        self.floor = after
        states = (before, after) if change.meetings else (after,)
        return frozenset().union(*(view.touched_rows(floor, change.meetings, change.people) for floor in states))

    def place_of(self, meeting: str) -> Place | None:
        """Return where a meeting stands now."""
        known = self.floor.day.meetings.get(meeting)
        if known is None:
            return None
        columns = {column.slot: number for number, column in enumerate(self.columns)}
        column = columns.get(known.slot or "")
        for number, row in enumerate(self.rows):
            found = known.table == row.key or not set(row.people).isdisjoint(known.people)
            at_table = self.floor.grouping is Grouping.TABLES
            if column is not None and (known.table == row.key if at_table else found):
                return number, column
        return None
