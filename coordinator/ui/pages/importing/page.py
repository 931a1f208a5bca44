"""Import: files are read elsewhere, shown as they were understood, checked, compared, and only then written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator.desk.answers import Done, Refusal
from coordinator.domain.trouble import WorldTrouble
from coordinator.intake import compare, door
from coordinator.intake.door import Choices, Intake
from coordinator.intake.problems import Problem, Question
from coordinator.intake.values import DateOrder
from coordinator.ui.look import Tone
from coordinator.ui.pages.importing.check import CheckStep
from coordinator.ui.pages.importing.columns import ColumnsStep
from coordinator.ui.pages.importing.drop import FilePage
from coordinator.ui.pages.importing.files import FileStep
from coordinator.ui.pages.importing.ready import ReadyStep
from coordinator.ui.pages.importing.steps import Step, Steps
from coordinator.ui.progress import Progress
from coordinator.ui.widgets import Bar, Button, Column, KeyHint, Kind, Row, Text
from coordinator.views.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QKeyEvent

    from coordinator.desk.answers import Change
    from coordinator.ui.link import Link
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.tasks import Tasks


class _Stack(QStackedWidget):
    """As large as the step on screen needs, whatever the others would need."""

    def sizeHint(self) -> QSize:
        """Return what the step on screen would like."""
        current = self.currentWidget()
        return current.sizeHint() if current is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return what the step on screen needs."""
        current = self.currentWidget()
        return current.minimumSizeHint() if current is not None else super().minimumSizeHint()


