"""Who of a file may be who of the event: asked in words, and answered with the next reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.intake import asking
from coordinator.intake.problems import Question, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coordinator.domain.people import Person
    from coordinator.domain.schedule import Schedule
    from coordinator.intake.ledger import Ledger
    from coordinator.intake.rows import Record
    from coordinator.intake.same_people import Doubt


def answered(before: Schedule, after: Schedule, answers: Mapping[str, str]) -> dict[str, str]:
    """Return for people of the file who they are in the event, empty for somebody new, as a person answered."""
    if not answers:
        return {}
    there = {asking.shown(person, _home(before, person)): person.id for person in before.people}
    found = {}
    for person in after.people:
        answer = answers.get(asking.told(person, _home(after, person)))
        if answer == asking.SOMEBODY_NEW:
            found[person.id] = ""
        elif answer in there:
            found[person.id] = there[answer]
    return found


def ask(
    doubts: Iterable[Doubt], before: Schedule, after: Schedule, origins: Mapping[str, Record], ledger: Ledger
) -> None:
    """Ask about everybody who may be somebody else; `after` has the ids of the file."""
    for doubt in doubts:
        person, record = after.person_by_id[doubt.person], origins.get(doubt.person)
        if record is None:
            continue
        candidates = [before.person_by_id[known] for known in doubt.candidates]
        options = (*(asking.shown(known, _home(before, known)) for known in candidates), asking.SOMEBODY_NEW)
        ledger.ask(
            Question.PERSON,
            record,
            next((field for field in ("full_name", "last_name", "email") if field in record.headers), "full_name"),
            _sentence(doubt, person, candidates),
            options,
            about=asking.told(person, _home(after, person)),
            severity=Severity.MUST_FIX if doubt.open else Severity.LOOK_AT,
        )


def _sentence(doubt: Doubt, person: Person, candidates: list[Person]) -> str:
    if doubt.open:
        fits = "one person" if len(candidates) == 1 else f"{len(candidates)} people"
        return f"{person.name} fits {fits} of the event, and nothing in the row decides who is meant."
    name = candidates[0].name
    if doubt.taken:
        return f"{person.name} has the id of {name} and was taken to be the same person under a new name."
    return f"{person.name} may be {name}, who is in the event already, and was taken to be somebody new."


def _home(schedule: Schedule, person: Person) -> str:
    home = schedule.organisation_by_id.get(person.organisation)
    return home.name if home else ""
