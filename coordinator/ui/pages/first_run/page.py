"""The first page: no event is open yet. Three ways to begin, and the events used last."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from coordinator.ui.look import Tone
from coordinator.ui.page import Page
from coordinator.ui.pages.first_run.cards import RecentRows, Way, described
from coordinator.ui.pages.first_run.form import ENDING, NewEventForm
from coordinator.ui.rail import Logo
from coordinator.ui.widgets import Bar, Button, Card, Column, KeyHint, Row, Text

if TYPE_CHECKING:
    from coordinator.domain.schedule import EventInfo
    from coordinator.ui.preferences import Preferences

EVENT_FILES = "Events (*.sqlite);;All files (*)"
BACKUP_FILES = "Backups (*.sqlite);;All files (*)"
_WIDE = 1010


class FirstRunPage(Page):
    """Says what is wanted; whoever joins the program does it, and says by `say` what went wrong."""

    key: ClassVar[str] = "start"
    title: ClassVar[str] = "Start"
    icon: ClassVar[str] = "handshake"
    keys = (KeyHint("Alt+1", "Sample event"), KeyHint("Alt+2", "Import"), KeyHint("Alt+3", "Restore"))

    sample_wanted = Signal()
    new_wanted = Signal(object, object)
    open_wanted = Signal(object)
    restore_wanted = Signal(object, object)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.trouble = Bar(Tone.BAD)
        self.sample = Way("sparkles", "Open the sample event", _SAMPLE, "Open the sample", key="Alt+1")
        self.own = Way("file-spreadsheet", "Import my schedule", _OWN, "Start a new event", key="Alt+2")
        self.restore = Way("database-backup", "Restore a backup", _RESTORE, "Choose a backup", key="Alt+3")
        self.recent = RecentRows("Events used last")
        self.recent.set_selectable(True)
        self.other = Button("Open another event file…", "folder-open", height=32)
        self.form = NewEventForm()
        self._lay_out()
        self.sample.button.clicked.connect(self.sample_wanted)
        self.own.button.clicked.connect(self._begin)
        self.restore.button.clicked.connect(self._ask_backup)
        self.other.clicked.connect(self._ask_event)
        self.form.back.clicked.connect(self.show_now)
        self.form.wanted.connect(self._create)
        self.recent.pressed.connect(self._open)
        self.recent.activated.connect(self._open)
        self.trouble.first.clicked.connect(partial(self.trouble.say, ""))
        self.setWindowTitle("Event-Day Coordinator")
        self.setMinimumSize(960, 600)
        self.show_now()

    # -- what is shown

    def show_now(self, what: str = "") -> None:  # noqa: ARG002 - there is one first page
        """Come on screen with the events used last."""
        self.set_busy(busy=False)
        self._pages.setCurrentIndex(0)
        paths = self._preferences.recent_events
        self.recent.show_rows(tuple(described(path) for path in paths))
        self._recent_card.setVisible(bool(paths))
        self.sample.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """Say what went wrong; everything can be tried again."""
        self.set_busy(busy=False)
        self.trouble.say(sentence, "Close")

    def set_busy(self, *, busy: bool) -> None:
        """Take no further wish while one is carried out."""
        self.trouble.say("")
        for widget in (self.sample.button, self.own.button, self.restore.button, self.other, self.form.create_button):
            widget.setEnabled(not busy)
        self.recent.setEnabled(not busy)

    # -- what is wanted

    def _begin(self) -> None:
        self.trouble.say("")
        self.form.begin()
        self._pages.setCurrentIndex(1)

    def _create(self, path: Path, info: EventInfo) -> None:
        self.trouble.say("")
        self.new_wanted.emit(path, info)

    def _open(self, index: int) -> None:
        paths = self._preferences.recent_events
        if self.recent.isEnabled() and 0 <= index < len(paths):
            self.open_wanted.emit(paths[index])

    def _ask_event(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Open an event", str(Path.home()), EVENT_FILES)
        if chosen:
            self.open_wanted.emit(Path(chosen))

    def _ask_backup(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose a backup", str(self._near()), BACKUP_FILES)
        if not chosen:
            return
        backup = Path(chosen)
        target, _ = QFileDialog.getSaveFileName(
            self,
            "Where the event file belongs",
            str(home_of(backup)),
            EVENT_FILES,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if target:
            self.restore_wanted.emit(backup, Path(target))

    def _near(self) -> Path:
        last = self._preferences.last_event
        beside = last.with_name(f"{last.name}.safety") / "backups" if last else Path.home()
        return beside if beside.is_dir() else Path.home()

    # -- how it is built

    def _lay_out(self) -> None:
        column = Column(self)
        column.addWidget(self.trouble)
        holder = QWidget()
        column.addWidget(holder, 1)
        self._pages = QStackedLayout(holder)
        self._pages.addWidget(self._ways())
        self._pages.addWidget(self.form)

    def _ways(self) -> QWidget:
        whole = QWidget()
        column = Column(whole, margins=(24, 24, 24, 24), gap=0)
        column.addStretch(1)
        column.addWidget(Logo(), 0, Qt.AlignmentFlag.AlignHCenter)
        name = Text("Event-Day Coordinator", "clock", "text")
        line = Text("Check-in, live repair of meetings, badges and report, on this computer alone.", "lead", "text3")
        column.addWidget(name, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        column.addWidget(line, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(28)
        middle = QWidget()
        middle.setMaximumWidth(_WIDE)
        inner = Column(middle, gap=18)
        row = Row(gap=18)
        for way in (self.sample, self.own, self.restore):
            row.addWidget(way, 1)
        inner.addLayout(row)
        self._recent_card = Card("Events used last", gap=4)
        self._recent_card.body.addWidget(self.recent)
        inner.addWidget(self._recent_card)
        foot = Row()
        foot.addStretch(1)
        foot.addWidget(self.other)
        foot.addStretch(1)
        inner.addLayout(foot)
        centre = Row()
        centre.addStretch(1)
        centre.addWidget(middle, 30)
        centre.addStretch(1)
        column.addLayout(centre)
        column.addStretch(2)
        return whole


def home_of(backup: Path) -> Path:
    """Return where the event of a backup lies, as far as the place of the backup tells."""
    folder = backup.parent.parent
    if backup.parent.name == "backups" and folder.name.endswith(".safety"):
        return folder.with_name(folder.name.removesuffix(".safety"))
    return backup.with_name(f"{backup.stem} restored{ENDING}")


_SAMPLE = "A matchmaking morning in its third round: 52 people, 91 meetings, two no-shows. Nothing can break."
_OWN = "From Excel or CSV: people, tables, rounds, meetings. You see what was understood before anything is written."
_RESTORE = "From the folder beside an event file, or from a stick. What happened after the backup is brought back too."
