"""A schedule becomes the plan in force: what that changes, what of today it contradicts, and the one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.desk import adopting, contradictions
from coordinator.desk.answers import Answer, Done, Finding
from coordinator.desk.at_event import AtEvent, plan_findings
from coordinator.domain.entries import PlanAdopted
from coordinator.intake import compare
from coordinator.store.additions import Additions, AdoptedPlan, SourceFile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from coordinator.desk.contradictions import Contradiction
    from coordinator.desk.ledger import Writing
    from coordinator.domain.day import Day
    from coordinator.domain.entries import Fact
    from coordinator.domain.schedule import Schedule
    from coordinator.intake.compare import Difference
    from coordinator.intake.door import Source


@dataclass(frozen=True, slots=True)
class Outlook:
    """What an import would do: what differs, what contradicts the day, and what else would not be in order.

    `day` is the day that was looked at; a later one needs a new look.
    """

    day: Day
    difference: Difference
    contradictions: tuple[Contradiction, ...]
    findings: tuple[Finding, ...]

    @property
    def to_decide(self) -> tuple[Contradiction, ...]:
        """Return the meetings about which staff decide whether the day or the file goes first."""
        return tuple(found for found in self.contradictions if not found.settled)


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

    def outlook(self, schedule: Schedule, for_file: Collection[str] = ()) -> Outlook:
        """Return what this import would do; nothing is written, and it may be asked in any thread."""
        day = self.day
        found = contradictions.find(day, schedule)
        plan = Additions(plan=AdoptedPlan(_number(day), schedule))
        after, _ = self._ledger.imagine(day, _facts(day, schedule, found, for_file), plan)
        known = {(finding.rule, finding.meeting) for finding in plan_findings(day)} if found else set()
        new = (finding for finding in plan_findings(after) if (finding.rule, finding.meeting) not in known)
        return Outlook(day, compare.difference(day.schedule, schedule), found, (*_who_stays(day, schedule), *new))

    def adopt(self, schedule: Schedule, sources: Sequence[Source] = (), for_file: Collection[str] = ()) -> Answer:
        """Make this schedule the plan in force; what happened stays, but for the meetings where the file goes first."""
        return self.adoption(schedule, sources, for_file).finish()

    def adoption(self, schedule: Schedule, sources: Sequence[Source] = (), for_file: Collection[str] = ()) -> Adoption:
        """Begin an import that can be written in another thread; what is done at this desk meanwhile waits for it."""

        def prepare(day: Day) -> tuple[Sequence[Fact], Additions]:
            known = day.books.first_badges
            badges = self._new_badges(person.id for person in schedule.people if person.id not in known)
            kept = tuple(SourceFile(source.name, source.sha256, source.content) for source in sources)
            facts = _facts(day, schedule, contradictions.find(day, schedule), for_file)
            return facts, Additions(plan=AdoptedPlan(_number(day), schedule, kept), badges=badges)

        return Adoption(self._ledger.begin(prepare), self, f"Imported {adopting.size(schedule)}")


def _facts(day: Day, schedule: Schedule, found: Sequence[Contradiction], for_file: Collection[str]) -> tuple[Fact, ...]:
    return (PlanAdopted(_number(day)), *contradictions.decided(day, schedule, found, for_file))


def _number(day: Day) -> int:
    return max(day.books.plans) + 1


def _who_stays(day: Day, schedule: Schedule) -> Iterator[Finding]:
    """Name those who came today and are not in the file."""
    for person, standing in day.standings.items():
        known = day.schedule.person_by_id.get(person)
        if known and standing.arrived is not None and person not in schedule.person_by_id:
            yield Finding("people", "", f"{known.name} came today and is not in the file; their arrival stays.")
