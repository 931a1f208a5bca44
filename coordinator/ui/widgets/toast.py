"""A short notice at the bottom that offers to take back what was just done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter

from coordinator.ui import look
from coordinator.ui.widgets.boxes import Row
from coordinator.ui.widgets.button import Button, Kind
from coordinator.ui.widgets.painted import Painted
from coordinator.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

SHOWN_MS = 10_000


class Toast(Painted):
    """Floats over the bottom of its parent for ten seconds; `undo` when its button is pressed."""

    undo = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._words = Text("", "body_strong", "#FFFFFF")
        self._button = Button("Undo", "undo-2", kind=Kind.PANEL, key="Ctrl+Z", height=32)
        self._button.clicked.connect(self._undo)
        row = Row(self, margins=(16, 8, 8, 8), gap=16)
        row.addWidget(self._words)
        row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, words: str, *, undo: bool = True) -> None:
        """Show this notice, with or without the offer to undo."""
        self._words.setText(words)
        self._button.setVisible(undo)
        self.setAccessibleName(words)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(SHOWN_MS)

    def words(self) -> str:
        """Return what the notice says."""
        return self._words.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of the parent when it changes its size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        parent = self._parent
        most = parent.width() - look.px(48)
        if self.width() > most:
            self._words.setWordWrap(True)
            self.setFixedWidth(most)
            self.adjustSize()
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - look.px(48))

    def _undo(self) -> None:
        self.hide()
        self.undo.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dark plate."""
        painter = look.smooth(QPainter(self))
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect())
        look.rounded(painter, area, 10, QColor("#1B2738"), QColor("#3A4A61"))
        painter.end()
