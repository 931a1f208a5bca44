"""Where entries are made, written and taken into the state: first on disk, then in memory, then told."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from coordinator.desk.answers import Change
from coordinator.domain.entries import ClockJumped, Entry, Fact, PlanAdopted, Verdict
from coordinator.domain.step import meetings_of, person_of, replay, start, step
from coordinator.domain.trouble import ProgramTrouble
from coordinator.store.additions import NOTHING, Additions
from coordinator.store.event_file import NotSaved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coordinator.desk.clock import Clock
    from coordinator.domain.day import Books, Day, Recorded
    from coordinator.store.event_file import EventFile

CLOCK_JUMP_MS = 2_000
"""A wall clock that strays this far from the monotonic one was set by somebody."""


class Ledger:
    """The state of the day with the file behind it."""

    def __init__(self, file: EventFile, desk: str, clock: Clock) -> None:
        self._file, self._desk, self._clock = file, desk, clock
        self._number = file.last_number(desk)
        self._listeners: list[Callable[[Change], None]] = []
        self._waiting: list[tuple[Sequence[Recorded], Additions]] = []
        self._trouble = ""
        self._last_mono = clock.mono()
        self._drift = clock.wall() - self._last_mono
        self.day: Day = replay(start(file.books()), (recorded.entry for recorded in file.journal()))

    @property
    def trouble(self) -> str:
        """Return why entries are not on disk, or nothing."""
        return self._trouble

    @property
    def waiting(self) -> int:
        """Return how many transactions wait in memory for the disk."""
        return len(self._waiting)

    def subscribe(self, listener: Callable[[Change], None]) -> None:
        """Tell this listener after every change."""
        self._listeners.append(listener)

    def rename(self, desk: str) -> None:
        """Write under another desk's name from the next entry on, with that desk's own numbers."""
        self._desk, self._number = desk, self._file.last_number(desk)

    def judge(self, facts: Sequence[Fact]) -> str:
        """Say why these facts would have no effect now, without writing anything."""
        return self.trial(facts)[1]

    def trial(self, facts: Sequence[Fact], additions: Additions = NOTHING) -> tuple[Day, str]:
        """Return the day as these facts would leave it, and why one of them would have no effect."""
        day = self.day.with_books(_with(self.day.books, additions))
        for fact in facts:
            day, recorded = step(day, Entry(uuid.uuid4().hex, self._desk, 0, 0, 0, fact))
            if recorded.verdict is not Verdict.APPLIED:
                return day, recorded.reason
        return day, ""

    def write(self, facts: Sequence[Fact], additions: Additions = NOTHING) -> tuple[str, ...]:
        """Write facts as one transaction and take them into the day; returns the ids of their entries."""
        day = self.day.with_books(_with(self.day.books, additions))
        batch: list[Recorded] = []
        wall, mono = self._clock.wall(), max(self._clock.mono(), self._last_mono + 1)
        jump = self._jump(wall, mono)
        for fact in (ClockJumped(jump), *facts) if jump else facts:
            entry = Entry(str(uuid.uuid4()), self._desk, self._number + len(batch) + 1, wall, mono, fact)
            day, recorded = step(day, entry)
            batch.append(recorded)
        before = self.day
        self._number += len(batch)
        self._last_mono = mono
        self._waiting.append((batch, additions))
        self.day = day
        try:
            self.save()
        except ProgramTrouble:
            # What the file will never take is not tried again, and nothing of it stays on screen.
            self._waiting.pop()
            self.day, self._number = before, self._number - len(batch)
            raise
        self._tell([recorded.entry.fact for recorded in batch], additions)
        return tuple(r.entry.id for r in batch if not isinstance(r.entry.fact, ClockJumped))

    def save(self) -> bool:
        """Write what waits in memory, in its order; returns whether everything is on disk now."""
        while self._waiting:
            batch, additions = self._waiting[0]
            try:
                self._file.append(batch, additions)
            except NotSaved as refused:
                self._trouble = str(refused)
                return False
            self._waiting.pop(0)
        self._trouble = ""
        return True

    def _jump(self, wall: int, mono: int) -> int:
        drift = wall - mono
        by = drift - self._drift
        self._drift = drift
        return by if self._clock.steady and abs(by) > CLOCK_JUMP_MS else 0

    def _tell(self, facts: Sequence[Fact], additions: Additions) -> None:
        people = {person for fact in facts if (person := person_of(fact))}
        meetings = {meeting for fact in facts for meeting in meetings_of(fact)}
        wide = bool(additions.plan) or any(isinstance(fact, PlanAdopted) or _is_undo(fact) for fact in facts)
        jump = sum(fact.by for fact in facts if isinstance(fact, ClockJumped))
        change = Change(frozenset(people), frozenset(meetings), everything=wide, clock_jump=jump)
        for listener in self._listeners:
            listener(change)


def _is_undo(fact: Fact) -> bool:
    return fact.kind in ("undone", "redone")


def _with(books: Books, additions: Additions) -> Books:
    """Return the books with what a transaction adds to them."""
    if additions.people or additions.organisations:
        books = books.with_walk_ins(additions.people, additions.organisations)
    if additions.plan:
        books = books.with_plan(additions.plan.number, additions.plan.schedule)
    return books.with_badges(additions.badges) if additions.badges else books
