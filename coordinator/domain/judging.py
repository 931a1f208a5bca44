"""What becomes of an entry when it meets the state of the day: a verdict, and a reason where it has no effect. Pure."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from coordinator.domain.concerns import meetings_of, people_needed, person_of
from coordinator.domain.day import NOBODY, WALK_INS
from coordinator.domain.entries import (
    BadgeGiven,
    BadgeReplaced,
    BlanksMade,
    CheckedIn,
    CheckedOut,
    ClockJumped,
    ExpectedLate,
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
from coordinator.domain.schedule import MeetingStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coordinator.domain.day import Day
    from coordinator.domain.entries import Change, Entry, Fact, MeetingFact, PlanFact
    from coordinator.domain.print_log import Job

Judgement = tuple[Verdict, str]
_APPLIED: Judgement = (Verdict.APPLIED, "")
_OVER = (MeetingStatus.HELD, MeetingStatus.CANCELLED)
_BEGUN = (MeetingStatus.RUNNING, MeetingStatus.HELD)


class Judging:
    """The state of a day while entries are written into it, and what it says of the next one."""

    def __init__(self, day: Day) -> None:
        self._books = day.books
        self._plan = day.plan
        self._standings = dict(day.standings)
        self._meetings = dict(day.meetings)
        self._live = dict(day.new_badges)
        self._given = dict(day.given)
        self._prints = day.prints
        self._jobs: dict[str, Job] | None = None
        self._history = dict(day.history)
        self._undone = set(day.undone)
        self._by_person: dict[str, list[Entry]] | None = None

    def judge(self, entry: Entry) -> Judgement:
        """Say what becomes of an entry, and why it has no effect if it has none."""
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
            case BadgeGiven() as fact:
                return self._judge_given(fact)
            case PrintEnded(job):
                return self._judge_print_end(job)
            case SeenAgain() | ScanRefused() | WalkedIn() | ExpectedLate() | MarkedAbsent():
                return _APPLIED
            case PrintStarted() | BlanksMade() | ClockJumped():
                return _APPLIED

    def _judge_given(self, fact: BadgeGiven) -> Judgement:
        if self._books.person(fact.person, self._plan) is None:
            return Verdict.CONFLICT, "This person is in no plan of this file."
        if self._books.badges.get(fact.token) != NOBODY:
            return Verdict.CONFLICT, "This is no blank badge of this file."
        if fact.token in self._given:
            return Verdict.CONFLICT, "Somebody has this blank badge already."
        return _APPLIED

    def _judge_print_end(self, job: str) -> Judgement:
        known = self._jobs_by_id.get(job)
        if known is None:
            return Verdict.CONFLICT, "The print that ended is not here."
        return _APPLIED if known.end is None else (Verdict.NO_EFFECT, "This print had ended already.")

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
        if isinstance(recorded.entry.fact, PrintStarted | PrintEnded | BlanksMade):
            return Verdict.NO_EFFECT, "What went to a printer cannot be taken back."
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
        if isinstance(fact, BadgeGiven):
            return self._judge_given(fact)
        return self._judge_plan(fact) if isinstance(fact, RoundFilled | Replanned) else _APPLIED

    def _built_upon(self, entry: Entry) -> str:
        """Say what later entry needs this one; things are taken back from the newest inwards."""
        match entry.fact:
            case WalkedIn(person):
                if any(person in people_needed(other.fact) for other in self._entries_after(entry.id)):
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
            strangers = any(self._books.person(p, plan) is None for p in people_needed(fact))
            moved = (change.meeting for change in fact.changes if not change.request)
            return strangers or any(m not in known for m in (*moved, *(given.meeting for given in fact.instead_of)))
        return any(meeting not in known for meeting in meetings_of(fact)[:1])

    # -- what the day knows

    def _effective(self) -> Iterator[Entry]:
        for known, recorded in self._history.items():
            if self._holds(known):
                yield recorded.entry

    def _holds(self, entry: str) -> bool:
        return self._history[entry].verdict is Verdict.APPLIED and entry not in self._undone

    @property
    def _jobs_by_id(self) -> Mapping[str, Job]:
        return self._prints.jobs if self._jobs is None else self._jobs
