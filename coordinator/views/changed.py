"""Whose day differs from the plan, and whose paper no longer says what is planned now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.print_log import EVERYTHING
from coordinator.domain.printing import Document
from coordinator.domain.schedule import MeetingStatus
from coordinator.views import prints, touches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coordinator.domain.day import Day, MeetingNow


def differing_meetings(day: Day) -> Iterator[MeetingNow]:
    """Return the meetings whose time, table or people differ from the plan, or that will not take place."""
    for meeting in day.meetings.values():
        fell_out = meeting.planned is not None and meeting.status is MeetingStatus.CANCELLED
        if meeting.version is not None and (meeting.moved or fell_out):
            yield meeting


def people_to_tell(day: Day) -> frozenset[str]:
    """Return the people whose agendas differ from the plan now."""
    people = ((*m.people, *(m.planned.people if m.planned else ())) for m in differing_meetings(day))
    return frozenset(person for group in people for person in group)


def out_of_date(day: Day, document: Document) -> frozenset[str]:
    """Return the subjects whose newest paper of this document is wrong or may be.

    That is whatever was touched since it was drawn; who has none is taken to hold the first plan. A change that was
    taken back counts: the paper may have been drawn in between.
    """
    holds = prints.held(day) if document is Document.SLIPS else prints.sent_versions(day, document)
    found = frozenset(subject for subject, at in _last_touch(day, document).items() if at >= holds.get(subject, 0))
    if document in (Document.AGENDAS, Document.SLIPS):
        # Whoever never had a meeting has an agenda only if they asked for one.
        found &= holds.keys() | _ever_met(day)
    return found


def _ever_met(day: Day) -> frozenset[str]:
    """Return everybody who has or had a meeting, in whatever plan."""
    now = (meeting.people for meeting in day.meetings.values())
    planned = (meeting.people for plan in day.books.plans.values() for meeting in plan.meetings)
    return frozenset(person for people in (*now, *planned) for person in people)


def _last_touch(day: Day, document: Document) -> Mapping[str, int]:
    """Map the subjects of a document to the place in the journal of the last entry that touched them, from 0."""
    match document:
        case Document.BADGES:
            return touches.badges(day)
        case Document.SIGNS:
            return touches.signs(day)
        case Document.CARDS:
            return touches.meetings(day).tables
        case Document.AGENDAS | Document.SLIPS:
            return touches.meetings(day).people
        case Document.ORGANISATION_AGENDAS:
            people = touches.meetings(day).people.items()
            homes = sorted((at, known.organisation) for person, at in people if (known := day.person(person)))
            return {home: at for at, home in homes}
        case Document.CHART | Document.INTERPRETERS:
            last = max(touches.meetings(day).people.values(), default=None)
            return {} if last is None else {EVERYTHING: last}
        case Document.BLANKS | Document.PARTICIPANTS | Document.MISSING | Document.DOORS:
            return {}
