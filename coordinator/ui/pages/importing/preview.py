"""The first rows of a sheet as they stand in the file, each column under the field that it became."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from coordinator.ui import look
from coordinator.ui.pages.importing.sheets import words_of
from coordinator.ui.widgets import CellRole, TableView

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from coordinator.intake.headers import Column
    from coordinator.intake.rows import Row
    from coordinator.ui.pages.importing.sheets import SheetView

Index = QModelIndex | QPersistentModelIndex
_ROW = 32


class LowTable(TableView):
    """A table with low rows, so that eight of them stand below their header on a small screen."""

    def restyle(self) -> None:
        """Take the look."""
        super().restyle()
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))


class Preview(QAbstractTableModel):
    """Cells as text, the first column is the row of the file; what becomes no field is written in grey."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._rows: tuple[Row, ...] = ()

    def show_sheet(self, view: SheetView | None) -> None:
        """Show the first rows of another sheet."""
        self.beginResetModel()
        self._columns = view.columns if view else ()
        self._rows = view.rows if view else ()
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the columns of the file and one for the number of the row."""
        return 0 if parent is not None and parent.isValid() else len(self._columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says, and in which ink."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cell(row, index.column())
        if role == CellRole.INK:
            used = index.column() > 0 and self._columns[index.column() - 1].field
            return "text" if used else "text3"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the field of a column, or its own header while it is none."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section <= len(self._columns):
            return None
        if section == 0:
            return "Row" if role == Qt.ItemDataRole.DisplayRole else None
        column = self._columns[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return words_of(column.field) if column.field else f"“{column.header}”" if column.header else "–"
        return f"“{column.header}”" if role == Qt.ItemDataRole.ToolTipRole else None

    def _cell(self, row: Row, column: int) -> str:
        if column == 0:
            return str(row.line)
        index = self._columns[column - 1].index
        return " ".join(row.cells[index].split()) if index < len(row.cells) else ""
