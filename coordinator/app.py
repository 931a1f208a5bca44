"""Joins desk, link, pages and window; the only place that does."""

from __future__ import annotations

import faulthandler
import logging
import sys
import traceback
from dataclasses import dataclass
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from coordinator.desk import opening, sample
from coordinator.desk.answers import Done, Refusal
from coordinator.desk.clock import OwnClock
from coordinator.domain.trouble import WorldTrouble
from coordinator.store.refusals import CannotOpen, OpenVerdict
from coordinator.ui import look, print_room
from coordinator.ui.frame_state import frame_state
from coordinator.ui.link import Link
from coordinator.ui.pages.checkin.page import CheckinPage
from coordinator.ui.pages.first_run.page import FirstRunPage
from coordinator.ui.pages.floor.page import FloorPage
from coordinator.ui.pages.importing.page import ImportPage
from coordinator.ui.pages.people.page import PeoplePage
from coordinator.ui.pages.printing.page import PrintingPage
from coordinator.ui.pages.replan.page import ReplanPage
from coordinator.ui.pages.report.page import ReportPage
from coordinator.ui.pages.settings.page import SettingsPage
from coordinator.ui.preferences import Preferences
from coordinator.ui.tasks import Tasks
from coordinator.ui.window import Window
from coordinator.views.words import hhmm

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from types import TracebackType

    from coordinator.desk.answers import Answer, Change
    from coordinator.desk.desk import Desk
    from coordinator.domain.schedule import EventInfo
    from coordinator.ui.page import Page

log = logging.getLogger("coordinator")

TICK_MS = 1_000
RETRY_MS = 2_000
BACKUP_MS = 300_000


def run(asked: argparse.Namespace) -> int:
    """Show the window and return the exit code when it is closed."""
    application = QApplication(sys.argv[:1])
    application.setOrganizationName("EventDayCoordinator")
    application.setApplicationName("Coordinator")
    _keep_a_log()
    preferences = Preferences()
    look.apply(application, preferences.theme, preferences.zoom)
    program = Program(application, preferences)
    try:
        program.begin(asked)
    except WorldTrouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    code = application.exec()
    program.end()
    return code


@dataclass(frozen=True, slots=True)
class Sitting:
    """A window before an event, with the work that is done beside it."""

    desk: Desk
    tasks: Tasks
    window: Window

    def leave(self) -> None:
        """Close the window and let go of the event; what waits for the disk is tried once more."""
        print_room.leave(self.tasks)
        self.tasks.close()
        self.window.close()
        self.window.deleteLater()
        if not self.desk.save():
            log.error("left with %d transactions not saved", self.desk.waiting)
        self.desk.close()


