"""The two pictures of the report: when people came, and how the tables were used round by round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets import Painted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.views.report import Arrivals, RoundUse

_GRID_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


class ArrivalsChart(Painted):
    """One bar for each ten minutes, with its number above and the time below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Arrivals, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Arrivals")

    def show_bars(self, bars: Sequence[Arrivals]) -> None:
        """Show other bars."""
        self._bars = tuple(bars)
        self.setAccessibleDescription("; ".join(f"{bar.label}: {bar.number}" for bar in self._bars))
        self.update()

    def bars(self) -> tuple[Arrivals, ...]:
        """Return the bars shown."""
        return self._bars

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(look.px(420), look.px(148))

    def minimumSizeHint(self) -> QSize:
        """Return the least size that can be read."""
        return QSize(look.px(260), look.px(120))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint grid, bars and labels."""
        painter = look.smooth(QPainter(self))
        small = look.font("micro", 500)
        if not self._bars:
            look.text(painter, self.rect(), "Nobody has come yet", look.font("body"), look.colour("text3"), look.CENTER)
            painter.end()
            return
        step, top = _scale(max(bar.number for bar in self._bars))
        left = look.width_of(str(top), small) + look.px(10)
        plot = QRectF(left, look.px(14), self.width() - left, self.height() - look.px(34))
        for value in range(0, top + 1, step):
            y = round(plot.bottom() - plot.height() * value / top) + 0.5
            painter.setPen(QPen(look.colour("border_strong" if value == 0 else "border"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            label = QRectF(0, y - look.px(8), left - look.px(8), look.px(16))
            look.text(painter, label, str(value), small, look.colour("text3"), look.RIGHT)
        self._paint_bars(painter, plot, top)
        painter.end()

    def _paint_bars(self, painter: QPainter, plot: QRectF, top: int) -> None:
        strong, small = look.font("micro"), look.font("micro", 500)
        place = plot.width() / len(self._bars)
        wide = min(float(look.px(44)), place * 0.72)
        every = max(1, round((look.width_of("00:00", small) + look.px(10)) / place + 0.49))
        for number, bar in enumerate(self._bars):
            middle = plot.left() + (number + 0.5) * place
            high = plot.height() * bar.number / top
            if bar.number:
                area = QRectF(middle - wide / 2, plot.bottom() - high, wide, high)
                _column(painter, area, look.colour("accent"))
                words = QRectF(middle - place, area.top() - look.px(15), 2 * place, look.px(14))
                look.text(painter, words, str(bar.number), strong, look.colour("text"), look.CENTER)
            if number % every == 0:
                label = QRectF(middle - look.px(30), plot.bottom() + look.px(5), look.px(60), look.px(15))
                look.text(painter, label, bar.label, small, look.colour("text3"), look.CENTER)


class RoundsChart(Painted):
    """One line for each round, divided into what became of its tables."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rounds: tuple[RoundUse, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Use of tables per round")

    def show_rounds(self, rounds: Sequence[RoundUse]) -> None:
        """Show other rounds."""
        self._rounds = tuple(rounds)
        self.setAccessibleDescription("; ".join(_said(use) for use in self._rounds))
        self.updateGeometry()
        self.update()

    def rounds(self) -> tuple[RoundUse, ...]:
        """Return the rounds shown."""
        return self._rounds

    def sizeHint(self) -> QSize:
        """Return all rounds at a comfortable height."""
        return QSize(look.px(380), look.px(20) * max(4, len(self._rounds)) + look.px(26))

    def minimumSizeHint(self) -> QSize:
        """Return all rounds at their least height."""
        return QSize(look.px(260), look.px(13) * max(4, len(self._rounds)) + look.px(26))

    def _lines(self) -> Iterator[tuple[RoundUse, QRectF]]:
        space = self.height() - look.px(26)
        high = min(look.px(34), space / max(1, len(self._rounds)))
        for number, use in enumerate(self._rounds):
            yield use, QRectF(0, number * high, self.width(), high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rounds and what the colours mean."""
        painter = look.smooth(QPainter(self))
        if not self._rounds:
            look.text(painter, self.rect(), "No rounds planned", look.font("body"), look.colour("text3"), look.CENTER)
        most = max((use.tables for use in self._rounds), default=1) or 1
        for use, area in self._lines():
            self._paint_line(painter, area, use, most)
        self._paint_legend(painter)
        painter.end()

    def _paint_line(self, painter: QPainter, area: QRectF, use: RoundUse, most: int) -> None:
        label = QRectF(0, area.top(), look.px(76), area.height())
        ink = look.colour("accent" if use.now else "text2")
        words = f"{use.number} · {use.time}"
        look.text(painter, label, words, look.font("small", 600 if use.now else 500), ink)
        numbers = f"{use.busy} / {use.tables}"
        wide = look.width_of("00 / 00", look.font("small_strong")) + look.px(8)
        end = QRectF(area.right() - wide, area.top(), wide, area.height())
        look.text(painter, end, numbers, look.font("small_strong"), look.colour("text"), look.RIGHT)
        room = area.width() - label.width() - wide - look.px(10)
        high = min(float(look.px(14)), area.height() - look.px(4))
        left, top = label.right(), area.center().y() - high / 2
        for number, fill, line in _parts(use):
            if number:
                part = QRectF(left, top, room * number / most - look.px(2), high)
                look.rounded(painter, part, 3, fill, line)
                left += room * number / most

    def _paint_legend(self, painter: QPainter) -> None:
        small = look.font("micro", 500)
        left, middle = 0.0, self.height() - look.px(8)
        for words, (_, fill, line) in zip(_LEGEND, _parts(None), strict=True):
            square = QRectF(left, middle - look.px(5), look.px(10), look.px(10))
            look.rounded(painter, square, 3, fill, line)
            wide = look.width_of(words, small)
            place = QRectF(square.right() + look.px(5), middle - look.px(8), wide + 2, look.px(16))
            look.text(painter, place, words, small, look.colour("text3"))
            left = place.right() + look.px(12)


_LEGEND = ("held or running", "to come", "not confirmed", "no-show", "free")


def _parts(use: RoundUse | None) -> tuple[tuple[int, QColor | None, QColor | None], ...]:
    numbers = (use.held, use.coming, use.unconfirmed, use.missed, use.free) if use else (1,) * 5
    soft = look.colour("accent_soft")
    return (
        (numbers[0], look.colour("ok.bar"), None),
        (numbers[1], soft, look.colour("accent")),
        (numbers[2], look.colour("wait.bar"), None),
        (numbers[3], look.colour("bad.bar"), None),
        (numbers[4], look.colour("surface2"), look.colour("border")),
    )


def _column(painter: QPainter, area: QRectF, fill: QColor) -> None:
    """Paint a bar whose upper corners alone are round."""
    look.rounded(painter, area, 3, fill)
    foot = area.adjusted(0, max(0.0, area.height() - look.px(4)), 0, 0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(foot, fill)


def _scale(most: int) -> tuple[int, int]:
    """Return the step of the grid and its highest line."""
    step = next((step for step in _GRID_STEPS if most / step <= 4), _GRID_STEPS[-1])
    return step, max(step, -(-most // step) * step)


def _said(use: RoundUse) -> str:
    return f"Round {use.number}, {use.time}: {use.busy} of {use.tables} tables used, {use.missed} no-shows"
