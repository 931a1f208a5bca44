"""What the page works on: the rest of the day as it is, what is imagined of it, and the plans found for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coordinator.desk import choices
from coordinator.desk.answers import Done, Refusal
from coordinator.ui.pages.replan import words
from coordinator.ui.pages.replan.plan import FoundPlan
from coordinator.ui.pages.replan.search import Search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.desk.answers import Answer
    from coordinator.desk.desk import Desk
    from coordinator.domain.day import Day
    from coordinator.planning.replan.asking import Outcome
    from coordinator.planning.replan.event import EventModel
    from coordinator.planning.replan.offer import PlanOffer
    from coordinator.ui.tasks import Task, Tasks
    from coordinator.views.imagining import Thought
    from coordinator.views.replan import Standing


@dataclass
class World:
    """The rest of one day, real or imagined, with the plan that was found for it, or why none was.

    `day` is the day on which something was imagined.
    """

    event: EventModel | None = None
    standing: Standing | None = None
    plan: FoundPlan | None = None
    trouble: str = ""
    day: Day | None = None


class Session(QObject):
    """`changed` tells that the page must be shown anew, `ended` that a search has ended, with a plan or without.

    `answered` hands over what became of a plan that staff wanted to accept.
    """

    changed = Signal()
    answered = Signal(object)
    ended = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self.real, self.what_if = World(), World()
        self.thoughts: tuple[Thought, ...] = ()
        self.accepted: PlanOffer | None = None
        self.search = Search(tasks, self)
        self._asking: Task[EventModel] | None = None
        self._judging: Task[tuple[Day, tuple[str, ...]]] | None = None
        self._begins = False
        self._outdated = False
        self.search.went_on.connect(self.changed)
        self.search.found.connect(self._take)
        self.search.failed.connect(self._fail)

    @property
    def world(self) -> World:
        """Return the world on screen."""
        return self.what_if if self.thoughts else self.real

    @property
    def busy(self) -> bool:
        """Return whether plans are being looked for."""
        return self.search.running or self._begins

    @property
    def is_accepted(self) -> bool:
        """Return whether the plan on screen was accepted and is in force."""
        if self.thoughts:
            return False
        meetings = self._desk.day.meetings
        steps = self.accepted.steps if self.accepted else ()
        return any(
            (known := meetings.get(step.change.meeting)) is not None
            and (known.slot, known.table) == (step.change.slot, step.change.table)
            for step in steps[:1]
        )

    @property
    def is_outdated(self) -> bool:
        """Return whether what is imagined was imagined of an earlier day."""
        return bool(self.thoughts) and self.what_if.day is not self._desk.day

    def breaking(self) -> frozenset[str]:
        """Return the meetings that only what is imagined breaks."""
        if self.real.event is None or self.what_if.event is None:
            return frozenset()
        return choices.broken(self.what_if.event) - choices.broken(self.real.event)

    def look_again(self) -> None:
        """The day changed: see how its rest stands, and what still holds of the plan that was found."""
        if self.busy:
            self._outdated = True
            return
        self._ask(partial(self._desk.rest_of_day, None))

    def begin(self, seconds: float, thoughts: Sequence[Thought] = ()) -> None:
        """Look for plans, for the day as it is or with something that is imagined."""
        self._stop()
        self.thoughts = tuple(thoughts)
        if not self.thoughts:
            self.accepted = None
        self._drop(self.world)
        if self.thoughts:
            self.what_if = World(day=self._desk.day)
        self.search.seconds = seconds
        self._begins, self._outdated = True, False
        imagined = words.imagined_of(self._desk.day, thoughts) if thoughts else None
        self._ask(partial(self._desk.rest_of_day, imagined))
        self.changed.emit()

    def cancel(self) -> None:
        """Stop looking for plans; how the day stands is looked at again if that was not known yet, or has changed."""
        self._stop()
        if self._outdated or self.real.event is None:
            self._outdated = False
            self.look_again()
        self.changed.emit()

    def _stop(self) -> None:
        self.search.cancel()
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        self._begins = False

    def leave(self) -> None:
        """Go back to the day as it is."""
        self.cancel()
        self._drop(self.what_if)
        self.thoughts, self.what_if = (), World()
        self.changed.emit()

    def accept(self) -> None:
        """Carry out the chosen point, once every rule has been asked about it again."""
        plan = self.real.plan
        choice = plan.choice if plan is not None else None
        if self.thoughts:
            self.answered.emit(Refusal("This is only imagined; go back to the real day and find plans there."))
        elif self.busy or self.is_accepted or choice is None or not choice.offer.steps:
            self.answered.emit(Refusal("There is no plan to accept."))
        elif self._judging is None or not self._judging.running:
            work = partial(_judge, self._desk, choice.offer)
            self._judging = self._tasks.run(work, partial(self._judged, choice.offer), self._not_judged)

    def _judged(self, offer: PlanOffer, found: tuple[Day, tuple[str, ...]]) -> None:
        self._judging = None
        day, gone = found
        answer: Answer = Refusal(f"This no longer holds: {gone[0]}") if gone else self._desk.accept(offer, day)
        match answer:
            case Done():
                self.accepted = offer
            case Refusal() if self.real.plan is not None:
                self.real.plan.doubt()
            case Refusal():
                pass
        self.answered.emit(answer)

    def _not_judged(self, error: Exception) -> None:
        self._judging = None
        raise error

    def _drop(self, world: World) -> None:
        if world.plan is not None:
            world.plan.forget()
            world.plan.deleteLater()
        world.plan, world.trouble = None, ""

    def _ask(self, work: partial[EventModel]) -> None:
        if self._asking is not None:
            self._asking.cancel()
        self._asking = self._tasks.run(work, self._stood, self._broke)

    def _stood(self, event: EventModel) -> None:
        self._asking = None
        world = self.world if self._begins else self.real
        world.event, world.standing = event, choices.standing(event)
        if self._begins:
            self._begins = False
            self.search.start(event, self.search.seconds)
        elif world.plan is not None:
            world.plan.doubt()
        self.changed.emit()

    def _broke(self, error: Exception) -> None:
        self._asking, self._begins = None, False
        self._fail("The rest of the day could not be worked out.")
        raise error

    def _take(self, outcome: Outcome) -> None:
        world = self.world
        if world.event is None:
            return
        world.plan = FoundPlan(self._desk, self._tasks, world.event, outcome, self)
        world.plan.changed.connect(self.changed)
        self._catch_up()

    def _fail(self, sentence: str) -> None:
        self.world.trouble = sentence
        self._catch_up()

    def _catch_up(self) -> None:
        """Look again if the day changed while plans were looked for."""
        if self._outdated:
            self._outdated = False
            self.look_again()
        self.changed.emit()
        self.ended.emit()


def _judge(desk: Desk, offer: PlanOffer) -> tuple[Day, tuple[str, ...]]:
    """Return the day as it is, and what of an offer no longer holds on it."""
    day = desk.day
    (gone,) = desk.objections((offer,))
    return (day, gone) if desk.day is day else _judge(desk, offer)
