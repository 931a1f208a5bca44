"""Import: files are read elsewhere, shown as they were understood, checked, compared, and only then written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from coordinator.domain.trouble import WorldTrouble
from coordinator.ui.pages.importing import work
from coordinator.ui.pages.importing.choosing import Choosing
from coordinator.ui.pages.importing.frame import StepFrame
from coordinator.ui.pages.importing.memory import Memory
from coordinator.ui.pages.importing.steps import Step
from coordinator.ui.pages.importing.words import about, step_after
from coordinator.ui.progress import Progress
from coordinator.ui.widgets import KeyHint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from coordinator.desk.answers import Change
    from coordinator.desk.importing import Adoption
    from coordinator.intake.door import Intake
    from coordinator.intake.problems import Problem
    from coordinator.ui.link import Link
    from coordinator.ui.pages.importing.work import Reading
    from coordinator.ui.preferences import Preferences
    from coordinator.ui.tasks import Tasks

_PATIENCE_MS = 600
"""After so long a second reading of the same files shows how far it is."""


class ImportPage(StepFrame):
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
        super().__init__(link, tasks, preferences, parent)
        self._paths: tuple[Path, ...] = ()
        self._progress = Progress()
        self._applied: int | None = None
        self._adoption: Adoption | None = None
        self.reading: Reading | None = None
        self.step = self._at = Step.FILE
        self.choosing = Choosing(Memory(preferences.columns_folder, self), self._read, self.refuse)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._connect()

    @property
    def intake(self) -> Intake | None:
        """Return what was read, if anything was."""
        return self.reading.intake if self.reading else None

    # -- what is shown

    def show_now(self, what: str = "") -> None:  # noqa: ARG002 - there is one import at a time
        """Come on screen where one was."""
        self._refresh()
        self._go(self.step)

    def _refresh(self) -> None:
        schedule = self._link.desk.day.schedule
        self.files.show_day(first=not (schedule.people or schedule.meetings))

    def _go(self, step: Step) -> None:
        self.step = step
        self.stack.show_step(step)
        trouble = bool(self.intake and self.intake.must_fix)
        self.steps.show_step(step, self._furthest(), trouble=trouble)
        asking = step is not Step.FILE and self._applied is None
        self.foot.setVisible(asking)
        at_end = step is Step.READY
        self.next.set_words("Apply" if at_end else "Next", "check" if at_end else "arrow-right")
        self._show_foot()
        if asking:
            (self.next if self.next.isEnabled() else self.checks.view).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_foot(self) -> None:
        """Say what comes next, and whether it may."""
        busy, writing = self.files.is_busy(), self._adoption is not None
        free = not (busy or writing)
        self.words.setText(about(self.reading, busy=busy, writing=writing, to_decide=self.ready.decide.open))
        self.next.setEnabled(free and (self._may_apply() if self.step is Step.READY else self.step < self._furthest()))
        for widget in (self.columns, self.checks, self.ready, self.back):
            widget.setEnabled(not writing and (free or widget is self.back))

    def _furthest(self) -> Step:
        if self.intake is None or self._applied is not None:
            return Step.FILE
        return Step.READY if self.intake.schedule is not None else Step.CHECK

    # -- reading

    def read(self, paths: Sequence[Path]) -> None:
        """Read these files as one schedule."""
        if self.files.is_busy() or self._adoption is not None:
            return
        self._paths, self._applied, self.reading = tuple(paths), None, None
        self.choosing.begin()
        self.checks.begin()
        self.ready.decide.begin()
        self._read()

    def _read(self) -> None:
        if not self._paths or self.files.is_busy() or self._adoption is not None:
            return
        self.trouble.say("")
        progress = self._progress = Progress()
        self.files.show_busy(progress)
        self._at = self.step if self.intake and self.intake.mappings else Step.FILE
        if self.reading is None:
            self._go(Step.FILE)
        else:
            self._show_foot()
            self._patience.start()
        desk, choices, shelf = self._link.desk, self.choosing.choices, self.choosing.memory.shelf
        reading = partial(work.read, desk, self._paths, choices, shelf, progress)
        self._tasks.run(reading, self._was_read, self._broke, progress.stop)

    def _was_read(self, reading: Reading) -> None:
        self._patience.stop()
        self.files.show_busy(None)
        if reading.intake.cancelled:
            self._start_again()
            self.said.emit("Stopped. Nothing was written.", False)  # noqa: FBT003 - a signal names nothing
            return
        self.reading, self.choosing.choices = reading, reading.choices
        if reading.intake.sources:
            self._preferences.remember_files(self._paths)
        self.columns.show_reading(reading)
        self.checks.show_intake(reading.intake)
        self._show_outlook()
        self._go(min(step_after(reading.intake, self._at), self._furthest()))

    def _show_outlook(self) -> None:
        reading = self.reading
        if reading and reading.outlook:
            self.ready.show_outlook(reading.outlook)

    def _broke(self, error: Exception) -> None:
        self._patience.stop()
        self.files.show_busy(None)
        self._start_again()
        if not isinstance(error, WorldTrouble):
            self.refuse(f"The files could not be read: {error}")
            raise error
        self.refuse(str(error))

    def stop(self) -> None:
        """Stop reading; nothing was written."""
        self._progress.stop()

    def _changed(self, change: Change) -> None:
        """Follow the day: an import that was taken back is over, one that is looked at is compared once more."""
        if self._adoption is not None:
            return
        if change.everything and self._applied is not None:
            if self._link.desk.day.plan != self._applied:
                self._start_again()
        elif self._applied is None and self.reading is not None:
            if change.everything:
                self._read()
            elif change.meetings and self.reading.outlook is not None:
                self._look_again(self.reading)
        if change.everything and self.isVisible():
            self._refresh()
            self._go(self.step)

    def _look_again(self, reading: Reading) -> None:
        def looked(new: Reading) -> None:
            if self.reading is reading:
                self.reading = new
                self._show_outlook()
                self._show_foot()

        look = partial(work.look_again, self._link.desk, reading, dict(self.ready.decide.words))
        self._tasks.run(look, looked, self._broke)

    def _answer(self, problem: Problem, option: str) -> None:
        self.choosing.answer(problem, option, self.columns.sheet_at(problem.file, problem.sheet))

    def _choose_columns(self, file: str, sheet: str) -> None:
        self.columns.show_place(file, sheet)
        self._go(Step.COLUMNS)

    # -- writing

    def apply(self) -> None:
        """Make what was read the plan in force; it is written away from the screen."""
        intake = self.intake
        if intake is None or intake.schedule is None or not self._may_apply():
            return
        words = self.ready.decide.words
        adoption = self._adoption = self._link.desk.adoption(intake.schedule, intake.sources, words)
        self._show_foot()
        self._tasks.run(adoption.run, lambda _: self._written(adoption), self._not_written)

    def _written(self, adoption: Adoption) -> None:
        try:
            done = adoption.finish()
        finally:
            self._adoption = None
        self._applied = self._link.desk.day.plan
        self.ready.show_done(done.sentence if done.saved else f"{done.sentence}, but it is not saved yet")
        self._refresh()
        self._go(Step.READY)
        self.ready.to_door.setFocus(Qt.FocusReason.OtherFocusReason)
        self.said.emit(done.sentence, True)  # noqa: FBT003 - a signal names nothing

    def _not_written(self, error: Exception) -> None:
        self._adoption = None
        self._show_foot()
        raise error

    def _may_apply(self) -> bool:
        reading = self.reading
        ready = reading is not None and reading.outlook is not None and self._applied is None
        return ready and not self.ready.decide.open and not self.ready.is_same

    def _start_again(self) -> None:
        self.reading, self._applied = None, None
        self._refresh()
        self._go(Step.FILE)

    def go_on(self) -> None:
        """Go to the next step; at the last one, apply."""
        if not self.next.isEnabled():
            return
        if self.step is Step.READY:
            self.apply()
        elif self.step < self._furthest():
            self._go(Step(self.step + 1))

    def go_back(self) -> None:
        """Go to the step before, or stop reading."""
        if self.files.is_busy():
            self.stop()
        elif self.step > Step.FILE and self._applied is None and self._adoption is None:
            self._go(Step(self.step - 1))

    def may_take(self) -> bool:
        """Take dropped files unless others are being read or written."""
        return not self.files.is_busy() and self._adoption is None

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read the files that were dropped."""
        self.read(paths)

    # -- how it is built

    def _connect(self) -> None:
        self.steps.asked.connect(lambda number: self._go(Step(number)))
        self.files.chosen.connect(self.read)
        self.files.sample.connect(self.sample_wanted)
        self.files.cancelled.connect(self.stop)
        self.files.workbooks.saved.connect(lambda words: self.said.emit(words, False))  # noqa: FBT003 - as above
        self.files.workbooks.refused.connect(self.refuse)
        self.columns.field_chosen.connect(self.choosing.field)
        self.columns.forgotten.connect(self.choosing.forget)
        self.columns.taken.connect(self.choosing.take)
        self.columns.given.connect(self.choosing.give)
        self.checks.left_out.connect(self.choosing.leave_out)
        self.checks.answered.connect(self._answer)
        self.checks.columns_wanted.connect(self._choose_columns)
        self.ready.decided.connect(self._show_foot)
        self.ready.again.clicked.connect(self._start_again)
        self.ready.to_door.clicked.connect(lambda: self.asked_for.emit("checkin", ""))
        self.ready.to_print.clicked.connect(lambda: self.asked_for.emit("print", "badges"))
        self._patience.timeout.connect(lambda: self._go(Step.FILE))
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.files.ask)
        self._link.changed.connect(self._changed)
