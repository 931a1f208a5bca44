"""Jobs of paper: those under way with their pages and Cancel, those that failed with the reason and Retry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.printing.backend import Done, Failed, Printer, Printing, Stopped, Waiting
from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.widgets import Button, Card, Column, Kind, Painted, Row, Text
from coordinator.views.words import count

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.ui.print_room import Errand, PrintRoom

_MOST = 6


class ProgressLine(Painted):
    """A thin bar that fills from the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Progress")

    def show_share(self, share: float) -> None:
        """Show how much is done."""
        if share != self._share:
            self._share = share
            self.setAccessibleDescription(f"{round(share * 100)} %")
            self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(look.px(120), look.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint trough and filling."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect())
        look.rounded(painter, area, 4, look.colour("border"))
        if self._share > 0:
            look.rounded(painter, area.adjusted(0, 0, -area.width() * (1 - self._share), 0), 4, look.colour("accent"))
        painter.end()


class Mark(Painted):
    """An icon in a tone."""

    def __init__(self, icon: str, tone: Tone, size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone, self._size = icon, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_mark(self, icon: str, tone: Tone) -> None:
        """Show another icon."""
        if (icon, tone) != (self._icon, self._tone):
            self._icon, self._tone = icon, tone
            self.update()

    def sizeHint(self) -> QSize:
        """Return a square."""
        return QSize(look.px(self._size), look.px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = look.smooth(QPainter(self))
        look.paint_icon(painter, self._icon, self.rect(), look.colour(look.tokens().tone(self._tone).text))
        painter.end()


class JobLine(Painted):
    """One job: what it is, how far it is or what became of it, and the one thing one can do about it."""

    def __init__(self, errand: Errand, room: PrintRoom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.errand = errand
        self._mark = Mark("printer", Tone.ACCENT)
        self._title = Text(errand.title, "body_strong", "text", wrap=True)
        self._words = Text("", "small", "text2", wrap=True)
        self._line = ProgressLine()
        self.button = Button("Cancel", "x", height=32)
        self.button.clicked.connect(self._press)
        right, buttons, row = Column(gap=4), Row(), Row(self, margins=(0, 6, 0, 8), gap=10)
        for widget in (self._title, self._words, self._line):
            right.addWidget(widget)
        buttons.addWidget(self.button)
        buttons.addStretch(1)
        right.addLayout(buttons)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.show_errand(errand)

    def words(self) -> str:
        """Return what is said about the job."""
        return self._words.text()

    def show_errand(self, errand: Errand) -> None:
        """Show how the job is now."""
        self.errand = errand
        where = f"to {errand.place}" if isinstance(errand.to, Printer) else ""
        match errand.state:
            case Waiting(words):
                self._dress(words or f"Waiting for {errand.place}", "clock", Tone.NEUTRAL, ("Cancel", "x"))
            case Printing(done, pages, words):
                self._line.show_share(done / pages if pages else 0.0)
                self._dress(words or "Drawing the pages", "printer", Tone.ACCENT, ("Cancel", "x"), busy=True)
            case Done(pages):
                sent = f"{count(pages, 'page')} sent {where}" if where else f"{count(pages, 'page')} · {errand.place}"
                self._dress(_with(sent, errand.note), "circle-check", Tone.OK, ("", ""))
            case Stopped(pages):
                stopped = f"Stopped after {count(pages, 'page')}" if pages else "Stopped before anything was printed"
                self._dress(_with(stopped, errand.note), "circle-slash", Tone.WAIT, ("Print again", "refresh-cw"))
            case Failed(reason):
                self._dress(_with(reason, errand.note), "circle-x", Tone.BAD, ("Retry", "refresh-cw"))

    def _dress(self, words: str, icon: str, tone: Tone, button: tuple[str, str], *, busy: bool = False) -> None:
        self._words.setText(words)
        self._words.set_ink("bad.text" if tone is Tone.BAD else "text2")
        self._mark.show_mark(icon, tone)
        self._line.setVisible(busy)
        if self.button.words() != button[0]:
            self.button.set_words(*button)
        self.button.setVisible(bool(button[0]))
        self.button.setAccessibleDescription(self._title.text())
        self.setAccessibleName(f"{self._title.text()}: {words}")

    def _press(self) -> None:
        if self.errand.has_ended:
            self._room.retry(self.errand.number)
        else:
            self._room.cancel(self.errand.number)


class PrintJobs(Card):
    """The last jobs, the newest first; what runs or failed is always among them."""

    def __init__(self, room: PrintRoom, parent: QWidget | None = None) -> None:
        super().__init__("Jobs", gap=2, parent=parent)
        self._room = room
        self._lines: dict[int, JobLine] = {}
        self.clear_button = Button("Put away", kind=Kind.GHOST, height=32, hint="Forget the jobs that have ended")
        self.clear_button.clicked.connect(room.put_away)
        self.head.addWidget(self.clear_button)
        self._empty = Text("Nothing printed or saved yet.", "body", "text3")
        self._more = Text("", "small", "text3")
        self._holder = Column(gap=2)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._holder)
        self.body.addWidget(self._more)
        self.body.addStretch(1)
        room.subscribe(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the jobs as they are now."""
        errands = self._room.errands()
        shown = _worth_showing(errands)
        for number in self._lines.keys() - {errand.number for errand in shown}:
            line = self._lines.pop(number)
            self._holder.removeWidget(line)
            line.hide()
            line.deleteLater()
        for at, errand in enumerate(shown):
            known = self._lines.get(errand.number)
            if known is None:
                self._lines[errand.number] = made = JobLine(errand, self._room)
                self._holder.insertWidget(at, made)
            elif known.errand != errand:
                known.show_errand(errand)
        self._empty.setVisible(not errands)
        hidden = len(errands) - len(shown)
        self._more.setText(f"and {count(hidden, 'older job')}" if hidden else "")
        self._more.setVisible(bool(hidden))
        self.clear_button.setVisible(any(errand.has_ended for errand in errands))

    def lines(self) -> tuple[JobLine, ...]:
        """Return the jobs shown, the newest first."""
        return tuple(self._lines[number] for number in sorted(self._lines, reverse=True))


def _worth_showing(errands: tuple[Errand, ...]) -> tuple[Errand, ...]:
    """Return the newest jobs, and those that somebody has to do something about, however old they are."""
    kept = [e for at, e in enumerate(errands) if at < _MOST or not e.has_ended or isinstance(e.state, Failed)]
    return tuple(kept)


def _with(sentence: str, note: str) -> str:
    return f"{sentence}. {note}" if note else sentence
