"""The second step: what each sheet was taken for, which column became which field, and which rows were left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator.intake.fields import FIELDS
from coordinator.intake.ledger import MUST_BE_FIXED
from coordinator.ui import look
from coordinator.ui.models.listing import Column as TableColumn
from coordinator.ui.models.listing import Listing
from coordinator.ui.widgets import Card, Choice, Column, Row, RowList, TableView, Text
from coordinator.ui.widgets.scroll import Scroll
from coordinator.views.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from coordinator.intake.door import Intake
    from coordinator.intake.headers import Column as Header
    from coordinator.intake.headers import SheetMapping
    from coordinator.intake.ledger import LeftOut, SheetCount

_SURE, _LIKELY = 95, 85
_KEEP = "kept as extra"
_MOST_ROWS = 12


class SheetRows(RowList[tuple["SheetMapping", "SheetCount | None"]]):
    """The sheets that were understood: what they are, and how many rows were used."""

    LEAST = 52
    MOST = 58

    def words(self, row: tuple[SheetMapping, SheetCount | None]) -> str:
        """Say a sheet."""
        return f"{place(row[0].file, row[0].sheet)}: {row[0].kind}, {_used(row[1])}"

    def paint_row(
        self, painter: QPainter, area: QRectF, row: tuple[SheetMapping, SheetCount | None], index: int
    ) -> None:
        """Paint the kind, the place and the numbers."""
        mapping, found = row
        plate = area.adjusted(0, 2, 0, -2)
        on = index == self.selected
        if on or index == self.over:
            fill = look.colour("accent_soft" if on else "surface2")
            look.rounded(painter, plate, 8, fill, look.colour("accent") if on else None)
        left, middle = plate.left() + look.px(12), plate.center().y()
        size = look.px(18)
        icon = QRectF(left, middle - size / 2, size, size)
        look.paint_icon(painter, _ICONS.get(mapping.kind.value, "table-2"), icon, look.colour("accent"))
        left = icon.right() + look.px(12)
        name = QRectF(left, middle - look.px(20), plate.right() - look.px(10) - left, look.px(20))
        look.text(painter, name, _capital(mapping.kind.value), look.font("row_strong"), look.colour("text"))
        look.text(painter, name, _used(found), look.font("small_strong"), look.colour("text2"), look.RIGHT)
        below = name.translated(0, look.px(20))
        look.text(painter, below, place(mapping.file, mapping.sheet), look.font("small"), look.colour("text3"))


class LeftRows(RowList["LeftOut"]):
    """The rows and sheets that were left out, and why."""

    LEAST = 40
    MOST = 40

    def words(self, row: LeftOut) -> str:
        """Say what was left out."""
        return f"{place(row.file, row.sheet)}, {_rows(row)}: {row.reason}"

    def paint_row(self, painter: QPainter, area: QRectF, row: LeftOut, index: int) -> None:
        """Paint place and reason."""
        if index:
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), look.colour("border"))
        upper = QRectF(area.left(), area.top() + look.px(3), area.width(), look.px(18))
        look.text(painter, upper, _capital(row.reason), look.font("body_medium"), look.colour("text"))
        words = f"{place(row.file, row.sheet)} · {_rows(row)}"
        look.text(painter, upper.translated(0, look.px(17)), words, look.font("small"), look.colour("text3"))


class ColumnsStep(QWidget):
    """`field_chosen` tells a header and the field that a person wants for it."""

    field_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mappings: tuple[SheetMapping, ...] = ()
        self.sheets = SheetRows("Sheets")
        self.sheets.set_selectable(True)
        self.left_out = LeftRows("Left out")
        self._none_left = Text("Every row was used.", "body", "text3")
        self.columns: Listing[Header] = Listing(_COLUMNS, self)
        self.view = TableView("Columns")
        self.view.setModel(self.columns)
        self.view.set_widths({1: 260, 2: 150}, stretch=0)
        self.field = Choice()
        self.field.setAccessibleName("Field of the chosen column")
        self._field_words = Text("", "body_medium", "text2")
        self._lay_out()
        self.sheets.pressed.connect(self._show_sheet)
        self.view.selectionModel().currentRowChanged.connect(self._column_chosen)
        self.field.activated.connect(self._field_picked)

    def show_intake(self, intake: Intake) -> None:
        """Show how the files were read."""
        counts = {(found.file, found.sheet): found for found in intake.counts}
        self._mappings = intake.mappings
        widest = max(range(len(self._mappings)), key=lambda n: len(self._mappings[n].columns), default=-1)
        chosen = self.sheets.selected if 0 <= self.sheets.selected < len(self._mappings) else widest
        self.sheets.show_rows(tuple((m, counts.get((m.file, m.sheet))) for m in self._mappings), chosen)
        gone = tuple(left for left in intake.left_out if left.reason != MUST_BE_FIXED)
        self.left_out.show_rows(gone)
        self._none_left.setVisible(not gone)
        self.left_out.setVisible(bool(gone))
        self._show_sheet(chosen)

    def _show_sheet(self, index: int) -> None:
        mapping = self._mappings[index] if 0 <= index < len(self._mappings) else None
        self.columns.show_lines(mapping.columns if mapping else ())
        title = f"Columns of {place(mapping.file, mapping.sheet)}" if mapping else "Columns"
        self._columns_card.set_title(title, f"headers in row {mapping.header_line}" if mapping else "")
        self.field.clear()
        if mapping is not None:
            self.field.addItem(_KEEP, "")
            for name in FIELDS[mapping.kind]:
                self.field.addItem(_field(name), name)
        self.view.selectRow(0)
        self._column_chosen()

    def _column_chosen(self, *_: object) -> None:
        header = self.columns.line(self.view.currentIndex().row())
        self.field.setEnabled(header is not None and bool(header.header))
        self._field_words.setText(f"“{header.header}” is read as" if header and header.header else "This column is")
        if header is not None:
            self.field.setCurrentIndex(max(0, self.field.findData(header.field)))

    def _field_picked(self) -> None:
        header = self.columns.line(self.view.currentIndex().row())
        wanted = str(self.field.currentData() or "")
        if header is not None and wanted != header.field:
            self.field_chosen.emit(header.header, wanted)

    def _lay_out(self) -> None:
        holder = QWidget()
        left = Column(holder, gap=16, margins=(0, 0, 4, 0))
        sheets = Card("Sheets", "what each was taken for", gap=4)
        sheets.body.addWidget(self.sheets)
        gone = Card("Left out", gap=4)
        gone.body.addWidget(self._none_left)
        gone.body.addWidget(self.left_out)
        left.addWidget(sheets)
        left.addWidget(gone)
        left.addStretch(1)
        self._columns_card = Card("Columns", margins=(18, 14, 18, 14), gap=10)
        self._columns_card.body.addWidget(self.view, 1)
        row = Row(gap=10)
        row.addStretch(1)
        row.addWidget(self._field_words, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.field)
        self._columns_card.body.addLayout(row)
        whole = Row(self, gap=18)
        whole.addWidget(Scroll(holder), 2)
        whole.addWidget(self._columns_card, 3)


def place(file: str, sheet: str, row: int | None = None) -> str:
    """Write where something stands in a file."""
    parts = (file, sheet, f"row {row}" if row else "")
    return " · ".join(part for part in parts if part)


def _field(name: str) -> str:
    return _capital(name.replace("_", " "))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _used(found: SheetCount | None) -> str:
    if found is None:
        return ""
    left = f", {found.left_out} left out" if found.left_out else ""
    return f"{count(found.used, 'row')}{left}"


def _rows(left: LeftOut) -> str:
    if not left.rows:
        return "whole sheet"
    shown = ", ".join(str(row) for row in left.rows[:_MOST_ROWS])
    return f"row{'s' if len(left.rows) > 1 else ''} {shown}{'…' if len(left.rows) > _MOST_ROWS else ''}"


def _how_sure(header: Header) -> str:
    if not header.field:
        return ""
    if header.sure > 100:
        return "your choice"
    return "sure" if header.sure >= _SURE else "likely" if header.sure >= _LIKELY else "a guess"


_ICONS = {
    "event": "info",
    "slots": "clock",
    "tables": "table-2",
    "participants": "users",
    "meetings": "handshake",
    "meeting list": "handshake",
    "requests": "message-square",
    "checkpoints": "map-pin",
}
_COLUMNS: Sequence[TableColumn[Header]] = (
    TableColumn("Your column", lambda h: h.header or "(no title)", strong=True),
    TableColumn(
        "Field",
        lambda h: _field(h.field) if h.field else _KEEP,
        ink=lambda h: "text" if h.field else "text3",
        icon=lambda h: "arrow-right" if h.field else "minus",
    ),
    TableColumn(
        "How sure",
        _how_sure,
        ink=lambda h: "ok.text" if h.sure >= _SURE else "wait.text",
        icon=lambda h: ("check" if h.sure >= _SURE else "circle-question-mark") if h.field else "",
    ),
)
