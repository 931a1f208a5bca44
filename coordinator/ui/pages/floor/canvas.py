"""The floor as it is painted: only what shows, and a cell that changed alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from coordinator.ui import look
from coordinator.ui.pages.floor import frame
from coordinator.ui.pages.floor.cells import CellPainter
from coordinator.ui.pages.floor.measures import DENSITIES, Measures
from coordinator.ui.widgets.scroll import slim_bars
from coordinator.views.floor import Lens, row_presence
from coordinator.views.floor_cells import Cell, Kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.ui.models.floor import FloorModel, Place


class FloorCanvas(QAbstractScrollArea):
    """Rows and rounds; `chosen` tells that another cell is current."""

    chosen = Signal()

    def __init__(self, model: FloorModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._current: tuple[str, str] | None = None
        self._density = 1
        self._filter: frozenset[Kind] = frozenset()
        self._cells = CellPainter()
        self._painted: dict[Place, Cell] = {}
        self._measures = self._measured()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName("Floor")
        look.follow(self)
        self.restyle()

    # -- what is shown

    def reload(self) -> None:
        """Measure and paint everything again, because rows or columns are others now."""
        self._painted.clear()
        self._relay()
        self.viewport().update()
        self._announce()

    def refresh(self, rows: Collection[str]) -> None:
        """Paint these rows again."""
        for number, row in enumerate(self._model.rows):
            if row.key in rows:
                area = self.cell_rect((number, 0))
                self.viewport().update(0, area.top(), self.viewport().width(), area.height())
        self._announce()

    def tick(self) -> None:
        """Paint the countdown, and whatever cell reads otherwise than a second ago."""
        for place, before in tuple(self._painted.items()):
            if self._model.cell(place) != before:
                self.viewport().update(self.cell_rect(place))
        for number, column in enumerate(self._model.columns):
            if column.lens is Lens.NOW:
                area = self.cell_rect((0, number))
                self.viewport().update(area.left(), 0, area.width(), self._measures.top)

    def set_filter(self, kinds: frozenset[Kind]) -> None:
        """Let only cells of these kinds stand out, or all."""
        self._filter = kinds
        self.viewport().update()

    def jump(self, kinds: frozenset[Kind]) -> bool:
        """Go to the first cell of these kinds; the round that counts now comes first."""
        number = range(len(self._model.columns))
        now = next((n for n in number if self._model.columns[n].lens is Lens.NOW), 0)
        for column in (now, *reversed(number[:now]), *number[now + 1 :]):
            for row in range(len(self._model.rows)):
                if not self._model.is_gap(column) and self._model.cell((row, column)).kind in kinds:
                    self.choose((row, column))
                    return True
        return False

    def density(self, step: int) -> None:
        """Make the rows higher or lower."""
        self._density = max(0, min(len(DENSITIES) - 1, self._density + step))
        self.reload()

    def restyle(self) -> None:
        """Take the look."""
        slim_bars(self)
        self._cells.forget()
        self.reload()

    # -- the current cell

    def current(self) -> Place | None:
        """Return where the chosen cell is now."""
        if self._current is None:
            return None
        rows = [row.key for row in self._model.rows]
        slots = [column.slot for column in self._model.columns]
        key, slot = self._current
        return (rows.index(key), slots.index(slot)) if key in rows and slot in slots else None

    def choose(self, place: Place) -> None:
        """Make this the current cell and bring it into sight."""
        before = self.current()
        self._current = (self._model.rows[place[0]].key, self._model.columns[place[1]].slot)
        for changed in filter(None, (before, place)):
            self.viewport().update(self.cell_rect(changed).adjusted(-4, -4, 4, 4))
        self._bring_into_sight(place)
        self._announce()
        if before != place:
            self.chosen.emit()

    def choose_row(self, row: int) -> None:
        """Go to a row, in the column where the selection stands or in the round that counts now."""
        current = self.current()
        now = next((n for n, column in enumerate(self._model.columns) if column.lens is Lens.NOW), 0)
        self.choose((row, current[1] if current else now))

    def cell_rect(self, place: Place) -> QRect:
        """Return where a cell stands in the viewport."""
        inside = self._measures.cell(*place)
        x = self._measures.head - self.horizontalScrollBar().value()
        return inside.translated(x, self._measures.top - self.verticalScrollBar().value())

    def words(self) -> tuple[str, str]:
        """Say the current cell: where it is, and how it stands."""
        place = self.current()
        if place is None:
            return "Floor", "No cell chosen"
        row, column, cell = self._model.rows[place[0]], self._model.columns[place[1]], self._model.cell(place)
        home = f"{row.title}, " if row.label and row.title else ""
        return f"{row.words}, {column.start}", home + ", ".join(filter(None, (cell.title, cell.words)))

    def _announce(self) -> None:
        name, description = self.words()
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _bring_into_sight(self, place: Place) -> None:
        inside = self._measures.cell(*place)
        high = self.viewport().height() - self._measures.top
        wide = self.viewport().width() - self._measures.head
        for bar, first, last, room in (
            (self.verticalScrollBar(), inside.top(), inside.bottom(), high),
            (self.horizontalScrollBar(), inside.left(), inside.right(), wide),
        ):
            bar.setValue(max(min(bar.value(), first), last - room + 1))

    # -- measuring

    def _measured(self) -> Measures:
        size, least = self.viewport().size(), DENSITIES[self._density]
        return Measures(self._model.columns, len(self._model.rows), size, least)

    def _relay(self) -> None:
        self._measures = self._measured()
        high = self.viewport().height() - self._measures.top - look.px(6)
        wide = self.viewport().width() - self._measures.head
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(max(1, high))
        down.setSingleStep(round(self._measures.row))
        down.setRange(0, max(0, self._measures.height - high))
        across.setPageStep(max(1, wide))
        across.setSingleStep(look.px(40))
        across.setRange(0, max(0, self._measures.width - wide))

    def show_round_now(self) -> None:
        """Scroll so that the round that counts now stands near the left."""
        for number, column in enumerate(self._model.columns):
            if column.lens is Lens.NOW:
                before = max(0, number - 2)
                self.horizontalScrollBar().setValue(self._measures.lefts[before])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again."""
        super().resizeEvent(event)
        self._painted.clear()
        self._relay()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll under the heads of rows and columns."""
        del dx, dy
        self._painted.clear()
        self.viewport().update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what the rectangle shows."""
        painter = look.smooth(QPainter(self.viewport()))
        painter.fillRect(event.rect(), look.colour("surface"))
        head, top = self._measures.head, self._measures.top
        whole = self.viewport().rect()
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        seen = event.rect()
        columns = self._measures.columns_between(max(0, seen.left() - head) + x, max(0, seen.right() - head) + x)
        rows = self._measures.rows_between(max(0, seen.top() - top) + y, max(0, seen.bottom() - top) + y)
        painter.setClipRect(whole.adjusted(head - look.px(2), 0, 0, 0))
        self._paint_columns(painter, columns)
        painter.setClipRect(whole.adjusted(0, top, 0, 0))
        self._paint_rows(painter, rows)
        painter.setClipRect(whole.adjusted(head - look.px(2), top, 0, 0))
        self._paint_cells(painter, rows, columns)
        painter.end()

    def _paint_columns(self, painter: QPainter, columns: range) -> None:
        high = frame.body_height(self._measures, self.viewport().height())
        for number in columns:
            column, area = self._model.columns[number], QRectF(self.cell_rect((0, number)))
            if column.lens is Lens.NOW:
                frame.paint_lens(painter, area.left(), area.width(), high)
            elif column.lens is Lens.GAP:
                frame.paint_gap(painter, QRectF(area.left(), 0, area.width(), high))
            frame.paint_column(painter, QRectF(area.left(), 0, area.width(), self._measures.top), column)

    def _paint_rows(self, painter: QPainter, rows: range) -> None:
        floor = self._model.floor
        now = next((n for n, column in enumerate(self._model.columns) if column.lens is Lens.NOW), None)
        right = min(self.viewport().width(), self._measures.head + self._measures.width)
        for number in rows:
            row = self._model.rows[number]
            first = self.cell_rect((number, 0))
            area = QRectF(0, first.top(), self._measures.head, first.height())
            alarm = now is not None and self._model.cell((number, now)).kind is Kind.NO_SHOW
            frame.paint_row(painter, area, row, row_presence(floor.day, row), alarm=alarm)
            if number + 1 < self._measures.rows:
                line = look.colour("border")
                line.setAlphaF(0.7)
                painter.fillRect(QRectF(0, area.bottom() - 0.5, right, 1), line)

    def _paint_cells(self, painter: QPainter, rows: range, columns: range) -> None:
        ratio = self.viewport().devicePixelRatioF()
        for row in rows:
            for column in columns:
                if self._model.is_gap(column):
                    continue
                place = (row, column)
                cell = self._painted[place] = self._model.cell(place)
                area = self.cell_rect(place)
                picture = self._cells.picture(cell, self._model.columns[column].lens, area.size(), ratio)
                painter.setOpacity(0.3 if self._filter and cell.kind not in self._filter else 1.0)
                painter.drawPixmap(area.topLeft(), picture)
        painter.setOpacity(1.0)
        current = self.current()
        if current is not None and current[0] in rows:
            frame.paint_selection(painter, QRectF(self.cell_rect(current)), focus=self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        self.viewport().update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus."""
        self.viewport().update()
        super().focusOutEvent(event)
