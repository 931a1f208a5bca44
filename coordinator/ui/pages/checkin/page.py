"""The check-in page: one field, one answer, the person's day, and who is still missing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from coordinator.domain.checkin import BlankBadge, DamagedBadge, ForeignContent, OtherEvent, PartialBadge, UnknownBadge
from coordinator.domain.trouble import ProgramTrouble
from coordinator.ui.lookout import RESTORE, Lookout
from coordinator.ui.page import Page
from coordinator.ui.pages.checkin.answers import result
from coordinator.ui.pages.checkin.deeds import CheckinDeeds, Shown
from coordinator.ui.pages.checkin.search import NameSearch
from coordinator.ui.pages.checkin.side import Side
from coordinator.ui.pages.checkin.stage import Stage
from coordinator.ui.widgets import KeyHint, Row
from coordinator.views import banner as banners
from coordinator.views.agenda import agenda
from coordinator.views.arrivals import arrivals, last_scans, missing
from coordinator.views.banner import Banner, Deed
from coordinator.views.outcomes import person_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.desk.answers import Change, Newcomer, Scanned
    from coordinator.ui.link import Link
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.tasks import Tasks

SHOWN_S = 60
"""So long an answer stays on screen; then the next guest does not see the name of the last."""

WALK_IN = "walk-in:"
"""Another page asks with this word for the form of a walk-in, with the name that was typed there."""

MISSING_SHOWN = 60
"""How many of the missing fit on the tallest screen."""

SCANS_SHOWN = 3
"""How many of the last scans are listed."""

KEYS = (
    KeyHint("F1", "Help"),
    KeyHint("F6", "Walk-in"),
    KeyHint("F7", "Check out"),
    KeyHint("F8", "Agenda"),
    KeyHint("F9", "Print badge"),
    KeyHint("Ctrl+Z", "Undo"),
    KeyHint("Esc", "Back to scanning"),
    KeyHint("Shift+F9", "Replace badge"),
    KeyHint("F5", "Check in by hand"),
    KeyHint("F3", "Restore lost meetings"),
)


_LARGE = 2_000
"""Meetings from which on everything beside the answer follows a moment later, so that no scan waits for it."""

_MOMENT_MS = 250


class CheckinPage(Page):
    """Field and answer at the left, arrivals at the right."""

    key = "checkin"
    title = "Check-in"
    icon = "scan-line"
    keys = KEYS

    def __init__(self, link: Link, tasks: Tasks, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = link.desk
        self._shown: Shown | None = None
        self._seconds = 0
        self._minute = -1
        self.deeds = CheckinDeeds(link.desk, tasks, preferences, self)
        self.stage, self.side = Stage(), Side()
        self.search = NameSearch(self.stage, self.deeds, self)
        self.lookout = Lookout(link.desk, tasks, self._show_restore, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_MOMENT_MS)
        self._soon.timeout.connect(self._catch_up)
        row = Row(self, margins=(21, 17, 18, 15), gap=15)
        row.addWidget(self.stage, 1)
        row.addWidget(self.side)
        self._connect(link)
        self._shortcuts()
        self._refresh()
        self._forget()

    # -- what the window tells it

    def show_now(self, what: str = "") -> None:
        """Come on screen ready to scan; with somebody's id, find them; with `walk-in:` and a name, take them in."""
        self._refresh()
        self.stage.ready()
        if what.startswith(WALK_IN):
            self.stage.scan.line.setText(what.removeprefix(WALK_IN))
            self.open_walk_in()
            return
        person = self._desk.day.person(what) if what else None
        if person is not None:
            self.search.look_for(person.name)

    def tick(self) -> None:
        """Let a second pass: the answer fades, and every minute what depends on the time is said anew."""
        minute = self._desk.now.minute
        turned, self._minute = minute != self._minute, minute
        if turned:
            self._refresh_side()
        if self._shown is None or self.stage.below.shows(self.stage.below.walk_in):
            return
        self._seconds -= 1
        self.stage.panel.set_progress(max(0.0, self._seconds / SHOWN_S))
        if self._seconds <= 0:
            self._forget()
        elif turned:
            self._say_again()

    # -- answers

    def _answered(self, shown: Shown) -> None:
        below = self.stage.below
        self.search.close()
        match shown.scan.outcome:
            case BlankBadge(token) if below.shows(below.walk_in):
                below.walk_in.take_blank(token)
                return
            case BlankBadge() | UnknownBadge() | OtherEvent() | DamagedBadge() | PartialBadge() | ForeignContent():
                below.matches.show_near(shown.near, blank=bool(shown.blank))
                below.setCurrentWidget(below.matches)
            case _:
                below.setCurrentWidget(below.day)
        self._shown, self._seconds = shown, SHOWN_S
        said = self._say_again()
        self.stage.panel.set_progress(1.0)
        self.stage.arrange(answer=True)
        self._announce(f"{said.kicker}. {said.title}. {said.line}")
        if said.tone is banners.Tone.NO:
            QApplication.beep()
        self.stage.ready()

    def _say_again(self) -> Banner:
        """Say what is on screen as it stands now: a host may have come, a minute may have passed."""
        scan, day, now = self._scan(), self._desk.day, self._desk.now
        said = banners.banner(day, scan.outcome, scan.at, now)
        if scan.entry in day.undone:
            said = banners.taken_back(said)
        elif not scan.saved and self._desk.waiting:
            said = banners.not_saved(said)
        self.stage.panel.show_result(result(said))
        person = person_of(scan.outcome)
        self.lookout.look(person)
        if person is not None:
            self.stage.below.day.show_agenda(agenda(day, person, now, self._desk.policy))
        return said

    def _forget(self) -> None:
        """Clear the answer, so that the next guest does not see the name of the last."""
        self._shown = None
        self.lookout.look(None)
        self.search.typed = ""
        self.stage.invite(self._desk.day)
        self.stage.arrange(answer=False)

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.stage.panel, words))

    def _scan(self) -> Scanned:
        if self._shown is None:
            raise ProgramTrouble("There is no answer on screen.")
        return self._shown.scan

    # -- what can be done about the person on screen

    def person(self) -> str | None:
        """Return the id of the person the answer is about."""
        return person_of(self._shown.scan.outcome) if self._shown is not None else None

    def act(self, name: str) -> None:
        """Do what a button of the panel, or its key, stands for."""
        match Deed(name):
            case Deed.WALK_IN:
                self.open_walk_in()
            case Deed.FIND:
                self.stage.scan.clear()
                self.stage.ready()
            case Deed.UNDO:
                self.deeds.undo(self._scan().entry if self._shown is not None else None)
            case Deed.CHECK_IN:
                self._about_person(self.deeds.check_in)
            case Deed.CHECK_OUT:
                self._about_person(self.deeds.check_out)
            case Deed.PRINT_BADGE:
                self._about_person(self.deeds.print_badge)
            case Deed.REPLACE_BADGE:
                self._about_person(self.deeds.replace_badge)
            case Deed.AGENDA:
                self._about_person(self.deeds.print_agenda)

    def open_walk_in(self) -> None:
        """Ask for the name of somebody who is not on the list, beginning with what was typed."""
        typed = self.search.name_typed()
        self.stage.scan.line.clear()
        self.search.close()
        self.stage.below.setCurrentWidget(self.stage.below.walk_in)
        self.stage.arrange(answer=self._shown is not None)
        self.stage.below.walk_in.start(self._desk.day, typed, self._shown.blank if self._shown is not None else "")

    def _leave_walk_in(self) -> None:
        self.stage.below.setCurrentWidget(self.stage.below.day)
        self._forget()
        self.stage.ready()

    def restore(self) -> None:
        """Show on the floor what the person on screen can have back."""
        if self.lookout.person:
            self.asked_for.emit("floor", f"{RESTORE}{self.lookout.person}")

    def _show_restore(self) -> None:
        offer = self.lookout.offer
        self.stage.below.day.restore.say(offer.sentence if offer else "")

    def _walked_in(self, newcomer: Newcomer) -> None:
        self.deeds.walk_in(newcomer, self.stage.below.walk_in.blank)

    def _about_person(self, deed: Callable[[str], None]) -> None:
        person = self.person()
        if person is None:
            self.said.emit("Scan a badge or pick a name first.", False)  # noqa: FBT003 - a Qt signal has no names
        else:
            deed(person)

    def _confirmed(self) -> None:
        below = self.stage.below
        if not below.isHidden() and below.shows(below.matches):
            below.matches.confirm()

    def _stepped(self, by: int) -> None:
        if self.stage.results.isVisible():
            self.stage.results.step(by)
        elif self.stage.below.shows(self.stage.below.matches):
            self.stage.below.matches.rows.step(by)

    def _cleared(self) -> None:
        self.search.close()
        if self.stage.below.shows(self.stage.below.walk_in):
            self._leave_walk_in()

    # -- keeping in step

    def _changed(self, change: Change) -> None:
        if change.everything or change.people - self._known:
            self.deeds.forget_people()
        self._refresh()

    def _refresh(self) -> None:
        self._known = frozenset(person.id for person in self._desk.day.people())
        self.stage.show_place(self._desk.checkpoints, self._desk.checkpoint)
        if len(self._desk.day.meetings) <= _LARGE:
            self._catch_up()
        elif not self._soon.isActive():
            self._soon.start()

    def _catch_up(self) -> None:
        self._refresh_side()
        if self._shown is not None:
            self._say_again()
        else:
            self.stage.invite(self._desk.day)

    def _refresh_side(self) -> None:
        day, now = self._desk.day, self._desk.now
        self.side.arrivals.show_arrivals(arrivals(day, now))
        self.side.missing.show_missing(missing(day, now, MISSING_SHOWN))
        self.side.scans.show_scans(last_scans(day, SCANS_SHOWN))

    def _stand_at(self, checkpoint: str) -> None:
        self.deeds.stand_at(checkpoint)
        self._refresh()
        self.stage.ready()

    def _connect(self, link: Link) -> None:
        stage, below = self.stage, self.stage.below
        link.changed.connect(self._changed)
        self.deeds.answered.connect(self._answered)
        self.deeds.said.connect(self.said)
        stage.scan.stepped.connect(self._stepped)
        stage.scan.confirmed.connect(self._confirmed)
        stage.scan.cleared.connect(self._cleared)
        stage.place.chosen.connect(self._stand_at)
        stage.panel.acted.connect(self.act)
        stage.load.clicked.connect(lambda: self.asked_for.emit("import", ""))
        stage.test_badge.clicked.connect(lambda: self.asked_for.emit("print", ""))
        stage.add_walk_in.clicked.connect(self.open_walk_in)
        below.day.restore.wanted.connect(self.restore)
        below.matches.chosen.connect(self.deeds.check_in)
        below.walk_in.ready.connect(self._walked_in)
        below.walk_in.left.connect(self._leave_walk_in)
        self.side.missing.wanted.connect(self.search.look_for)
        self.side.missing.all_wanted.connect(lambda: self.asked_for.emit("people", "missing"))

    def _shortcuts(self) -> None:
        for keys, deed in _SHORTCUTS.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self.act, deed.value))
        QShortcut(QKeySequence("F3"), self).activated.connect(self.restore)


_SHORTCUTS = {
    "F5": Deed.CHECK_IN,
    "F6": Deed.WALK_IN,
    "F7": Deed.CHECK_OUT,
    "F8": Deed.AGENDA,
    "F9": Deed.PRINT_BADGE,
    "Shift+F9": Deed.REPLACE_BADGE,
    "Ctrl+F": Deed.FIND,
}
