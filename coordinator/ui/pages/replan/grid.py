"""The coming rounds as a plan would leave them, painted as the floor is, with what changes marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from coordinator.ui import look
from coordinator.ui.models.floor import FloorModel
from coordinator.ui.pages.floor.canvas import FloorCanvas
from coordinator.views.floor import Lens

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent

    from coordinator.domain.day import Day
    from coordinator.domain.entries import Change
    from coordinator.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class DayAfter:
    """A day as it would be."""

    day: Day
    now: datetime
    policy: Policy


class AfterModel(FloorModel):
    """The floor of a day as it would be: the rounds to come, and the places where a plan puts something."""

    def __init__(self, after: DayAfter, changes: Iterable[Change] = ()) -> None:
        super().__init__(after)
        slots = after.day.schedule.slot_by_id
        coming = [each for each in self.floor.columns if slots[each.slot].start > after.now]
        while coming and coming[0].lens is Lens.GAP:
            del coming[0]
        self.floor = replace(self.floor, columns=tuple(coming))
        rows = {row.key: number for number, row in enumerate(self.rows)}
        columns = {column.slot: number for number, column in enumerate(self.columns)}
        self.changed = frozenset((rows.get(each.table, -1), columns.get(each.slot, -1)) for each in changes)


class PlanGrid(FloorCanvas):
    """The floor with a ring around what changes; the rest is pale."""

    def __init__(self, model: AfterModel) -> None:
        self._after = model
        super().__init__(model)
        self.setAccessibleName("Tables and rounds after the plan")

    def show_model(self, model: AfterModel) -> None:
        """Show another plan."""
        self._model = self._after = model
        self.reload()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the floor, then what changes."""
        super().paintEvent(event)
        painter = look.smooth(QPainter(self.viewport()))
        head, top = self._measures.head, self._measures.top
        painter.setClipRect(self.viewport().rect().adjusted(head - look.px(2), top, 0, 0))
        veil = look.colour("surface")
        veil.setAlphaF(0.45)
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for row in self._measures.rows_between(y, y + self.viewport().height()):
            for column in self._measures.columns_between(x, x + self.viewport().width()):
                area = QRectF(self.cell_rect((row, column)))
                if (row, column) in self._after.changed:
                    ring = area.adjusted(look.px(2), look.px(2), -look.px(2), -look.px(2))
                    look.rounded(painter, ring, 7, None, look.colour("moved.bar"), 2)
                else:
                    painter.fillRect(area.adjusted(1, 1, -1, -1), veil)
        painter.end()
