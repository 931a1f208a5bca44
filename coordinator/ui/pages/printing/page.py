"""Print: paper in three views, what is printed, how all of it looks, and the printers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from coordinator.domain.printing import Document
from coordinator.ui import look
from coordinator.ui.look import Tone
from coordinator.ui.page import SteadyPage
from coordinator.ui.pages.look_form.form import LookForm
from coordinator.ui.pages.printing.printers import PrintersView
from coordinator.ui.pages.printing.unknown import UnknownPrints
from coordinator.ui.pages.printing.view import PrintView
from coordinator.ui.print_room import room_of
from coordinator.ui.widgets import Bar, Button, Column, EmptyState, KeyHint, Kind, Row, Segmented
from coordinator.views.words import count

if TYPE_CHECKING:
    from pathlib import Path

    from coordinator.desk.answers import Change
    from coordinator.ui.link import Link
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.tasks import Tasks

_CALM_MS = 1500
_PRINT, _LOOK, _PRINTERS = range(3)
_VIEWS = {"look": _LOOK, "printers": _PRINTERS}

_VIEW_KEYS = KeyHint("← →", "Print, look, printers")
_KEYS = (
    (
        KeyHint("F9", "Print"),
        KeyHint("Ctrl+S", "Save as PDF or pictures"),
        KeyHint("Page Up / Page Down", "Turn the page"),
        _VIEW_KEYS,
    ),
    (KeyHint("Tab", "Next choice"), KeyHint("Space", "Choose"), _VIEW_KEYS),
    (KeyHint("↑ ↓", "Choose a printer, or change a number"), KeyHint("Tab", "Next choice"), _VIEW_KEYS),
)
"""What the keys do in each view."""


class PrintingPage(SteadyPage):
    """Three views that share the room in which paper is made; it goes on whatever page is on screen."""

    key: ClassVar[str] = "print"
    title: ClassVar[str] = "Print"
    icon: ClassVar[str] = "printer"
    keys = _KEYS[_PRINT]

    def __init__(self, link: Link, tasks: Tasks, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._tasks, self._preferences = link, tasks, preferences
        self.room = room_of(link.desk, preferences, tasks)
        self.view = PrintView(link, tasks, preferences, self.room)
        self.looks = LookForm(link, tasks)
        self.printers = PrintersView(tasks, preferences, self.room)
        self.unknown = UnknownPrints(link.desk)
        self.views = Segmented(("Print", "Look", "Printers"), name="View")
        self.trouble = Bar(Tone.BAD)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self.refresh)
        self._lay_out()
        self.views.chosen.connect(self._show_view)
        self.view.said.connect(lambda words: self.said.emit(words, False))  # noqa: FBT003 - a Qt signal has no names
        for view in (self.view, self.looks, self.printers):
            view.broke.connect(lambda words: self.trouble.say(words, "Close"))
        self.trouble.first.clicked.connect(partial(self.trouble.say, ""))
        self._shortcuts()
        link.changed.connect(self._changed)
        self.unknown.begin()
        if self.unknown.sentence():
            QTimer.singleShot(0, self._tell_unknown)

    def sizeHint(self) -> QSize:
        """Return what the page needs at least: four columns, the page among them."""
        return QSize(look.px(990), look.px(500))

    # -- what is shown

    def show_now(self, what: str = "") -> None:
        """Come on screen; `what` is a document, or a document and an id as in “badges:P12”, or “look”."""
        document, _, only = what.partition(":")
        if document in {each.value for each in Document}:
            self.views.choose(_PRINT)
            self.view.choose(Document(document), only)
        elif what in _VIEWS:
            self.views.choose(_VIEWS[what])
        self.refresh()
        if self.views.current() == _PRINT:
            self.view.documents.focus()
        else:
            self.views.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_view(self, number: int) -> None:
        """Show one of the three views."""
        self.views.choose(number)
        self._show_view(number)

    def refresh(self) -> None:
        """Count and draw anew from the day as it stands."""
        day = self._link.desk.day
        self._pages.setCurrentIndex(0 if any(day.people()) or day.schedule.tables else 1)
        self._show_view(self.views.current())

    def save(self, path: Path) -> None:
        """Save what is chosen."""
        self.view.save(path)

    def under_way(self) -> str:
        """Say which jobs would be cut short if the program ended now."""
        jobs = self.room.under_way()
        if not jobs:
            return ""
        what = f"“{jobs[0].title}” is" if len(jobs) == 1 else f"{count(len(jobs), 'job')} are"
        return f"{what} still being printed; what the printer does not have yet would be lost."

    def _changed(self, _change: Change) -> None:
        if self.view.isVisible():
            self._calm.start()

    def _show_view(self, number: int) -> None:
        self.looks.apply()
        self.printers.keep()
        self._stack.setCurrentIndex(number)
        self.keys = _KEYS[number]
        self.keys_changed.emit()
        match number:
            case 0:
                self.view.target.refresh()
                self.view.refresh()
            case 1:
                self.looks.show_now()
            case _:
                self.printers.refresh()

    def _tell_unknown(self) -> None:
        """Tell it on whatever page is on screen; this one asks about it anyway."""
        if not self.isVisible():
            self.said.emit(self.unknown.sentence(), False)  # noqa: FBT003 - a Qt signal has no names

    # -- how it is built

    def _shortcuts(self) -> None:
        for keys, action in (
            ("F9", self.view.print_now),
            ("Ctrl+S", self.view.ask_where),
            ("PgUp", partial(self.view.preview.step, -1)),
            ("PgDown", partial(self.view.preview.step, 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.view)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(action)

    def _lay_out(self) -> None:
        whole = QWidget()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(whole)
        self._pages.addWidget(self._empty())
        column = Column(whole)
        for bar in (self.trouble, self.unknown, self.view.question):
            column.addWidget(bar)
        head = Row(margins=(24, 14, 20, 0))
        head.addWidget(self.views)
        head.addStretch(1)
        column.addLayout(head)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)
        for view in (self.view, self.looks, self.printers):
            self._stack.addWidget(view)

    def _empty(self) -> QWidget:
        button = Button("Import a schedule", "file-up", kind=Kind.PRIMARY)
        button.clicked.connect(lambda: self.asked_for.emit("import", ""))
        return EmptyState("printer", "Nothing to print yet", "Badges and signs come from the schedule.", [button])
