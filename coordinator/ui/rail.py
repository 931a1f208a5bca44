"""The rail at the left: one place for each page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets.boxes import Column
from coordinator.ui.widgets.painted import Painted, PaintedButton

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.ui.page import Page


class RailButton(PaintedButton):
    """Icon over label, with the number of things that wait there."""

    def __init__(self, title: str, icon: str, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._icon, self._count = title, icon, 0
        self.setCheckable(True)
        self.setToolTip(f"{title}  {shortcut}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many things wait on that page."""
        self._count = count
        self.setAccessibleName(f"{self._title}, {count} waiting" if count else self._title)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the comfortable size."""
        return QSize(look.px(84), look.px(58))

    def minimumSizeHint(self) -> QSize:
        """Return the size in a low window."""
        return QSize(look.px(84), look.px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint plate, icon, label and number."""
        painter = look.smooth(QPainter(self))
        plate = QRectF(self.rect()).adjusted(look.px(10), 0, -look.px(10), 0)
        active = self.isChecked()
        if active:
            look.rounded(painter, plate, 8, look.colour("rail_active"))
            mark = QRectF(-look.px(3), self.height() * 0.25, look.px(6), self.height() * 0.5)
            look.rounded(painter, mark, 3, QColor("#5B8DFF"))
        elif self.underMouse():
            look.rounded(painter, plate, 8, QColor(255, 255, 255, 16))
        ink = look.colour("rail_text_active" if active else "rail_text")
        size = look.px(22)
        block = size + look.px(4 + 18)
        top = (self.height() - block) / 2
        icon = QRectF((self.width() - size) / 2, top, size, size)
        look.paint_icon(painter, self._icon, icon, ink, 1.9)
        label = QRectF(0, top + size + look.px(4), self.width(), look.px(18))
        look.text(painter, label, self._title, look.font("nav"), ink, look.CENTER)
        if self._count:
            self._paint_count(painter, icon)
        if self.hasFocus():
            look.focus_ring(painter, plate.adjusted(3, 3, -3, -3), 8, QColor("#82A8FF"))
        painter.end()

    def _paint_count(self, painter: QPainter, icon: QRectF) -> None:
        words = str(self._count) if self._count < 100 else "99+"
        lettering = look.font("micro", 700)
        high = look.px(18)
        wide = max(float(high), look.width_of(words, lettering) + look.px(10))
        spot = QRectF(icon.right() - look.px(3), icon.top() - look.px(6), wide, high)
        look.rounded(painter, spot, 9, QColor("#C42E1E"))
        look.text(painter, spot, words, lettering, QColor("#FFFFFF"), look.CENTER)


class Logo(Painted):
    """The program's sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Event-Day Coordinator")

    def sizeHint(self) -> QSize:
        """Return its place at the top of the rail."""
        return QSize(look.px(84), look.px(72))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint two hands on a plate."""
        painter = look.smooth(QPainter(self))
        side = look.px(40)
        plate = QRectF((self.width() - side) / 2, look.px(16), side, side)
        gradient = QLinearGradient(plate.topLeft(), plate.bottomRight())
        gradient.setColorAt(0, QColor("#2F7BF0"))
        gradient.setColorAt(1, QColor("#1FA97C"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawRoundedRect(plate, look.px(10), look.px(10))
        inner = look.px(24)
        icon = QRectF(plate.center().x() - inner / 2, plate.center().y() - inner / 2, inner, inner)
        look.paint_icon(painter, "handshake", icon, QColor("#FFFFFF"))
        painter.end()


class Rail(Painted):
    """All pages below each other, settings at the bottom; `chosen` tells a page's key."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, RailButton] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = Column(self, margins=(0, 0, 0, 12), gap=6)
        column.addWidget(Logo())
        for number, page in enumerate(pages, 1):
            if page.key == "settings":
                column.addStretch(1)
            shortcut = "Ctrl+," if page.key == "settings" else f"Ctrl+{number}"
            button = RailButton(page.title, page.icon, shortcut)
            button.clicked.connect(lambda _checked=False, key=page.key: self.chosen.emit(key))
            self._buttons[page.key] = button
            column.addWidget(button)
        if "settings" not in self._buttons:
            column.addStretch(1)

    def show_current(self, key: str) -> None:
        """Mark the page that is shown."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many things wait on each page."""
        for name, button in self._buttons.items():
            button.set_count(counts.get(name, 0))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the rail."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("rail"))
        painter.end()
