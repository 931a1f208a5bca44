"""Where entries are made, written and taken into the state: first on disk, then in memory, then told."""

from __future__ import annotations

import threading
import uuid
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.desk.answers import Change
from coordinator.domain.concerns import meetings_of, person_of
from coordinator.domain.entries import (
    BadgeGiven,
    BlanksMade,
    ClockJumped,
    Entry,
    Fact,
    PlanAdopted,
    PrintEnded,
    PrintStarted,
    Verdict,
)
from coordinator.domain.printing import Document
from coordinator.domain.step import replay, start, step
from coordinator.domain.trouble import ProgramTrouble
from coordinator.store.additions import NOTHING, Additions
from coordinator.store.event_file import NotSaved

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coordinator.desk.clock import Clock
    from coordinator.domain.day import Books, Day, Recorded
    from coordinator.store.event_file import EventFile

    Prepare = Callable[[Day], tuple[Sequence[Fact], Additions]]

CLOCK_JUMP_MS = 2_000
"""A wall clock that strays this far from the monotonic one was set by somebody."""

_PATIENCE_S = 2.0
"""So long a thread is waited for that began a transaction; in a window that closes it never takes it in."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a transaction: `refused` by the disk for now, or the `fault` for which the file never takes it."""

    day: Day
    batch: list[Recorded]
    additions: Additions
    refused: str = ""
    fault: ProgramTrouble | None = None


class Writing:
    """A transaction on its way: `run` writes it, once, in whatever thread; `finish` takes it into the day."""

    def __init__(self, ledger: Ledger, prepare: Prepare, moment: tuple[int, int, int]) -> None:
        self._ledger, self._prepare, self._moment = ledger, prepare, moment
        self._lock = threading.Lock()
        self._outcome: _Outcome | None = None
        self.begun_by, self.taken = threading.get_ident(), threading.Event()

    def run(self) -> None:
        """Write it; whoever comes second waits for the first."""
        with self._lock:
            if self._outcome is None:
                self._outcome = self._ledger.carry_out(self._prepare, self._moment)

    def finish(self) -> tuple[str, ...]:
        """Take it into the day and tell everybody; return the ids of its entries."""
        self.run()
        outcome = self._outcome
        if outcome is None:
            raise ProgramTrouble("A transaction has no outcome.")
        self._ledger.take(self, outcome)
        if outcome.fault is not None:
            raise outcome.fault
        return tuple(r.entry.id for r in outcome.batch if not isinstance(r.entry.fact, ClockJumped))


