"""What to look at before paper is handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

from coordinator.paper.issues import Issue, IssueKind
from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.widgets import Card, EmptyState, Pill, RowList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

_BAD = (IssueKind.NO_BADGE, IssueKind.MISSING_GLYPH, IssueKind.LETTERS_APART, IssueKind.SHORTENED)
_MOST = 12


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
    """The list, or the word that there is nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Before you print", gap=6, parent=parent)
        self.pill = Pill("", Tone.OK, "check", height=24)
        self.head.addWidget(self.pill)
        self.rows = IssueRows("Before you print")
        self._fine = EmptyState("circle-check", "All fits", "Every name fits, and every badge has its code.")
        self.body.addWidget(self.rows)
        self.body.addWidget(self._fine, 1)
        self.body.addStretch(1)
        self.show_issues(())

    def show_issues(self, issues: Sequence[Issue]) -> None:
        """Show what is to be looked at."""
        most = tuple(issues)[:_MOST]
        self.rows.show_rows(most)
        self.rows.setVisible(bool(most))
        self._fine.setVisible(not most)
        self.pill.setVisible(bool(most))
        self.pill.say(f"{len(issues)} to look at", Tone.WAIT, "triangle-alert")