class Program(QObject):
    """One running window, before an event or still without one."""

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        super().__init__(application)
        self._preferences = preferences
        self._sitting: Sitting | None = None
        self._backup_words = ""
        self.first_run: FirstRunPage | None = None
        for milliseconds, action in ((TICK_MS, self._tick), (RETRY_MS, self._retry), (BACKUP_MS, self._backup)):
            timer = QTimer(self)
            timer.timeout.connect(action)
            timer.start(milliseconds)

    def begin(self, asked: argparse.Namespace) -> None:
        """Open what the command line names, else the event of last time, else ask what to do."""
        name = asked.desk if asked.desk != opening.DEFAULT_DESK else self._preferences.desk_name
        if asked.command == "demo":
            self._enter(sample.build(sample.free_name(_place_for_samples(asked.out))))
        elif asked.event is not None:
            desk = opening.open_at(asked.event, asked.at, desk=name)
            if isinstance(desk.clock, OwnClock):
                desk.clock.run(1.0)
            self._enter(desk)
        elif (last := self._preferences.last_event) is not None:
            self._try(lambda: self._open(last))
        else:
            self._ask()

    def end(self) -> None:
        """Leave the event."""
        self._sit_down(None)

    @property
    def desk(self) -> Desk | None:
        """Return the desk before the event that is open."""
        return self._sitting.desk if self._sitting else None

    @property
    def window(self) -> Window | None:
        """Return the window before the event that is open."""
        return self._sitting.window if self._sitting else None

    # -- with an event

    def _enter(self, desk: Desk) -> None:
        """Show the window before this event."""
        self._preferences.remember_event(desk.path)
        link, tasks = Link(desk, self), Tasks(parent=self)
        window = Window(self._pages(link, tasks))
        window.undo_asked.connect(lambda: self._say(desk.undo()))
        window.redo_asked.connect(lambda: self._say(desk.redo()))
        window.retry_asked.connect(self._retry)
        window.zoomed.connect(lambda percent: setattr(self._preferences, "zoom", percent))
        link.changed.connect(self._changed)
        self._backup_words = ""
        self._sit_down(Sitting(desk, tasks, window))
        self._show_frame()
        if not desk.day.schedule.people:
            window.show_page(ImportPage.key)
        if desk.notices:
            window.say(" ".join(desk.notices))
        if self.first_run is not None:
            self.first_run.close()
            self.first_run = None

    def _sit_down(self, sitting: Sitting | None) -> None:
        """Change over; the new window comes first, for closing the last one would end the program."""
        before, self._sitting = self._sitting, sitting
        if sitting is not None:
            sitting.window.resize(1366, 768)
            sitting.window.show()
        if before is not None:
            before.leave()

    def _pages(self, link: Link, tasks: Tasks) -> tuple[Page, ...]:
        importing = ImportPage(link, tasks, self._preferences)
        importing.sample_wanted.connect(self._sample)
        settings = SettingsPage(link, self._preferences)
        settings.leave_wanted.connect(self._back_to_start)
        return (
            CheckinPage(link, tasks, self._preferences),
            FloorPage(link, tasks),
            PeoplePage(link, tasks, self._preferences),
            importing,
            PrintingPage(link, tasks, self._preferences),
            ReportPage(link, self._preferences),
            ReplanPage(link, tasks),
            settings,
        )

    def _back_to_start(self) -> None:
        """Close the event and ask what to do next, unless something is not saved yet."""
        if self.desk is not None and not self.desk.save():
            self._say(Refusal(f"{self.desk.trouble} The event can be closed once everything is saved."))
            return
        if self.window is not None and (jobs := self.window.under_way()):
            self._say(Refusal(f"{jobs} Wait for it, or cancel it on the print page."))
            return
        self._ask()
        self._sit_down(None)

    def _say(self, answer: Answer) -> None:
        if self.window is None:
            return
        match answer:
            case Done(sentence):
                self.window.say(sentence)
            case Refusal(sentence):
                self.window.say(sentence)

    def _changed(self, change: Change) -> None:
        self._show_frame()
        if change.clock_jump and self.window is not None:
            seconds = change.clock_jump / 1000
            self.window.say(f"The computer's clock was set by {seconds:+.0f} seconds. Check that it is right.")

    def _tick(self) -> None:
        if self.window is not None:
            self._show_frame()
            self.window.tick()

    def _retry(self) -> None:
        if self.desk is not None and self.desk.waiting and self.desk.save():
            self._show_frame()

    def _backup(self) -> None:
        if self.desk is None:
            return
        try:
            if self.desk.backup_if_changed():
                self._backup_words = f"backup {hhmm(datetime.now().astimezone())}"
        except WorldTrouble as trouble:
            self._backup_words = "no backup"
            log.warning("%s", trouble)

    def _show_frame(self) -> None:
        if self.window is not None and self.desk is not None:
            on_sample = opening.is_sample(self.desk)
            words = self._backup_words or self.desk.warning
            self.window.set_frame(frame_state(self.desk, sample=on_sample, backup=words))

    # -- without one

    def _ask(self, trouble: str = "") -> None:
        """Offer the sample event, an import, a restore and the events used last."""
        page = FirstRunPage(self._preferences)
        page.sample_wanted.connect(self._sample)
        page.new_wanted.connect(self._new)
        page.open_wanted.connect(lambda path: self._try(lambda: self._open(path)))
        page.restore_wanted.connect(lambda backup, target: self._try(lambda: self._restore(backup, target)))
        page.resize(1100, 700)
        page.show()
        if trouble:
            page.say(trouble)
        if self.first_run is not None:
            self.first_run.close()
        self.first_run = page

    def _try(self, action: Callable[[], None]) -> None:
        """Do it, or say why it cannot be done and ask again."""
        try:
            action()
        except WorldTrouble as trouble:
            if self.window is None or self.first_run is not None:
                self._ask(str(trouble))
            else:
                self.window.say(str(trouble))

    def _open(self, path: Path) -> None:
        name = self._preferences.desk_name
        try:
            desk = opening.open_event(path, desk=name)
        except CannotOpen as refused:
            if refused.verdict is not OpenVerdict.UNVERIFIED or not self._is_the_right_one(str(refused)):
                raise
            desk = opening.open_event(path, desk=name, trust_file=True)
        self._enter(desk)

    def _is_the_right_one(self, sentence: str) -> bool:
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self.first_run, "Event-Day Coordinator", sentence, buttons.Open | buttons.Cancel, buttons.Cancel
        )
        return answer is buttons.Open

    def _new(self, path: Path, info: EventInfo) -> None:
        self._try(lambda: self._enter(opening.create(path, info, desk=self._preferences.desk_name)))

    def _sample(self) -> None:
        self._try(lambda: self._enter(sample.build(sample.free_name(_place_for_samples(None)))))

    def _restore(self, backup: Path, target: Path) -> None:
        said = opening.restore(backup, target)
        self._open(target)
        if self.window is not None:
            self.window.say(said)


def _place_for_samples(asked: Path | None) -> Path:
    place = asked or _data_folder() / "samples"
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorldTrouble(
            f"The folder {place} cannot be made: {error.strerror}. Choose another with --out."
        ) from error
    return place.resolve()


def _data_folder() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))


def _keep_a_log() -> None:
    """Write what goes wrong into a rotating file, and stop loudly at a fault of the program itself."""
    folder = _data_folder() / "log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "coordinator.log", maxBytes=500_000, backupCount=3, encoding="utf-8")
    except OSError as error:
        sys.stderr.write(f"No log is kept: {error}\n")
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
    if sys.stderr is not None:
        faulthandler.enable()
    sys.excepthook = _stop_loudly


def _stop_loudly(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    text = "".join(traceback.format_exception(kind, error, trace))
    log.error("%s", text)
    sys.stderr.write(text)
    if QApplication.instance() is not None and not issubclass(kind, KeyboardInterrupt):
        box = QMessageBox(QMessageBox.Icon.Critical, "Event-Day Coordinator", _FAULT)
        box.setDetailedText(text)
        box.exec()


_FAULT = (
    "The program made a mistake and did not finish the last step. Everything that was acknowledged is saved. "
    "You can go on; if it happens again, restart the program: it comes back to the same event."
)
