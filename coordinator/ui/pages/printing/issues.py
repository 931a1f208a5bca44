"""What to look at before paper is handed out, found by drawing all of it beside the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QTimer

from coordinator.paper.issues import Issue, IssueKind
from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.progress import Progress
from coordinator.ui.widgets import Button, Card, Kind, Pill, RowList, Text
from coordinator.views.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from coordinator.paper.proof import Drawn, Proof
    from coordinator.ui.tasks import Task, Tasks

_BAD = (IssueKind.NO_BADGE, IssueKind.MISSING_GLYPH, IssueKind.LETTERS_APART, IssueKind.SHORTENED)
_MOST = 12
_AT_ONCE = 100
"""So many sheets are looked through without being asked: more would make a small computer slow for seconds."""
_GLANCE_MS = 150


class IssueRows(RowList[Issue]):
    """One sentence on up to three lines for each thing."""

    LEAST = 58
    MOST = 58

    def words(self, row: Issue) -> str:
        """Say what is to be looked at."""
        return row.sentence

    def paint_row(self, painter: QPainter, area: QRectF, row: Issue, index: int) -> None:
        """Paint a sign and a sentence."""
        bad = row.kind in _BAD
        size = look.px(16)
        ink = look.colour("bad.text" if bad else "wait.text")
        icon = QRectF(area.left(), area.top() + look.px(9), size, size)
        look.paint_icon(painter, "circle-alert" if bad else "triangle-alert", icon, ink)
        left = area.left() + size + look.px(10)
        lines = look.wrapped(row.sentence, look.font("small", 500), area.right() - left, 3)
        look.text_lines(
            painter,
            QPointF(left, area.top() + look.px(8)),
            lines,
            look.font("small", 500),
            look.colour("text2"),
            leading=look.px(16),
        )
        if index + 1 < len(self.rows):
            painter.fillRect(QRectF(left, area.bottom() - 1, area.right() - left, 1), look.colour("border"))


class PrintIssues(Card):
    """The list, or the word that there is nothing; of a very large job the first sheets, until all are wanted."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__("Before you print", gap=6, parent=parent)
        self._tasks = tasks
        self._proof: Proof | None = None
        self._task: Task[Drawn] | None = None
        self._progress = Progress()
        self.pill = Pill("", Tone.OK, "check", height=24)
        self.head.addWidget(self.pill)
        self.rows = IssueRows("Before you print")
        self._fine = Text("Every text fits its place, and nothing is left out.", "body", "text3", wrap=True)
        self._checked = Text("", "small", "text3", wrap=True)
        self.all_button = Button("Check all", kind=Kind.GHOST, height=32)
        self.all_button.clicked.connect(self._press)
        self._more = Text("", "small", "text3")
        self._idle = Text("There is no page to look through.", "body", "text3", wrap=True)
        for widget in (self.rows, self._more, self._idle, self._fine):
            self.body.addWidget(widget)
        self.body.addWidget(self._checked)
        self.body.addWidget(self.all_button)
        self.body.addStretch(1)
        self._timer = QTimer(self)
        self._timer.setInterval(_GLANCE_MS)
        self._timer.timeout.connect(self._dress)
        self.show_proof(None)

    def show_proof(self, proof: Proof | None) -> None:
        """Look through another document, or through none."""
        self._proof = proof
        if proof is None or not proof.leaves:
            self._stop()
            self.show_issues(proof.left_out[:-1] if proof else (), fine=False)
            return
        self._check(min(_AT_ONCE, proof.leaves))

    def show_issues(self, issues: Sequence[Issue], *, fine: bool = True) -> None:
        """Show what is to be looked at."""
        most = tuple(issues)[:_MOST]
        self.rows.show_rows(most)
        self.rows.setVisible(bool(most))
        hidden = len(issues) - len(most)
        self._more.setText(f"and {hidden:,} more" if hidden else "")
        self._more.setVisible(bool(hidden))
        self._fine.setVisible(fine and not most)
        self._idle.setVisible(not fine and not most)
        self.pill.setVisible(fine or bool(most))
        if most:
            self.pill.say(f"{len(issues):,} to look at", Tone.WAIT, "triangle-alert")
        else:
            self.pill.say("All fits", Tone.OK, "check")

    def _check(self, leaves: int) -> None:
        self._stop()
        proof = self._proof
        if proof is None:
            return
        progress = self._progress = Progress(total=leaves)

        def told(number: int) -> bool:
            progress.tell(number, leaves)
            return not progress.is_stopped()

        work = partial(proof.draw, range(leaves), told)
        self._task = self._tasks.run(work, partial(self._found, proof, leaves), self._broke, progress.stop)
        if self._task.running:
            self._timer.start()
        self._dress()

    def _found(self, proof: Proof, leaves: int, drawn: Drawn) -> None:
        self._timer.stop()
        self._task = None
        self._progress.tell(leaves, leaves)
        self.show_issues((*proof.left_out, *drawn.issues))
        self._dress()

    def _broke(self, error: Exception) -> None:
        self._stop()
        raise error

    def _stop(self) -> None:
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._dress()

    def _dress(self) -> None:
        """Say how much was looked through, where that is not all of it."""
        leaves = self._proof.leaves if self._proof else 0
        running = self._task is not None and self._task.running
        done = self._progress.done
        partly = leaves > _AT_ONCE and done < leaves
        if partly or (running and leaves > _AT_ONCE):
            self._checked.setText(f"{done:,} of {count(leaves, 'sheet')} looked through.")
        self._checked.setVisible(partly)
        self.all_button.set_words("Stop" if running else "Check all")
        self.all_button.setVisible(partly)

    def _press(self) -> None:
        if self._task is not None and self._task.running:
            self._stop()
        elif self._proof is not None:
            self._check(self._proof.leaves)
