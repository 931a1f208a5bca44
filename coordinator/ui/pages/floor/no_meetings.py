"""What the floor shows while there is no meeting: a schedule is imported, or made of the accepted requests."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from coordinator.desk import scheduling
from coordinator.desk.answers import Done, Refusal
from coordinator.desk.replanning import Replanning
from coordinator.domain.schedule import RequestStatus
from coordinator.domain.trouble import WorldTrouble
from coordinator.planning.first_schedule import FirstSchedule, first_schedule
from coordinator.planning.replan.asking import Ask
from coordinator.ui.widgets.button import Button, Kind
from coordinator.ui.widgets.empty_state import EmptyState
from coordinator.views.words import count, hhmm

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.desk.desk import Desk
    from coordinator.planning.replan.asking import Outcome
    from coordinator.planning.replan.event import EventModel
    from coordinator.ui.tasks import Task, Tasks

SECONDS = 10.0
_TOLD = 3  # requests without a place that are named


class _Step(Enum):
    ASKED = auto()
    SEARCHING = auto()
    FOUND = auto()


class NoMeetings(EmptyState):
    """Asks what to do, searches for a first schedule elsewhere, shows how good it is, and adopts it if staff say so.

    `go` opens another page, `said` hears what happened and that it can be undone.
    """

    def __init__(
        self, desk: Desk, tasks: Tasks, go: Callable[[str, str], None], said: Callable[[str, bool], None]
    ) -> None:
        make = Button("Make a first schedule", "calendar-days", kind=Kind.PRIMARY)
        load = Button("Import a schedule", "file-up")
        stop = Button("Stop", "x")
        adopt = Button("Make it the plan", "check", kind=Kind.PRIMARY)
        leave = Button("Leave it", "x")
        super().__init__("layout-grid", "No meetings yet", "", (make, load, stop, adopt, leave))
        self.make, self.load, self.stop, self.adopt, self.leave = make, load, stop, adopt, leave
        self._desk, self._tasks, self._said = desk, tasks, said
        self._step = _Step.ASKED
        self._task: Task[Outcome | None] | None = None
        self._found: FirstSchedule | None = None
        load.clicked.connect(lambda: go("import", ""))
        make.clicked.connect(self._search)
        stop.clicked.connect(self._ask)
        leave.clicked.connect(self._ask)
        adopt.clicked.connect(self._adopt)
        self._ask()

    def take(self) -> None:
        """Keep in step with the day; a search under way, and what it found, stay."""
        if self._step is _Step.ASKED:
            self._ask()

    def _ask(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        wishes = sum(1 for wish in self._desk.day.schedule.requests if wish.status is RequestStatus.ACCEPTED)
        if wishes:
            sentence = f"{count(wishes, 'accepted request')} can become a first schedule, or a schedule is imported."
        else:
            sentence = "The floor fills when a schedule is imported."
        self._show(_Step.ASKED, "layout-grid", "No meetings yet", sentence)
        self.make.setVisible(bool(wishes))

    def _search(self) -> None:
        try:
            event = scheduling.to_schedule(self._desk)
        except WorldTrouble as trouble:
            self._failed(trouble)
            return
        search = Replanning(event.model, Ask(SECONDS, 0, points=False, dense=True))
        sentence = f"This takes {SECONDS:.0f} seconds at most. Nothing changes until you say so."
        self._show(_Step.SEARCHING, "hourglass", "Looking for a first schedule…", sentence)
        self.stop.setFocus()
        self._task = self._tasks.run(
            search.run, lambda outcome: self._ended(event, outcome), self._failed, search.cancel
        )

    def _ended(self, event: EventModel, outcome: Outcome | None) -> None:
        self._task = None
        if outcome is None:
            self._ask()
            return
        try:
            self._found = first_schedule(event, outcome, self._desk.day.schedule)
        except WorldTrouble as trouble:
            self._failed(trouble)
            return
        title = f"{len(self._found.added)} of {count(self._found.wanted, 'wanted meeting')} have a place"
        self._show(_Step.FOUND, "calendar-days", title, _account(self._found))
        self.adopt.setEnabled(bool(self._found.added))
        self.adopt.setFocus()

    def _failed(self, error: Exception) -> None:
        self._task = None
        self._ask()
        if not isinstance(error, WorldTrouble):
            self.say("triangle-alert", "No first schedule", "The search failed.")
            raise error
        self.say("triangle-alert", "No first schedule", str(error))

    def _adopt(self) -> None:
        if self._found is None:
            return
        match scheduling.adopt(self._desk, self._found):
            case Done(sentence):
                self._found = None
                self._ask()
                self._said(sentence, True)  # noqa: FBT003 - a signal names nothing
            case Refusal(sentence):
                self._show(_Step.ASKED, "triangle-alert", "This schedule was not adopted", sentence)

    def _show(self, step: _Step, icon: str, title: str, sentence: str) -> None:
        self._step = step
        for button, shown in (
            (self.make, _Step.ASKED),
            (self.load, _Step.ASKED),
            (self.stop, _Step.SEARCHING),
            (self.adopt, _Step.FOUND),
            (self.leave, _Step.FOUND),
        ):
            button.setVisible(step is shown)
        self.say(icon, title, sentence)


def _account(found: FirstSchedule) -> str:
    """Say how good a schedule is, and why some find no place."""
    gaps = count(found.gaps, "time")
    lines = [f"People wait between two meetings {gaps}." if found.gaps else "Nobody waits between two meetings."]
    if found.longest is not None:
        day = found.longest
        lines[0] += f" The longest day: {day.name}, {hhmm(day.begin)} to {hhmm(day.end)}."
    lines += [f"No place: {missing.title}. {missing.why}" for missing in found.not_placed[:_TOLD]]
    more = len(found.not_placed) - _TOLD
    if more > 0:
        lines.append(f"And {more} more.")
    return "\n".join(lines)
