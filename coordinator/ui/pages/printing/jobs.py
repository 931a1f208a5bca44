"""Jobs of paper: the one that runs with its pages and Cancel, those that failed with the reason and Retry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from coordinator.domain.trouble import WorldTrouble
from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.progress import Progress
from coordinator.ui.widgets import Button, Card, Column, Kind, Painted, Row, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from coordinator.ui.print_work import Finished
    from coordinator.ui.tasks import Tasks

    Work = Callable[[Progress], Finished]

_GLANCE_MS = 120
_MOST = 3


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

    def __init__(self, title: str, work: Work, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work, self._tasks = work, tasks
        self._progress = Progress()
        self.failed = False
        self._mark = Mark("printer", Tone.ACCENT)
        self._title = Text(title, "body_strong", "text", wrap=True)
        self._words = Text("", "small", "text2", wrap=True)
        self._line = ProgressLine()
        self.button = Button("Cancel", "x", height=32)
        self.button.clicked.connect(self._press)
        right = Column(gap=4)
        for widget in (self._title, self._words, self._line):
            right.addWidget(widget)
        buttons = Row()
        buttons.addWidget(self.button)
        buttons.addStretch(1)
        right.addLayout(buttons)
        row = Row(self, margins=(0, 6, 0, 8), gap=10)
        row.addWidget(self._mark)
        row.addLayout(right, 1)
        row.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self)
        self._timer.setInterval(_GLANCE_MS)
        self._timer.timeout.connect(self._look)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.running = False
        self.start()

    def start(self) -> None:
        """Begin, or begin again."""
        self.running, self.failed = True, False
        progress = self._progress = Progress(sentence="Drawing the pages…")
        self._dress("printer", Tone.ACCENT, "Cancel", "x")
        self._look()
        self._timer.start()
        self._tasks.run(lambda: self._work(progress), self._done, self._broke)

    def words(self) -> str:
        """Return what is said about the job."""
        return self._words.text()

    def _look(self) -> None:
        self._words.setText(self._progress.sentence)
        self._line.show_share(self._progress.share)

    def _done(self, finished: Finished) -> None:
        self.running = False
        self._timer.stop()
        pages = f"{finished.pages} page{'' if finished.pages == 1 else 's'}"
        if finished.stopped:
            self._words.setText(f"Stopped after {pages}")
            self._dress("circle-slash", Tone.WAIT, "Print again", "refresh-cw")
        elif not finished.pages:
            self._words.setText(finished.issues[-1].sentence if finished.issues else "There was nothing to print.")
            self._dress("info", Tone.NEUTRAL, "", "")
        else:
            self._words.setText(f"{pages} · {finished.place}")
            self._dress("circle-check", Tone.OK, "", "")

    def _broke(self, error: Exception) -> None:
        self.running, self.failed = False, True
        self._timer.stop()
        self._words.setText(str(error) if isinstance(error, WorldTrouble) else f"This did not work: {error}")
        self._dress("circle-x", Tone.BAD, "Retry", "refresh-cw")
        if not isinstance(error, WorldTrouble):
            raise error

    def _dress(self, icon: str, tone: Tone, word: str, word_icon: str) -> None:
        self._mark.show_mark(icon, tone)
        self._words.set_ink("bad.text" if tone is Tone.BAD else "text2")
        self._line.setVisible(self.running)
        self.button.set_words(word, word_icon)
        self.button.setVisible(bool(word))

    def _press(self) -> None:
        if self.running:
            self._progress.stop()
        else:
            self.start()


class PrintJobs(Card):
    """The last jobs, the newest first; a failed one stays until it worked or was put away."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("Jobs", gap=2, parent=parent)
        self._tasks = tasks
        self._lines: list[JobLine] = []
        self.clear_button = Button("Put away", kind=Kind.GHOST, height=32)
        self.clear_button.clicked.connect(self._put_away)
        self.head.addWidget(self.clear_button)
        self._empty = Text("Nothing printed or saved yet.", "body", "text3")
        self.body.addWidget(self._empty)
        self._holder = Column(gap=2)
        self.body.addLayout(self._holder)
        self.body.addStretch(1)
        self._dress()

    def begin(self, title: str, work: Work) -> JobLine:
        """Start a job."""
        for line in [line for line in self._lines[_MOST - 1 :] if not line.running and not line.failed]:
            self._drop(line)
        line = JobLine(title, work, self._tasks)
        self._lines.insert(0, line)
        self._holder.insertWidget(0, line)
        self._dress()
        return line

    def lines(self) -> tuple[JobLine, ...]:
        """Return the jobs shown, the newest first."""
        return tuple(self._lines)

    def _put_away(self) -> None:
        for line in [line for line in self._lines if not line.running]:
            self._drop(line)
        self._dress()

    def _drop(self, line: JobLine) -> None:
        self._lines.remove(line)
        self._holder.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _dress(self) -> None:
        self._empty.setVisible(not self._lines)
        self.clear_button.setVisible(bool(self._lines))
