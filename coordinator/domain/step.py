"""The one way an entry enters the state of the day: live, at replay, after a restore, from another desk.

Pure: no clock, no randomness, no file. Applying never fails; what makes no sense gets a verdict and a reason.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.domain import effects
from coordinator.domain.concerns import person_of
from coordinator.domain.day import WALK_INS, Day, Recorded, Standing
from coordinator.domain.entries import (
    BadgeGiven,
    BadgeReplaced,
    BlanksMade,
    CheckedIn,
    CheckedOut,
    ClockJumped,
    Entry,
    ExpectedLate,
    Fact,
    MarkedAbsent,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    PlanAdopted,
    PlanChanged,
    PrintEnded,
    PrintStarted,
    Redone,
    Replanned,
    RoundFilled,
    ScanRefused,
    SeenAgain,
    Undone,
    Unknown,
    Verdict,
    WalkedIn,
)
from coordinator.domain.judging import Judging
from coordinator.domain.print_log import Job, PrintLog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coordinator.domain.day import Books
    from coordinator.domain.entries import Change


def start(books: Books) -> Day:
    """Return the day before anything happened: no plan but the one the file was born with."""
    return _Draft(Day(books, WALK_INS)).begin().day()


def step(day: Day, entry: Entry) -> tuple[Day, Recorded]:
    """Return the day after this entry, and what became of it."""
    draft = _Draft(day)
    recorded = draft.take(entry)
    return draft.day(), recorded


def replay(day: Day, entries: Iterable[Entry]) -> Day:
    """Return the day after all these entries; the same as one step after the other, without the copies."""
    draft = _Draft(day)
    for entry in entries:
        draft.take(entry)
    return draft.day()


class _Draft(Judging):
    """A day while entries are written into it; it copies what it was given and is thrown away afterwards."""

    def begin(self) -> _Draft:
        """Go back to the morning: nobody seen, no meeting, everybody's first badge in force."""
        self._plan = WALK_INS
        self._standings, self._meetings, self._live, self._given = {}, {}, {}, {}
        return self

    def day(self) -> Day:
        """Return the finished value."""
        return Day(
            self._books,
            self._plan,
            self._standings,
            self._meetings,
            self._live,
            self._history,
            frozenset(self._undone),
            self._given,
            self._prints if self._jobs is None else PrintLog(self._jobs),
        )

    def take(self, entry: Entry) -> Recorded:
        """Judge one entry, let it have its effect, and keep it with its verdict."""
        if entry.id in self._history:
            return Recorded(entry, Verdict.REPEAT, "This entry is here already.")
        verdict, reason = self.judge(entry)
        recorded = Recorded(entry, verdict, reason)
        self._history[entry.id] = recorded
        self._file(entry)
        if verdict is Verdict.APPLIED:
            match entry.fact:
                case Undone(target):
                    self._undone.add(target)
                    self._rebuild(target)
                case Redone(target):
                    self._undone.discard(target)
                    self._rebuild(target)
                case fact:
                    self._apply(entry, fact)
        return recorded

    def _rebuild(self, target: str) -> None:
        """Bring the state back to what the entries that hold say, after one of them was taken back or again."""
        person = person_of(self._history[target].entry.fact)
        if person is None:
            self.begin()
            for entry in self._effective():
                self._apply(entry, entry.fact)
            return
        # A fact about one person touches nothing else, and this runs once for every undo of a replay.
        self._standings.pop(person, None)
        self._live.pop(person, None)
        self._given = {token: owner for token, owner in self._given.items() if owner != person}
        for entry in self._entries_about(person):
            if self._holds(entry.id):
                self._apply(entry, entry.fact)

    def _entries_about(self, person: str) -> Iterable[Entry]:
        """Return a person's entries; who is asked for once is probably one of many, so all are sorted at once."""
        if self._by_person is None:
            self._by_person = {}
            for recorded in self._history.values():
                self._file(recorded.entry)
        return self._by_person.get(person, ())

    def _file(self, entry: Entry) -> None:
        person = person_of(entry.fact)
        if self._by_person is not None and person is not None:
            self._by_person.setdefault(person, []).append(entry)

    def _apply(self, entry: Entry, fact: Fact) -> None:
        match fact:
            case ScanRefused() | ClockJumped() | BlanksMade() | Undone() | Redone() | Unknown():
                pass
            case PrintStarted():
                self._own_jobs()[entry.id] = Job(entry.id, entry.wall, entry.desk, fact)
            case PrintEnded(job):
                self._own_jobs()[job] = replace(self._own_jobs()[job], end=fact)
            case CheckedIn() | CheckedOut() | SeenAgain() | WalkedIn() | ExpectedLate() | MarkedAbsent():
                before = self._standings.get(fact.person) or Standing(fact.person)
                self._standings[fact.person] = effects.stand(before, entry, fact)
            case MeetingStarted() | MeetingHeld() | MeetingMissed() | PlanChanged():
                meeting = self._meetings.get(fact.meeting)
                if meeting is not None:
                    self._meetings[fact.meeting] = effects.meet(meeting, entry, fact)
                self._place(entry, fact.changes if isinstance(fact, PlanChanged) else ())
            case RoundFilled() | Replanned():
                for given in fact.instead_of:
                    if given.meeting in self._meetings:
                        self._meetings[given.meeting] = effects.give_up(self._meetings[given.meeting], entry)
                self._place(entry, fact.changes)
            case BadgeReplaced(person, _, new):
                self._live[person] = new
            case BadgeGiven(person, token):
                self._live[person] = token
                self._given[token] = person
            case PlanAdopted(plan):
                self._plan = plan
                self._meetings = effects.rebase(self._books.plans[plan].meetings, self._meetings)

    def _own_jobs(self) -> dict[str, Job]:
        """Return the jobs to write into; they are copied once, not for every print of a replay."""
        if self._jobs is None:
            self._jobs = dict(self._prints.jobs)
        return self._jobs

    def _place(self, entry: Entry, changes: Iterable[Change]) -> None:
        for change in changes:
            self._meetings[change.meeting] = effects.place(self._meetings.get(change.meeting), entry, change)
