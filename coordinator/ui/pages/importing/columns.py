"""The second step: which column became which field, the first rows below it, and which rows were left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator.intake.ledger import MUST_BE_FIXED
from coordinator.ui import look
from coordinator.ui.models.listing import Column as TableColumn
from coordinator.ui.models.listing import Listing
from coordinator.ui.pages.importing.preview import LowTable, Preview
from coordinator.ui.pages.importing.sheets import place, views_of, words_of
from coordinator.ui.widgets import Button, Card, Choice, Column, Row, RowList, Text
from coordinator.ui.widgets.scroll import Scroll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from coordinator.intake.headers import Column as Header
    from coordinator.intake.ledger import LeftOut
    from coordinator.ui.pages.importing.sheets import SheetView
    from coordinator.ui.pages.importing.work import Reading

_SURE, _LIKELY = 95, 85
_CHOSEN = 100
_KEEP = "kept as extra"
_MOST_ROWS = 12
_MOST_REASONS = 3
_WIDEST, _NARROWEST = 220, 90
_WIDEST_TITLE = 560


class LeftRows(RowList["LeftOut"]):
    """The rows and sheets that were left out, and why."""

    LEAST = 22
    MOST = 22

    def words(self, row: LeftOut) -> str:
        """Say what was left out."""
        return f"{place(row.file, row.sheet)}, {_rows(row)}: {row.reason}"

    def paint_row(self, painter: QPainter, area: QRectF, row: LeftOut, index: int) -> None:
        """Paint reason and place."""
        del index
        reason = row.reason[:1].upper() + row.reason[1:]
        look.text(painter, area, reason, look.font("body_medium"), look.colour("text"))
        wide = look.width_of(reason, look.font("body_medium")) + look.px(14)
        words = f"{place(row.file, row.sheet)} · {_rows(row)}"
        look.text(painter, area.adjusted(wide, 0, 0, 0), words, look.font("small"), look.colour("text3"))


class ColumnsStep(QWidget):
    """`field_chosen` tells a sheet, a header and the field that a person wants for it.

    `forgotten` tells that what was remembered of a sheet is not wanted, `taken` and `given` that columns should be
    taken from a file or given into one.
    """

    field_chosen = Signal(object, str, str)
    forgotten = Signal(object)
    taken = Signal()
    given = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views: tuple[SheetView, ...] = ()
        self._remembered: frozenset[str] = frozenset()
        self.sheet = Choice()
        self.sheet.setAccessibleName("Sheet")
        self.account = Text("", "body", "text3")
        self.columns: Listing[Header] = Listing(_COLUMNS, self)
        self.view = LowTable("Columns")
        self.view.setModel(self.columns)
        self.view.set_widths({1: 140, 2: 112}, stretch=0)
        self.field = Choice()
        self.field.setAccessibleName("Field of the chosen column")
        self._field_words = Text("", "body_medium", "text2")
        self.rows = Preview(self)
        self.preview = LowTable("First rows")
        self.preview.setModel(self.rows)
        self.memory = Text("", "small", "text3", wrap=True)
        self.forget = Button("Forget", "undo-2", height=32, hint="Read these columns as if nobody had chosen anything")
        self.take = Button("From a file…", "folder-open", height=32, hint="Take columns that were chosen elsewhere")
        self.give = Button("To a file…", "save", height=32, hint="Carry these choices to another computer")
        self.left_out = LeftRows("Left out")
        self._lay_out()
        self.sheet.activated.connect(self.show_sheet)
        self.view.selectionModel().currentRowChanged.connect(self._column_chosen)
        self.field.activated.connect(self._field_picked)
        self.forget.clicked.connect(lambda: self.forgotten.emit(self.current()))
        self.take.clicked.connect(self.taken)
        self.give.clicked.connect(lambda: self.given.emit(self.current()))

    def show_reading(self, reading: Reading) -> None:
        """Show how the files were read; the sheet and the column that were looked at stay in view."""
        before, row = self.current(), self.view.currentIndex().row()
        self._views = views_of(reading.intake)
        self._remembered = reading.remembered
        self.sheet.clear()
        self.sheet.addItems([view.title for view in self._views])
        wide = max((look.width_of(view.title, look.font("row", 400)) for view in self._views), default=0)
        self.sheet.setMinimumWidth(min(round(wide) + look.px(60), look.px(_WIDEST_TITLE)))
        same = next((n for n, view in enumerate(self._views) if before and view.place == before.place), None)
        widest = max(range(len(self._views)), key=lambda n: len(self._views[n].columns), default=-1)
        strange = next((n for n, view in enumerate(self._views) if view.kind is None), widest)
        chosen = same if same is not None else strange
        self.sheet.setCurrentIndex(chosen)
        gone = sorted((left for left in reading.intake.left_out if left.reason != MUST_BE_FIXED), key=_weight)
        self.left_out.show_rows(tuple(gone))
        self._left_card.setVisible(bool(gone))
        self.show_sheet(chosen)
        if same is not None and row > 0:
            self.view.selectRow(row)

    def sheet_at(self, file: str, sheet: str) -> SheetView | None:
        """Return the sheet of this file."""
        return next((view for view in self._views if (view.file, view.sheet) == (file, sheet)), None)

    def show_place(self, file: str, sheet: str) -> None:
        """Show the sheet of this file."""
        view = self.sheet_at(file, sheet)
        if view is not None:
            self.sheet.setCurrentIndex(self._views.index(view))
            self.show_sheet()

    def current(self) -> SheetView | None:
        """Return the sheet that is shown."""
        index = self.sheet.currentIndex()
        return self._views[index] if 0 <= index < len(self._views) else None

    def show_sheet(self, _index: int = 0) -> None:
        """Show the sheet that is chosen."""
        view = self.current()
        self.account.setText(f"{view.account}{f' · {view.shape}' if view.shape else ''}" if view else "")
        self.columns.show_lines(view.columns if view else ())
        self.rows.show_sheet(view)
        self._fit(view)
        self.field.clear()
        self.field.addItem(_KEEP, "")
        for name, words in view.fields if view else ():
            self.field.addItem(words, name)
        known = bool(view and self._remembered & set(view.headers))
        self.memory.setText(_REMEMBERED if known else _WILL_REMEMBER)
        self.forget.setVisible(known)
        self.give.setEnabled(view is not None)
        self.view.selectRow(0)
        self._column_chosen()

    def _fit(self, view: SheetView | None) -> None:
        """Make the columns of the preview as wide as their words, within reason."""
        font = look.font("body", 400)
        for number in range(self.rows.columnCount()):
            cells = [str(self.rows.index(row, number).data()) for row in range(self.rows.rowCount())]
            title = str(self.rows.headerData(number, Qt.Orientation.Horizontal))
            wide = max((look.width_of(cell, font) for cell in [title, *cells]), default=0) + look.px(30)
            narrow = look.px(_NARROWEST if number else 52)
            self.preview.setColumnWidth(number, round(min(max(wide, narrow), look.px(_WIDEST))))
        self._preview_card.set_title("First rows", view.place if view else "")

    def _column_chosen(self, *_: object) -> None:
        row = self.view.currentIndex().row()
        header = self.columns.line(row)
        self.field.setEnabled(header is not None and bool(header.header))
        self._field_words.setText(f"“{header.header}” is" if header and header.header else "This column is")
        if header is not None:
            self.field.setCurrentIndex(max(0, self.field.findData(header.field)))
            self.preview.scrollTo(self.rows.index(0, header.index + 1))

    def _field_picked(self) -> None:
        header, view = self.columns.line(self.view.currentIndex().row()), self.current()
        wanted = str(self.field.currentData() or "")
        if header is not None and view is not None and wanted != header.field:
            self.field_chosen.emit(view, header.header, wanted)

    def _lay_out(self) -> None:
        top = Row(gap=12)
        top.addWidget(self.sheet)
        top.addWidget(self.account, 1)
        mapping = Card("Your columns", margins=(14, 12, 14, 12), gap=8)
        mapping.body.addWidget(self.view, 1)
        choose = Row(gap=10)
        choose.addWidget(self._field_words, 1)
        choose.addWidget(self.field)
        mapping.body.addLayout(choose)
        keep = Row(gap=8)
        keep.addWidget(self.memory, 1)
        for button in (self.forget, self.take, self.give):
            keep.addWidget(button)
        mapping.body.addLayout(keep)
        self._preview_card = Card("First rows", margins=(14, 12, 6, 8), gap=8)
        self._preview_card.head.setContentsMargins(0, 0, 10, 0)
        self._preview_card.body.addWidget(self.preview, 1)
        self._left_card = Card("Left out", margins=(14, 10, 14, 8), gap=4)
        self._left_scroll = Scroll(self.left_out)
        self._left_scroll.setFixedHeight(look.px(LeftRows.MOST * _MOST_REASONS))
        self._left_card.body.addWidget(self._left_scroll)
        right = Column(gap=14)
        right.addWidget(self._preview_card, 1)
        right.addWidget(self._left_card)
        main = Row(gap=16)
        main.addWidget(mapping, 5)
        main.addLayout(right, 6)
        whole = Column(self, gap=12)
        whole.addLayout(top)
        whole.addLayout(main, 1)


def _weight(left: LeftOut) -> bool:
    """Rows come before whole sheets."""
    return not left.rows


def _rows(left: LeftOut) -> str:
    if not left.rows:
        return "whole sheet"
    shown = ", ".join(str(row) for row in left.rows[:_MOST_ROWS])
    return f"row{'s' if len(left.rows) > 1 else ''} {shown}{'…' if len(left.rows) > _MOST_ROWS else ''}"


def _how_sure(header: Header) -> str:
    if header.sure > _CHOSEN:
        return "your choice"
    if not header.field:
        return ""
    return "sure" if header.sure >= _SURE else "likely" if header.sure >= _LIKELY else "a guess"


_REMEMBERED = "Read as somebody chose before."
_WILL_REMEMBER = "What you choose is remembered for lists with these headers."
_COLUMNS: Sequence[TableColumn[Header]] = (
    TableColumn("Your column", lambda h: h.header or "(no title)", strong=True),
    TableColumn(
        "Field",
        lambda h: words_of(h.field) if h.field else _KEEP,
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
