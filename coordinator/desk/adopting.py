"""How a newcomer gets an id and an organisation, and how a schedule is counted; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.day import WALK_INS
from coordinator.domain.people import Organisation, Person
from coordinator.intake.folding import fold
from coordinator.views.words import count

if TYPE_CHECKING:
    from coordinator.desk.answers import Newcomer
    from coordinator.domain.day import Day
    from coordinator.domain.schedule import Schedule


def walk_in(day: Day, newcomer: Newcomer) -> tuple[Person, tuple[Organisation, ...]]:
    """Return the newcomer as a person, with an organisation if it is a new one."""
    name = newcomer.organisation.strip() or f"{newcomer.first_name} {newcomer.last_name}".strip()
    known = {
        fold(organisation.name): organisation
        for plan in (day.books.plans[WALK_INS], day.schedule)
        for organisation in plan.organisations
    }
    number = len(day.books.plans[WALK_INS].people) + 1
    organisation = known.get(fold(name)) or Organisation(f"walk-in-{number}", name, newcomer.country, newcomer.side)
    person = Person(
        _free_id(day, number),
        newcomer.first_name.strip(),
        newcomer.last_name.strip(),
        organisation.id,
        job_title=newcomer.job_title.strip(),
        country=newcomer.country.strip() or organisation.country,
        email=newcomer.email.strip(),
        phone=newcomer.phone.strip(),
        side=newcomer.side or organisation.side,
        participant_type="walk-in",
    )
    return person, () if fold(name) in known else (organisation,)


def size(schedule: Schedule) -> str:
    """Say how large a schedule is."""
    people = count(len(schedule.people), "person", "people")
    return f"{people} and {count(len(schedule.meetings), 'meeting')}" if schedule.meetings else people


def _free_id(day: Day, number: int) -> str:
    while day.person(f"W{number:03}") is not None:
        number += 1
    return f"W{number:03}"
