"""Everybody as a table that narrows and sorts itself: an index list over rows that are kept folded."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coordinator.domain.day import Presence
from coordinator.ui.widgets.table_view import CellRole
from coordinator.views import people as view
from coordinator.views.people import Group, PersonRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coordinator.desk.answers import Change
    from coordinator.desk.desk import Desk

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Col(IntEnum):
    """The columns of the list."""

    PRESENCE = 0
    NAME = 1
    ORGANISATION = 2
    COUNTRY = 3
    NEXT = 4
    MEETINGS = 5
    ARRIVED = 6
    PHONE = 7


HEADS = ("Presence", "Name", "Organisation", "Country", "Next meeting", "Meetings", "Arrived", "Phone")
LOOKS = {
    Presence.HERE: ("presence-here", "ok.text"),
    Presence.LATE: ("presence-late", "wait.text"),
    Presence.UNKNOWN: ("presence-away", "text3"),
    Presence.ABSENT: ("circle-x", "bad.text"),
    Presence.LEFT: ("log-out", "text3"),
}
_ORDER = (Presence.UNKNOWN, Presence.LATE, Presence.ABSENT, Presence.LEFT, Presence.HERE)


class PeopleModel(QAbstractTableModel):
    """Shows who fits what was typed and the group that was chosen, in the order that was chosen."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[PersonRow] = []
        self._place: dict[str, int] = {}
        self._shown: list[int] = []
        self._words: tuple[str, ...] = ()
        self._group = Group.ALL
        self._column, self._backwards = Col.NAME, False
        self.reload()

    # -- what is shown

    def reload(self) -> None:
        """Read everybody again."""
        self.beginResetModel()
        self._rows = list(view.rows(self._desk.day, self._desk.now))
        self._place = {row.person: number for number, row in enumerate(self._rows)}
        self._shown = self._chosen()
        self.endResetModel()

    def take(self, change: Change) -> None:
        """Take what happened: only the rows concerned are made again."""
        day = self._desk.day
        people = view.touched(day, change.people, change.meetings)
        if change.everything or any(person not in self._place for person in people):
            self.reload()
            return
        for row in view.rows(day, self._desk.now, people):
            self._rows[self._place[row.person]] = row
        chosen = self._chosen()
        if chosen != self._shown:
            self._replace(chosen)
        for number, place in enumerate(self._shown):
            if self._rows[place].person in people:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(HEADS) - 1))

    def narrow(self, text: str, group: Group) -> None:
        """Show only who fits."""
        self._words, self._group = view.folded(text), group
        self._replace(self._chosen())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._column, self._backwards = Col(max(0, column)), order is Qt.SortOrder.DescendingOrder
        self._replace(self._chosen())

    def counts(self) -> Mapping[Group, int]:
        """Count the groups."""
        return view.counts(self._rows)

    def size(self) -> int:
        """Return how many people there are, shown or not."""
        return len(self._rows)

    def row(self, number: int) -> PersonRow | None:
        """Return the person in this row of the list."""
        return self._rows[self._shown[number]] if 0 <= number < len(self._shown) else None

    def number_of(self, person: str) -> int:
        """Return the row of a person, -1 if they are not shown."""
        place = self._place.get(person)
        return self._shown.index(place) if place in self._shown else -1

    def _replace(self, chosen: list[int]) -> None:
        """Show another choice, or the same people in another order."""
        if sorted(chosen) != sorted(self._shown):
            self.beginResetModel()
            self._shown = chosen
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        people = [self._rows[self._shown[index.row()]].person for index in before]
        self._shown = chosen
        number = {self._rows[place].person: row for row, place in enumerate(chosen)}
        after = [self.createIndex(number[p], index.column()) for p, index in zip(people, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _chosen(self) -> list[int]:
        words, group, rows = self._words, self._group, self._rows
        found = [
            number
            for number, row in enumerate(rows)
            if group in row.groups and all(word in row.search for word in words)
        ]
        found.sort(key=lambda number: _sort_key(rows[number], self._column), reverse=self._backwards)
        return found

    # -- what Qt asks for

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many people are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the head of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says and how it looks."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        column = Col(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(row, column)
        if role == CellRole.ICON:
            return LOOKS[row.presence][0] if column is Col.PRESENCE else None
        if role == CellRole.INK:
            return _ink(row, column)
        if role == CellRole.STRONG:
            return column is Col.NAME
        return None


def _text(row: PersonRow, column: Col) -> str:
    match column:
        case Col.PRESENCE:
            return row.words
        case Col.NAME:
            return row.name
        case Col.ORGANISATION:
            return row.organisation
        case Col.COUNTRY:
            return row.country
        case Col.NEXT:
            return row.next_meeting
        case Col.MEETINGS:
            return str(row.meetings) if row.meetings else "–"
        case Col.ARRIVED:
            return row.arrived
        case Col.PHONE:
            return row.phone


def _ink(row: PersonRow, column: Col) -> str:
    if column is Col.PRESENCE:
        return LOOKS[row.presence][1]
    if column is Col.NAME:
        return "text"
    return "text2" if column in (Col.ORGANISATION, Col.NEXT) else "text3"


def _sort_key(row: PersonRow, column: Col) -> tuple[Any, ...]:
    match column:
        case Col.PRESENCE:
            return (_ORDER.index(row.presence), row.next_order, row.name_order, row.person)
        case Col.NAME:
            return (row.name_order, row.person)
        case Col.ORGANISATION:
            return (row.organisation_order, row.name_order, row.person)
        case Col.COUNTRY:
            return (row.country, row.organisation_order, row.name_order, row.person)
        case Col.NEXT:
            return (row.next_order, row.name_order, row.person)
        case Col.MEETINGS:
            return (row.meetings, row.name_order, row.person)
        case Col.ARRIVED:
            return (row.arrived_order, row.name_order, row.person)
        case Col.PHONE:
            return (row.phone, row.name_order, row.person)
