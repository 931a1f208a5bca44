"""A table of finished rows: each column says how to write a row, and the model only hands that on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from coordinator.ui.widgets.table_view import CellRole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

Line = TypeVar("Line")
Index = QModelIndex | QPersistentModelIndex


def _nothing(_line: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Column(Generic[Line]):
    """One column: its title, the words of a row, and how they look; `key` sorts, else the words do."""

    title: str
    words: Callable[[Line], str]
    ink: Callable[[Line], str] = _nothing
    icon: Callable[[Line], str] = _nothing
    soft: Callable[[Line], str] = _nothing
    strong: bool = False
    right: bool = False
    key: Callable[[Line], Any] | None = None


class Listing(QAbstractTableModel, Generic[Line]):
    """Read-only rows; they are replaced as a whole, and sorted where the view asks for it."""

    def __init__(self, columns: Sequence[Column[Line]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._lines: list[Line] = []
        self._order: tuple[int, Qt.SortOrder] | None = None

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other rows, in the order that was asked for last."""
        if list(lines) == self._lines and self._order is None:
            return
        self.beginResetModel()
        self._lines = list(lines)
        if self._order is not None:
            self._arrange(*self._order)
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Return what stands in a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def lines(self) -> Sequence[Line]:
        """Return all rows as they are shown."""
        return tuple(self._lines)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says, and how."""
        if not index.isValid():
            return None
        column, line = self._columns[index.column()], self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return column.words(line)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case CellRole.INK:
                return column.ink(line) or None
            case CellRole.ICON:
                return column.icon(line) or None
            case CellRole.SOFT:
                return column.soft(line) or None
            case CellRole.STRONG:
                return column.strong
            case _:
                return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self._columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self._columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole and self._columns[section].right:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; rows that are equal stay as they were."""
        if not 0 <= column < len(self._columns):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [self._lines[index.row()] for index in before]
        self._order = column, order
        self._arrange(column, order)
        places = {id(line): row for row, line in enumerate(self._lines)}
        after = [self.index(places[id(line)], i.column()) for line, i in zip(kept, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _arrange(self, column: int, order: Qt.SortOrder) -> None:
        wanted = self._columns[column]
        self._lines.sort(key=wanted.key or wanted.words, reverse=order is Qt.SortOrder.DescendingOrder)
