"""The one way an entry enters the state of the day: live, at replay, after a restore, from another desk.

Pure: no clock, no randomness, no file. Applying never fails; what makes no sense gets a verdict and a reason.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from coordinator.domain import effects
from coordinator.domain.day import WALK_INS, Day, Recorded, Standing
from coordinator.domain.entries import (
    BadgeReplaced,
    CheckedIn,
    CheckedOut,
    ClockJumped,
    Entry,
    ExpectedLate,
    Fact,
    MarkedAbsent,
    MeetingFact,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    PlanAdopted,
    PlanChanged,
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
from coordinator.domain.schedule import MeetingStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coordinator.domain.day import Books
    from coordinator.domain.entries import Change, PlanFact

Judgement = tuple[Verdict, str]
_APPLIED: Judgement = (Verdict.APPLIED, "")
_OVER = (MeetingStatus.HELD, MeetingStatus.CANCELLED)
_BEGUN = (MeetingStatus.RUNNING, MeetingStatus.HELD)


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


def meetings_of(fact: Fact) -> tuple[str, ...]:
    """Return the ids of all meetings that a fact changes."""
    if isinstance(fact, PlanChanged):
        return (fact.meeting, *(change.meeting for change in fact.changes))
    if isinstance(fact, RoundFilled | Replanned):
        return (*(given.meeting for given in fact.instead_of), *(change.meeting for change in fact.changes))
    return (fact.meeting,) if isinstance(fact, MeetingStarted | MeetingHeld | MeetingMissed) else ()


def person_of(fact: Fact) -> str | None:
    """Return the id of the person a fact is about."""
    return getattr(fact, "person", None)


class _Draft:
    """A day while entries are written into it; it copies what it was given and is thrown away afterwards."""

    def __init__(self, day: Day) -> None:
        self._books = day.books
        self._plan = day.plan
        self._standings = dict(day.standings)
        self._meetings = dict(day.meetings)
        self._live = dict(day.new_badges)
        self._history = dict(day.history)
        self._undone = set(day.undone)
        self._by_person: dict[str, list[Entry]] | None = None

    def begin(self) -> _Draft:
        """Go back to the morning: nobody seen, no meeting, everybody's first badge in force."""
        self._plan = WALK_INS
        self._standings, self._meetings, self._live = {}, {}, {}
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
        )

    def take(self, entry: Entry) -> Recorded:
        """Judge one entry, let it have its effect, and keep it with its verdict."""
        if entry.id in self._history:
            return Recorded(entry, Verdict.REPEAT, "This entry is here already.")
        verdict, reason = self._judge(entry)
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

    def _effective(self) -> Iterator[Entry]:
        for known, recorded in self._history.items():
            if self._holds(known):
                yield recorded.entry

    def _holds(self, entry: str) -> bool:
        return self._history[entry].verdict is Verdict.APPLIED and entry not in self._undone

    # -- judging

    def _judge(self, entry: Entry) -> Judgement:
        match entry.fact:
            case Unknown():
                return Verdict.UNKNOWN_KIND, "A newer version of the program wrote this."
            case CheckedIn(person, checkpoint, sees):
                return self._judge_check_in(person, checkpoint, sees)
            case CheckedOut(person, checkpoint):
                standing = self._standings.get(person)
                here = standing is not None and standing.visit_at(checkpoint) is not None
                return _APPLIED if here else (Verdict.NO_EFFECT, "This person was not checked in there.")
            case MeetingStarted() | MeetingHeld() | MeetingMissed() | PlanChanged() as fact:
                return self._judge_meeting(fact)
            case RoundFilled() | Replanned() as fact:
                return self._judge_plan(fact)
            case Undone(target):
                return self._judge_undo(target)
            case Redone(target):
                return self._judge_redo(target)
            case PlanAdopted(plan):
                known = plan in self._books.plans
                return _APPLIED if known else (Verdict.CONFLICT, f"Plan {plan} is not in this file.")
            case BadgeReplaced(_, _, new):
                known = new in self._books.badges
                return _APPLIED if known else (Verdict.CONFLICT, "The new badge is not in this file.")
            case SeenAgain() | ScanRefused() | WalkedIn() | ExpectedLate() | MarkedAbsent() | ClockJumped():
                return _APPLIED

    def _judge_check_in(self, person: str, checkpoint: str, sees: str | None) -> Judgement:
        if self._books.person(person, self._plan) is None:
            return Verdict.CONFLICT, "This person is in no plan of this file."
        standing = self._standings.get(person)
        visit = standing.visit_at(checkpoint) if standing else None
        if visit is None:
            return _APPLIED
        if visit.entry != sees:
            return Verdict.DOUBLE, "This person was checked in here already."
        return Verdict.NO_EFFECT, "This person was here already."

    def _judge_meeting(self, fact: MeetingFact) -> Judgement:
        meeting = self._meetings.get(fact.meeting)
        if meeting is None:
            return Verdict.CONFLICT, "This meeting is not in the plan."
        if meeting.version != fact.expects:
            return Verdict.CONFLICT, "The meeting was changed in the meantime."
        if meeting.status in _OVER:
            return Verdict.NO_EFFECT, f"The meeting is {meeting.status} already."
        fits = all(self._is_as_expected(change) for change in fact.changes) if isinstance(fact, PlanChanged) else True
        return _APPLIED if fits else (Verdict.CONFLICT, "A meeting that this repair needs was changed in the meantime.")

    def _is_as_expected(self, change: Change) -> bool:
        """Return whether the meeting a change places is the one staff saw, or is not there if it is a new one."""
        other = self._meetings.get(change.meeting)
        return (other.version if other else None) == change.expects and not (change.request and other)

    def _judge_plan(self, fact: PlanFact) -> Judgement:
        for given in fact.instead_of:
            meeting = self._meetings.get(given.meeting)
            if meeting is None:
                return Verdict.CONFLICT, "A meeting that would be given up is not in the plan."
            if meeting.version != given.expects or meeting.status in (MeetingStatus.RUNNING, *_OVER):
                return Verdict.CONFLICT, "A meeting that would be given up was changed in the meantime."
        for change in fact.changes:
            known = self._meetings.get(change.meeting)
            if known and change.request:
                return Verdict.CONFLICT, "A wish that would be filled has its meeting already."
            if not self._is_as_expected(change) or (known and known.status in _BEGUN):
                return Verdict.CONFLICT, "A meeting of this plan was changed in the meantime."
        return _APPLIED

    def _judge_undo(self, target: str) -> Judgement:
        recorded = self._history.get(target)
        if recorded is None:
            return Verdict.CONFLICT, "The entry to take back is not here."
        if recorded.verdict is not Verdict.APPLIED or isinstance(recorded.entry.fact, Undone | Redone):
            return Verdict.NO_EFFECT, "This entry had no effect that could be taken back."
        if target in self._undone:
            return Verdict.NO_EFFECT, "This entry was taken back already."
        later = self._built_upon(recorded.entry)
        return (Verdict.CONFLICT, later) if later else _APPLIED

    def _judge_redo(self, target: str) -> Judgement:
        recorded = self._history.get(target)
        if recorded is None:
            return Verdict.CONFLICT, "The entry to bring back is not here."
        if target not in self._undone:
            return Verdict.NO_EFFECT, "This entry was not taken back."
        later = self._built_upon(recorded.entry)
        if later:
            return Verdict.CONFLICT, later
        fact = recorded.entry.fact
        if isinstance(fact, MeetingStarted | MeetingHeld | MeetingMissed | PlanChanged):
            return self._judge_meeting(fact)
        return self._judge_plan(fact) if isinstance(fact, RoundFilled | Replanned) else _APPLIED

    def _built_upon(self, entry: Entry) -> str:
        """Say what later entry needs this one; things are taken back from the newest inwards."""
        match entry.fact:
            case WalkedIn(person):
                if any(person in _people_needed(other.fact) for other in self._entries_after(entry.id)):
                    return "Something happened with this person later; take that back first."
            case PlanAdopted(plan):
                return self._built_upon_plan(entry.id, plan)
            case fact:
                touched = set(meetings_of(fact))
                if touched and any(touched.intersection(meetings_of(e.fact)) for e in self._entries_after(entry.id)):
                    return "The meeting was changed again later; take that back first."
        return ""

    def _built_upon_plan(self, entry: str, plan: int) -> str:
        later = self._entries_after(entry)
        if any(isinstance(other.fact, PlanAdopted) for other in later):
            return "Another schedule was imported later; take that back first."
        adopted = (other.fact.plan for other in self._effective() if isinstance(other.fact, PlanAdopted))
        before = max((number for number in adopted if number != plan), default=WALK_INS)
        if any(self._needs_more_than(before, other.fact) for other in later):
            return "People or meetings of this schedule did something later; take that back first."
        return ""

    def _entries_after(self, entry: str) -> list[Entry]:
        ids = reversed(self._history)
        after = reversed(list(takewhile(lambda known: known != entry, ids)))
        return [self._history[known].entry for known in after if self._holds(known)]

    def _needs_more_than(self, plan: int, fact: Fact) -> bool:
        person, known = person_of(fact), self._books.plans[plan].meeting_by_id
        if person is not None and self._books.person(person, plan) is None:
            return True
        if isinstance(fact, RoundFilled | Replanned):
            strangers = any(self._books.person(p, plan) is None for p in _people_needed(fact))
            moved = (change.meeting for change in fact.changes if not change.request)
            return strangers or any(m not in known for m in (*moved, *(given.meeting for given in fact.instead_of)))
        return any(meeting not in known for meeting in meetings_of(fact)[:1])

    # -- applying

    def _apply(self, entry: Entry, fact: Fact) -> None:
        match fact:
            case ScanRefused() | ClockJumped() | Undone() | Redone() | Unknown():
                pass
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
            case PlanAdopted(plan):
                self._plan = plan
                self._meetings = effects.rebase(self._books.plans[plan].meetings, self._meetings)

    def _place(self, entry: Entry, changes: Iterable[Change]) -> None:
        for change in changes:
            self._meetings[change.meeting] = effects.place(self._meetings.get(change.meeting), entry, change)


def _people_needed(fact: Fact) -> tuple[str, ...]:
    if isinstance(fact, PlanChanged | RoundFilled | Replanned):
        return tuple(p for change in fact.changes for p in (change.host, *change.guests))
    person = person_of(fact)
    return (person,) if person else ()
