"""The first step: drop or choose files, or take those used last; and how far reading is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QStackedLayout, QWidget

from coordinator.ui import look
from coordinator.ui.pages.first_run.cards import RecentEvent, RecentRows, described
from coordinator.ui.pages.printing.jobs import ProgressLine
from coordinator.ui.pages.side_column import SideColumn
from coordinator.ui.widgets import Button, Card, Column, EmptyState, Kind, Row, RowList, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from coordinator.ui.pages.importing.workbooks import WorkbookCard
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.progress import Progress

FILES = "Schedules (*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.ics *.json);;All files (*)"
_GLANCE_MS = 120
_MOST_RECENT = 4


class DropArea(EmptyState):
    """A dashed plate that files can be dropped on; it lights up while files are over it."""

    def __init__(self, buttons: Sequence[Button], parent: QWidget | None = None) -> None:
        super().__init__("file-up", "", "", buttons, parent)
        self._hot = False

    def set_hot(self, *, hot: bool) -> None:
        """Light up, or not."""
        if hot is not self._hot:
            self._hot = hot
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the plate."""
        painter = look.smooth(QPainter(self))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        look.rounded(painter, area, 10, look.colour("accent_soft" if self._hot else "surface"))
        pen = QPen(look.colour("accent" if self._hot else "border_strong"), 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, look.px(10), look.px(10))
        painter.end()


class BusyPlate(Card):
    """What is being read, how far it is, and the way out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(40, 30, 40, 30), gap=12, parent=parent)
        self.line = ProgressLine()
        self.words = Text("", "row", "text2", weight=400)
        self.cancel = Button("Cancel", "x", key="Esc")
        self.body.addStretch(1)
        self.body.addWidget(Text("Reading the schedule", "title", "text"))
        self.body.addWidget(self.words)
        self.body.addWidget(self.line)
        row = Row(margins=(0, 8, 0, 0))
        row.addWidget(self.cancel)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(Text("Nothing is written before you press Apply.", "small", "text3"))
        self.body.addStretch(1)


class _Knows(RowList[tuple[str, str, str]]):
    LEAST = 50
    MOST = 50

    def words(self, row: tuple[str, str, str]) -> str:
        """Say a kind of file."""
        return f"{row[1]}: {row[2]}"

    def paint_row(self, painter: QPainter, area: QRectF, row: tuple[str, str, str], index: int) -> None:
        """Paint icon, name and sentence."""
        del index
        size = look.px(18)
        icon = QRectF(area.left(), area.top() + look.px(8), size, size)
        look.paint_icon(painter, row[0], icon, look.colour("text2"))
        left = icon.right() + look.px(12)
        name = QRectF(left, area.top() + look.px(4), area.right() - left, look.px(20))
        look.text(painter, name, row[1], look.font("body_strong"), look.colour("text"))
        look.text(painter, name.translated(0, look.px(19)), row[2], look.font("small"), look.colour("text3"))


class FileStep(QWidget):
    """`chosen` tells the files, `sample` that the sample event is wanted, `cancelled` that reading should stop."""

    chosen = Signal(object)
    sample = Signal()
    cancelled = Signal()

    def __init__(self, preferences: Preferences, workbooks: WorkbookCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.workbooks = workbooks
        self._progress: Progress | None = None
        self.browse = Button("Import a file", "file-spreadsheet", kind=Kind.PRIMARY, key="Ctrl+O", height=42)
        self.open_sample = Button("Open the sample event", "sparkles", height=42)
        self.drop = DropArea([self.browse, self.open_sample])
        self.busy = BusyPlate()
        self.recent = RecentRows("Files read last")
        self.recent.set_selectable(True)
        self._timer = QTimer(self)
        self._timer.setInterval(_GLANCE_MS)
        self._timer.timeout.connect(self._look)
        self._lay_out()
        self.browse.clicked.connect(self.ask)
        self.open_sample.clicked.connect(self.sample)
        self.busy.cancel.clicked.connect(self.cancelled)
        self.recent.pressed.connect(self._again)

    def show_day(self, *, first: bool) -> None:
        """Say whether this is the first schedule of the event or another one."""
        title = "No schedule yet" if first else "Import a new schedule"
        self.drop.say("file-up", title, _FIRST if first else _LATER)
        self.open_sample.setVisible(first)
        self.workbooks.plan.setVisible(not first)
        files = self._preferences.recent_files[:_MOST_RECENT]
        self.recent.show_rows(tuple(_described(group) for group in files))
        self._recent_card.setVisible(bool(files))

    def show_busy(self, progress: Progress | None) -> None:
        """Show how far reading is; None shows the plate for files again."""
        self._progress = progress
        self._pages.setCurrentIndex(0 if progress is None else 1)
        if progress is None:
            self._timer.stop()
        else:
            self._look()
            self._timer.start()
            if self.isVisible():
                self.busy.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_busy(self) -> bool:
        """Return whether files are being read."""
        return self._progress is not None

    def ask(self) -> None:
        """Let files be chosen."""
        last = self._preferences.recent_files
        folder = str(last[0][0].parent if last else Path.home())
        chosen, _ = QFileDialog.getOpenFileNames(self, "Choose all files of the schedule", folder, FILES)
        if chosen:
            self.chosen.emit(tuple(Path(name) for name in chosen))

    def _again(self, index: int) -> None:
        files = self._preferences.recent_files
        if 0 <= index < len(files):
            self.chosen.emit(files[index])

    def _look(self) -> None:
        if self._progress is not None:
            self.busy.words.setText(self._progress.sentence or "Starting…")
            self.busy.line.show_share(self._progress.share)

    def _lay_out(self) -> None:
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pages = QStackedLayout(holder)
        self._pages.addWidget(self.drop)
        self._pages.addWidget(self.busy)
        right = Column(gap=16)
        knows = Card("What can be read", gap=4)
        rows = _Knows("What can be read")
        rows.show_rows(_KINDS)
        knows.body.addWidget(rows)
        self._recent_card = Card("Files read last", gap=4)
        self._recent_card.body.addWidget(self.recent)
        right.addWidget(knows)
        right.addWidget(self.workbooks)
        right.addWidget(self._recent_card)
        right.addStretch(1)
        row = Row(self, gap=18)
        row.addWidget(holder, 1)
        row.addWidget(SideColumn(right, 388))


def _described(group: Sequence[Path]) -> RecentEvent:
    """Return what is shown of files that were read together."""
    first = described(group[0])
    more = f" and {len(group) - 1} more" if len(group) > 1 else ""
    return RecentEvent(f"{group[0].name}{more}", group[0].parent.name, first.when)


_FIRST = "Drop its files here, all at once: people, rounds, tables, meetings. Nothing is written before you agree."
_LATER = (
    "Drop its files here, all at once. Check-ins, no-shows and moves of today stay, and you see first what changes."
)
_KINDS = (
    ("file-spreadsheet", "Excel and OpenDocument", "One sheet for each kind, or one list of meetings"),
    ("file-text", "CSV and text", "Any separator and encoding; several files at once"),
    ("table-2", "Lists of other platforms", "Headers in eight languages, any order; calendars (.ics)"),
    ("users", "Participants alone", "Check-in, badges and walk-ins work without meetings"),
)
