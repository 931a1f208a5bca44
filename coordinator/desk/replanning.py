"""A re-plan in a process of its own: it tells of better plans as they come, is cancelled at once, and ends in time."""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coordinator.domain.trouble import ProgramTrouble, WorldTrouble
from coordinator.planning.replan.asking import Ask, Improvement, Outcome
from coordinator.planning.replan.engine import finish, solve, warm_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from coordinator.planning.replan.asking import Point
    from coordinator.planning.replan.model import Model

    Pipe = Connection[Any, Any]

_GLANCE = 0.05  # seconds between two looks at whether somebody cancelled
_STARTS_WITHIN = 20.0
_GRACE = 2.0  # seconds a child may take beyond the time it was given
_FAREWELL = 0.2
_READY = "ready"
LARGE = 2_000
"""Meetings from which on the best plan without changes is a search of its own; below, one search proves both."""
_FIRST_SHARE = 0.3  # the part of the time that it gets


@dataclass(frozen=True, slots=True)
class Refused:
    """There is no plan; the sentence says why."""

    sentence: str


class Standby:
    """A process that loads the engine and its solver ahead of time, and waits for one question."""

    def __init__(self) -> None:
        # Spawned, not forked: the parent has threads, and Windows and frozen programs know nothing else.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._child = context.Process(target=_plan, args=(theirs,), name="re-plan", daemon=True)
        self._child.start()
        theirs.close()

    def end(self) -> None:
        """Stop the process, whatever it does."""
        self.pipe.close()
        self._child.kill()
        self._child.join(_FAREWELL)
        with contextlib.suppress(ValueError):
            self._child.close()


class Replanning:
    """One re-plan. `run` waits for it and may stand in any thread; `cancel` may be called from any other."""

    def __init__(
        self,
        model: Model,
        ask: Ask,
        heard: Callable[[Improvement], None] | None = None,
        standby: Standby | None = None,
    ) -> None:
        self._model, self._ask, self._heard, self._standby = model, ask, heard, standby
        self._cancelled = threading.Event()
        self._best: Improvement | None = None

    def cancel(self) -> None:
        """Stop it; what was found so far is forgotten."""
        self._cancelled.set()

    def run(self) -> Outcome | None:
        """Return the plan, from the best one heard of if the child did not end in time; None if somebody cancelled."""
        child = self._standby or Standby()
        try:
            return self._listen(child.pipe)
        finally:
            child.end()

    def _listen(self, pipe: Pipe) -> Outcome | None:
        until = time.monotonic() + _STARTS_WITHIN
        while not self._cancelled.is_set():
            if pipe.poll(min(_GLANCE, max(0.0, until - time.monotonic()))):
                try:
                    message = pipe.recv()
                except (EOFError, OSError) as error:
                    if self._best is not None:
                        break
                    raise ProgramTrouble("The process that plans broke off before it had a plan.") from error
                if message == _READY:
                    pipe.send((self._model, self._ask))
                    until = time.monotonic() + self._ask.seconds + _GRACE
                elif isinstance(message, Outcome):
                    return message
                elif isinstance(message, Refused):
                    raise WorldTrouble(message.sentence)
                else:
                    self._better(message)
            elif time.monotonic() >= until:
                break
        if self._cancelled.is_set():
            return None
        if self._best is None:
            raise WorldTrouble("No plan was found in the time given; give it more time, or ask for single proposals.")
        return finish(self._model, self._best)

    def _better(self, improvement: Improvement) -> None:
        self._best = improvement
        if self._heard is not None and not self._cancelled.is_set():
            self._heard(improvement)


class RestOfDay:
    """A search for plans with few changes and with many; `cancel` may come from any thread.

    A large day is asked twice: the best plan without changes is a search of its own, of which the other sees little.
    """

    def __init__(
        self,
        model: Model,
        seconds: float,
        heard: Callable[[Improvement], None] | None = None,
        standby: Standby | None = None,
        seed: int = 0,
    ) -> None:
        first, rest = _FIRST_SHARE * seconds, (1 - _FIRST_SHARE) * seconds
        asks = [Ask(seconds, None, seed)] if model.size <= LARGE else [Ask(first, 0, seed), Ask(rest, None, seed)]
        ready = [standby, None]
        self._replannings = [Replanning(model, ask, heard, child) for ask, child in zip(asks, ready, strict=False)]

    def run(self) -> Outcome | None:
        """Return the last answer with the points of all, or None if somebody cancelled."""
        answers: list[Outcome] = []
        for replanning in self._replannings:
            answer = replanning.run()
            if answer is None:
                return None
            answers.append(answer)
        return _with_points_of_all(answers)

    def cancel(self) -> None:
        """Stop at once."""
        for replanning in self._replannings:
            replanning.cancel()


def _with_points_of_all(answers: Sequence[Outcome]) -> Outcome:
    """Return the last answer with the points of all: those than which none is worth as much with fewer changes."""
    found = [point for answer in answers for point in _polished(answer)]
    points: list[Point] = []
    for point in sorted(found, key=lambda each: (each.changes, -each.value, not each.proven)):
        if not points or point.value > points[-1].value:
            points.append(point)
    return replace(answers[-1], points=tuple(points), seconds=sum(answer.seconds for answer in answers))


def _polished(answer: Outcome) -> Iterator[Point]:
    """Return the points; the best one as it was made fairer and denser in the end."""
    best = (answer.figures.value, answer.figures.changes)
    for point in answer.points:
        yield replace(point, slots=answer.slots) if (point.value, point.changes) == best else point


def _plan(pipe: Pipe) -> None:
    """Plan in the child: every message is ready, an improvement, a refusal or the outcome."""
    with contextlib.suppress(BrokenPipeError, EOFError, ConnectionResetError, KeyboardInterrupt):
        warm_up()
        pipe.send(_READY)
        model, ask = pipe.recv()
        try:
            pipe.send(solve(model, ask, time.perf_counter, pipe.send))
        except WorldTrouble as trouble:
            pipe.send(Refused(str(trouble)))
