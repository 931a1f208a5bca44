"""What the desk hands out on paper: the records of a document as the day stands, drawn by the paper room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.print_log import EVERYTHING
from coordinator.domain.printing import Document
from coordinator.domain.trouble import WorldTrouble
from coordinator.paper import door, offering
from coordinator.views import (
    blanks,
    changed,
    chart,
    interpreters,
    lists,
    organisation_agendas,
    papers,
    prints,
    slips,
)
from coordinator.views.languages import Language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from coordinator.desk.desk import Desk
    from coordinator.domain.day import Day
    from coordinator.paper.door import Result
    from coordinator.paper.job import Job
    from coordinator.views.papers import Record

CHANGED = "changed"
"""Stands for everything whose paper no longer says what is planned now."""

UNPRINTED = "unprinted"
"""Stands for everything of which no paper was printed yet, not even perhaps."""


@dataclass(frozen=True, slots=True)
class Speech:
    """In which language papers for participants are; with `own` each in that of whoever gets it, where it is known."""

    language: Language = Language.ENGLISH
    own: bool = False


PLAIN_SPEECH = Speech()


def write(
    desk: Desk, job: Job, out: BinaryIO | Path, only: Collection[str] = (), speech: Speech = PLAIN_SPEECH
) -> Result:
    """Draw a job of everybody, of these ids only, or of what changed."""
    return door.render(job, for_job(desk, job, only, speech), desk.day.schedule.event, out, desk.look)


def for_job(desk: Desk, job: Job, only: Collection[str] = (), speech: Speech = PLAIN_SPEECH) -> Sequence[Record]:
    """Return the records of a job, cut to what its paper has room for."""
    return records(desk, job.document, only, speech, room=offering.chart_room(job))


def records(
    desk: Desk,
    document: Document,
    only: Collection[str] = (),
    speech: Speech = PLAIN_SPEECH,
    *,
    room: tuple[int, int] = (chart.MOST_TABLES, chart.MOST_SLOTS),
) -> Sequence[Record]:
    """Return the records of a document as the day stands; an id that nobody has is named in an error.

    `room` is for how many tables and slots a sheet of the wall chart has room.
    """
    day, now, wanted = desk.day, desk.now, _wanted(desk.day, document, only)
    language, own = speech.language, speech.own
    match document:
        case Document.BADGES:
            return papers.badges(day, only=wanted)
        case Document.BLANKS:
            return blanks.blanks(day, only=wanted)
        case Document.SIGNS:
            return papers.signs(day, only=wanted)
        case Document.CARDS:
            return papers.cards(day, now, only=wanted)
        case Document.AGENDAS:
            return papers.agendas(day, now, only=wanted, language=language, own=own)
        case Document.ORGANISATION_AGENDAS:
            return organisation_agendas.organisation_agendas(day, now, only=wanted, language=language, own=own)
        case Document.SLIPS:
            return slips.slips(day, now, only=wanted, language=language, own=own)
        case Document.PARTICIPANTS:
            return _with_rows([lists.participants(day, now, only=wanted)])
        case Document.MISSING:
            return _with_rows([lists.missing(day, now, only=wanted)])
        case Document.INTERPRETERS:
            for_staff = [interpreters.interpreters_at_tables(day, now)] if wanted is None else []
            return _with_rows([*for_staff, *interpreters.interpreters(day, now, only=wanted)])
        case Document.DOORS:
            return _with_rows(lists.doors(day, now, only=wanted))
        case Document.CHART:
            return chart.chart(day, now, most_tables=room[0], most_slots=room[1]) if wanted is None else ()


def _with_rows(
    made: Iterable[lists.ParticipantList | lists.MissingList | lists.DoorList | interpreters.InterpreterList],
) -> Sequence[Record]:
    """Return the lists on which somebody stands: of the others a sentence says that there is nobody."""
    return tuple(each for each in made if each.rows)


def _wanted(day: Day, document: Document, only: Collection[str]) -> frozenset[str] | None:
    """Return the ids that are wanted, nothing for everybody and everything."""
    if not only:
        return None
    wanted = set(only) - {CHANGED, UNPRINTED}
    noun, known = _KNOWN[document], _ids(day, document)
    if wanted and not noun:
        raise WorldTrouble("The wall chart shows all tables and slots: print it without ids.")
    unknown = sorted(wanted - known)
    if unknown:
        raise WorldTrouble(f"There is no {noun} with the id {', '.join(unknown)}.")
    for word, found in ((CHANGED, changed.out_of_date), (UNPRINTED, prints.unprinted)):
        if word in only:
            _check(document, word)
            wanted |= found(day, document)
    return None if EVERYTHING in wanted else frozenset(wanted)


def _check(document: Document, word: str) -> None:
    """Refuse a word that says nothing about a document: staff prints its lists anew whenever they want one."""
    if document in _ALWAYS_WHOLE or (document, word) in ((Document.DOORS, CHANGED), (Document.BLANKS, CHANGED)):
        raise WorldTrouble(f"“{word}” says nothing about {_CALLED[document]}: print it without that word.")


_ALWAYS_WHOLE = (Document.PARTICIPANTS, Document.MISSING)
_CALLED = {
    Document.PARTICIPANTS: "the list of participants",
    Document.MISSING: "the list of the missing",
    Document.DOORS: "a list for a door",
    Document.BLANKS: "a blank badge",
}
_KNOWN: Mapping[Document, str] = {
    Document.BADGES: "person",
    Document.BLANKS: "blank badge",
    Document.SIGNS: "table",
    Document.CARDS: "table",
    Document.AGENDAS: "person",
    Document.ORGANISATION_AGENDAS: "organisation",
    Document.SLIPS: "person",
    Document.PARTICIPANTS: "person",
    Document.MISSING: "person",
    Document.INTERPRETERS: "interpreter",
    Document.DOORS: "checkpoint",
    Document.CHART: "",
}
"""Of what the ids are; the wall chart has none."""


def _ids(day: Day, document: Document) -> frozenset[str]:
    """Return the ids that can be wanted of a document."""
    match document:
        case Document.SIGNS | Document.CARDS:
            return frozenset(day.schedule.table_by_id)
        case Document.ORGANISATION_AGENDAS:
            return frozenset(person.organisation for person in day.people())
        case Document.DOORS:
            return frozenset(checkpoint.id for checkpoint in day.schedule.checkpoints)
        case Document.BLANKS:
            return prints.subjects(day, document)
        case Document.INTERPRETERS:
            named = (m.planned.interpreter.strip() for m in day.meetings.values() if m.planned)
            return frozenset((*named, *(person.id for person in day.people())))
        case _:
            return frozenset(person.id for person in day.people())
