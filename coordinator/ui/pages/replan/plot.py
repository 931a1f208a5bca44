"""The points as a picture: announced meetings that change their time against what the plan is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.views.replan import PointLine


class PointPlot(Painted):
    """Steps from point to point, the bound as a dashed line above; `pressed` tells the index of a point."""

    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[PointLine, ...] = ()
        self._chosen = -1
        self._bound: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Value against meetings that are moved")

    def show_points(self, lines: Sequence[PointLine], chosen: int, bound: int | None) -> None:
        """Show other points; -1 chooses none."""
        if (tuple(lines), chosen, bound) == (self._lines, self._chosen, self._bound):
            return
        self._lines, self._chosen, self._bound = tuple(lines), chosen, bound
        self.setAccessibleDescription("; ".join(f"{line.changes}: {line.value}" for line in lines))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(look.px(300), look.px(150))

    def minimumSizeHint(self) -> QSize:
        """Return the least size that can be read."""
        return QSize(look.px(200), look.px(120))

    def _area(self) -> QRectF:
        wide = look.width_of(str(max((line.value for line in self._lines), default=0)), look.font("micro", 500))
        left = wide + look.px(14)
        return QRectF(left, look.px(20), self.width() - left - look.px(16), self.height() - look.px(58))

    def spots(self) -> list[QPointF]:
        """Return where the points stand."""
        area, (low, high) = self._area(), self._range()
        most = max((line.changes for line in self._lines), default=0)
        return [
            QPointF(
                area.left() + look.px(8) + (area.width() - look.px(16)) * line.changes / max(1, most),
                area.bottom() - area.height() * (line.value - low) / (high - low),
            )
            for line in self._lines
        ]

    def _range(self) -> tuple[int, int]:
        """Return the values at the foot and the head of the plot: not from nought, for points may lie close."""
        values = [line.value for line in self._lines]
        high = max([*values, self._bound or 0, 1])
        low = min(values, default=0)
        return max(0, low - max(1, round(0.35 * (high - low)))), high

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axes, bound, steps and points."""
        painter = look.smooth(QPainter(self))
        area, spots = self._area(), self.spots()
        self._paint_axes(painter, area)
        if self._bound is not None and spots:
            self._paint_bound(painter, area)
        if spots:
            self._paint_steps(painter, area, spots)
        painter.end()

    def _paint_axes(self, painter: QPainter, area: QRectF) -> None:
        small, ink = look.font("micro", 500), look.colour("text3")
        painter.setPen(QPen(look.colour("border_strong"), 1))
        foot = round(area.bottom()) + 0.5
        painter.drawLine(QPointF(area.left(), foot), QPointF(area.right(), foot))
        below = QRectF(area.left(), area.bottom() + look.px(20), area.width(), look.px(16))
        look.text(painter, below, "meetings that change their time", small, ink, look.RIGHT)
        look.text(painter, QRectF(0, 0, area.width(), look.px(14)), "value", small, ink)

    def _paint_bound(self, painter: QPainter, area: QRectF) -> None:
        low, high = self._range()
        height = round(area.bottom() - area.height() * ((self._bound or 0) - low) / (high - low)) + 0.5
        pen = QPen(look.colour("ok.bar"), 1.4, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(area.left(), height), QPointF(area.right(), height))
        words = QRectF(area.left(), height - look.px(17), area.width(), look.px(16))
        label = f"no plan is worth more than {self._bound}"
        look.text(painter, words, label, look.font("micro", 500), look.colour("ok.text"), look.RIGHT)

    def _paint_steps(self, painter: QPainter, area: QRectF, spots: list[QPointF]) -> None:
        corners = [spots[0]]
        for spot in spots[1:]:
            corners += [QPointF(spot.x(), corners[-1].y()), spot]
        corners.append(QPointF(area.right(), spots[-1].y()))
        painter.setPen(QPen(look.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(corners))
        small, last, edge = look.font("micro", 600), -100.0, -100.0
        for index, (line, spot) in enumerate(zip(self._lines, spots, strict=True)):
            chosen = index == self._chosen
            radius = look.px(7 if chosen else 4.5)
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(look.colour("accent" if chosen else "surface"))
            painter.drawEllipse(spot, radius, radius)
            if chosen or spot.x() - last > look.px(22):
                below = QRectF(spot.x() - look.px(20), area.bottom() + look.px(4), look.px(40), look.px(15))
                look.text(painter, below, str(line.changes), small, look.colour("text2"), look.CENTER)
                last = spot.x()
            if (area.bottom() - spot.y() > look.px(8) and spot.y() - edge < -look.px(14)) or index == 0:
                beside = QRectF(0, spot.y() - look.px(8), area.left() - look.px(8), look.px(16))
                look.text(painter, beside, str(line.value), small, look.colour("text2"), look.RIGHT)
                edge = spot.y()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the nearest point."""
        at = event.position()
        near = [((spot.x() - at.x()) ** 2 + (spot.y() - at.y()) ** 2, n) for n, spot in enumerate(self.spots())]
        if near and min(near)[0] <= look.px(24) ** 2:
            self.pressed.emit(min(near)[1])