class Ledger:
    """The state of the day with the file behind it; printers write from threads of their own, one after the other."""

    def __init__(self, file: EventFile, desk: str, clock: Clock) -> None:
        self._file, self._desk, self._clock = file, desk, clock
        self._number = file.last_number(desk)
        self._listeners: list[Callable[[Change], None]] = []
        self._waiting: list[tuple[Sequence[Recorded], Additions]] = []
        self._writing: Writing | None = None
        self._lock = threading.RLock()
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
        with self._lock:
            self.settle()
            self._desk, self._number = desk, self._file.last_number(desk)

    def judge(self, facts: Sequence[Fact]) -> str:
        """Say why these facts would have no effect now, without writing anything."""
        return self.trial(facts)[1]

    def trial(self, facts: Sequence[Fact], additions: Additions = NOTHING) -> tuple[Day, str]:
        """Return the day as these facts would leave it, and why one of them would have no effect."""
        self.settle()
        return self.imagine(self.day, facts, additions)

    def imagine(self, day: Day, facts: Sequence[Fact], additions: Additions = NOTHING) -> tuple[Day, str]:
        """Return what these facts would make of a day, and why one of them would have no effect; in any thread."""
        day = day.with_books(_with(day.books, additions))
        for fact in facts:
            day, recorded = step(day, Entry(uuid.uuid4().hex, self._desk, 0, 0, 0, fact))
            if recorded.verdict is not Verdict.APPLIED:
                return day, recorded.reason
        return day, ""

    def write(self, facts: Sequence[Fact], additions: Additions = NOTHING) -> tuple[str, ...]:
        """Write facts as one transaction and take them into the day; returns the ids of their entries."""
        return self.decide(lambda _: (facts, additions))

    def decide(self, prepare: Prepare) -> tuple[str, ...]:
        """Write, in any thread, what the day as it is at that moment calls for."""
        self._leave_to_whoever_began()
        with self._lock:
            return self.begin(prepare).finish()

    def begin(self, prepare: Prepare) -> Writing:
        """Begin a transaction that may be written in another thread; whatever comes next at this desk waits for it."""
        with self._lock:
            self.settle()
            wall, mono = self._clock.wall(), max(self._clock.mono(), self._last_mono + 1)
            self._last_mono = mono
            self._writing = Writing(self, prepare, (wall, mono, self._jump(wall, mono)))
            return self._writing

    def settle(self) -> None:
        """Wait for a transaction that is being written elsewhere, and take it into the day."""
        with self._lock:
            if self._writing is not None:
                # Whoever began it is told its fault.
                with suppress(ProgramTrouble):
                    self._writing.finish()

    def _leave_to_whoever_began(self) -> None:
        """Let another thread that began a transaction take it in by itself, so that no page sees half of two days."""
        writing = self._writing
        if writing is not None and threading.get_ident() != writing.begun_by:
            writing.run()
            writing.taken.wait(_PATIENCE_S)

    def carry_out(self, prepare: Prepare, moment: tuple[int, int, int]) -> _Outcome:
        """Judge facts and write them, after whatever waits for the disk; the day is not touched."""
        wall, mono, jump = moment
        facts, additions = prepare(self.day)
        day = self.day.with_books(_with(self.day.books, additions))
        batch: list[Recorded] = []
        for fact in (ClockJumped(jump), *facts) if jump else facts:
            entry = Entry(str(uuid.uuid4()), self._desk, self._number + len(batch) + 1, wall, mono, fact)
            day, recorded = step(day, entry)
            batch.append(recorded)
        try:
            self._flush()
            self._file.append(batch, additions)
        except NotSaved as refused:
            return _Outcome(day, batch, additions, str(refused))
        except ProgramTrouble as fault:
            return _Outcome(day, batch, additions, fault=fault)
        return _Outcome(day, batch, additions)

    def take(self, writing: Writing, outcome: _Outcome) -> None:
        """Take a transaction into the day, once, and tell everybody; what the file will never take leaves no trace."""
        with self._lock:
            if self._writing is not writing:
                return
            self._writing = None
            if outcome.fault is None:
                self.day = outcome.day
                self._number += len(outcome.batch)
                self._trouble = outcome.refused
                if outcome.refused:
                    self._waiting.append((outcome.batch, outcome.additions))
            writing.taken.set()
            if outcome.fault is None:
                self._tell([recorded.entry.fact for recorded in outcome.batch], outcome.additions)

    def save(self) -> bool:
        """Write what waits in memory, in its order; returns whether everything is on disk now."""
        with self._lock:
            self.settle()
            try:
                self._flush()
            except NotSaved as refused:
                self._trouble = str(refused)
                return False
            self._trouble = ""
            return True

    def _flush(self) -> None:
        while self._waiting:
            self._file.append(*self._waiting[0])
            self._waiting.pop(0)

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
        documents = frozenset(document for fact in facts if (document := self._document_of(fact)))
        change = Change(frozenset(people), frozenset(meetings), everything=wide, clock_jump=jump, documents=documents)
        for listener in self._listeners:
            listener(change)

    def _document_of(self, fact: Fact) -> Document | None:
        """Return of which document something was printed, made or handed out."""
        match fact:
            case PrintStarted(document):
                return document
            case PrintEnded(job):
                known = self.day.prints.jobs.get(job)
                return known.asked.document if known else None
            case BlanksMade() | BadgeGiven():
                return Document.BLANKS
            case _:
                return None


def _is_undo(fact: Fact) -> bool:
    return fact.kind in ("undone", "redone")


def _with(books: Books, additions: Additions) -> Books:
    """Return the books with what a transaction adds to them."""
    if additions.people or additions.organisations:
        books = books.with_walk_ins(additions.people, additions.organisations)
    if additions.plan:
        books = books.with_plan(additions.plan.number, additions.plan.schedule)
    return books.with_badges(additions.badges) if additions.badges else books