class ImportPage(FilePage):
    """File > Columns > Check > Ready; `sample_wanted` when the sample event should be opened instead."""

    key: ClassVar[str] = "import"
    title: ClassVar[str] = "Import"
    icon: ClassVar[str] = "file-up"
    keys = (
        KeyHint("Ctrl+O", "Choose files"),
        KeyHint("Enter", "Next, Apply"),
        KeyHint("Esc", "Back"),
        KeyHint("Ctrl+Z", "Take an import back"),
    )

    sample_wanted = Signal()

    def __init__(self, link: Link, tasks: Tasks, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link, self._tasks, self._preferences = link, tasks, preferences
        self._paths: tuple[Path, ...] = ()
        self._choices = Choices()
        self._progress = Progress()
        self._applied: int | None = None
        self.intake: Intake | None = None
        self.step = Step.FILE
        self.trouble = Bar(Tone.BAD)
        self.steps = Steps()
        self.files, self.columns = FileStep(preferences), ColumnsStep()
        self.checks, self.ready = CheckStep(), ReadyStep()
        self.words = Text("", "body", "text2")
        self.back = Button("Back", "arrow-left", key="Esc")
        self.next = Button("Next", "arrow-right", kind=Kind.PRIMARY, key="Enter")
        self._lay_out()
        self._connect()

    # -- what is shown

    def show_now(self, what: str = "") -> None:  # noqa: ARG002 - there is one import at a time
        """Come on screen where one was."""
        self._refresh()
        self._go(self.step)

    def _refresh(self) -> None:
        schedule = self._link.desk.day.schedule
        self.files.show_day(first=not (schedule.people or schedule.meetings))

    def _changed(self, change: Change) -> None:
        if not change.everything:
            return
        if self._applied is not None and self._link.desk.day.plan != self._applied:
            self._start_again()
        elif self._applied is None:
            self._compare()
        if self.isVisible():
            self._refresh()
            self._go(self.step)

    def _go(self, step: Step) -> None:
        self.step = step
        self._stack.setCurrentIndex(step)
        self._stack.updateGeometry()
        trouble = bool(self.intake and self.intake.must_fix)
        self.steps.show_step(step, self._furthest(), trouble=trouble)
        done = self._applied is not None
        asking = step is not Step.FILE and not done
        self._foot.setVisible(asking)
        self.back.setVisible(asking)
        self.next.setVisible(asking)
        at_end = step is Step.READY
        self.next.set_words("Apply" if at_end else "Next", "check" if at_end else "arrow-right")
        self.next.setEnabled(self._may_apply() if at_end else step < self._furthest())
        self.words.setText(_about(self.intake) if self.intake else "")
        if asking:
            wanted = self.next if self.next.isEnabled() else self.checks.view
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _furthest(self) -> Step:
        if self.intake is None or self._applied is not None:
            return Step.FILE
        return Step.READY if self.intake.schedule is not None else Step.CHECK

    # -- reading

    def read(self, paths: Sequence[Path]) -> None:
        """Read these files as one schedule."""
        self._paths, self._choices = tuple(paths), Choices()
        self._read()

    def _read(self) -> None:
        if not self._paths or self.files.is_busy():
            return
        self.trouble.say("")
        self._applied = None
        progress = self._progress = Progress()
        base = self._link.desk.day.schedule.event
        work = partial(door.load, self._paths, base, progress.tell, progress.is_stopped, self._choices)
        self.files.show_busy(progress)
        self._go(Step.FILE)
        self._tasks.run(work, self._was_read, self._broke)

    def _was_read(self, intake: Intake) -> None:
        self.files.show_busy(None)
        if intake.cancelled:
            self._start_again()
            self.said.emit("Stopped. Nothing was written.", False)  # noqa: FBT003 - a signal names nothing
            return
        self.intake = intake
        if intake.sources:
            self._preferences.remember_files(self._paths)
        self.columns.show_intake(intake)
        self.checks.show_intake(intake)
        self._compare()
        self._go(Step.CHECK if intake.problems else Step.READY)

    def _broke(self, error: Exception) -> None:
        self.files.show_busy(None)
        self._start_again()
        if not isinstance(error, WorldTrouble):
            self.trouble.say(f"The files could not be read: {error}", "Close")
            raise error
        self.trouble.say(str(error), "Close")

    def stop(self) -> None:
        """Stop reading; nothing was written."""
        self._progress.stop()

    def _compare(self) -> None:
        if self.intake is not None and self.intake.schedule is not None:
            day, after = self._link.desk.day, self.intake.schedule
            self._difference = compare.difference(day.schedule, after)
            self.ready.show_difference(self._difference, day, after, self._link.desk.outlook(after).findings)

    # -- what a person decides

    def _choose_field(self, header: str, field: str) -> None:
        self._choices = replace(self._choices, columns={**self._choices.columns, header: field})
        self._read()

    def _leave_out(self, problem: Problem) -> None:
        row = (problem.file, problem.sheet, problem.row or 0)
        self._choices = replace(self._choices, leave_out=self._choices.leave_out | {row})
        self._read()

    def _answer(self, problem: Problem, option: str) -> None:
        match problem.question:
            case Question.ENCODING:
                self._choices = replace(self._choices, encoding=option)
            case Question.DATE_ORDER:
                self._choices = replace(self._choices, date_order=DateOrder(option))
            case None:
                return
        self._read()

    def apply(self) -> None:
        """Make what was read the plan in force."""
        intake = self.intake
        if intake is None or intake.schedule is None or not self._may_apply():
            return
        match self._link.desk.adopt(intake.schedule, intake.sources):
            case Done(sentence, _, saved):
                self._applied = self._link.desk.day.plan
                self.ready.show_done(sentence if saved else f"{sentence}, but it is not saved yet")
                self._refresh()
                self._go(Step.READY)
                self.ready.to_door.setFocus(Qt.FocusReason.OtherFocusReason)
                self.said.emit(sentence, True)  # noqa: FBT003 - a signal names nothing
            case Refusal(sentence):
                self.trouble.say(sentence, "Close")

    def _may_apply(self) -> bool:
        ready = self.intake is not None and self.intake.schedule is not None and self._applied is None
        return ready and not self._difference.is_same

    def _start_again(self) -> None:
        self.intake, self._applied = None, None
        self.step = Step.FILE
        self._refresh()
        self._go(Step.FILE)

    def _on(self) -> None:
        if self.step is Step.READY:
            self.apply()
        elif self.step < self._furthest():
            self._go(Step(self.step + 1))

    def _back(self) -> None:
        if self.files.is_busy():
            self.stop()
        elif self.step > Step.FILE and self._applied is None:
            self._go(Step(self.step - 1))

    # -- keys and files from elsewhere

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Esc."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._on()
            case Qt.Key.Key_Escape:
                self._back()
            case _:
                super().keyPressEvent(event)

    def may_take(self) -> bool:
        """Take dropped files unless others are being read."""
        return not self.files.is_busy()

    def light(self, *, hot: bool) -> None:
        """Show that files are over the page."""
        self.files.drop.set_hot(hot=hot)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read the files that were dropped."""
        self.read(paths)

    # -- how it is built

    def _connect(self) -> None:
        self.steps.asked.connect(lambda number: self._go(Step(number)))
        self.files.chosen.connect(self.read)
        self.files.sample.connect(self.sample_wanted)
        self.files.cancelled.connect(self.stop)
        self.columns.field_chosen.connect(self._choose_field)
        self.checks.left_out.connect(self._leave_out)
        self.checks.answered.connect(self._answer)
        self.ready.again.clicked.connect(self._start_again)
        self.ready.to_door.clicked.connect(lambda: self.asked_for.emit("checkin", ""))
        self.ready.to_print.clicked.connect(lambda: self.asked_for.emit("print", "badges"))
        self.back.clicked.connect(self._back)
        self.next.clicked.connect(self._on)
        self.trouble.first.clicked.connect(partial(self.trouble.say, ""))
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.files.ask)
        self._link.changed.connect(self._changed)

    def _lay_out(self) -> None:
        column = Column(self)
        column.addWidget(self.trouble)
        inner = Column(margins=(24, 14, 20, 16), gap=14)
        column.addLayout(inner, 1)
        inner.addWidget(self.steps)
        self._stack = _Stack()
        for widget in (self.files, self.columns, self.checks, self.ready):
            self._stack.addWidget(widget)
        inner.addWidget(self._stack, 1)
        self._foot = QWidget()
        foot = Row(self._foot, gap=10)
        foot.addWidget(self.words, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        inner.addWidget(self._foot)


def _about(intake: Intake) -> str:
    """Name the files that were read, and say how much stands in the way."""
    names = ", ".join(source.name for source in intake.sources[:3])
    more = f" and {len(intake.sources) - 3} more" if len(intake.sources) > 3 else ""
    fix = len(intake.must_fix)
    wrong = f" · {count(fix, 'thing')} must be fixed first" if fix else ""
    return f"{names}{more}{wrong}"
