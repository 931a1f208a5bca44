"""A calm question above a page: a sentence, and a button for each answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets import Button, Painted, Row, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

_ANSWERS = 3


class Question(Painted):
    """Hidden until it asks; `answered` tells the number of the answer, and Esc gives the last one."""

    answered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Text("", "row_strong", "wait.text", wrap=True)
        self.buttons = [Button("", height=32) for _ in range(_ANSWERS)]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = Row(self, margins=(60, 10, 16, 10), gap=10)
        row.addWidget(self._words, 1)
        for number, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._answer, number))
            row.addWidget(button)
        self.hide()

    def ask(self, words: str, answers: Sequence[str], focus: int | None = None) -> None:
        """Ask this; the answer that does no harm gets the focus, if the question came of what somebody just did."""
        self._words.setText(words)
        self.setAccessibleName(words)
        for button, answer in zip(self.buttons, [*answers, "", ""], strict=False):
            button.set_words(answer)
            button.setVisible(bool(answer))
        self.show()
        if focus is not None:
            self.buttons[focus].setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> str:
        """Return what is asked, nothing while nothing is."""
        return "" if self.isHidden() else self._words.text()

    def _answer(self, number: int) -> None:
        self.hide()
        self.answered.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the last answer, which changes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self._answer(max(number for number, button in enumerate(self.buttons) if not button.isHidden()))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the strip and paint its sign."""
        painter = look.smooth(QPainter(self))
        painter.fillRect(self.rect(), look.colour("wait.soft"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.colour("wait.bar"))
        size = look.px(20)
        sign = QRectF(look.px(26), (self.height() - size) / 2, size, size)
        look.paint_icon(painter, "circle-question-mark", sign, look.colour("wait.text"))
        painter.end()
