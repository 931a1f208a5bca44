"""The papers on which a look is tried: real ones of this event, drawn anew for every change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.desk import papers
from coordinator.domain.printing import Document
from coordinator.paper import offering
from coordinator.paper.proof import Proof
from coordinator.ui import printers
from coordinator.views import roll
from coordinator.views.arrivals import arrivals

if TYPE_CHECKING:
    from collections.abc import Mapping

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


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What a look depends on: what the sides are called, the participant types by number, and whose papers show it."""

    sides: Mapping[str, str]
    roles: tuple[str, ...]
    badges: Mapping[str, str]
    """A person for each side, and for each participant type."""
    table: str
    busy: frozenset[str]


def read(desk: Desk) -> EventFacts:
    """Look through the event once; of ten thousand people that takes a while."""
    day = desk.day
    everybody = sorted(roll.people(day), key=lambda person: -_told(person))
    badges: dict[str, str] = {}
    for person in everybody:
        for key in (f"side {roll.side_of(day, person)}", f"role {person.participant_type}"):
            badges.setdefault(key, person.id)
    tables = roll.tables(day)
    home = next((table for table in tables if table.fixed_for), tables[0] if tables else None)
    return EventFacts(
        {group.side: group.name for group in arrivals(day, desk.now).groups if group.side},
        tuple(name for name, _ in Counter(p.participant_type for p in everybody if p.participant_type).most_common()),
        badges,
        home.id if home else "",
        frozenset(person for meeting in day.meetings.values() for person in meeting.people),
    )


def of_event(desk: Desk, facts: EventFacts, role: str = "") -> tuple[Paper, ...]:
    """Return a badge of each side, or one of somebody with this role, a sign and an agenda; what there is of them."""
    keys = (f"role {role}" if role else "", "side A", "side B", "side ")
    shown = list(dict.fromkeys(facts.badges[key] for key in keys if key in facts.badges))[:2]
    agenda = next((person for person in shown if person in facts.busy), min(facts.busy, default=""))
    found = [("Badge", Document.BADGES, person) for person in shown]
    found += [("Table sign", Document.SIGNS, facts.table), ("Agenda", Document.AGENDAS, agenda)]
    return tuple(
        Paper(title, document, record)
        for title, document, key in found
        if key
        for record in papers.records(desk, document, (key,))[:1]
    )


def picture(paper: Paper, event: EventInfo, look: EventLook, width: int) -> QImage:
    """Return a paper as it would be printed on its own, turned to be read."""
    job = offering.job(paper.document, design=look.design, single=True)
    proof = Proof(job, (paper.record,), event, look)
    return printers.picture(proof.draw([0]).pdf, 0, width, proof.turn)


def _told(person: Person) -> int:
    """Return how much somebody's badge tells: the fuller it is, the better it shows a look."""
    return bool(person.job_title) + bool(person.badge_line2) + bool(person.country) + bool(person.participant_type)
