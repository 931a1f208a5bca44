"""A schedule becomes the plan in force: what that changes, what of today it contradicts, and the one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from coordinator.desk import adopting
from coordinator.desk.answers import Answer, Done, Finding
from coordinator.desk.at_event import AtEvent, plan_findings
from coordinator.domain.entries import PlanAdopted
from coordinator.intake import compare, decisions
from coordinator.store.additions import Additions, AdoptedPlan, SourceFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coordinator.desk.ledger import Writing
    from coordinator.domain.day import Day
    from coordinator.domain.entries import Fact
    from coordinator.domain.schedule import Schedule
    from coordinator.intake.compare import Difference, Item
    from coordinator.intake.decisions import Contradiction, Word
    from coordinator.intake.door import Source

_NONE: Mapping[str, Word] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an import would do: what differs, what contradicts the day, who came and is not in it, what breaks a rule.

    `day` is the day that was looked at; a later one needs a new look.
    """

    day: Day
    schedule: Schedule
    difference: Difference
    contradictions: tuple[Contradiction, ...]
    no_longer_listed: tuple[Item, ...]
    findings: tuple[Finding, ...]

    @property
    def to_decide(self) -> tuple[Contradiction, ...]:
        """Return the meetings about which staff decide whose word counts."""
        return tuple(found for found in self.contradictions if not found.happened)


class Adoption:
    """An import that is being written; `run` may stand in any thread, `finish` belongs to the desk's own."""

    def __init__(self, writing: Writing, desk: Importing, sentence: str) -> None:
        self._writing, self._desk, self._sentence = writing, desk, sentence

    def run(self) -> None:
        """Write it."""
        self._writing.run()

    def finish(self) -> Done:
        """Make it the plan in force and tell everybody."""
        entries = self._writing.finish()
        return Done(self._sentence, entries, saved=not self._desk.trouble)


class Importing(AtEvent):
    """What can be asked about a schedule that was read, and how it becomes the plan."""

    def outlook(self, schedule: Schedule, words: Mapping[str, Word] = _NONE) -> Outlook:
        """Return what this import would do; nothing is written, and it may be asked in any thread."""
        day = self.day
        found = decisions.contradictions(day, schedule)
        gone = decisions.no_longer_listed(day, schedule)
        broken = self._broken_by(day, schedule, words)
        return Outlook(day, schedule, compare.difference(day.schedule, schedule), found, gone, broken)

    def _broken_by(self, day: Day, schedule: Schedule, words: Mapping[str, Word]) -> tuple[Finding, ...]:
        """Return which rules the day would break with this schedule that it does not break now."""
        if all(meeting.version is None for meeting in day.meetings.values()):
            return ()
        facts, plan = _decided(day, schedule, words)
        after, _ = self._ledger.imagine(day, facts, Additions(plan=plan))
        known = {(finding.rule, finding.meeting) for finding in plan_findings(day)}
        return tuple(finding for finding in plan_findings(after) if (finding.rule, finding.meeting) not in known)

    def adopt(self, schedule: Schedule, sources: Sequence[Source] = (), words: Mapping[str, Word] = _NONE) -> Answer:
        """Make this schedule the plan in force; the day's word counts, but for the meetings decided otherwise."""
        return self.adoption(schedule, sources, words).finish()

    def adoption(
        self, schedule: Schedule, sources: Sequence[Source] = (), words: Mapping[str, Word] = _NONE
    ) -> Adoption:
        """Begin an import that can be written in another thread; what is done at this desk meanwhile waits for it."""

        def prepare(day: Day) -> tuple[Sequence[Fact], Additions]:
            known = day.books.first_badges
            badges = self._new_badges(person.id for person in schedule.people if person.id not in known)
            kept = tuple(SourceFile(source.name, source.sha256, source.content) for source in sources)
            facts, plan = _decided(day, schedule, words, kept)
            return facts, Additions(plan=plan, badges=badges)

        return Adoption(self._ledger.begin(prepare), self, f"Imported {adopting.size(schedule)}")


def _decided(
    day: Day, schedule: Schedule, words: Mapping[str, Word], sources: tuple[SourceFile, ...] = ()
) -> tuple[Sequence[Fact], AdoptedPlan]:
    number = max(day.books.plans) + 1
    found = decisions.decided(day, schedule, words)
    facts = (PlanAdopted(number), *((found.entry,) if found.entry else ()))
    return facts, AdoptedPlan(number, found.schedule, sources)
