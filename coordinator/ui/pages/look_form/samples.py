"""The papers on which a look is tried: real ones of this event, drawn anew for every change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.desk import papers
from coordinator.domain.printing import Document
from coordinator.paper import offering
from coordinator.paper.proof import Proof
from coordinator.ui import printers
from coordinator.views import roll

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QImage

    from coordinator.desk.desk import Desk
    from coordinator.domain.look import EventLook
    from coordinator.domain.people import Person
    from coordinator.domain.schedule import EventInfo
    from coordinator.views.papers import Record


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the event: what it is called here, its record, and whether it is turned to be read."""

    title: str
    document: Document
    record: Record


def of_event(desk: Desk, role: str = "") -> tuple[Paper, ...]:
    """Return a badge of each side, or one of somebody with this role, a sign and an agenda; what there is of them."""
    day = desk.day
    everybody = sorted(roll.people(day), key=lambda person: -_told(person))
    badges = [
        _first(everybody, lambda person: bool(role) and person.participant_type == role),
        _first(everybody, lambda person: roll.side_of(day, person) == "A"),
        _first(everybody, lambda person: roll.side_of(day, person) == "B"),
    ]
    shown = list(dict.fromkeys(person for person in badges if person)) or [p.id for p in everybody[:1]]
    found = [("Badge", Document.BADGES, person) for person in shown[:2]]
    tables = roll.tables(day)
    home = next((table for table in tables if table.fixed_for), tables[0] if tables else None)
    found += [("Table sign", Document.SIGNS, home.id)] if home else []
    found += [("Agenda", Document.AGENDAS, _busy(desk, shown))] if day.meetings else []
    return tuple(
        Paper(title, document, record)
        for title, document, key in found
        if key
        for record in papers.records(desk, document, (key,))[:1]
    )


def picture(paper: Paper, event: EventInfo, look: EventLook, width: int) -> QImage:
    """Return a paper as it would be printed on its own, turned to be read."""
    job = offering.job(paper.document, design=look.design, single=True)
    drawn = Proof(job, (paper.record,), event, look).draw([0])
    lies = job.stock.per_page == 1 and not job.template.scale_on(job.stock.panel)
    return printers.picture(drawn.pdf, 0, width, 90 if lies else 0)


def _told(person: Person) -> int:
    """Return how much somebody's badge tells: the fuller it is, the better it shows a look."""
    return bool(person.job_title) + bool(person.badge_line2) + bool(person.country) + bool(person.participant_type)


def _first(people: Iterable[Person], fits: Callable[[Person], bool]) -> str:
    return next((person.id for person in people if fits(person)), "")


def _busy(desk: Desk, wanted: Iterable[str]) -> str:
    busy = dict.fromkeys(person for meeting in desk.day.meetings.values() for person in meeting.people)
    return next((person for person in wanted if person in busy), next(iter(busy), ""))
