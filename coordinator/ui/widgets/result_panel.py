"""The answer to a scan: green, amber or red, with a name to read across a desk and where to go."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy

from coordinator.ui import look
from coordinator.ui.widgets.button import Button, Kind
from coordinator.ui.widgets.painted import Painted
from coordinator.ui.widgets.panel_box import GoTo, Steps, paint_box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.ui.look import PanelColours


class Verdict(StrEnum):
    """Which of the three panels is shown."""

    OK = "ok"
    AGAIN = "again"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Act:
    """A button on the panel: its name for the page, icon, words and key."""

    name: str
    icon: str
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything the panel says."""

    verdict: Verdict
    icon: str
    kicker: str
    aside: str
    title: str
    line: str
    box: GoTo | Steps | None = None
    acts: tuple[Act, ...] = field(default=())


class ResultPanel(Painted):
    """Shows a `Result`; `acted` tells the name of the button that was pressed."""

    acted = Signal(str)
    HEIGHT = 252

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: Result | None = None
        self._progress = 0.0
        self._buttons: list[Button] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def result(self) -> Result | None:
        """Return what is shown."""
        return self._result

    def show_result(self, result: Result) -> None:
        """Show another answer."""
        if result == self._result:
            return
        self._result = result
        said = ". ".join(part for part in (result.kicker, result.title, result.line) if part)
        self.setAccessibleName(said)
        self._make_buttons(result)
        self.update()

    def set_progress(self, share: float) -> None:
        """Let the slim bar at the bottom stand at this share."""
        self._progress = share
        self.update(0, self.height() - look.px(6), self.width(), look.px(6))

    def button(self, name: str) -> Button | None:
        """Return the button of an act, if it is shown."""
        acts = self._result.acts if self._result else ()
        return next((b for act, b in zip(acts, self._buttons, strict=True) if act.name == name), None)

    def colours(self) -> PanelColours:
        """Return the colours of the present verdict."""
        tokens = look.tokens()
        match self._result.verdict if self._result else Verdict.OK:
            case Verdict.OK:
                return tokens.panel_ok
            case Verdict.AGAIN:
                return tokens.panel_again
            case Verdict.NO:
                return tokens.panel_no

    def sizeHint(self) -> QSize:
        """Return the panel's height."""
        return QSize(look.px(700), look.px(self.HEIGHT))

    def restyle(self) -> None:
        """Place the buttons anew as well."""
        super().restyle()
        self._place_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the bottom left."""
        super().resizeEvent(event)
        self._place_buttons()

    def _make_buttons(self, result: Result) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for act in result.acts:
            button = Button(act.words, act.icon, kind=Kind.PANEL, key=act.key, height=42, parent=self)
            button.set_panel_ink(QColor(self.colours().ink))
            button.clicked.connect(lambda _checked=False, name=act.name: self.acted.emit(name))
            self._buttons.append(button)
            button.show()
        self._place_buttons()

    def _place_buttons(self) -> None:
        left = look.px(28)
        room = self._words_end() - left - look.px(8)
        for steps in (0, 1, 2, 3):
            for button in self._buttons:
                button.shorten(steps)
            if sum(button.sizeHint().width() + look.px(8) for button in self._buttons) <= room:
                break
        for button in self._buttons:
            button.resize(button.sizeHint())
            button.move(left, self.height() - look.px(30) - button.height())
            left += button.width() + look.px(8)

    def _words_end(self) -> int:
        has_box = self._result is not None and self._result.box is not None
        return self.width() - self._box_width() - look.px(18) if has_box else self.width()

    def _words_start(self) -> int:
        return look.px(128 if self._words_end() > look.px(420) else 28)

    def _box_width(self) -> int:
        return min(look.px(420), max(look.px(268), round(self.width() * 0.322)), round(self.width() * 0.46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint fill, words, box and progress."""
        if self._result is None:
            return
        painter = look.smooth(QPainter(self))
        colours = self.colours()
        area = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(area, look.px(14), look.px(14))
        painter.setClipPath(shape)
        gradient = QLinearGradient(area.topLeft(), area.bottomRight())
        gradient.setColorAt(0, QColor(colours.start))
        gradient.setColorAt(0.45, QColor(colours.start))
        gradient.setColorAt(1, QColor(colours.end))
        painter.fillRect(area, gradient)
        self._paint_progress(painter, area, colours)
        ink = QColor(colours.ink)
        left = self._words_start()
        if left > look.px(80):
            icon = QRectF(look.px(28), look.px(32), look.px(76), look.px(76))
            look.paint_icon(painter, self._result.icon, icon, ink, 1.9)
        if self._result.box is not None:
            wide = self._box_width()
            margin = look.px(18)
            box = QRectF(area.width() - wide - margin, margin, wide, area.height() - margin - look.px(23))
            paint_box(painter, box, self._result.box, colours)
        words = QRectF(left, 0, self._words_end() - left - look.px(18), area.height())
        self._paint_words(painter, words, ink)
        painter.end()

    def _paint_progress(self, painter: QPainter, area: QRectF, colours: PanelColours) -> None:
        if self._progress <= 0:
            return
        high = look.px(5)
        track = QRectF(0, area.height() - high, area.width(), high)
        painter.fillRect(track, QColor(colours.track))
        painter.fillRect(QRectF(0, track.top(), track.width() * self._progress, high), QColor(colours.progress))

    def _paint_words(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        result = self._result
        if result is None:
            return
        kicker = look.font("kicker", size=15)
        top = look.px(29)
        wide = look.width_of(result.kicker, kicker)
        look.text(painter, QRectF(area.left(), top, wide + 2, look.px(22)), result.kicker, kicker, ink)
        aside = QRectF(area.left() + wide + look.px(14), top, area.width() - wide - look.px(14), look.px(22))
        look.text(painter, aside, result.aside, look.font("row"), ink)
        size, leading, most = self._name_size(area.width())
        name = look.font("name", size=size)
        lines = look.wrapped(result.title, name, area.width(), most)
        y = top + look.px(27)
        look.text_lines(painter, QPointF(area.left(), y), lines, name, ink, leading=look.px(leading))
        y += look.px(leading) * len(lines) + look.px(4)
        lead = look.font("lead")
        free = max(1, int((area.height() - look.px(76) - y) // look.px(20)))
        rest = look.wrapped(result.line, lead, area.width(), min(3, free))
        look.text_lines(painter, QPointF(area.left(), y), rest, lead, ink, leading=look.px(20))

    def _name_size(self, width: float) -> tuple[int, int, int]:
        title = self._result.title if self._result else ""
        if look.width_of(title, look.font("name")) <= width:
            return 42, 52, 1
        for size, leading in ((34, 40), (28, 33), (24, 29)):
            if len(look.wrapped(title, look.font("name", size=size), width, 9)) <= 2:
                return size, leading, 2
        return 22, 27, 3
